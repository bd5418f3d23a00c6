import type { Ruleset } from '../scheme/resolve.ts';
import { explainSubject, type Explained } from './explain.ts';
import type { FoundSubject } from './find-subject.ts';
import { clauseNumbers, type Report, type ReportLine, type ReportOutcome } from './report.ts';

/** Everything that made one subject's result, in the order in which it was worked out (得分依据). */
export type Explanation = {
  readonly id: string;
  readonly name: string;
  readonly org: string;
  /** Why there is no score, or how one stands that waits; empty for a score that stands. */
  readonly without: string;
  readonly score: string | null;
  readonly steps: Explained | undefined;
  readonly ranks: readonly string[];
  readonly grade: string;
  /** How the score became a grade. */
  readonly grading: readonly ReportLine[];
  readonly held: readonly ReportLine[];
  readonly outcomes: readonly ReportOutcome[];
};

/** The explanation of a subject that was found. */
export function explanationOf(ruleset: Ruleset, report: Report, found: FoundSubject): Explanation {
  const { scored, standing, id, name, org } = found;
  const part = report.parts.find((one) => one.scheme === scored.run.plan.scheme.scheme);
  const row = part?.rows.find((one) => one.id === id);
  const clauses = clauseNumbers(ruleset.parts);
  const steps = scored.graded.drafts.get(standing.person)?.steps ?? [];
  const ranks = (part?.ranks ?? []).flatMap(({ label }, at) => {
    const rank = row?.ranks[at];
    return rank === undefined ? [] : [`${label} 第 ${rank}`];
  });
  return {
    id,
    name,
    org,
    without: row?.without ?? '',
    score: row?.score?.exact ?? null,
    steps: explainSubject(scored, standing),
    ranks,
    grade: row?.grade ?? '',
    grading: steps.map(({ what, clause }) => ({ what, clause: clauses(clause) })),
    held: row?.held ?? [],
    outcomes: row?.outcomes ?? [],
  };
}
