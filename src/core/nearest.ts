/** The word that is meant, if one is near enough to be a slip of the finger. */
export function nearest(got: string, words: readonly string[]): string | undefined {
  const near = words
    .map((word) => ({ word, steps: distance(got.toLowerCase(), word) }))
    .filter(
      ({ word, steps }) =>
        (steps < word.length && steps <= Math.max(1, Math.floor(word.length / 3))) ||
        (got.length > 1 && word.startsWith(got)),
    )
    .toSorted((a, b) => a.steps - b.steps);
  return near[0]?.word;
}

/** How many letters must be put in, taken out, changed or swapped. */
function distance(a: string, b: string): number {
  let above: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (above[j - 2] ?? 0) + 1 : change;
      next.push(Math.min(change, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    above = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
