import type { Org } from '../score/book/book.ts';
import type { Scored, Scoring } from '../score/scored.ts';
import { countedNode, membersByOrg } from '../score/org-results.ts';
import type { HeldLine, Results, SubjectResult } from '../score/results.ts';
import { homeOrg, idOf } from '../score/book/roster.ts';
import { groupsShown, type Group } from './groups.ts';
import type { Audience } from './level.ts';
import type { Sensitive } from './sensitive.ts';
import { SIZES, type SizeRule } from './size.ts';
import { viewerOf, type View } from './view.ts';
import { own } from '../own.ts';

/** Results as one audience may see them: what is kept back is not there, and no number of it is left anywhere. */
export type Disclosed = Results & { readonly audience: Audience };

/** Who looks; their own id where they look at themself. */
export type Looker =
  | { readonly audience: 'board' | 'members' | 'superior' }
  | { readonly audience: 'self'; readonly subject: string };

/**
 * Filters results for an audience (公开): boards, members' pages and forms all go through here; tellers read the
 * results themselves. Every number has its stated level; nothing kept back follows from what is shown; below the size
 * rule nothing is exact; boards and other members get no reasons, proposals, orders of merit or norms.
 * Source: docs/scheme-language.md, 公开程度.
 */
export function disclose({ results, scored }: Scoring, looker: Looker, sizes: SizeRule = SIZES): Disclosed {
  const { audience } = looker;
  const subjects = scored.flatMap((one) => {
    const viewer = viewerOf(one, audience, sizes);
    return one.run.standings.flatMap(({ person }) => {
      const id = idOf(one.run.book, person);
      const result = own(results.subjects, id);
      if (result === undefined || (looker.audience === 'self' && looker.subject !== id)) return [];
      return [[id, subjectFor(looker, one, id, result, viewer.view(person, result), viewer.sensitive)] as const];
    });
  });
  const all = audience === 'superior';
  const ownOrgs = new Set(looker.audience === 'self' ? ['', ...orgsOf(scored, looker.subject)] : []);
  return {
    ...results,
    audience,
    subjects: Object.fromEntries(subjects),
    orgs: orgsFor(looker, scored[0], results, sizes),
    quotas: all ? results.quotas : [],
    openRanks: results.openRanks.filter((one) => all || ownOrgs.has(one.org)),
    norms: results.norms.filter((one) => all || (looker.audience === 'self' && one.subject === looker.subject)),
    problems: all ? results.problems : [],
  };
}

/** The organisations in which somebody is appraised. */
function orgsOf(scored: Scoring['scored'], subject: string): readonly string[] {
  return scored.flatMap(({ run: { book } }) => {
    const org = homeOrg(book, book.personIndex.get(subject) ?? -1);
    return org === undefined ? [] : [(book.orgs[org] as Org).id];
  });
}

/** The node whose value is the score. */
export function totalOf({ run }: Scored): string {
  return run.plan.scheme.score[0]?.id ?? '';
}

function subjectFor(
  looker: Looker,
  one: Scored,
  id: string,
  result: SubjectResult,
  view: View,
  sensitive: Sensitive,
): SubjectResult {
  const total = totalOf(one);
  const nodes = Object.fromEntries(Object.entries(result.nodes).filter(([name]) => view.shows(name)));
  const numbers = { score: view.shows(total) ? result.score : null, nodes };
  if (looker.audience === 'superior') return { ...result, ...numbers };
  const graded = view.level(total) !== 'hidden' || one.run.plan.scheme.score.length === 0;
  const { status, grade, provisional, rank, ranks, category } = result;
  const shared = { status, ...numbers, ...(graded ? given({ grade, provisional }) : {}), outcomes: [], held: [] };
  if (looker.audience !== 'self') {
    return {
      ...shared,
      ...(view.shows(total) ? given({ rank }) : {}),
      ...(sensitive.categories ? {} : given({ category })),
    };
  }
  const { proposed, options, gates, account, carry } = result;
  return {
    ...shared,
    ...(graded ? given({ proposed, options, rank, ranks }) : {}),
    ...given({ category, gates: gates === undefined ? undefined : without(gates, sensitive.gates) }),
    ...(view.whole ? given({ account, carry }) : {}),
    outcomes: result.outcomes.filter((line) => line.on === id && !sensitive.outcomes.has(line.id)),
    held: withoutReasons(result.held, sensitive),
  };
}

function without<T>(of: Readonly<Record<string, T>>, names: ReadonlySet<string>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(of).filter(([name]) => !names.has(name)));
}

/** Reasons that would tell of discipline or investigation become a plain 待定. */
function withoutReasons(held: readonly HeldLine[], sensitive: Sensitive): readonly HeldLine[] {
  const open = held.filter((line) => !tells(line, sensitive));
  return open.length === held.length ? held : [...open, { what: '待定' }];
}

/** Whether a reason speaks of a sensitive fact. */
export function tells(
  { what, clause }: { readonly what: string; readonly clause?: string | undefined },
  { labels, clauses }: Sensitive,
): boolean {
  return labels.some((label) => what.includes(label)) || (clause !== undefined && clauses.has(clause));
}

/** Sums and means of organisations, where enough people stand behind them whose own scores are not shown. */
function orgsFor(looker: Looker, one: Scored | undefined, results: Results, sizes: SizeRule): Results['orgs'] {
  if (looker.audience === 'superior' || one === undefined) return results.orgs;
  const { run } = one;
  const viewer = viewerOf(one, looker.audience === 'board' ? 'board' : 'members', sizes);
  const node = countedNode(run) ?? '';
  const known = run.standings.filter(({ person }) => {
    const id = idOf(run.book, person);
    const result = own(results.subjects, id);
    const itself = looker.audience === 'self' && looker.subject === id;
    return itself || (result !== undefined && viewer.view(person, result).shows(node));
  });
  const members = membersByOrg(run);
  const groups = run.book.orgs.map(({ id, index }): Group => ({
    id,
    members: new Set((members.get(index) ?? []).map((standing) => standing.person)),
  }));
  const shown = groupsShown(groups, new Set(known.map((standing) => standing.person)), sizes.exact);
  return Object.fromEntries(
    Object.entries(results.orgs).map(([id, { sum, mean, rank }]) => {
      const open = shown.has(id) && sum !== null;
      return [id, { ...(open ? { sum, mean, ...given({ rank }) } : { sum: null, mean: null }), outcomes: [] }];
    }),
  );
}

/** Only what is there. */
function given<T extends object>(of: T): Partial<T> {
  return Object.fromEntries(Object.entries(of).filter(([, one]) => one !== undefined)) as Partial<T>;
}
