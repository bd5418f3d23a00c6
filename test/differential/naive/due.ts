// By when something must be done, and until when an effect lasts.
import type { Due, Outcome } from '../../../src/core/scheme/outcome.ts';
import { addDays, addMonths, lastOfMonth, weekday, windowById } from './days.ts';
import type { Window } from './days.ts';
import { factValue } from './world.ts';
import type { Who, World } from './world.ts';

export function dueDay(w: World, due: Due, who: Who, window: Window = w.period): string | undefined {
  const event = eventDay(w, due.after, who, window);
  if (event === undefined) return undefined;
  if (due.monthDay !== undefined) return `${Number(event.slice(0, 4)) + (due.nextYear ? 1 : 0)}-${due.monthDay}`;
  const moved = addMonths(addMonths(event, 12 * (due.years ?? 0)), due.months ?? 0);
  if (due.dayOfMonth !== undefined) return inMonth(moved, due.dayOfMonth);
  const first = due.sameDay || w.scheme.process.countFirstDay ? moved : addDays(moved, 1);
  if (due.workingDays !== undefined) return workingDays(moved, first, due.workingDays);
  return due.days === undefined || due.days === 0 ? moved : addDays(first, due.days - 1);
}

export function eventDay(w: World, event: string, who: Who, window: Window): string | undefined {
  if (event === 'period-end') return window.to;
  if (event === 'period-start') return window.from;
  const date = factValue(w, event, who, { window });
  return typeof date === 'string' ? date : undefined;
}

function inMonth(day: string, wanted: number): string {
  const last = lastOfMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)));
  return wanted >= Number(last.slice(8)) ? last : `${day.slice(0, 8)}${String(wanted).padStart(2, '0')}`;
}

/** Monday to Friday; no calendar of holidays is handed in. */
function workingDays(event: string, first: string, n: number): string {
  if (n === 0) return event;
  let left = n;
  for (let day = first; ; day = addDays(day, 1)) {
    if (weekday(day) <= 5) left -= 1;
    if (left === 0) return day;
  }
}

/** The end of a ban, or a date moved on; undefined without the date it runs from. */
export function lastsUntil(w: World, outcome: Outcome, who: Who): string | undefined {
  const shift = outcome.extends ?? outcome.until;
  if (shift === undefined) return undefined;
  const fact = outcome.extends?.fact ?? outcome.until?.from;
  const from = fact === undefined ? windowById(w.facts.period).to : factValue(w, fact, who, { window: w.period });
  if (typeof from !== 'string') return undefined;
  return addMonths(addMonths(from, 12 * (shift.years ?? 0)), shift.months ?? 0);
}
