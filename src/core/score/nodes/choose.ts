import type { Test } from '../conditions.ts';
import { EXCLUDED, hold, waitsFor } from '../value.ts';
import type { Evaluate, NodeContext } from './node-context.ts';

export type Case = { readonly when: Test; readonly node: string };

/** The first case that holds (按类别取); undecided holds the result. */
export function select(cases: readonly Case[], otherwise: string | undefined): Evaluate {
  return (context, parts) => {
    for (const { when, node } of cases) {
      const truth = when(context.scope);
      if (truth === false) continue;
      if (truth !== true) return waitsFor(truth);
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

/** A source and whether anything was reported for it. */
export type Source = { readonly node: string; readonly reported: (context: NodeContext) => boolean };

/** Whichever of several sources has been reported; two at once contradict each other; none is as the first says. */
export function either(sources: readonly Source[], label: string, clause: string | undefined): Evaluate {
  return (context, parts) => {
    const given = sources.filter((source) => source.reported(context));
    if (given.length > 1) return hold(`${label}报了两份，只能留一份`, clause);
    const chosen = given[0] ?? sources[0];
    if (chosen === undefined) return EXCLUDED;
    const value = context.value(chosen.node);
    parts?.push({ node: chosen.node, value });
    return value;
  };
}
