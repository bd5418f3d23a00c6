import { add, divide, whole, ZERO, type Exact } from '../../number.ts';
import type { PeriodUnit } from '../../period.ts';
import { isOnRoster } from '../book/roster.ts';
import type { Window } from '../book/scope.ts';
import { EXCLUDED, hold, holdAll, isGap, type Gap, type Value } from '../value.ts';
import type { Evaluate, NodeContext } from './node-context.ts';

export type Combine = 'mean' | 'sum' | 'last';

/** Sub-periods put together into the period: mean over those present or over a fixed number, sum, or the last one. */
export function over(
  unit: PeriodUnit,
  node: string,
  combine: Combine,
  divisor: Exact | 'present' | undefined,
  clause?: string,
): Evaluate {
  return (context, parts) => {
    const values: Exact[] = [];
    const held: Gap[] = [];
    let last: Value = EXCLUDED;
    for (const { window, value } of subValues(context, unit, node)) {
      parts?.push({ node, window, value });
      if (isGap(value) && value.gap === 'exclude') continue;
      last = value;
      if (isGap(value)) held.push(value);
      else values.push(value);
    }
    if (combine === 'last') return last;
    if (held.length > 0) return holdAll(held);
    if (values.length === 0) return EXCLUDED;
    const sum = values.reduce<Exact>(add, ZERO);
    if (combine === 'sum') return sum;
    if (divisor === undefined) return hold('平均的除数没有填写', clause);
    return divide(sum, divisor === 'present' ? whole(values.length) : divisor);
  };
}

function subValues(
  context: NodeContext,
  unit: PeriodUnit,
  node: string,
): readonly { readonly window: Window; readonly value: Value }[] {
  return context.windows(unit).map((window) => {
    const present = isOnRoster(context.book, context.scope.owner, window.first, window.last);
    return { window, value: present ? context.part(window, node) : EXCLUDED };
  });
}
