import { add, compare, exact, print, type Exact } from '../../number.ts';
import type { Problem } from '../../problem.ts';
import type { Amount } from '../condition.ts';
import type { Scheme } from '../scheme.ts';
import { readAmounts, type ReadAmount } from './amounts.ts';
import { found } from './found.ts';

type Step = { readonly name: string; readonly low: Exact; readonly high: Exact };
type Ladder = {
  readonly at: string;
  readonly label: string;
  readonly clause: string;
  readonly decimals: number;
  readonly steps: readonly Step[];
};

/** Ranges of points that go by level (等次→分值区间): levels next to each other should meet, and not overlap. */
export function checkRanges(scheme: Scheme): readonly Problem[] {
  return laddersOf(scheme, readAmounts(scheme)).flatMap((ladder) => {
    const steps = ladder.steps.toSorted((a, b) => compare(a.low, b.low) || compare(a.high, b.high));
    return steps.slice(1).flatMap((upper, index) => between(ladder, steps[index] as Step, upper));
  });
}

function laddersOf(scheme: Scheme, read: ReadAmount): readonly Ladder[] {
  const inputs = scheme.inputs.flatMap(({ id, label, clause, decimals, rangeBy }) =>
    rangeBy === undefined
      ? []
      : [
          {
            at: `inputs.${id}.rangeBy`,
            label,
            clause,
            decimals,
            steps: Object.entries(rangeBy.ranges).flatMap(([name, [from, to]]) => step(name, from, to, read)),
          },
        ],
  );
  const rules = scheme.items.flatMap((item) =>
    item.rules.map((rule) => ({
      at: `items.${item.id}.rules.${rule.id}.tiers`,
      label: rule.label,
      clause: rule.clause ?? item.clause,
      decimals: item.decimals,
      steps: (rule.tiers ?? []).flatMap((one) => step(one.id, one.from, one.to, read)),
    })),
  );
  return [...inputs, ...rules];
}

function step(name: string, from: Amount | undefined, to: Amount | undefined, read: ReadAmount): readonly Step[] {
  const [low, high] = [read(from), read(to)];
  return low === undefined || high === undefined ? [] : [{ name, low, high }];
}

/** Two levels one above the other; a step of the last decimal between them is no gap. */
function between(ladder: Ladder, lower: Step, upper: Step): readonly Problem[] {
  const { at, label, clause } = ladder;
  const data = { label, lower: lower.name, upper: upper.name, from: print(lower.high), to: print(upper.low) };
  const next = add(lower.high, exact(ladder.decimals === 0 ? '1' : `0.${'0'.repeat(ladder.decimals - 1)}1`));
  if (compare(upper.low, next) > 0) return [found('range-gap', at, data, clause)];
  const isShared = compare(lower.low, lower.high) === 0 || compare(lower.high, upper.low) <= 0;
  return isShared ? [] : [found('range-overlap', at, data, clause)];
}
