import { exact, printPlaces } from '../core/number.ts';
import type { ReportNumber } from '../core/score/telling/report.ts';
import type { CellSpec, LineSpec } from './workbook-write.ts';
import { exactNumber } from './workbook-write-cell.ts';

/** The lines under the title of every sheet of a result workbook. */
export type Head = { readonly lines: readonly LineSpec[] };

/**
 * A number that can be added up and sorted, shown with so many places, more where fewer would mislead. What has no end,
 * or more digits than a spreadsheet keeps, is held to those it keeps; exact it stands in 明细.
 */
export function numberCell(number: ReportNumber | undefined, digits: number): CellSpec {
  if (number === undefined) return null;
  const places = placesOf(number.shown);
  return { value: keptDigits(number.exact), kind: 'number', ...(places === digits ? {} : { places }) };
}

/** How many decimals a number is printed with. */
export function placesOf(shown: string): number {
  return /\.(\d+)/u.exec(shown)?.[1]?.length ?? 0;
}

/** Digits that a spreadsheet keeps. */
const DIGITS = 15;
const MOST_PLACES = 12;

/** The decimal itself, or the nearest one that a spreadsheet keeps. */
export function keptDigits(text: string): string {
  if (exactNumber(text) !== undefined) return text;
  const value = exact(text);
  const whole = printPlaces(value, 0).replace('-', '').length;
  return printPlaces(value, Math.max(0, Math.min(MOST_PLACES, DIGITS - whole)));
}
