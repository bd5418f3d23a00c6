import { exact } from '../../number.ts';
import { numberFigure, percentFigure, shownValue } from '../figures.ts';
import { readingsIn, type ReadingState, type Ruleset } from '../../scheme/resolve.ts';
import type { Reading, Scheme } from '../../scheme/scheme.ts';
import type { Scoring } from '../scored.ts';
import { clauseNumbers, naming, type Naming, type ReportNumber } from './report.ts';
import { assumedOf, type ReportAssumed } from './assumed.ts';
import type { OrgResult } from '../results.ts';
import { reportDeadlines, type ReportDeadline } from './report-deadlines.ts';
import type { ReportLine } from './report-held.ts';
import { reportNorms, type ReportNorm } from './report-norms.ts';

/** A reading in force: the question, what was chosen, and who decided it. */
export type ReportReading = {
  readonly id: string;
  readonly question: string;
  readonly choice: string;
  readonly others: readonly string[];
  readonly decided: boolean;
  readonly by: string;
  readonly on: string;
  readonly clause: string;
};

export type ReportQuota = {
  readonly org: string;
  readonly grade: string;
  readonly slots: number;
  /** By which sum there are so many; empty where the clause says the number. */
  readonly how: string;
  readonly in: readonly string[];
  readonly contested: readonly string[];
  readonly out: readonly string[];
  /** How many may still come to the grade. */
  readonly pending: number;
  readonly clause: string;
};

/** The sum and mean of an organisation, and its place where a clause orders them. */
export type ReportOrg = {
  readonly name: string;
  readonly sum: ReportNumber | undefined;
  readonly mean: ReportNumber | undefined;
  readonly rank: number | undefined;
};

/** What results say besides the lines of the subjects (结果的其余几张表). */
export type ReportRecords = {
  readonly readings: readonly ReportReading[];
  readonly params: readonly {
    readonly label: string;
    readonly value: string;
    readonly by: string;
    readonly clause: string;
  }[];
  readonly gaps: readonly (ReportLine & { readonly blocks: boolean })[];
  /** What was not reported and counts as not there. */
  readonly assumed: readonly ReportAssumed[];
  readonly quotas: readonly ReportQuota[];
  readonly norms: readonly ReportNorm[];
  readonly deadlines: readonly ReportDeadline[];
  readonly orgs: readonly ReportOrg[];
};

/** Puts the rest of the results into the words of the scheme; `asOf` is the day of the report (ISO), where one is told. */
export function recordsOf(ruleset: Ruleset, scoring: Scoring, asOf?: string): ReportRecords {
  const { parts } = ruleset;
  const names = naming(scoring);
  const clauses = clauseNumbers(parts);
  const { results } = scoring;
  return {
    readings: readingsOf(ruleset),
    params: parts.flatMap((part) => paramsOf(part, scoring)),
    gaps: gapsOf(parts),
    assumed: scoring.scored.flatMap((one) => assumedOf(one, clauseNumbers([one.run.plan.scheme]))),
    quotas: results.quotas.map((one) => ({
      org: names.org(one.org),
      grade: one.grade,
      slots: one.slots,
      how: scoring.scored.map(({ graded }) => graded.slots.get(one)).find((how) => how !== undefined) ?? '',
      in: one.in.map(names.person),
      contested: one.contested.map(names.person),
      out: one.out.map(names.person),
      pending: one.pending ?? 0,
      clause: clauses(parts.flatMap((part) => part.grade?.quotas ?? []).find((rule) => rule.id === one.id)?.clause),
    })),
    norms: reportNorms(ruleset, scoring, names),
    deadlines: reportDeadlines(ruleset, scoring, names, asOf),
    orgs: orgsOf(parts, results.orgs, names),
  };
}

function readingsOf(ruleset: Ruleset): readonly ReportReading[] {
  return readingsIn(ruleset.parts).map(({ reading: one, part }) => {
    const state = ruleset.readings[one.id] as ReadingState;
    return {
      id: one.id,
      question: one.question,
      choice: (one.options.find((option) => option.id === state.choice) as Reading['options'][number]).text,
      others: one.options.filter((option) => option.id !== state.choice).map((option) => option.text),
      decided: state.decided,
      by: (state.decided && one.decided?.by) || '',
      on: (state.decided && one.decided?.on) || '',
      clause: clauseNumbers([part])(one.clause),
    };
  });
}

/** What the sources leave out; what several parts lack alike is told once. */
function gapsOf(parts: readonly Scheme[]): ReportRecords['gaps'] {
  const gaps = parts.flatMap((part) =>
    part.incomplete.map(({ what, clause, blocks }) => ({ what, clause: clauseNumbers([part])(clause), blocks })),
  );
  return [...Map.groupBy(gaps, (one) => `${one.clause} ${one.what}`).values()].flatMap((ones) => ones.slice(0, 1));
}

function paramsOf(part: Scheme, scoring: Scoring): ReportRecords['params'] {
  const amounts = scoring.scored.find((one) => one.run.plan.scheme.scheme === part.scheme)?.run.plan.amounts;
  return part.params.map((param) => {
    const { id, label, fills, clause } = param;
    const value = amounts?.({ param: id });
    const text = value === undefined ? '' : isPercent(param) ? percentFigure(value) : numberFigure(value);
    return { label, value: text, by: fills, clause: clauseNumbers([part])(clause) };
  });
}

/** Whether the document writes a parameter as a percentage, in its value or its range. */
function isPercent({ value, range }: Scheme['params'][number]): boolean {
  return [value, ...(range ?? [])].some((one) => typeof one === 'string' && one.endsWith('%'));
}

/** Organisations are summed up only where a clause orders them. */
function orgsOf(
  parts: readonly Scheme[],
  orgs: Readonly<Record<string, OrgResult>>,
  names: Naming,
): readonly ReportOrg[] {
  const part = parts.find((one) => one.orgs.order !== 'none');
  if (part === undefined) return [];
  const number = (text: string | null): ReportNumber | undefined =>
    text === null ? undefined : { exact: text, shown: shownValue(exact(text), part.number.shown, []) };
  const rows = Object.entries(orgs).map(([id, { sum, mean, rank }]) => ({
    name: names.org(id),
    sum: number(sum),
    mean: number(mean),
    rank,
  }));
  return rows.toSorted((a, b) => (a.rank ?? rows.length) - (b.rank ?? rows.length));
}
