import assert from 'node:assert/strict';
import { resolveScheme, type Ruleset } from '../src/core/scheme/resolve.ts';
import { scoreRuleset } from '../src/core/score/evaluate.ts';
import type { Scoring } from '../src/core/score/scored.ts';
import { explanationOf, type Explanation } from '../src/core/score/telling/explanation.ts';
import { parseFacts } from '../src/core/score/book/facts.ts';
import { findSubjects } from '../src/core/score/telling/find-subject.ts';
import { recordsOf, type ReportRecords } from '../src/core/score/telling/report-records.ts';
import { reportOf, type Report } from '../src/core/score/telling/report.ts';
import { triedReadings, type Triable, type Trial } from '../src/core/score/telling/trial.ts';
import { smallFacts, smallScheme, type Blocks } from './small-scheme.ts';

/** A scored scheme with everything that is told of it. */
export type Told = {
  readonly ruleset: Ruleset;
  readonly scoring: Scoring;
  readonly report: Report;
  readonly records: ReportRecords;
  readonly explain: (typed: string) => Explanation;
  /** What the undecided readings would change for a subject; `most` is how much may be tried. */
  readonly tried: (id: string, most?: number) => Trial | undefined;
};

/** Scores a small scheme for small facts and tells of it; a problem is a fault of the test. */
export function toldOf(blocks: Blocks, facts: Blocks = {}): Told {
  const document = smallScheme(blocks);
  const parsed = parseFacts(smallFacts(facts));
  assert.deepEqual(parsed.problems, []);
  assert.ok(parsed.ok);
  const { readings, params } = parsed.value;
  const ruleset = resolveScheme(document, () => undefined, { readings, params });
  assert.ok(ruleset.ok, JSON.stringify(ruleset.problems));
  const scored = scoreRuleset(ruleset.value, parsed.value, () => 'hash');
  assert.ok(scored.ok, JSON.stringify(scored.problems));
  const scoring = scored.value;
  const report = reportOf(ruleset.value, scoring);
  const explain = (typed: string): Explanation => {
    const [found] = findSubjects(scoring, typed);
    assert.ok(found !== undefined, typed);
    return explanationOf(ruleset.value, report, found);
  };
  const rulesFor: Triable['rulesFor'] = (choices) => resolveScheme(document, () => undefined, choices);
  const triable = { ruleset: ruleset.value, facts: parsed.value, scoring, rulesFor };
  const tried: Told['tried'] = (id, most) => triedReadings(triable, id, most);
  return {
    ruleset: ruleset.value,
    scoring,
    report,
    records: recordsOf(ruleset.value, scoring, parsed.value.asOf),
    explain,
    tried,
  };
}
