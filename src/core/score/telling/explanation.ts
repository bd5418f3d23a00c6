import type { Ruleset } from '../../scheme/resolve.ts';
import type { Scored, Scoring } from '../scored.ts';
import { explainSubject, type Explained } from './explain.ts';
import { broughtToOthers } from './explain-derived.ts';
import { gateLines } from './explain-gate.ts';
import { draftOf, gradeLines } from './explain-grade.ts';
import { standingLines } from './explain-standing.ts';
import { voteLines, type VoteLine } from './explain-vote.ts';
import { foundIn, type FoundSubject } from './find-subject.ts';
import type { ReportOpenRank } from '../grading/open-rank.ts';
import type { ReportLine } from './report-held.ts';
import { gradeSoFar } from '../grading/grade.ts';
import { nowOf, withBasis } from './outcome-basis.ts';
import { clauseNumbers, type Report, type ReportOutcome, type ReportPart, type ReportRow } from './report.ts';
import { homeOrg, idOf } from '../book/roster.ts';
import type { Standing } from '../run.ts';
import { trialOf, type Trial } from './trial.ts';

/** Everything that made one subject's result, in the order in which it was worked out (得分依据). */
export type Explanation = {
  readonly id: string;
  readonly name: string;
  readonly org: string;
  /** Why there is no score; empty for a score that stands. */
  readonly without: string;
  /** By which facts the subject is in a category, exempt or outside. */
  readonly standing: readonly ReportLine[];
  readonly score: string | null;
  readonly steps: Explained | undefined;
  readonly ranks: readonly string[];
  /** The papers, where the grade is by vote. */
  readonly votes: readonly VoteLine[];
  readonly grade: string;
  /** How the score became a grade. */
  readonly grading: readonly ReportLine[];
  /** Who may be put forward for what, and by which facts. */
  readonly gates: readonly ReportLine[];
  readonly held: readonly ReportLine[];
  readonly outcomes: readonly ReportOutcome[];
  /** That readings are undecided, where somebody alone is explained. */
  readonly trial?: Trial;
};

/** The explanation of a subject that was found. */
export function explanationOf(ruleset: Ruleset, report: Report, found: FoundSubject, all = true): Explanation {
  const parts = report.parts.filter((one) => one.scheme === schemeOf(found.scored));
  const row = parts.flatMap((part) => part.rows).find((one) => one.id === found.id);
  const labels = parts.flatMap((part) => part.ranks.map((one) => one.label));
  const open = parts.flatMap((part) => part.openRanks);
  const clauses = clauseNumbers(ruleset.parts);
  const told = explained(found, row ?? {}, { labels, open, all }, clauses);
  const trial = trialOf(ruleset);
  return trial === undefined ? told : { ...told, trial };
}

/** The explanations of all subjects in the order of the report; each is made when it is asked for. */
export function* explanations(ruleset: Ruleset, report: Report, scoring: Scoring): Generator<Explanation> {
  const clauses = clauseNumbers(ruleset.parts);
  for (const part of report.parts)
    for (const scored of scoring.scored)
      if (schemeOf(scored) === part.scheme) yield* explanationsOf(part, scored, clauses);
}

function* explanationsOf(part: ReportPart, scored: Scored, clauses: Clauses): Generator<Explanation> {
  const { book, standings } = scored.run;
  const byId = new Map(standings.map((one) => [idOf(book, one.person), one]));
  const orders = { labels: part.ranks.map((one) => one.label), open: part.openRanks, all: true };
  for (const row of part.rows) {
    const standing = byId.get(row.id);
    if (standing !== undefined) yield explained(foundIn(scored, standing), row, orders, clauses);
  }
}

type Clauses = (id: string | undefined) => string;

function schemeOf({ run }: Scored): string {
  return run.plan.scheme.scheme;
}

/** The names of the orders that the report has columns for, and what is open in any order. */
type OpenOrders = {
  readonly labels: readonly string[];
  readonly open: readonly ReportOpenRank[];
  readonly all: boolean;
};

function explained(
  { scored, standing, id, name, org }: FoundSubject,
  row: Partial<ReportRow>,
  { labels, open, all }: OpenOrders,
  clauses: Clauses,
): Explanation {
  const { without = '', score, grade = '', held = [], outcomes = [], ranks: places = [], gates = [] } = row;
  const draft = draftOf(scored, standing);
  const reader = { run: scored.run, all };
  const steps = explainSubject(scored, standing);
  const present = { ...gradeSoFar(draft), places: scored.places };
  const ranks = labels.flatMap((label, at) => {
    const rank = places[at];
    return rank === undefined ? [] : [{ label, what: `第 ${rank}` }];
  });
  return {
    id,
    name,
    org,
    without,
    standing: [
      ...standingLines(reader, standing, clauses),
      ...(steps === undefined && all ? broughtToOthers(scored.run, standing.person) : []),
    ],
    score: score?.exact ?? null,
    steps,
    ranks: [...Map.groupBy([...ranks, ...openFor(scored, standing, open)], (one) => one.label)].map(
      ([label, ones]) => `${label}：${ones.map((one) => one.what).join('，')}`,
    ),
    votes: voteLines(scored.run, standing),
    grade,
    grading: gradeLines(scored, standing, reader, clauses),
    gates: gateLines(reader, standing, present, gates, clauses),
    held,
    outcomes: outcomes.map((one) => withBasis(one, reader, nowOf(scored, standing))),
  };
}

/** What is open in the orders that somebody has a place in. */
function openFor(
  { run: { book } }: Scored,
  { person, status }: Standing,
  open: readonly ReportOpenRank[],
): readonly ReportOpenRank[] {
  const org = book.orgs[homeOrg(book, person) ?? -1]?.id ?? '';
  return open.filter((one) => status !== 'exempt' && (one.orgId === '' || one.orgId === org));
}
