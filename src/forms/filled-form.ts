import { SHEET_NAMES, type SheetName } from './form.ts';
import { HEADER_ROW } from './template.ts';
import { readWorkbook } from './workbook-read.ts';

/** 读法 is written out in the blank form already. */
const FILLED_BY_US: SheetName = '读法';

/** Whether a workbook is one of our forms with something typed into it, which nobody may lose (填过的表). */
export async function isFilledForm(bytes: Uint8Array): Promise<boolean> {
  const book = await readWorkbook(bytes);
  if (!book.ok || !book.sheets.some((sheet) => sheet.name === FILLED_BY_US)) return false;
  const toFill = new Set<string>(SHEET_NAMES.filter((name) => name !== FILLED_BY_US));
  return book.sheets.some(
    (sheet) =>
      toFill.has(sheet.name) &&
      sheet.rows.some(
        (row) => row.number > HEADER_ROW && [...row.cells.values()].some((cell) => cell.text.trim() !== ''),
      ),
  );
}
