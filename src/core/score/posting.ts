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
import { rateOf, occurrences } from './repeat.ts';
import { settleOwner } from './settle.ts';
import { add, multiply, ONE, ZERO, type Exact } from '../number.ts';
import type { Book } from './book.ts';
import { APPROVED, VOID, type Ledger } from './ledger.ts';

/** What posting works on. */
type Work = {
  readonly plan: PostingPlan;
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
    nth: plan.repeats ? occurrences(plan, ledger) : undefined,
  };
  const work: Work = { plan, ledger, scopeOn, out, prices: pricesOf(plan, ledger) };
  for (let owner = 0; owner < owners; owner += 1) {
    const from = ledger.start[owner] as number;
    const to = ledger.start[owner + 1] as number;
    let together = 0;
    for (let e = from; e < to; e += 1) {
      const line = plan.lines[ledger.line[e] as number] as LinePlan;
      postOne(work, line, e, owner);
      together |= line.together;
    }
    if (together !== 0) settleOwner(plan, book, owner, from, to, scopeOn, out, together);
  }
  return out;
}

function pricesOf(plan: PostingPlan, ledger: Ledger): Float64Array {
  return Float64Array.from(ledger.kinds, (kind) => {
    const price = plan.lines[kind.line]?.price(kind);
    return typeof price === 'number' ? price : Number.NaN;
  });
}

function postOne(work: Work, line: LinePlan, e: number, owner: number): void {
  const { ledger, out, prices } = work;
  const drop = dropOf(work, line, e, owner);
  if (drop !== COUNTS) {
    out.drop[e] = drop;
    return;
  }
  const count = ledger.count[e] as number;
  const price = prices[ledger.kind[e] as number] as number;
  const worth: Exact | undefined = Number.isNaN(price)
    ? line.value(ledger, e, count)
    : count === ONE
      ? price
      : multiply(price, count);
  if (worth === undefined) out.drop[e] = DROPPED_UNKNOWN;
  else put(out, e, line.surcharges.length === 0 ? worth : surcharged(work, line, worth, e, owner));
}

/** Whether an entry counts, as far as it can be told from it alone. */
function dropOf(work: Work, line: LinePlan, e: number, owner: number): number {
  const flags = work.ledger.flags[e] as number;
  if ((flags & VOID) !== 0) return DROPPED_VOID;
  if (line.approval && (flags & APPROVED) === 0) return DROPPED_UNAPPROVED;
  if (line.onlyWhen !== undefined && line.onlyWhen(work.scopeOn(owner, work.ledger.on[e] as number)) !== true)
    return DROPPED_CONDITION;
  return COUNTS;
}

function surcharged(work: Work, line: LinePlan, worth: Exact, e: number, owner: number): Exact {
  const { plan, ledger, out, scopeOn } = work;
  let factor: Exact = ONE;
  for (const one of line.surcharges) {
    const rate = rateOf(one, e, owner, ledger, out.nth, scopeOn);
    if (rate === ZERO) continue;
    factor = plan.combine === 'add' ? add(factor, rate) : multiply(factor, add(ONE, rate));
  }
  return factor === ONE ? worth : multiply(worth, factor);
}
