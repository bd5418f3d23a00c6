// Makes a case on which the evaluators differ as small as it goes, whatever made it.
import type { Case } from './compare.ts';
import type { Json, JsonRecord } from './json.ts';

type Path = readonly (string | number)[];

/** Takes out of both documents whatever can be taken out so that it still fails, larger parts first; so many tries. */
export function smallest(one: Case, fails: (one: Case) => boolean, tries = 4000): Case {
  const left = { tries };
  let best = one;
  for (let before: Case | undefined; before !== best && left.tries > 0;) {
    before = best;
    best = smaller(best, 'facts', fails, left);
    best = smaller(best, 'scheme', fails, left);
    if (best.documents !== undefined) best = smaller(best, 'documents', fails, left);
  }
  return best;
}

function smaller(
  one: Case,
  part: 'scheme' | 'facts' | 'documents',
  fails: (one: Case) => boolean,
  left: { tries: number },
): Case {
  let best = one;
  // Larger parts first; of a list the last element first, so that those not tried yet keep their places.
  for (const path of pathsOf(best[part] ?? null, []).toSorted((a, b) => a.length - b.length)) {
    if (left.tries === 0) return best;
    const tried = { ...best, [part]: without(best[part] ?? {}, path) };
    if (tried[part] === best[part]) continue;
    left.tries -= 1;
    if (fails(tried)) best = tried;
  }
  return best;
}

function pathsOf(value: Json, path: Path): readonly Path[] {
  const own = path.length === 0 ? [] : [path];
  if (typeof value !== 'object' || value === null) return own;
  const inner = Array.isArray(value)
    ? (value as readonly Json[]).flatMap((one, at) => pathsOf(one, [...path, at])).toReversed()
    : Object.entries(value).flatMap(([key, one]) => pathsOf(one, [...path, key]));
  return [...own, ...inner];
}

/** The same document where there is nothing at the path. */
export function without<T extends Json>(value: T, path: Path): T {
  return removed(value, path) as T;
}

function removed(value: Json | undefined, [key, ...rest]: Path): Json | undefined {
  if (key === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    const at = Number(key);
    if (at >= list.length) return list;
    return rest.length === 0 ? list.filter((_, i) => i !== at) : withElement(list, at, removed(list[at], rest));
  }
  const record = value as JsonRecord;
  if (!(key in record)) return value;
  if (rest.length === 0) return Object.fromEntries(Object.entries(record).filter(([one]) => one !== key));
  const inner = removed(record[key], rest);
  return inner === record[key] ? value : { ...record, [key]: inner ?? null };
}

function withElement(list: readonly Json[], at: number, inner: Json | undefined): Json {
  return inner === list[at] ? list : list.map((one, i) => (i === at ? (inner ?? null) : one));
}
