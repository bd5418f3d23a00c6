import { exact, type Exact } from '../../number.ts';
import { printDay } from '../../date.ts';
import { periodName } from '../../period.ts';
import type { Ruleset } from '../../scheme/resolve.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import type { Force } from '../../scheme/grade.ts';
import type { Scored, Scoring } from '../scored.ts';
import { nodeColumns, type Column } from './report-columns.ts';
import { openRankLines, type ReportOpenRank } from '../grading/open-rank.ts';
import { heldRows, type ReportLine } from './report-held.ts';
import type { OutcomeLine, Results, SubjectResult } from '../results.ts';
import type { Org, Person } from '../book/book.ts';
import { homeOrg } from '../book/roster.ts';
import { gateShown } from './explain-gate.ts';
import { mayBeGraded, type Standing } from '../run.ts';
import { shownValue } from '../figures.ts';
import { isWithout, type Draft } from '../grading/grade.ts';
import { draftOf } from './explain-grade.ts';
import { judgedLines } from './judged-lines.ts';
import { own } from '../../own.ts';

/** A number as it is and as it is shown. */
export type ReportNumber = { readonly exact: string; readonly shown: string };

/** A proposal, in names instead of ids. */
export type ReportOutcome = {
  readonly id: string;
  readonly on: string;
  /** Whose result it follows from. */
  readonly about: string;
  readonly org: string;
  readonly do: string;
  readonly force: string;
  readonly by: string;
  readonly due: string;
  readonly until: string;
  readonly clause: string;
  readonly note: string;
};

/** One subject's line of the results. */
export type ReportRow = {
  readonly id: string;
  readonly name: string;
  readonly org: string;
  readonly category: string;
  readonly status: SubjectResult['status'];
  /** Why there is no score: 待定, or by which rule the subject is left out. */
  readonly without: string;
  readonly score: ReportNumber | undefined;
  /** Beside the columns of the part. */
  readonly values: readonly (ReportNumber | undefined)[];
  readonly grade: string;
  readonly ranks: readonly (number | undefined)[];
  readonly accounts: readonly (ReportNumber | undefined)[];
  readonly gates: readonly (boolean | undefined)[];
  readonly held: readonly ReportLine[];
  readonly outcomes: readonly ReportOutcome[];
};

/** The results of one scheme of a ruleset: which columns it needs, and the rows in the order people read them. */
export type ReportPart = {
  readonly scheme: string;
  readonly title: string;
  readonly subject: Scheme['subject'];
  readonly digits: number;
  readonly scored: boolean;
  readonly graded: boolean;
  readonly categories: boolean;
  /** The scheme speaks of cases in which something is proposed. */
  readonly proposes: boolean;
  readonly columns: readonly Column[];
  readonly ranks: readonly Column[];
  readonly accounts: readonly Column[];
  readonly gates: readonly Column[];
  readonly rows: readonly ReportRow[];
  /** Orders that cannot be told yet, or may change. */
  readonly openRanks: readonly ReportOpenRank[];
};

/** Results as people read them: names, labels, clause numbers and shown digits in place of ids (结果表). */
export type Report = {
  readonly scheme: string;
  readonly title: string;
  readonly version: string;
  readonly period: string;
  /** The day of the report (ISO), where it comes before the end of the period. */
  readonly asOf?: string;
  readonly parts: readonly ReportPart[];
  readonly orgOutcomes: readonly ReportOutcome[];
};

/** What the subjects of a scheme are called in the title of their results. */
const RATED: Readonly<Record<Scheme['subject'], string>> = {
  member: '党员',
  secretary: '党组织书记',
  org: '党组织',
  employee: '员工',
};

export const FORCES: Readonly<Record<Force, string>> = { must: '应当', should: '一般应当', may: '可以' };

/** Names of people and organisations; a name that several people bear is told with the organisation. */
export type Naming = { readonly person: (id: string) => string; readonly org: (id: string) => string };

export function naming(scoring: Scoring): Naming {
  const names = new Map<string, { readonly name: string; readonly org: string }>();
  const orgs = new Map<string, string>();
  for (const { run } of scoring.scored) {
    const { book } = run;
    for (const org of book.orgs) orgs.set(org.id, org.name);
    for (const { id, name, index } of book.people) names.set(id, { name, org: orgName(run, index) });
  }
  const bearers = Map.groupBy(names.values(), (one) => one.name);
  // The organisation tells nobody apart who is rated twice in it, as member and as secretary.
  const places = new Map([...bearers].map(([name, ones]) => [name, new Set(ones.map((one) => one.org)).size]));
  const person = (id: string): string => {
    const found = names.get(id);
    if (found === undefined) return orgs.get(id) ?? id;
    const alone = places.get(found.name) === 1 || found.org === '';
    return alone ? found.name : `${found.name}（${found.org}）`;
  };
  return { person, org: (id) => orgs.get(id) ?? id };
}

function orgName(run: Scored['run'], person: number): string {
  const org = homeOrg(run.book, person);
  return org === undefined ? '' : (run.book.orgs[org] as Org).name;
}

/** Puts results into the words of the scheme, for tables on screens, in workbooks and on paper. */
export function reportOf(ruleset: Ruleset, scoring: Scoring): Report {
  const { results, scored } = scoring;
  const names = naming(scoring);
  const clauses = clauseNumbers(ruleset.parts);
  return {
    scheme: ruleset.id,
    title: ruleset.title,
    version: results.version,
    period: results.period,
    ...asOfIn(scored),
    parts: scored.map((one) => {
      const part = partOf(one, results, names);
      // Several documents taken over by one are told under its name.
      return { ...part, title: scored.length === 1 ? ruleset.title : `${ruleset.title}：评价${RATED[part.subject]}` };
    }),
    orgOutcomes: Object.entries(results.orgs).flatMap(([id, org]) =>
      org.outcomes.map((line) => outcomeRow(line, names, clauses, { about: names.org(id), org: names.org(id) })),
    ),
  };
}

function asOfIn([first]: readonly Scored[]): Pick<Report, 'asOf'> {
  if (first === undefined || first.run.book.end >= first.run.book.last) return {};
  return { asOf: printDay(first.run.book.end) };
}

/** The period as a title names it, with the day of the report where it is not over (阶段结果). */
export function reportedPeriod({ period, asOf }: Report): string {
  return `${periodName(period)}${asOf === undefined ? '' : `　截至 ${asOf}（阶段结果）`}`;
}

/** The numbers of clauses in their source, by id. */
export function clauseNumbers(parts: readonly Scheme[]): (id: string | undefined) => string {
  const numbers = new Map(parts.flatMap((part) => part.clauses.map((one) => [one.id, one.no] as const)));
  return (id) => (id === undefined ? '' : (numbers.get(id) ?? id));
}

function partOf(one: Scored, { subjects, openRanks }: Results, names: Naming): ReportPart {
  const { run } = one;
  const { scheme } = run.plan;
  // Who is not among the results has been left out for whoever reads this.
  const known = run.standings.flatMap((standing) => {
    const { id } = run.book.people[standing.person] as Person;
    const result = own(subjects, id);
    return result === undefined ? [] : [{ standing, id, result }];
  });
  const columns = nodeColumns(
    run.plan,
    known.map((each) => each.result.nodes),
  );
  const graded = known.some(({ result }) => result.grade !== undefined);
  const accounts = scheme.carry.flatMap(({ id, label, kind }) => (kind === 'account' ? [{ id, label }] : []));
  const ranks = rankColumns(
    scheme,
    known.some(({ result }) => result.rank !== undefined),
  );
  const part = {
    scheme: scheme.scheme,
    title: scheme.title,
    subject: scheme.subject,
    digits: scheme.number.shown,
    scored: scheme.score.length > 0,
    graded,
    categories: known.some(({ result }) => result.category !== undefined),
    proposes: scheme.outcomes.length > 0,
    columns,
    ranks,
    accounts,
    gates: scheme.gates.map(({ id, label }) => ({ id, label })),
    openRanks: openRankLines(
      scheme,
      one.openRanks.filter((each) => openRanks.includes(each)),
      names.org,
      clauseNumbers([scheme]),
    ),
  };
  const work: Work = {
    one,
    part,
    names,
    clauses: clauseNumbers([scheme]),
    lines: judgedLines(scheme, run.plan.amounts),
  };
  const rows = known.map(({ standing, id, result }) => rowOf(work, standing, id, result));
  return {
    ...part,
    rows: inOrder(
      rows,
      run.book.orgs.map((org) => org.name),
    ),
  };
}

/** One column for the rank that the results give; each of several rankings has its own. */
function rankColumns(scheme: Scheme, ranked: boolean): readonly Column[] {
  if (scheme.rankings.length > 1) return scheme.rankings.map(({ id, label }) => ({ id, label }));
  return ranked ? [{ id: '', label: scheme.rankings[0]?.label ?? '名次' }] : [];
}

type Work = {
  readonly one: Scored;
  readonly part: Omit<ReportPart, 'rows'>;
  readonly names: Naming;
  readonly clauses: (id: string | undefined) => string;
  readonly lines: ReadonlyMap<string, readonly Exact[]>;
};

function rowOf(
  { one, part, names, clauses, lines }: Work,
  standing: Standing,
  id: string,
  result: SubjectResult,
): ReportRow {
  const { run } = one;
  const { scheme } = run.plan;
  const number = (text: string | null | undefined, node: string): ReportNumber | undefined =>
    text === null || text === undefined
      ? undefined
      : { exact: text, shown: shownValue(exact(text), part.digits, lines.get(node) ?? NO_LINES) };
  const org = orgName(run, standing.person);
  return {
    id,
    name: (run.book.people[standing.person] as Person).name,
    org,
    category: scheme.scope.categories.find((each) => each.id === result.category)?.label ?? result.category ?? '',
    status: result.status,
    without: withoutScore(standing, result, part.scored),
    score: number(result.score, scheme.score[0]?.id ?? ''),
    values: part.columns.map((column) => number(result.nodes[column.id], column.id.replace(/@.*$/u, ''))),
    grade: mayBeGraded(standing) ? gradeText(result, draftOf(one, standing)) : '',
    ranks: part.ranks.map((column) => (column.id === '' ? result.rank : result.ranks?.[column.id])),
    accounts: part.accounts.map((column) => number(result.account?.[column.id], column.id)),
    gates: scheme.gates.map((gate) => gateShown(run, standing, gate, result.gates?.[gate.id])),
    held: heldRows(result.held, clauses, names.person),
    outcomes: result.outcomes.map((line) => outcomeRow(line, names, clauses, { about: names.person(id), org })),
  };
}

const NO_LINES: readonly Exact[] = [];

function withoutScore(standing: Standing, result: SubjectResult, scored: boolean): string {
  if (result.status === 'exempt') return standing.outside ?? (standing.exemption?.label as string);
  if (result.status === 'held') return '待定';
  return scored && result.score === null ? '不公开' : '';
}

/** A grade that stands, one that is proposed, the ones that somebody may choose among, or that the scheme gives none. */
export function gradeText({ grade, proposed, options, provisional }: SubjectResult, draft: Draft): string {
  if (grade === undefined) return '';
  if (isWithout(draft)) return '没有等次';
  if (grade !== null) return `${grade}${provisional === true ? '（暂定）' : ''}`;
  if (proposed !== undefined) return `建议${proposed}，待认定`;
  return options === undefined ? '待定' : `${options.join('或')}，待认定`;
}

function outcomeRow(
  line: OutcomeLine,
  names: Naming,
  clauses: (id: string | undefined) => string,
  from: { readonly about: string; readonly org: string },
): ReportOutcome {
  return {
    id: line.id,
    on: names.person(line.on),
    ...from,
    do: line.do,
    force: FORCES[line.force],
    by: line.by ?? '',
    due: line.due ?? '',
    until: line.until ?? '',
    clause: clauses(line.clause),
    note: line.note ?? '',
  };
}

/** By organisation as listed, by rank where there is one; who is left out and who waits come last. */
function inOrder(rows: readonly ReportRow[], orgs: readonly string[]): readonly ReportRow[] {
  const place = new Map(orgs.map((name, at) => [name, at]));
  const turn = { scored: 0, exempt: 1, held: 2 } as const;
  return rows.toSorted(
    (a, b) =>
      turn[a.status] - turn[b.status] ||
      (place.get(a.org) ?? orgs.length) - (place.get(b.org) ?? orgs.length) ||
      (a.ranks[0] ?? rows.length) - (b.ranks[0] ?? rows.length),
  );
}
