import { conditionPlaces, leavesOf, walkRecords } from '../scheme/check/places.ts';
import type { Scheme } from '../scheme/scheme.ts';

/** Where facts on discipline and investigation come in (敏感情况): what reads them, and by which words a reason gives them away. */
export type Sensitive = {
  readonly nodes: ReadonlySet<string>;
  readonly items: ReadonlySet<string>;
  readonly outcomes: ReadonlySet<string>;
  readonly gates: ReadonlySet<string>;
  readonly categories: boolean;
  readonly labels: readonly string[];
  readonly clauses: ReadonlySet<string>;
};

/** Finds all readers of a scheme's sensitive facts. */
export function sensitiveIn(scheme: Scheme): Sensitive {
  const facts = scheme.facts.filter((one) => one.sensitive);
  const ids = new Set(facts.map((one) => one.id));
  const reads = (value: unknown): boolean => {
    let found = false;
    walkRecords(value, '', (record) => {
      found ||= typeof record['fact'] === 'string' && ids.has(record['fact']);
    });
    return found;
  };
  const named = (list: readonly { readonly id: string }[]): ReadonlySet<string> =>
    new Set(list.filter(reads).map((one) => one.id));
  const places = conditionPlaces(scheme).filter(({ condition }) =>
    leavesOf(condition).some((leaf) => 'fact' in leaf && ids.has(leaf.fact)),
  );
  return {
    nodes: named(scheme.score),
    items: named(scheme.items),
    outcomes: named(scheme.outcomes),
    gates: named(scheme.gates),
    categories: scheme.scope.categories.some(reads),
    labels: facts.map((one) => one.label),
    clauses: new Set([...facts, ...places].flatMap((one) => one.clause ?? [])),
  };
}
