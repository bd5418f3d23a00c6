import { parseDay, type Day } from '../../date.ts';
import { exact, type Exact } from '../../number.ts';
import type { Period } from '../../period.ts';
import { problem, type Problem } from '../../problem.ts';
import { lineFor, type Catalogue, type Line } from './catalogue.ts';
import { rowAt, type EntryRow, type EntryRows } from './facts.ts';

/** What entries have in common that have the same price: the line they mean, its tier and its role. */
export type EntryKind = {
  readonly line: number;
  readonly tier: string | undefined;
  readonly role: string | undefined;
};

/**
 * The ledger in columns, sorted by owner, then by the day that counts, the day posted and the order given.
 * Owners are people first (0…), then organisations. Projects and givers are numbers of `words`; −1 is none.
 * Counts and points are ticks; NaN where no points were given.
 */
export type Ledger = {
  readonly rows: EntryRows;
  /** Where each entry stands in `rows`. */
  readonly row: Uint32Array;
  readonly start: Uint32Array;
  readonly line: Int32Array;
  readonly kind: Int32Array;
  readonly kinds: readonly EntryKind[];
  readonly on: Int32Array;
  readonly posted: Int32Array;
  /** The day by which an entry is put into a period (late facts: the day posted). */
  readonly counted: Int32Array;
  readonly count: Float64Array;
  readonly points: Float64Array;
  readonly project: Int32Array;
  readonly by: Int32Array;
  /** APPROVED, REJECTED, BEFORE, REVERSED, FOUND_FALSE, REASON bits. */
  readonly flags: Uint8Array;
  readonly words: readonly string[];
  /** Rows that count on a day after the day of the report, and are left out (截至日以后的). */
  readonly later: readonly number[];
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
  /** The day of the report. */
  readonly end: Day;
  readonly late: 'open-period' | 'own-period';
  /** By line, from which day on an entry before the period counts as a time; undefined where none is counted. */
  readonly lookBack: readonly (Day | undefined)[];
  readonly owners: number;
  readonly ownerOf: (subject: string) => number | undefined;
  /** Owners from here on are organisations. */
  readonly people: number;
  /** The lines that an entry about an organisation may stand on. */
  readonly orgLines: ReadonlySet<number>;
  readonly readPoints: (line: Line, row: EntryRow, at: string, out: Problem[]) => void;
};

/** Checks every row and lays the ledger out; all problems with their paths. */
export function ledgerOf(rows: EntryRows, context: LedgerContext, out: Problem[]): Ledger {
  const draft = draftOf(rows.length);
  let reversals = false;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rowAt(rows, index);
    draft.owner[index] = readRow(row, index, context, draft, out) ?? -1;
    reversals ||= row.reverses !== undefined;
  }
  if (reversals) reverse(rows, draft, out);
  return sorted(rows, draft, context.owners);
}

type Draft = ReturnType<typeof draftOf>;

function draftOf(size: number) {
  return {
    owner: new Int32Array(size),
    line: new Int32Array(size),
    kind: new Int32Array(size),
    on: new Int32Array(size),
    posted: new Int32Array(size),
    counted: new Int32Array(size),
    count: new Float64Array(size),
    points: new Float64Array(size),
    project: new Int32Array(size),
    by: new Int32Array(size),
    flags: new Uint8Array(size),
    words: new Map<string, number>(),
    later: [] as number[],
    kinds: [] as EntryKind[],
    kindOf: new Map<number, Map<string | undefined, Map<string | undefined, number>>>(),
  };
}

function readRow(
  row: EntryRow,
  index: number,
  context: LedgerContext,
  draft: Draft,
  out: Problem[],
): number | undefined {
  const at = `entries.${row.id}`;
  const owner = context.ownerOf(row.subject);
  if (owner === undefined) out.push(problem('unknown-subject', `${at}.subject`, { id: row.subject }));
  const line = lineFor(context.catalogue, row.item, row.points !== undefined);
  const takesEarlier = typeof line === 'string' || context.lookBack[line.index] !== undefined;
  const day = dayCounted(row, context, takesEarlier, at, out);
  const count = ticksOf(row.count ?? '1', `${at}.count`, out);
  if (count !== undefined && count < 0) out.push(problem('negative-count', `${at}.count`, { got: String(row.count) }));
  const points = row.points === undefined ? Number.NaN : (ticksOf(row.points, `${at}.points`, out) ?? Number.NaN);
  if (typeof line === 'string') {
    out.push(problem(line === 'unknown' ? 'unknown-item' : 'ambiguous-item', `${at}.item`, { id: row.item }));
    return undefined;
  }
  if (owner !== undefined && owner >= context.people && !context.orgLines.has(line.index))
    out.push(problem('entry-not-for-org', `${at}.subject`, { item: line.label, org: row.subject }));
  if (row.reverses === undefined) context.readPoints(line, row, at, out);
  if (owner === undefined || day === undefined || count === undefined) return undefined;
  if (day.counted > context.end) {
    draft.later.push(index);
    return undefined;
  }
  draft.line[index] = line.index;
  draft.on[index] = day.on;
  draft.posted[index] = day.posted;
  draft.counted[index] = day.counted;
  draft.count[index] = count;
  draft.points[index] = points;
  draft.kind[index] = kindOf(draft, line.index, row.tier, row.role);
  draft.project[index] = wordOf(row.project === undefined ? undefined : plainWord(row.project), draft.words);
  draft.by[index] = wordOf(row.by, draft.words);
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

/** Kinds are numbered as they come up. */
function kindOf(draft: Draft, line: number, tier: string | undefined, role: string | undefined): number {
  const byTier = known(draft.kindOf, line, () => new Map<string | undefined, Map<string | undefined, number>>());
  const byRole = known(byTier, tier, () => new Map<string | undefined, number>());
  return known(byRole, role, () => draft.kinds.push({ line, tier, role }) - 1);
}

function known<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

function wordOf(word: string | undefined, words: Map<string, number>): number {
  if (word === undefined) return -1;
  const known = words.get(word);
  if (known !== undefined) return known;
  words.set(word, words.size);
  return words.size - 1;
}

/** A word that people type, as it is compared with others: its blanks and the width of its signs mean nothing. */
export function plainWord(word: string): string {
  return word.normalize('NFKC').replaceAll(/\s/gu, '');
}

function ticksOf(text: string, at: string, out: Problem[]): number | undefined {
  const value = exact(text);
  if (typeof value === 'number') return value;
  const fine = /\.\d{7}/.test(text);
  out.push(problem(fine ? 'number-too-fine' : 'number-too-large', at, { got: text }));
  return undefined;
}

type CountedDay = { readonly on: Day; readonly posted: Day; readonly counted: Day; readonly before: boolean };

function dayCounted(
  row: EntryRow,
  context: LedgerContext,
  takesEarlier: boolean,
  at: string,
  out: Problem[],
): CountedDay | undefined {
  const on = parseDay(row.on);
  const posted = row.posted === undefined ? on : parseDay(row.posted);
  if (on === undefined || posted === undefined) return undefined;
  if (posted < on) out.push(problem('posted-too-early', `${at}.posted`, { got: row.posted ?? '', on: row.on }));
  const { first, last } = context.period;
  if (on >= first && on <= last) return { on, posted, counted: on, before: false };
  if (on < first && posted >= first && posted <= last && context.late === 'open-period') {
    return { on, posted, counted: posted, before: false };
  }
  if (on < first && takesEarlier) return { on, posted, counted: on, before: true };
  out.push(problem('date-out-of-period', `${at}.on`, { got: row.on, period: context.period.id }));
  return undefined;
}

function reverse(rows: EntryRows, draft: Draft, out: Problem[]): void {
  const reversing: [at: number, row: EntryRow, id: string][] = [];
  const wanted = new Set<string | undefined>();
  for (let index = 0; index < rows.length; index += 1) {
    const row = rowAt(rows, index);
    if (row.reverses === undefined) continue;
    reversing.push([index, row, row.reverses]);
    wanted.add(row.reverses);
  }
  const places = placesOf(rows, wanted);
  const reversed = new Map<number, string>();
  const later = new Set(draft.later);
  for (const [index, row, id] of reversing) {
    const at = `entries.${row.id}.reverses`;
    const target = places.get(id);
    if (target === undefined) {
      out.push(problem('unknown-reversed', at, { id }));
      continue;
    }
    const taken = rowAt(rows, target);
    if (taken.reverses !== undefined) out.push(problem('reverses-reversal', at, { id }));
    const by = reversed.get(target);
    if (by !== undefined) out.push(problem('reversed-twice', at, { id, by }));
    if (taken.subject !== row.subject) out.push(problem('reverses-other', at, { id }));
    reversed.set(target, row.id);
    // As of the day of the report it had not been taken back.
    if (later.has(index)) continue;
    draft.flags[target] = (draft.flags[target] as number) | REVERSED;
    draft.flags[index] = (draft.flags[index] as number) | REVERSED;
  }
}

/** Where the rows with the wanted ids stand: a map of all ids would outweigh a large ledger. */
function placesOf(rows: EntryRows, wanted: ReadonlySet<string | undefined>): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (let index = 0; index < rows.length; index += 1) {
    const { id } = rowAt(rows, index);
    if (wanted.has(id)) places.set(id, index);
  }
  return places;
}

function sorted(rows: EntryRows, draft: Draft, owners: number): Ledger {
  const { owner } = draft;
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
  const words = [...draft.words.keys()];
  const { kinds, later } = draft;
  return { rows, row: order, start, kinds, words, later, ...arranged(draft, order) };
}

/** The entries of which something holds, in the order of the ledger. */
export function entriesWhere({ line }: Ledger, holds: (e: number) => boolean): readonly number[] {
  const found: number[] = [];
  for (let e = 0; e < line.length; e += 1) if (holds(e)) found.push(e);
  return found;
}

/** The columns in the order of the ledger, each in its own place, so that a large ledger is not in memory twice. */
function arranged(draft: Draft, order: Uint32Array) {
  const [ints, floats, bytes] = [
    new Int32Array(order.length),
    new Float64Array(order.length),
    new Uint8Array(order.length),
  ];
  const arrange = <A extends Int32Array | Float64Array | Uint8Array>(column: A, room: A): A => {
    for (let i = 0; i < order.length; i += 1) room[i] = column[order[i] as number] as number;
    column.set(room);
    return column.subarray(0, order.length) as A;
  };
  return {
    line: arrange(draft.line, ints),
    kind: arrange(draft.kind, ints),
    on: arrange(draft.on, ints),
    posted: arrange(draft.posted, ints),
    counted: arrange(draft.counted, ints),
    count: arrange(draft.count, floats),
    points: arrange(draft.points, floats),
    project: arrange(draft.project, ints),
    by: arrange(draft.by, ints),
    flags: arrange(draft.flags, bytes),
  };
}

/** Puts the entries of one owner in the order they count; most ledgers are nearly so already. */
function sortPart(order: Uint32Array, from: number, to: number, draft: Draft): void {
  const { counted, posted } = draft;
  const after = (a: number, b: number): number =>
    (counted[a] as number) - (counted[b] as number) || (posted[a] as number) - (posted[b] as number) || a - b;
  for (let i = from + 1; i < to; i += 1) {
    if (after(order[i - 1] as number, order[i] as number) > 0) {
      order.subarray(from, to).sort(after);
      return;
    }
  }
}

/** Whose entry it is. */
export function ownerOf(ledger: Ledger, entry: number): number {
  let [low, high] = [0, ledger.start.length - 2];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ledger.start[middle + 1] as number) > entry) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The id of an entry as reported. */
export function entryId(ledger: Ledger, entry: number): string {
  return rowAt(ledger.rows, ledger.row[entry] as number).id;
}

/** An entry by its id, as people say it; one that has its id from a cell of the form is called by the place. */
export function entryMark(id: string): string {
  if (id === '') return '';
  const [, row] = /^台账(\d+)$/u.exec(id) ?? [];
  if (row !== undefined) return `台账第 ${row} 行`;
  const [, cell] = /^评分([A-Z]+\d+)$/u.exec(id) ?? [];
  return cell === undefined ? `台账 ${id}` : `评分表 ${cell} 格`;
}

/** Where the entries with the wanted ids stand. */
export function entriesById(ledger: Ledger, wanted: ReadonlySet<string>): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (let entry = 0; entry < ledger.row.length; entry += 1) {
    const id = entryId(ledger, entry);
    if (wanted.has(id)) places.set(id, entry);
  }
  return places;
}

/** What kind of entry it is. */
export function kindAt(ledger: Ledger, entry: number): EntryKind {
  return ledger.kinds[ledger.kind[entry] as number] as EntryKind;
}

/** The points given with an entry, on a line that asks for them. */
export function points(ledger: Ledger, entry: number): Exact {
  return ledger.points[entry] as number;
}

export function word(ledger: Ledger, number: number): string | undefined {
  return number < 0 ? undefined : ledger.words[number];
}
