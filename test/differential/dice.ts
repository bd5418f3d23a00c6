// Random choices that come out the same for the same seed and number of the case.

export type Dice = {
  /** A whole number from 0 to n − 1. */
  readonly below: (n: number) => number;
  readonly pick: <const T>(all: readonly T[]) => T;
  readonly oneIn: (n: number) => boolean;
  /** Between so many and so many. */
  readonly list: <T>(least: number, most: number, make: (at: number) => T) => readonly T[];
  /** Up to so many of them, at least one where there is one, in their order. */
  readonly some: <T>(all: readonly T[], most: number) => readonly T[];
  /** What is made once in so many times. */
  readonly maybe: <T>(n: number, make: () => T) => T | undefined;
};

export function dice(seed: number, index: number): Dice {
  const next = source(seed, index);
  const below = (n: number): number => next() % n;
  const pick = <const T>(all: readonly T[]): T => {
    if (all.length === 0) throw new RangeError('nothing to pick from');
    return all[below(all.length)] as T;
  };
  return {
    below,
    pick,
    oneIn: (n) => below(n) === 0,
    list: (least, most, make) => Array.from({ length: least + below(most - least + 1) }, (_, at) => make(at)),
    some: (all, most) => {
      const wanted = all.length === 0 ? 0 : 1 + below(Math.min(most, all.length));
      const taken = new Set<number>();
      while (taken.size < wanted) taken.add(below(all.length));
      return all.filter((_, at) => taken.has(at));
    },
    maybe: (n, make) => (below(n) === 0 ? make() : undefined),
  };
}

/** SplitMix32: 32 bits each time. */
function source(seed: number, index: number): () => number {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(index + 1, 0xc2b2ae35)) >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
}
