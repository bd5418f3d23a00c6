import { add, ZERO, type Exact } from '../../number.ts';
import { clamp } from '../items/item-score.ts';
import { EXCLUDED, holdAll, isGap, type Gap, type Value } from '../value.ts';
import type { Evaluate } from './node-context.ts';

/**
 * Adds the scores of items, held to the bounds of their section; does not count where none of them applies (部分).
 * `unset`: one of the bounds was not filled in.
 */
export function itemSum(items: readonly number[], floor?: Exact, cap?: Exact, unset?: Gap): Evaluate {
  return (context, parts) => {
    let total: Exact | undefined = items.length === 0 ? ZERO : undefined;
    let held: Gap[] | undefined;
    for (const item of items) {
      const value: Value = context.items.score(item);
      if (parts !== undefined) parts.push({ item, value });
      if (!isGap(value)) total = add(total ?? ZERO, value);
      else if (value.gap === 'hold') (held ??= []).push(value);
    }
    if (held !== undefined) return holdAll(held);
    return total === undefined ? EXCLUDED : (unset ?? clamp(total, floor, cap));
  };
}
