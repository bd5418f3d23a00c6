import { parseDay, printDay } from '../../date.ts';
import { parsePeriod } from '../../period.ts';
import type { Ruleset } from '../../scheme/resolve.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import { homeOrg } from '../book/roster.ts';
import { doneOn } from '../due-rule.ts';
import type { DeadlineResult } from '../results.ts';
import type { Scored, Scoring } from '../scored.ts';
import { clauseNumbers, type Naming } from './report.ts';

/** What had to be done by when, and how it stands on the day of the report. */
export type ReportDeadline = {
  readonly label: string;
  readonly window: string;
  readonly org: string;
  readonly due: string;
  readonly done: string;
  /** Done too late, or past its day and not reported. */
  readonly late: boolean;
  readonly state: string;
  readonly clause: string;
};

type Step = Scheme['process']['tracks'][number]['steps'][number];
type Found = { readonly part: Scheme; readonly label: string; readonly step: Step };

/**
 * The deadlines of organisations that have somebody to rate, or have reported something; `asOf` is the day of the report
 * (ISO). Without one, how long there is still time cannot be told (期限).
 */
export function reportDeadlines(
  ruleset: Ruleset,
  { results, scored }: Scoring,
  names: Naming,
  asOf: string | undefined,
): readonly ReportDeadline[] {
  const steps = stepsOf(ruleset.parts);
  const concerned = concernedOrgs(scored);
  const day = asOf ?? results.period;
  const rows = results.deadlines.filter(
    ({ org, done }) => org === undefined || done !== undefined || concerned.has(org),
  );
  return rows.map((one) => {
    const found = steps.get(one.id);
    const notice = found === undefined ? undefined : noticeOf(found, one, scored, names);
    return {
      label: found?.label ?? one.id,
      window: one.window,
      org: one.org === undefined ? '' : names.org(one.org),
      due: one.due ?? '',
      done: one.done ?? '',
      ...stateOf(one, found?.step, { day: dayOf(day), isTold: asOf !== undefined }),
      clause: found === undefined ? '' : clauseNumbers([found.part])(found.step.due?.clause ?? found.step.clause),
      ...notice,
    };
  });
}

/** Steps by `track/step`; where several are called alike, with the name of their track. */
function stepsOf(parts: readonly Scheme[]): ReadonlyMap<string, Found> {
  const all = parts.flatMap((part) =>
    part.process.tracks.flatMap((track) => track.steps.map((step) => ({ part, track, step }))),
  );
  const dated = all.filter(({ step }) => step.due !== undefined || step.noticeDays !== undefined);
  const alike = Map.groupBy(dated, ({ step }) => step.label);
  return new Map(
    all.map(({ part, track, step }) => {
      const label = (alike.get(step.label)?.length ?? 0) > 1 ? `${track.label}：${step.label}` : step.label;
      return [`${track.id}/${step.id}`, { part, label, step }];
    }),
  );
}

/** Organisations that are rated or have somebody who is; a department or a committee above has nobody. */
function concernedOrgs(scored: readonly Scored[]): ReadonlySet<string> {
  return new Set(
    scored.flatMap(({ run: { book, standings } }) =>
      standings.flatMap(({ person }) => {
        const org = book.people[person]?.itself ?? homeOrg(book, person);
        return org === undefined ? [] : (book.orgs[org]?.id ?? []);
      }),
    ),
  );
}

/** Of a notice that hangs: whose it is and since when; its day is the one until which it has to hang (公示). */
function noticeOf(
  { part, step }: Found,
  { window, org, due }: DeadlineResult,
  scored: readonly Scored[],
  names: Naming,
): Pick<ReportDeadline, 'org' | 'done' | 'state'> | undefined {
  const run = scored.find((one) => one.run.plan.scheme === part)?.run;
  const period = parsePeriod(window);
  const posted = step.due === undefined && step.noticeDays !== undefined ? step.done : undefined;
  if (run === undefined || period === undefined || posted === undefined || due === null) return undefined;
  const { orgs, people } = run.book;
  const hung = orgs.flatMap(({ id, index }) => {
    const day = doneOn(run, posted, people.length + index, { ...period, whole: false });
    return day === undefined || (org !== undefined && org !== id) ? [] : [{ id, day: printDay(day) }];
  });
  const [first] = hung;
  if (first === undefined) return undefined;
  return { org: hung.map(({ id }) => names.org(id)).join('、'), done: first.day, state: '公示，挂到期限那天' };
}

/** The day itself, or the last day of a period. */
function dayOf(text: string): number {
  return parseDay(text) ?? parsePeriod(text)?.last ?? 0;
}

type Now = { readonly day: number; readonly isTold: boolean };

function stateOf(
  { due, done, late, provisional }: DeadlineResult,
  step: Step | undefined,
  now: Now,
): Pick<ReportDeadline, 'late' | 'state'> {
  const say = (state: string, isLate = false): Pick<ReportDeadline, 'late' | 'state'> => ({ state, late: isLate });
  if (due === null) return say('起算日没有报来');
  if (done !== undefined) return late === true ? say('超期完成', true) : say('按期完成');
  if (provisional === true) return say('期限暂定');
  // What nobody reports as done, as a notice that hangs, is only given its day.
  if (step?.done === undefined || step.due === undefined) return say('只列日期，不用报');
  const left = dayOf(due) - now.day;
  if (left < 0) return say('已过期，没有报来', true);
  if (!now.isTold) return say('没有报来');
  return say(left === 0 ? '当天到期' : `还有 ${left} 天`);
}
