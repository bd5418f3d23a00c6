import type { Problem } from '../../problem.ts';
import type { Scheme } from '../scheme.ts';
import { found } from './found.ts';
import { readingWords } from './reading-words.ts';

/** Of whom shares are taken, now or as soon as an option is chosen (名额的基数). */
export function countedBases(scheme: Scheme): ReadonlySet<string> {
  const { grade, rankings } = scheme;
  return new Set<string>([
    ...readingWords(scheme),
    ...[...(grade?.quotas ?? []), ...(grade?.standings ?? [])].map((one) => one.among),
    ...rankings.map((one) => one.base),
  ]);
}

/** Whether anybody can tell how many full members there are, and whether somebody asks (正式党员人数). */
export function checkHeadcounts(scheme: Scheme): readonly Problem[] {
  const { scope, facts } = scheme;
  const asked = countedBases(scheme).has('full-members');
  if (scope.fullMembers !== undefined)
    return asked ? [] : [found('full-members-idle', 'scope.fullMembers', {}, scope.clause)];
  const told = facts.some((one) => one.id === 'full-members' && one.of === 'org');
  return !asked || told ? [] : [found('full-members-unknown', 'scope.fullMembers', {}, scope.clause)];
}
