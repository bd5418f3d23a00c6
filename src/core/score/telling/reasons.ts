import type { Scored, Scoring } from '../scored.ts';
import type { Standing } from '../run.ts';
import { idOf, whyAway } from '../book/roster.ts';
import { isWithout } from '../grading/grade.ts';
import { draftOf, gradeLines } from './explain-grade.ts';
import { zeroedLines } from './explain-veto.ts';
import { clauseNumbers } from './report.ts';
import { isGap } from '../value.ts';
import type { ReportLine } from './report-held.ts';

/**
 * What made a score or a grade other than the points and the band alone, by subject: a veto, a quota, earlier periods,
 * having left. It may speak of discipline: for those who keep the results, never for a board.
 */
export function reasonsOf({ scored }: Scoring): ReadonlyMap<string, readonly ReportLine[]> {
  const reasons = new Map<string, readonly ReportLine[]>();
  for (const one of scored) {
    const { run } = one;
    const clauses = clauseNumbers([run.plan.scheme]);
    for (const standing of run.standings) {
      const gone =
        standing.left && !isGap(standing.total) ? [{ what: whyAway(run.book, standing.person), clause: '' }] : [];
      const reason = gradeReason(one, standing, clauses);
      const lines = [...zeroedLines(run, standing, clauses), ...(reason.length === 0 ? gone : reason)];
      if (lines.length > 0) reasons.set(idOf(run.book, standing.person), lines);
    }
  }
  return reasons;
}

function gradeReason(
  one: Scored,
  standing: Standing,
  clauses: (id: string | undefined) => string,
): readonly ReportLine[] {
  const draft = draftOf(one, standing);
  // The first step only says in which band the score lies; a grade that waits tells why by itself.
  if (!isWithout(draft) && (draft.grade === undefined || draft.steps.length < 2)) return [];
  return gradeLines(one, standing, { run: one.run, all: true }, clauses).slice(-1);
}
