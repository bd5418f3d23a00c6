import { compare, sign, whole, type Exact } from '../number.ts';
import { countOf, papersIn, type Count } from '../score/nodes/ballot.ts';
import { rowsFor } from '../score/nodes/from.ts';
import type { ScoreNode } from '../scheme/node.ts';
import { wholeWindow } from '../score/book/roster.ts';
import { scopeFor, type Run } from '../score/run.ts';

/**
 * How many people a number must stand for (人数规则): below `least` it is not shown at all, below `exact` not as a
 * number; how the papers were spread only from `spread` on, and only where no option has fewer than `cell`.
 */
export type SizeRule = {
  readonly least: number;
  readonly exact: number;
  readonly spread: number;
  readonly cell: number;
};

/** Found by trial: of 5 votes a mean gives away every fourth, of 10 one in twenty-five. */
export const SIZES: SizeRule = { least: 5, exact: 10, spread: 20, cell: 3 };

/** How small the group behind a number is; undefined where it is large enough, or no group stands behind it. */
export type Smallness = 'hidden' | 'guarded' | undefined;

/** Whether a node of one subject stands for too few people: anonymous papers, or other people's published results. */
export function smallness(
  run: Run,
  person: number,
  node: ScoreNode,
  window: string | undefined,
  sizes: SizeRule,
): Smallness {
  const size = 'ballot' in node ? votesFor(run, person, node.ballot, window) : resultsFor(run, person, node);
  if (size === undefined || sign(size) === 0 || compare(size, whole(sizes.exact)) >= 0) return undefined;
  return compare(size, whole(sizes.least)) < 0 ? 'hidden' : 'guarded';
}

function votesFor(run: Run, person: number, id: string, window: string | undefined): Exact | undefined {
  return anonymous(run, person, id, window)?.cast;
}

/** The papers of an anonymous vote sorted out, if there are any. */
function anonymous(run: Run, person: number, id: string, window: string | undefined): Count | undefined {
  const rule = run.plan.scheme.ballots.find((one) => one.id === id && one.anonymity === 'anonymous');
  const papers = rule && papersIn(run.book, rule, person, window);
  return rule && papers && countOf(rule, papers);
}

function resultsFor(run: Run, person: number, node: ScoreNode): Exact | undefined {
  if (!('from' in node) || node.from.of === 'own') return undefined;
  const scope = scopeFor(run.plan, run.book, person, run.book.end, wholeWindow(run.book));
  return whole(rowsFor(node.from, { book: run.book, scope }).length);
}

/** Whether it may be told how the papers were spread over the options. */
export function maySpread(run: Run, person: number, id: string, window: string | undefined, sizes: SizeRule): boolean {
  const count = anonymous(run, person, id, window);
  if (count === undefined) return true;
  const { options, cast } = count;
  const cells = [...options.values()].filter((one) => sign(one) > 0);
  return compare(cast, whole(sizes.spread)) >= 0 && cells.every((one) => compare(one, whole(sizes.cell)) >= 0);
}
