import type { Test } from '../conditions.ts';
import { EXCLUDED, hold, isGap, type Gap } from '../value.ts';
import type { Evaluate } from './node-context.ts';

export type Case = { readonly when: Test; readonly node: string };

/** The first case that holds (按类别取); undecided holds the result. */
export function select(cases: readonly Case[], otherwise: string | undefined): Evaluate {
  return (context, parts) => {
    for (const { when, node } of cases) {
      const truth = when(context.scope);
      if (truth === false) continue;
      if (truth !== true) return truth;
      const value = context.value(node);
      parts?.push({ node, value });
      return value;
    }
    if (otherwise === undefined) return EXCLUDED;
    const value = context.value(otherwise);
    parts?.push({ node: otherwise, value });
    return value;
  };
}

/** Whichever of several sources has been reported; two at once contradict each other. */
export function either(nodes: readonly string[], label: string, clause: string | undefined): Evaluate {
  return (context, parts) => {
    const values = nodes.map((node) => ({ node, value: context.value(node) }));
    const given = values.filter(({ value }) => !isGap(value));
    const [first, second] = given;
    if (first !== undefined && second !== undefined) return hold(`${label}报了两份，只能留一份`, clause);
    const chosen = first ?? values[0];
    if (chosen === undefined) return EXCLUDED;
    parts?.push(chosen);
    return chosen.value as Gap;
  };
}
