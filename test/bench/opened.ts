import type { Ruleset } from '../../src/core/scheme/resolve.ts';
import { resolveScheme } from '../../src/core/scheme/resolve.ts';
import type { Scheme } from '../../src/core/scheme/scheme.ts';
import type { Book } from '../../src/core/score/book/book.ts';
import type { FactsFile } from '../../src/core/score/book/facts.ts';
import { openBook } from '../../src/core/score/book/open-book.ts';
import { compile, type Plan } from '../../src/core/score/plan.ts';
import type { Problem } from '../../src/core/problem.ts';
import { readScheme } from '../../src/store/scheme.ts';

/** A scheme compiled and a crowd opened against it, ready to be scored. */
export type Opened = { readonly plan: Plan; readonly book: Book };

/** A ruleset of a shipped document or of one made here; a document with problems ends the measurement. */
export function rulesetOf(document: unknown): Ruleset {
  const resolved = resolveScheme(document, readScheme);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
  return resolved.value;
}

export function opened(ruleset: Ruleset, facts: FactsFile): Opened {
  const scheme = ruleset.parts[0] as Scheme;
  const plan = compile(scheme, facts.params);
  const problems: Problem[] = [];
  const book = openBook(scheme, plan.catalogue, plan.amounts, facts, problems);
  if (book === undefined || problems.length > 0) throw new Error(JSON.stringify(problems.slice(0, 5)));
  return { plan, book };
}
