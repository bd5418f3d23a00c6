// From one period into judgements over several: streaks, counts, means, accounts.
import type { Condition } from '../../src/core/scheme/condition.ts';
import type { Carry } from '../../src/core/scheme/outcome.ts';
import type { HistoryRow } from '../../src/core/score/facts.ts';
import { follows, iso, windowById, windowOf, windowsIn } from './days.ts';
import type { Window } from './days.ts';
import { add, cmp, div, q, read, sum, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { allOf, anyOf, compare, not } from './truth.ts';
import type { Truth } from './truth.ts';
import { evaluationsOf } from './naive-reach.ts';
import { evaluated, nodeById, nodeScore, sectionScore } from './naive-node.ts';
import { amount, HELD, lastDay, number, orgOn, subjectOf } from './world.ts';
import type { Score, World } from './world.ts';

type Row = { readonly window: Window; readonly past: HistoryRow | undefined };

const yearOf = (window: Window): string => window.to.slice(0, 4);

function history(w: World, subject: string): readonly Row[] {
  return (w.facts.history[subject] ?? [])
    .map((past) => ({ window: windowById(past.period), past }))
    .toSorted((a, b) => (a.window.from < b.window.from ? -1 : 1));
}

const skipped = (row: Row): boolean => row.past?.status === 'exempt';

function holdsIn(w: World, carry: Carry, row: Row, subject: string): Truth {
  if (carry.when === undefined) return true;
  if (row.past === undefined) return w.ask.condition(w, carry.when, subjectOf(subject), { window: w.period });
  return pastCondition(w, carry.when, row.past, subject);
}

function pastCondition(w: World, c: Condition, row: HistoryRow, subject: string): Truth {
  if ('all' in c) return allOf(c.all.map((one) => pastCondition(w, one, row, subject)));
  if ('any' in c) return anyOf(c.any.map((one) => pastCondition(w, one, row, subject)));
  if ('not' in c) return not(pastCondition(w, c.not, row, subject));
  if ('grade' in c) return row.grade === undefined ? undefined : c.grade.includes(row.grade);
  if ('node' in c) {
    const value = pastValue(w, c.node, row);
    return value === undefined ? undefined : compare(w, c, value);
  }
  if ('rank' in c) {
    if (c.last !== undefined) return row.rank === undefined ? undefined : wasLast(w, c.rank, row, subject) === c.last;
    return row.rank === undefined ? undefined : compare(w, c, read(row.rank));
  }
  return undefined;
}

/** Whether nobody of those with whom the subject is ranked had a place further down in that period. */
function wasLast(w: World, ranking: string, row: HistoryRow, subject: string): boolean {
  const all = w.scheme.rankings.find((one) => one.id === ranking)?.among === 'all';
  const day = lastDay(w, w.period);
  const places = w.facts.subjects
    .filter((one) => all || orgOn(w, one.id, day) === orgOn(w, subject, day))
    .flatMap((one) => (w.facts.history[one.id] ?? []).filter((past) => past.period === row.period))
    .flatMap((past) => (past.rank === undefined ? [] : [read(past.rank)]));
  const own = read(row.rank ?? '0');
  return places.every((one) => cmp(one, own) <= 0);
}

function pastValue(w: World, node: string, row: HistoryRow): Q | undefined {
  const text = node === w.scheme.score[0]?.id ? row.score : row.nodes[node];
  return text === undefined ? undefined : read(text);
}

/** The value of a carry block; `not-yet` before the last period of the year where it waits for the whole year. */
export function carryValue(w: World, id: string, subject: string): Q | boolean | 'not-yet' | undefined {
  const carry = w.scheme.carry.find((one) => one.id === id);
  if (carry === undefined) return undefined;
  const rows = [...history(w, subject), { window: w.period, past: undefined }];
  if (carry.kind === 'account') {
    const score = accountClosing(w, id, subject);
    return score.kind === 'number' ? score.q : undefined;
  }
  if (carry.kind === 'streak') return streak(w, carry, rows, subject);
  if (carry.kind === 'count') return count(w, carry, rows, subject);
  return overYear(w, carry, rows, subject);
}

function streak(w: World, carry: Carry, rows: readonly Row[], subject: string): Q | undefined {
  let length = 0;
  for (let place = rows.length - 1; place >= 0; place -= 1) {
    const row = rows[place];
    const next = rows[place + 1];
    if (row === undefined || (next !== undefined && !follows(row.window, next.window))) break;
    if (carry.over === 'year' && yearOf(row.window) !== yearOf(w.period)) break;
    if (skipped(row)) continue;
    const holds = holdsIn(w, carry, row, subject);
    if (holds === undefined) return undefined;
    if (!holds) break;
    length += 1;
  }
  return q(length);
}

function count(w: World, carry: Carry, rows: readonly Row[], subject: string): Q | undefined {
  const years = carry.expiresAfterYears === undefined ? undefined : amount(w, carry.expiresAfterYears);
  if (carry.expiresAfterYears !== undefined && years === undefined) return undefined;
  const [year, month, day] = w.period.to.split('-').map(Number);
  const since = years === undefined ? '' : iso((year ?? 0) - Number(years.n / years.d), month ?? 1, day ?? 1);
  const truths = rows
    .filter((row) => !skipped(row) && row.window.to >= since)
    .map((row) => holdsIn(w, carry, row, subject));
  return truths.includes(undefined) ? undefined : q(truths.filter((one) => one === true).length);
}

function overYear(w: World, carry: Carry, rows: readonly Row[], subject: string): Q | boolean | 'not-yet' | undefined {
  const year = windowOf('year', w.period.to);
  const own = rows.filter((row) => yearOf(row.window) === yearOf(w.period));
  if (carry.complete) {
    const all = windowsIn(w.period.unit, year, w.scheme.period.week);
    if (all.at(-1)?.id !== w.period.id) return 'not-yet';
    if (all.some((one) => !own.some((row) => row.window.id === one.id))) return undefined;
  }
  const counted = own.filter((row) => !skipped(row));
  if (carry.kind === 'every') return allOf(counted.map((row) => holdsIn(w, carry, row, subject)));
  const node = carry.node ?? w.scheme.score[0]?.id ?? '';
  const values = counted.map((row) =>
    row.past === undefined ? currentValue(w, node, subject) : pastValue(w, node, row.past),
  );
  const known = values.filter((one) => one !== undefined);
  if (known.length < values.length || known.length === 0) return undefined;
  if (carry.kind === 'sum') return sum(known);
  const divisor = carry.divisor === undefined ? q(known.length) : amount(w, carry.divisor);
  return divisor === undefined ? undefined : div(sum(known), divisor);
}

function currentValue(w: World, node: string, subject: string): Q | undefined {
  const score = nodeScore(w, nodeById(w, node), subject, w.period);
  return score.kind === 'number' ? score.q : undefined;
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
  const flows = carry.add.map((node) => nodeScore(w, nodeById(w, node), subject, w.period));
  const cuts = cutsInto(w, id, subject);
  if (reset === undefined || opening === undefined || cuts === undefined || flows.some((one) => one.kind === 'held'))
    return HELD;
  return number(add(add(opening, cuts), sum(flows.flatMap((one) => (one.kind === 'number' ? [one.q] : [])))));
}

function openingOf(w: World, carry: Carry, subject: string): Q | undefined {
  const last = history(w, subject).findLast((row) => row.past?.account[carry.id] !== undefined);
  const value = last?.past?.account[carry.id];
  if (last === undefined || value === undefined) return amount(w, carry.opening);
  if (carry.reset === 'year' && yearOf(last.window) !== yearOf(w.period)) return ZERO;
  if (carry.reset === 'month' && last.window.to.slice(0, 7) !== w.period.to.slice(0, 7)) return ZERO;
  return read(value);
}

/** What caps cut off and send to the account. */
function cutsInto(w: World, id: string, subject: string): Q | undefined {
  const cuts: Q[] = [];
  const sections = new Set<string>();
  for (const { node, scope } of evaluationsOf(w, subject)) {
    if (node.excess === id) {
      const result = evaluated(w, node, subject, scope);
      if (result.score.kind === 'held') return undefined;
      cuts.push(result.cut);
    }
    if (!('section' in node) || sections.has(`${node.section} ${scope.id}`)) continue;
    sections.add(`${node.section} ${scope.id}`);
    if (w.scheme.sections.find((one) => one.id === node.section)?.excess !== id) continue;
    const part = sectionScore(w, node.section, subject, scope);
    if (part.score.kind === 'held') return undefined;
    cuts.push(part.cut);
  }
  return sum(cuts);
}
