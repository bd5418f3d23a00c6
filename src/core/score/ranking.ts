import { compare, shareOf, whole, type Exact } from '../number.ts';
import type { PeriodUnit } from '../period.ts';
import type { Ranking } from '../scheme/grade.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { HistoryRow } from './facts.ts';
import { evaluator } from './context.ts';
import { membersAmong, slotsOf } from './headcount.ts';
import { homeOrg, isOnRoster, windowsOf } from './roster.ts';
import type { Run, Standing } from './run.ts';
import type { RankPlace, Window } from './scope.ts';
import { partValue } from './veto.ts';
import { EXCLUDED, hold, holdAll, isGap, type Gap, type Truth, type Value } from './value.ts';

/** The places of one order, by person; nobody has a place while somebody's score is held. */
export type Places = ReadonlyMap<number, RankPlace | Gap>;

/** The number of somebody's place, if there is one. */
export function rankOf(places: Places | undefined, person: number): number | undefined {
  const place = places?.get(person);
  return place === undefined || 'gap' in place ? undefined : place.rank;
}

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

/** The organisation a group is of, −1 for those without one; undefined where it is everybody. */
export function orgOfGroup(run: Run, over: 'org' | 'all', group: readonly Standing[]): number | undefined {
  const [first] = group;
  return over === 'all' || first === undefined ? undefined : (homeOrg(run.book, first.person) ?? -1);
}

/**
 * Stage 4: the orders a clause asks for; equal values share a place (1、2、2、4). An order for each sub-period stands
 * under `order@2026-W40`; under its own id stands the last one that is over.
 */
export function rankAll(run: Run): ReadonlyMap<string, Places> {
  const all = new Map<string, Places>();
  for (const rule of run.plan.scheme.rankings) {
    if (rule.per === undefined) {
      all.set(
        rule.id,
        placesOf(run, rule, (one) => rankedValue(run, rule, one)),
      );
      continue;
    }
    for (const window of windowsOf(run.book, rule.per as PeriodUnit, run.plan.scheme.period.week)) {
      const places = placesIn(run, rule, window);
      all.set(`${rule.id}@${window.id}`, places);
      if (window.last <= run.book.end) all.set(rule.id, places);
    }
  }
  return all;
}

/** Places in one sub-period, among those on the roster in it. */
function placesIn(run: Run, rule: Ranking, window: Window): Places {
  const evaluate = evaluator(run, undefined);
  return placesOf(run, rule, (one) => {
    if (!isOnRoster(run.book, one.person, window.first, window.last)) return EXCLUDED;
    const context = evaluate(one.person, window);
    return partValue(run, one.person, window, () => context.value(rule.node ?? run.plan.tops[0] ?? ''));
  });
}

function placesOf(run: Run, rule: Ranking, valueOf: (one: Standing) => Value): Places {
  const places = new Map<number, RankPlace | Gap>();
  for (const group of groupsOf(run, rule.among)) {
    const rows = group.map((one) => ({ person: one.person, value: valueOf(one) }));
    const present = rows.filter(({ value }) => !isGap(value) || value.gap !== 'exclude');
    const values = present.map(({ value }) => value);
    const held = values.filter(isGap);
    if (held.length > 0) {
      for (const { person } of present) places.set(person, holdAll(held));
      continue;
    }
    const members = membersAmong(run, orgOfGroup(run, rule.among, group), rule.base, group);
    const slots: RankPlace['slots'] = (share) => slotsOf(share, members, rule.rounding);
    placesAmong(rule, values as readonly Exact[], slots).forEach((place, at) =>
      places.set(present[at]?.person ?? -1, place),
    );
  }
  return places;
}

/** The place of each value among all of them. */
function placesAmong(rule: Ranking, values: readonly Exact[], slots: RankPlace['slots']): readonly RankPlace[] {
  const turn = rule.first === 'highest' ? -1 : 1;
  const order = values.map((_, at) => at).toSorted((a, b) => compare(values[a] as Exact, values[b] as Exact) * turn);
  const places: RankPlace[] = [];
  for (let from = 0; from < order.length;) {
    const own = values[order[from] as number] as Exact;
    let to = from + 1;
    while (to < order.length && compare(values[order[to] as number] as Exact, own) === 0) to += 1;
    const same = to - from;
    const tie = same === 1 || rule.ties === 'all-in' ? 'stands' : rule.ties === 'human' ? 'human' : 'out';
    const place = { rank: from + 1, same, last: isLast(rule, values.length, from, same), tie, slots } as const;
    for (const at of order.slice(from, to)) places[at] = place;
    from = to;
  }
  return places;
}

function isLast(rule: Ranking, size: number, better: number, same: number): Truth {
  if (better + same < size) return false;
  if (same === size && rule.allEqual === 'none') return false;
  if (rule.small?.choose === 'human' && size <= rule.small.upTo) return hold('支部人数少，末位由支委会定', rule.clause);
  if (same > 1 && rule.ties === 'human') return hold('末位并列，等待有权组织决定', rule.clause);
  return same === 1 || rule.ties === 'all-in';
}

/** Where people stood in one earlier period, by the row of their history. */
type PastPlaces = ReadonlyMap<HistoryRow, RankPlace>;

/** Where somebody stood in an earlier period, told from the history of the same organisation. */
export function pastPlace(run: Run, rule: Ranking, person: number, row: HistoryRow): RankPlace | undefined {
  const org = rule.among === 'all' ? -1 : (homeOrg(run.book, person) ?? -1);
  const key = `${rule.id} ${org} ${row.period}`;
  const known = run.past.get(key);
  if (known !== undefined) return known.get(row);
  const made = pastPlaces(
    run,
    rule,
    rule.among === 'all' ? run.book.subjects : (run.members.get(org) ?? []),
    row.period,
  );
  run.past.set(key, made);
  return made.get(row);
}

function pastPlaces(run: Run, rule: Ranking, group: readonly number[], period: string): PastPlaces {
  const peers = group.flatMap((other) => run.book.history.get(other)?.find((one) => one.period === period) ?? []);
  const slots: RankPlace['slots'] = (share) => slotsOf(share, whole(peers.length), rule.rounding);
  const values = peers.map((one) => pastValue(run.plan.scheme, rule, one));
  if (values.some((one) => one === undefined)) return reportedPlaces(peers, slots);
  const places = placesAmong(rule, values as readonly Exact[], slots);
  const [alone] = peers;
  if (peers.length === 1 && alone !== undefined && group.length > 1) return placeAlone(rule, alone, slots);
  return new Map(peers.map((one, at) => [one, places[at] as RankPlace]));
}

/** Places as they were reported, where scores were not. */
function reportedPlaces(peers: readonly HistoryRow[], slots: RankPlace['slots']): PastPlaces {
  const ranks = peers.map((one) => (one.rank === undefined ? undefined : Number(one.rank)));
  if (ranks.some((one) => one === undefined)) return new Map();
  const lowest = Math.max(...(ranks as number[]));
  const place = (rank: number): RankPlace => ({ rank, same: 1, last: rank === lowest, tie: 'stands', slots });
  return new Map(peers.map((one, at) => [one, place(ranks[at] as number)]));
}

/** One row of the past by itself, where the branch has more people: nobody can tell who was last. */
function placeAlone(rule: Ranking, row: HistoryRow, slots: RankPlace['slots']): PastPlaces {
  if (row.rank === undefined) return new Map();
  const last = hold(`${row.period}只报了一人，末位无法判断`, rule.clause);
  return new Map([[row, { rank: Number(row.rank), same: 1, last, tie: 'stands', slots }]]);
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
