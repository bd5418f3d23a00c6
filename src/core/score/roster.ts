import type { Day } from '../date.ts';
import { nextPeriod, periodOf, periodsIn, type Period, type PeriodUnit } from '../period.ts';
import type { Book } from './book.ts';
import type { Window } from './scope.ts';
import { on, touches } from './timeline.ts';

/** The organisation somebody belongs to on a day. */
export function orgOf(book: Book, person: number, day: Day): number | undefined {
  return on(book.people[person]?.org, day);
}

/** The organisation of the end of the period, or the last one within it (年中调走的人). */
export function homeOrg(book: Book, person: number): number | undefined {
  const line = book.people[person]?.org;
  const now = on(line, book.end);
  if (now !== undefined || line === undefined || 'always' in line) return now;
  return line.pieces
    .filter((piece) => piece.from <= book.end)
    .toSorted((a, b) => a.to - b.to)
    .at(-1)?.value;
}

/** Every organisation somebody belonged to at some time. */
export function everIn(book: Book, person: number): ReadonlySet<number> {
  const line = book.people[person]?.org;
  if (line === undefined) return new Set();
  return new Set('always' in line ? [line.always] : line.pieces.map((piece) => piece.value));
}

/** Whether somebody is on the roster on at least one day of the stretch (在册). */
export function isOnRoster(book: Book, person: number, first: Day, last: Day): boolean {
  const line = book.people[person]?.org;
  return line === undefined || touches(line, first, last);
}

const NOBODY: readonly number[] = [];

/** The people who hold a role for somebody on a day. */
export function holders(book: Book, person: number, role: string, day: Day): readonly number[] {
  return on(book.roles.get(role)?.[person], day) ?? NOBODY;
}

/** Whether an organisation is another one or lies below it. */
export function isWithin(book: Book, org: number, above: number): boolean {
  for (let here: number | undefined = org, steps = 0; here !== undefined && steps <= book.orgs.length; steps += 1) {
    if (here === above) return true;
    here = book.orgs[here]?.superior;
  }
  return false;
}

/** The whole period as a window. */
export function wholeWindow(book: Book): Window {
  return { id: book.period.id, first: book.first, last: book.last, whole: true };
}

/** The sub-periods of a unit that lie in the period and have begun by the day of the report. */
export function windowsOf(
  book: Book,
  unit: PeriodUnit,
  week: 'week-end-day' | 'week-start-day' | 'by-day',
): readonly Window[] {
  return subPeriodsOf(book.period, unit, week)
    .filter((one) => one.first <= book.end)
    .map((one) => ({ id: one.id, first: one.first, last: one.last, whole: one.id === book.period.id }));
}

/** The sub-periods of a unit that belong to a period; the period itself where the unit is its own. */
export function subPeriodsOf(
  period: Period,
  unit: PeriodUnit,
  week: 'week-end-day' | 'week-start-day' | 'by-day',
): readonly Period[] {
  if (unit === period.unit) return [period];
  return unit === 'week' && week === 'by-day'
    ? splitWeeks(period)
    : periodsIn(unit, period, week === 'by-day' ? undefined : week);
}

/** The weeks that touch a period, each only with its days inside (按天拆开). */
function splitWeeks(period: Period): readonly Period[] {
  const weeks: Period[] = [];
  for (let week = periodOf('week', period.first); week.first <= period.last; week = nextPeriod(week)) {
    weeks.push({
      ...week,
      first: Math.max(week.first, period.first),
      last: Math.min(week.last, period.last),
    });
  }
  return weeks;
}
