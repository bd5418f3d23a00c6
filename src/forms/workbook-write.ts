import { Worker } from 'node:worker_threads';

/** How a column is typed in and shown: text stays text, dates are real dates, wrapped is long text. */
export type ColumnKind = 'text' | 'number' | 'date' | 'wrapped';

/** What a drop-down offers: values written down here, or a range such as $B$2:$B$500 of another sheet. */
export type ListSource = { readonly values: readonly string[] } | { readonly sheet: string; readonly range: string };

/** What a cell of a column accepts; bounds are decimals or yyyy-mm-dd, as the kind says. */
export type ColumnCheck = { readonly kind: 'decimal' | 'whole' | 'date'; readonly min?: string; readonly max?: string };

export type ColumnSpec = {
  readonly header: string;
  readonly kind: ColumnKind;
  /** In characters of the body font, a Chinese character counts two; without it the content decides. */
  readonly width?: number;
  /** Neighbours with the same group stand under one merged heading above their own. */
  readonly group?: string;
  /** Shown when the mouse rests on the header. */
  readonly note?: string;
  readonly list?: ListSource;
  /** A value outside the list or check is asked about instead of refused. */
  readonly lenient?: boolean;
  readonly check?: ColumnCheck;
  /** Decimal places shown; without it a number shows as it is. */
  readonly places?: number;
  readonly align?: 'left' | 'center' | 'right';
};

/** A cell: nothing, a value shown as its column says, or a value with its own kind. Fractions like 100/3 stay text. */
export type CellSpec =
  | string
  | null
  | {
      readonly value: string;
      readonly kind?: ColumnKind;
      readonly style?: RowStyle;
      /** Decimal places shown in this cell, where the column's would mislead. */
      readonly places?: number;
    };

export type RowStyle = 'plain' | 'heading' | 'total' | 'warning' | 'muted' | 'input';

/** A row; `spread` lets its first cell run over the whole width, for headings inside a table. */
export type RowSpec = {
  readonly cells: readonly CellSpec[];
  readonly style?: RowStyle;
  readonly spread?: boolean;
  /** When printed, it begins a page. */
  readonly newPage?: boolean;
};

/** A line above or below the table, over its whole width; a pair stands left and right. */
export type LineSpec = string | { readonly left: string; readonly right: string };

export type PrintSpec = { readonly orientation: 'portrait' | 'landscape'; readonly footer?: boolean };

export type SheetSpec = {
  readonly name: string;
  readonly columns: readonly ColumnSpec[];
  readonly rows: readonly RowSpec[];
  readonly title?: string;
  readonly subtitles?: readonly LineSpec[];
  readonly footnotes?: readonly LineSpec[];
  /** Empty ruled rows to fill in; drop-downs and checks then reach to row 5,000. */
  readonly blankRows?: number;
  /** Rows down to the header stay in sight, with this many columns. */
  readonly freezeColumns?: number;
  readonly autofilter?: boolean;
  /** A page of prose has no header row and no rules. */
  readonly bare?: boolean;
  /** Long text is broken into lines beforehand: for tables to read, not for those whose text is read back. */
  readonly composed?: boolean;
  readonly print?: PrintSpec;
  readonly tabColour?: string;
  readonly hidden?: boolean;
  /** Titles and headers are locked without a password; cells stay open. */
  readonly protect?: boolean;
};

/** A whole workbook as plain data; `official` uses the fonts of 公文 (方正小标宋, 黑体, 仿宋), `office` those of the screen. */
export type BookSpec = {
  readonly sheets: readonly SheetSpec[];
  readonly look?: 'office' | 'official';
  readonly title?: string;
};

/** Why a workbook with nothing wrong in it cannot be written: a sheet has no room for it, or it takes too long. */
export type TooMuch = 'too-large' | 'too-long';

export const WRITE_LIMIT_MS = 300_000;
/** Excel ends at 1,048,576; titles and headers stand above, notes below. */
const SHEET_ROWS = 1_048_000;

/** Writes a workbook. What cannot be written is a bug of the caller, so it throws. */
export async function writeWorkbook(book: BookSpec): Promise<Uint8Array> {
  const bytes = await writtenWorkbook(book);
  if (typeof bytes === 'string') throw new Error(`the workbook is ${bytes}`);
  return bytes;
}

/** The same for one that may be too much: of how many there are, nobody is sure beforehand. */
export async function writtenWorkbook(book: BookSpec, limitMs = WRITE_LIMIT_MS): Promise<Uint8Array | TooMuch> {
  if (book.sheets.some((sheet) => sheet.rows.length > SHEET_ROWS)) return 'too-large';
  const worker = new Worker(new URL('./workbook-write-worker.ts', import.meta.url), { workerData: book });
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array | TooMuch>();
  const timer = setTimeout(() => resolve('too-long'), limitMs);
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', (status) => reject(new Error(`the writing thread ended with ${status}`)));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
