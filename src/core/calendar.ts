import { partsOf, weekdayOf } from './date.ts';
import type { Day } from './date.ts';

/**
 * The working-day calendar (工作日历) of a unit: the years whose holiday arrangement (放假安排) is published, and the days
 * that differ from plain weeks of Monday to Friday (节假日 `holiday`, 调休上班 `workday`). Officers edit it; it is handed in.
 */
export type Calendar = {
  readonly publishedYears: ReadonlySet<number>;
  readonly exceptions: ReadonlyMap<Day, 'holiday' | 'workday'>;
};

/** A day found by counting working days; provisional (暂定) when a day it had to look at lies in an unpublished year. */
export type FoundDay = { readonly day: Day; readonly provisional: boolean };

/** The calendar that knows plain weeks only and no published year, so that everything counted with it is provisional. */
export const PLAIN_WEEKS: Calendar = { publishedYears: new Set(), exceptions: new Map() };

/** Whether the holiday arrangement of the day's year is published. */
export function isPublished(calendar: Calendar, day: Day): boolean {
  return calendar.publishedYears.has(partsOf(day).year);
}

/** Whether the day is a working day: as the calendar says, else Monday to Friday. */
export function isWorkingDay(calendar: Calendar, day: Day): boolean {
  const exception = calendar.exceptions.get(day);
  return exception === undefined ? weekdayOf(day) <= 5 : exception === 'workday';
}

/** The first working day on or after the day (节假日顺延). */
export function workingDayFrom(calendar: Calendar, day: Day): FoundDay {
  return nthWorkingDay(calendar, day, 1);
}

/** The nth working day (n from 1) of those on or after the day; throws RangeError when n is no such number. */
export function nthWorkingDay(calendar: Calendar, from: Day, n: number): FoundDay {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`no working day number ${n}`);
  let day = from;
  let provisional = !isPublished(calendar, day);
  let left = isWorkingDay(calendar, day) ? n - 1 : n;
  while (left > 0) {
    day += 1;
    provisional ||= !isPublished(calendar, day);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return { day, provisional };
}
