// Yes, no, or not known because something was not reported.
import type { Condition } from '../../../src/core/scheme/condition.ts';
import { cmp } from './fraction.ts';
import type { Q } from './fraction.ts';
import { amount } from './world.ts';
import type { Score, World } from './world.ts';

export type Truth = boolean | undefined;

export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

export function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}

export const not = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);

export type Tests = Condition;

/** The tests on a number that stand beside what is asked. */
export function compare(w: World, c: Tests, value: Q): Truth {
  const one = (bound: Condition['gt'], holds: (order: number) => boolean): Truth => {
    if (bound === undefined) return true;
    const limit = amount(w, bound);
    return limit === undefined ? undefined : holds(cmp(value, limit));
  };
  return allOf([
    one(c.gt, (o) => o > 0),
    one(c.gte, (o) => o >= 0),
    one(c.lt, (o) => o < 0),
    one(c.lte, (o) => o <= 0),
    one(c.eq, (o) => o === 0),
  ]);
}

export function onScore(w: World, c: Tests, score: Score): Truth {
  if (c.known !== undefined) return (score.kind === 'number') === c.known;
  if (score.kind === 'held') return undefined;
  return score.kind === 'none' ? false : compare(w, c, score.q);
}
