import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Problem, Result } from '../core/problem.ts';
import { resolveScheme } from '../core/scheme/resolve.ts';
import { scoreRuleset, type Scoring } from '../core/score/evaluate.ts';
import { explainSubject, type Explained } from '../core/score/explain.ts';
import { parseFacts } from '../core/score/facts.ts';
import { readScheme } from '../store/scheme.ts';

/** Scores a facts document (already read as JSON) by a scheme named by id or path. */
export function scoreFacts(idOrPath: string, facts: unknown): Result<Scoring> {
  const document = readScheme(idOrPath);
  if (document === undefined) return failure('unknown-scheme', '', { id: idOrPath });
  const parsed = parseFacts(facts);
  if (!parsed.ok) return parsed;
  const { readings, params } = parsed.value;
  const rules = resolveScheme(document, readScheme, { readings, params });
  if (!rules.ok) return rules;
  return scoreRuleset(rules.value, parsed.value, (text) => createHash('sha256').update(text).digest('hex'));
}

/** Reads a facts file; undefined where it is not JSON, with a problem that says so. */
export function readFacts(path: string): Result<unknown> {
  try {
    return { ok: true, value: JSON.parse(readFileSync(path, 'utf8')) as unknown, problems: [] };
  } catch (error) {
    return failure('facts-unreadable', path, { reason: error instanceof Error ? error.message : String(error) });
  }
}

/** The explanation of one subject, by id or name. */
export function explain(scoring: Scoring, subject: string): Explained | undefined {
  for (const one of scoring.scored) {
    const { people } = one.run.book;
    const found = one.run.standings.find((standing) => {
      const person = people[standing.person];
      return person?.id === subject || person?.name === subject;
    });
    if (found !== undefined) return explainSubject(one, found);
  }
  return undefined;
}

function failure(
  code: string,
  at: string,
  data: Problem['data'],
): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [{ code, severity: 'error', at, data }] };
}
