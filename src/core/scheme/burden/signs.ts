import type { Problem } from '../../problem.ts';
import type { ProblemCode } from '../../text/sentence.ts';
import { found } from '../check/found.ts';
import { conditionPlaces, leavesOf } from '../check/places.ts';
import type { Condition, Unit } from '../condition.ts';
import type { Scheme } from '../scheme.ts';
import { basisData, type BasisId } from './basis.ts';

type Told = (code: ProblemCode, basis: readonly BasisId[], at: string, item: string, clause?: string) => Problem;

/** Signs told by how the scheme is built: orders, how often, twice the same (结构上的迹象). */
export function structuralSigns(scheme: Scheme): readonly Problem[] {
  const told: Told = (code, basis, at, item, clause) =>
    found(code, at, { item, ...basisData(basis, scheme.subject) }, clause);
  return [
    ...frequentRanking(scheme, told),
    ...lastPlace(scheme, told),
    ...publicOrder(scheme, told),
    ...boards(scheme, told),
    ...frequentFiling(scheme, told),
    ...frequentBallots(scheme, told),
    ...askedTwice(scheme, told),
  ];
}

const isShort = (unit: Unit | undefined): boolean => unit === 'week' || unit === 'month';

/** An order for every week or month, as a ranking or as a clause has it. */
function frequentRanking(scheme: Scheme, told: Told): readonly Problem[] {
  const rankings = scheme.rankings.filter((one) => isShort(one.per ?? scheme.period.unit));
  const clauses = scheme.clauses.filter((one) => /[每一][周天日月][^；。]{0,8}排名/u.test(one.text));
  return [
    ...rankings.map((one) =>
      told('burden-frequent-ranking', ['apps', 'fingertip'], `rankings.${one.id}`, one.label, one.clause),
    ),
    ...clauses.map((one) =>
      told('burden-frequent-ranking', ['apps', 'fingertip'], `clauses.${one.id}`, one.text, one.id),
    ),
  ];
}

/** Being last in an order is by itself the reason for a measure. */
function lastPlace(scheme: Scheme, told: Told): readonly Problem[] {
  const fromBelow = new Set(scheme.rankings.filter((one) => one.first === 'lowest').map((one) => one.id));
  const isLast = (leaf: Condition): boolean => 'rank' in leaf && (leaf.last === true || fromBelow.has(leaf.rank));
  const streaks = new Set(
    scheme.carry.filter((one) => one.when !== undefined && leavesOf(one.when).some(isLast)).map((one) => one.id),
  );
  const isLastAgain = (leaf: Condition): boolean => isLast(leaf) || ('carry' in leaf && streaks.has(leaf.carry));
  return conditionPlaces(scheme).flatMap(({ at, condition, clause }) => {
    const outcome = scheme.outcomes.find((one) => at === `outcomes.${one.id}.when`);
    if (outcome === undefined || !leavesOf(condition).some(isLastAgain)) return [];
    return [told('burden-last-place', ['apps', 'fingertip'], `outcomes.${outcome.id}`, outcome.do, clause)];
  });
}

function publicOrder(scheme: Scheme, told: Told): readonly Problem[] {
  const shown = new Set(scheme.score.filter((node) => node.disclosure?.board === 'exact').map((node) => node.id));
  return scheme.rankings
    .filter((one) => shown.has(one.node ?? ''))
    .map((one) => told('burden-public-order', ['apps', 'fingertip'], `rankings.${one.id}`, one.label, one.clause));
}

const BOARD = /排行榜|红黑榜|红黄榜|积分榜|考评榜|光荣榜|实时排名|动态排名/u;

function boards(scheme: Scheme, told: Told): readonly Problem[] {
  const steps = scheme.process.tracks.flatMap((track) =>
    track.steps.map((step) => ({ at: `process.tracks.${track.id}.steps.${step.id}`, step })),
  );
  return steps.flatMap(({ at, step }) => {
    const board = [step.label, ...step.places, step.form ?? ''].find((one) => BOARD.test(one));
    return board === undefined ? [] : [told('burden-live-ranking', ['apps', 'fingertip'], at, board, step.clause)];
  });
}

function frequentFiling(scheme: Scheme, told: Told): readonly Problem[] {
  return scheme.process.tracks
    .filter((one) => one.cadence === 'week')
    .flatMap((track) =>
      track.steps
        .filter((step) => step.action === 'declare' || step.action === 'report')
        .map((step) => ({ track, step })),
    )
    .map(({ track, step }) =>
      told(
        'burden-frequent-filing',
        ['apps', 'relief'],
        `process.tracks.${track.id}.steps.${step.id}`,
        step.label,
        step.clause,
      ),
    );
}

function frequentBallots(scheme: Scheme, told: Told): readonly Problem[] {
  return scheme.ballots
    .filter((one) => isShort(one.per ?? scheme.period.unit))
    .map((one) => told('burden-frequent-ballots', ['relief'], `ballots.${one.id}`, one.label, one.clause));
}

/** Two facts of one owner under one name: somebody will have to type it twice. */
function askedTwice(scheme: Scheme, told: Told): readonly Problem[] {
  return scheme.facts
    .filter((one, index) =>
      scheme.facts.slice(0, index).some((other) => other.label === one.label && other.of === one.of),
    )
    .map((one) => told('burden-asked-twice', ['apps', 'relief'], `facts.${one.id}`, one.label, one.clause));
}
