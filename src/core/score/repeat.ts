import type { LinePlan, PostingPlan, ScopeOn, Surcharge } from './posted.ts';
import { add, multiply, ONE, subtract, whole, ZERO, type Exact } from '../number.ts';
import { periodOf } from '../period.ts';
import type { Book } from './book.ts';
import { BEFORE, entryId, VOID, type Ledger } from './ledger.ts';
import type { Scope } from './scope.ts';
import { isSteady } from './steady.ts';
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
  return factorAt(plan, line.surcharges, tally?.[e] ?? 1, () => scopeOn(owner, ledger.on[e] as number));
}

function factorAt(plan: PostingPlan, surcharges: LinePlan['surcharges'], nth: number, scope: () => Scope): Value {
  let factor: Exact = ONE;
  for (const one of surcharges) {
    const rate = rateAt(one, nth, scope);
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
  return rateAt(one, tally?.[e] ?? 1, () => scopeOn(owner, ledger.on[e] as number));
}

function rateAt(one: Surcharge, nth: number, scope: () => Scope): Value {
  const truth = one.when === undefined || one.when(scope());
  if (truth === false) return ZERO;
  if (truth !== true) return truth;
  if (one.window !== undefined && nth < 2) return ZERO;
  if (one.rate === undefined) return hold(`${one.label}的上浮比例没有填写`, one.clause);
  if (one.window === undefined || one.growth === 'flat') return one.rate;
  if (one.growth === 'step') return multiply(one.rate, whole(nth - 1));
  let grown: Exact = ONE;
  for (let i = 1; i < nth; i += 1) grown = multiply(grown, add(ONE, one.rate));
  return subtract(grown, ONE);
}

/**
 * Factors of lines with the same surcharges for the owner last asked about: for a first time, and for every later one.
 * NaN where they are not the same for all entries of the owner, or no whole number of ticks.
 */
type Raise = {
  readonly surcharges: LinePlan['surcharges'];
  /** The facts they hang on; undefined where more goes into it, or where it grows from time to time. */
  readonly facts: readonly string[] | undefined;
  owner: number;
  once: number;
  again: number;
};

/** The surcharges of each line, those of several lines that are the same together. */
export function raisesOf(plan: PostingPlan): readonly Raise[] {
  const found = new Map<string, Raise>();
  return plan.lines.map(({ surcharges }) => {
    const key = surcharges.map((one) => one.id).join(' ');
    const known = found.get(key);
    if (known !== undefined) return known;
    const even = surcharges.every(
      (one) => one.facts !== undefined && (one.window === undefined || one.growth === 'flat'),
    );
    const facts = even ? surcharges.flatMap((one) => one.facts ?? []) : undefined;
    const made: Raise = { surcharges, facts, owner: -1, once: Number.NaN, again: Number.NaN };
    found.set(key, made);
    return made;
  });
}

/** Works the factors out for an owner. */
export function raiseFor(raise: Raise, plan: PostingPlan, book: Book, owner: number, scopeOn: ScopeOn): void {
  const { surcharges, facts } = raise;
  const steady = facts !== undefined && isSteady(facts, book, owner);
  const at = (nth: number): number => {
    const factor = steady ? factorAt(plan, surcharges, nth, () => scopeOn(owner, book.end)) : undefined;
    return typeof factor === 'number' ? factor : Number.NaN;
  };
  raise.owner = owner;
  raise.once = at(1);
  raise.again = at(2);
}

/** Counts, owner by owner, the how-manieth time a standard was broken in the window, by day of occurrence. */
type RepeatCount = { readonly nth: Uint32Array; readonly countFor: (owner: number) => void };

export function repeatCount(plan: PostingPlan, ledger: Ledger): RepeatCount {
  const { on, counted, kind, flags, start } = ledger;
  const nth = new Uint32Array(ledger.line.length);
  const count = standardsOf(plan, ledger);
  const take = (e: number): void => {
    const standard = count.standard[kind[e] as number] as number;
    if (standard < 0 || ((flags[e] as number) & VOID & ~BEFORE) !== 0) return;
    nth[e] = countUp(count, standard, on[e] as number);
  };
  const countFor = (owner: number): void => {
    const [from, to] = [start[owner] as number, start[owner + 1] as number];
    count.n.fill(0);
    let late = false;
    for (let e = from; e < to; e += 1) {
      if (on[e] !== counted[e]) late = true;
      take(e);
    }
    if (!late) return;
    count.n.fill(0);
    for (const e of byOccurrence(ledger, from, to)) take(e);
  };
  return { nth, countFor };
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

function byOccurrence(ledger: Ledger, from: number, to: number): readonly number[] {
  const order = Array.from({ length: to - from }, (_, i) => from + i);
  return order.toSorted(
    (a, b) =>
      (ledger.on[a] as number) - (ledger.on[b] as number) ||
      (ledger.posted[a] as number) - (ledger.posted[b] as number) ||
      a - b,
  );
}
