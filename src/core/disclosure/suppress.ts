import { derivable, type Relation } from './derivable.ts';

/** What may be shown and what must not come out, before anybody has subtracted anything. */
export type Wish = {
  /** Names in order of importance, the total first; the last are given up first, with what they are made of. */
  readonly shown: readonly string[];
  /** Must not follow from what is shown. */
  readonly guarded: ReadonlySet<string>;
  /** Guarded, and nothing beside them in the same sum may be shown either. */
  readonly hidden: ReadonlySet<string>;
  /** Known to everybody anyway: numbers that stand in the scheme. */
  readonly open: ReadonlySet<string>;
  /** What is put together from what. */
  readonly parts: ReadonlyMap<string, readonly string[]>;
  readonly relations: readonly Relation[];
};

/**
 * The names that can be shown so that nothing guarded follows by addition and subtraction (补充隐去). Beside a hidden
 * part nothing else of the same sum is shown; the sum itself may stay.
 */
export function shownSafely(wish: Wish): ReadonlySet<string> {
  const { guarded, hidden, open, parts, relations } = wish;
  const beside = besideHidden(wish);
  let shown: readonly string[] = wish.shown.filter(
    (name) => !beside.has(name) && !guarded.has(name) && !hidden.has(name),
  );
  const protect = new Set([...guarded, ...hidden]);
  const inTheOpen = derivable(relations, open);
  const leaks = (names: readonly string[]): readonly string[] => {
    const found = derivable(relations, new Set([...open, ...names]));
    return [...protect].filter((name) => found.has(name) && !inTheOpen.has(name) && !open.has(name));
  };
  const without = (name: string): readonly string[] => {
    const gone = treeOf(name, parts);
    return shown.filter((one) => !gone.has(one));
  };
  for (let [leak] = leaks(shown); leak !== undefined; [leak] = leaks(shown)) {
    const lost = leak;
    const given = shown.findLast((name) => !leaks(without(name)).includes(lost)) ?? shown.at(-1);
    shown = without(given as string);
  }
  return new Set(shown);
}

/** Everything that stands in one sum with a hidden part, and all that it is made of. */
function besideHidden({ parts, hidden }: Wish): ReadonlySet<string> {
  const sums = [...parts.values()].filter((together) => together.some((name) => hidden.has(name)));
  return new Set(sums.flatMap((together) => together.flatMap((name) => [...treeOf(name, parts)])));
}

/** A number and all that it is made of. */
function treeOf(name: string, parts: Wish['parts'], found: Set<string> = new Set()): ReadonlySet<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const part of parts.get(name) ?? []) treeOf(part, parts, found);
  return found;
}
