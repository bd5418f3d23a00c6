import { parseDay } from '../date.ts';
import { firstFew } from '../text/first-few.ts';
import { previousPeriod, yearOf } from '../period.ts';
import { problem, type Problem } from '../problem.ts';
import { countedBallots } from '../scheme/counted-ballots.ts';
import type { Carry } from '../scheme/outcome.ts';
import { BEFORE, entriesWhere, entryId, entryMark, ownerOf, VOID } from './book/ledger.ts';
import { changeNotices } from './change-notices.ts';
import { countNotices } from './count-notices.ts';
import { givenNotices } from './given-notices.ts';
import { laterNotices } from './later-notices.ts';
import { lookBack } from './book/look-back.ts';
import { idOf, type nameOf } from './book/roster.ts';
import { extraOf } from './posting/extra.ts';
import type { SubjectResult } from './results.ts';
import { roleNotices } from './role-notices.ts';
import type { Run, Standing } from './run.ts';

/**
 * What is left out although nobody did anything wrong; said once for all, so that it is not overlooked (提示). People are
 * called by name where it is told, by id where it is sealed.
 */
export function noticesOf(
  run: Run,
  results: ReadonlyMap<string, SubjectResult>,
  called: typeof nameOf,
): readonly Problem[] {
  const { counted, unused } = earlierEntries(run);
  const notes = [
    ...laterNotices(run),
    ...historyNotice(run, results),
    ...told('entries-before-counted', run, counted),
    ...jointNotices(run, called),
    ...fromUnrated(run, called),
    ...byPlace(changeNotices(run, called)),
  ];
  return [
    ...roleNotices(run, called),
    ...[
      ...told('entries-before-unused', run, unused),
      ...unreadVotes(run),
      ...byPlace(countNotices(run)),
      ...givenNotices(run, called),
    ].map((one): Problem => ({
      ...one,
      severity: 'warning',
    })),
    ...notes.map((one): Problem => ({ ...one, severity: 'note' })),
  ];
}

/** In an order that does not hang on how the facts were listed: a snapshot lists them in its own. */
function byPlace(notices: readonly Problem[]): readonly Problem[] {
  return notices.toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}

/** Without any history this period is taken as the first: what would have to be known before is said where it matters. */
function historyNotice(
  { plan, book, standings }: Run,
  results: ReadonlyMap<string, SubjectResult>,
): readonly Problem[] {
  const before = previousPeriod(book.period);
  const since = parseDay(plan.scheme.effective.from);
  if (book.history.size > 0 || (since !== undefined && before.last < since)) return [];
  const looksBack = ({ kind, over }: Carry): boolean =>
    kind === 'count' || (kind === 'streak' && (over !== 'year' || yearOf(before) === yearOf(book.period)));
  const begun = plan.scheme.carry.filter(looksBack).flatMap(({ id, label }) => {
    const own = standings.filter(({ person }) => !ZERO_OR_NONE.has(results.get(idOf(book, person))?.carry?.[id]));
    return own.length === 0 ? [] : [`「${label}」（${own.length} 个对象）`];
  });
  return begun.length === 0 ? [] : [problem('history-missing', 'history', { list: begun.join('、') })];
}

const ZERO_OR_NONE: ReadonlySet<unknown> = new Set([undefined, '0', false]);

/** Entries before the period bring no points: those that a repeat counts, and those that nothing looks at (重复). */
function earlierEntries({ plan, book }: Run): Readonly<Record<'counted' | 'unused', readonly number[]>> {
  const { flags, on, line } = book.ledger;
  const since = lookBack(plan.scheme, book.catalogue, book.first);
  const earlier = entriesWhere(book.ledger, (e) => ((flags[e] as number) & VOID) === BEFORE);
  const isCounted = (e: number): boolean => (on[e] as number) >= (since[line[e] as number] ?? book.first);
  return { counted: earlier.filter(isCounted), unused: earlier.filter((e) => !isCounted(e)) };
}

function told(code: string, { book }: Run, entries: readonly number[]): readonly Problem[] {
  if (entries.length === 0) return [];
  const marks = entries.map((e) => entryMark(entryId(book.ledger, e)));
  return [problem(code, '', { count: String(entries.length), list: firstFew(marks, NAMED, '笔') })];
}

/** Votes that no rule makes points or a grade of: whoever filled them in has to put what came of them elsewhere (测评). */
function unreadVotes({ plan, book }: Run): readonly Problem[] {
  const counted = countedBallots(plan.scheme);
  return plan.scheme.ballots.flatMap(({ id, label }) => {
    const count = counted.has(id) ? 0 : (book.ballots.get(id)?.size ?? 0);
    return count === 0 ? [] : [problem('votes-unread', 'ballots', { label, count: String(count) })];
  });
}

/** Joint points of people who are not rated go nowhere (连带记分). */
function jointNotices(run: Run, called: typeof nameOf): readonly Problem[] {
  const { book, plan, posts } = run;
  const rated = new Set(run.standings.filter(takesPart).map((one) => one.person));
  const lost = book.people.flatMap(({ index }) =>
    rated.has(index) ? [] : extraOf(posts.extra, index).map(({ via }) => ({ via, index })),
  );
  return plan.scheme.derived.rules.flatMap(({ id, label }) => {
    const own = lost.filter(({ via }) => via === id);
    const names = [...new Set(own.map(({ index }) => called(book, index)))];
    if (own.length === 0) return [];
    const list = firstFew(names, NAMED, '人');
    return [problem('joint-not-rated', '', { label, count: String(own.length), list })];
  });
}

/** Joint points that come from people who are not rated themselves: no clause says whether they count (连带记分). */
function fromUnrated(run: Run, called: typeof nameOf): readonly Problem[] {
  const { book, plan, posts } = run;
  if (plan.scheme.derived.rules.length === 0) return [];
  const rated = run.standings.filter(takesPart).map((one) => one.person);
  const unrated = new Set(book.people.map(({ index }) => index)).difference(new Set(rated));
  if (unrated.size === 0) return [];
  const handed = rated.flatMap((person) =>
    extraOf(posts.extra, person).flatMap(({ via, cause }) => {
      const from = cause < 0 ? -1 : ownerOf(book.ledger, cause);
      return unrated.has(from) ? [{ via, from }] : [];
    }),
  );
  return plan.scheme.derived.rules.flatMap(({ id, label }) => {
    const own = handed.filter(({ via }) => via === id);
    if (own.length === 0) return [];
    const list = firstFew([...new Set(own.map(({ from }) => called(book, from)))], NAMED, '人');
    return [problem('joint-from-unrated', '', { label, count: String(own.length), list })];
  });
}

/** People and entries named one by one. */
const NAMED = 5;

function takesPart({ status, exemption, left }: Standing): boolean {
  return status !== 'exempt' || exemption?.path === 'node' || (left && exemption === undefined);
}
