import type { Exact, Fraction } from '../../number.ts';
import { firstDayOf, type PeriodUnit } from '../../period.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import type { Book } from '../book/book.ts';
import type { Line } from '../book/catalogue.ts';
import type { Test } from '../conditions.ts';
import type { ExtraPostings } from './extra.ts';
import type { EntryKind, Ledger } from '../book/ledger.ts';
import type { Scope } from '../book/scope.ts';
import type { UndecidedPostings } from './undecided.ts';

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

export const FREE = 1;
export const ONCE = 2;
export const SAME_FACT = 4;
export const TO_OTHER = 8;

/** What each entry of the ledger is worth: ticks in `ticks`, or where that cannot be, in `big`. */
export type Amounted = {
  readonly ticks: Float64Array;
  readonly big: Map<number, Fraction>;
  readonly drop: Uint8Array;
  /** How much of the count of an entry counts, where part of it is free. */
  readonly left: Map<number, Exact>;
  readonly extra: ExtraPostings;
  readonly open: UndecidedPostings;
  /** The how-manieth time a standard was broken, for each window that the scheme counts in. */
  readonly nth: ReadonlyMap<NonNullable<Surcharge['window']>, Uint32Array>;
};

/** A line ready to be worth something. */
export type LinePlan = {
  readonly line: Line;
  readonly label: string;
  readonly clause: string;
  /** What one unit of a kind is worth, signed, where that stands in the scheme. */
  readonly price: (kind: EntryKind) => Exact | undefined;
  /** Whether the points of a kind are given with the entry. */
  readonly given: (kind: EntryKind) => boolean;
  /** What counts of the count where the scheme counts in steps; undefined when a parameter has no value. */
  readonly steps: ((count: Exact) => Exact | undefined) | undefined;
  /** Worth of an entry before surcharges, signed; undefined when a parameter has no value. */
  readonly value: (ledger: Ledger, entry: number, count: Exact) => Exact | undefined;
  readonly onlyWhen: Test | undefined;
  readonly free: { readonly n: Exact; readonly per: PeriodUnit | 'day'; readonly when: Test } | undefined;
  readonly approval: boolean;
  /** Which standard was broken is said by the tier of an entry, and by nothing else. */
  readonly byTier: boolean;
  readonly once: string | undefined;
  readonly sameFact: boolean;
  readonly toOther: boolean;
  readonly surcharges: readonly Surcharge[];
  /** Why its entries must be looked at together, as bits: FREE, ONCE, SAME_FACT, TO_OTHER. */
  readonly together: number;
};

export type Surcharge = {
  readonly id: string;
  readonly label: string;
  readonly clause: string;
  readonly rate: Exact | undefined;
  readonly window: 'month' | 'year' | 'lifetime' | undefined;
  readonly growth: 'flat' | 'step' | 'compound';
  readonly when: Test | undefined;
  /** The recorded facts that `when` looks at; undefined where it looks at anything else. */
  readonly facts: readonly string[] | undefined;
};

/** One fact that several lines speak of. */
type SameFact = Pick<Scheme['sameFacts'][number], 'id' | 'key' | 'counts'> & { readonly lines: readonly number[] };

export type PostingPlan = {
  readonly lines: readonly LinePlan[];
  readonly combine: 'add' | 'multiply';
  readonly sameFacts: readonly SameFact[];
};

export type ScopeOn = (owner: number, day: number) => Scope;

/** What postings are made from, and what they are put into. */
export type PostingWork = {
  readonly plan: PostingPlan;
  readonly book: Book;
  readonly scopeOn: ScopeOn;
  readonly out: Amounted;
};

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

/** How much of the count of an entry counts. */
export function countOf(out: Amounted, ledger: Ledger, e: number): Exact {
  return out.left.get(e) ?? (ledger.count[e] as number);
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
