import type { Scoring } from '../scored.ts';
import { idOf, whyAway } from '../book/roster.ts';
import type { ReportLine } from './report-held.ts';
import { isWithout } from '../grading/grade.ts';
import { draftOf, gradeLines } from './explain-grade.ts';
import { clauseNumbers } from './report.ts';
import { isGap } from '../value.ts';

/**
 * What made a grade other than the band of the score, or none at all, by subject: a veto, a quota, earlier periods, having left. It may
 * speak of discipline: for those who keep the results, never for a board.
 */
export function gradeReasons({ scored }: Scoring): ReadonlyMap<string, ReportLine> {
  const reasons = new Map<string, ReportLine>();
  for (const one of scored) {
    const { run } = one;
    const clauses = clauseNumbers([run.plan.scheme]);
    for (const standing of run.standings) {
      if (standing.left && !isGap(standing.total))
        reasons.set(idOf(run.book, standing.person), { what: whyAway(run.book, standing.person), clause: '' });
      const draft = draftOf(one, standing);
      // The first step only says in which band the score lies; a grade that waits tells why by itself.
      if (!isWithout(draft) && (draft.grade === undefined || draft.steps.length < 2)) continue;
      const last = gradeLines(one, standing, { run, all: true }, clauses).at(-1);
      if (last !== undefined) reasons.set(idOf(run.book, standing.person), last);
    }
  }
  return reasons;
}
