import { compare, print, type Exact } from '../../number.ts';
import type { Problem } from '../../problem.ts';
import type { Band, Grading } from '../grade.ts';
import type { Scheme } from '../scheme.ts';
import { readAmounts, type ReadAmount } from './amounts.ts';
import { reachOf, type Bounds } from './bounds.ts';
import { found, repeated } from './found.ts';
import { readingWords } from './reading-words.ts';

type Table = Grading['tables'][number];
type Edge = { readonly value: Exact; readonly included: boolean };
type Printed = {
  readonly band: Band;
  readonly at: string;
  readonly low: Edge | undefined;
  readonly high: Edge | undefined;
};

/** The printed ranges of the grades: order, gaps, overlaps, ends, and what no score can reach (分档). */
export function checkBands(scheme: Scheme): readonly Problem[] {
  const { grade } = scheme;
  if (grade === undefined) return [];
  const read = readAmounts(scheme);
  const reach = reachOf(scheme);
  return [
    ...repeated(grade.ladder).map((one) => found('ladder-twice', 'grade.ladder', { grade: one }, grade.clause)),
    ...grade.tables.flatMap((table, index) => {
      const bounds = reach.node(table.node ?? scheme.score[0]?.id ?? '');
      return [...tableProblems(table, index, grade), ...bandProblems(table, grade, bounds, read)];
    }),
    ...idleGrades(scheme, grade),
  ];
}

function tableProblems(table: Table, index: number, grade: Grading): readonly Problem[] {
  const at = `grade.tables.${table.id}`;
  const problems: Problem[] = [];
  if (table.bands.length === 0 && table.vote === undefined && !table.ungraded && table.otherwise === undefined) {
    problems.push(found('table-empty', `${at}.bands`, { table: table.id }, grade.clause));
  }
  const before = grade.tables.slice(0, index).find((one) => one.when === undefined);
  if (before !== undefined)
    problems.push(found('table-unreachable', at, { table: table.id, before: before.id }, grade.clause));
  return problems;
}

function bandProblems(table: Table, grade: Grading, bounds: Bounds, read: ReadAmount): readonly Problem[] {
  const bands = table.bands.map((band) => printed(band, `grade.tables.${table.id}.bands.${band.grade}`, read));
  return [
    ...bands.flatMap((one, index) => edgeProblems(one, index === bands.length - 1)),
    ...bands.slice(1).flatMap((lower, index) => neighbours(bands[index] as Printed, lower)),
    ...ladderOrder(bands, grade),
    ...bands.flatMap((one) => reachProblems(one, bounds)),
    ...bottomProblems(table, bands.at(-1), bounds, grade),
  ];
}

function printed(band: Band, at: string, read: ReadAmount): Printed {
  const edge = (closed: Exact | undefined, open: Exact | undefined): Edge | undefined => {
    if (closed !== undefined) return { value: closed, included: true };
    return open === undefined ? undefined : { value: open, included: false };
  };
  return { band, at, low: edge(read(band.from), read(band.above)), high: edge(read(band.to), read(band.below)) };
}

function edgeProblems({ band, at, low, high }: Printed, isLast: boolean): readonly Problem[] {
  const data = { grade: band.grade };
  const problems: Problem[] = [];
  if ((band.from !== undefined && band.above !== undefined) || (band.to !== undefined && band.below !== undefined)) {
    problems.push(found('band-two-edges', at, data, band.clause));
  }
  if (low !== undefined && high !== undefined) {
    const order = compare(low.value, high.value);
    if (order > 0 || (order === 0 && !(low.included && high.included))) {
      problems.push(
        found('band-inverted', at, { ...data, from: print(low.value), to: print(high.value) }, band.clause),
      );
    }
  }
  if (!isLast && band.from === undefined && band.above === undefined && band.also === undefined) {
    problems.push(found('band-no-edge', at, data, band.clause));
  }
  return problems;
}

/** Two bands one above the other: in order, without a gap, and without a score that both name. */
function neighbours(upper: Printed, lower: Printed): readonly Problem[] {
  const { low } = upper;
  if (low === undefined) return [];
  const data = { upper: upper.band.grade, lower: lower.band.grade };
  const free = upper.band.also === undefined;
  if (
    free &&
    lower.low !== undefined &&
    compare(lower.low.value, low.value) >= 0 &&
    !(compare(lower.low.value, low.value) === 0 && !low.included)
  ) {
    return [found('band-order', lower.at, data, lower.band.clause)];
  }
  const { high } = lower;
  if (high === undefined) return [];
  const order = compare(high.value, low.value);
  const edges = { ...data, from: print(high.value), to: print(low.value) };
  if (order < 0) return [found('band-gap', lower.at, edges, lower.band.clause)];
  if (order > 0) return free ? [found('band-overlap', lower.at, edges, lower.band.clause)] : [];
  if (low.included && high.included)
    return free ? [found('band-shared', lower.at, { ...data, at: print(low.value) }, lower.band.clause)] : [];
  return low.included || high.included ? [] : [found('band-gap', lower.at, edges, lower.band.clause)];
}

function ladderOrder(bands: readonly Printed[], grade: Grading): readonly Problem[] {
  const places = bands.map(({ band }) => grade.ladder.indexOf(band.grade));
  const wrong = places.findIndex((place, index) => index > 0 && place >= 0 && place < (places[index - 1] as number));
  const one = bands[wrong];
  return one === undefined ? [] : [found('band-ladder-order', one.at, { grade: one.band.grade }, one.band.clause)];
}

function reachProblems({ band, at, low, high }: Printed, bounds: Bounds): readonly Problem[] {
  if (low !== undefined && bounds.high !== undefined) {
    const order = compare(low.value, bounds.high);
    if (order > 0 || (order === 0 && !low.included)) {
      return [
        found(
          'band-unreachable',
          at,
          { grade: band.grade, edge: print(low.value), reach: print(bounds.high) },
          band.clause,
        ),
      ];
    }
  }
  if (high === undefined || bounds.low === undefined) return [];
  const order = compare(high.value, bounds.low);
  const out = order < 0 || (order === 0 && !high.included);
  return out
    ? [
        found(
          'band-never-so-low',
          at,
          { grade: band.grade, edge: print(high.value), reach: print(bounds.low) },
          band.clause,
        ),
      ]
    : [];
}

function bottomProblems(table: Table, last: Printed | undefined, bounds: Bounds, grade: Grading): readonly Problem[] {
  if (table.otherwise?.missing !== undefined) {
    return [
      found(
        'grade-missing',
        `grade.tables.${table.id}.otherwise`,
        { missing: table.otherwise.missing },
        table.otherwise.clause ?? grade.clause,
      ),
    ];
  }
  if (table.otherwise !== undefined || last?.low === undefined) return [];
  const order = bounds.low === undefined ? -1 : compare(bounds.low, last.low.value);
  if (order > 0 || (order === 0 && last.low.included)) return [];
  return [
    found(
      'band-no-otherwise',
      `grade.tables.${table.id}`,
      { grade: last.band.grade, from: print(last.low.value) },
      last.band.clause ?? grade.clause,
    ),
  ];
}

/** Grades on the ladder that nothing can give. */
function idleGrades(scheme: Scheme, grade: Grading): readonly Problem[] {
  const given = new Set<string>([
    ...grade.tables.flatMap((table) => [
      ...table.bands.flatMap((band) => [
        band.grade,
        ...(band.pending ?? []),
        ...(typeof band.unmet === 'object' ? [band.unmet.grade] : []),
      ]),
      ...(table.otherwise?.grade === undefined ? [] : [table.otherwise.grade]),
      ...(table.otherwise?.pending ?? []),
      ...(scheme.ballots.find((one) => one.id === table.vote?.ballot)?.options ?? []).map((one) => one.id),
    ]),
    ...(grade.mandatory?.allowed ?? []),
    ...grade.quotas.map((one) => one.spill),
    ...grade.overrides.flatMap((one) => [one.grade ?? '', one.atMost ?? '']),
    ...grade.carried.map((one) => one.grade),
    ...(scheme.vetoes.some((one) => one.effect === 'lowest-grade') ? grade.ladder.slice(-1) : []),
    ...readingWords(scheme),
  ]);
  const byDecision = scheme.scope.exempt.some((one) => one.path === 'decision');
  if (byDecision) return [];
  return grade.ladder
    .filter((one) => !given.has(one))
    .map((one) => found('grade-unreachable', 'grade.ladder', { grade: one }, grade.clause));
}
