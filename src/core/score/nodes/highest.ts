import { divide, multiply, sign, whole, ZERO } from '../../number.ts';
import { isGap } from '../value.ts';
import type { Evaluate } from './node-context.ts';

/** One's own value by the highest of the organisation, out of a hundred (除以本支部最高分). */
export function ofHighest(node: string): Evaluate {
  return (context, parts) => {
    const own = context.value(node);
    const top = context.highest(node);
    parts?.push({ node, value: own }, { text: '本组织最高', value: top });
    if (isGap(own)) return own;
    if (isGap(top)) return top;
    return sign(top) <= 0 ? ZERO : divide(multiply(own, whole(100)), top);
  };
}
