// The nodes of the score, one by one, straight from their description.
import type { Amount } from '../../../src/core/scheme/condition.ts';
import type { ScoreNode } from '../../../src/core/scheme/node.ts';
import { ballotScore, tallyOf } from './ballot.ts';
import { within } from './days.ts';
import type { Window } from './days.ts';
import { cmp, div, HUNDRED, max, min, mul, q, read, round, sub, sum, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { fromResults } from './from.ts';
import { allPostings } from './posting.ts';
import { impossibleItems } from './item.ts';
import { isRated, standingOf, takesPart, tookPart, totalOf } from './scope.ts';
import { madeOf } from './reach.ts';
import { vetoed } from './veto.ts';
import {
  amount,
  factValue,
  HELD,
  SILENT,
  homeOf,
  missingAs,
  NONE,
  number,
  numberFact,
  numberOrHeld,
  present,
  subjectOf,
  subWindows,
} from './world.ts';
import type { Evaluated, Missing, Score, World } from './world.ts';

type Kind<K extends string> = Extract<ScoreNode, Record<K, unknown>>;

export const nodeById = (w: World, id: string): ScoreNode => {
  const node = w.scheme.score.find((one) => one.id === id);
  if (node === undefined) throw new Error(`no node ${id}`);
  return node;
};

/** The node as it is read from outside: the total and the parts of sub-periods after vetoes. */
export function nodeScore(w: World, node: ScoreNode, subject: string, scope: Window): Score {
  const total = totalOf(w, subject);
  const shown = total !== undefined && scope.id === w.period.id && node.id === w.scheme.score[0]?.id ? total : node.id;
  const own = nodeById(w, shown);
  return isRated(w, subject) ? (byVeto(w, own, subject, scope) ?? evaluated(w, own, subject, scope).score) : NONE;
}

/** The node as others are made of it. */
const plainScore = (w: World, id: string, subject: string, scope: Window): Score =>
  evaluated(w, nodeById(w, id), subject, scope).score;

export function evaluated(w: World, node: ScoreNode, subject: string, scope: Window): Evaluated {
  const key = `${subject} ${node.id} ${scope.from} ${scope.to}`;
  const known = w.nodes.get(key);
  if (known !== undefined) return known;
  if (!isRated(w, subject)) return { score: NONE, cut: ZERO };
  const result = finished(w, node, orMissing(node, raw(w, node, subject, scope)), subject, scope);
  w.nodes.set(key, result);
  return result;
}

/** The total of the subject, or what stands in its place for an exempt one. */
export function totalScore(w: World, subject: string): Score {
  const total = totalOf(w, subject);
  return total === undefined || !isRated(w, subject) ? NONE : nodeScore(w, nodeById(w, total), subject, w.period);
}

/** What nobody has reported counts by the node's own rule for missing parts, where it has one. */
function orMissing(node: ScoreNode, score: Score): Score {
  return score.kind === 'held' && score.silent === true && node.missing !== undefined ? missingAs(node.missing) : score;
}

/** A veto that takes the total, or the node of a sub-period, to zero; held while it is not even clear who takes part. */
function byVeto(w: World, node: ScoreNode, subject: string, scope: Window): Score | undefined {
  const isTotal = node.id === totalOf(w, subject) && scope.id === w.period.id;
  if (isTotal && standingOf(w, subject).kind === 'undecided') return HELD;
  const isPart =
    scope.id !== w.period.id &&
    w.scheme.score.some((one) => 'over' in one && one.over.node === node.id && one.over.unit === scope.unit);
  if (!isTotal && !isPart) return undefined;
  const zero = isPart
    ? vetoed(w, ['period-zero'], subject, scope)
    : vetoed(w, isParted(w) ? ['year-zero'] : ['year-zero', 'period-zero'], subject, scope);
  if (zero === true) return number(ZERO);
  const open = isTotal && vetoed(w, ['hold'], subject, scope) !== false;
  return zero === undefined || open ? HELD : undefined;
}

/** Whether the total is made of sub-periods. */
function isParted(w: World): boolean {
  const [total] = w.scheme.score;
  return total !== undefined && madeOf(w, [total.id]).some((one) => 'over' in one);
}

function finished(w: World, node: ScoreNode, score: Score, subject: string, scope: Window): Evaluated {
  if (score.kind !== 'number') return { score, cut: ZERO };
  let value = score.q;
  if (node.rescaleTo !== undefined && w.scheme.notApplicable?.effect === 'redistribute') {
    const to = amount(w, node.rescaleTo);
    if (to === undefined) return { score: HELD, cut: ZERO };
    const out = impossibleItems(w, subject, scope)
      .map((id) => w.scheme.items.find((one) => one.id === id)?.max)
      .map((most) => (most === undefined ? ZERO : (amount(w, most) ?? ZERO)));
    const left = sub(to, sum(out));
    if (cmp(left, ZERO) > 0) value = div(mul(value, to), left);
  }
  if (node.times !== undefined) value = mul(value, read(node.times));
  if (node.round !== undefined) value = round(value, node.round.places, node.round.mode);
  return clamped(w, value, node) ?? { score: HELD, cut: ZERO };
}

function raw(w: World, node: ScoreNode, subject: string, scope: Window): Score {
  const at = (id: string): Score => plainScore(w, id, subject, scope);
  if ('const' in node) return numberOrHeld(amount(w, node.const));
  if ('sum' in node)
    return addUp(node.sum.map((one) => (typeof one === 'string' ? at(one) : scaled(at(one.node), read(one.times)))));
  if ('weighted' in node) return weighted(w, node, at);
  if ('section' in node) return sectionScore(w, node.section, subject, scope);
  if ('items' in node)
    return addUp(
      w.scheme.items.filter((one) => node.items.includes(one.id)).map((one) => w.ask.item(w, one, subject, scope)),
    );
  if ('input' in node) return inputScore(w, node.input, node.missing, subject, scope);
  if ('ballot' in node) return ballotScore(w, node.ballot, node.missing, subject, scope);
  if ('fact' in node) return factScore(w, node.fact, node.missing, subject, scope);
  if ('from' in node) return fromResults(w, node.from, subject, scope);
  if ('select' in node) return selected(w, node, subject, scope, at);
  if ('either' in node) return eitherOf(w, node, subject, scope, at);
  if ('over' in node) return over(w, node, subject, scope);
  if ('derived' in node) return derivedSum(w, node.derived, subject, scope);
  if ('ofHighest' in node) return shareOfHighest(w, node.ofHighest, subject, scope);
  if ('account' in node) return w.ask.account(w, node.account, subject);
  return missingAs(node.absent.policy);
}

const scaled = (score: Score, times: Q): Score => (score.kind === 'number' ? number(mul(score.q, times)) : score);

export function addUp(scores: readonly Score[]): Score {
  const waiting = waitingFor(scores);
  if (waiting !== undefined) return waiting;
  if (scores.length > 0 && scores.every((one) => one.kind === 'none')) return NONE;
  return number(sum(scores.flatMap((one) => (one.kind === 'number' ? [one.q] : []))));
}

/** Held scores together: silent only where each of them is. */
function waitingFor(scores: readonly Score[]): Score | undefined {
  const held = scores.filter((one) => one.kind === 'held');
  if (held.length === 0) return undefined;
  return held.every((one) => one.silent === true) ? SILENT : HELD;
}

function weighted(w: World, node: Kind<'weighted'>, at: (id: string) => Score): Score {
  const parts = node.weighted.map((one) => ({ score: at(one.node), weight: amount(w, one.weight) }));
  if (parts.some((one) => one.weight === undefined)) return HELD;
  const waiting = waitingFor(parts.map((one) => one.score));
  if (waiting !== undefined) return waiting;
  const there = parts.flatMap(({ score, weight }) =>
    score.kind === 'number' && weight !== undefined ? [{ q: score.q, weight }] : [],
  );
  if (there.length === 0) return SILENT;
  const total = sum(there.map((one) => mul(one.q, one.weight)));
  const all = sum(parts.map((one) => one.weight ?? ZERO));
  const present = sum(there.map((one) => one.weight));
  return cmp(present, ZERO) === 0 ? SILENT : number(div(mul(total, all), present));
}

function sectionScore(w: World, id: string, subject: string, scope: Window): Score {
  const section = w.scheme.sections.find((one) => one.id === id);
  const items = w.scheme.items.filter((one) => one.section === id);
  const total = addUp(items.map((one) => w.ask.item(w, one, subject, scope)));
  return total.kind === 'number' ? (clamped(w, total.q, section ?? {})?.score ?? HELD) : total;
}

type Bounds = { readonly floor?: Amount; readonly cap?: Amount };

/** Held to floor and cap, and what the cap cut off; undefined while a parameter in them has no value. */
function clamped(w: World, value: Q, bounds: Bounds): Evaluated | undefined {
  const floor = bounds.floor === undefined ? undefined : amount(w, bounds.floor);
  const cap = bounds.cap === undefined ? undefined : amount(w, bounds.cap);
  if (bounds.floor !== undefined && floor === undefined) return undefined;
  if (bounds.cap !== undefined && cap === undefined) return undefined;
  const raised = floor === undefined ? value : max(floor, value);
  const kept = cap === undefined ? raised : min(cap, raised);
  return { score: number(kept), cut: sub(raised, kept) };
}

function inputScore(w: World, id: string, override: Missing | undefined, subject: string, scope: Window): Score {
  const rule = w.scheme.inputs.find((one) => one.id === id);
  const given = inputValue(w, id, subject, scope);
  if (given !== undefined) return number(read(given));
  return missingAs(override ?? rule?.missing ?? 'block');
}

export function inputValue(w: World, id: string, subject: string, scope: Window): string | undefined {
  const value = w.facts.inputs[subject]?.[id];
  if (typeof value === 'object') return value[scope.id];
  const whole = scope.id === w.period.id || w.scheme.inputs.find((one) => one.id === id)?.per === undefined;
  return whole ? value : undefined;
}

function factScore(w: World, id: string, override: Missing | undefined, subject: string, scope: Window): Score {
  const value = numberFact(w, id, subjectOf(subject), { window: scope });
  if (value !== undefined) return number(value);
  if (override !== undefined) return missingAs(override);
  return w.scheme.facts.find((one) => one.id === id)?.missing === 'no' ? NONE : SILENT;
}

/** Which case holds is told by the nodes as others are made of them, before vetoes. */
function selected(w: World, node: Kind<'select'>, subject: string, scope: Window, at: (id: string) => Score): Score {
  const plain: World['ask']['node'] = (world, one, id, window) => evaluated(world, one, id, window).score;
  const inside: World = { ...w, ask: { ...w.ask, node: plain } };
  for (const one of node.select.cases) {
    const holds = w.ask.condition(inside, one.when, subjectOf(subject), { window: scope });
    if (holds === undefined) return HELD;
    if (holds) return at(one.node);
  }
  return node.select.otherwise === undefined ? NONE : at(node.select.otherwise);
}

function eitherOf(w: World, node: Kind<'either'>, subject: string, scope: Window, at: (id: string) => Score): Score {
  const [first] = node.either;
  const [there, another] = node.either.filter((id) => reported(w, nodeById(w, id), subject, scope));
  if (another !== undefined) return HELD;
  return at(there ?? first ?? '');
}

/** Whether somebody reported what the node takes. */
export function reported(w: World, node: ScoreNode, subject: string, scope: Window): boolean {
  if ('input' in node) return inputValue(w, node.input, subject, scope) !== undefined;
  if ('ballot' in node) return tallyOf(w, node.ballot, subject, scope) !== undefined;
  if ('fact' in node) return factValue(w, node.fact, subjectOf(subject), { window: scope }) !== undefined;
  return evaluated(w, node, subject, scope).score.kind === 'number';
}

function over(w: World, node: Kind<'over'>, subject: string, scope: Window): Score {
  const { unit, combine, divisor } = node.over;
  const inner = nodeById(w, node.over.node);
  const all = subWindows(w, unit, scope)
    .filter((one) => present(w, subject, one))
    .map((one) => nodeScore(w, inner, subject, one));
  const there = all.filter((one) => one.kind !== 'none');
  if (there.length === 0) return NONE;
  if (combine === 'last') return there.at(-1) ?? NONE;
  const total = addUp(there);
  if (combine === 'sum' || total.kind !== 'number') return total;
  const parts = divisor === 'present' ? q(there.length) : amount(w, divisor);
  return parts === undefined ? HELD : number(div(total.q, parts));
}

function derivedSum(w: World, rules: readonly string[], subject: string, scope: Window): Score {
  const own = allPostings(w).filter(
    (one) =>
      one.kind === 'derived' &&
      one.item === undefined &&
      rules.includes(one.via ?? '') &&
      one.person === subject &&
      within(one.at, scope),
  );
  const values = own.flatMap((one) => (one.value === undefined ? [] : [one.value]));
  return values.length < own.length ? HELD : number(sum(values));
}

/** By the highest of those of the organisation who take part. */
function shareOfHighest(w: World, id: string, subject: string, scope: Window): Score {
  const own = plainScore(w, id, subject, scope);
  if (own.kind !== 'number') return own;
  const org = homeOf(w, subject);
  const isThere = scope.id === w.period.id ? takesPart : tookPart;
  const peers = w.facts.subjects.map((one) => one.id).filter((one) => homeOf(w, one) === org && isThere(w, one));
  const scores = peers.map((one) => plainScore(w, id, one, scope));
  if (scores.some((one) => one.kind === 'held')) return HELD;
  const known = scores.flatMap((one) => (one.kind === 'number' ? [one.q] : []));
  if (known.length === 0) return NONE;
  const highest = known.reduce(max);
  return cmp(highest, ZERO) <= 0 ? number(ZERO) : number(mul(div(own.q, highest), HUNDRED));
}
