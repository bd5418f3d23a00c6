/** The word that is meant, if one is near enough to be a slip of the finger. */
export function nearest(got: string, words: readonly string[]): string | undefined {
  const near = words
    .map((word) => ({ word, steps: stepsTo(got.toLowerCase(), word) }))
    .filter(({ word, steps }) => steps < word.length)
    .toSorted((a, b) => a.steps - b.steps);
  return near[0]?.word;
}

/** How far a word is: as many letters as are still missing, or a few slips; else out of reach. */
function stepsTo(got: string, word: string): number {
  const missing = word.length - got.length;
  if (got.length > 1 && word.startsWith(got)) return missing;
  const most = Math.max(1, Math.floor(word.length / 3));
  const steps = Math.abs(missing) > most ? Infinity : distance(got, word);
  return steps > most ? Infinity : steps;
}

/** How many letters must be put in, taken out, changed or swapped. */
function distance(a: string, b: string): number {
  const known = new Map<string, number>();
  const steps = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const key = `${i} ${j}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const change = steps(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
    const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    const swap = isSwap ? steps(i - 2, j - 2) + 1 : change;
    const found = Math.min(change, swap, steps(i - 1, j) + 1, steps(i, j - 1) + 1);
    known.set(key, found);
    return found;
  };
  return steps(a.length, b.length);
}
