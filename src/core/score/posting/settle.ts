import {
  COUNTS,
  countOf,
  DROPPED_ONCE,
  DROPPED_SAME_FACT,
  DROPPED_FREE,
  DROPPED_UNKNOWN,
  FREE,
  ONCE,
  SAME_FACT,
  TO_OTHER,
  spanOf,
  put,
  type LinePlan,
  type PostingPlan,
  type PostingWork,
} from './posted.ts';
import { compare, least, subtract, ZERO, type Exact } from '../../number.ts';
import { periodOf } from '../../period.ts';
import { postFrom, viaOf } from './extra.ts';
import { raisedWorth } from './repeat.ts';
import { forOthers, openEntry } from './to-other.ts';
import { leaveOpen, takeBack } from './undecided.ts';
import { hold, isGap } from '../value.ts';

/** Settles the entries of an owner that must be looked at side by side: free ones, once, one fact, points for others. */
export function settleTogether(work: PostingWork, owner: number, entries: readonly number[]): void {
  const { plan, book } = work;
  let bits = 0;
  for (const e of entries) bits |= (plan.lines[book.ledger.line[e] as number] as LinePlan).together;
  if ((bits & FREE) !== 0) freeOnes(work, owner, entries);
  if ((bits & ONCE) !== 0 && entries.length > 1) onlyOnce(work, owner, entries);
  if ((bits & SAME_FACT) !== 0) sameFacts(work, owner, entries);
  if ((bits & TO_OTHER) !== 0) forOthers(work, owner, entries);
}

/** The first n units of each window do not count. */
function freeOnes(work: PostingWork, owner: number, entries: readonly number[]): void {
  const { plan, scopeOn, out } = work;
  const { ledger } = work.book;
  const left = new Map<string, Exact>();
  for (const e of entries) {
    const line = plan.lines[ledger.line[e] as number] as LinePlan;
    const { free } = line;
    const day = ledger.on[e] as number;
    if (free === undefined || out.drop[e] !== COUNTS) continue;
    const applies = free.when(scopeOn(owner, day));
    if (typeof applies === 'object') {
      openEntry(work, owner, e, applies);
      continue;
    }
    const key = `${line.line.index} ${free.per === 'day' ? day : periodOf(free.per, day).id}`;
    const rest = applies ? (left.get(key) ?? free.n) : ZERO;
    const count = ledger.count[e] as number;
    const used = least(rest, count);
    if (applies) left.set(key, subtract(rest, used));
    if (compare(rest, ZERO) > 0 && compare(count, rest) <= 0) {
      out.drop[e] = DROPPED_FREE;
      continue;
    }
    if (used !== ZERO) out.left.set(e, subtract(count, used));
    const worth = raisedWorth(work, line, owner, e, countOf(out, ledger, e));
    if (isGap(worth)) openEntry(work, owner, e, worth);
    else put(out, e, worth);
  }
}

/** Only the first of each stretch counts; while that is not sure of an earlier one, nor is it of this. */
function onlyOnce(work: PostingWork, owner: number, entries: readonly number[]): void {
  const { plan, out } = work;
  const { ledger } = work.book;
  const [seen, unsure] = [new Set<number>(), new Set<number>()];
  for (const e of entries) {
    const line = plan.lines[ledger.line[e] as number] as LinePlan;
    if (line.once === undefined) continue;
    const span = spanOf(line.once, ledger.on[e] as number, ledger.project[e] as number, e);
    const key = span * plan.lines.length + line.line.index;
    const drop = out.drop[e] as number;
    if (drop === DROPPED_UNKNOWN) unsure.add(key);
    if (drop !== COUNTS) continue;
    if (seen.has(key)) out.drop[e] = DROPPED_ONCE;
    else if (unsure.has(key)) openEntry(work, owner, e, EARLIER_OPEN);
    seen.add(key);
  }
}

const EARLIER_OPEN = hold('前面的同类台账是否计分还没有定');

/** One fact that several clauses speak of: once at the first of them, or once at each. */
function sameFacts(work: PostingWork, owner: number, entries: readonly number[]): void {
  const { plan, out } = work;
  const { ledger } = work.book;
  for (const same of plan.sameFacts) {
    let groups: Map<number, number[]> | undefined;
    for (const e of entries) {
      if (!same.lines.includes(ledger.line[e] as number)) continue;
      if (out.drop[e] !== COUNTS && out.drop[e] !== DROPPED_UNKNOWN) continue;
      const key = spanOf(same.key, ledger.on[e] as number, ledger.project[e] as number, e);
      groups ??= new Map();
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [e]);
      else group.push(e);
    }
    if (groups === undefined) continue;
    for (const group of groups.values()) oneFact(work, owner, same, group);
  }
}

/** Posts one fact at the first of its lines, or at each, whichever of them it was entered on. */
function oneFact(
  work: PostingWork,
  owner: number,
  same: PostingPlan['sameFacts'][number],
  entries: readonly number[],
): void {
  const { plan, out } = work;
  const { ledger } = work.book;
  const largest = entries.reduce((a, b) => (compare(countOf(out, ledger, b), countOf(out, ledger, a)) > 0 ? b : a));
  const { extra, open } = out;
  const gap = entries.map((e) => (out.drop[e] === COUNTS ? undefined : takeBack(open, owner, e))).find((one) => one);
  for (const e of entries) out.drop[e] = DROPPED_SAME_FACT;
  for (const line of same.counts === 'first' ? same.lines.slice(0, 1) : same.lines) {
    const own = entries.find((e) => ledger.line[e] === line) ?? largest;
    const count = countOf(out, ledger, largest);
    const amount = gap ?? raisedWorth(work, plan.lines[line] as LinePlan, owner, own, count);
    const day = ledger.counted[own] as number;
    if (isGap(amount)) leaveOpen(open, owner, { line, day, cause: own, via: `same-fact ${same.id}`, gap: amount });
    else postFrom(extra, ledger, owner, own, line, amount, viaOf(extra, `same-fact ${same.id}`));
  }
}
