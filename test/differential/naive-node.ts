// The nodes of the score, one by one, straight from their description.
import type { ScoreNode } from '../../src/core/scheme/node.ts';
import { ballotScore } from './naive-ballot.ts';
import { within } from './days.ts';
import type { Window } from './days.ts';
import { add, cmp, div, HUNDRED, max, min, mul, q, read, round, sub, sum, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { fromResults } from './naive-from.ts';
import { folded, postingsIn } from './naive-posting.ts';
import { impossibleItems } from './naive-item.ts';
import { standingOf, takesPart } from './naive-scope.ts';
import { vetoesOf } from './naive-veto.ts';
import {
  amount,
  dayOf,
  factValue,
  findRule,
  HELD,
  lastDay,
  missingAs,
  NONE,
  number,
  numberFact,
  numberOrHeld,
  orgOn,
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

export const nodeScore = (w: World, node: ScoreNode, subject: string, scope: Window): Score =>
  evaluated(w, node, subject, scope).score;

export function evaluated(w: World, node: ScoreNode, subject: string, scope: Window): Evaluated {
  const key = `${subject} ${node.id} ${scope.id}`;
  const known = w.nodes.get(key);
  if (known !== undefined) return known;
  const result = vetoed(w, node, subject, scope) ?? finished(w, node, raw(w, node, subject, scope), subject, scope);
  w.nodes.set(key, result);
  return result;
}

/** A veto that takes the total, or the node of a sub-period, to zero. */
function vetoed(w: World, node: ScoreNode, subject: string, scope: Window): Evaluated | undefined {
  const isTotal = node.id === w.scheme.score[0]?.id && scope.id === w.period.id;
  const isPart =
    scope.id !== w.period.id &&
    w.scheme.score.some((one) => 'over' in one && one.over.node === node.id && one.over.unit === scope.unit);
  if (!isTotal && !isPart) return undefined;
  const parts = w.scheme.score.some((one) => 'over' in one);
  const effects = isTotal ? (parts ? ['year-zero'] : ['year-zero', 'period-zero']) : ['period-zero'];
  const asked = vetoesOf(w, subject, scope).filter((one) => effects.includes(one.effect));
  if (asked.some((one) => one.inForce === true)) return { score: number(ZERO), cut: ZERO };
  const holding = isTotal ? vetoesOf(w, subject, scope).filter((one) => one.effect === 'hold') : [];
  if (asked.some((one) => one.inForce === undefined) || holding.some((one) => one.inForce !== false))
    return { score: HELD, cut: ZERO };
  return undefined;
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
    if (cmp(left, ZERO) === 0) return { score: HELD, cut: ZERO };
    value = div(mul(value, to), left);
  }
  if (node.times !== undefined) value = mul(value, read(node.times));
  if (node.round !== undefined) value = round(value, node.round.places, node.round.mode);
  const floor = node.floor === undefined ? undefined : amount(w, node.floor);
  const cap = node.cap === undefined ? undefined : amount(w, node.cap);
  if ((node.floor !== undefined && floor === undefined) || (node.cap !== undefined && cap === undefined))
    return { score: HELD, cut: ZERO };
  if (floor !== undefined) value = max(floor, value);
  const kept = cap === undefined ? value : min(cap, value);
  return { score: number(kept), cut: sub(value, kept) };
}

function raw(w: World, node: ScoreNode, subject: string, scope: Window): Score {
  const at = (id: string): Score => nodeScore(w, nodeById(w, id), subject, scope);
  if ('const' in node) return numberOrHeld(amount(w, node.const));
  if ('sum' in node)
    return addUp(node.sum.map((one) => (typeof one === 'string' ? at(one) : scaled(at(one.node), read(one.times)))));
  if ('weighted' in node) return weighted(w, node, at);
  if ('section' in node) return sectionScore(w, node.section, subject, scope).score;
  if ('items' in node) return addUp(node.items.map((id) => itemOrRule(w, id, subject, scope)));
  if ('input' in node) return inputScore(w, node.input, node.missing, subject, scope);
  if ('ballot' in node) return ballotScore(w, node.ballot, node.missing, subject, scope);
  if ('fact' in node) return factScore(w, node.fact, node.missing, subject, scope);
  if ('from' in node) return fromResults(w, node.from, node.missing, subject);
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
  if (scores.some((one) => one.kind === 'held')) return HELD;
  if (scores.length > 0 && scores.every((one) => one.kind === 'none')) return NONE;
  return number(sum(scores.flatMap((one) => (one.kind === 'number' ? [one.q] : []))));
}

function weighted(w: World, node: Kind<'weighted'>, at: (id: string) => Score): Score {
  const parts = node.weighted.map((one) => ({ score: at(one.node), weight: amount(w, one.weight) }));
  if (parts.some((one) => one.score.kind === 'held' || one.weight === undefined)) return HELD;
  const there = parts.flatMap(({ score, weight }) =>
    score.kind === 'number' && weight !== undefined ? [{ q: score.q, weight }] : [],
  );
  if (there.length === 0) return HELD;
  const total = sum(there.map((one) => mul(one.q, one.weight)));
  if (there.length === parts.length) return number(total);
  const weights = sum(there.map((one) => one.weight));
  return cmp(weights, ZERO) === 0 ? HELD : number(div(total, weights));
}

export function sectionScore(w: World, id: string, subject: string, scope: Window): Evaluated {
  const section = w.scheme.sections.find((one) => one.id === id);
  const items = w.scheme.items.filter((one) => one.section === id);
  const total = addUp(items.map((one) => w.ask.item(w, one, subject, scope)));
  if (total.kind !== 'number' || section === undefined) return { score: total, cut: ZERO };
  const floor = section.floor === undefined ? undefined : amount(w, section.floor);
  const cap = section.cap === undefined ? undefined : amount(w, section.cap);
  const raised = floor === undefined ? total.q : max(floor, total.q);
  const kept = cap === undefined ? raised : min(cap, raised);
  return { score: number(kept), cut: sub(raised, kept) };
}

function itemOrRule(w: World, id: string, subject: string, scope: Window): Score {
  const item = w.scheme.items.find((one) => one.id === id);
  if (item !== undefined) return w.ask.item(w, item, subject, scope);
  const found = findRule(w, id);
  if (found === undefined) throw new Error(`no item ${id}`);
  const lines = folded(w, found.item, subject, scope);
  return numberOrHeld(lines && sum(lines.filter((one) => one.posting.rule?.id === id).map((one) => one.value)));
}

function inputScore(w: World, id: string, override: Missing | undefined, subject: string, scope: Window): Score {
  const rule = w.scheme.inputs.find((one) => one.id === id);
  const given = inputValue(w, id, subject, scope);
  if (given !== undefined) return number(read(given));
  return missingAs(override ?? rule?.missing ?? 'block');
}

export function inputValue(w: World, id: string, subject: string, scope: Window): string | undefined {
  const value = w.facts.inputs[subject]?.[id];
  return typeof value === 'object' ? value[scope.id] : value;
}

function factScore(w: World, id: string, override: Missing | undefined, subject: string, scope: Window): Score {
  const value = numberFact(w, id, subjectOf(subject), { window: scope });
  if (value !== undefined) return number(value);
  if (override !== undefined) return missingAs(override);
  return w.scheme.facts.find((one) => one.id === id)?.missing === 'no' ? NONE : HELD;
}

function selected(w: World, node: Kind<'select'>, subject: string, scope: Window, at: (id: string) => Score): Score {
  for (const one of node.select.cases) {
    const holds = w.ask.condition(w, one.when, subjectOf(subject), { window: scope });
    if (holds === undefined) return HELD;
    if (holds) return at(one.node);
  }
  return node.select.otherwise === undefined ? NONE : at(node.select.otherwise);
}

function eitherOf(w: World, node: Kind<'either'>, subject: string, scope: Window, at: (id: string) => Score): Score {
  const [first] = node.either;
  const [there, another] = node.either.filter((id) => reported(w, nodeById(w, id), subject, scope));
  if (another !== undefined) return HELD;
  if (there !== undefined) return at(there);
  if (node.missing !== undefined) return missingAs(node.missing);
  return first === undefined ? HELD : at(first);
}

/** Whether somebody reported what the node takes. */
export function reported(w: World, node: ScoreNode, subject: string, scope: Window): boolean {
  if ('input' in node) return inputValue(w, node.input, subject, scope) !== undefined;
  if ('ballot' in node) return ballotScore(w, node.ballot, 'block', subject, scope).kind === 'number';
  if ('fact' in node) return factValue(w, node.fact, subjectOf(subject), { window: scope }) !== undefined;
  return nodeScore(w, node, subject, scope).kind === 'number';
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
  const own = postingsIn(w, scope).filter(
    (one) => one.derivedBy !== undefined && rules.includes(one.derivedBy) && one.person === subject,
  );
  const values = own.flatMap((one) => (one.value === undefined ? [] : [one.value]));
  return values.length < own.length ? HELD : number(sum(values));
}

function shareOfHighest(w: World, id: string, subject: string, scope: Window): Score {
  const node = nodeById(w, id);
  const day = lastDay(w, scope);
  const org = orgOn(w, subject, day);
  const peers = w.facts.subjects
    .map((one) => one.id)
    .filter((one) => one === subject || (org !== undefined && orgOn(w, one, day) === org && takesPart(w, one)));
  const own = nodeScore(w, node, subject, scope);
  if (own.kind !== 'number') return own;
  const scores = peers.map((one) => nodeScore(w, node, one, scope));
  if (scores.some((one) => one.kind === 'held')) return HELD;
  const highest = scores.flatMap((one) => (one.kind === 'number' ? [one.q] : [])).reduce(max);
  return cmp(highest, ZERO) === 0 ? number(ZERO) : number(mul(div(own.q, highest), HUNDRED));
}
