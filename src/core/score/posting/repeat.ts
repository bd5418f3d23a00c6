import {
  spanOf,
  type Amounted,
  type LinePlan,
  type PostingPlan,
  type PostingWork,
  type ScopeOn,
  type Surcharge,
} from './posted.ts';
import { add, multiply, ONE, subtract, whole, ZERO, type Exact } from '../../number.ts';
import { periodOf } from '../../period.ts';
import { APPROVED, BEFORE, entryId, entryMark, plainWord, VOID, type Ledger } from '../book/ledger.ts';
import type { Scope } from '../book/scope.ts';
import { isSteady } from './steady.ts';
import { hold, isGap, type Value } from '../value.ts';

/** The worth of so many of an entry on a line, with its surcharges; a gap where that cannot be told. */
export function raisedWorth(work: PostingWork, line: LinePlan, owner: number, e: number, count: Exact): Value {
  const { ledger } = work.book;
  const worth = line.value(ledger, e, count);
  if (worth === undefined) return hold(`${line.label}（${entryId(ledger, e)}）的分值没有填写`, line.clause);
  const factor = factorOf(work, line, owner, e);
  const untold = line.surcharges.find((one) => timesOf(one, e, work.out.nth) === UNTOLD);
  if (isGap(factor) && untold !== undefined)
    return hold(`${entryMark(entryId(ledger, e))}：没有写违反的是哪一条标准（档次），不知道是不是再犯`, untold.clause);
  return isGap(factor) ? factor : multiply(worth, factor);
}

/** By how much the surcharges of a line raise an entry together; a gap where that cannot be told. */
function factorOf({ plan, book, scopeOn, out }: PostingWork, line: LinePlan, owner: number, e: number): Value {
  const nth = (one: Surcharge): number => timesOf(one, e, out.nth);
  return factorAt(plan, line.surcharges, nth, () => scopeOn(owner, book.ledger.on[e] as number));
}

function factorAt(
  plan: PostingPlan,
  surcharges: LinePlan['surcharges'],
  nth: (one: Surcharge) => number,
  scope: () => Scope,
): Value {
  let factor: Exact = ONE;
  for (const one of surcharges) {
    const rate = rateAt(one, nth(one), scope);
    if (isGap(rate)) return rate;
    if (rate !== ZERO) factor = plan.combine === 'add' ? add(factor, rate) : multiply(factor, add(ONE, rate));
  }
  return factor;
}

/** By how much one surcharge raises an entry (上浮率); `scope` tells of its owner on its day. */
export function rateOf(one: Surcharge, e: number, tally: Amounted['nth'], scope: () => Scope): Value {
  return rateAt(one, timesOf(one, e, tally), scope);
}

/** The how-manieth time it is in the window of a surcharge. */
function timesOf({ window }: Surcharge, e: number, tally: Amounted['nth']): number {
  return window === undefined ? 1 : (tally.get(window)?.[e] ?? 1);
}

function rateAt(one: Surcharge, nth: number, scope: () => Scope): Value {
  const truth = one.when === undefined || one.when(scope());
  if (truth === false) return ZERO;
  if (truth !== true) return truth;
  if (nth === UNTOLD) return hold(`没有写违反的是哪一条标准（档次），不知道要不要${one.label}`, one.clause);
  if (one.window !== undefined && nth < 2) return ZERO;
  if (one.rate === undefined) return hold(`${one.label}的上浮比例没有填写`, one.clause);
  if (one.window === undefined || one.growth === 'flat') return one.rate;
  if (one.growth === 'step') return multiply(one.rate, whole(nth - 1));
  let grown: Exact = ONE;
  for (let i = 1; i < nth; i += 1) grown = multiply(grown, add(ONE, one.rate));
  return subtract(grown, ONE);
}

/** By how much lines with the same surcharges raise the entries of the owner last asked about. */
type Raise = {
  readonly surcharges: LinePlan['surcharges'];
  /** The facts they hang on; undefined where more goes into it, or where it grows from time to time. */
  readonly facts: readonly string[] | undefined;
  /** The times counted in the window of the surcharges, where they have one. */
  readonly nth: Uint32Array | undefined;
  owner: number;
  /**
   * The factor for a first time, and for every later one. NaN where they are not the same for all entries of the owner,
   * or no whole number of ticks.
   */
  readonly factors: Float64Array;
};

/** The surcharges of each line, those of several lines that are the same together. */
export function raisesOf(plan: PostingPlan, tally: Amounted['nth']): readonly Raise[] {
  const found = new Map<string, Raise>();
  return plan.lines.map(({ surcharges }) => {
    const key = surcharges.map((one) => one.id).join(' ');
    const known = found.get(key);
    if (known !== undefined) return known;
    const windows = new Set(surcharges.flatMap((one) => one.window ?? []));
    const [window] = windows;
    const even =
      windows.size < 2 &&
      surcharges.every((one) => one.facts !== undefined && (one.window === undefined || one.growth === 'flat'));
    const facts = even ? surcharges.flatMap((one) => one.facts ?? []) : undefined;
    const nth = window === undefined ? undefined : tally.get(window);
    const made: Raise = { surcharges, facts, nth, owner: -1, factors: new Float64Array(2) };
    found.set(key, made);
    return made;
  });
}

/** Works out the factors for an owner. */
export function raiseFor({ plan, book, scopeOn }: PostingWork, raise: Raise, owner: number): void {
  const { surcharges, facts, factors } = raise;
  const steady = facts !== undefined && isSteady(facts, book, owner);
  const at = (nth: number): number => {
    const factor = steady
      ? factorAt(
          plan,
          surcharges,
          () => nth,
          () => scopeOn(owner, book.end),
        )
      : undefined;
    return typeof factor === 'number' ? factor : Number.NaN;
  };
  raise.owner = owner;
  factors[0] = at(1);
  factors[1] = at(2);
}

/** Counts, owner by owner, the how-manieth time a standard was broken, in each window asked for, by day of occurrence. */
type RepeatCount = { readonly nth: Amounted['nth']; readonly countFor: (owner: number) => void };

export function repeatCount(plan: PostingPlan, ledger: Ledger, scopeOn: ScopeOn): RepeatCount {
  const asked = new Set(plan.lines.flatMap((line) => line.surcharges.flatMap((one) => one.window ?? [])));
  const counts = [...asked].map((window) => countIn(window, plan, ledger, scopeOn));
  return {
    nth: new Map(counts.map(({ window, nth }) => [window, nth])),
    countFor: (owner) => {
      for (const one of counts) one.countFor(owner);
    },
  };
}

type RepeatWindow = NonNullable<Surcharge['window']>;

function countIn(window: RepeatWindow, plan: PostingPlan, ledger: Ledger, scopeOn: ScopeOn) {
  const { on, counted, kind, flags, line, start } = ledger;
  const nth = new Uint32Array(line.length);
  const count = standardsOf(window, plan, ledger);
  const sure = Uint8Array.from(plan.lines, ({ approval, onlyWhen }) => (approval || onlyWhen !== undefined ? 0 : 1));
  const take = (e: number, owner: number): void => {
    const standard = count.standard[kind[e] as number] as number;
    if (standard < 0 || ((flags[e] as number) & VOID & ~BEFORE) !== 0) return;
    const at = line[e] as number;
    if (sure[at] === 1 || happened(plan.lines[at] as LinePlan, ledger, owner, e, scopeOn))
      nth[e] = countUp(count, standard, on[e] as number, factOf(count.same[kind[e] as number], ledger, e));
  };
  const countFor = (owner: number): void => {
    const to = start[owner + 1] as number;
    count.n.fill(0);
    let late = 0;
    for (let e = start[owner] as number; e < to; e += 1) {
      late |= (on[e] as number) ^ (counted[e] as number);
      take(e, owner);
    }
    if (late === 0) return;
    count.n.fill(0);
    for (const e of byOccurrence(ledger, start[owner] as number, to)) take(e, owner);
  };
  const doubts = doubtsIn(window, plan, ledger, nth);
  return {
    window,
    nth,
    countFor: (owner: number) => {
      countFor(owner);
      doubts?.(owner);
    },
  };
}

/** Stands for the how-manieth time where that cannot be told. */
const UNTOLD = 0xffffffff;

/**
 * Finds entries that do not say which standard was broken, where that has to be said: beside others of their rule in
 * the same stretch of time nobody can tell whether they are one time more. Nothing where all of them say it.
 */
function doubtsIn(window: RepeatWindow, plan: PostingPlan, ledger: Ledger, nth: Uint32Array) {
  const { on, line, kind, start } = ledger;
  const silent = ledger.kinds.map((one) => one.tier === undefined && plan.lines[one.line]?.byTier === true);
  if (!silent.includes(true)) return undefined;
  const spanOfDay = (day: number): string => (window === 'lifetime' ? '' : periodOf(window, day).id);
  return (owner: number): void => {
    const own = Array.from(
      { length: (start[owner + 1] as number) - (start[owner] as number) },
      (_, i) => (start[owner] as number) + i,
    );
    const counted = own.filter((e) => (nth[e] as number) > 0);
    for (const e of counted) {
      const besides = (other: number): boolean =>
        other !== e && line[other] === line[e] && spanOfDay(on[other] as number) === spanOfDay(on[e] as number);
      if (silent[kind[e] as number] === true && counted.some(besides)) nth[e] = UNTOLD;
    }
  };
}

/** Whether an entry is one time more: it waits for no approval, and nothing says that it does not count. */
function happened(line: LinePlan, ledger: Ledger, owner: number, e: number, scopeOn: ScopeOn): boolean {
  if (line.approval && ((ledger.flags[e] as number) & APPROVED) === 0) return false;
  return line.onlyWhen === undefined || line.onlyWhen(scopeOn(owner, ledger.on[e] as number)) !== false;
}

/** How often each standard was broken in the stretch of time that is counted at the moment. */
type Standards = {
  readonly window: RepeatWindow;
  /** Of each kind of entry; −1 where the scheme does not count it. */
  readonly standard: Int32Array;
  /** Of each kind of entry, the facts it tells where several lines speak of them. */
  readonly same: readonly (SameFact | undefined)[];
  readonly n: Int32Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** By standard, the facts that were counted, where several lines speak of them. */
  readonly facts: Map<number, Set<number>>;
};

type SameFact = PostingPlan['sameFacts'][number];

/** A standard is a line and its tier, whatever the role; lines that speak of the same facts are one. */
function standardsOf(window: RepeatWindow, plan: PostingPlan, ledger: Ledger): Standards {
  const found = new Map<string, number>();
  const same = ledger.kinds.map(({ line }) => plan.sameFacts.find(({ lines }) => lines.includes(line)));
  const raises = (line: number): boolean => plan.lines[line]?.surcharges.some((one) => one.window === window) === true;
  const standard = Int32Array.from(ledger.kinds, ({ line, tier }, at) => {
    const facts = same[at];
    if (!(facts?.lines ?? [line]).some(raises)) return -1;
    const key = `${facts === undefined ? line : `same:${facts.id}`} ${tier === undefined ? '' : plainWord(tier)}`;
    const known = found.get(key) ?? found.size;
    found.set(key, known);
    return known;
  });
  const days = (): Int32Array => new Int32Array(found.size);
  return { window, standard, same, n: days(), first: days(), last: days().fill(-1), facts: new Map() };
}

/** Which of the facts that several lines speak of an entry tells. */
function factOf(same: SameFact | undefined, ledger: Ledger, e: number): number | undefined {
  return same && spanOf(same.key, ledger.on[e] as number, ledger.project[e] as number, e);
}

/** One time more; a fact that was counted already is none. */
function countUp(
  { window, n, first, last, facts }: Standards,
  standard: number,
  day: number,
  fact: number | undefined,
): number {
  if (day < (first[standard] as number) || day > (last[standard] as number)) {
    const span = window === 'lifetime' ? FOREVER : periodOf(window, day);
    first[standard] = span.first;
    last[standard] = span.last;
    n[standard] = 0;
  }
  if (fact !== undefined) {
    if (n[standard] === 0) facts.set(standard, new Set());
    const counted = facts.get(standard) as Set<number>;
    n[standard] = counted.add(fact).size;
    return counted.size;
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
