// One random case: a scheme and facts for it.
import type { Case } from '../compare.ts';
import { dice } from '../dice.ts';
import { withDecisions } from './decided.ts';
import { randomFacts } from './facts.ts';
import { randomScheme } from './scheme.ts';

/** Always the same case for the same seed and number. */
export function randomCase(seed: number, index: number): Case {
  const d = dice(seed, index);
  const scheme = randomScheme(d);
  return { scheme, facts: withDecisions(d, scheme, randomFacts(d, scheme)) };
}
