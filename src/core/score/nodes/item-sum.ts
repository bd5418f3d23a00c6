import { add, ZERO, type Exact } from '../../number.ts';
import { clamp } from '../item-score.ts';
import { holdAll, isGap, type Gap, type Value } from '../value.ts';
import type { Evaluate } from './node-context.ts';

/** Adds the scores of items, held to the bounds of their section (部分). */
export function itemSum(items: readonly number[], floor: Exact | undefined, cap: Exact | undefined): Evaluate {
  return (context, parts) => {
    let total: Exact = ZERO;
    let held: Gap[] | undefined;
    for (const item of items) {
      const value: Value = context.items.score(item);
      if (parts !== undefined) parts.push({ item, value });
      if (!isGap(value)) total = add(total, value);
      else if (value.gap === 'hold') (held ??= []).push(value);
    }
    return held === undefined ? clamp(total, floor, cap) : holdAll(held);
  };
}
