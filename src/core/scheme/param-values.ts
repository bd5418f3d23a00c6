import type { Amount } from './condition.ts';
import type { Scheme } from './scheme.ts';

/**
 * Values chosen for parameters: by the id of the parameter, or `part/id` where several parts of a ruleset each have
 * their own of that id (`fuling-org/praise-share`).
 */
export type ParamValues = Readonly<Record<string, Amount>>;

/** The key by which the value of one parameter of one part is chosen; undefined while nobody chose it. */
export function chosenKey(values: ParamValues, part: string, id: string): string | undefined {
  return [`${part}/${id}`, id].find((key) => Object.hasOwn(values, key));
}

/** The parameters of a ruleset that have to be chosen apart: the parts say different things under one id. */
export function paramsApart(parts: readonly Scheme[]): ReadonlySet<string> {
  const said = new Map<string, string>();
  const apart = new Set<string>();
  for (const { id, ...param } of parts.flatMap((part) => part.params)) {
    const { label, range, fills, approves } = param;
    const own = JSON.stringify([label, range, fills, approves]);
    if (said.has(id) && said.get(id) !== own) apart.add(id);
    said.set(id, own);
  }
  return apart;
}
