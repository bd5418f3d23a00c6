import { lintBurden } from '../core/scheme/burden/lint.ts';
import { checkScheme, overParts } from '../core/scheme/check/check.ts';
import { checkDespite } from '../core/scheme/despite.ts';
import { circularSources } from '../core/scheme/circular-from.ts';
import { draftScheme, resolveScheme, type Choices, type Ruleset } from '../core/scheme/resolve.ts';
import { isRecord } from '../core/scheme/shape.ts';
import type { Problem, Result } from '../core/problem.ts';
import { examplesOf, runExample } from '../core/score/example.ts';
import { openSchemeFile, shippedSchemes, type SchemeFile } from '../store/scheme.ts';

/** One line of the list of shipped documents. */
export type ShippedScheme = {
  readonly id: string;
  readonly title: string;
  readonly subject: string;
  readonly complete: boolean;
};

/** Whether a document of this name comes with the program. */
export function isShipped(id: string): boolean {
  return shippedSchemes().includes(id);
}

/** A document with its rules, ready to be used, as it stands or with choices made. */
export function openScheme(idOrPath: string, choices?: Choices): Result<Ruleset> {
  const file = openSchemeFile(idOrPath);
  return file.ok ? ruled(file.value, choices) : file;
}

/** The rules of a document as they would be with choices made; the document is read once, however often it is asked. */
export function rulesOf(idOrPath: string): (choices?: Choices) => Result<Ruleset> {
  const file = openSchemeFile(idOrPath);
  return (choices) => (file.ok ? ruled(file.value, choices) : file);
}

function ruled(file: SchemeFile, choices?: Choices): Result<Ruleset> {
  const resolved = resolveScheme(file.document, file.documents, choices);
  return file.faults.length === 0 ? resolved : { ok: false, problems: file.faults };
}

/** A document of the list that cannot be opened, and why. */
export type BrokenScheme = { readonly id: string; readonly problems: readonly Problem[] };

/** The shipped documents: id, title, subject, complete or not; what cannot be opened is listed all the same. */
export function listSchemes(ids: readonly string[] = shippedSchemes()): readonly (ShippedScheme | BrokenScheme)[] {
  return ids.map((id) => {
    const opened = openScheme(id);
    if (!opened.ok) return { id, problems: opened.problems };
    const { parts, title } = opened.value;
    const complete = parts.every((part) => part.incomplete.length === 0);
    return { id, title, subject: parts.map((part) => part.subject).join('+'), complete };
  });
}

/**
 * Everything that is wrong or worth knowing about a document: structure, burden, its worked cases. Of a file in which no
 * document can be read (`unread`) nothing else can be said.
 */
export function checkDocument(idOrPath: string): { readonly unread: boolean; readonly problems: readonly Problem[] } {
  const file = openSchemeFile(idOrPath);
  if (!file.ok) return { unread: true, problems: file.problems };
  const problems = faultsOf(file.value);
  // Parents are read while their rules are asked for.
  const { document, faults } = file.value;
  return { unread: faults.length > 0 || !isRecord(document), problems };
}

function faultsOf({ document, documents, faults }: SchemeFile): readonly Problem[] {
  const draft = draftScheme(document, documents);
  if (faults.length > 0) return faults;
  if (!draft.ok) return [...draft.problems, ...checkDespite(document, draft.problems)];
  const { parts } = draft.value;
  const own = overParts(parts, (part) => [...checkScheme(part), ...lintBurden(part)]);
  const found = [...own, ...circularSources(parts, documents)];
  const isSound = found.every((one) => one.severity !== 'error');
  const cases = isSound ? examplesOf(document).flatMap((one) => runExample(document, documents, one)) : [];
  return [...draft.problems, ...found, ...cases];
}
