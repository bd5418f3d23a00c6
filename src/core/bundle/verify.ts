import { canonicalJson } from '../json.ts';
import { problem, type Problem } from '../problem.ts';
import { parseBundle, type Bundle } from './bundle.ts';
import type { Hash } from './merkle.ts';
import { isDraft, outputRows, scoreBundle } from './publish.ts';
import { placeOf, type SheetRow } from './sheet.ts';

/**
 * Everything that is wrong with a bundle file (核验): its form, hashes and seals, and then whether scheme and facts
 * still make its outputs. An empty list: the bundle is whole. `expected` is the hash from a board or a form.
 */
export function verifyBundle(source: string, hash: Hash, expected?: string): readonly Problem[] {
  const parsed = parseBundle(source, hash);
  if (!parsed.ok) return parsed.problems;
  const bundle = parsed.value;
  const stranger = expected === undefined || expected === bundle.hash ? [] : [problem('other-bundle', 'hash')];
  return [...stranger, ...recomputed(bundle, hash)];
}

function recomputed(bundle: Bundle, hash: Hash): readonly Problem[] {
  const scored = scoreBundle(bundle, hash);
  if (!scored.ok) return scored.problems;
  const { results } = scored.value.scoring;
  const out: Problem[] = [];
  if (results.version !== bundle.head.scheme.hash) out.push(problem('scheme-altered', 'head.scheme.hash'));
  if (isDraft(results) !== bundle.head.draft)
    out.push(problem('output-differs', 'head.draft', { evaluator: bundle.head.evaluator }));
  const published = new Map(bundle.outputs.rows.map((row) => [placeOf('outputs', row), unsalted(row)]));
  const again = new Map(outputRows(results).map((row) => [placeOf('outputs', row), canonicalJson(row)]));
  for (const at of new Set([...published.keys(), ...again.keys()])) {
    if (published.get(at) !== again.get(at))
      out.push(problem('output-differs', at, { evaluator: bundle.head.evaluator }));
  }
  return out;
}

function unsalted(row: SheetRow): string {
  return canonicalJson({ ...row, salt: undefined });
}
