import type { Problem } from '../../problem.ts';
import type { ProblemCode } from '../../text/sentence.ts';

/** What may stay while a scheme is tried out, and must be settled before it is published. */
const BEFORE_PUBLICATION: ReadonlySet<string> = new Set<ProblemCode>([
  'reading-undecided',
  'gap-blocks',
  'veto-without-effect',
  'param-without-value',
  'no-examples',
  'clause-number-idle',
  'clause-number-unused',
]);

/**
 * Whether a finding keeps a scheme from being published (公布的关口): every error, every reading not decided, every gap
 * that blocks, every veto without an effect, every parameter in use without a value, every number of a clause that is
 * neither used nor waived, no examples, an example that does not come out.
 */
export function blocksPublication({ code, severity }: Problem): boolean {
  return severity === 'error' || BEFORE_PUBLICATION.has(code);
}
