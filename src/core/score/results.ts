/** Results as published: the shape that `gongping score --json` prints (docs/command-line.md). Numbers are exact text. */

export type HeldLine = {
  readonly what: string;
  readonly clause?: string;
  /** Somebody else whom it waits for, by id: a name would stay in what is sealed. */
  readonly who?: string;
  /** The proposal that waits; the sentence begins with it. */
  readonly proposal?: string;
};

export type OutcomeLine = {
  readonly id: string;
  readonly on: string;
  readonly do: string;
  readonly force: 'must' | 'should' | 'may';
  readonly by?: string;
  readonly due?: string;
  readonly until?: string;
  readonly clause: string;
  readonly note?: string;
};

export type SubjectResult = {
  readonly status: 'scored' | 'held' | 'exempt';
  readonly score: string | null;
  readonly nodes: Readonly<Record<string, string | null>>;
  readonly grade?: string | null;
  readonly provisional?: boolean;
  readonly proposed?: string;
  readonly options?: readonly string[];
  readonly rank?: number;
  readonly ranks?: Readonly<Record<string, number>>;
  readonly category?: string;
  readonly outcomes: readonly OutcomeLine[];
  readonly gates?: Readonly<Record<string, boolean>>;
  readonly held: readonly HeldLine[];
  readonly account?: Readonly<Record<string, string>>;
  readonly carry?: Readonly<Record<string, string | boolean>>;
};

export type OrgResult = {
  readonly sum: string | null;
  readonly mean: string | null;
  readonly rank?: number;
  readonly outcomes: readonly OutcomeLine[];
};

export type QuotaResult = {
  readonly id: string;
  readonly org: string;
  readonly grade: string;
  readonly slots: number;
  readonly in: readonly string[];
  readonly contested: readonly string[];
  readonly out: readonly string[];
  /** How many may still come to the grade, because their score or grade is awaited: the places may change. */
  readonly pending?: number;
};

/** An order in which somebody's score is still awaited (名次还会变). */
export type OpenRank = {
  /** The ranking, `order@2026-W40` for one sub-period; left out for the order by the total that grades are told by. */
  readonly ranking?: string;
  /** Empty where the order is among all. */
  readonly org: string;
  readonly pending: number;
  /** Whether the others have a place meanwhile, which may change. */
  readonly ranked: boolean;
};

export type NormResult = {
  readonly id: string;
  readonly org?: string;
  readonly subject?: string;
  readonly window: string;
  readonly status: 'met' | 'missed' | 'over' | 'open' | 'excused' | 'n/a' | 'held';
  readonly required?: string;
  /** More than this is too much. */
  readonly most?: string;
  /** What was reported or counted; of a ratio the part, with the whole in `of`. Sensitive facts are left out. */
  readonly actual?: string;
  readonly of?: string;
  readonly allowed?: readonly string[];
  readonly missing?: readonly string[];
  readonly needs?: string;
};

export type DeadlineResult = {
  readonly id: string;
  /** The sub-period or period it belongs to. */
  readonly window: string;
  readonly org?: string;
  readonly due: string | null;
  readonly provisional?: boolean;
  readonly done?: string;
  readonly late?: boolean;
};

export type Results = {
  readonly scheme: string;
  readonly version: string;
  readonly period: string;
  readonly readings: Readonly<Record<string, { readonly choice: string; readonly decided: boolean }>>;
  readonly subjects: Readonly<Record<string, SubjectResult>>;
  readonly orgs: Readonly<Record<string, OrgResult>>;
  readonly quotas: readonly QuotaResult[];
  readonly openRanks: readonly OpenRank[];
  readonly norms: readonly NormResult[];
  readonly deadlines: readonly DeadlineResult[];
  readonly problems: readonly unknown[];
};
