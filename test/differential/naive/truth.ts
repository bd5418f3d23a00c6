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

/** The same where the number is so much or more: yes or no only if it is so for all of them. */
export function atLeast(w: World, c: Tests, least: Q): Truth {
  const order = (bound: Condition['gt']): number | undefined => {
    const limit = bound === undefined ? undefined : amount(w, bound);
    return limit === undefined ? undefined : cmp(least, limit);
  };
  const [gt, gte, lt, lte, eq] = [c.gt, c.gte, c.lt, c.lte, c.eq].map(order);
  const rising = (at: number | undefined, passes: boolean): Truth => (at !== undefined && passes ? true : undefined);
  const falling = (at: number | undefined, fails: boolean): Truth => (at !== undefined && fails ? false : undefined);
  return allOf([
    c.gt === undefined || rising(gt, (gt ?? 0) > 0),
    c.gte === undefined || rising(gte, (gte ?? 0) >= 0),
    c.lt === undefined || falling(lt, (lt ?? 0) >= 0),
    c.lte === undefined || falling(lte, (lte ?? 0) > 0),
    c.eq === undefined || falling(eq, (eq ?? 0) > 0),
  ]);
}

export function onScore(w: World, c: Tests, score: Score): Truth {
  if (c.known !== undefined) return (score.kind === 'number') === c.known;
  if (score.kind === 'held') return undefined;
  return score.kind === 'none' ? false : compare(w, c, score.q);
}
