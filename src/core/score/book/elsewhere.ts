import { problem, type Problem } from '../../problem.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import type { FactsFile } from './facts.ts';

/** What is wrong with results of other schemes: one that nobody refers to, a grade there is not (引用结果). */
export function checkResults(parts: readonly Scheme[], { results }: FactsFile, out: Problem[]): void {
  const referred = new Set(
    parts.flatMap(({ score }) => score.flatMap((node) => ('from' in node ? node.from.scheme : []))),
  );
  const known = new Set([...referred, ...parts.map((part) => part.scheme)]);
  for (const [scheme, rows] of Object.entries(results)) {
    if (!known.has(scheme))
      out.push(problem('unknown-results', `results.${scheme}`, { id: scheme, list: [...referred].join('、') }));
    const part = parts.find((one) => one.scheme === scheme);
    if (part === undefined) continue;
    for (const [id, { grade }] of Object.entries(rows))
      tellGrade(part.grade?.ladder ?? [], grade, `results.${scheme}.${id}.grade`, out);
  }
}

/** A grade that the scheme does not give. */
export function tellGrade(ladder: readonly string[], got: string | undefined, at: string, out: Problem[]): boolean {
  if (got === undefined || ladder.includes(got)) return false;
  out.push(problem('unknown-grade', at, { got, list: ladder.join('、') }));
  return true;
}
