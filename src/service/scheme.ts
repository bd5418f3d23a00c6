import { lintBurden } from '../core/scheme/burden/lint.ts';
import { checkScheme, overParts } from '../core/scheme/check/check.ts';
import { draftScheme, resolveScheme, type Ruleset } from '../core/scheme/resolve.ts';
import type { Problem, Result } from '../core/problem.ts';
import { examplesOf, runExample } from '../core/score/example.ts';
import { readScheme, shippedSchemes } from '../store/scheme.ts';

/** One line of the list of shipped documents. */
export type ShippedScheme = {
  readonly id: string;
  readonly title: string;
  readonly subject: string;
  readonly complete: boolean;
};

/** A document with its rules, ready to be used. */
export function openScheme(idOrPath: string): Result<Ruleset> {
  const document = readScheme(idOrPath);
  if (document === undefined) return { ok: false, problems: unknownScheme(idOrPath) };
  return resolveScheme(document, readScheme);
}

/** The shipped documents: id, title, subject, complete or not. */
export function listSchemes(): readonly ShippedScheme[] {
  return shippedSchemes().flatMap((id) => {
    const opened = openScheme(id);
    if (!opened.ok) return [];
    const { parts, title } = opened.value;
    const complete = parts.every((part) => part.incomplete.length === 0);
    return [{ id, title, subject: parts.map((part) => part.subject).join('+'), complete }];
  });
}

/** Everything that is wrong or worth knowing about a document: structure, burden, its worked cases. */
export function checkDocument(idOrPath: string): readonly Problem[] {
  const document = readScheme(idOrPath);
  if (document === undefined) return unknownScheme(idOrPath);
  const draft = draftScheme(document, readScheme);
  if (!draft.ok) return draft.problems;
  const { parts } = draft.value;
  const found = overParts(parts, (part) => [...checkScheme(part), ...lintBurden(part)]);
  const isSound = found.every((one) => one.severity !== 'error');
  const cases = isSound ? examplesOf(document).flatMap((one) => runExample(document, readScheme, one)) : [];
  return [...draft.problems, ...found, ...cases];
}

function unknownScheme(id: string): readonly Problem[] {
  return [{ code: 'unknown-scheme', severity: 'error', at: '', data: { id } }];
}
