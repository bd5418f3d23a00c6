import {
  DROPPED_VOID,
  DROPPED_CONDITION,
  DROPPED_UNAPPROVED,
  DROPPED_UNKNOWN,
  noExtra,
  put,
  type Amounted,
  type LinePlan,
  type PostingPlan,
  type ScopeOn,
} from './posted.ts';
import { rateOf, occurrences } from './repeat.ts';
import { settleOwner } from './settle.ts';
import { add, multiply, ONE, ZERO, type Exact } from '../number.ts';
import type { Book } from './book.ts';
import { APPROVED, VOID, type Ledger } from './ledger.ts';

/** Stage 1: what every entry is worth. */
export function postAll(plan: PostingPlan, book: Book, scopeOn: ScopeOn): Amounted {
  const { ledger } = book;
  const n = ledger.id.length;
  const tally = plan.repeats ? occurrences(plan, ledger) : undefined;
  const out: Amounted = {
    ticks: new Float64Array(n),
    big: new Map(),
    drop: new Uint8Array(n),
    extra: noExtra(ledger.start.length - 1),
    nth: tally,
  };
  const owners = ledger.start.length - 1;
  for (let owner = 0; owner < owners; owner += 1) {
    const from = ledger.start[owner] as number;
    const to = ledger.start[owner + 1] as number;
    for (let e = from; e < to; e += 1) postOne(plan, ledger, e, owner, tally, scopeOn, out);
    if (from < to) settleOwner(plan, book, owner, from, to, scopeOn, out);
  }
  return out;
}

function postOne(
  plan: PostingPlan,
  ledger: Ledger,
  e: number,
  owner: number,
  tally: Uint32Array | undefined,
  scopeOn: ScopeOn,
  out: Amounted,
): void {
  const line = plan.lines[ledger.line[e] as number] as LinePlan;
  if (((ledger.flags[e] as number) & VOID) !== 0) {
    out.drop[e] = DROPPED_VOID;
    return;
  }
  if (!line.plain && line.approval && ((ledger.flags[e] as number) & APPROVED) === 0) {
    out.drop[e] = DROPPED_UNAPPROVED;
    return;
  }
  if (line.onlyWhen !== undefined && line.onlyWhen(scopeOn(owner, ledger.on[e] as number)) !== true) {
    out.drop[e] = DROPPED_CONDITION;
    return;
  }
  const worth = line.value(ledger, e, ledger.count[e] as number);
  if (worth === undefined) {
    out.drop[e] = DROPPED_UNKNOWN;
    return;
  }
  put(
    out,
    e,
    line.surcharges.length === 0 ? worth : surcharged(line, worth, plan.combine, e, owner, ledger, tally, scopeOn),
  );
}

function surcharged(
  line: LinePlan,
  worth: Exact,
  combine: 'add' | 'multiply',
  e: number,
  owner: number,
  ledger: Ledger,
  tally: Uint32Array | undefined,
  scopeOn: ScopeOn,
): Exact {
  let factor: Exact = ONE;
  for (const one of line.surcharges) {
    const rate = rateOf(one, e, owner, ledger, tally, scopeOn);
    if (rate === ZERO) continue;
    factor = combine === 'add' ? add(factor, rate) : multiply(factor, add(ONE, rate));
  }
  return factor === ONE ? worth : multiply(worth, factor);
}
