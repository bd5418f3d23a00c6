import { type Surcharge, type PostingPlan, type ScopeOn } from './posted.ts';
import { add, multiply, ONE, subtract, whole, ZERO, type Exact } from '../number.ts';
import { periodOf } from '../period.ts';
import { BEFORE, VOID, type Ledger } from './ledger.ts';

/** By how much one surcharge raises an entry (上浮率). */
export function rateOf(
  one: Surcharge,
  e: number,
  owner: number,
  ledger: Ledger,
  tally: Uint32Array | undefined,
  scopeOn: ScopeOn,
): Exact {
  if (one.rate === undefined) return ZERO;
  if (one.when !== undefined && one.when(scopeOn(owner, ledger.on[e] as number)) !== true) return ZERO;
  if (one.window === undefined) return one.rate;
  const nth = tally?.[e] ?? 1;
  if (nth < 2) return ZERO;
  if (one.growth === 'flat') return one.rate;
  if (one.growth === 'step') return multiply(one.rate, whole(nth - 1));
  let grown: Exact = ONE;
  for (let i = 1; i < nth; i += 1) grown = multiply(grown, add(ONE, one.rate));
  return subtract(grown, ONE);
}

/** For each entry, the how-manieth time its owner broke this standard in the window, by day of occurrence. */
export function occurrences(plan: PostingPlan, ledger: Ledger): Uint32Array {
  const nth = new Uint32Array(ledger.id.length);
  const windows = plan.lines.map((line) => line.surcharges.find((one) => one.window !== undefined)?.window);
  const tiers = ledger.words.length + 1;
  const seen = new Map<number, Seen>();
  const owners = ledger.start.length - 1;
  const anyLate = ledger.on.some((day, e) => day !== ledger.counted[e]);
  for (let owner = 0; owner < owners; owner += 1) {
    const order = anyLate
      ? byOccurrence(ledger, ledger.start[owner] as number, ledger.start[owner + 1] as number)
      : undefined;
    const from = ledger.start[owner] as number;
    const size = (ledger.start[owner + 1] as number) - from;
    for (let i = 0; i < size; i += 1) {
      const e = order?.[i] ?? from + i;
      const line = ledger.line[e] as number;
      const window = windows[line];
      if (window === undefined || ((ledger.flags[e] as number) & VOID & ~BEFORE) !== 0) continue;
      nth[e] = count(seen, line * tiers + (ledger.tier[e] as number) + 1, owner, window, ledger.on[e] as number);
    }
  }
  return nth;
}

/** How often something was seen; belongs to one owner and one window, and starts anew with another. */
type Seen = { owner: number; first: number; last: number; n: number };

function count(
  seen: Map<number, Seen>,
  key: number,
  owner: number,
  window: 'month' | 'year' | 'lifetime',
  day: number,
): number {
  const last = seen.get(key);
  if (last !== undefined && last.owner === owner && day >= last.first && day <= last.last) {
    last.n += 1;
    return last.n;
  }
  const span = window === 'lifetime' ? FOREVER : periodOf(window, day);
  if (last === undefined) seen.set(key, { owner, first: span.first, last: span.last, n: 1 });
  else {
    last.owner = owner;
    last.first = span.first;
    last.last = span.last;
    last.n = 1;
  }
  return 1;
}

const FOREVER = { first: -1e9, last: 1e9 };

function byOccurrence(ledger: Ledger, from: number, to: number): readonly number[] {
  const order = Array.from({ length: to - from }, (_, i) => from + i);
  return order.toSorted(
    (a, b) =>
      (ledger.on[a] as number) - (ledger.on[b] as number) ||
      (ledger.posted[a] as number) - (ledger.posted[b] as number) ||
      a - b,
  );
}
