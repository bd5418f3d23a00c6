// Days are ISO texts, which sort as they are; windows of time are pairs of them.
import type { Unit } from '../../../src/core/scheme/condition.ts';

export type Window = { readonly unit: Unit; readonly id: string; readonly from: string; readonly to: string };
export type WeekPolicy = 'week-end-day' | 'week-start-day' | 'by-day';

export function iso(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

function parts(day: string): [year: number, month: number, day: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

export function addDays(day: string, n: number): string {
  const [y, m, d] = parts(day);
  return iso(y, m, d + n);
}

export function lastOfMonth(year: number, month: number): string {
  return iso(year, month + 1, 0);
}

/** The same day so many months later, or the last day of a month that has no such day. */
export function addMonths(day: string, n: number): string {
  const [y, m, d] = parts(day);
  const last = lastOfMonth(y, m + n);
  return d >= Number(last.slice(8)) ? last : `${last.slice(0, 8)}${String(d).padStart(2, '0')}`;
}

/** Monday is 1, Sunday 7. */
export function weekday(day: string): number {
  const [y, m, d] = parts(day);
  return new Date(Date.UTC(y, m - 1, d)).getUTCDay() || 7;
}

export const earlier = (a: string, b: string): string => (a <= b ? a : b);
export const later = (a: string, b: string): string => (a >= b ? a : b);

/** The window of the unit that holds the day. */
export function windowOf(unit: Unit, day: string): Window {
  const [y, m] = parts(day);
  const months = (id: string, first: number, last: number): Window => {
    return { unit, id, from: iso(y, first, 1), to: lastOfMonth(y, last) };
  };
  if (unit === 'day') return { unit, id: day, from: day, to: day };
  if (unit === 'week') return weekOf(day);
  if (unit === 'month') return months(day.slice(0, 7), m, m);
  if (unit === 'quarter') {
    const n = Math.ceil(m / 3);
    return months(`${y}Q${n}`, 3 * n - 2, 3 * n);
  }
  if (unit === 'half-year') return m <= 6 ? months(`${y}H1`, 1, 6) : months(`${y}H2`, 7, 12);
  return months(`${y}`, 1, 12);
}

/** What was worked out once: a week is asked for again and again. */
function remembered<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const found = known.get(key) ?? make(key);
    known.set(key, found);
    return found;
  };
}

const weekOf = remembered((day): Window => {
  const from = addDays(day, 1 - weekday(day));
  const thursday = addDays(from, 3);
  const year = Number(thursday.slice(0, 4));
  const dayOfYear = (Date.parse(thursday) - Date.UTC(year, 0, 1)) / 86_400_000;
  const number = Math.floor(dayOfYear / 7) + 1;
  return { unit: 'week', id: `${year}-W${String(number).padStart(2, '0')}`, from, to: addDays(from, 6) };
});

export const windowById = remembered((id): Window => {
  const year = id.slice(0, 4);
  if (/^\d{4}$/.test(id)) return windowOf('year', `${year}-01-01`);
  if (id[4] === 'H') return windowOf('half-year', id[5] === '1' ? `${year}-01-01` : `${year}-07-01`);
  if (id[4] === 'Q') return windowOf('quarter', iso(Number(year), 3 * Number(id[5]), 1));
  if (id[5] === 'W') {
    let week = weekOf(`${year}-01-04`);
    while (week.id !== id) week = weekOf(addDays(week.to, 1));
    return week;
  }
  return windowOf('month', `${id}-01`);
});

/** All windows of the unit that belong to the other, in order. A week belongs where its deciding day lies, or by its days. */
export function windowsIn(unit: Unit, whole: Window, policy: WeekPolicy): readonly Window[] {
  if (unit === whole.unit) return [whole];
  const found: Window[] = [];
  for (let one = windowOf(unit, whole.from); one.from <= whole.to; one = windowOf(unit, addDays(one.to, 1))) {
    if (unit === 'week' && policy === 'by-day')
      found.push({ ...one, from: later(one.from, whole.from), to: earlier(one.to, whole.to) });
    else if (belongs(one, whole, policy)) found.push(one);
  }
  return found;
}

/** The period itself, or the whole weeks that fall to it where it is kept by weeks. */
export function periodSpan(id: string, posting: Unit | undefined, policy: WeekPolicy): Window {
  const period = windowById(id);
  if (posting !== 'week' || period.unit === 'week' || policy === 'by-day') return period;
  const weeks = windowsIn('week', period, policy);
  return { ...period, from: weeks[0]?.from ?? period.from, to: weeks.at(-1)?.to ?? period.to };
}

function belongs(one: Window, whole: Window, policy: WeekPolicy): boolean {
  if (one.unit !== 'week' || whole.unit === 'week') return whole.from <= one.from && one.to <= whole.to;
  const deciding = policy === 'week-start-day' ? one.from : one.to;
  return whole.from <= deciding && deciding <= whole.to;
}

export const within = (day: string, window: { readonly from: string; readonly to: string }): boolean =>
  window.from <= day && day <= window.to;

/** Full months from one day to another; negative never. */
export function wholeMonths(from: string, to: string): number {
  const [y1, m1, d1] = parts(from);
  const [y2, m2, d2] = parts(to);
  const lastDay = Number(lastOfMonth(y2, m2).slice(8));
  const full = (y2 - y1) * 12 + (m2 - m1) - (d2 >= d1 || d2 === lastDay ? 0 : 1);
  return Math.max(0, full);
}

export function ageOn(birth: string, day: string): number {
  const [y1, m1, d1] = parts(birth);
  const [y2, m2, d2] = parts(day);
  return y2 - y1 - (m2 < m1 || (m2 === m1 && d2 < d1) ? 1 : 0);
}

/** Whole months without dues after the last paid one, over before the day of the check. */
export function monthsUnpaid(paidTo: string, day: string): number {
  const [y1, m1] = parts(paidTo);
  const [y2, m2] = parts(day);
  return Math.max(0, (y2 - y1) * 12 + (m2 - m1) - 1);
}
