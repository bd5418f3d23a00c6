import type { Day } from '../../date.ts';
import type { Exact } from '../../number.ts';
import type { Period } from '../../period.ts';
import type { Catalogue } from './catalogue.ts';
import type { HistoryRow } from './facts.ts';
import type { Ledger } from './ledger.ts';
import type { Timeline } from './timeline.ts';

/** A fact as the evaluator reads it; which of these it is follows from the fact's type. Days are day numbers. */
export type FactValue = boolean | Exact | string | readonly string[] | ReadonlySet<string>;

/** Somebody of the roster, or the organisation itself where organisations are rated. */
export type Person = {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  /** Whose own results and roles count: a secretary's person; else the id itself. */
  readonly person: string;
  readonly kind: string | undefined;
  readonly subject: boolean;
  /** The organisation it is, where organisations are rated. */
  readonly itself: number | undefined;
  readonly org: Timeline<number> | undefined;
  readonly category: Timeline<string> | undefined;
  readonly leadership: Timeline<boolean> | undefined;
};

export type Org = {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly kind: string | undefined;
  readonly superior: number | undefined;
};

/** One timeline for each person or organisation; undefined where nothing is known. */
export type Timelines<T> = readonly (Timeline<T> | undefined)[];

/** All facts of one run, indexed for the evaluator. */
export type Book = {
  readonly period: Period;
  /** First and last day whose entries belong to the period: whole weeks where it is kept by weeks, else its own days. */
  readonly first: Day;
  readonly last: Day;
  /** The day of the report: the last day, or `asOf`. */
  readonly end: Day;
  readonly orgs: readonly Org[];
  readonly people: readonly Person[];
  readonly personIndex: ReadonlyMap<string, number>;
  readonly orgIndex: ReadonlyMap<string, number>;
  /** Indices of the people who are subjects, in the order given. */
  readonly subjects: readonly number[];
  readonly catalogue: Catalogue;
  readonly ledger: Ledger;
  /** Fact values by fact id, then by person or organisation. */
  readonly facts: ReadonlyMap<string, Timelines<FactValue>>;
  readonly orgFacts: ReadonlyMap<string, Timelines<FactValue>>;
  /** Who holds a role for somebody, by role id, then by person. */
  readonly roles: ReadonlyMap<string, Timelines<readonly number[]>>;
  /** Everybody who was in an organisation at some time, by organisation; −1: who was in none at some time. */
  readonly everIn: ReadonlyMap<number, readonly number[]>;
  /** For whom somebody held a role at some time, by role, then by holder. */
  readonly heldFor: ReadonlyMap<string, ReadonlyMap<number, readonly number[]>>;
  readonly findings: readonly Finding[];
  readonly inputs: Tallies<string>;
  readonly ballots: Tallies<Readonly<Record<string, string>>>;
  /** Earlier periods of somebody, in their order. */
  readonly history: ReadonlyMap<number, readonly PastResult[]>;
  readonly results: ReadonlyMap<string, readonly ResultRow[]>;
  readonly decisions: ReadonlyMap<number, Decision>;
};

/** By input or ballot id, by person; for the whole period or by sub-period id. */
export type Tallies<T> = ReadonlyMap<
  string,
  ReadonlyMap<number, T | { readonly byPeriod: Readonly<Record<string, T>> }>
>;

/** A finding of an inspection; `owner` is the person, or people + organisation, whose entry it concerns. */
export type Finding = { readonly entry: string; readonly on: Day; readonly result: string; readonly owner: number };

/** What an earlier period came to for somebody. */
export type PastResult = Omit<HistoryRow, 'period'> & { readonly period: Period };

export type ResultRow = {
  readonly subject: string;
  readonly score: Exact | undefined;
  readonly org: string | undefined;
  readonly leadership: boolean;
  readonly status: 'scored' | 'held' | 'exempt';
};

export type Decision = {
  readonly grade: string | undefined;
  readonly category: string | undefined;
  readonly by: string;
  readonly reason: string | undefined;
};
