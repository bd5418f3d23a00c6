// From one period into judgements over several: streaks, counts, means, accounts.
import type { Condition } from '../../../src/core/scheme/condition.ts';
import type { Carry } from '../../../src/core/scheme/outcome.ts';
import type { Past } from './facts.ts';
import { addDays, windowById, windowOf, windowsIn } from './days.ts';
import type { Window } from './days.ts';
import { add, div, q, read, sum, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { onPlace, pastPlace, rankingOf } from './rank.ts';
import { takesPart, totalOf } from './scope.ts';
import { allOf, anyOf, not, onScore } from './truth.ts';
import type { Truth } from './truth.ts';
import { evaluated, nodeById, nodeScore } from './node.ts';
import { amount, HELD, isTimed, number, person, subjectOf } from './world.ts';
import type { Score, World } from './world.ts';

type Row = { readonly window: Window; readonly past: Past | undefined };

const yearOf = (window: Window): string => window.to.slice(0, 4);
/** As the calendar has it, also where the weeks that fall to it are others. */
const thisPeriod = (w: World): Window => windowById(w.facts.period);

function history(w: World, subject: string): readonly Row[] {
  return (w.facts.history[subject] ?? [])
    .map((past) => ({ window: windowById(past.period), past }))
    .toSorted((a, b) => (a.window.from < b.window.from ? -1 : 1));
}

function skipped(w: World, row: Row, subject: string): boolean {
  if (row.past !== undefined) return row.past.status === 'exempt';
  return !takesPart(w, subject);
}

function holdsIn(w: World, carry: Carry, row: Row, subject: string): Truth {
  if (carry.when === undefined) return true;
  if (row.past === undefined) return w.ask.condition(w, carry.when, subjectOf(subject), { window: w.period });
  return pastCondition(w, carry.when, row.past, subject);
}

/** A condition about an earlier period: its score, nodes, grade and place as history tells them; everything else by its last day. */
function pastCondition(w: World, c: Condition, row: Past, subject: string): Truth {
  if ('all' in c) return allOf(c.all.map((one) => pastCondition(w, one, row, subject)));
  if ('any' in c) return anyOf(c.any.map((one) => pastCondition(w, one, row, subject)));
  if ('not' in c) return not(pastCondition(w, c.not, row, subject));
  if ('grade' in c) return row.grade === undefined ? undefined : c.grade.includes(row.grade);
  if ('node' in c) {
    const value = pastValue(w, c.node, row);
    return onScore(w, c, value === undefined ? HELD : number(value));
  }
  if ('rank' in c) {
    const ranking = rankingOf(w, c.rank);
    const place = pastPlace(w, ranking, subject, row);
    return place === undefined ? undefined : onPlace(w, ranking, c, place);
  }
  return w.ask.condition(w, c, subjectOf(subject), { window: w.period, day: windowById(row.period).to });
}

function pastValue(w: World, node: string, row: Past): Q | undefined {
  const text = node === w.scheme.score[0]?.id ? row.score : row.nodes[node];
  return text === undefined ? undefined : read(text);
}

/** A count of which an earlier part was not told. */
export type AtLeast = { readonly least: Q };

/** The value of a carry block; `not-yet` before the last period of the year where it waits for the whole year. */
export function carryValue(w: World, id: string, subject: string): Q | AtLeast | boolean | 'not-yet' | undefined {
  const carry = w.scheme.carry.find((one) => one.id === id);
  if (carry === undefined) return undefined;
  const rows = [...history(w, subject), { window: thisPeriod(w), past: undefined }];
  if (carry.kind === 'account') {
    const score = accountClosing(w, id, subject);
    return score.kind === 'number' ? score.q : undefined;
  }
  if (carry.kind === 'streak') return streak(w, carry, rows, subject);
  if (carry.kind === 'count') return count(w, carry, rows, subject);
  return overYear(w, carry, rows, subject);
}

function streak(w: World, carry: Carry, rows: readonly Row[], subject: string): Q | AtLeast | undefined {
  let length = 0;
  let wanted = thisPeriod(w);
  const inReach = (): boolean => carry.over !== 'year' || yearOf(wanted) === yearOf(thisPeriod(w));
  while (inReach()) {
    const row = rows.find((one) => one.window.id === wanted.id);
    if (row === undefined) return hasNone(w, subject, wanted) ? q(length) : { least: q(length) };
    wanted = windowOf(wanted.unit, addDays(wanted.from, -1));
    if (skipped(w, row, subject)) continue;
    const holds = holdsIn(w, carry, row, subject);
    if (holds === undefined) return undefined;
    if (!holds) break;
    length += 1;
  }
  return q(length);
}

/** Whether there cannot have been a result: no history at all, an empty one, before the scheme, or not on the roster. */
function hasNone(w: World, subject: string, window: Window): boolean {
  const told = w.facts.history[subject];
  if (Object.keys(w.facts.history).length === 0 || told?.length === 0) return true;
  const org = person(w, subject)?.org;
  return window.to < w.scheme.effective.from || (isTimed(org) && !org.some((one) => touches(one, window)));
}

function touches(one: { readonly from?: string; readonly to?: string }, { from, to }: Window): boolean {
  return (one.from === undefined || one.from <= to) && (one.to === undefined || one.to >= from);
}

function count(w: World, carry: Carry, rows: readonly Row[], subject: string): Q | undefined {
  const years = carry.expiresAfterYears === undefined ? undefined : amount(w, carry.expiresAfterYears);
  if (carry.expiresAfterYears !== undefined && years === undefined) return undefined;
  const recent = (row: Row): boolean =>
    years === undefined || Number(yearOf(row.window)) > Number(yearOf(thisPeriod(w))) - Number(years.n / years.d);
  const truths = rows
    .filter((row) => !skipped(w, row, subject) && recent(row))
    .map((row) => holdsIn(w, carry, row, subject));
  return truths.includes(undefined) ? undefined : q(truths.filter((one) => one === true).length);
}

/** Over the periods of the year so far; `not-yet` before its last where the rule waits for it, and where there is nothing to put together. */
function overYear(w: World, carry: Carry, rows: readonly Row[], subject: string): Q | boolean | 'not-yet' | undefined {
  const all = windowsIn(w.period.unit, windowOf('year', thisPeriod(w).to), 'week-end-day');
  if (carry.complete && all.at(-1)?.id !== w.period.id) return 'not-yet';
  const own = rows.filter((row) => yearOf(row.window) === yearOf(thisPeriod(w)));
  const due = all.filter((one) => one.from <= thisPeriod(w).from);
  if (due.some((one) => !own.some((row) => row.window.id === one.id))) return undefined;
  const there = own.filter((row) => !skipped(w, row, subject));
  if (carry.kind === 'every')
    return there.length === 0 ? false : allOf(there.map((row) => holdsIn(w, carry, row, subject)));
  const node = carry.node ?? w.scheme.score[0]?.id ?? '';
  const scores = there.map((row) => {
    if (row.past === undefined) return nodeScore(w, nodeById(w, node), subject, w.period);
    const value = pastValue(w, node, row.past);
    return value === undefined ? HELD : number(value);
  });
  if (scores.some((one) => one.kind === 'held')) return undefined;
  const known = scores.flatMap((one) => (one.kind === 'number' ? [one.q] : []));
  if (known.length === 0) return 'not-yet';
  if (carry.kind === 'sum') return sum(known);
  const divisor = carry.divisor === undefined ? q(known.length) : amount(w, carry.divisor);
  return divisor === undefined ? undefined : div(sum(known), divisor);
}

/** What is on the account at the end of the period, before what outcomes credit to it. */
export function accountClosing(w: World, id: string, subject: string): Score {
  const carry = w.scheme.carry.find((one) => one.id === id && one.kind === 'account');
  if (carry === undefined) return HELD;
  const reset =
    carry.resetWhen === undefined
      ? false
      : w.ask.condition(w, carry.resetWhen, subjectOf(subject), { window: w.period });
  if (reset === true) return number(ZERO);
  const opening = openingOf(w, carry, subject);
  const flows = carry.add.map((node) => flowOf(w, node, subject));
  const cuts = cutsInto(w, id, subject);
  if (reset === undefined || opening === undefined || cuts === undefined || flows.some((one) => one.kind === 'held'))
    return HELD;
  return number(add(add(opening, cuts), sum(flows.flatMap((one) => (one.kind === 'number' ? [one.q] : [])))));
}

function openingOf(w: World, carry: Carry, subject: string): Q | undefined {
  const last = history(w, subject).findLast((row) => row.past?.account[carry.id] !== undefined);
  const value = last?.past?.account[carry.id];
  if (last === undefined || value === undefined) return amount(w, carry.opening);
  if (carry.reset === 'year' && yearOf(last.window) !== yearOf(thisPeriod(w))) return ZERO;
  if (carry.reset === 'month' && last.window.to.slice(0, 7) !== thisPeriod(w).to.slice(0, 7)) return ZERO;
  return read(value);
}

/** A node by itself, also for whom another is the total; vetoes count for the total alone. */
function flowOf(w: World, id: string, subject: string): Score {
  const node = nodeById(w, id);
  return id === totalOf(w, subject)
    ? nodeScore(w, node, subject, w.period)
    : evaluated(w, node, subject, w.period).score;
}

/** What caps cut off and send to the account. */
function cutsInto(w: World, id: string, subject: string): Q | undefined {
  const all = w.scheme.score.filter((node) => node.excess === id);
  if (all.some((node) => flowOf(w, node.id, subject).kind === 'held')) return undefined;
  return sum(all.map((node) => evaluated(w, node, subject, w.period).cut));
}
