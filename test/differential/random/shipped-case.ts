// A worked case of a shipped document with a few things in its facts changed at random.
import type { Case } from '../compare.ts';
import { dice } from '../dice.ts';
import { changed } from '../mutation.ts';
import { shippedCases } from '../shipped.ts';

const all = shippedCases();

/** Always the same case for the same seed and number. */
export function shippedCase(seed: number, index: number): Case {
  const d = dice(seed, index);
  const { scheme, facts } = d.pick(all);
  const changes = d.list(1, 4, () => ({ at: d.below(1_000_000), kind: d.below(10), pick: d.below(100) }));
  return { scheme, facts: changed(facts, changes) };
}
