// Orders that a clause asks for.
import type { Window } from './days.ts';
import type { Past } from './facts.ts';
import { cmp, q, read, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { nodeById, nodeScore } from './node.ts';
import { takesPart, tookPart } from './scope.ts';
import { placesOf, slots } from './headcount.ts';
import { allOf, compare } from './truth.ts';
import type { Tests, Truth } from './truth.ts';
import { vetoed } from './veto.ts';
import { amount, HELD, homeOf, isOver, NONE, number, present, subWindows } from './world.ts';
import type { Score, World } from './world.ts';

type Ranking = World['scheme']['rankings'][number];

/** A place in an order: how many share it, whether nobody stands behind, how many places a share gives. */
type Place = {
  readonly place: number;
  readonly sharing: number;
  readonly last: Truth;
  readonly slots: (share: Q) => number | undefined;
};

function valueOf(w: World, ranking: Ranking, id: string, window: Window): Score {
  if (ranking.account !== undefined) return w.ask.account(w, ranking.account, id);
  if (ranking.per !== undefined) {
    if (!present(w, id, window)) return NONE;
    const zero = vetoed(w, ['period-zero'], id, window);
    if (zero !== false) return zero === true ? number(ZERO) : HELD;
  }
  return nodeScore(w, nodeById(w, ranking.node ?? w.scheme.score[0]?.id ?? ''), id, window);
}

export function rankingOf(w: World, id: string): Ranking {
  const ranking = w.scheme.rankings.find((one) => one.id === id);
  if (ranking === undefined) throw new Error(`no ranking ${id}`);
  return ranking;
}

const peersOf = (w: World, ranking: Ranking, subject: string): readonly string[] =>
  w.facts.subjects
    .map((one) => one.id)
    .filter((one) => ranking.among === 'all' || homeOf(w, one) === homeOf(w, subject));

/** The windows of an order: its sub-periods, or the period. */
export const windowsOf = (w: World, ranking: Ranking): readonly Window[] =>
  ranking.per === undefined ? [w.period] : subWindows(w, ranking.per, w.period);

/** The place of somebody who takes part; `held` while somebody of the same group waits for a score; undefined for who has no part in it. */
export function placeIn(w: World, ranking: Ranking, subject: string, window: Window): Place | 'held' | undefined {
  const isThere = ranking.per === undefined ? takesPart : tookPart;
  if (!isThere(w, subject)) return undefined;
  const peers = peersOf(w, ranking, subject).filter((one) => isThere(w, one));
  const scores = peers.map((one) => valueOf(w, ranking, one, window));
  const own = valueOf(w, ranking, subject, window);
  if (own.kind === 'none') return undefined;
  if (own.kind === 'held' || scores.some((one) => one.kind === 'held')) return 'held';
  const known = scores.flatMap((one) => (one.kind === 'number' ? [one.q] : []));
  const org = ranking.among === 'all' ? 'all' : { org: homeOf(w, subject) };
  return placeAmong(ranking, known, own.q, (share) => slots(w, share, ranking.base, ranking.rounding, org, peers));
}

export type OpenOrder = {
  readonly ranking?: string;
  readonly org: string;
  readonly pending: number;
  readonly ranked: boolean;
};

/** The groups of each order in which nobody has a place, since somebody waits for a score. */
export function openOrders(w: World): readonly OpenOrder[] {
  return w.scheme.rankings.flatMap((ranking) =>
    windowsOf(w, ranking).flatMap((window) => {
      const isThere = ranking.per === undefined ? takesPart : tookPart;
      const all = w.facts.subjects.map((one) => one.id).filter((id) => isThere(w, id));
      const held = all.filter((id) => valueOf(w, ranking, id, window).kind === 'held');
      const orgOf = (id: string): string => (ranking.among === 'all' ? '' : (homeOf(w, id) ?? ''));
      return [...new Set(held.map(orgOf))].map((org) => ({
        ranking: ranking.per === undefined ? ranking.id : `${ranking.id}@${window.id}`,
        org,
        pending: held.filter((id) => orgOf(id) === org).length,
        ranked: false,
      }));
    }),
  );
}

/** Of several sub-periods the last one that is over. */
export function placeNow(w: World, ranking: Ranking, subject: string): Place | 'held' | undefined {
  if (ranking.per === undefined) return placeIn(w, ranking, subject, w.period);
  const window = windowsOf(w, ranking).findLast((one) => isOver(w, one));
  return window === undefined ? undefined : placeIn(w, ranking, subject, window);
}

function placeAmong(ranking: Ranking, all: readonly Q[], own: Q, slotsFor: Place['slots']): Place {
  const better = (one: Q): boolean => (ranking.first === 'highest' ? cmp(one, own) > 0 : cmp(one, own) < 0);
  const before = all.filter(better).length;
  const sharing = all.filter((one) => cmp(one, own) === 0).length;
  return { place: before + 1, sharing, last: isLast(ranking, before, sharing, all.length), slots: slotsFor };
}

function isLast(ranking: Ranking, before: number, sharing: number, among: number): Truth {
  if (before + sharing < among) return false;
  if (sharing === among && ranking.allEqual === 'none') return false;
  if (ranking.small?.choose === 'human' && among <= ranking.small.upTo) return undefined;
  if (sharing === 1) return true;
  return ranking.ties === 'human' ? undefined : ranking.ties === 'all-in';
}

/** Whether a test on the place holds: where the line runs through a shared place, by the rule for ties. */
function placeHolds(ranking: Ranking, found: Place, test: (place: number) => Truth): Truth {
  const possible = Array.from({ length: found.sharing }, (_, offset) => test(found.place + offset));
  if (possible.every((one) => one === possible[0])) return possible[0];
  if (ranking.ties === 'all-in') return test(found.place);
  return ranking.ties === 'human' ? undefined : false;
}

const isWithin = (place: number, slotsThere: number | undefined): Truth =>
  slotsThere === undefined ? undefined : place <= slotsThere;

/** Tests on a place: its number, whether it is within a share of the people, whether it is the last. */
export function onPlace(w: World, ranking: Ranking, c: Tests, found: Place): Truth {
  if (c.last !== undefined) return found.last === undefined ? undefined : found.last === c.last;
  const share = c.share === undefined ? undefined : amount(w, c.share);
  if (c.share !== undefined && share === undefined) return undefined;
  return placeHolds(ranking, found, (place) =>
    allOf([share === undefined || isWithin(place, found.slots(share)), compare(w, c, q(place))]),
  );
}

/** Where somebody stood in an earlier period, by what the rows of the same people say; undefined when they do not. */
export function pastPlace(w: World, ranking: Ranking, subject: string, row: Past): Place | undefined {
  const group = peersOf(w, ranking, subject);
  const rows = group.flatMap((one) => (w.facts.history[one] ?? []).filter((past) => past.period === row.period));
  const slotsFor = (share: Q): number => placesOf(share, q(rows.length), ranking.rounding);
  const values = rows.flatMap((one) => pastValue(w, ranking, one) ?? []);
  const own = pastValue(w, ranking, row);
  const rank = row.rank === undefined ? undefined : Number(row.rank);
  if (own !== undefined && values.length === rows.length) {
    if (rows.length > 1 || group.length === 1) return placeAmong(ranking, values, own, slotsFor);
    return rank === undefined ? undefined : { place: rank, sharing: 1, last: undefined, slots: slotsFor };
  }
  const ranks = rows.flatMap((one) => (one.rank === undefined ? [] : [Number(one.rank)]));
  if (rank === undefined || ranks.length < rows.length) return undefined;
  return { place: rank, sharing: 1, last: ranks.every((one) => one <= rank), slots: slotsFor };
}

function pastValue(w: World, ranking: Ranking, row: Past): Q | undefined {
  const node = ranking.node ?? w.scheme.score[0]?.id ?? '';
  const text =
    ranking.account !== undefined
      ? row.account[ranking.account]
      : node === w.scheme.score[0]?.id
        ? row.score
        : row.nodes[node];
  return text === undefined ? undefined : read(text);
}
