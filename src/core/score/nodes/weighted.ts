import { add, divide, multiply, ZERO, type Exact } from '../../number.ts';
import { hold, holdAll, isGap, unreported, type Gap } from '../value.ts';
import type { Evaluate } from './node-context.ts';

export type Weighted = { readonly node: string; readonly weight: Exact | undefined };

/** Weighs its parts; a part that does not count leaves its weight to the others (加权，缺项按占比放大). */
export function weighted(terms: readonly Weighted[], clause: string | undefined): Evaluate {
  const all = terms.reduce<Exact>((total, one) => add(total, one.weight ?? ZERO), ZERO);
  return (context, parts) => {
    let total: Exact = ZERO;
    let present: Exact = ZERO;
    const held: Gap[] = [];
    for (const { node, weight } of terms) {
      const value = context.value(node);
      parts?.push(weight === undefined ? { node, value } : { node, times: weight, value });
      if (weight === undefined) held.push(hold('占比没有填写', clause));
      else if (!isGap(value)) {
        total = add(total, multiply(value, weight));
        present = add(present, weight);
      } else if (value.gap === 'hold') held.push(value);
    }
    if (held.length > 0) return holdAll(held);
    if (present === ZERO) return unreported('各部分都没有结果', clause);
    return present === all ? total : divide(multiply(total, all), present);
  };
}
