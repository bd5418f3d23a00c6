import type { Problem } from '../../problem.ts';
import type { ProblemCode } from '../../text/sentence.ts';
import type { Scheme } from '../scheme.ts';
import { checkBands } from './bands.ts';
import { checkEdges } from './edges.ts';
import { checkGaps } from './gaps.ts';
import { checkGrades } from './grades.ts';
import { checkHeadcounts } from './headcounts.ts';
import { checkNumbers } from './numbers.ts';
import { checkOutcomes } from './outcomes.ts';
import { checkProcess } from './process.ts';
import { checkRanges } from './ranges.ts';
import { checkReadings } from './readings.ts';
import { checkReferences } from './references.ts';
import { checkRules } from './rules.ts';
import { checkSlots } from './slots.ts';
import { checkSources } from './sources.ts';
import { checkStages } from './stages.ts';
import { checkSums } from './sums.ts';
import { checkUnused } from './unused.ts';
import { checkWording } from './wording.ts';

/** The checks that may find an error in the rules in force. */
const CHECKS = [
  checkReferences,
  checkStages,
  checkRules,
  checkSums,
  checkBands,
  checkGrades,
  checkSources,
  checkOutcomes,
  checkProcess,
];

/** The checks that look at options, leftovers, gaps, and what the text leaves open. */
const DOUBTS = [
  checkReadings,
  checkUnused,
  checkHeadcounts,
  checkWording,
  checkNumbers,
  checkRanges,
  checkEdges,
  checkSlots,
  checkGaps,
];

/**
 * Everything that can be seen of a scheme without any facts: names that lead nowhere, questions that come too early,
 * sums, bands, ends that cannot be reached, numbers of the text that no rule uses, what is missing. An error means
 * that the scheme cannot be computed as written; a warning, that it probably does not say what the text says.
 */
export function checkScheme(scheme: Scheme): readonly Problem[] {
  return [...CHECKS, ...DOUBTS].flatMap((check) => check(scheme));
}

/** What keeps a scheme from being computed as written: the errors among all that a check finds (不能计算的毛病). */
export function checkFaults(scheme: Scheme): readonly Problem[] {
  return CHECKS.flatMap((check) => check(scheme)).filter((one) => one.severity === 'error');
}

/** What one part may leave to another where a document overlays several schemes. */
const SHARED: ReadonlySet<string> = new Set<ProblemCode>([
  'no-process',
  'no-publish-step',
  'no-objection-step',
  'no-examples',
  'unused-fact',
  'unused-role',
  'unused-param',
  'unused-clause',
  'clause-number-idle',
  'clause-number-unused',
]);

/**
 * Checks every part of a document that overlays one scheme or several; each finding comes once, and what is used,
 * decided or done in one part is not missed in the others. `check` is `checkScheme`, `checkFaults`, `gates` or `lintBurden`.
 */
export function overParts(parts: readonly Scheme[], check: (scheme: Scheme) => readonly Problem[]): readonly Problem[] {
  const lists = parts.map((part) => check(part).map((problem) => ({ key: `${problem.code} ${problem.at}`, problem })));
  const everywhere = (key: string): boolean => lists.every((list) => list.some((one) => one.key === key));
  const seen = new Set<string>();
  return lists.flat().flatMap(({ key, problem }) => {
    const isExample = problem.at.startsWith('examples.');
    if (seen.has(key) || ((SHARED.has(problem.code) || isExample) && !everywhere(key))) return [];
    seen.add(key);
    return [problem];
  });
}
