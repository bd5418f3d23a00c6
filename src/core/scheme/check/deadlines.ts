import { isDate } from '../../date.ts';
import type { Problem } from '../../problem.ts';
import type { Due } from '../outcome.ts';
import { found } from './found.ts';

/** A time that can never come, or that says nothing (期限). */
export function dueProblems(due: Due | undefined, at: string, owner: string | undefined): readonly Problem[] {
  if (due === undefined) return [];
  const clause = due.clause ?? owner;
  const problems: Problem[] = [];
  const spans = [due.days, due.workingDays, due.months, due.years, due.dayOfMonth, due.monthDay];
  if (spans.every((one) => one === undefined)) problems.push(found('due-empty', at, {}, clause));
  if (due.days !== undefined && due.workingDays !== undefined) problems.push(found('due-two-counts', at, {}, clause));
  if (due.monthDay !== undefined && !isMonthDay(due.monthDay))
    problems.push(found('no-such-month-day', `${at}.monthDay`, { got: due.monthDay }, clause));
  if (due.dayOfMonth !== undefined && due.dayOfMonth > 31)
    problems.push(found('no-such-day-of-month', `${at}.dayOfMonth`, { got: String(due.dayOfMonth) }, clause));
  if (
    due.monthDay !== undefined &&
    (due.days !== undefined || due.months !== undefined || due.dayOfMonth !== undefined)
  ) {
    problems.push(found('due-two-counts', at, {}, clause));
  }
  if (due.nextYear && due.monthDay === undefined) problems.push(found('next-year-idle', `${at}.nextYear`, {}, clause));
  return problems;
}

/** 02-29 comes only in some years: it is no day to set for every year. */
function isMonthDay(text: string): boolean {
  const match = /^(\d{2})-(\d{2})$/.exec(text);
  return match !== null && isDate(2027, Number(match[1]), Number(match[2]));
}
