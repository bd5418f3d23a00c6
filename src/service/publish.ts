import { randomBytes } from 'node:crypto';
import { printBundle, type Bundle } from '../core/bundle/bundle.ts';
import { makeBundle } from '../core/bundle/publish.ts';
import { problem, resultOf, type Problem, type Result } from '../core/problem.ts';
import type { FactsFile } from '../core/score/book/facts.ts';
import { readBytes, unwritable, writeWhole } from '../store/file.ts';
import { evaluatorVersion } from '../store/release.ts';
import { openSchemeFile } from '../store/scheme.ts';
import { sha256 } from './bundle.ts';
import { isJson, scoreFile } from './score.ts';

/** The bundle of facts scored by a scheme named by id or path, with what has been determined since the facts were closed. */
export function exportBundle(
  idOrPath: string,
  facts: FactsFile,
  determinations: FactsFile['decisions'] = {},
): Result<Bundle> {
  const file = openSchemeFile(idOrPath);
  if (!file.ok) return file;
  const { document, documents, faults } = file.value;
  const own = (id: string): unknown => (id === idOrPath ? document : documents(id));
  const made = makeBundle(
    { scheme: idOrPath, documents: own, facts, determinations, evaluator: evaluatorVersion() },
    () => randomBytes(16).toString('hex'),
    sha256,
  );
  return made.ok ? resultOf(made.value, [...faults, ...made.problems]) : made;
}

/** Seals a filled-in form or a facts file and its results into a bundle file (封存). */
export async function writeBundle(idOrPath: string, input: string, output: string): Promise<Result<Bundle>> {
  const refused = unwritable(output, [input]) ?? unwritten(output);
  if (refused !== undefined) return { ok: false, problems: [refused] };
  const scored = await scoreFile(idOrPath, input);
  if (!scored.ok) return scored;
  const bundle = exportBundle(idOrPath, scored.value.facts);
  if (!bundle.ok) return bundle;
  const problems = isForm(input) ? bundle.problems.map(ofForm) : bundle.problems;
  const failed = writeWhole(output, new TextEncoder().encode(printBundle(bundle.value)));
  return failed === undefined ? { ...bundle, problems } : { ok: false, problems: [failed] };
}

/** A bundle that has been sealed is never written over: a new one stands beside it. */
function unwritten(output: string): Problem | undefined {
  const there = readBytes(output);
  return there.ok && there.value.length > 0 ? problem('write-onto-other', '', { path: output }) : undefined;
}

function isForm(input: string): boolean {
  const bytes = readBytes(input);
  return bytes.ok && !isJson(input, bytes.value);
}

/** In a form people are known by their names: there is no other id that somebody could write. */
function ofForm(one: Problem): Problem {
  return one.code === 'ids-are-names' ? { ...one, data: { ...one.data, kind: 'form' } } : one;
}
