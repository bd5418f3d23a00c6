import { dayOf, isDate } from './date.ts';
import type { Day } from './date.ts';

const TIME = String.raw`(?:[ T]*(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)?`;
const SEPARATED = new RegExp(String.raw`^(\d{4}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})${TIME}$`);
const CHINESE = new RegExp(String.raw`^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]${TIME}$`);
const COMPACT = new RegExp(String.raw`^(\d{4})(\d{2})(\d{2})${TIME}$`);

/**
 * Reads a date as people type it into a spreadsheet: `2026-3-2`, `2026/3/2`, `2026.3.2`, `2026年3月2日`, `2026年3月2号`,
 * `20260302`, with full-width characters, spaces and a trailing time of day (dropped). Undefined for impossible dates,
 * two-digit years, a missing day, mixed separators, and a time with a zone, whose day would depend on the reader's.
 */
export function parseChineseDate(text: string): Day | undefined {
  // NFKC makes full-width digits, signs and the ideographic space plain.
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  return (
    fromMatch(SEPARATED.exec(plain), [1, 3, 4]) ?? fromMatch(CHINESE.exec(plain)) ?? fromMatch(COMPACT.exec(plain))
  );
}

function fromMatch(match: RegExpExecArray | null, groups = [1, 2, 3]): Day | undefined {
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0] = groups.map((group) => Number(match[group]));
  return isDate(year, month, day) ? dayOf(year, month, day) : undefined;
}

/** Which day a workbook counts from: Excel's usual 1900 system, or the 1904 system of old Macintosh files. */
export type SerialSystem = 1900 | 1904;

const LAST_DAY = dayOf(9999, 12, 31);
const LOTUS_LEAP_DAY = 60;

/**
 * The day of a spreadsheet serial number; a fraction is the time of day and is dropped. In the 1900 system 1 is
 * 1900-01-01 and 60 is 1900-02-29, which never existed: it gives undefined, as do 0, negatives and anything after 9999.
 */
export function daySerial(serial: number, system: SerialSystem = 1900): Day | undefined {
  const whole = Math.floor(serial);
  if (!Number.isFinite(whole) || whole < (system === 1900 ? 1 : 0)) return undefined;
  if (system === 1900 && whole === LOTUS_LEAP_DAY) return undefined;
  const day = whole + serialOrigin(whole, system);
  return day <= LAST_DAY ? day : undefined;
}

function serialOrigin(whole: number, system: SerialSystem): Day {
  if (system === 1904) return dayOf(1904, 1, 1);
  return whole < LOTUS_LEAP_DAY ? dayOf(1899, 12, 31) : dayOf(1899, 12, 30);
}
