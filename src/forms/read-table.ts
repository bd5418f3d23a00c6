import { nearest } from '../core/nearest.ts';
import { pushAll } from '../core/push-all.ts';
import type { Period } from '../core/period.ts';
import { problem, type Problem } from '../core/problem.ts';
import type { FormColumn, FormSheet } from './form.ts';
import { firstFew } from '../core/text/first-few.ts';
import { plainText, tightText, writtenText } from './plain-text.ts';
import { cellReader, isBlank, type CellReader } from './read-cell.ts';
import { columnLetters } from './workbook-address.ts';
import type { Cell, Row, Sheet } from './workbook-read.ts';

/** A row of a table: what stands in it, by the key of the column. */
export type TableRow = {
  readonly number: number;
  /** The value of a column; nothing when the cell is blank or cannot be read, which is then among the problems. */
  readonly value: (key: string) => string | boolean | readonly string[] | undefined;
  readonly text: (key: string) => string | undefined;
  /** The text of a cell as somebody wrote it, for showing. */
  readonly written: (key: string) => string | undefined;
  /** Whether anything at all stands in the cell, readable or not. */
  readonly has: (key: string) => boolean;
  /** Where the cell of a column is: `名册!B7`. */
  readonly at: (key: string) => string;
};

/** A sheet as it was found: its columns by key, and its rows. */
export type Table = {
  readonly sheet: string;
  readonly columns: ReadonlyMap<string, number>;
  readonly rows: readonly TableRow[];
};

const HEADER_SEARCH_ROWS = 30;
const SILENT_HEADERS = new Set(['序号', '备注', '编号', '代号', '注', '']);
const TOTALS = /^(?:本[页表])?(?:合计|小计|总计|累计|共计|平均|平均分)[:：]?$/u;

/** A header as it is compared: without blanks, stars and what stands in brackets at its end. */
function headerKey(text: string): string {
  return tightText(text).replaceAll(/[*＊:：]/g, '');
}

function withoutUnit(text: string): string {
  return headerKey(text).replace(/\([^()]*\)$/, '');
}

function columnsByHeader(form: FormSheet): ReadonlyMap<string, FormColumn> {
  const known = new Map<string, FormColumn>();
  const add = (header: string, column: FormColumn): void => {
    const key = headerKey(header);
    if (key !== '' && !known.has(key)) known.set(key, column);
  };
  for (const column of form.columns) add(column.header, column);
  for (const column of form.columns) for (const header of column.also ?? []) add(header, column);
  for (const column of form.columns) add(withoutUnit(column.header), column);
  return known;
}

type Header = {
  readonly row: number;
  readonly columns: ReadonlyMap<string, number>;
  readonly ignored: readonly string[];
  readonly problems: readonly Problem[];
};

/** The header text of a column: in the row itself, or above it where a heading was merged downwards. */
function headerText(rows: readonly Row[], index: number, column: number): string {
  const cell = rows[index]?.cells.get(column);
  if (cell !== undefined && cell.kind !== 'merged' && !isBlank(cell)) return cell.text;
  const above = rows[index - 1];
  const upper = above?.number === (rows[index]?.number ?? 0) - 1 ? above.cells.get(column) : undefined;
  return cell?.kind === 'merged' && upper !== undefined && upper.kind !== 'merged' ? upper.text : '';
}

function matchHeader(known: ReadonlyMap<string, FormColumn>, sheet: Sheet, index: number): Header {
  const row = sheet.rows[index]!;
  const columns = new Map<string, number>();
  const problems: Problem[] = [];
  const ignored: string[] = [];
  for (const column of row.cells.keys()) {
    const text = headerText(sheet.rows, index, column);
    const found = known.get(headerKey(text)) ?? known.get(withoutUnit(text));
    const first = found === undefined ? undefined : columns.get(found.key);
    if (found === undefined) {
      if (!SILENT_HEADERS.has(tightText(text))) ignored.push(writtenText(text));
    } else if (first === undefined) columns.set(found.key, column);
    else {
      const at = `${sheet.name}!${columnLetters(column)}${row.number}`;
      problems.push(
        problem('column-twice', at, { header: writtenText(text), first: `${columnLetters(first)}${row.number}` }),
      );
    }
  }
  return { row: index, columns, ignored, problems };
}

/** Names the columns that are left out, those with data under no header too. */
function tellIgnored(sheet: Sheet, header: Header, out: Problem[]): void {
  const named = sheet.rows[header.row]!;
  const bare = new Set<number>();
  for (const { cells } of sheet.rows.slice(header.row + 1))
    for (const [column, cell] of cells) {
      if (cell.kind !== 'merged' && !isBlank(cell) && isBlank(named.cells.get(column))) bare.add(column);
    }
  const below = [...bare].filter((column) => headerText(sheet.rows, header.row, column) === '');
  const list = [...header.ignored, ...below.map((column) => `${columnLetters(column)} 列（没有表头）`)];
  if (list.length === 0) return;
  const data = { list: list.slice(0, 20).join('、') };
  out.push({ ...problem('column-ignored', `${sheet.name}!${named.number}`, data), severity: 'note' });
}

/** Columns of the blank workbook that are not there, and what of the others seems to be one of them (缺的列). */
function tellMissing(form: FormSheet, at: string, { columns, ignored }: Header, out: Problem[]): readonly string[] {
  const renamed: string[] = [];
  const gone: string[] = [];
  for (const { key, header, required, silent } of form.columns) {
    if (columns.has(key) || silent === true || BESIDE.has(key)) continue;
    const got = ignored.find((one) => nearest(withoutUnit(one), [withoutUnit(header)]) !== undefined);
    if (got !== undefined) renamed.push(got);
    if (got !== undefined) out.push(problem('column-renamed', at, { header, got }));
    else if (required === true) out.push(problem('column-missing', at, { header }));
    else gone.push(header);
  }
  // What stands on 读法 beside the choices is only there to be read.
  if (gone.length > 0 && form.name !== '读法')
    out.push({ ...problem('columns-missing', at, { list: firstFew(gone, 8, '列') }), severity: 'warning' });
  return renamed;
}

/** Columns whose absence changes nothing, or is asked about where it matters. */
const BESIDE: ReadonlySet<string> = new Set(['no', 'id', 'org', 'remark']);

/** The row that names the most columns, if it names enough to be the header. */
function findHeader(form: FormSheet, sheet: Sheet): Header | undefined {
  const known = columnsByHeader(form);
  let best: Header | undefined;
  for (let i = 0; i < Math.min(sheet.rows.length, HEADER_SEARCH_ROWS); i += 1) {
    const header = matchHeader(known, sheet, i);
    if (header.columns.size > (best?.columns.size ?? 1)) best = header;
  }
  return best;
}

/** Columns that most sheets have. */
const COMMON: ReadonlySet<string> = new Set(['no', 'name', 'org', 'kind', 'from', 'to', 'remark']);

/** Whether a sheet has the columns of a form, not only those that most sheets have. */
export function hasColumnsOf(form: FormSheet, sheet: Sheet): boolean {
  const columns = findHeader(form, sheet)?.columns ?? new Map<string, number>();
  const needed = form.columns.filter((column) => column.required).map(({ key }) => key);
  return needed.every((key) => columns.has(key)) && [...columns.keys()].filter((key) => !COMMON.has(key)).length > 1;
}

const ASIDE = /[:：]$|签字|签名|盖章|填表人|填报|^(?:注|说明)\d*[:：]/;

/** The row where a merge such as A1:C2 begins. */
function firstRow(range: string): number {
  return Number(/\d+/.exec(range)?.[0] ?? 0);
}

/** Whether a row is blank, a heading, a signature line or a note rather than a row of data. */
function isAside(row: Row, used: readonly number[], header: number): boolean {
  const filled = used.map((column) => row.cells.get(column)).filter((cell): cell is Cell => !isBlank(cell));
  if (filled.length === 0) return true;
  const covered = filled.filter((cell) => cell.kind === 'merged');
  const free = filled.filter((cell) => cell.kind !== 'merged');
  const under = covered.length === filled.length && covered.every((cell) => firstRow(cell.text) <= header);
  // A line that runs over the whole table is a heading, a note or a signature line.
  const whole = filled.length === used.length && covered.every((cell) => cell.text === covered[0]?.text);
  const begins = free.length === 1 && used.length > 2 && firstRow(covered[0]?.text ?? '') === row.number;
  if (under || (whole && (free.length === 0 || begins))) return true;
  const [lead] = free;
  return free.length === 1 && lead?.kind === 'text' && ASIDE.test(plainText(lead.text));
}

/** The word with which a row begins that holds one of a table's totals (合计). */
function totalOf(row: Row): string | undefined {
  const lead = row.cells.values().find((cell) => !isBlank(cell));
  return lead?.kind === 'text' && TOTALS.test(tightText(lead.text)) ? tightText(lead.text) : undefined;
}

/** Takes a sheet apart by its header; unknown columns are named and left out, cells are read when asked for. */
export function readTable(form: FormSheet, sheet: Sheet, out: Problem[], period?: Period): Table | undefined {
  const header = findHeader(form, sheet);
  const required = form.columns.filter((column) => column.required);
  if (header === undefined) {
    if (sheet.rows.length > 0)
      out.push(
        problem('header-missing', sheet.name, {
          list: required.map((column) => column.header).join('、') || form.columns[1]!.header,
        }),
      );
    return undefined;
  }
  pushAll(out, header.problems);
  const row = sheet.rows[header.row]!.number;
  const renamed = tellMissing(form, `${sheet.name}!${row}`, header, out);
  tellIgnored(sheet, { ...header, ignored: header.ignored.filter((one) => !renamed.includes(one)) }, out);
  const readers = new Map(form.columns.map((column) => [column.key, cellReader(column, period)]));
  const reported = new Set<string>();
  const used = [...header.columns].filter(([key]) => key !== 'no' && key !== 'remark').map(([, column]) => column);
  const filled = sheet.rows.slice(header.row + 1).filter((one) => !isAside(one, used, row));
  const rows = filled.flatMap((one): readonly TableRow[] => {
    const got = totalOf(one);
    if (got === undefined) return [tableRow(sheet.name, one, header.columns, readers, reported, out)];
    out.push({ ...problem('total-ignored', `${sheet.name}!${one.number}`, { got }), severity: 'note' });
    return [];
  });
  return { sheet: sheet.name, columns: header.columns, rows };
}

function tableRow(
  sheet: string,
  row: Row,
  columns: ReadonlyMap<string, number>,
  readers: ReadonlyMap<string, CellReader>,
  reported: Set<string>,
  out: Problem[],
): TableRow {
  const at = (key: string): string => {
    const column = columns.get(key);
    return `${sheet}!${column === undefined ? '' : columnLetters(column)}${row.number}`;
  };
  const cellOf = (key: string): Cell | undefined => row.cells.get(columns.get(key) ?? -1);
  const has = (key: string): boolean => !isBlank(cellOf(key));
  const written = (key: string): string | undefined => (has(key) ? writtenText(cellOf(key)?.text ?? '') : undefined);
  const value = (key: string): ReturnType<CellReader> => {
    const cell = cellOf(key);
    if (cell === undefined || isBlank(cell)) return undefined;
    // One merge over many rows is one mistake.
    if (cell.kind === 'merged' && reported.has(cell.text)) return undefined;
    if (cell.kind === 'merged') reported.add(cell.text);
    return readers.get(key)?.(cell, at(key), out);
  };
  const text = (key: string): string | undefined => {
    const got = value(key);
    return typeof got === 'string' && got !== '' ? got : undefined;
  };
  return { number: row.number, value, text, written, has, at };
}
