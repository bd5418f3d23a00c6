/**
 * Deadlines (期限) as data. The counting convention in the style of the Civil Code (民法典 第十编 期间计算):
 *
 * - N日内: the day of the event is not counted, day 1 is the next one (reading `notice-first-day`); it ends at 24:00 of day N.
 * - N个月内: ends on the same day of the Nth month after, or on its last day where it has no such day.
 * - 某日前、月底前: includes that day, unless the rule says `excludesDay`.
 * - 不少于N天: N full days after the posting day; the result may become final on the day after them.
 * - A deadline on a day of rest stays where it is, unless the rule says `onRestDay: 'next-working-day'`.
 *
 * What is done on the due day is in time, whatever the hour.
 */
import { nthWorkingDay, PLAIN_WEEKS, workingDayFrom } from './calendar.ts';
import type { Calendar, FoundDay } from './calendar.ts';
import { addMonths, dayOf, daysInMonth, monthNumber, partsOf } from './date.ts';
import type { Day } from './date.ts';
import type { Period } from './period.ts';
import { own } from './own.ts';

/** How days are counted after an event. */
export type Counting = {
  /** The day of the event is day 1 (当日起算); otherwise the next day is (次日起算). */
  readonly countFirstDay?: boolean;
  /** Only working days count (工作日); otherwise every day does. */
  readonly workingDays?: boolean;
};

/** What may be said of every deadline. */
type Common = {
  /** 前 without the day itself: due the day before. */
  readonly excludesDay?: boolean;
  /** Where the due day goes when it is a day of rest; it stays when not said. */
  readonly onRestDay?: 'stay' | 'next-working-day';
};

/** The last day of the period: 按季公示, 每半年通报 (S03-01, S03-03). */
export type AtPeriodEnd = Common & { readonly kind: 'period-end' };

/**
 * A day of the nth month after the month in which the period ends (`months` 0 is that month itself), `end` its last day:
 * 下一半年第一个月内 (S00), 6月底前 (S01), 下一个月10日前 (S03-09), 每月10日 (S02-NORM). A day the month lacks is its last one.
 */
export type DayOfMonth = Common & {
  readonly kind: 'month-after-period';
  readonly months: number;
  readonly day: number | 'end';
};

/** A day of the calendar in the period's year (`years` 0) or a later one: 12月16日前 (S04), 次年1月20日前 (S03-20), 9月20日前 (S01). */
export type DayOfYear = Common & {
  readonly kind: 'date';
  readonly years: number;
  readonly month: number;
  readonly day: number | 'end';
};

/** N days after an event: 完成后10日内 (S01), 公示后三日内调查 (S03-18). Without an event, after the last day of the period (S03-19). */
export type DaysAfter = Common &
  Counting & { readonly kind: 'days-after'; readonly days: number; readonly event?: string };

/** N months after an event, or after the last day of the period: 延长预备期一年 (S03-01), 3个月整改, 3年内不得发展 (RK53). */
export type MonthsAfter = Common & { readonly kind: 'months-after'; readonly months: number; readonly event?: string };

/** A rule for a due day. */
export type DeadlineRule = AtPeriodEnd | DayOfMonth | DayOfYear | DaysAfter | MonthsAfter;

/** What a rule is applied to: the period it is about, the events that have happened, and the unit's calendar. */
export type DeadlineContext = {
  readonly period?: Period | undefined;
  readonly events?: Readonly<Record<string, Day>> | undefined;
  readonly calendar?: Calendar | undefined;
};

/** A known due day, provisional (暂定) when an unpublished year was counted; or waiting for the event or period it counts from. */
export type Due =
  | { readonly state: 'due'; readonly day: Day; readonly provisional: boolean }
  | { readonly state: 'waiting'; readonly waitingFor: string };

/** The name under which a rule waits for its period. */
export const PERIOD = 'period';

/** When a deadline falls due; throws RangeError on numbers no rule can have (month 13, day 0, −1 days). */
export function dueDay(rule: DeadlineRule, context: DeadlineContext): Due {
  const base = baseDay(rule, context);
  if (base === undefined) return { state: 'waiting', waitingFor: eventOf(rule) ?? PERIOD };
  const calendar = context.calendar ?? PLAIN_WEEKS;
  const counted = countedDay(rule, base, calendar);
  const day = rule.excludesDay === true ? counted.day - 1 : counted.day;
  if (rule.onRestDay !== 'next-working-day') return { state: 'due', day, provisional: counted.provisional };
  const moved = workingDayFrom(calendar, day);
  return { state: 'due', day: moved.day, provisional: counted.provisional || moved.provisional };
}

function eventOf(rule: DeadlineRule): string | undefined {
  return rule.kind === 'days-after' || rule.kind === 'months-after' ? rule.event : undefined;
}

/** The day a rule counts from: its event, or the last day of the period. */
function baseDay(rule: DeadlineRule, context: DeadlineContext): Day | undefined {
  const event = eventOf(rule);
  if (event === undefined) return context.period?.last;
  return own(context.events ?? {}, event);
}

function countedDay(rule: DeadlineRule, base: Day, calendar: Calendar): FoundDay {
  switch (rule.kind) {
    case 'period-end':
      return { day: base, provisional: false };
    case 'month-after-period':
      return { day: dayInMonth(monthNumber(base) + rule.months, rule.day), provisional: false };
    case 'date':
      return {
        day: dayInMonth(monthOfYear(partsOf(base).year + rule.years, rule.month), rule.day),
        provisional: false,
      };
    case 'days-after':
      return daysAfter(base, rule.days, rule, calendar);
    case 'months-after':
      return { day: addMonths(base, rule.months), provisional: false };
  }
}

function monthOfYear(year: number, month: number): number {
  if (month < 1 || month > 12) throw new RangeError(`no month ${month}`);
  return year * 12 + month - 1;
}

/** A day of the month with the given `monthNumber`, held to the length of the month. */
function dayInMonth(month: number, day: number | 'end'): Day {
  const year = Math.floor(month / 12);
  const monthOfThatYear = month - year * 12 + 1;
  const length = daysInMonth(year, monthOfThatYear);
  if (day !== 'end' && day > 31) throw new RangeError(`no day ${day} in any month`);
  return dayOf(year, monthOfThatYear, day === 'end' ? length : Math.min(day, length));
}

/**
 * The last of `days` days after an event (N日内的最后一日). Day 1 is the next day, or with `countFirstDay` the event's own;
 * with `workingDays` only working days of the calendar count. 0 days is the event's own day (当日).
 * Throws RangeError when `days` is not whole or too small.
 */
export function daysAfter(
  event: Day,
  days: number,
  counting: Counting = {},
  calendar: Calendar = PLAIN_WEEKS,
): FoundDay {
  const countFirstDay = counting.countFirstDay === true;
  if (!Number.isInteger(days) || days < (countFirstDay ? 1 : 0)) throw new RangeError(`cannot count ${days} days`);
  const first = countFirstDay ? event : event + 1;
  if (counting.workingDays === true && days > 0) return nthWorkingDay(calendar, first, days);
  return { day: first + days - 1, provisional: false };
}

/** How long a notice hangs (公示期): its last full day, and the earliest day on which the result may become final. */
export type NoticeEnd = { readonly last: Day; readonly final: Day; readonly provisional: boolean };

/**
 * When a notice that must hang 不少于 `days` 天 ends (公示不少于5天, S03-22): posted on 2 March for 5 days it hangs in full
 * from the 3rd to the 7th, and the result may become final on the 8th. Counts and throws as `daysAfter` does.
 */
export function noticeEnd(
  posted: Day,
  days: number,
  counting: Counting = {},
  calendar: Calendar = PLAIN_WEEKS,
): NoticeEnd {
  const { day, provisional } = daysAfter(posted, days, counting, calendar);
  return { last: day, final: day + 1, provisional };
}

/** Whether something done on a day, or still undone on it, is late (逾期): the due day itself is in time. */
export function isLate(due: Day, done: Day): boolean {
  return done > due;
}
