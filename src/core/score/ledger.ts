import { parseDay, type Day } from '../date.ts';
import { exact, isDecimal, type Exact } from '../number.ts';
import type { Period } from '../period.ts';
import { problem, type Problem } from '../problem.ts';
import { lineFor, type Catalogue, type Line } from './catalogue.ts';
import type { EntryRow } from './facts.ts';

/**
 * The ledger in columns, sorted by owner, then by the day that counts, the day posted and the order given.
 * Owners are people first (0…), then organisations. Words (tier, role, project, by) are numbers of `words`; −1 is none.
 * Counts and points are ticks; NaN where no points were given.
 */
export type Ledger = {
  readonly id: readonly string[];
  readonly start: Uint32Array;
  readonly line: Int32Array;
  readonly on: Int32Array;
  readonly posted: Int32Array;
  /** The day by which an entry is put into a period (late facts: the day posted). */
  readonly counted: Int32Array;
  readonly count: Float64Array;
  readonly points: Float64Array;
  readonly tier: Int32Array;
  readonly role: Int32Array;
  readonly project: Int32Array;
  readonly by: Int32Array;
  /** APPROVED, REJECTED, BEFORE, REVERSED, FOUND_FALSE, REASON bits. */
  readonly flags: Uint8Array;
  readonly words: readonly string[];
};

export const APPROVED = 1;
export const REJECTED = 2;
/** Happened before this period: only counted for repeats. */
export const BEFORE = 4;
/** Taken back by a reversing entry, or is one. */
export const REVERSED = 8;
/** Taken back by a finding. */
export const FOUND_FALSE = 16;
export const WITH_REASON = 32;
export const VOID = REJECTED | BEFORE | REVERSED | FOUND_FALSE;

/** What the ledger is checked against. */
export type LedgerContext = {
  readonly catalogue: Catalogue;
  readonly period: Period;
  readonly late: 'open-period' | 'own-period';
  /** Entries before the period are taken for counting repeats. */
  readonly looksBack: boolean;
  readonly owners: number;
  readonly ownerOf: (subject: string) => number | undefined;
  readonly readPoints: (line: Line, row: EntryRow, at: string, out: Problem[]) => void;
};

/** Checks every row and lays the ledger out; all problems with their paths. */
export function ledgerOf(rows: readonly EntryRow[], context: LedgerContext, out: Problem[]): Ledger {
  const draft = draftOf(rows.length);
  const words = new Map<string, number>();
  const owner = new Int32Array(rows.length).fill(-1);
  rows.forEach((row, index) => {
    const found = readRow(row, index, context, draft, words, out);
    if (found !== undefined) owner[index] = found;
  });
  reverse(rows, owner, draft, out);
  return sorted(rows, owner, draft, context.owners, [...words.keys()]);
}

type Draft = { -readonly [K in Exclude<keyof Ledger, 'id' | 'start' | 'words'>]: Ledger[K] };

function draftOf(size: number): Draft {
  return {
    line: new Int32Array(size),
    on: new Int32Array(size),
    posted: new Int32Array(size),
    counted: new Int32Array(size),
    count: new Float64Array(size),
    points: new Float64Array(size),
    tier: new Int32Array(size),
    role: new Int32Array(size),
    project: new Int32Array(size),
    by: new Int32Array(size),
    flags: new Uint8Array(size),
  };
}

function readRow(
  row: EntryRow,
  index: number,
  context: LedgerContext,
  draft: Draft,
  words: Map<string, number>,
  out: Problem[],
): number | undefined {
  const at = `entries.${row.id}`;
  const owner = context.ownerOf(row.subject);
  if (owner === undefined) out.push(problem('unknown-subject', `${at}.subject`, { id: row.subject }));
  const line = lineFor(context.catalogue, row.item, row.points !== undefined);
  const day = dayCounted(row, context, at, out);
  const count = ticksOf(row.count ?? '1', `${at}.count`, out);
  if (count !== undefined && count < 0) out.push(problem('negative-count', `${at}.count`, { got: String(row.count) }));
  const points = row.points === undefined ? Number.NaN : (ticksOf(row.points, `${at}.points`, out) ?? Number.NaN);
  if (typeof line === 'string') {
    out.push(problem(line === 'unknown' ? 'unknown-item' : 'ambiguous-item', `${at}.item`, { id: row.item }));
    return undefined;
  }
  if (owner === undefined || day === undefined || count === undefined) return undefined;
  context.readPoints(line, row, at, out);
  draft.line[index] = line.index;
  draft.on[index] = day.on;
  draft.posted[index] = day.posted;
  draft.counted[index] = day.counted;
  draft.count[index] = count;
  draft.points[index] = points;
  draft.tier[index] = wordOf(row.tier, words);
  draft.role[index] = wordOf(row.role, words);
  draft.project[index] = wordOf(row.project, words);
  draft.by[index] = wordOf(row.by, words);
  draft.flags[index] = flagsOf(row) | (day.before ? BEFORE : 0);
  return owner;
}

function flagsOf(row: EntryRow): number {
  const approved = row.approval === 'approved' || (row.approval === undefined && (row.approvedBy?.length ?? 0) > 0);
  return (
    (approved ? APPROVED : 0) |
    (row.approval === 'rejected' ? REJECTED : 0) |
    (row.reason === undefined ? 0 : WITH_REASON)
  );
}

function wordOf(word: string | undefined, words: Map<string, number>): number {
  if (word === undefined) return -1;
  const known = words.get(word);
  if (known !== undefined) return known;
  words.set(word, words.size);
  return words.size - 1;
}

function ticksOf(text: string, at: string, out: Problem[]): number | undefined {
  const value: Exact | undefined = isDecimal(text) ? exact(text) : undefined;
  if (typeof value === 'number') return value;
  out.push(problem(value === undefined ? 'not-a-decimal' : 'number-too-fine', at, { got: text }));
  return undefined;
}

type CountedDay = { readonly on: Day; readonly posted: Day; readonly counted: Day; readonly before: boolean };

function dayCounted(row: EntryRow, context: LedgerContext, at: string, out: Problem[]): CountedDay | undefined {
  const on = parseDay(row.on);
  const posted = row.posted === undefined ? on : parseDay(row.posted);
  if (on === undefined || posted === undefined) return undefined;
  const { first, last } = context.period;
  if (on >= first && on <= last) return { on, posted, counted: on, before: false };
  if (on < first && posted >= first && posted <= last && context.late === 'open-period') {
    return { on, posted, counted: posted, before: false };
  }
  if (on < first && context.looksBack) return { on, posted, counted: on, before: true };
  out.push(problem('date-out-of-period', `${at}.on`, { got: row.on, period: context.period.id }));
  return undefined;
}

function reverse(rows: readonly EntryRow[], owner: Int32Array, draft: Draft, out: Problem[]): void {
  if (!rows.some((row) => row.reverses !== undefined)) return;
  const byId = new Map(rows.map((row, index) => [row.id, index]));
  const reversed = new Map<number, string>();
  rows.forEach((row, index) => {
    if (row.reverses === undefined) return;
    const at = `entries.${row.id}.reverses`;
    const target = byId.get(row.reverses);
    if (target === undefined) return void out.push(problem('unknown-reversed', at, { id: row.reverses }));
    if (rows[target]?.reverses !== undefined) out.push(problem('reverses-reversal', at, { id: row.reverses }));
    if (reversed.has(target))
      out.push(problem('reversed-twice', at, { id: row.reverses, by: reversed.get(target) ?? '' }));
    if (owner[target] !== owner[index]) out.push(problem('reverses-other', at, { id: row.reverses }));
    reversed.set(target, row.id);
    draft.flags[target] = (draft.flags[target] as number) | REVERSED;
    draft.flags[index] = (draft.flags[index] as number) | REVERSED;
  });
}

function sorted(
  rows: readonly EntryRow[],
  owner: Int32Array,
  draft: Draft,
  owners: number,
  words: readonly string[],
): Ledger {
  const start = new Uint32Array(owners + 1);
  for (const one of owner) if (one >= 0) start[one + 1] = (start[one + 1] as number) + 1;
  for (let i = 0; i < owners; i += 1) start[i + 1] = (start[i + 1] as number) + (start[i] as number);
  const next = start.slice();
  const order = new Uint32Array(start[owners] as number);
  owner.forEach((one, index) => {
    if (one < 0) return;
    order[next[one] as number] = index;
    next[one] = (next[one] as number) + 1;
  });
  for (let i = 0; i < owners; i += 1) sortPart(order, start[i] as number, start[i + 1] as number, draft);
  const pick = <A extends Int32Array | Float64Array | Uint8Array>(from: A): A => {
    const to = new (from.constructor as new (size: number) => A)(order.length);
    for (let i = 0; i < order.length; i += 1) to[i] = from[order[i] as number] as number;
    return to;
  };
  return {
    id: Array.from(order, (index) => rows[index]?.id ?? ''),
    start,
    words,
    line: pick(draft.line),
    on: pick(draft.on),
    posted: pick(draft.posted),
    counted: pick(draft.counted),
    count: pick(draft.count),
    points: pick(draft.points),
    tier: pick(draft.tier),
    role: pick(draft.role),
    project: pick(draft.project),
    by: pick(draft.by),
    flags: pick(draft.flags),
  };
}

function sortPart(order: Uint32Array, from: number, to: number, draft: Draft): void {
  const key = (i: number): readonly [number, number, number] => [
    draft.counted[i] as number,
    draft.posted[i] as number,
    i,
  ];
  const after = (a: number, b: number): number => {
    const [left, right] = [key(a), key(b)];
    return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
  };
  for (let i = from + 1; i < to; i += 1) {
    if (after(order[i - 1] as number, order[i] as number) > 0) {
      order.subarray(from, to).sort(after);
      return;
    }
  }
}

/** Ticks as an exact number of points. */
export function points(ledger: Ledger, entry: number): Exact | undefined {
  const ticks = ledger.points[entry] as number;
  return Number.isNaN(ticks) ? undefined : ticks;
}

export function word(ledger: Ledger, number: number): string | undefined {
  return number < 0 ? undefined : ledger.words[number];
}
