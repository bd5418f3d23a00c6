import type { Exact } from '../../number.ts';
import type { PeriodUnit } from '../../period.ts';
import type { Book } from '../book/book.ts';
import type { Amounts } from '../book/catalogue.ts';
import type { ItemScores } from '../items/item-score.ts';
import { type Amounted } from '../posting/posted.ts';
import type { Scope, Window } from '../book/scope.ts';
import type { Value } from '../value.ts';

/** One line under a step of the explanation: what went in, and how. */
export type Part = {
  readonly node?: string;
  readonly item?: number;
  readonly window?: Window;
  readonly text?: string;
  readonly times?: Exact;
  readonly value: Value;
};

/** What a kind of node may use when it is evaluated for one subject in one window. */
export type NodeContext = {
  readonly book: Book;
  readonly posts: Amounted;
  readonly scope: Scope;
  readonly items: ItemScores;
  /** Another node, in the same window. */
  readonly value: (id: string) => Value;
  /** The same subject in another window. */
  readonly within: (window: Window) => NodeContext;
  /** A node of a sub-period, after vetoes that take the sub-period to zero. */
  readonly part: (window: Window, id: string) => Value;
  readonly account: (id: string) => Value;
  /** The highest value of a node among the subjects of the same organisation. */
  readonly highest: (id: string) => Value;
  readonly amounts: Amounts;
  /** The sub-periods of a unit that belong to the window. */
  readonly windows: (unit: PeriodUnit) => readonly Window[];
};

/** Evaluates one node; with `parts`, says what went in. */
export type Evaluate = (context: NodeContext, parts: Part[] | undefined) => Value;
