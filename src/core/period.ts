import { daysInMonth, dayOf, firstOfMonth, partsOf, weekdayOf } from './date.ts';
import type { Day } from './date.ts';
import { contains } from './span.ts';
import type { ClosedSpan } from './span.ts';

/** The lengths of a period (周期), shortest first. */
export const PERIOD_UNITS = ['week', 'month', 'quarter', 'half-year', 'year'] as const;

/** The length of a period: 周、月、季度、半年、年. */
export type PeriodUnit = (typeof PERIOD_UNITS)[number];

/** One period: its unit, its id (`2026`, `2026H1`, `2026Q1`, `2026-03`, `2026-W40`) and its first and last day, both included. */
export type Period = { readonly unit: PeriodUnit; readonly id: string; readonly first: Day; readonly last: Day };

/**
 * To which month, quarter, half-year or year a week belongs that crosses its border (reading `week-month`, AMB-33):
 * to that of its Sunday (the default) or of its Monday. Splitting a week by day is not a membership: `daysIn` gives the shares.
 */
export type WeekPolicy = 'week-end-day' | 'week-start-day';

const MONTHS_OF = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const;

type MonthUnit = keyof typeof MONTHS_OF;

const ID_FORMS: readonly (readonly [PeriodUnit, RegExp])[] = [
  ['year', /^(\d{4})$/],
  ['half-year', /^(\d{4})H([12])$/],
  ['quarter', /^(\d{4})Q([1-4])$/],
  ['month', /^(\d{4})-(\d{2})$/],
  ['week', /^(\d{4})-W(\d{2})$/],
];

/** Reads a period id; undefined when it is not exactly one of the five forms or names no period (`2026-13`, `2025-W53`). */
export function parsePeriod(text: string): Period | undefined {
  for (const [unit, form] of ID_FORMS) {
    const match = form.exec(text);
    if (match !== null) return numberedPeriod(unit, Number(match[1]), Number(match[2] ?? 1));
  }
  return undefined;
}

function numberedPeriod(unit: PeriodUnit, year: number, number: number): Period | undefined {
  if (year < 1 || number < 1) return undefined;
  if (unit === 'week') return numberedWeek(year, number);
  const month = (number - 1) * MONTHS_OF[unit] + 1;
  return month > 12 ? undefined : monthsPeriod(unit, year, number);
}

function numberedWeek(year: number, number: number): Period | undefined {
  // 28 December always lies in the last week of its year.
  const first = firstWeekStart(year) + (number - 1) * 7;
  return first > dayOf(year, 12, 28) ? undefined : weekOf(first);
}

/** The first day of the period of the unit that holds the day. */
export function firstDayOf(unit: PeriodUnit, day: Day): Day {
  if (unit === 'week') return day - weekdayOf(day) + 1;
  if (unit === 'month') return firstOfMonth(day);
  const parts = partsOf(day);
  return dayOf(parts.year, parts.month - ((parts.month - 1) % MONTHS_OF[unit]), 1);
}

/** The period of the unit that holds the day; weeks run from Monday to Sunday by ISO 8601. */
export function periodOf(unit: PeriodUnit, day: Day): Period {
  if (unit === 'week') return weekOf(day);
  const { year, month } = partsOf(day);
  return monthsPeriod(unit, year, Math.ceil(month / MONTHS_OF[unit]));
}

function monthsPeriod(unit: MonthUnit, year: number, number: number): Period {
  const lastMonth = number * MONTHS_OF[unit];
  const first = dayOf(year, lastMonth - MONTHS_OF[unit] + 1, 1);
  return { unit, id: monthsId(unit, year, number), first, last: dayOf(year, lastMonth, daysInMonth(year, lastMonth)) };
}

function monthsId(unit: MonthUnit, year: number, number: number): string {
  const label = yearLabel(year);
  if (unit === 'year') return label;
  if (unit === 'half-year') return `${label}H${number}`;
  return unit === 'quarter' ? `${label}Q${number}` : `${label}-${String(number).padStart(2, '0')}`;
}

function yearLabel(year: number): string {
  return String(year).padStart(4, '0');
}

function weekOf(day: Day): Period {
  const first = day - weekdayOf(day) + 1;
  // A week carries the year of its Thursday, which need not be the year of its Monday or Sunday.
  const { year } = partsOf(first + 3);
  const number = (first - firstWeekStart(year)) / 7 + 1;
  const id = `${yearLabel(year)}-W${String(number).padStart(2, '0')}`;
  return { unit: 'week', id, first, last: first + 6 };
}

/** The Monday of week 1: the week with 4 January in it. */
function firstWeekStart(year: number): Day {
  const fourth = dayOf(year, 1, 4);
  return fourth - weekdayOf(fourth) + 1;
}

/** The period's days as a closed span. */
export function spanOf(period: Period): ClosedSpan {
  return { from: period.first, to: period.last };
}

/** Whether one period counts as part of the other: it lies inside it, or is a week whose deciding day does. */
export function belongsTo(period: Period, within: Period, policy: WeekPolicy = 'week-end-day'): boolean {
  if (period.unit === 'week' && within.unit !== 'week') return contains(spanOf(within), decidingDay(period, policy));
  return within.first <= period.first && period.last <= within.last;
}

function decidingDay(period: Period, policy: WeekPolicy): Day {
  return period.unit === 'week' && policy === 'week-start-day' ? period.first : period.last;
}

/** All periods of the unit that belong to the given one, in order: the quarters of a year, the weeks of a month; none when the unit is longer. */
export function periodsIn(unit: PeriodUnit, within: Period, policy: WeekPolicy = 'week-end-day'): readonly Period[] {
  let period = periodOf(unit, within.first);
  const found = [period];
  while (period.last < within.last) {
    period = nextPeriod(period);
    found.push(period);
  }
  return found.filter((each) => belongsTo(each, within, policy));
}

/** The period of the unit to which the given one belongs (the year of a quarter, the month of a week); throws RangeError when the unit is shorter. */
export function periodAbove(unit: PeriodUnit, period: Period, policy: WeekPolicy = 'week-end-day'): Period {
  if (PERIOD_UNITS.indexOf(unit) < PERIOD_UNITS.indexOf(period.unit))
    throw new RangeError(`no ${unit} above ${period.id}`);
  return periodOf(unit, decidingDay(period, policy));
}

/** The period of the same unit right after; throws RangeError after the year 9999. */
export function nextPeriod(period: Period): Period {
  return periodOf(period.unit, period.last + 1);
}

/** The period of the same unit right before; throws RangeError before the year 1. */
export function previousPeriod(period: Period): Period {
  return periodOf(period.unit, period.first - 1);
}

/** The year a period belongs to; for a week that of its deciding day, so that the weeks of a year and of its months are the same. */
export function yearOf(period: Period, policy: WeekPolicy = 'week-end-day'): number {
  return partsOf(decidingDay(period, policy)).year;
}

/** Whether `b` follows right after `a`, both of the same unit (连续两期; across the turn of the year too, AMB-21). */
export function isConsecutive(a: Period, b: Period): boolean {
  return a.unit === b.unit && a.last + 1 === b.first;
}

/** Whether the period is the last of its unit in its year (当年最后一期). */
export function isLastOfYear(period: Period, policy: WeekPolicy = 'week-end-day'): boolean {
  const day = decidingDay(period, policy);
  const following = period.unit === 'week' ? day + 7 : day + 1;
  return following > periodOf('year', day).last;
}

/** How a period of the unit is written, for people to copy: 2026、2026H1、2026Q1、2026-03、2026-W10. */
export function samplePeriod(unit: PeriodUnit): string {
  return periodOf(unit, dayOf(2026, 3, 5)).id;
}

/** A period as people say it: 2026年、2026年上半年、2026年第1季度、2026年3月、2026年第40周. */
export function periodName(id: string): string {
  const period = parsePeriod(id);
  if (period === undefined) return id;
  const year = id.slice(0, 4);
  const number = Number(/\d+$/.exec(id.slice(5))?.[0] ?? 0);
  const names = {
    year: '',
    'half-year': number === 1 ? '上半年' : '下半年',
    quarter: `第${number}季度`,
    month: `${number}月`,
    week: `第${number}周`,
  } as const;
  return `${year}年${names[period.unit]}`;
}
