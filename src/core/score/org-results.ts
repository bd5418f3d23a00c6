import { add, compare, divide, print, whole, ZERO, type Exact } from '../number.ts';
import { orgOutcomes } from './outcomes.ts';
import type { OrgResult } from './results.ts';
import { homeOrg, superiorsOf } from './book/roster.ts';
import type { Run, Standing } from './run.ts';
import { isGap, type Value } from './value.ts';

/** The node whose values are added up (`orgs.node`): the total where none is named. */
export function countedNode(run: Run): string | undefined {
  return run.plan.scheme.orgs.node ?? run.plan.scheme.score[0]?.id;
}

/** Sums, means and outcomes of organisations; a sum waits until everybody has a value. */
export function orgResults(run: Run): Readonly<Record<string, OrgResult>> {
  const members = membersByOrg(run);
  const rows = run.book.orgs.map((org) => {
    const values = (members.get(org.index) ?? []).map((one) => valueOf(run, one));
    const known = values.length > 0 && !values.some(isGap) && run.plan.tops.length > 0;
    const sum = known ? (values as readonly Exact[]).reduce<Exact>(add, ZERO) : undefined;
    return {
      id: org.id,
      sum,
      mean: sum === undefined ? undefined : divide(sum, whole(values.length)),
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

function valueOf(run: Run, { person, total, values }: Standing): Value {
  const id = run.plan.scheme.orgs.node ?? '';
  const index = run.plan.score.index.get(id) ?? 0;
  if (index === 0) return total;
  // A node that no choice of the score led to has not been asked for yet.
  return values[index] ?? run.nodeOf(person, id);
}

/** Whose values the sum and mean of each organisation are made of (`orgs.scope`). */
export function membersByOrg(run: Run): ReadonlyMap<number, readonly Standing[]> {
  const members = new Map<number, Standing[]>();
  for (const standing of run.standings) {
    if (standing.status === 'exempt') continue;
    for (const org of orgsOf(run, homeOrg(run.book, standing.person))) {
      const group = members.get(org);
      if (group === undefined) members.set(org, [standing]);
      else group.push(standing);
    }
  }
  return members;
}

/** The organisations somebody counts for: the own one, and with `scope: subtree` those above it. */
function orgsOf(run: Run, home: number | undefined): readonly number[] {
  if (home === undefined) return [];
  if (run.plan.scheme.orgs.scope === 'direct') return [home];
  return [home, ...superiorsOf(run.book, home)];
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
