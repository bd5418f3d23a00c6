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
  const rows = run.book.orgs.map((org) => {
    const own = countedIn(run, org.index);
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
  return Object.fromEntries(
    rows.map((row) => {
      const rank =
        order === 'none'
          ? undefined
          : rankIn(
              rows.map((other) => other[order]),
              row[order],
            );
      const text = (value: Exact | undefined): string | null => (value === undefined ? null : print(value));
      return [
        row.id,
        { sum: text(row.sum), mean: text(row.mean), ...(rank === undefined ? {} : { rank }), outcomes: row.outcomes },
      ];
    }),
  );
}

function rankIn(values: readonly (Exact | undefined)[], own: Exact | undefined): number | undefined {
  return own === undefined
    ? undefined
    : values.filter((other) => other !== undefined && compare(other, own) > 0).length + 1;
}
