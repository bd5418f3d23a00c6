import { columnLetters, MAX_COLUMN, MAX_ROW, parseAddress } from './workbook-address.ts';
import { dayText, decimalText, isShortDecimal, parseStoredNumber, timeText } from './workbook-read-number.ts';
import type { NumberLook } from './workbook-read-number.ts';
import { collectText, readBookMap, readLooks, readStrings, readXml, unescapeText } from './workbook-read-xml.ts';
import { refusal } from './zip-guard.ts';
import type { BookLimits, BookProblem, OpenZip } from './zip-guard.ts';

/** The kinds of cell, in the order in which packed cells number them. */
export const CELL_KINDS = ['text', 'number', 'date', 'bool', 'formula', 'error', 'merged'] as const;
export type CellKind = (typeof CELL_KINDS)[number];

/** One sheet on its way between threads: flat arrays cross in milliseconds, a million objects in seconds. */
export type PackedSheet = {
  readonly name: string;
  readonly hidden: boolean;
  readonly merges: readonly string[];
  readonly rows: Int32Array;
  /** Where the cells of each row end in `columns` and `cells`. */
  readonly ends: Int32Array;
  readonly columns: Uint16Array;
  readonly cells: Int32Array;
};

/** A whole book; equal cells are stored once, and `cells` of a sheet point into `kinds` and `texts`. */
export type PackedBook = {
  readonly sheets: readonly PackedSheet[];
  readonly kinds: Uint8Array;
  readonly texts: readonly string[];
};

export type PackedResult =
  | { readonly ok: true; readonly book: PackedBook }
  | { readonly ok: false; readonly problems: readonly BookProblem[] };

const MAX_PROBLEMS = 100;

type Bank = {
  readonly kinds: number[];
  readonly texts: string[];
  readonly store: (kind: CellKind, text: string) => number;
};

function makeBank(): Bank {
  const kinds: number[] = [];
  const texts: string[] = [];
  const known = CELL_KINDS.map(() => new Map<string, number>());
  const store = (kind: CellKind, text: string): number => {
    const number = CELL_KINDS.indexOf(kind);
    const found = known[number]!.get(text);
    if (found !== undefined) return found;
    // A piece cut out of a longer string keeps all of that string in memory; twelve letters and fewer are copies already.
    const own = text.length > 12 ? Buffer.from(text, 'utf16le').toString('utf16le') : text;
    known[number]!.set(own, texts.length);
    kinds.push(number);
    texts.push(own);
    return texts.length - 1;
  };
  return { kinds, texts, store };
}

type Reading = {
  readonly zip: OpenZip;
  readonly limits: BookLimits;
  readonly strings: readonly string[];
  readonly looks: readonly NumberLook[];
  readonly date1904: boolean;
  readonly bank: Bank;
  readonly problems: BookProblem[];
  readonly spent: { rows: number; cells: number };
};

type RawCell = {
  readonly type: string;
  readonly style: number;
  readonly value: string;
  readonly inline: string;
  readonly formula: string;
};

/** What a number shows; a number that is no day of the calendar stays a number. */
function storeNumber(reading: Reading, stored: string, style: number): number | undefined {
  const look = reading.looks[style] ?? 'number';
  if (look === 'number' && isShortDecimal(stored)) return reading.bank.store('number', stored);
  const value = parseStoredNumber(stored);
  if (value === undefined) return undefined;
  const day = look === 'date' ? dayText(value, reading.date1904) : undefined;
  if (day !== undefined) return reading.bank.store('date', day);
  if (look === 'time') return reading.bank.store('text', timeText(value));
  return reading.bank.store('number', decimalText(value));
}

/** The number of the stored cell, -1 for an empty one, nothing if what stands there cannot be read. */
function storeCell(reading: Reading, cell: RawCell): number | undefined {
  const { bank, strings } = reading;
  if (cell.formula !== '') return bank.store('formula', `=${cell.formula}`);
  const text = (written: string): number => (written === '' ? -1 : bank.store('text', written));
  if (cell.type === 'inlineStr') return text(cell.inline);
  if (cell.type === 'str') return text(unescapeText(cell.value));
  const value = cell.value.trim();
  if (value === '') return -1;
  if (cell.type === 's') {
    const written = /^\d+$/.test(value) ? strings[Number(value)] : undefined;
    return written === undefined ? undefined : text(written);
  }
  if (cell.type === 'b')
    return /^(?:0|1|true|false)$/i.test(value)
      ? bank.store('bool', /^(?:1|true)$/i.test(value) ? 'TRUE' : 'FALSE')
      : undefined;
  if (cell.type === 'e') return bank.store('error', value);
  if (cell.type === 'd')
    return /^\d{4}-\d\d-\d\d(?:T.*)?$/.test(value) ? bank.store('date', value.slice(0, 10)) : undefined;
  return cell.type === 'n' ? storeNumber(reading, value, cell.style) : undefined;
}

type FlatRows = {
  readonly rows: number[];
  readonly ends: number[];
  readonly columns: number[];
  readonly cells: number[];
};

/** Takes up cells one by one, and refuses what would cost too much or cannot stand in one sheet. */
function rowTaker(
  reading: Reading,
  sheet: string,
): { flat: FlatRows; startRow: (r?: string) => void; place: (r?: string) => void; put: (cell: RawCell) => void } {
  const flat: FlatRows = { rows: [], ends: [], columns: [], cells: [] };
  const { limits, spent, problems } = reading;
  let row = 0;
  let column = -1;
  const startRow = (r?: string): void => {
    const next = r === undefined ? row + 1 : Number(r);
    if (!Number.isInteger(next) || next <= row || next > MAX_ROW)
      throw refusal('file-damaged', sheet, { sheet, row: r ?? '' });
    [row, column] = [next, -1];
  };
  const place = (r?: string): void => {
    const next = r === undefined ? { column: column + 1, row } : parseAddress(r);
    if (!next || next.row !== row || next.column <= column || next.column >= MAX_COLUMN)
      throw refusal('file-damaged', sheet, { sheet, row: String(row) });
    column = next.column;
  };
  const put = (cell: RawCell): void => {
    const stored = storeCell(reading, cell);
    if (stored === undefined && problems.length < MAX_PROBLEMS) {
      const letters = columnLetters(column);
      const data = { sheet, row: String(row), column: letters, text: (cell.value || cell.inline).slice(0, 50) };
      problems.push({ code: 'cell-unreadable', at: `${sheet}!${letters}${row}`, data });
    }
    if (stored === undefined || stored === -1) return;
    if (flat.rows.at(-1) !== row) {
      flat.rows.push(row);
      flat.ends.push(flat.columns.length);
      if (++spent.rows > limits.rows) throw refusal('too-many-rows', sheet, { sheet, limit: String(limits.rows) });
    }
    flat.columns.push(column);
    flat.cells.push(stored);
    flat.ends[flat.ends.length - 1] = flat.columns.length;
    if (++spent.cells > limits.cells) throw refusal('too-many-cells', sheet, { sheet, limit: String(limits.cells) });
  };
  return { flat, startRow, place, put };
}

/** A formula that is shared stands in full only where it was written first. */
function sharedFormulas(): (attributes: Readonly<Record<string, string>>, written: string) => string {
  const masters = new Map<string, string>();
  return ({ t, si = '' }, written) => {
    if (t !== 'shared') return written === '' && t === 'array' ? '{}' : written;
    if (written !== '') masters.set(si, written);
    return masters.get(si) ?? '…';
  };
}

function readSheetCells(
  reading: Reading,
  name: string,
  part: string,
): { readonly flat: FlatRows; readonly merges: readonly string[] } {
  const taker = rowTaker(reading, name);
  const inline = collectText();
  const shared = sharedFormulas();
  const merges: string[] = [];
  let inData = false;
  let catching: 'v' | 'f' | '' = '';
  let [type, style, value, formula] = ['n', 0, '', ''];
  let formulaAttributes: Readonly<Record<string, string>> | undefined;
  readXml(reading.zip, part, name, {
    open: (tag, attributes) => {
      if (tag === 'sheetData') inData = true;
      else if (tag === 'mergeCell') merges.push(attributes['ref'] ?? '');
      if (!inData) return;
      inline.open(tag, attributes);
      if (tag === 'row') taker.startRow(attributes['r']);
      if (tag === 'v' || tag === 'f') catching = tag;
      if (tag === 'f') formulaAttributes = attributes;
      if (tag !== 'c') return;
      taker.place(attributes['r']);
      [type, style, value, formula, formulaAttributes] = [
        attributes['t'] ?? 'n',
        Number(attributes['s'] ?? '0'),
        '',
        '',
        undefined,
      ];
    },
    close: (tag) => {
      if (tag === 'sheetData') inData = false;
      if (!inData) return;
      inline.close?.(tag);
      if (tag === 'v' || tag === 'f') catching = '';
      if (tag !== 'c') return;
      const whole = formulaAttributes ? shared(formulaAttributes, formula) : '';
      taker.put({ type, style, value, inline: inline.take(), formula: whole });
    },
    text: (text) => {
      if (catching === 'v') value += text;
      else if (catching === 'f') formula += text;
      else if (inData) inline.text?.(text);
    },
  });
  return { flat: taker.flat, merges };
}

type Box = {
  readonly ref: string;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
};

function parseBox(ref: string, sheet: string): Box {
  const [from, to] = ref.split(':').map((corner) => parseAddress(corner));
  if (!from || !to || to.row < from.row || to.column < from.column)
    throw refusal('file-damaged', sheet, { sheet, merge: ref.slice(0, 50) });
  return { ref, top: from.row, bottom: to.row, left: from.column, right: to.column };
}

/** Finds the first row that is not above `row`. */
function firstRowFrom(rows: readonly number[], row: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The cells that merges cover, by row; only in rows and columns that hold something, so a merge over all costs nothing. */
function coveredCells(
  reading: Reading,
  sheet: string,
  flat: FlatRows,
  boxes: readonly Box[],
): ReadonlyMap<number, Map<number, number>> {
  const covered = new Map<number, Map<number, number>>();
  const lastColumn = flat.columns.reduce((last, column) => Math.max(last, column), 0);
  for (const box of boxes) {
    const merged = reading.bank.store('merged', box.ref);
    for (let i = firstRowFrom(flat.rows, box.top); i < flat.rows.length && flat.rows[i]! <= box.bottom; i += 1) {
      const inRow = covered.get(i) ?? new Map<number, number>();
      covered.set(i, inRow);
      const first = flat.rows[i] === box.top ? box.left + 1 : box.left;
      const last = Math.min(box.right, lastColumn);
      reading.spent.cells += Math.max(1, last - first + 1);
      if (reading.spent.cells > reading.limits.cells)
        throw refusal('too-many-cells', sheet, { sheet, limit: String(reading.limits.cells) });
      for (let column = first; column <= last; column += 1) inRow.set(column, merged);
    }
  }
  return covered;
}

/** Puts the covered cells among the others, in the order of columns; what hides under a merge does not count. */
function withCovered(flat: FlatRows, covered: ReadonlyMap<number, Map<number, number>>): FlatRows {
  if (covered.size === 0) return flat;
  const woven: FlatRows = { rows: flat.rows, ends: [], columns: [], cells: [] };
  for (let i = 0; i < flat.rows.length; i += 1) {
    const [start, end] = [i === 0 ? 0 : flat.ends[i - 1]!, flat.ends[i]!];
    const hidden = covered.get(i);
    const row = new Map<number, number>();
    for (let at = start; at < end; at += 1) row.set(flat.columns[at]!, flat.cells[at]!);
    for (const [column, merged] of hidden ?? []) row.set(column, merged);
    const ordered = hidden ? [...row].toSorted(([a], [b]) => a - b) : row;
    for (const [column, cell] of ordered) {
      woven.columns.push(column);
      woven.cells.push(cell);
    }
    woven.ends.push(woven.columns.length);
  }
  return woven;
}

/** Reads an opened zip as a workbook; refusals are thrown, cells that cannot be read are listed. */
export function readPackedBook(zip: OpenZip, limits: BookLimits): PackedResult {
  const map = readBookMap(zip);
  const reading: Reading = {
    zip,
    limits,
    strings: readStrings(zip, map.strings),
    looks: readLooks(zip, map.styles),
    date1904: map.date1904,
    bank: makeBank(),
    problems: [],
    spent: { rows: 0, cells: 0 },
  };
  const sheets = map.sheets.map(({ name, part, hidden }): PackedSheet => {
    const { flat, merges } = readSheetCells(reading, name, part);
    const boxes = merges.map((ref) => parseBox(ref, name));
    const { rows, ends, columns, cells } = withCovered(flat, coveredCells(reading, name, flat, boxes));
    return {
      name,
      hidden,
      merges,
      rows: Int32Array.from(rows),
      ends: Int32Array.from(ends),
      columns: Uint16Array.from(columns),
      cells: Int32Array.from(cells),
    };
  });
  if (reading.problems.length > 0) return { ok: false, problems: reading.problems };
  return { ok: true, book: { sheets, kinds: Uint8Array.from(reading.bank.kinds), texts: reading.bank.texts } };
}
