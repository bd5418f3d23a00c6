import { randomBytes } from 'node:crypto';
import { printBundle, type Bundle } from '../core/bundle/bundle.ts';
import { pseudonymous } from '../core/bundle/pseudonyms.ts';
import { makeBundle } from '../core/bundle/publish.ts';
import { problem, resultOf, type Problem, type Result } from '../core/problem.ts';
import { isRecord } from '../core/scheme/shape.ts';
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
  const scheme = isRecord(document) ? String(document['scheme']) : idOrPath;
  const own = (id: string): unknown => (id === scheme ? document : documents(id));
  const made = makeBundle(
    { scheme, documents: own, facts, determinations, evaluator: evaluatorVersion() },
    () => randomBytes(16).toString('hex'),
    sha256,
  );
  return made.ok ? resultOf(made.value, [...faults, ...made.problems]) : made;
}

/** Seals a filled-in form or a facts file and its results into a bundle file (封存). People of a form get numbers for ids. */
export async function writeBundle(idOrPath: string, input: string, output: string): Promise<Result<Bundle>> {
  const refused = noBundle(output) ?? unwritable(output, [input, idOrPath]) ?? unwritten(output);
  if (refused !== undefined) return { ok: false, problems: [refused] };
  const scored = await scoreFile(idOrPath, input);
  if (!scored.ok) return scored;
  const { facts, strangers } = isForm(input)
    ? pseudonymous(scored.value.facts)
    : { facts: scored.value.facts, strangers: 0 };
  const bundle = exportBundle(idOrPath, facts);
  if (!bundle.ok) return bundle;
  // What the facts were told of stands at its cell already.
  const told = new Set(scored.problems.map((one) => one.code));
  const found = bundle.problems.filter((one) => !told.has(one.code));
  const problems = [...scored.problems, ...found, ...unnamed(strangers)];
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

function noBundle(output: string): Problem | undefined {
  return /\.json$/iu.test(output) ? undefined : problem('write-not-json', '', { path: output });
}

/** Whoever a form names in published results alone has no row where the name could be sealed. */
function unnamed(strangers: number): readonly Problem[] {
  const data = { count: String(strangers), kind: 'form' };
  return strangers === 0 ? [] : [{ ...problem('ids-are-names', '引用结果', data), severity: 'warning' }];
}
