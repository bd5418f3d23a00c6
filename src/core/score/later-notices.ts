import { parsePeriod, periodName } from '../period.ts';
import { printDay, type Day } from '../date.ts';
import { problem, type Problem } from '../problem.ts';
import { isRecord } from '../scheme/shape.ts';
import type { Tallies } from './book/book.ts';
import { factOf } from './book/fact-value.ts';
import { rowAt } from './book/facts.ts';
import { entryMark } from './book/ledger.ts';
import { hasCome, isOver, windowsOf } from './book/roster.ts';
import { scopeFor, type Run } from './run.ts';
import { firstFew } from '../text/first-few.ts';

/** Things named one by one. */
const NAMED = 5;

/**
 * A report in the course of the period: what was reported of the days after it is left out, and the sub-periods that are
 * not over count as far as they have come (阶段结果).
 */
export function laterNotices(run: Run): readonly Problem[] {
  const { book } = run;
  if (book.end >= book.last) return [];
  const day = printDay(book.end);
  const { rows, later } = book.ledger;
  const marks = later.map((row) => entryMark(rowAt(rows, row).id));
  const parts = new Set([...laterParts(book.inputs, book.end), ...laterParts(book.ballots, book.end)]);
  const say = (code: string, list: readonly string[], unit: string): readonly Problem[] =>
    list.length === 0
      ? []
      : [problem(code, '', { day, count: String(list.length), list: firstFew(list, NAMED, unit) })];
  return [
    ...say('entries-after-report', marks, '笔'),
    ...say('parts-after-report', [...parts].map(periodName), '期'),
    ...say('dates-after-report', laterDates(run), '项'),
    ...say('parts-not-over', openParts(run).map(periodName), '期'),
  ];
}

/** Sub-periods that begin after a day, and of which something was reported. */
function laterParts(tallies: Tallies<unknown>, day: Day): readonly string[] {
  return [...tallies.values()].flatMap((people) =>
    [...people.values()].flatMap((told) => {
      const parts = isRecord(told) && 'byPeriod' in told ? Object.keys(told['byPeriod'] as object) : [];
      return parts.filter((id) => (parsePeriod(id)?.first ?? day) > day);
    }),
  );
}

/** The dates on which something is done, by their names, that were reported with a day that has not come. */
function laterDates({ plan, book }: Run): readonly string[] {
  const { norms, process } = plan.scheme;
  const done = process.tracks.flatMap((track) => track.steps.map((step) => step.done));
  const ids = new Set([...done, ...norms.map((norm) => ('day' in norm ? norm.day.fact : undefined))]);
  const owners = Array.from({ length: book.people.length + book.orgs.length }, (_, owner) => owner);
  return plan.scheme.facts
    .filter(({ id }) => ids.has(id))
    .flatMap((fact) => {
      const isLater = (owner: number): boolean => {
        const value = factOf(fact, scopeFor(plan, book, owner, book.end), fact.of, plan.env.facts);
        return typeof value === 'number' && !hasCome(book, value);
      };
      return owners.some(isLater) ? [fact.label] : [];
    });
}

/** The sub-periods that scores are taken over and that have begun without being over. */
function openParts({ plan, book }: Run): readonly string[] {
  const { score, period } = plan.scheme;
  const units = new Set(score.flatMap((node) => ('over' in node ? [node.over.unit] : [])));
  return [...units].flatMap((unit) =>
    windowsOf(book, unit, period.week).flatMap((window) => (window.whole || isOver(book, window) ? [] : [window.id])),
  );
}
