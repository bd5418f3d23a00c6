// One random case tried, and told as small as it goes where the two evaluators differ.
import type { Documents } from '../../../src/core/scheme/resolve.ts';
import { compareCase, type Case, type Comparison, type Second } from '../compare.ts';
import { reportOf } from '../report.ts';
import { smallest } from '../smallest.ts';

/** An evaluator that stops with an error differs too. */
export function tried(one: Case, secondly?: Second, documents?: Documents): Comparison {
  try {
    return compareCase(one, documents, secondly);
  } catch (error) {
    return { differences: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  }
}

/** A case made as small as it goes so that the two still differ on it. */
export function smallestOf(one: Case, secondly?: Second, tries?: number): Case {
  return smallest(one, (each) => tried(each, secondly).differences.length > 0, tries);
}

/** What is told of a case on which the two differ. */
export function told(one: Case, documents?: Documents): string {
  const small = smallest(one, (each) => tried(each, undefined, documents).differences.length > 0);
  return reportOf(small, tried(small, undefined, documents));
}
