import { compare, shareOf, type Exact } from '../number.ts';
import type { Ranking } from '../scheme/grade.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { HistoryRow } from './facts.ts';
import { homeOrg } from './roster.ts';
import type { Run, Standing } from './run.ts';
import type { RankPlace } from './scope.ts';
import { hold, isGap, type Truth, type Value } from './value.ts';

/** The places of one order, by person; nobody has a place while somebody's score is held. */
export type Places = ReadonlyMap<number, RankPlace>;

/** What a ranking compares. */
export function rankedValue(run: Run, rule: Ranking, standing: Standing): Value {
  if (rule.account !== undefined) return standing.accounts.get(rule.account) ?? hold('没有这个账户', rule.clause);
  const index = rule.node === undefined ? 0 : (run.plan.score.index.get(rule.node) ?? 0);
  return standing.values[index] ?? standing.total;
}

/** Subjects by organisation, exempt ones left out. */
export function groupsOf(run: Run, among: 'org' | 'all'): readonly (readonly Standing[])[] {
  const groups = new Map<number, Standing[]>();
  for (const standing of run.standings) {
    if (standing.status === 'exempt') continue;
    const key = among === 'all' ? -1 : (homeOrg(run.book, standing.person) ?? -1);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [standing]);
    else group.push(standing);
  }
  return [...groups.values()];
}

/** Stage 4: the orders a clause asks for; equal values share a place (1、2、2、4). */
export function rankAll(run: Run): ReadonlyMap<string, Places> {
  return new Map(run.plan.scheme.rankings.map((rule) => [rule.id, placesOf(run, rule)]));
}

function placesOf(run: Run, rule: Ranking): Places {
  const places = new Map<number, RankPlace>();
  for (const group of groupsOf(run, rule.among)) {
    const values = group.map((one) => rankedValue(run, rule, one));
    if (values.some(isGap)) continue;
    const exact = values as readonly Exact[];
    group.forEach((one, at) => places.set(one.person, placeIn(rule, exact, at)));
  }
  return places;
}

function placeIn(rule: Ranking, values: readonly Exact[], at: number): RankPlace {
  const own = values[at] as Exact;
  const turn = rule.first === 'highest' ? 1 : -1;
  const better = values.filter((other) => compare(other, own) * turn > 0).length;
  const same = values.filter((other) => compare(other, own) === 0).length;
  const tie = same === 1 || rule.ties === 'all-in' ? 'stands' : rule.ties === 'human' ? 'human' : 'out';
  return { rank: better + 1, last: isLast(rule, values.length, better, same), tie };
}

function isLast(rule: Ranking, size: number, better: number, same: number): Truth {
  if (better + same < size) return false;
  if (same === size && size > 1 && rule.allEqual === 'none') return false;
  if (size === 1 && rule.allEqual === 'none') return false;
  if (rule.small?.choose === 'human' && size <= rule.small.upTo) return hold('支部人数少，末位由支委会定', rule.clause);
  if (same > 1 && rule.ties === 'human') return hold('末位并列，等待有权组织决定', rule.clause);
  return same === 1 || rule.ties === 'all-in';
}

/** Where somebody stood in an earlier period, told from the history of the same organisation. */
export function pastPlace(run: Run, rule: Ranking, person: number, row: HistoryRow): RankPlace | undefined {
  const org = homeOrg(run.book, person);
  const group = rule.among === 'all' ? run.book.subjects : (run.members.get(org ?? -1) ?? []);
  const peers = group.flatMap((other) => run.book.history.get(other)?.find((one) => one.period === row.period) ?? []);
  const value = (one: HistoryRow): Exact | undefined => pastValue(run.plan.scheme, rule, one);
  const values = peers.map(value);
  const own = value(row);
  const rank = row.rank === undefined ? undefined : Number(row.rank);
  if (own === undefined || values.some((one) => one === undefined)) {
    const ranks = peers.map((one) => (one.rank === undefined ? undefined : Number(one.rank)));
    if (rank === undefined || ranks.some((one) => one === undefined)) return undefined;
    return { rank, last: rank === Math.max(...(ranks as number[])), tie: 'stands' };
  }
  if (peers.length < group.length && peers.length === 1) return alone(rule, row, rank);
  return placeIn(rule, values as readonly Exact[], peers.indexOf(row));
}

/** One row of the past by itself, where the branch has more people: nobody can tell who was last. */
function alone(rule: Ranking, row: HistoryRow, rank: number | undefined): RankPlace | undefined {
  if (rank === undefined) return undefined;
  return { rank, last: hold(`${row.period}只报了一人，末位无法判断`, rule.clause), tie: 'stands' };
}

function pastValue(scheme: Scheme, rule: Ranking, row: HistoryRow): Exact | undefined {
  const text =
    rule.account !== undefined
      ? row.account[rule.account]
      : rule.node === undefined || rule.node === scheme.score[0]?.id
        ? row.score
        : row.nodes[rule.node];
  return text === undefined ? undefined : shareOf(text);
}
