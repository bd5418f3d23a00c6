import type { Scoring } from '../scored.ts';
import { idOf } from '../book/roster.ts';
import type { ReportLine } from './report-held.ts';
import { clauseNumbers } from './report.ts';

/**
 * What made a grade other than the band of the score, by subject: a veto, a quota, earlier periods, a decision. It may
 * speak of discipline: for those who keep the results, never for a board.
 */
export function gradeReasons({ scored }: Scoring): ReadonlyMap<string, ReportLine> {
  const reasons = new Map<string, ReportLine>();
  for (const { run, graded } of scored) {
    const clauses = clauseNumbers([run.plan.scheme]);
    for (const { person } of run.standings) {
      const draft = graded.drafts[person];
      const last = draft?.steps.at(-1);
      // The first step only says in which band the score lies; a grade that waits tells why by itself.
      if (draft?.grade === undefined || last === undefined || draft.steps.length < 2) continue;
      reasons.set(idOf(run.book, person), { what: last.what, clause: clauses(last.clause) });
    }
  }
  return reasons;
}
