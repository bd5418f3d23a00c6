import type { Line, RuleLine } from '../book/catalogue.ts';
import type { Run } from '../run.ts';

/**
 * How a step got its value, where that is more than a sum: it kept its full marks, began with a given score, had nothing
 * posted to it, cannot occur in the organisation, or is one of several by a condition.
 */
export type StepKind = 'full' | 'given' | 'nothing' | 'away' | 'chosen';

/** What is said of an item that cannot occur in an organisation. */
export const AWAY = '本组织不适用，按满分';

/** One line that went into an item: an entry, a derived posting, or a rule that acts by itself. */
export type ExplainedEntry = {
  readonly id: string;
  readonly on: string;
  readonly what: string;
  readonly clause?: string;
  /** The sum in figures, to be checked with a pocket calculator. */
  readonly how: string;
  readonly amount: string;
  /** Why it does not count. */
  readonly dropped?: string;
};

/** The number of a clause in its source. */
export function clauseNo(run: Run, id: string): string {
  return run.plan.scheme.clauses.find((one) => one.id === id)?.no ?? id;
}

/** The line a posting of an item stands on. */
export function ruleLine(run: Run, index: number): RuleLine {
  return run.book.catalogue.lines[index] as RuleLine;
}

/** The line an entry stands on. */
export function entryLine({ book }: Run, e: number): Line {
  return book.catalogue.lines[book.ledger.line[e] as number] as Line;
}
