import type { SheetSpec } from './workbook-write.ts';

/** Excel ends at 1,048,576 rows; long before that writing takes minutes and nobody reads on. */
export const MOST_ROWS = 100_000;

/** A sheet with no more rows than anybody reads, of a longer one first what somebody has to look at. */
export function limited(sheet: SheetSpec, most = MOST_ROWS): SheetSpec {
  const left = sheet.rows.length - most;
  if (left <= 0) return sheet;
  const [first, rest] = [true, false].map((is) => sheet.rows.filter((row) => (row.style === 'warning') === is));
  const rows = [...(first ?? []), ...(rest ?? [])].slice(0, most);
  const more = `还有 ${left} 行没有列出，请用 score --json 看全部结果。`;
  return { ...sheet, rows: [...rows, { cells: [more], style: 'muted', spread: true }] };
}
