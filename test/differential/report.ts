// What is shown of a case in which the two evaluators differ.
import { stringify } from 'yaml';
import type { Case, Comparison } from './compare.ts';

export function reportOf({ scheme, facts, documents }: Case, { differences, first, second }: Comparison): string {
  return [
    `${differences.length} differences:`,
    ...differences.map((one) => `  ${one}`),
    '--- scheme',
    stringify(scheme),
    ...(documents === undefined ? [] : [stringify(documents)]),
    '--- facts',
    JSON.stringify(facts, undefined, 1),
    '--- first result',
    JSON.stringify(first, undefined, 1),
    '--- second result',
    JSON.stringify(second, undefined, 1),
  ].join('\n');
}
