import type { Problem } from '../../problem.ts';
import { severityOf, type ProblemCode } from '../../text/sentence.ts';

/** A problem of a scheme, with the weight that the table of sentences gives its code. */
export function found(
  code: ProblemCode,
  at: string,
  data: Readonly<Record<string, string>> = {},
  clause?: string,
): Problem {
  return { code, severity: severityOf(code), at, ...(clause === undefined ? {} : { clause }), data };
}

/** The ids that stand more than once in a list, each once. */
export function repeated(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}
