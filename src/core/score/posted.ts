import { type Exact, type Fraction } from '../number.ts';
import { firstDayOf, type PeriodUnit } from '../period.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Line } from './catalogue.ts';
import { type Test } from './conditions.ts';
import { type EntryKind, type Ledger } from './ledger.ts';
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
  readonly extra: ExtraPostings;
  /** The how-manieth time a standard was broken, where the scheme counts that. */
  readonly nth: Uint32Array | undefined;
};

/**
 * Postings that are not an entry's own (derived, sent to others, made from one fact for two clauses), in columns: a
 * large run makes millions. Those of one owner are chained by `next`, from `first` on, −1 at the end.
 */
export type ExtraPostings = {
  readonly [K in keyof Posted]: Posted[K][];
} & {
  readonly next: number[];
  readonly first: Int32Array;
  readonly last: Int32Array;
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
  /** What one unit of a kind is worth, signed, where that stands in the scheme and is simply multiplied by the count. */
  readonly price: (kind: EntryKind) => Exact | undefined;
  /** Worth of an entry before surcharges, signed; undefined when a parameter has no value. */
  readonly value: (ledger: Ledger, entry: number, count: Exact) => Exact | undefined;
  readonly onlyWhen: Test | undefined;
  readonly free: { readonly n: Exact; readonly per: PeriodUnit | 'day'; readonly when: Test } | undefined;
  readonly approval: boolean;
  readonly once: string | undefined;
  readonly sameFact: boolean;
  readonly toOther: boolean;
  readonly surcharges: readonly Surcharge[];
  /** Its entries must be looked at side by side: free ones, once, one fact in two clauses, points for others. */
  readonly sideBySide: boolean;
};

export type Surcharge = {
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

export type ScopeOn = (owner: number, day: number) => Scope;

export function put(out: Amounted, e: number, amount: Exact): void {
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

/** A number for the stretch of time (or project, or entry) that an entry falls into; other spans, other numbers. */
export function spanOf(span: string, day: number, project: number, entry: number): number {
  if (span === 'period') return 0;
  if (span === 'day') return day;
  if (span === 'entry' || (span === 'project' && project < 0)) return BEYOND_DAYS + entry * 2;
  if (span === 'project') return BEYOND_DAYS + project * 2 + 1;
  return firstDayOf(span as PeriodUnit, day);
}

/** No day number is as large. */
const BEYOND_DAYS = 10_000_000;

/** No extra postings yet, for so many owners. */
export function noExtra(owners: number): ExtraPostings {
  const none = (): Int32Array => new Int32Array(owners).fill(-1);
  return { line: [], amount: [], day: [], project: [], cause: [], via: [], next: [], first: none(), last: none() };
}

export function posted(ledger: Ledger, cause: number, line: number, amount: Exact, via: string): Posted {
  return { line, amount, day: ledger.counted[cause] as number, project: ledger.project[cause] as number, cause, via };
}

/** Appends a posting to those of an owner. */
export function post(out: Amounted, owner: number, one: Posted): void {
  const { extra } = out;
  const at = extra.next.length;
  extra.line.push(one.line);
  extra.amount.push(one.amount);
  extra.day.push(one.day);
  extra.project.push(one.project);
  extra.cause.push(one.cause);
  extra.via.push(one.via);
  extra.next.push(-1);
  const before = extra.last[owner] as number;
  if (before < 0) extra.first[owner] = at;
  else extra.next[before] = at;
  extra.last[owner] = at;
}

/** The extra postings of an owner, in the order they came about. */
export function extraOf(out: Amounted, owner: number): readonly Posted[] {
  const { extra } = out;
  const list: Posted[] = [];
  for (let at = extra.first[owner] as number; at >= 0; at = extra.next[at] as number) {
    list.push({
      line: extra.line[at] as number,
      amount: extra.amount[at] as Exact,
      day: extra.day[at] as number,
      project: extra.project[at] as number,
      cause: extra.cause[at] as number,
      via: extra.via[at] as string,
    });
  }
  return list;
}
