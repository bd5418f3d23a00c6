import { add, compare, divide, print, whole, ZERO, type Exact } from '../number.ts';
import { orgOutcomes } from './outcomes.ts';
import type { OrgResult } from './results.ts';
import { homeOrg } from './roster.ts';
import type { Run, Standing } from './run.ts';
import { isGap } from './value.ts';

/** Whose scores an organisation's sum and mean are made of. */
export function countedIn(run: Run, org: number): readonly Standing[] {
  return run.standings.filter((standing) => standing.status !== 'exempt' && homeOrg(run.book, standing.person) === org);
}

/** Sums, means and outcomes of organisations; a sum waits until everybody has a score. */
export function orgResults(run: Run): Readonly<Record<string, OrgResult>> {
  const counted = countedByOrg(run);
  const rows = run.book.orgs.map((org) => {
    const own = counted.get(org.index) ?? [];
    const totals = own.map((standing) => standing.total);
    const known = totals.length > 0 && !totals.some(isGap) && run.plan.tops.length > 0;
    const sum = known ? (totals as readonly Exact[]).reduce<Exact>(add, ZERO) : undefined;
    return {
      id: org.id,
      sum,
      mean: sum === undefined ? undefined : divide(sum, whole(own.length)),
      outcomes: orgOutcomes(run, org.index).lines,
    };
  });
  const { order } = run.plan.scheme.orgs;
  const ranks = order === 'none' ? [] : ranksOf(rows.map((row) => row[order]));
  const text = (value: Exact | undefined): string | null => (value === undefined ? null : print(value));
  return Object.fromEntries(
    rows.map(({ id, sum, mean, outcomes }, at) => {
      const rank = ranks[at];
      return [id, { sum: text(sum), mean: text(mean), ...(rank === undefined ? {} : { rank }), outcomes }];
    }),
  );
}

function countedByOrg(run: Run): ReadonlyMap<number | undefined, readonly Standing[]> {
  const counted = run.standings.filter((standing) => standing.status !== 'exempt');
  return Map.groupBy(counted, (standing) => homeOrg(run.book, standing.person));
}

/** The place of each value, the highest first; equal values share one (1、2、2、4). */
function ranksOf(values: readonly (Exact | undefined)[]): readonly (number | undefined)[] {
  const sorted = values.filter((one) => one !== undefined).toSorted((a, b) => compare(b, a));
  const ranks = new Map<string, number>();
  sorted.forEach((value, at) => {
    if (!ranks.has(print(value))) ranks.set(print(value), at + 1);
  });
  return values.map((value) => (value === undefined ? undefined : ranks.get(print(value))));
}
