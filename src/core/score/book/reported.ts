import { nearest } from '../../nearest.ts';
import { shareOf } from '../../number.ts';
import { parsePeriod, samplePeriod, type Period, type PeriodUnit } from '../../period.ts';
import { problem, type Problem } from '../../problem.ts';
import { accountsOf } from '../../scheme/account.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import { isRecord, tellRepeated } from '../../scheme/shape.ts';
import type { Decision, PastResult, ResultRow, Tallies } from './book.ts';
import { tellGrade } from './elsewhere.ts';
import type { FactsFile } from './facts.ts';
import { subPeriodsOf } from './roster.ts';

/** Finds a person by id, reporting where there is none. */
export type OnPerson = (id: string, at: string) => number | undefined;

/** Finds out what is wrong with the sub-period of a report, and says so. */
type OnPeriod = (id: string, per: PeriodUnit | undefined, at: string) => void;

export function inputsOf(
  scheme: Scheme,
  file: FactsFile,
  period: Period,
  onPerson: OnPerson,
  out: Problem[],
): Tallies<string> {
  const isWhole = (value: unknown): boolean => typeof value === 'string';
  return talliesOf(file.inputs, 'inputs', scheme.inputs, isWhole, onPerson, onPeriod(scheme, period, out), out);
}

export function ballotsOf(
  scheme: Scheme,
  file: FactsFile,
  period: Period,
  onPerson: OnPerson,
  out: Problem[],
): Tallies<Readonly<Record<string, string>>> {
  const isWhole = (value: unknown): boolean => isRecord(value) && !Object.values(value).some(isRecord);
  return talliesOf(file.ballots, 'ballots', scheme.ballots, isWhole, onPerson, onPeriod(scheme, period, out), out);
}

function onPeriod(scheme: Scheme, period: Period, out: Problem[]): OnPeriod {
  return (id, per, at) => {
    const told = parsePeriod(id);
    if (told === undefined) return void out.push(problem('not-a-period', at, { got: id }));
    const fits =
      per === undefined
        ? told.first >= period.first && told.last <= period.last
        : subPeriodsOf(period, per, scheme.period.week).some((one) => one.id === id);
    if (!fits) out.push(problem('other-sub-period', at, { got: id, period: period.id, unit: per ?? '小周期' }));
  };
}

function talliesOf<T>(
  given: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  block: 'inputs' | 'ballots',
  rules: readonly { readonly id: string; readonly per?: PeriodUnit }[],
  isWhole: (value: unknown) => boolean,
  onPerson: OnPerson,
  checkPeriod: OnPeriod,
  out: Problem[],
): Tallies<T> {
  const declared = new Map(rules.map((one) => [one.id, one.per]));
  const tallies = new Map<string, Map<number, T | { readonly byPeriod: Readonly<Record<string, T>> }>>(
    rules.map((one) => [one.id, new Map()]),
  );
  const parts = (value: Readonly<Record<string, T>>, id: string, at: string): { readonly byPeriod: typeof value } => {
    for (const part of Object.keys(value)) checkPeriod(part, declared.get(id), `${at}.${part}`);
    return { byPeriod: value };
  };
  for (const [subject, row] of Object.entries(given)) {
    const person = onPerson(subject, `${block}.${subject}`);
    for (const [id, value] of Object.entries(row)) {
      const at = `${block}.${subject}.${id}`;
      const column = tallies.get(id);
      if (column === undefined) out.push(problem(block === 'inputs' ? 'unknown-input' : 'unknown-ballot', at, { id }));
      else if (person !== undefined)
        column.set(person, isWhole(value) ? (value as T) : parts(value as Readonly<Record<string, T>>, id, at));
    }
  }
  return tallies;
}

/** What results and decisions may name: nodes, accounts, grades and categories, of one scheme or of several together. */
export type Known = {
  readonly nodes: readonly string[];
  readonly accounts: readonly string[];
  readonly ladder: readonly string[];
  readonly categories: readonly string[];
};

export function knownIn(parts: readonly Scheme[]): Known {
  return {
    nodes: parts.flatMap(({ score }) => score.map((node) => node.id)),
    accounts: parts.flatMap(accountsOf),
    ladder: parts.flatMap(({ grade }) => grade?.ladder ?? []),
    categories: parts.flatMap(({ scope }) => scope.categories.map((one) => one.id)),
  };
}

export function historyOf(
  { nodes, accounts, ladder }: Known,
  file: FactsFile,
  period: Period,
  onPerson: OnPerson,
  out: Problem[],
): ReadonlyMap<number, readonly PastResult[]> {
  const history = new Map<number, readonly PastResult[]>();
  for (const [subject, rows] of Object.entries(file.history)) {
    const person = onPerson(subject, `history.${subject}`);
    const seen = new Map<string, number>();
    const told = rows.flatMap((row, index) => {
      const at = `history.${subject}.${row.period}`;
      tellRepeated(seen, row.period, index, `history.${subject}`, out);
      tellUnknown('unknown-past-node', row.nodes, nodes, `${at}.nodes`, out);
      tellUnknown('unknown-past-account', row.account, accounts, `${at}.account`, out);
      tellGrade(ladder, row.grade, `${at}.grade`, out);
      const past = pastPeriod(row.period, period, at, out);
      return past === undefined ? [] : [{ ...row, period: past }];
    });
    if (person !== undefined)
      history.set(
        person,
        told.toSorted((a, b) => a.period.first - b.period.first),
      );
  }
  return history;
}

/** What a result has a number for and the scheme has no name for; a node of a sub-period goes by its node (`节点@2026Q1`). */
function tellUnknown(code: string, told: object, known: readonly string[], at: string, out: Problem[]): void {
  for (const id of Object.keys(told)) {
    const [name = id] = id.split('@');
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    out.push(problem(code, `${at}.${id}`, near === undefined ? { id } : { id, near, kind: 'near' }));
  }
}

/** A period of the same length as this one, and before it. */
function pastPeriod(id: string, now: Period, at: string, out: Problem[]): Period | undefined {
  const past = parsePeriod(id);
  if (past === undefined || past.unit !== now.unit) {
    out.push(problem('wrong-period', at, { got: id, unit: now.unit, sample: samplePeriod(now.unit) }));
    return undefined;
  }
  if (past.first >= now.first) out.push(problem('history-not-past', at, { got: id, period: now.id }));
  return past;
}

export function resultsOf(file: FactsFile): ReadonlyMap<string, readonly ResultRow[]> {
  return new Map(
    Object.entries(file.results).map(([scheme, rows]) => [
      scheme,
      Object.entries(rows).map(([subject, row]) => ({
        subject,
        score: row.score === undefined ? undefined : shareOf(row.score),
        org: row.org,
        leadership: row.leadership ?? false,
        status: row.status ?? (row.score === undefined ? 'held' : 'scored'),
      })),
    ]),
  );
}

export function decisionsOf(
  { ladder, categories }: Known,
  file: FactsFile,
  onPerson: OnPerson,
  out: Problem[],
): ReadonlyMap<number, Decision> {
  const decisions = new Map<number, Decision>();
  for (const [subject, row] of Object.entries(file.decisions)) {
    const at = `decisions.${subject}`;
    const person = onPerson(subject, at);
    if (row.category !== undefined && !categories.includes(row.category)) {
      out.push(problem('unknown-category', `${at}.category`, { got: row.category, list: categories.join('、') }));
    }
    const unknown = tellGrade(ladder, row.grade, `${at}.grade`, out);
    if (!unknown && person !== undefined)
      decisions.set(person, { grade: row.grade, category: row.category, by: row.by, reason: row.reason });
  }
  return decisions;
}
