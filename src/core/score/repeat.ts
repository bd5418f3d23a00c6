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
  let factor: Exact = ONE;
  for (const one of line.surcharges) {
    const rate = rateOf(one, e, owner, ledger, tally, scopeOn);
    if (isGap(rate)) return rate;
    if (rate !== ZERO) factor = plan.combine === 'add' ? add(factor, rate) : multiply(factor, add(ONE, rate));
  }
  return factor === ONE ? worth : multiply(worth, factor);
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
  const nth = new Uint32Array(ledger.line.length);
  const standards = standardsOf(plan, ledger);
  const { on, kind, flags } = ledger;
  const late = isAnyLate(ledger);
  const owners = ledger.start.length - 1;
  for (let owner = 0; owner < owners; owner += 1) {
    const from = ledger.start[owner] as number;
    const to = ledger.start[owner + 1] as number;
    const order = late ? byOccurrence(ledger, from, to) : undefined;
    for (let i = from; i < to; i += 1) {
      const e = order?.[i - from] ?? i;
      const standard = standards[kind[e] as number];
      if (standard === undefined || ((flags[e] as number) & VOID & ~BEFORE) !== 0) continue;
      nth[e] = countUp(standard, owner, on[e] as number);
    }
  }
  return nth;
}

/** How often a standard was broken; the count belongs to one owner and one window, and starts anew with another. */
type Standard = {
  readonly window: NonNullable<Surcharge['window']>;
  owner: number;
  first: number;
  last: number;
  n: number;
};

/** The standard of each kind of entry, where the scheme counts it: a line and its tier, whatever the role. */
function standardsOf(plan: PostingPlan, ledger: Ledger): readonly (Standard | undefined)[] {
  const standards = new Map<string, Standard>();
  return ledger.kinds.map(({ line, tier }) => {
    const window = plan.lines[line]?.surcharges.find((one) => one.window !== undefined)?.window;
    if (window === undefined) return undefined;
    const key = `${line} ${tier ?? ''}`;
    const found = standards.get(key) ?? { window, owner: -1, first: 0, last: -1, n: 0 };
    standards.set(key, found);
    return found;
  });
}

function countUp(standard: Standard, owner: number, day: number): number {
  if (day < standard.first || day > standard.last) {
    const span = standard.window === 'lifetime' ? FOREVER : periodOf(standard.window, day);
    standard.first = span.first;
    standard.last = span.last;
    standard.n = 0;
  } else if (standard.owner !== owner) standard.n = 0;
  standard.owner = owner;
  standard.n += 1;
  return standard.n;
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
