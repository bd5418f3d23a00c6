import { printDay } from '../../date.ts';
import { parsePeriod } from '../../period.ts';
import { problem, resultOf, type Problem, type Result } from '../../problem.ts';
import { amount } from '../../scheme/condition.ts';
import type { Choices } from '../../scheme/resolve.ts';
import { readingChoice } from '../../scheme/scheme.ts';
import {
  anything,
  decimal,
  either,
  flag,
  idOf,
  isRecord,
  isoDate,
  list,
  mapOf,
  oneOf,
  opt,
  or,
  plainLine,
  record,
  share,
  tellRepeated,
  text,
  whole,
  type JsonSchema,
  type Of,
  type Shape,
} from '../../scheme/shape.ts';

/**
 * A value over intervals of time, both ends included; an open end is left out. Where something is wrong with an interval,
 * what is written for the others still stands, so that it can be held against the scheme.
 */
function timed<T, W = T>(value: Shape<T>, whole: Shape<T | W> = value) {
  const intervals = list(record({ value, from: opt(isoDate), to: opt(isoDate) }), 1);
  const shape = either(intervals, whole);
  const readable = (given: unknown): ReturnType<typeof intervals.parse> => {
    const rows = intervals.parse(given, '', [])?.filter((one) => (one.value as T | undefined) !== undefined);
    // Days may be lost: each value stands on a day of its own, in nobody's way.
    return rows?.length === 0 ? undefined : rows?.map(({ value: own }, day) => ({ value: own, ...dayAlone(day) }));
  };
  const parse: typeof shape.parse = (given, at, out) => shape.parse(given, at, out) ?? readable(given);
  return { ...shape, parse };
}

function dayAlone(day: number): { readonly from: string; readonly to: string } {
  return { from: printDay(day), to: printDay(day) };
}

const factValue: Shape<unknown> = anything;

const person = {
  id: plainLine,
  name: opt(plainLine),
  person: opt(plainLine),
  kind: opt(oneOf('member', 'secretary', 'org', 'employee')),
  org: opt(timed(text)),
  category: opt(timed(text)),
  leadership: opt(timed(flag)),
  facts: or(mapOf(factValue), {}),
  roles: or(mapOf(timed(text, either(text, list(text)))), {}),
};

const tally = mapOf(either(decimal, text));

const factsShape = record({
  period: text,
  asOf: opt(isoDate),
  orgs: or(
    list(
      record({
        id: plainLine,
        name: opt(plainLine),
        kind: opt(text),
        superior: opt(text),
        facts: or(mapOf(factValue), {}),
      }),
    ),
    [],
  ),
  subjects: or(list(record(person)), []),
  people: or(list(record(person)), []),
  /** Read by `readEntries`: there may be millions. */
  entries: or(anything, []),
  findings: or(list(record({ entry: text, on: isoDate, by: opt(text), result: text })), []),
  ballots: or(mapOf(mapOf(either(tally, mapOf(tally)))), {}),
  inputs: or(mapOf(mapOf(either(share, mapOf(share)))), {}),
  history: or(
    mapOf(
      list(
        record({
          period: text,
          score: opt(share),
          grade: opt(text),
          nodes: or(mapOf(share), {}),
          rank: opt(whole(1)),
          account: or(mapOf(share), {}),
          status: opt(oneOf('scored', 'held', 'exempt')),
        }),
      ),
    ),
    {},
  ),
  results: or(
    mapOf(
      mapOf(
        record({
          score: opt(share),
          org: opt(text),
          leadership: opt(flag),
          status: opt(oneOf('scored', 'held', 'exempt')),
          grade: opt(text),
        }),
      ),
    ),
    {},
  ),
  params: or(mapOf(amount), {}),
  readings: or(mapOf(either(text, readingChoice)), {}),
  decisions: or(mapOf(record({ grade: opt(text), category: opt(text), by: text, reason: opt(text) })), {}),
});

/** A facts document, strictly read; its entries apart (docs/facts.md). */
export type FactsFile = Omit<Of<typeof factsShape>, 'entries' | 'findings'> & {
  readonly entries: EntryRows;
  readonly findings: readonly FindingRow[];
};
/** A finding; `place` is where it stands in the file, where rows before it are left out. */
export type FindingRow = Of<typeof factsShape>['findings'][number] & { readonly place?: number };
export type PersonRow = FactsFile['subjects'][number];
export type HistoryRow = FactsFile['history'][string][number];

/** Rows of a ledger that are read one by one: a list, or whatever makes them when asked, so that millions need no room. */
export type EntryRows = { readonly length: number; readonly at: (index: number) => EntryRow | undefined };

/** One posting of the ledger as reported (台账). Numbers are decimal text, days ISO. */
export type EntryRow = {
  readonly id: string;
  readonly subject: string;
  readonly item: string;
  readonly on: string;
  readonly posted?: string;
  readonly count?: string;
  readonly points?: string;
  readonly tier?: string;
  readonly role?: string;
  readonly project?: string;
  readonly by?: string;
  readonly approvedBy?: readonly string[];
  readonly approval?: string;
  readonly reverses?: string;
  readonly reason?: string;
};

/** The row at an index below the length. */
export function rowAt(rows: EntryRows, index: number): EntryRow {
  return rows.at(index) as EntryRow;
}

/** All rows as a list. */
export function rowsOf(rows: EntryRows): readonly EntryRow[] {
  return Array.from({ length: rows.length }, (_, index) => rowAt(rows, index));
}

const entryShape = record({
  id: text,
  subject: text,
  item: text,
  on: isoDate,
  posted: opt(isoDate),
  count: opt(decimal),
  points: opt(decimal),
  tier: opt(text),
  role: opt(text),
  project: opt(text),
  by: opt(text),
  approvedBy: opt(list(text)),
  approval: opt(oneOf('approved', 'rejected', 'pending')),
  reverses: opt(text),
  reason: opt(text),
});

/** What the facts choose of a scheme; a decision counts until the day of the report, else the last one of the period. */
export function choicesIn({ readings, params, asOf, period }: FactsFile): Choices {
  const last = parsePeriod(period)?.last;
  return { readings, params, until: asOf ?? (last === undefined ? undefined : printDay(last)) };
}

/** What a facts document looks like, as a JSON Schema, its entries included; `docs/facts.md` tells it in words. */
export function factsSchema(): JsonSchema {
  const { properties, ...rest } = factsShape.schema();
  return { ...rest, properties: { ...(properties as object), entries: list(entryShape).schema() } };
}

/**
 * Reads a facts document strictly: unknown keys, wrong types, repeated ids, impossible dates, each with its path.
 * Whether the ids exist in a scheme is asked later, by `openBook`.
 */
export function parseFacts(value: unknown): Result<FactsFile> {
  const { readable, problems } = siftFacts(value);
  return readable === undefined ? { ok: false, problems } : resultOf(readable, problems);
}

/**
 * What can be read of a facts document in spite of its problems, so that the rest can be held against the scheme and
 * everything that is wrong be told at once. Never to be scored while there are problems.
 */
export function siftFacts(value: unknown): {
  readonly readable: FactsFile | undefined;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const got = factsShape.parse(value, '', problems);
  if (got === undefined) return { readable: undefined, problems };
  const broken = problems.length > 0;
  const entries = readEntries(got.entries, problems);
  const readable = broken ? { ...wholeRows(got, value), period: (got.period as string | undefined) ?? '' } : got;
  return { readable: { ...readable, entries }, problems };
}

/**
 * A row that lost what it is known by is left out; of the rest what is wrong has been told, and in its place stands
 * what is told about at the same path or not at all (`notToldAt`), so that the other fields can be held against the scheme.
 */
function wholeRows(got: Of<typeof factsShape>, written: unknown): Omit<FactsFile, 'entries'> {
  const withId = <T extends { readonly id: string }>(rows: readonly T[] | undefined): readonly T[] =>
    (rows ?? []).filter((row) => (row.id as string | undefined) !== undefined);
  const findings = isRecord(written) ? written['findings'] : undefined;
  const places = Array.isArray(findings) ? findings.flatMap((row, at) => (isRecord(row) ? at : [])) : [];
  const history = Object.entries(got.history).map(
    ([id, rows]) => [id, rows.filter((row) => (row.period as string | undefined) !== undefined)] as const,
  );
  return {
    ...got,
    orgs: withId(got.orgs),
    subjects: withId(got.subjects),
    people: withId(got.people),
    findings: got.findings.map((row, at) => ({
      ...row,
      ...filledOut(row, ['entry', 'on', 'result']),
      place: places[at] ?? at,
    })),
    history: Object.fromEntries(history),
  };
}

/** Nothing, where a field could not be read. */
function filledOut(row: object, keys: readonly string[]): object {
  const read: Readonly<Record<string, unknown>> = { ...row };
  return Object.fromEntries(keys.map((key) => [key, read[key] ?? '']));
}

/** Problems at other places than those of which something has been told already. */
export function notToldAt(told: readonly Problem[], found: readonly Problem[]): readonly Problem[] {
  const places = new Set(told.map((one) => one.at));
  return found.filter((one) => !places.has(one.at));
}

function readEntries(value: unknown, out: Problem[]): readonly EntryRow[] {
  if (!Array.isArray(value)) {
    out.push(problem('not-a-list', 'entries', { got: typeof value }));
    return [];
  }
  const seen = new Map<string, number>();
  const rows: EntryRow[] = [];
  value.forEach((one: unknown, index) => {
    const id = idOf(one);
    if (id !== undefined) tellRepeated(seen, id, index, 'entries', out);
    const own = id ?? String(index);
    const before = out.length;
    const row = entryShape.parse(one, `entries.${own}`, out);
    if (row === undefined) return;
    rows.push(out.length === before ? row : { ...row, id: own, ...filledOut(row, ['subject', 'item', 'on']) });
  });
  return rows;
}
