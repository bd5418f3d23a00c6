import { exact } from '../../number.ts';
import { numberFigure, percentFigure, shownValue } from '../figures.ts';
import type { ReadingState, Ruleset } from '../../scheme/resolve.ts';
import type { Reading, Scheme } from '../../scheme/scheme.ts';
import type { Scoring } from '../scored.ts';
import { clauseNumbers, naming, type Naming, type ReportNumber } from './report.ts';
import { assumedOf, type ReportAssumed } from './assumed.ts';
import type { NormResult, OrgResult } from '../results.ts';

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

/** A standard of work, met or not, of an organisation or a person in a window. */
export type ReportNorm = {
  readonly label: string;
  readonly owner: string;
  readonly window: string;
  readonly status: string;
  /** Not met, or more than there may be: what somebody has to look at. */
  readonly missed: boolean;
  readonly over: boolean;
  readonly detail: string;
  readonly clause: string;
};

export type ReportDeadline = {
  readonly label: string;
  readonly window: string;
  readonly org: string;
  readonly due: string;
  readonly provisional: boolean;
  readonly done: string;
  readonly late: boolean;
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
  readonly gaps: readonly { readonly what: string; readonly clause: string }[];
  /** What was not reported and counts as not there. */
  readonly assumed: readonly ReportAssumed[];
  readonly quotas: readonly ReportQuota[];
  readonly norms: readonly ReportNorm[];
  readonly deadlines: readonly ReportDeadline[];
  readonly orgs: readonly ReportOrg[];
};

/** Puts the rest of the results into the words of the scheme. */
export function recordsOf(ruleset: Ruleset, scoring: Scoring): ReportRecords {
  const { parts } = ruleset;
  const names = naming(scoring);
  const clauses = clauseNumbers(parts);
  const { results } = scoring;
  return {
    readings: readingsOf(ruleset, clauses),
    params: parts.flatMap((part) => paramsOf(part, scoring, clauses)),
    gaps: parts.flatMap((part) => part.incomplete.map((one) => ({ what: one.what, clause: clauses(one.clause) }))),
    assumed: scoring.scored.flatMap((one) => assumedOf(one, clauses)),
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
    norms: results.norms.map((one) => normRow(one, parts, names, clauses)),
    deadlines: deadlinesOf(ruleset, scoring, names, clauses),
    orgs: orgsOf(parts, results.orgs, names),
  };
}

type Clauses = (id: string | undefined) => string;

function readingsOf(ruleset: Ruleset, clauses: Clauses): readonly ReportReading[] {
  const all = new Map(ruleset.parts.flatMap((part) => part.readings).map((one) => [one.id, one]));
  return [...all.values()].map((one) => {
    const state = ruleset.readings[one.id] as ReadingState;
    return {
      id: one.id,
      question: one.question,
      choice: (one.options.find((option) => option.id === state.choice) as Reading['options'][number]).text,
      others: one.options.filter((option) => option.id !== state.choice).map((option) => option.text),
      decided: state.decided,
      by: (state.decided && one.decided?.by) || '',
      on: (state.decided && one.decided?.on) || '',
      clause: clauses(one.clause),
    };
  });
}

function paramsOf(part: Scheme, scoring: Scoring, clauses: Clauses): ReportRecords['params'] {
  const amounts = scoring.scored.find((one) => one.run.plan.scheme.scheme === part.scheme)?.run.plan.amounts;
  return part.params.map((param) => {
    const { id, label, fills, clause } = param;
    const value = amounts?.({ param: id });
    const text = value === undefined ? '' : isPercent(param) ? percentFigure(value) : numberFigure(value);
    return { label, value: text, by: fills, clause: clauses(clause) };
  });
}

/** Whether the document writes a parameter as a percentage, in its value or its range. */
function isPercent({ value, range }: Scheme['params'][number]): boolean {
  return [value, ...(range ?? [])].some((one) => typeof one === 'string' && one.endsWith('%'));
}

const STATUSES: Readonly<Record<NormResult['status'], string>> = {
  met: '达到',
  missed: '没有达到',
  over: '超出',
  excused: '经批准例外',
  'n/a': '不适用',
  held: '没有报来',
};

function normRow(one: NormResult, parts: readonly Scheme[], names: Naming, clauses: Clauses): ReportNorm {
  const rule = parts.flatMap((part) => [...part.norms, ...part.texts]).find((each) => each.id === one.id);
  const detail = [wanted(one), missingText(one.missing ?? [], names), one.needs ?? ''];
  return {
    label: rule?.label ?? one.id,
    owner: one.org === undefined ? names.person(one.subject ?? '') : names.org(one.org),
    window: one.window,
    status: STATUSES[one.status],
    missed: one.status === 'missed',
    over: one.status === 'over',
    detail: detail.filter((text) => text !== '').join('；'),
    clause: clauses(rule?.clause),
  };
}

/** What is asked for beside what there is: `应有 3，实有 2（共 20）`. */
function wanted({ required, most, allowed, actual, of, status }: NormResult): string {
  const there = actual === undefined ? '' : `实有 ${actual}${of === undefined ? '' : `（共 ${of}）`}`;
  if (allowed !== undefined)
    return [`可以是${allowed.join('、')}`, actual === undefined ? '' : `实际是${actual}`]
      .filter((one) => one !== '')
      .join('，');
  const asked = [required === undefined ? '' : `应有 ${required}`, most === undefined ? '' : `最多 ${most}`];
  return [...asked, status === 'met' && required === undefined ? '' : there].filter((one) => one !== '').join('，');
}

/** A pair that has not talked comes as `a→b`, somebody nobody has talked to as `→b`; anything else is a sentence. */
function missingText(missing: readonly string[], names: Naming): string {
  const [pairs, faults] = [true, false].map((is) => missing.filter((one) => one.includes('→') === is)) as [
    string[],
    string[],
  ];
  const named = pairs.map((pair) =>
    pair
      .split('→')
      .filter((id) => id !== '')
      .map(names.person)
      .join('与'),
  );
  return [...(named.length === 0 ? [] : [`还差${named.join('、')}`]), ...faults].join('；');
}

function deadlinesOf(ruleset: Ruleset, scoring: Scoring, names: Naming, clauses: Clauses): readonly ReportDeadline[] {
  const tracks = ruleset.parts.flatMap((part) => part.process.tracks);
  return scoring.results.deadlines.map((one) => {
    const [track, step] = one.id.split('/');
    const rule = tracks.find((each) => each.id === track)?.steps.find((each) => each.id === step);
    return {
      label: rule?.label ?? one.id,
      window: one.window,
      org: one.org === undefined ? '' : names.org(one.org),
      due: one.due ?? '',
      provisional: one.provisional === true,
      done: one.done ?? '',
      late: one.late === true,
      clause: clauses(rule?.due?.clause ?? rule?.clause),
    };
  });
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
