import type { ReportNumber } from '../core/score/telling/report.ts';
import type { CellSpec, LineSpec } from './workbook-write.ts';

/** The lines under the title of every sheet of a result workbook. */
export type Head = { readonly lines: readonly LineSpec[] };

/** A number that is exact in the cell and shows with so many places, more where fewer would mislead; a fraction is text. */
export function numberCell(number: ReportNumber | undefined, digits: number): CellSpec {
  if (number === undefined) return null;
  if (number.exact.includes('/')) return { value: number.shown, kind: 'text' };
  const places = number.shown.includes('.') ? number.shown.length - number.shown.indexOf('.') - 1 : 0;
  return { value: number.exact, kind: 'number', ...(places === digits ? {} : { places }) };
}
