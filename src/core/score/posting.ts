import {
  COUNTS,
  DROPPED_VOID,
  DROPPED_CONDITION,
  DROPPED_UNAPPROVED,
  DROPPED_UNKNOWN,
  put,
  type Amounted,
  type LinePlan,
  type PostingPlan,
  type ScopeOn,
} from './posted.ts';
import { noExtra } from './extra.ts';
import { factorOf, occurrences, raisedWorth } from './repeat.ts';
import { settleTogether } from './settle.ts';
import { openEntry } from './to-other.ts';
import { multiply, ONE } from '../number.ts';
import type { Book } from './book.ts';
import { APPROVED, VOID, type Ledger } from './ledger.ts';
import { isGap, type Value } from './value.ts';

/** What posting works on. */
type Work = {
  readonly plan: PostingPlan;
  readonly book: Book;
  readonly ledger: Ledger;
  readonly scopeOn: ScopeOn;
  readonly out: Amounted;
  /** Ticks of one unit, by kind of entry; NaN where it takes more than multiplying. */
  readonly prices: Float64Array;
};

/** Stage 1: what every entry is worth. */
export function postAll(plan: PostingPlan, book: Book, scopeOn: ScopeOn): Amounted {
  const { ledger } = book;
  const n = ledger.line.length;
  const owners = ledger.start.length - 1;
  const out: Amounted = {
    ticks: new Float64Array(n),
    big: new Map(),
    drop: new Uint8Array(n),
    extra: noExtra(owners),
    open: new Map(),
    nth: plan.repeats ? occurrences(plan, ledger) : undefined,
  };
  const work: Work = { plan, book, ledger, scopeOn, out, prices: pricesOf(plan, ledger) };
  for (let owner = 0; owner < owners; owner += 1) postOwner(work, owner);
  return out;
}

function postOwner(work: Work, owner: number): void {
  const { plan, ledger, out } = work;
  const to = ledger.start[owner + 1] as number;
  let together: number[] | undefined;
  for (let e = ledger.start[owner] as number; e < to; e += 1) {
    const line = plan.lines[ledger.line[e] as number] as LinePlan;
    const drop = dropOf(work, line, e, owner);
    if (drop === COUNTS) postOne(work, line, e, owner);
    else out.drop[e] = drop;
    if (line.together !== 0 && out.drop[e] === COUNTS) (together ??= []).push(e);
  }
  if (together !== undefined) settleTogether(plan, work.book, owner, together, work.scopeOn, out);
}

function pricesOf(plan: PostingPlan, ledger: Ledger): Float64Array {
  return Float64Array.from(ledger.kinds, (kind) => {
    const price = plan.lines[kind.line]?.price(kind);
    return typeof price === 'number' ? price : Number.NaN;
  });
}

function postOne(work: Work, line: LinePlan, e: number, owner: number): void {
  const { plan, ledger, out, scopeOn } = work;
  const count = ledger.count[e] as number;
  const kind = ledger.kind[e] as number;
  const price = work.prices[kind] as number;
  if (Number.isNaN(price)) {
    putOrOpen(work, owner, e, raisedWorth(plan, line, ledger, owner, e, count, out.nth, scopeOn));
    return;
  }
  const worth = count === ONE ? price : multiply(price, count);
  if (line.surcharges.length === 0) {
    put(out, e, worth);
    return;
  }
  const factor = factorOf(plan, line, ledger, owner, e, out.nth, scopeOn);
  if (isGap(factor)) openEntry(plan, work.book, owner, e, factor, out);
  else put(out, e, factor === ONE ? worth : multiply(worth, factor));
}

function putOrOpen(work: Work, owner: number, e: number, worth: Value): void {
  if (isGap(worth)) openEntry(work.plan, work.book, owner, e, worth, work.out);
  else put(work.out, e, worth);
}

/** Whether an entry counts, as far as it can be told from it alone. */
function dropOf(work: Work, line: LinePlan, e: number, owner: number): number {
  const flags = work.ledger.flags[e] as number;
  if ((flags & VOID) !== 0) return DROPPED_VOID;
  if (line.approval && (flags & APPROVED) === 0) return DROPPED_UNAPPROVED;
  if (line.onlyWhen === undefined) return COUNTS;
  const truth = line.onlyWhen(work.scopeOn(owner, work.ledger.on[e] as number));
  if (typeof truth === 'boolean') return truth ? COUNTS : DROPPED_CONDITION;
  openEntry(work.plan, work.book, owner, e, truth, work.out);
  return DROPPED_UNKNOWN;
}
