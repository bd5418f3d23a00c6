/**
 * A calendar day as a whole number: days since 1970-01-01 in the proleptic Gregorian calendar.
 * Days from 0001-01-01 to 9999-12-31 can be printed; it has no time and no zone (the clock, in Asia/Shanghai, is the service's).
 */
export type Day = number;

/** Year (1 to 9999), month (1 to 12) and day of the month (1 to 31). */
export type DateParts = { readonly year: number; readonly month: number; readonly day: number };

/** Weekday by ISO 8601: 1 is Monday (周一), 7 is Sunday (周日). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const FIRST_YEAR = 1;
const LAST_YEAR = 9999;
const DAYS_IN_400_YEARS = 146_097;
/** 0001-01-01 and 9999-12-31. */
const FIRST_DAY = -719_162;
const LAST_DAY = 2_932_896;
/** Days from 0000-03-01, where the reckoning below begins, to 1970-01-01. */
const DAYS_BEFORE_1970 = 719_468;

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether the year has a 29 February (闰年). */
export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Number of days in a month (1 to 12) of a year; throws RangeError on any other month. */
export function daysInMonth(year: number, month: number): number {
  const length = MONTH_LENGTHS[month - 1];
  if (length === undefined) throw new RangeError(`no month ${month}`);
  return month === 2 && isLeap(year) ? 29 : length;
}

/** Whether year, month and day name a day that exists, within the years 1 to 9999. */
export function isDate(year: number, month: number, day: number): boolean {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return false;
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

/** The day of a year, month and day of the month; throws RangeError when it does not exist (ask `isDate` first). */
export function dayOf(year: number, month: number, day: number): Day {
  if (!isDate(year, month, day)) throw new RangeError(`no date ${year}-${month}-${day}`);
  // Years are counted from March, so that a leap day is the last day of its year.
  const marchYear = month > 2 ? year : year - 1;
  const monthFromMarch = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfYear - DAYS_BEFORE_1970;
}

/** Year, month and day of the month of a day; throws RangeError outside 0001-01-01 to 9999-12-31 or when not whole. */
export function partsOf(day: Day): DateParts {
  const parts = packedParts(day);
  return { year: parts >> 9, month: (parts >> 5) & 15, day: parts & 31 };
}

/** The first day of the month that holds the day; throws RangeError where `partsOf` does. */
export function firstOfMonth(day: Day): Day {
  return day + 1 - (packedParts(day) & 31);
}

/** Year, month and day of the month in one number: bulk runs ask so often that an object for each would slow them. */
function packedParts(day: Day): number {
  if (!Number.isInteger(day) || day < FIRST_DAY || day > LAST_DAY) throw new RangeError(`no day ${day}`);
  // `| 0` cuts a quotient to a whole number in integer arithmetic; nothing here is negative or large.
  const shifted = (day + DAYS_BEFORE_1970) | 0;
  const era = (shifted / DAYS_IN_400_YEARS) | 0;
  const dayOfEra = shifted - era * DAYS_IN_400_YEARS;
  const leapDays = ((dayOfEra / 1460) | 0) - ((dayOfEra / 36_524) | 0) + ((dayOfEra / 146_096) | 0);
  const yearOfEra = ((dayOfEra - leapDays) / 365) | 0;
  const dayOfYear = dayOfEra - (365 * yearOfEra + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0));
  const monthFromMarch = ((5 * dayOfYear + 2) / 153) | 0;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = era * 400 + yearOfEra + (month > 2 ? 0 : 1);
  return (year << 9) | (month << 5) | (dayOfYear - (((153 * monthFromMarch + 2) / 5) | 0) + 1);
}

/** Reads a strict ISO date, `2026-03-02`; anything else, impossible dates too, is undefined. */
export function parseDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return isDate(year, month, day) ? dayOf(year, month, day) : undefined;
}

/** Prints a day as `2026-03-02`; throws RangeError where `partsOf` does. */
export function printDay(day: Day): string {
  const parts = partsOf(day);
  return `${digits(parts.year, 4)}-${digits(parts.month, 2)}-${digits(parts.day, 2)}`;
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** The ISO weekday (星期) of a day. */
export function weekdayOf(day: Day): Weekday {
  const fromMonday = (((day + 3) % 7) + 7) % 7;
  return (fromMonday + 1) as Weekday;
}

/** A month as one whole number, year × 12 + month − 1, so that neighbouring months differ by 1. */
export function monthNumber(day: Day): number {
  const { year, month } = partsOf(day);
  return year * 12 + month - 1;
}

/** The day `n` months later (earlier when negative); where the month has no such day, its last day (民法典 第二百零二条). */
export function addMonths(day: Day, n: number): Day {
  const target = monthNumber(day) + n;
  const year = Math.floor(target / 12);
  const month = target - year * 12 + 1;
  return dayOf(year, month, Math.min(partsOf(day).day, daysInMonth(year, month)));
}

/** The day `n` years later (earlier when negative); 29 February becomes the 28th in a common year. */
export function addYears(day: Day, n: number): Day {
  return addMonths(day, n * 12);
}

/** The last day (月末) of the month that holds the day. */
export function monthEnd(day: Day): Day {
  const { year, month } = partsOf(day);
  return dayOf(year, month, daysInMonth(year, month));
}

/**
 * Whole months from one day to a later one: the greatest n for which `addMonths(from, n)` is not after `to`
 * (31 January to 28 February is one month). When `to` is earlier, the same count the other way round, negative.
 */
export function monthsBetween(from: Day, to: Day): number {
  if (to < from) return 0 - monthsBetween(to, from);
  const months = monthNumber(to) - monthNumber(from);
  return addMonths(from, months) > to ? months - 1 : months;
}

/**
 * Age in full years (周岁) on a day: it rises on the birthday itself. Who was born on 29 February reaches it on
 * 1 March of a common year. Negative before birth. Which day to ask about is a reading (`age-date`, AMB-31).
 */
export function ageOn(birth: Day, day: Day): number {
  const born = partsOf(birth);
  const now = partsOf(day);
  const years = now.year - born.year;
  const reached = now.month > born.month || (now.month === born.month && now.day >= born.day);
  return reached ? years : years - 1;
}
