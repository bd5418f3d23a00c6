import type { Scheme } from './scheme.ts';

/** The accounts of a scheme: declared, taking what a cap cuts off, or credited by a consequence (账户). */
export function accountsOf({ carry, score, outcomes }: Scheme): readonly string[] {
  const declared = carry.filter((one) => one.kind === 'account').map((one) => one.id);
  const taking = score.flatMap((node) => node.excess ?? []);
  const credited = outcomes.flatMap((one) => one.credit?.account ?? []);
  return [...new Set([...declared, ...taking, ...credited])];
}
