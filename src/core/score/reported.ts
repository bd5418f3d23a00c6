import { shareOf } from '../number.ts';
import { parsePeriod, type Period } from '../period.ts';
import { problem, type Problem } from '../problem.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { isRecord } from '../scheme/shape.ts';
import type { Decision, ResultRow, Tallies } from './book.ts';
import type { FactsFile, HistoryRow } from './facts.ts';

/** Finds a person by id, reporting where there is none. */
export type OnPerson = (id: string, at: string) => number | undefined;

export function inputsOf(scheme: Scheme, file: FactsFile, onPerson: OnPerson, out: Problem[]): Tallies<string> {
  return talliesOf(
    file.inputs,
    'inputs',
    new Map(scheme.inputs.map((one) => [one.id, one.per])),
    (value) => typeof value === 'string',
    onPerson,
    out,
  );
}

export function ballotsOf(
  scheme: Scheme,
  file: FactsFile,
  onPerson: OnPerson,
  out: Problem[],
): Tallies<Readonly<Record<string, string>>> {
  const isTally = (value: unknown): boolean => isRecord(value) && !Object.values(value).some(isRecord);
  return talliesOf(
    file.ballots,
    'ballots',
    new Map(scheme.ballots.map((one) => [one.id, one.per])),
    isTally,
    onPerson,
    out,
  );
}

function talliesOf<T>(
  given: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  block: string,
  declared: ReadonlyMap<string, string | undefined>,
  isWhole: (value: unknown) => boolean,
  onPerson: OnPerson,
  out: Problem[],
): Tallies<T> {
  const tallies = new Map<string, Map<number, T | { readonly byPeriod: Readonly<Record<string, T>> }>>();
  for (const [subject, row] of Object.entries(given)) {
    const person = onPerson(subject, `${block}.${subject}`);
    for (const [id, value] of Object.entries(row)) {
      if (!declared.has(id)) {
        out.push(problem(block === 'inputs' ? 'unknown-input' : 'unknown-ballot', `${block}.${subject}.${id}`, { id }));
        continue;
      }
      if (person === undefined) continue;
      const column = tallies.get(id) ?? new Map<number, T | { readonly byPeriod: Readonly<Record<string, T>> }>();
      tallies.set(id, column);
      if (isWhole(value)) column.set(person, value as T);
      else
        column.set(person, {
          byPeriod: byPeriod(value as Readonly<Record<string, T>>, `${block}.${subject}.${id}`, out),
        });
    }
  }
  return tallies;
}

function byPeriod<T>(value: Readonly<Record<string, T>>, at: string, out: Problem[]): Readonly<Record<string, T>> {
  for (const id of Object.keys(value)) {
    if (parsePeriod(id) === undefined) out.push(problem('not-a-period', `${at}.${id}`, { got: id }));
  }
  return value;
}

export function historyOf(
  file: FactsFile,
  period: Period,
  onPerson: OnPerson,
  out: Problem[],
): ReadonlyMap<number, readonly HistoryRow[]> {
  const history = new Map<number, readonly HistoryRow[]>();
  for (const [subject, rows] of Object.entries(file.history)) {
    const person = onPerson(subject, `history.${subject}`);
    const seen = new Set<string>();
    for (const row of rows) {
      const past = parsePeriod(row.period);
      const at = `history.${subject}.${row.period}`;
      if (past === undefined || past.unit !== period.unit)
        out.push(problem('wrong-period', at, { got: row.period, unit: period.unit }));
      else if (past.first >= period.first)
        out.push(problem('history-not-past', at, { got: row.period, period: period.id }));
      if (seen.has(row.period)) out.push(problem('duplicate-id', at, { id: row.period }));
      seen.add(row.period);
    }
    const order = (row: HistoryRow): number => parsePeriod(row.period)?.first ?? 0;
    if (person !== undefined)
      history.set(
        person,
        [...rows].toSorted((a, b) => order(a) - order(b)),
      );
  }
  return history;
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
  scheme: Scheme,
  file: FactsFile,
  onPerson: OnPerson,
  out: Problem[],
): ReadonlyMap<number, Decision> {
  const decisions = new Map<number, Decision>();
  const ladder = scheme.grade?.ladder ?? [];
  for (const [subject, row] of Object.entries(file.decisions)) {
    const at = `decisions.${subject}`;
    const person = onPerson(subject, at);
    if (row.grade !== undefined && !ladder.includes(row.grade)) {
      out.push(problem('unknown-grade', `${at}.grade`, { got: row.grade, list: ladder.join('、') }));
    } else if (person !== undefined) {
      decisions.set(person, { grade: row.grade, category: row.category, by: row.by, reason: row.reason });
    }
  }
  return decisions;
}
