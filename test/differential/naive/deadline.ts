// Every deadline of the procedure (期限).
import type { Procedure } from '../../../src/core/scheme/track.ts';
import { windowById, windowsIn } from './days.ts';
import type { Window } from './days.ts';
import { dueDay, eventDay } from './due.ts';
import { isPast, orgOf, subjectOf } from './world.ts';
import type { Who, World } from './world.ts';

export type DeadlineLine = {
  readonly id: string;
  readonly window: string;
  readonly org?: string;
  readonly due?: string;
  readonly done?: string;
  readonly late?: boolean;
};

const LENGTH = ['week', 'month', 'quarter', 'half-year', 'year'];

export function deadlinesOf(w: World): readonly DeadlineLine[] {
  return w.scheme.process.tracks.flatMap((track) =>
    track.steps
      .filter((step) => step.due !== undefined || step.noticeDays !== undefined)
      .flatMap((step) =>
        windowsOf(w, track.cadence).flatMap((window) => linesOf(w, `${track.id}/${step.id}`, step, window)),
      ),
  );
}

type Track = Procedure['tracks'][number];

function windowsOf(w: World, cadence: Track['cadence']): readonly Window[] {
  const shorter = LENGTH.slice(0, LENGTH.indexOf(w.period.unit)).find((one) => one === cadence);
  if (shorter === undefined) return [w.period];
  return windowsIn(shorter as Window['unit'], windowById(w.facts.period), 'week-end-day');
}

function linesOf(w: World, id: string, step: Track['steps'][number], window: Window): readonly DeadlineLine[] {
  const owners =
    w.facts.orgs.length === 0 ? [subjectOf(w.facts.subjects[0]?.id ?? '')] : w.facts.orgs.map((one) => orgOf(one.id));
  const rows = owners.map((who) => ({ org: who.org ? who.id : undefined, ...dates(w, step, who, window) }));
  const alike = rows.every((row) => row.done === undefined && row.due === rows[0]?.due);
  const listed = alike ? rows.slice(0, 1).map((row) => ({ ...row, org: undefined })) : rows;
  return listed.map(({ org, due, done }) => ({
    id,
    window: window.id,
    ...(org === undefined ? {} : { org }),
    ...(due === undefined ? {} : { due }),
    ...(done === undefined ? {} : { done }),
    ...(due === undefined || done === undefined ? {} : { late: done > due }),
  }));
}

function dates(
  w: World,
  step: Track['steps'][number],
  who: Who,
  window: Window,
): { readonly due: string | undefined; readonly done: string | undefined } {
  const day = step.done === undefined ? undefined : eventDay(w, step.done, who, window);
  const done = day !== undefined && isPast(w, day) ? day : undefined;
  if (step.due !== undefined) return { due: dueDay(w, step.due, who, window), done };
  const notice = { after: step.done ?? '', sameDay: false, nextYear: false };
  const days = step.workingDays ? { workingDays: step.noticeDays } : { days: step.noticeDays };
  return { due: done === undefined ? undefined : dueDay(w, { ...notice, ...days }, who, window), done: undefined };
}
