import { resultOf, type Problem, type Result } from '../problem.ts';
import { isRecord, type JsonSchema } from './shape.ts';
import { condition, overlay, scheme, type Overlay, type Scheme } from './scheme.ts';

/**
 * Reads a scheme document strictly: every unknown key, wrong type and repeated id, with its path.
 * Takes any JSON value; never throws. Source: DESIGN of the scheme language, `docs/scheme-language.md`.
 */
export function parseScheme(value: unknown): Result<Scheme> {
  const out: Problem[] = [];
  const got = scheme.parse(value, '', out);
  return got === undefined ? { ok: false, problems: out } : resultOf(got, out);
}

/** Reads a document that changes others (it has `extends`). */
export function parseOverlay(value: unknown): Result<Overlay> {
  const out: Problem[] = [];
  const got = overlay.parse(value, '', out);
  return got === undefined ? { ok: false, problems: out } : resultOf(got, out);
}

export function isOverlay(value: unknown): boolean {
  return isRecord(value) && 'extends' in value;
}

/** The published JSON Schema of a scheme document or an overlay. */
export function schemeSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: '公评方案文档',
    oneOf: [scheme.schema(), overlay.schema()],
    $defs: { condition: condition.schema() },
  };
}
