import type { CellSpec, ColumnKind, ColumnSpec, LineSpec, RowSpec, RowStyle } from './workbook-write.ts';

/** A cell as it goes into the file: `shown` is the kind its style must have, text where a number did not fit. */
export type WrittenCell = {
  readonly value: string | number | null;
  readonly shown: ColumnKind;
  readonly style: RowStyle;
  readonly places?: number;
};

const LONGEST_TEXT = 32_767;

/** A decimal as the number a spreadsheet keeps exactly at 15 significant digits, or nothing. */
export function exactNumber(decimal: string): number | undefined {
  if (!/^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/.test(decimal)) return undefined;
  const significant = decimal.replace(/^-/, '').replace('.', '').replace(/^0+/, '');
  return significant.length <= 15 ? Number(decimal) : undefined;
}

/** The serial number of a day in the 1900 system; days before March 1900 have two meanings there, so they stay text. */
export function daySerial(day: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  const milliseconds = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString().slice(0, 10) !== day) return undefined;
  const serial = Math.round((milliseconds - Date.UTC(1899, 11, 30)) / 86_400_000);
  return serial > 60 ? serial : undefined;
}

/** Text that a cell can hold: XML forbids most control characters, and a cell ends at 32,767. */
export function cellText(text: string): string {
  const legal = text
    .toWellFormed()
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll(/\r\n?/g, '\n');
  return legal.length <= LONGEST_TEXT ? legal : `${legal.slice(0, LONGEST_TEXT - 1).toWellFormed()}…`;
}

/** Text as the file stores it: OOXML reads `_x000D_` as a control character unless its first stroke is escaped. */
export function storedText(text: string): string {
  return cellText(text).replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

/** Decides how one cell is written; what does not fit its kind is written as text, never changed. */
export function writtenCell(spec: CellSpec | undefined, column: ColumnSpec, rowStyle: RowStyle): WrittenCell {
  const {
    value,
    kind = column.kind,
    style = rowStyle,
  } = typeof spec === 'object' && spec !== null ? spec : { value: spec ?? '' };
  if (value === '') return { value: null, shown: kind, style };
  const number = kind === 'number' ? exactNumber(value) : kind === 'date' ? daySerial(value) : undefined;
  const places = typeof spec === 'object' ? spec?.places : undefined;
  if (number !== undefined) return { value: number, shown: kind, style, ...(places === undefined ? {} : { places }) };
  return { value: storedText(value), shown: kind === 'wrapped' ? 'wrapped' : 'text', style };
}

/** The width of a text in half-width characters; a Chinese character counts two. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text)
    width += character.codePointAt(0)! > 0x2e7f || '“”‘’…—·〔〕'.includes(character) ? 2 : 1;
  return width;
}

function widest(text: string): number {
  return Math.max(...text.split('\n').map(textWidth));
}

function shownText(spec: CellSpec | undefined): string {
  return typeof spec === 'object' && spec !== null ? spec.value : (spec ?? '');
}

const SAMPLE_ROWS = 300;
const WIDTHS: Readonly<Record<ColumnKind, readonly [least: number, most: number]>> = {
  text: [8, 30],
  number: [8, 18],
  date: [13, 13],
  wrapped: [20, 46],
};

/** The width of each column: as asked, else so that the header and most of the content fit. */
export function columnWidths(columns: readonly ColumnSpec[], rows: readonly RowSpec[]): readonly number[] {
  const sample = rows.filter((row) => !row.spread).slice(0, SAMPLE_ROWS);
  return columns.map((column, i) => {
    if (column.width !== undefined) return column.width;
    const [least, most] = WIDTHS[column.kind];
    // Headers wrap; half of a long one on a line is enough. The filter arrow and the drop-down want room too.
    const header = Math.min(widest(column.header), 14) + 4;
    const content = sample.map((row) => widest(shownText(row.cells[i])) + 3);
    return Math.min(Math.max(least, header, ...content), Math.max(most, header));
  });
}

/** How many lines a text takes in a column of a width. */
export function linesIn(text: string, width: number): number {
  // Chinese does not break before a stop, so a line holds a little less than the column.
  const room = Math.max(width - 3, 2);
  return text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(textWidth(line) / room)), 0);
}

/** The lines of the tallest cell of a row. */
export function rowLines(row: RowSpec, columns: readonly ColumnSpec[], widths: readonly number[]): number {
  if (row.spread)
    return linesIn(
      shownText(row.cells[0]),
      widths.reduce((sum, width) => sum + width, 0),
    );
  const lines = columns.map((column, i) =>
    column.kind === 'wrapped' ? linesIn(shownText(row.cells[i]), widths[i]!) : 1,
  );
  return Math.max(1, ...lines);
}

/** The text of a line above or below the table, for measuring. */
export function lineText(line: LineSpec): string {
  return typeof line === 'string' ? line : `${line.left}${line.right}`;
}
