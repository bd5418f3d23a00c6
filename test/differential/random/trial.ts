// One random case tried, and told as small as it goes where the two evaluators differ.
import { compareCase, type Case, type Comparison, type Second } from '../compare.ts';
import { reportOf } from '../report.ts';
import { smallest } from '../smallest.ts';
import { randomCase } from './case.ts';

/** An evaluator that stops with an error differs too. */
export function tried(one: Case, secondly?: Second): Comparison {
  try {
    return compareCase(one, undefined, secondly);
  } catch (error) {
    return { differences: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  }
}

/** A case made as small as it goes so that the two still differ on it. */
export function smallestOf(one: Case, secondly?: Second, tries?: number): Case {
  return smallest(one, (each) => tried(each, secondly).differences.length > 0, tries);
}

/** What is told of a case on which the two differ, by which it can be found again. */
export function told(seed: number, index: number): string {
  const small = smallestOf(randomCase(seed, index));
  return `seed ${seed}, case ${index}\n${reportOf(small, tried(small))}`;
}
