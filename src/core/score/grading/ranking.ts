import { compare, equals, shareOf, whole, type Exact } from '../../number.ts';
import { periodName, type Period } from '../../period.ts';
import type { Ranking } from '../../scheme/grade.ts';
import type { PastResult } from '../book/book.ts';
import { evaluatorIn } from '../context.ts';
import { membersAmong } from './headcount.ts';
import type { Plan } from '../plan.ts';
import type { OpenRank } from '../results.ts';
import { homeOrg, isOnRoster, isOver, windowsOf } from '../book/roster.ts';
import { balanceOf, membersIn, nodeValue, type Run, type Standing } from '../run.ts';
import type { SlotBase } from '../slots.ts';
import type { RankPlace, Window } from '../book/scope.ts';
import { partValue } from '../veto.ts';
import { EXCLUDED, hold, isGap, type Gap, type Truth, type Value } from '../value.ts';

/** The places of one order, by person; nobody has a place while somebody's score is held. */
export type Places = ReadonlyMap<number, RankPlace | Gap>;

/** Everybody's places, and the groups of which the places are open. */
export type Orders = { readonly places: ReadonlyMap<string, Places>; readonly open: readonly OpenRank[] };

/** The number of somebody's place, if there is one. */
export function rankOf(places: Places | undefined, person: number): number | undefined {
  const place = places?.get(person);
  return place === undefined || 'gap' in place ? undefined : place.rank;
}

/** What a ranking compares. */
export function rankedValue(run: Run, rule: Ranking, standing: Standing): Value {
  if (rule.account !== undefined) return balanceOf(standing, rule.account);
  return nodeValue(run, standing, rule.node ?? run.plan.total);
}

/** Subjects by organisation, exempt ones left out; with `left` those too who were there in a part of the period. */
export function groupsOf(run: Run, among: 'org' | 'all', left = false): readonly (readonly Standing[])[] {
  const groups = new Map<number, Standing[]>();
  for (const standing of run.standings) {
    const stays = left && standing.left && standing.exemption === undefined;
    if (standing.status === 'exempt' && !stays) continue;
    const key = among === 'all' ? -1 : (homeOrg(run.book, standing.person) ?? -1);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [standing]);
    else group.push(standing);
  }
  return [...groups.values()];
}

/** The id of the organisation a group is of; empty for those without one, and where it is everybody. */
export function groupId(run: Run, over: 'org' | 'all', group: readonly Standing[]): string {
  const org = orgOfGroup(run, over, group) ?? -1;
  return run.book.orgs[org]?.id ?? '';
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
export function rankAll(run: Run): Orders {
  const all = new Map<string, Places>();
  const open: OpenRank[] = [];
  for (const rule of run.plan.scheme.rankings) {
    if (rule.per === undefined) {
      all.set(
        rule.id,
        placesOf({ run, rule, id: rule.id, open }, (one) => rankedValue(run, rule, one)),
      );
      continue;
    }
    for (const window of windowsOf(run.book, rule.per, run.plan.scheme.period.week)) {
      const id = `${rule.id}@${window.id}`;
      const places = placesIn({ run, rule, id, open }, window);
      all.set(id, places);
      if (isOver(run.book, window)) all.set(rule.id, places);
    }
  }
  return { places: all, open };
}

/** One order that is being told, and the groups of all orders that have none yet. */
type Order = { readonly run: Run; readonly rule: Ranking; readonly id: string; readonly open: OpenRank[] };

/** Places in one sub-period, among those on the roster in it. */
function placesIn(order: Order, window: Window): Places {
  const { run, rule } = order;
  const evaluate = evaluatorIn(run, window);
  return placesOf(order, (one) => {
    if (!isOnRoster(run.book, one.person, window.first, window.last)) return EXCLUDED;
    const context = evaluate(one.person);
    return partValue(run, one.person, window, () => context.value(rule.node ?? run.plan.total));
  });
}

function placesOf({ run, rule, id, open }: Order, valueOf: (one: Standing) => Value): Places {
  const places = new Map<number, RankPlace | Gap>();
  for (const group of groupsOf(run, rule.among, rule.per !== undefined)) {
    const rows = group.map((one) => ({ key: one.person, value: valueOf(one) }));
    const held = rows.flatMap(({ key, value }) =>
      isGap(value) && value.gap === 'hold' ? [[key, value] as const] : [],
    );
    const known = rows.flatMap(({ key, value }) => (isGap(value) ? [] : [{ key, value }]));
    if (held.length > 0) {
      // Why a score is awaited is said to whom it belongs.
      const wait = hold(`${rule.label}还排不出，这一组还有 ${held.length} 人待定`, rule.clause);
      for (const { key } of known) places.set(key, wait);
      for (const [key, gap] of held) places.set(key, gap);
      open.push({ ranking: id, org: groupId(run, rule.among, group), pending: held.length, ranked: false });
      continue;
    }
    const members = membersAmong(run, orgOfGroup(run, rule.among, group), rule.base, group);
    const base = isGap(members) ? members : { members, rounding: rule.rounding };
    for (const [key, place] of placesAmong(rule, known, base)) places.set(key, place);
  }
  return places;
}

/** What stands in an order, and by which number. */
type Ranked<K> = { readonly key: K; readonly value: Exact };

/** The place of each among all of them. */
function placesAmong<K>(rule: Ranking, rows: readonly Ranked<K>[], base: RankPlace['base']): ReadonlyMap<K, RankPlace> {
  const turn = rule.first === 'highest' ? -1 : 1;
  const places = new Map<K, RankPlace>();
  let better = 0;
  for (const level of levelsOf(rows.toSorted((a, b) => compare(a.value, b.value) * turn))) {
    const same = level.length;
    const tie = same === 1 || rule.ties === 'all-in' ? 'stands' : rule.ties === 'human' ? 'human' : 'out';
    const place = { rank: better + 1, same, last: isLast(rule, rows.length, better, same), tie, base } as const;
    for (const { key } of level) places.set(key, place);
    better += same;
  }
  return places;
}

/** Those of an order who share a place, together. */
function levelsOf<K>(order: readonly Ranked<K>[]): readonly (readonly Ranked<K>[])[] {
  const levels: Ranked<K>[][] = [];
  for (const row of order) {
    const level = levels.at(-1);
    if (level?.[0] !== undefined && equals(level[0].value, row.value)) level.push(row);
    else levels.push([row]);
  }
  return levels;
}

function isLast(rule: Ranking, size: number, better: number, same: number): Truth {
  if (better + same < size) return false;
  if (same === size && rule.allEqual === 'none') return false;
  if (rule.small?.choose === 'human' && size <= rule.small.upTo) return hold('支部人数少，末位由支委会定', rule.clause);
  if (same > 1 && rule.ties === 'human') return hold('末位并列，等待有权组织决定', rule.clause);
  return same === 1 || rule.ties === 'all-in';
}

/** Where people stood in one earlier period, by the row of their history. */
type PastPlaces = ReadonlyMap<PastResult, RankPlace>;

/** Where somebody stood in an earlier period, told from the history of the same organisation. */
export function pastPlace(run: Run, rule: Ranking, person: number, row: PastResult): RankPlace | undefined {
  const org = homeOrg(run.book, person);
  const key = `${rule.id} ${rule.among === 'all' ? '' : org} ${row.period.id}`;
  const known = run.past.get(key);
  if (known !== undefined) return known.get(row);
  const made = pastPlaces(run, rule, rule.among === 'all' ? run.book.subjects : membersIn(run, org), row.period);
  run.past.set(key, made);
  return made.get(row);
}

function pastPlaces(run: Run, rule: Ranking, group: readonly number[], { id }: Period): PastPlaces {
  const peers = group.flatMap((other) => run.book.history.get(other)?.find((one) => one.period.id === id) ?? []);
  const base = { members: whole(peers.length), rounding: rule.rounding };
  const known = peers.flatMap((key) => {
    const value = pastValue(run.plan, rule, key);
    return value === undefined ? [] : [{ key, value }];
  });
  if (known.length < peers.length) return reportedPlaces(peers, base);
  const [alone, ...others] = peers;
  if (alone !== undefined && others.length === 0 && group.length > 1) return placeAlone(rule, alone, base);
  return placesAmong(rule, known, base);
}

/** Places as they were reported, where scores were not. */
function reportedPlaces(peers: readonly PastResult[], base: SlotBase): PastPlaces {
  const ranked = peers.flatMap((row) => (row.rank === undefined ? [] : [[row, row.rank] as const]));
  if (ranked.length < peers.length) return new Map();
  const lowest = ranked.reduce((most, [, rank]) => Math.max(most, rank), 0);
  const place = (rank: number): RankPlace => ({ rank, same: 1, last: rank === lowest, tie: 'stands', base });
  return new Map(ranked.map(([row, rank]) => [row, place(rank)]));
}

/** One row of the past by itself, where the branch has more people: nobody can tell who was last. */
function placeAlone(rule: Ranking, row: PastResult, base: SlotBase): PastPlaces {
  if (row.rank === undefined) return new Map();
  const last = hold(`${periodName(row.period.id)}只报了一人，末位无法判断`, rule.clause);
  return new Map([[row, { rank: row.rank, same: 1, last, tie: 'stands', base }]]);
}

function pastValue({ total }: Plan, { account, node = total }: Ranking, row: PastResult): Exact | undefined {
  const text = account !== undefined ? row.account[account] : node === total ? row.score : row.nodes[node];
  return text === undefined ? undefined : shareOf(text);
}
