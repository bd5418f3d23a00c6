// Orders that a clause asks for.
import { cmp } from './fraction.ts';
import type { Q } from './fraction.ts';
import { accountClosing } from './naive-carry.ts';
import { nodeById, nodeScore } from './naive-node.ts';
import { takesPart } from './naive-scope.ts';
import { lastDay, orgOn } from './world.ts';
import type { Score, World } from './world.ts';

type Ranking = World['scheme']['rankings'][number];
/** The place, how many share it, how many are ranked. */
export type Place = { readonly place: number; readonly sharing: number; readonly among: number };

function valueOf(w: World, ranking: Ranking, id: string): Score {
  if (ranking.account !== undefined) return accountClosing(w, ranking.account, id);
  return nodeScore(w, nodeById(w, ranking.node ?? w.scheme.score[0]?.id ?? ''), id, w.period);
}

function scoresOf(
  w: World,
  ranking: Ranking,
  ids: readonly string[],
): readonly { readonly id: string; readonly q: Q }[] {
  return ids.flatMap((id) => {
    const score = valueOf(w, ranking, id);
    return score.kind === 'number' ? [{ id, q: score.q }] : [];
  });
}

export function rankPlace(w: World, id: string, subject: string): Place | undefined {
  const ranking = w.scheme.rankings.find((one) => one.id === id);
  if (ranking === undefined || !takesPart(w, subject)) return undefined;
  const day = lastDay(w, w.period);
  const org = orgOn(w, subject, day);
  const peers = w.facts.subjects
    .map((one) => one.id)
    .filter(
      (one) =>
        takesPart(w, one) &&
        (ranking.among === 'all' || one === subject || (org !== undefined && orgOn(w, one, day) === org)),
    );
  const scores = scoresOf(w, ranking, peers);
  const own = scores.find((one) => one.id === subject);
  if (own === undefined) return undefined;
  const better = (a: Q, b: Q): boolean => (ranking.first === 'highest' ? cmp(a, b) > 0 : cmp(a, b) < 0);
  return {
    place: 1 + scores.filter((one) => better(one.q, own.q)).length,
    sharing: scores.filter((one) => cmp(one.q, own.q) === 0).length,
    among: scores.length,
  };
}

/** Whether a test on the place holds: those who share a place across the line go by the rule for ties. */
export function rankHolds(
  w: World,
  id: string,
  subject: string,
  test: (place: number) => boolean | undefined,
): boolean | undefined {
  const ranking = w.scheme.rankings.find((one) => one.id === id);
  const found = rankPlace(w, id, subject);
  if (ranking === undefined || found === undefined) return undefined;
  const possible = Array.from({ length: found.sharing }, (_, offset) => test(found.place + offset));
  if (ranking.ties !== 'all-in' && possible.every((one) => one === possible[0])) return possible[0];
  if (ranking.ties === 'human') return undefined;
  return ranking.ties === 'all-in' ? test(found.place) : false;
}

/** Whether the person is last. */
export function isLast(w: World, id: string, subject: string): boolean | undefined {
  const ranking = w.scheme.rankings.find((one) => one.id === id);
  const found = rankPlace(w, id, subject);
  if (ranking === undefined || found === undefined) return undefined;
  if (found.place + found.sharing - 1 < found.among) return false;
  if (found.sharing === found.among) return ranking.allEqual === 'all' ? small(ranking, found) : false;
  const asked = small(ranking, found);
  if (asked === undefined) return undefined;
  return found.sharing === 1 ? true : ranking.ties === 'human' ? undefined : ranking.ties === 'all-in';
}

function small(ranking: Ranking, found: Place): true | undefined {
  return ranking.small?.choose === 'human' && found.among <= ranking.small.upTo ? undefined : true;
}
