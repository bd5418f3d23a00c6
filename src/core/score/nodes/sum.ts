import { add, multiply, ZERO, type Exact } from '../../number.ts';
import { EXCLUDED, holdAll, isGap, type Gap, type Value } from '../value.ts';
import type { Evaluate, Part } from './node-context.ts';

export type Term = { readonly node: string; readonly times: Exact | undefined };

/** Adds its terms; one that is held holds the sum, one that does not count is left out, and where none counts neither does the sum (相加). */
export function sum(terms: readonly Term[]): Evaluate {
  return (context, parts) => {
    let total: Exact | undefined;
    let held: Gap[] | undefined;
    for (const { node, times } of terms) {
      const value = context.value(node);
      if (parts !== undefined) parts.push(part(node, times, value));
      if (!isGap(value)) total = add(total ?? ZERO, times === undefined ? value : multiply(value, times));
      else if (value.gap === 'hold') (held ??= []).push(value);
    }
    return held === undefined ? (total ?? EXCLUDED) : holdAll(held);
  };
}

function part(node: string, times: Exact | undefined, value: Value): Part {
  return times === undefined ? { node, value } : { node, times, value };
}
