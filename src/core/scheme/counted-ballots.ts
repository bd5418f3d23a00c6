import type { Scheme } from './scheme.ts';

/** The ballots whose votes become points or a grade; of the others only the procedure speaks (计入的票). */
export function countedBallots({ score, grade }: Scheme): ReadonlySet<string> {
  return new Set([
    ...score.flatMap((node) => ('ballot' in node ? node.ballot : [])),
    ...(grade?.tables ?? []).flatMap((table) => table.vote?.ballot ?? []),
  ]);
}
