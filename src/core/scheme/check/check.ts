import type { Problem } from '../../problem.ts';
import type { Scheme } from '../scheme.ts';
import { checkBands } from './bands.ts';
import { checkGaps } from './gates.ts';
import { checkGrades } from './grades.ts';
import { checkNumbers } from './numbers.ts';
import { checkOutcomes } from './outcomes.ts';
import { checkProcess } from './process.ts';
import { checkReadings } from './readings.ts';
import { checkReferences } from './references.ts';
import { checkRules } from './rules.ts';
import { checkSources } from './sources.ts';
import { checkStages } from './stages.ts';
import { checkSums } from './sums.ts';
import { checkUnused } from './unused.ts';

/**
 * Everything that can be seen of a scheme without any facts: names that lead nowhere, questions that come too early,
 * sums, bands, ends that cannot be reached, numbers of the text that no rule uses, what is missing. An error means
 * that the scheme cannot be computed as written; a warning, that it probably does not say what the text says.
 */
export function checkScheme(scheme: Scheme): readonly Problem[] {
  return [
    checkReferences,
    checkStages,
    checkRules,
    checkSums,
    checkBands,
    checkGrades,
    checkSources,
    checkOutcomes,
    checkProcess,
    checkReadings,
    checkUnused,
    checkNumbers,
    checkGaps,
  ].flatMap((check) => check(scheme));
}
