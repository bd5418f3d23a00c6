import type { LinePlan, PostingPlan, ScopeOn, Surcharge } from './posted.ts';
import { add, multiply, ONE, subtract, whole, ZERO, type Exact } from '../number.ts';
import { periodOf } from '../period.ts';
import { BEFORE, entryId, VOID, type Ledger } from './ledger.ts';
import { hold, isGap, type Value } from './value.ts';

/** The worth of so many of an entry on a line, with its surcharges; a gap where that cannot be told. */
export function raisedWorth(
  plan: PostingPlan,
  line: LinePlan,
  ledger: Ledger,
  owner: number,
  e: number,
  count: Exact,
  tally: Uint32Array | undefined,
  scopeOn: ScopeOn,
): Value {
  const worth = line.value(ledger, e, count);
  if (worth === undefined) return hold(`${line.label}（${entryId(ledger, e)}）的分值没有填写`, line.clause);
  const factor = factorOf(plan, line, ledger, owner, e, tally, scopeOn);
  return isGap(factor) ? factor : multiply(worth, factor);
}

/** By how much the surcharges of a line raise an entry together; a gap where that cannot be told. */
export function factorOf(
  plan: PostingPlan,
  line: LinePlan,
  ledger: Ledger,
  owner: number,
  e: number,
  tally: Uint32Array | undefined,
  scopeOn: ScopeOn,
): Value {
  let factor: Exact = ONE;
  for (const one of line.surcharges) {
    const rate = rateOf(one, e, owner, ledger, tally, scopeOn);
    if (isGap(rate)) return rate;
    if (rate !== ZERO) factor = plan.combine === 'add' ? add(factor, rate) : multiply(factor, add(ONE, rate));
  }
  return factor;
}

/** By how much one surcharge raises an entry (上浮率). */
export function rateOf(
  one: Surcharge,
  e: number,
  owner: number,
  ledger: Ledger,
  tally: Uint32Array | undefined,
  scopeOn: ScopeOn,
): Value {
  const truth = one.when === undefined || one.when(scopeOn(owner, ledger.on[e] as number));
  if (truth === false) return ZERO;
  if (truth !== true) return truth;
  const nth = one.window === undefined ? 2 : (tally?.[e] ?? 1);
  if (nth < 2) return ZERO;
  if (one.rate === undefined) return hold(`${one.label}的上浮比例没有填写`, one.clause);
  if (one.window === undefined) return one.rate;
  if (one.growth === 'flat') return one.rate;
  if (one.growth === 'step') return multiply(one.rate, whole(nth - 1));
  let grown: Exact = ONE;
  for (let i = 1; i < nth; i += 1) grown = multiply(grown, add(ONE, one.rate));
  return subtract(grown, ONE);
}

/** For each entry, the how-manieth time its owner broke this standard in the window, by day of occurrence. */
export function occurrences(plan: PostingPlan, ledger: Ledger): Uint32Array {
  const { on, kind, flags, start } = ledger;
  const nth = new Uint32Array(ledger.line.length);
  const count = standardsOf(plan, ledger);
  const late = isAnyLate(ledger);
  const countOwner = (from: number, to: number): void => {
    const order = late ? byOccurrence(ledger, from, to) : undefined;
    count.n.fill(0);
    for (let i = from; i < to; i += 1) {
      const e = order === undefined ? i : (order[i - from] as number);
      const standard = count.standard[kind[e] as number] as number;
      if (standard < 0 || ((flags[e] as number) & VOID & ~BEFORE) !== 0) continue;
      nth[e] = countUp(count, standard, on[e] as number);
    }
  };
  for (let owner = 0; owner < start.length - 1; owner += 1)
    countOwner(start[owner] as number, start[owner + 1] as number);
  return nth;
}

/** How often each standard was broken in the stretch of time that is counted at the moment. */
type Standards = {
  /** Of each kind of entry; −1 where the scheme does not count it. */
  readonly standard: Int32Array;
  readonly windows: readonly NonNullable<Surcharge['window']>[];
  readonly n: Int32Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
};

/** A standard is a line and its tier, whatever the role. */
function standardsOf(plan: PostingPlan, ledger: Ledger): Standards {
  const found = new Map<string, number>();
  const windows: NonNullable<Surcharge['window']>[] = [];
  const standard = Int32Array.from(ledger.kinds, ({ line, tier }) => {
    const window = plan.lines[line]?.surcharges.find((one) => one.window !== undefined)?.window;
    if (window === undefined) return -1;
    const key = `${line} ${tier ?? ''}`;
    const known = found.get(key) ?? windows.push(window) - 1;
    found.set(key, known);
    return known;
  });
  const days = (): Int32Array => new Int32Array(windows.length);
  return { standard, windows, n: days(), first: days(), last: days().fill(-1) };
}

function countUp({ windows, n, first, last }: Standards, standard: number, day: number): number {
  if (day < (first[standard] as number) || day > (last[standard] as number)) {
    const window = windows[standard] as Standards['windows'][number];
    const span = window === 'lifetime' ? FOREVER : periodOf(window, day);
    first[standard] = span.first;
    last[standard] = span.last;
    n[standard] = 0;
  }
  n[standard] = (n[standard] as number) + 1;
  return n[standard];
}

const FOREVER = { first: -1e9, last: 1e9 };

function isAnyLate({ on, counted }: Ledger): boolean {
  for (let e = 0; e < on.length; e += 1) if (on[e] !== counted[e]) return true;
  return false;
}

function byOccurrence(ledger: Ledger, from: number, to: number): readonly number[] {
  const order = Array.from({ length: to - from }, (_, i) => from + i);
  return order.toSorted(
    (a, b) =>
      (ledger.on[a] as number) - (ledger.on[b] as number) ||
      (ledger.posted[a] as number) - (ledger.posted[b] as number) ||
      a - b,
  );
}
