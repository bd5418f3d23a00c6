import type { Grading } from '../../scheme/grade.ts';
import type { Draft } from './grade.ts';
import type { Places } from './ranking.ts';
import type { OpenRank } from '../results.ts';
import type { Run, Standing } from '../run.ts';
import type { Scope } from '../book/scope.ts';

type Table = Grading['tables'][number];

/** What grading has come to so far, and what it needs to go on. */
export type GradingWork = {
  readonly run: Run;
  readonly grading: Grading;
  /** By person, as are tables and places. */
  readonly drafts: (Draft | undefined)[];
  readonly tables: readonly (Table | undefined)[];
  readonly places: ReadonlyMap<string, Places>;
  readonly order: (number | undefined)[];
  /** Orders in which somebody's score is still awaited. */
  readonly open: OpenRank[];
  /** What may be asked about somebody with a grade; it serves until the next is asked for. */
  readonly scopeOf: (standing: Standing, draft: Draft) => Scope;
};
