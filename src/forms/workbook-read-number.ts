/** How a number format shows a number: as itself, as a day of the calendar, or as a time of day. */
export type NumberLook = 'number' | 'date' | 'time';

// Built-in formats have no code in the file; 27–36 and 50–58 are dates and times in Chinese editions only.
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
const BUILT_IN_TIMES = new Set([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56]);

/** The look of a built-in number format. */
export function builtInLook(id: number): NumberLook {
  if (BUILT_IN_DATES.has(id)) return 'date';
  return BUILT_IN_TIMES.has(id) ? 'time' : 'number';
}

/** The look of a format code such as `yyyy"年"m"月"d"日"`; only its first section counts. */
export function lookOfFormat(code: string): NumberLook {
  const bare = code
    .replaceAll(/"[^"]*"|\\.|_.|\*./g, '')
    .split(';')[0]!
    .toLowerCase();
  if (/\[(?:h+|m+|s+)\]/.test(bare)) return 'time';
  const letters = bare.replaceAll(/\[[^\]]*\]/g, '');
  if (/general|[#?]/.test(letters) || /通用格式|e[+-]/.test(letters)) return 'number';
  if (/[yd年]|aaa/.test(letters)) return 'date';
  if (/[hs]/.test(letters)) return 'time';
  return letters.includes('m') ? 'date' : 'number';
}

const NUMERIC = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/;

/** A number as it stands in the file, or nothing if no spreadsheet would have written it so. */
export function parseStoredNumber(stored: string): number | undefined {
  const value = NUMERIC.test(stored.trim()) ? Number(stored) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** Whether a stored number already reads as `decimalText` would write it, as nearly all do. */
export function isShortDecimal(stored: string): boolean {
  return stored.length <= 15 && /^(?!-0$)-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/.test(stored);
}

/** The shortest decimal at 15 significant digits, without exponent: what the spreadsheet shows, not the binary behind it. */
export function decimalText(value: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(14).split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace('-', '').replace('.', '').replace(/0+$/, '');
  if (digits === '') return '0';
  const point = Number(exponent) + 1;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits + '0'.repeat(point - digits.length);
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

const DAY = 86_400_000;
const LAST_DAY_1900 = 2_958_465;

/** The day of a serial number as yyyy-mm-dd, or nothing outside the calendar; a time of day is dropped. */
export function dayText(serial: number, date1904: boolean): string | undefined {
  // Seconds are rounded first: 45000.999999999 is the next midnight written by a formula.
  const day = Math.floor(Math.round(serial * 86_400) / 86_400) + (date1904 ? 1462 : 0);
  if (day < 1 || day > LAST_DAY_1900) return undefined;
  // Excel counts a 29 February 1900 that never was; it stays visible as such, and no date parser will take it.
  if (day === 60) return '1900-02-29';
  return new Date(Date.UTC(1899, 11, 30) + (day < 60 ? day + 1 : day) * DAY).toISOString().slice(0, 10);
}

/** A time of day or a length of time as h:mm:ss. */
export function timeText(serial: number): string {
  const seconds = Math.round(Math.abs(serial) * 86_400);
  const two = (n: number): string => String(n).padStart(2, '0');
  const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return serial < 0 ? `-${text}` : text;
}
