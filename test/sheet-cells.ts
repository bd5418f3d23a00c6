import assert from 'node:assert/strict';
import { readWorkbook, type Sheet } from '../src/forms/workbook-read.ts';

/** The sheets of a workbook that can be read. */
export async function readSheets(bytes: Uint8Array): Promise<readonly Sheet[]> {
  const book = await readWorkbook(bytes);
  assert.ok(book.ok, JSON.stringify(book));
  return book.sheets;
}

/** Every cell as `address kind text`. */
export function cellsOf(sheet: Sheet): readonly string[] {
  return sheet.rows.flatMap((row) =>
    [...row.cells].map(
      ([column, { kind, text }]) => `${String.fromCharCode(65 + column)}${row.number} ${kind} ${text}`,
    ),
  );
}
