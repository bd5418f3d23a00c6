import type { Problem } from '../problem.ts';
import type { Graded } from './grading/grading.ts';
import type { Orders } from './grading/ranking.ts';
import type { Results } from './results.ts';
import type { Run } from './run.ts';

/** One part of a scored ruleset with everything needed to explain it. */
export type Scored = {
  readonly run: Run;
  readonly graded: Graded;
  readonly places: Orders['places'];
  readonly openRanks: Orders['open'];
};

/** Results of a whole ruleset and, beside them, the runs they came from. */
export type Scoring = {
  readonly results: Results;
  readonly scored: readonly Scored[];
  /** What is said once for all beside the results. */
  readonly notices: readonly Problem[];
};
