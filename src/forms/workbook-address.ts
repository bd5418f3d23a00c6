/** The last row and the number of columns of a sheet. */
export const MAX_ROW = 1_048_576;
export const MAX_COLUMN = 16_384;

/** The column of `BC12` from 0, and its row from 1; nothing for what is no address. */
export function parseAddress(address: string): { readonly column: number; readonly row: number } | undefined {
  const match = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/.exec(address);
  if (!match) return undefined;
  let column = 0;
  for (const letter of match[1]!.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(match[2]);
  return column <= MAX_COLUMN && row <= MAX_ROW ? { column: column - 1, row } : undefined;
}

/** The letters of a column counted from 0. */
export function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnLetters(Math.floor(column / 26) - 1) + letter;
}
