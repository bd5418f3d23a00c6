import {
  compare,
  divide,
  exact,
  greatest,
  least,
  multiply,
  ONE,
  print,
  round,
  sign,
  type Exact,
} from '../../number.ts';
import type { Problem } from '../../problem.ts';
import type { Grading } from '../grade.ts';
import type { Scheme } from '../scheme.ts';
import { amountText, readAmounts, type ReadAmount } from './amounts.ts';
import { found } from './found.ts';
import { conditionPlaces, leavesOf } from './places.ts';

/** What goes wrong only in small branches, over the years, or for people who stand in two lists (边上的情形). */
export function checkEdges(scheme: Scheme): readonly Problem[] {
  const read = readAmounts(scheme);
  return [
    ...emptyQuotas(scheme, read),
    ...loneLast(scheme),
    ...sizeOrder(scheme),
    ...countedTwice(scheme),
    ...endlessCounts(scheme),
    ...kindBallots(scheme, read),
    ...homelessScores(scheme, read),
  ];
}

const HALF = exact('0.5');

/** A share of a small branch comes to nobody. */
function emptyQuotas({ grade }: Scheme, read: ReadAmount): readonly Problem[] {
  const places = [
    ...(grade?.quotas ?? []).map((one) => ({ one, at: `grade.quotas.${one.id}` })),
    ...(grade?.standings ?? []).map((one) => ({ one, at: `grade.standings.${one.grade}` })),
  ];
  return places.flatMap(({ one, at }) => {
    const share = read(one.share);
    if (share === undefined || sign(share) <= 0 || one.rounding === 'round-up') return [];
    const people = round(divide(one.rounding === 'half-up' ? HALF : ONE, share), 0, 'up');
    const data = { grade: one.grade, share: amountText(one.share), people: print(people) };
    return compare(people, ONE) > 0 ? [found('quota-none-in-small', `${at}.share`, data, one.clause)] : [];
  });
}

/** Somebody is last even in a branch of two. */
function loneLast(scheme: Scheme): readonly Problem[] {
  const asked = new Set(
    conditionPlaces(scheme).flatMap(({ condition }) =>
      leavesOf(condition).flatMap((leaf) => ('rank' in leaf && leaf.last === true ? [leaf.rank] : [])),
    ),
  );
  return scheme.rankings
    .filter((one) => asked.has(one.id) && one.small === undefined)
    .map((one) => found('last-in-small', `rankings.${one.id}.small`, { label: one.label }, one.clause));
}

/** Branches compared by their sums: the larger wins. */
function sizeOrder({ orgs }: Scheme): readonly Problem[] {
  return orgs.order === 'sum' ? [found('order-by-sum', 'orgs.order', {}, orgs.clause)] : [];
}

/** Leaders whose score comes in as leaders and again as members. */
function countedTwice({ score }: Scheme): readonly Problem[] {
  const led = new Set(
    score.flatMap((node) => ('from' in node && node.from.of === 'leadership' ? [node.from.scheme] : [])),
  );
  return score.flatMap((node) => {
    if (!('from' in node) || node.from.of !== 'members' || node.from.leaders === 'exclude') return [];
    const { scheme } = node.from;
    return led.has(scheme)
      ? [found('leaders-counted-twice', `score.${node.id}.from.leaders`, { node: node.label }, node.clause)]
      : [];
  });
}

function endlessCounts({ carry }: Scheme): readonly Problem[] {
  return carry
    .filter((one) => one.kind === 'count' && one.expiresAfterYears === undefined)
    .map((one) => found('count-without-end', `carry.${one.id}.expiresAfterYears`, { label: one.label }, one.clause));
}

const PASS = exact('0.6');

/** Ballots whose worst option is still worth a pass. */
function kindBallots(scheme: Scheme, read: ReadAmount): readonly Problem[] {
  return scheme.ballots.flatMap((ballot) => {
    const values: readonly Exact[] = ballot.options.flatMap((one) => read(one.value) ?? []);
    const [first, ...rest] = values;
    if (first === undefined || rest.length === 0) return [];
    const [low, high] = [rest.reduce(least, first), rest.reduce(greatest, first)];
    if (sign(high) <= 0 || compare(low, multiply(high, PASS)) < 0) return [];
    const data = { ballot: ballot.label, low: print(low), high: print(high) };
    return [found('ballot-lowest-high', `ballots.${ballot.id}.options`, data, ballot.clause)];
  });
}

/** Who has the score of a grade but not its other condition falls to the next one, whose printed range ends below. */
function homelessScores({ grade }: Scheme, read: ReadAmount): readonly Problem[] {
  if (grade === undefined) return [];
  return grade.tables.flatMap((table) =>
    table.bands.slice(1).flatMap((lower, index) => {
      const upper = table.bands[index] as Grading['tables'][number]['bands'][number];
      const [from, to] = [read(upper.from ?? upper.above), read(lower.to ?? lower.below)];
      if (!fallsNext(grade, upper) || from === undefined || to === undefined || compare(to, from) > 0) return [];
      const data = { upper: upper.grade, lower: lower.grade, to: print(to) };
      return [
        found('band-unmet-home', `grade.tables.${table.id}.bands.${upper.grade}`, data, upper.clause ?? grade.clause),
      ];
    }),
  );
}

function fallsNext(grade: Grading, band: Grading['tables'][number]['bands'][number]): boolean {
  const byRank = grade.standings.some((one) => one.grade === band.grade && one.end === 'top' && one.unmet === 'next');
  return byRank || (band.also !== undefined && band.unmet === 'next');
}
