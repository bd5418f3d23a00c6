import {
  add,
  compare,
  divide,
  fraction,
  multiply,
  negate,
  ONE,
  subtract,
  whole,
  ZERO,
  type Exact,
  type Fraction,
} from '../number.ts';
import { periodOf, type PeriodUnit } from '../period.ts';
import type { ItemRule } from '../scheme/item.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Book } from './book.ts';
import type { Amounts, Catalogue, Line } from './catalogue.ts';
import { testOf, type ConditionEnv, type Test } from './conditions.ts';
import { APPROVED, BEFORE, points, VOID, word, type Ledger } from './ledger.ts';
import { holders } from './roster.ts';
import type { Scope } from './scope.ts';

/** Why an entry does not count; COUNTS when it does. */
export const COUNTS = 0;
export const DROPPED_VOID = 1;
export const DROPPED_CONDITION = 2;
export const DROPPED_UNAPPROVED = 3;
export const DROPPED_ONCE = 4;
export const DROPPED_SAME_FACT = 5;
export const DROPPED_UNKNOWN = 6;
export const GOES_TO_OTHER = 7;
export const DROPPED_FREE = 8;

/** What each entry of the ledger is worth: ticks in `ticks`, or where that cannot be, in `big`. */
export type Amounted = {
  readonly ticks: Float64Array;
  readonly big: Map<number, Fraction>;
  readonly drop: Uint8Array;
  /** Postings that are not an entry's own: derived, sent to others, made from one fact for two clauses. */
  readonly extra: Map<number, Posted[]>;
  /** The how-manieth time a standard was broken, where the scheme counts that. */
  readonly nth: Uint32Array | undefined;
};

/** A posting that came about in another way than by an entry on this owner and this line. */
export type Posted = {
  readonly line: number;
  readonly amount: Exact;
  readonly day: number;
  readonly project: number;
  /** The ledger entry behind it; −1 for a settlement. */
  readonly cause: number;
  readonly via: string;
};

/** A line ready to be worth something. */
export type LinePlan = {
  readonly line: Line;
  /** Worth of an entry before surcharges, signed; undefined when a parameter has no value. */
  readonly value: (ledger: Ledger, entry: number, count: Exact) => Exact | undefined;
  readonly onlyWhen: Test | undefined;
  readonly free: { readonly n: Exact; readonly per: PeriodUnit | 'day'; readonly when: Test } | undefined;
  readonly approval: boolean;
  readonly once: string | undefined;
  readonly sameFact: boolean;
  readonly toOther: boolean;
  readonly surcharges: readonly Surcharge[];
  /** Nothing of the above: worth × count, no questions. */
  readonly plain: boolean;
};

type Surcharge = {
  readonly id: string;
  readonly label: string;
  readonly clause: string;
  readonly rate: Exact | undefined;
  readonly window: 'month' | 'year' | 'lifetime' | undefined;
  readonly growth: 'flat' | 'step' | 'compound';
  readonly when: Test | undefined;
};

export type PostingPlan = {
  readonly lines: readonly LinePlan[];
  readonly combine: 'add' | 'multiply';
  readonly repeats: boolean;
  readonly sameFacts: Scheme['sameFacts'];
};

/** Compiles what the entries of each line are worth. */
export function postingPlan(scheme: Scheme, catalogue: Catalogue, env: ConditionEnv): PostingPlan {
  const shared = new Set(scheme.sameFacts.flatMap((one) => one.items));
  const lines = catalogue.lines.map((line) => linePlan(scheme, catalogue, line, shared.has(line.id), env));
  return {
    lines,
    combine: scheme.modifiers.combine,
    repeats: scheme.modifiers.rules.some((one) => one.repeat !== undefined),
    sameFacts: scheme.sameFacts,
  };
}

function linePlan(scheme: Scheme, catalogue: Catalogue, line: Line, sameFact: boolean, env: ConditionEnv): LinePlan {
  const { rule } = line;
  const item = catalogue.items[line.item];
  const surcharges = rule === undefined ? [] : surchargesOf(scheme, line, env);
  const onlyWhen = rule?.onlyWhen === undefined ? undefined : testOf(rule.onlyWhen, env);
  const free =
    rule?.free === undefined
      ? undefined
      : { n: whole(rule.free.n), per: rule.free.per, when: testOf(rule.free.when, env) };
  const approval = rule?.approval !== undefined || item?.approval !== undefined;
  const toOther = rule !== undefined && rule.to !== 'subject';
  const plain =
    !onlyWhen && !free && !approval && !sameFact && !toOther && rule?.once === undefined && surcharges.length === 0;
  return {
    line,
    value: worthOf(line, env.amounts),
    onlyWhen,
    free,
    approval,
    once: rule?.once,
    sameFact,
    toOther,
    surcharges,
    plain,
  };
}

function surchargesOf(scheme: Scheme, line: Line, env: ConditionEnv): readonly Surcharge[] {
  return scheme.modifiers.rules
    .filter((rule) => rule.groups.some((group) => line.groups.includes(group)))
    .map((rule) => ({
      id: rule.id,
      label: rule.label,
      clause: rule.clause,
      rate: env.amounts(rule.rate),
      window: rule.repeat?.window,
      growth: rule.repeat?.growth ?? 'flat',
      when: rule.when === undefined ? undefined : testOf(rule.when, env),
    }));
}

/** The worth of one entry of a line: price × steps of the count, with its sign. */
function worthOf(line: Line, amounts: Amounts): LinePlan['value'] {
  const { rule, sign } = line;
  if (rule === undefined) return (ledger, entry) => points(ledger, entry);
  if (rule.effect === 'record' || rule.effect === 'forfeit') return () => ZERO;
  const steps = stepsOf(rule, amounts);
  const price = priceOf(rule, line, amounts);
  return (ledger, entry, count) => {
    const each = price(ledger, entry);
    const times = steps(count);
    if (each === undefined || times === undefined) return undefined;
    const worth = times === ONE ? each : multiply(each, times);
    return sign === 1 ? worth : negate(worth);
  };
}

function stepsOf(rule: ItemRule, amounts: Amounts): (count: Exact) => Exact | undefined {
  if (rule.every === undefined) return (count) => count;
  const step = amounts(rule.every.step);
  const { rounding } = rule.every;
  return (count) => (step === undefined ? undefined : wholeSteps(count, step, rounding));
}

/** How many steps fit: whole ones only, a begun one too, or exactly. */
export function wholeSteps(amount: Exact, step: Exact, rounding: 'down' | 'up' | 'none' | 'any'): Exact {
  if (rounding === 'any') return compare(amount, ZERO) > 0 ? ONE : ZERO;
  const exactly = divide(amount, step);
  if (rounding === 'none') return exactly;
  const value = typeof exactly === 'number' ? { n: BigInt(exactly), d: 1_000_000n } : exactly;
  const down = value.n / value.d;
  const up = value.n % value.d > 0n ? down + 1n : down;
  return fraction(rounding === 'down' ? down : up, 1n);
}

function priceOf(rule: ItemRule, line: Line, amounts: Amounts): (ledger: Ledger, entry: number) => Exact | undefined {
  if (rule.judged !== undefined) return (ledger, entry) => points(ledger, entry);
  if (rule.tiers !== undefined) {
    const tiers = new Map(rule.tiers.map((one) => [one.id, amounts(one.points)]));
    return (ledger, entry) => tiers.get(word(ledger, ledger.tier[entry] as number) ?? '') ?? points(ledger, entry);
  }
  if (rule.roles !== undefined) {
    const roles = new Map(rule.roles.map((one) => [one.id, amounts(one.points)]));
    return (ledger, entry) => roles.get(word(ledger, ledger.role[entry] as number) ?? '');
  }
  const { points: fixed } = line;
  return () => fixed;
}

export type ScopeOn = (owner: number, day: number) => Scope;

/** Stage 1: what every entry is worth. */
export function postAll(plan: PostingPlan, book: Book, scopeOn: ScopeOn): Amounted {
  const { ledger } = book;
  const n = ledger.id.length;
  const tally = plan.repeats ? occurrences(plan, ledger) : undefined;
  const out: Amounted = {
    ticks: new Float64Array(n),
    big: new Map(),
    drop: new Uint8Array(n),
    extra: new Map(),
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

function put(out: Amounted, e: number, amount: Exact): void {
  if (typeof amount === 'number') {
    out.ticks[e] = amount;
    return;
  }
  out.ticks[e] = Number.NaN;
  out.big.set(e, amount);
}

/** The amount of an entry. */
export function amountOf(out: Amounted, e: number): Exact {
  const ticks = out.ticks[e] as number;
  return Number.isNaN(ticks) ? (out.big.get(e) as Fraction) : ticks;
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
function occurrences(plan: PostingPlan, ledger: Ledger): Uint32Array {
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

/** What needs the owner's entries side by side: free ones, once, one fact in two clauses, points for others. */
function settleOwner(
  plan: PostingPlan,
  book: Book,
  owner: number,
  from: number,
  to: number,
  scopeOn: ScopeOn,
  out: Amounted,
): void {
  let [free, once, same, other] = [false, false, false, false];
  for (let e = from; e < to; e += 1) {
    const line = plan.lines[book.ledger.line[e] as number] as LinePlan;
    if (line.plain || out.drop[e] !== COUNTS) continue;
    free ||= line.free !== undefined;
    once ||= line.once !== undefined;
    same ||= line.sameFact;
    other ||= line.toOther;
  }
  if (free) freeOnes(plan, book.ledger, owner, from, to, scopeOn, out);
  if (once) onlyOnce(plan, book.ledger, from, to, out);
  if (same) sameFacts(plan, book, owner, from, to, out);
  if (other) forOthers(plan, book, owner, from, to, scopeOn, out);
}

/** The first n units of each window do not count. */
function freeOnes(
  plan: PostingPlan,
  ledger: Ledger,
  owner: number,
  from: number,
  to: number,
  scopeOn: ScopeOn,
  out: Amounted,
): void {
  const left = new Map<string, Exact>();
  for (let e = from; e < to; e += 1) {
    const line = plan.lines[ledger.line[e] as number] as LinePlan;
    const { free } = line;
    const day = ledger.on[e] as number;
    if (free === undefined || out.drop[e] !== COUNTS || free.when(scopeOn(owner, day)) !== true) continue;
    const key = `${line.line.index} ${free.per === 'day' ? day : periodOf(free.per, day).id}`;
    const rest = left.get(key) ?? free.n;
    const count = ledger.count[e] as number;
    const used = compare(rest, count) < 0 ? rest : count;
    left.set(key, subtract(rest, used));
    const counted = subtract(count, used);
    if (used === ZERO) continue;
    if (counted === ZERO) out.drop[e] = DROPPED_FREE;
    const worth = line.value(ledger, e, counted);
    if (worth !== undefined) put(out, e, worth);
  }
}

/** The key of the stretch of time (or project, or entry) that an entry falls into. */
export function spanKey(span: string, day: number, project: number, entry: number): string {
  if (span === 'entry') return `e${entry}`;
  if (span === 'project') return project < 0 ? `e${entry}` : `p${project}`;
  if (span === 'period') return '';
  return span === 'day' ? `d${day}` : periodOf(span as PeriodUnit, day).id;
}

function onlyOnce(plan: PostingPlan, ledger: Ledger, from: number, to: number, out: Amounted): void {
  const seen = new Set<string>();
  for (let e = from; e < to; e += 1) {
    const line = plan.lines[ledger.line[e] as number] as LinePlan;
    if (line.once === undefined || out.drop[e] !== COUNTS) continue;
    const key = `${line.line.index} ${spanKey(line.once, ledger.on[e] as number, ledger.project[e] as number, e)}`;
    if (seen.has(key)) out.drop[e] = DROPPED_ONCE;
    seen.add(key);
  }
}

/** One fact that several clauses speak of: once at the first of them, or once at each. */
function sameFacts(plan: PostingPlan, book: Book, owner: number, from: number, to: number, out: Amounted): void {
  const { ledger, catalogue } = book;
  for (const same of plan.sameFacts) {
    const lines = same.items.map((id) => catalogue.lineIndex.get(id)).filter((one) => one !== undefined);
    const groups = new Map<string, number[]>();
    for (let e = from; e < to; e += 1) {
      if (out.drop[e] !== COUNTS || !lines.includes(ledger.line[e] as number)) continue;
      const key = spanKey(same.key, ledger.on[e] as number, ledger.project[e] as number, e);
      groups.set(key, [...(groups.get(key) ?? []), e]);
    }
    for (const entries of groups.values()) {
      const largest = entries.reduce((a, b) => ((ledger.count[b] as number) > (ledger.count[a] as number) ? b : a));
      for (const e of entries) out.drop[e] = DROPPED_SAME_FACT;
      for (const line of same.counts === 'first' ? lines.slice(0, 1) : lines) {
        const own = entries.find((e) => ledger.line[e] === line) ?? largest;
        const amount = (plan.lines[line] as LinePlan).value(ledger, own, ledger.count[largest] as number);
        if (amount !== undefined) post(out, owner, posted(ledger, own, line, amount, `same-fact ${same.id}`));
      }
    }
  }
}

export function posted(ledger: Ledger, cause: number, line: number, amount: Exact, via: string): Posted {
  return { line, amount, day: ledger.counted[cause] as number, project: ledger.project[cause] as number, cause, via };
}

export function post(out: Amounted, owner: number, one: Posted): void {
  const list = out.extra.get(owner);
  if (list === undefined) out.extra.set(owner, [one]);
  else list.push(one);
}

/** Points that go to the one who reported, or to whoever holds a role for the subject. */
function forOthers(
  plan: PostingPlan,
  book: Book,
  owner: number,
  from: number,
  to: number,
  scopeOn: ScopeOn,
  out: Amounted,
): void {
  const { ledger } = book;
  for (let e = from; e < to; e += 1) {
    const line = plan.lines[ledger.line[e] as number] as LinePlan;
    const target = line.line.rule?.to;
    if (!line.toOther || out.drop[e] !== COUNTS || target === undefined || target === 'subject') continue;
    out.drop[e] = GOES_TO_OTHER;
    const by = word(ledger, ledger.by[e] as number);
    const actor = by === undefined ? undefined : book.personIndex.get(by);
    const scope = scopeOn(owner, ledger.on[e] as number);
    const receivers =
      target === 'actor' ? (actor === undefined ? [] : [actor]) : holders(book, scope.owner, target.role, scope.day);
    for (const person of receivers)
      post(out, person, posted(ledger, e, line.line.index, amountOf(out, e), `from ${ledger.id[e] ?? ''}`));
  }
}
