import { onlyProposals, type ReportLine } from './report-held.ts';
import type { ReportRow } from './report.ts';

/** Who waits for one and the same thing, organisation by organisation. */
export type HeldGroup = ReportLine & {
  /** Counted from 1, as others refer to it. */
  readonly number: number;
  /** Whether any of those who wait has a score already. */
  readonly scored: boolean;
  readonly count: number;
  readonly people: readonly { readonly org: string; readonly names: readonly string[] }[];
};

/** What waits, each thing told once with all who wait for it; first what keeps somebody from a score (待定事项). */
export function heldGroups(rows: readonly ReportRow[]): readonly HeldGroup[] {
  const lines = rows.flatMap((row) => row.held.map((line) => ({ row, line, key: keyOf(line) })));
  const groups = [...Map.groupBy(lines, (one) => one.key).values()].map((ones) => {
    const [{ line }] = ones as [(typeof lines)[number], ...typeof lines];
    const byOrg = Map.groupBy(ones, (one) => (one.row.org === one.row.name ? '' : one.row.org));
    const people = [...byOrg].map(([org, some]) => ({ org, names: some.map((one) => one.row.name) }));
    return { ...line, scored: ones.some((one) => one.row.status !== 'held'), count: ones.length, people };
  });
  return groups
    .toSorted((a, b) => Number(a.scored) - Number(b.scored))
    .map((group, at) => ({ ...group, number: at + 1 }));
}

function keyOf({ what, clause }: ReportLine): string {
  return `${clause} ${what}`;
}

/** What is said of the waiting in the line of somebody: the sentence where hardly anybody shares it, else where it stands. */
export function heldRemarks(groups: readonly HeldGroup[]): (row: ReportRow) => readonly string[] {
  const known = new Map(groups.map((one) => [keyOf(one), one]));
  return (row) => {
    const own = row.held.flatMap((line) => (onlyProposals(line) ? [] : (known.get(keyOf(line)) ?? [])));
    const few = own.length <= NAMED ? own.filter((one) => one.count <= FEW) : [];
    const others = own.filter((one) => !few.includes(one)).map((one) => one.number);
    const refer = others.length === 0 ? [] : [`见「待定」第 ${inRuns(others)} 条`];
    return [...few.map((one) => one.what), ...refer];
  };
}

/** A sentence that no more than so many share stands in the line of each of them. */
const FEW = 2;

/** More reasons of one person than these fill the line. */
const NAMED = 3;

/** Numbers one after the other in runs: `1—4、7`. */
function inRuns(numbers: readonly number[]): string {
  const begins = numbers.filter((one) => !numbers.includes(one - 1));
  const ends = numbers.filter((one) => !numbers.includes(one + 1));
  return begins.map((one, at) => (one === ends[at] ? String(one) : `${one}—${ends[at]}`)).join('、');
}
