import { childrenOf } from './node.ts';
import type { Scheme } from './scheme.ts';

/** Whether the total is made of sub-periods (按小周期合成). */
export function isParted(scheme: Scheme): boolean {
  const reached = new Set(scheme.score.slice(0, 1));
  for (const node of reached) {
    const children = childrenOf(node);
    for (const child of scheme.score) if (children.includes(child.id)) reached.add(child);
  }
  return [...reached].some((node) => 'over' in node);
}
