import assert from 'node:assert/strict';
import { explainedLines } from '../src/cli/explained-text.ts';
import { resultLines } from '../src/cli/results-text.ts';
import { disclose, type Looker } from '../src/core/disclosure/disclose.ts';
import { discloseExplained } from '../src/core/disclosure/explanation.ts';
import { resolveScheme, type Ruleset } from '../src/core/scheme/resolve.ts';
import { scoreRuleset } from '../src/core/score/evaluate.ts';
import type { Scoring } from '../src/core/score/scored.ts';
import type { Explained } from '../src/core/score/telling/explain.ts';
import type { Explanation } from '../src/core/score/telling/explanation.ts';
import { parseFacts } from '../src/core/score/book/facts.ts';
import { findSubjects } from '../src/core/score/telling/find-subject.ts';
import { recordsOf } from '../src/core/score/telling/report-records.ts';
import { reportOf } from '../src/core/score/telling/report.ts';
import { resultBook } from '../src/forms/result-book.ts';

/** What stands before the blocks of a scheme with an ordinary clause `c` and one of discipline `d`. */
export const HEAD = {
  scheme: 'sample',
  title: '样例',
  subject: 'member',
  source: '样例',
  effective: { from: '2026-01-01' },
  period: { unit: 'year', posting: 'quarter' },
  clauses: [
    { id: 'c', no: '一', text: '样例条款' },
    { id: 'd', no: '二', text: '纪律条款' },
  ],
};

/** Facts scored, with the rules they were scored by. */
export type Ran = Scoring & { readonly ruleset: Ruleset };

/** Scores facts of 2026 by a document that extends no other. */
export function scoringOf(document: unknown, facts: object): Ran {
  const parsed = parseFacts({ period: '2026', ...facts });
  assert.ok(parsed.ok, JSON.stringify(parsed.problems));
  const rules = resolveScheme(document, () => undefined);
  assert.ok(rules.ok, JSON.stringify(rules.problems));
  const scoring = scoreRuleset(rules.value, parsed.value, () => '');
  assert.ok(scoring.ok, JSON.stringify(scoring.problems));
  return { ...scoring.value, ruleset: rules.value };
}

/** The explanation of a subject as somebody may see it. */
export function explained(ran: Ran, id: string, looker: Looker): Explanation | undefined {
  const [found] = findSubjects(ran, id);
  assert.ok(found !== undefined);
  return discloseExplained(ran.ruleset, ran, found, looker);
}

/** Everything an audience can read of a run: as JSON, as the text people read, and as the workbook of results. */
export function allText(ran: Ran, looker: Looker): string {
  const results = disclose(ran, looker);
  const told = Object.keys(ran.results.subjects).flatMap((id) => explained(ran, id, looker) ?? []);
  const shown = { results, scored: ran.scored, notices: [] };
  const report = reportOf(ran.ruleset, shown);
  const book = resultBook({
    report,
    records: recordsOf(ran.ruleset, shown),
    explanations: told,
    reasons: new Map(),
    mark: '',
    notices: [],
  });
  const json = JSON.stringify([results, told, book]);
  return [json, ...resultLines(report, 0), ...told.flatMap(explainedLines)].join('\n');
}

/** One step of an explanation. */
export function find(tree: Explained | undefined, id: string): Explained | undefined {
  if (tree === undefined || tree.id === id) return tree;
  return tree.parts.map((part) => find(part, id)).find((one) => one !== undefined);
}
