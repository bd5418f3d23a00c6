import { dayOf, isDate, partsOf, type Day } from './date.ts';
import type { Period } from './period.ts';

const TIME = String.raw`(?:[ T]*(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)?`;
const SEPARATED = new RegExp(String.raw`^(\d{4}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})${TIME}$`);
const CHINESE = new RegExp(String.raw`^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]${TIME}$`);
const COMPACT = new RegExp(String.raw`^(\d{4})(\d{2})(\d{2})${TIME}$`);

/**
 * Reads a date as people type it into a spreadsheet: `2026-3-2`, `2026/3/2`, `2026.3.2`, `2026年3月2日`, `2026年3月2号`,
 * `20260302`, `二〇二六年三月二日`, with full-width characters, spaces and a trailing time of day (dropped). Undefined for
 * impossible dates, two-digit years, a missing day, mixed separators, and a time with a zone, whose day would depend on
 * the reader's.
 */
export function parseChineseDate(text: string): Day | undefined {
  const plain = inFigures(text);
  return (
    fromMatch(SEPARATED.exec(plain), [1, 3, 4]) ?? fromMatch(CHINESE.exec(plain)) ?? fromMatch(COMPACT.exec(plain))
  );
}

const FIGURES = '〇一二三四五六七八九';
const WORDS = new RegExp(String.raw`^(?:([${FIGURES}○零]{2,4})年)?([${FIGURES}十]{1,2})月([${FIGURES}十]{1,3})[日号]$`);

/** Characters of one width, and a date in Chinese figures in Arabic ones: 二〇二六年十二月二十六日. */
function inFigures(text: string): string {
  // NFKC makes full-width digits, signs and the ideographic space plain.
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const match = WORDS.exec(plain.replaceAll(' ', ''));
  if (match === null) return plain;
  const [, year, month = '', day = ''] = match;
  return `${year === undefined ? '' : `${yearOf(year)}年`}${tensOf(month)}月${tensOf(day)}日`;
}

const YEAR = new RegExp(String.raw`^([${FIGURES}○零]{4})年`);

/** What begins with a year in Chinese figures has it in Arabic ones: 二〇二六年上半年 becomes 2026年上半年. */
export function withYearInDigits(text: string): string {
  return text.replace(YEAR, (_, year: string) => `${yearOf(year)}年`);
}

function yearOf(figures: string): string {
  return digitsOf(figures.replaceAll(/[○零]/g, '〇'));
}

function digitsOf(figures: string): string {
  return figures.replaceAll(/./g, (one) => String(FIGURES.indexOf(one)));
}

/** 十二 is 12, 二十 is 20, 三十一 is 31, 三 is 3. */
function tensOf(words: string): string {
  const [tens, units] = words.includes('十') ? words.split('十') : ['〇', words];
  return String(Number(digitsOf(tens === '' ? '一' : (tens ?? ''))) * 10 + Number(digitsOf(units ?? '') || 0));
}

const SHORT_YEAR = /^(\d{2})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号])$/;
const NO_YEAR = /^(?:(\d{1,2})[-/](\d{1,2})|(\d{1,2})月(\d{1,2})[日号])$/;

/**
 * Reads a date for somebody who fills in a period: besides whole dates a year of two digits (`26.3.1`: the last such
 * year that is not after the period), and a day without its year (`3月1日`, `3/1`) where the period has just one.
 * `no-year` where a day was written, but nobody can say of which year; undefined where no day was.
 */
export function typedDay(text: string, period: Period | undefined): Day | 'no-year' | undefined {
  const whole = parseChineseDate(text);
  if (whole !== undefined) return whole;
  const plain = inFigures(text).replaceAll(' ', '');
  const short = SHORT_YEAR.exec(plain);
  if (short !== null) return shortYear(short, period);
  const match = NO_YEAR.exec(plain);
  if (match === null) return undefined;
  const [month, date] = [Number(match[1] ?? match[3]), Number(match[2] ?? match[4])];
  // 29 February is a day, of some years.
  if (!isDate(2000, month, date)) return undefined;
  const years = period === undefined ? [] : [partsOf(period.first).year, partsOf(period.last).year];
  const days = [...new Set(years)].flatMap((year) => (isDate(year, month, date) ? [dayOf(year, month, date)] : []));
  const [day, other] = days.filter((one) => period !== undefined && one >= period.first && one <= period.last);
  return day === undefined || other !== undefined ? 'no-year' : day;
}

function shortYear(match: RegExpExecArray, period: Period | undefined): Day | 'no-year' | undefined {
  const [year, month, day] = [Number(match[1]), Number(match[3] ?? match[5]), Number(match[4] ?? match[6])];
  if (!isDate(2000, month, day)) return undefined;
  if (period === undefined) return 'no-year';
  const last = partsOf(period.last).year;
  const whole = last - ((last - year) % 100);
  return isDate(whole, month, day) ? dayOf(whole, month, day) : undefined;
}

function fromMatch(match: RegExpExecArray | null, groups = [1, 2, 3]): Day | undefined {
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0] = groups.map((group) => Number(match[group]));
  return isDate(year, month, day) ? dayOf(year, month, day) : undefined;
}

/**
 * What marks a date that is written like one, and is none: 2026-02-30, or 2月29日 where the years of the period have no such
 * day; `year` names those.
 */
export function noSuchDay(text: string, period?: Period): { readonly kind?: 'none' | 'year'; readonly year?: string } {
  const plain = inFigures(text);
  const written = [SEPARATED, CHINESE, COMPACT].some((form) => form.test(plain));
  if (written) return parseChineseDate(text) === undefined ? { kind: 'none' } : {};
  const tight = plain.replaceAll(' ', '');
  const short = SHORT_YEAR.exec(tight);
  if (short !== null) return shortYear(short, period) === undefined ? { kind: 'none' } : {};
  const match = NO_YEAR.exec(tight);
  if (match === null) return {};
  const [month, date] = [Number(match[1] ?? match[3]), Number(match[2] ?? match[4])];
  if (!isDate(2000, month, date)) return { kind: 'none' };
  if (period === undefined) return {};
  const years = [...new Set([partsOf(period.first).year, partsOf(period.last).year])];
  return years.some((year) => isDate(year, month, date)) ? {} : { kind: 'year', year: years.join('、') };
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
