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
  type PostingWork,
  type ScopeOn,
} from './posted.ts';
import { noExtra } from './extra.ts';
import { raisedWorth, raiseFor, raisesOf, repeatCount } from './repeat.ts';
import { settleTogether } from './settle.ts';
import { openEntry } from './to-other.ts';
import { ONE, timesTicks } from '../../number.ts';
import type { Book } from '../book/book.ts';
import { APPROVED, VOID, type Ledger } from '../book/ledger.ts';
import { isGap } from '../value.ts';

/** What posting works on. */
type Work = PostingWork & {
  readonly ledger: Ledger;
  /** Ticks of one unit, by kind of entry; NaN where it takes more than multiplying. */
  readonly prices: Float64Array;
  /** What else there is to an entry, by kind, as bits. */
  readonly asks: Uint8Array;
  /** By line. */
  readonly raises: ReturnType<typeof raisesOf>;
};

/** The entry is raised; it may not count; it is looked at beside others; its points are given, or taken off; it counts in steps. */
const [RAISED, DOUBTFUL, TOGETHER, GIVEN, OFF, STEPPED] = [1, 2, 4, 8, 16, 32];

/** Stage 1: what every entry is worth. */
export function postAll(plan: PostingPlan, book: Book, scopeOn: ScopeOn): Amounted {
  const { ledger } = book;
  const n = ledger.line.length;
  const owners = ledger.start.length - 1;
  const repeats = repeatCount(plan, ledger, scopeOn);
  const out: Amounted = {
    ticks: new Float64Array(n),
    big: new Map(),
    drop: new Uint8Array(n),
    left: new Map(),
    extra: noExtra(owners),
    open: new Map(),
    nth: repeats.nth,
  };
  const raises = raisesOf(plan, repeats.nth);
  const work: Work = {
    plan,
    book,
    ledger,
    scopeOn,
    out,
    prices: pricesOf(plan, ledger),
    asks: asksOf(plan, ledger),
    raises,
  };
  for (let owner = 0; owner < owners; owner += 1) {
    repeats.countFor(owner);
    postOwner(work, owner);
  }
  return out;
}

function postOwner(work: Work, owner: number): void {
  const { ledger, out, asks, prices, raises } = work;
  const { flags, kind, line, start, count, points } = ledger;
  const { ticks, drop } = out;
  const to = start[owner + 1] as number;
  let together: number[] | undefined;
  for (let e = start[owner] as number; e < to; e += 1) {
    const k = kind[e] as number;
    const ask = asks[k] as number;
    let worth = Number.NaN;
    if ((ask & DOUBTFUL) === 0 && ((flags[e] as number) & VOID) === 0) {
      const price = (ask & GIVEN) === 0 ? (prices[k] as number) : signOf(ask) * (points[e] as number);
      const units = (ask & STEPPED) === 0 ? (count[e] as number) : stepsOf(work, e);
      worth = units === ONE ? price : timesTicks(price, units);
    }
    if ((ask & RAISED) !== 0) {
      const raise = raises[line[e] as number] as Work['raises'][number];
      if (raise.owner !== owner) raiseFor(work, raise, owner);
      const factor = raise.factors[raise.nth !== undefined && (raise.nth[e] as number) > 1 ? 1 : 0] as number;
      if (factor !== ONE) worth = timesTicks(worth, factor);
    }
    if (Number.isNaN(worth)) postOther(work, owner, e);
    else ticks[e] = worth;
    if ((ask & TOGETHER) !== 0 && isInPlay(drop[e] as number)) (together ??= []).push(e);
  }
  if (together !== undefined) settleTogether(work, owner, together);
}

/** Whether an entry counts, or may count. */
function isInPlay(drop: number): boolean {
  return drop === COUNTS || drop === DROPPED_UNKNOWN;
}

function signOf(ask: number): 1 | -1 {
  return (ask & OFF) === 0 ? 1 : -1;
}

/** What counts of the count of an entry whose line counts in steps; NaN where that is no whole number of ticks. */
function stepsOf({ plan, ledger }: Work, e: number): number {
  const steps = plan.lines[ledger.line[e] as number]?.steps?.(ledger.count[e] as number);
  return typeof steps === 'number' ? steps : Number.NaN;
}

function pricesOf(plan: PostingPlan, ledger: Ledger): Float64Array {
  return Float64Array.from(ledger.kinds, (kind) => {
    const price = plan.lines[kind.line]?.price(kind);
    return typeof price === 'number' ? price : Number.NaN;
  });
}

function asksOf(plan: PostingPlan, ledger: Ledger): Uint8Array {
  return Uint8Array.from(ledger.kinds, (kind) => {
    const { line, surcharges, approval, byTier, onlyWhen, free, together, given, steps } = plan.lines[
      kind.line
    ] as LinePlan;
    const byHand = given(kind);
    const untold = byTier && kind.tier === undefined;
    return (
      (surcharges.length > 0 ? RAISED : 0) |
      (approval || untold || onlyWhen !== undefined || free !== undefined ? DOUBTFUL : 0) |
      (together === 0 ? 0 : TOGETHER) |
      (byHand ? GIVEN : 0) |
      (byHand && line.sign < 0 ? OFF : 0) |
      (steps === undefined ? 0 : STEPPED)
    );
  });
}

/** Posts an entry for which more has to be asked than its price, its count and who it is. */
function postOther(work: Work, owner: number, e: number): void {
  const { plan, ledger, out } = work;
  const line = plan.lines[ledger.line[e] as number] as LinePlan;
  const drop = dropOf(work, line, e, owner);
  if (drop !== COUNTS) {
    out.drop[e] = drop;
    return;
  }
  // How many of it count is not known before the free ones are.
  if (line.free !== undefined) return;
  const worth = raisedWorth(work, line, owner, e, ledger.count[e] as number);
  if (isGap(worth)) openEntry(work, owner, e, worth);
  else put(out, e, worth);
}

/** Whether an entry counts, as far as it can be told from it alone. */
function dropOf(work: Work, line: LinePlan, e: number, owner: number): number {
  const flags = work.ledger.flags[e] as number;
  if ((flags & VOID) !== 0) return DROPPED_VOID;
  if (line.approval && (flags & APPROVED) === 0) return DROPPED_UNAPPROVED;
  if (line.onlyWhen === undefined) return COUNTS;
  const truth = line.onlyWhen(work.scopeOn(owner, work.ledger.on[e] as number));
  if (typeof truth === 'boolean') return truth ? COUNTS : DROPPED_CONDITION;
  openEntry(work, owner, e, truth);
  return DROPPED_UNKNOWN;
}
