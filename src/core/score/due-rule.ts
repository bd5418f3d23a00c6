import { addMonths, addYears, parseDay, partsOf, printDay, type Day } from '../date.ts';
import { daysAfter, dueDay, isLate, type DeadlineRule } from '../deadline.ts';
import { periodsIn } from '../period.ts';
import type { Due } from '../scheme/outcome.ts';
import type { Procedure } from '../scheme/track.ts';
import { factOf } from './book/fact-value.ts';
import type { DeadlineResult } from './results.ts';
import { hasCome, wholeWindow } from './book/roster.ts';
import { scopeFor, type Run } from './run.ts';
import type { Window } from './book/scope.ts';

type Found = { readonly day: Day; readonly provisional: boolean };

/** The day by which something is due, or undefined while the event it runs from has no date (期限). */
export function dueOn(run: Run, due: Due, owner: number, window: Window = wholeWindow(run.book)): Found | undefined {
  const base = eventDay(run, due.after, owner, window);
  if (base === undefined) return undefined;
  if (due.monthDay !== undefined) return dayOfYear(base, due.monthDay, due.nextYear);
  const moved = addMonths(addYears(base, due.years ?? 0), due.months ?? 0);
  if (due.dayOfMonth !== undefined)
    return dueFrom(moved, {
      kind: 'month-after-period',
      months: 0,
      day: due.dayOfMonth >= 31 ? 'end' : due.dayOfMonth,
    });
  const days = due.workingDays ?? due.days ?? 0;
  const countFirstDay = due.sameDay || run.plan.scheme.process.countFirstDay;
  if (days === 0) return { day: moved, provisional: false };
  return daysAfter(moved, days, { countFirstDay, workingDays: due.workingDays !== undefined });
}

/** A day of the year of an event, or of the year after; undefined for what is no day, which `check` reports. */
function dayOfYear(base: Day, monthDay: string, nextYear: boolean): Found | undefined {
  // A leap year has every day.
  const found = parseDay(`2024-${monthDay}`);
  if (found === undefined) return undefined;
  const { month, day } = partsOf(found);
  return dueFrom(base, { kind: 'date', years: nextYear ? 1 : 0, month, day });
}

/** A rule that needs no event is never waiting once it has a day to count from. */
function dueFrom(base: Day, rule: DeadlineRule): Found {
  return dueDay(rule, { period: { unit: 'month', id: '', first: base, last: base } }) as Extract<
    ReturnType<typeof dueDay>,
    Found
  >;
}

/** The day of an event, by what was reported of an owner; undefined while it has none. */
export function eventDay(run: Run, event: string, owner: number, window: Window): Day | undefined {
  if (event === 'period-end') return window.last;
  if (event === 'period-start') return window.first;
  const rule = run.plan.env.facts.get(event);
  if (rule === undefined) return undefined;
  const value = factOf(
    rule,
    scopeFor(run.plan, run.book, owner, Math.min(window.last, run.book.end)),
    rule.of,
    run.plan.env.facts,
  );
  return typeof value === 'number' ? value : undefined;
}

/** The day of an event that lies behind the day of the report. */
export function doneOn(run: Run, event: string, owner: number, window: Window): Day | undefined {
  const day = eventDay(run, event, owner, window);
  return day === undefined || !hasCome(run.book, day) ? undefined : day;
}

/** Every deadline of the procedure, per sub-period where a track runs more often, by organisation where dates differ. */
export function deadlinesOf(run: Run): readonly DeadlineResult[] {
  return run.plan.scheme.process.tracks.flatMap((track) => {
    const windows = windowsOfTrack(run, track.cadence);
    const steps = track.steps.filter((step) => step.due !== undefined || step.noticeDays !== undefined);
    return steps.flatMap((step) =>
      windows.flatMap((window) => stepDeadlines(run, `${track.id}/${step.id}`, step, window)),
    );
  });
}

const LENGTH = ['week', 'month', 'quarter', 'half-year', 'year'] as const;

function windowsOfTrack(run: Run, cadence: Procedure['tracks'][number]['cadence']): readonly Window[] {
  const { period } = run.book;
  const unit = LENGTH.find((one) => one === cadence);
  if (unit === undefined || LENGTH.indexOf(unit) >= LENGTH.indexOf(period.unit)) return [wholeWindow(run.book)];
  return periodsIn(unit, period).map((one) => ({ id: one.id, first: one.first, last: one.last, whole: false }));
}

type Step = Procedure['tracks'][number]['steps'][number];
type Row = { readonly org: string | undefined; readonly due: Found | undefined; readonly done: Day | undefined };

function stepDeadlines(run: Run, id: string, step: Step, window: Window): readonly DeadlineResult[] {
  const people = run.book.people.length;
  const owners = run.book.orgs.length === 0 ? [undefined] : run.book.orgs.map((org) => org.index);
  const rows = owners.map((org): Row => {
    const owner = org === undefined ? 0 : people + org;
    const done = step.done === undefined ? undefined : doneOn(run, step.done, owner, window);
    const name = org === undefined ? undefined : run.book.orgs[org]?.id;
    if (step.due !== undefined) return { org: name, due: dueOn(run, step.due, owner, window), done };
    return { org: name, due: done === undefined ? undefined : noticeDue(run, step, done), done: undefined };
  });
  const same = rows.every((row) => row.done === undefined && row.due?.day === rows[0]?.due?.day);
  return (same ? rows.slice(0, 1).map((row) => ({ ...row, org: undefined })) : rows).map((row) =>
    deadlineLine(id, window, row),
  );
}

/** A notice hangs for full days after the day it was posted (公示不少于…天). */
function noticeDue(run: Run, step: Step, posted: Day): Found {
  return daysAfter(posted, step.noticeDays ?? 0, {
    countFirstDay: run.plan.scheme.process.countFirstDay,
    workingDays: step.workingDays,
  });
}

function deadlineLine(id: string, window: Window, row: Row): DeadlineResult {
  const late = row.done === undefined || row.due === undefined ? {} : { late: isLate(row.due.day, row.done) };
  return {
    id,
    window: window.id,
    ...(row.org === undefined ? {} : { org: row.org }),
    due: row.due === undefined ? null : printDay(row.due.day),
    ...(row.due?.provisional === true ? { provisional: true } : {}),
    ...(row.done === undefined ? {} : { done: printDay(row.done) }),
    ...late,
  };
}
