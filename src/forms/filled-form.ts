import { SHEET_NAMES, type SheetName } from './form.ts';
import { isResultSheet } from './result-name.ts';
import { HEADER_ROW } from './template.ts';
import { readWorkbook, type Sheet } from './workbook-read.ts';

/** 读法 is written out in the blank form already. */
const FILLED_BY_US: SheetName = '读法';

/** What a workbook is that stands where another is to be written: our own results, a filled-in form, or anything else. */
export async function standingBook(bytes: Uint8Array): Promise<'result' | 'filled' | 'other'> {
  const book = await readWorkbook(bytes);
  if (!book.ok) return 'other';
  if (isOwnResult(book.sheets)) return 'result';
  return isFilledForm(book.sheets) ? 'filled' : 'other';
}

/** The version of the rules, which every result that `score` wrote carries. */
const VERSION = /版本 [0-9a-f]{64}/u;

function isOwnResult(sheets: readonly Sheet[]): boolean {
  const readings = sheets.find((sheet) => sheet.name === FILLED_BY_US);
  return (
    isResultSheet(sheets[0]?.name ?? '') &&
    (readings?.rows ?? []).some((row) => textsOf(row).some((text) => VERSION.test(text)))
  );
}

/** One of our forms with something typed into it, which nobody may lose (填过的表). */
function isFilledForm(sheets: readonly Sheet[]): boolean {
  if (!sheets.some((sheet) => sheet.name === FILLED_BY_US)) return false;
  const toFill = new Set<string>(SHEET_NAMES.filter((name) => name !== FILLED_BY_US));
  return sheets.some(
    (sheet) =>
      toFill.has(sheet.name) &&
      sheet.rows.some((row) => row.number > HEADER_ROW && textsOf(row).some((text) => text.trim() !== '')),
  );
}

function textsOf(row: Sheet['rows'][number]): readonly string[] {
  return [...row.cells.values()].map((cell) => cell.text);
}

/** Whether two workbooks say the same, cell for cell: nothing was typed into the one that stands there. */
export async function saysTheSame(one: Uint8Array, other: Uint8Array): Promise<boolean> {
  const [a, b] = [await readWorkbook(one), await readWorkbook(other)];
  return a.ok && b.ok && JSON.stringify(a.sheets.map(saidIn)) === JSON.stringify(b.sheets.map(saidIn));
}

function saidIn({ name, rows }: Sheet): unknown {
  return [name, rows.map((row) => [row.number, [...row.cells]])];
}
