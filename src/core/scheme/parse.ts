import { resultOf, type Problem, type Result } from '../problem.ts';
import { amount, condition } from './condition.ts';
import { overlay, scheme, type Overlay, type Scheme } from './scheme.ts';
import { id, isoDate, isRecord, share, text, type JsonSchema, type Shape } from './shape.ts';

/**
 * Reads a scheme document strictly: every unknown key, wrong type and repeated id, with its path.
 * Takes any JSON value; never throws. Source: docs/scheme-language.md.
 */
export function parseScheme(value: unknown): Result<Scheme> {
  return readAs(scheme, value);
}

/** Reads a document that changes others (it has `extends`). */
export function parseOverlay(value: unknown): Result<Overlay> {
  return readAs(overlay, value);
}

/**
 * What can be read of a document that changes others in spite of its problems, which are added to `out`: the rest is
 * held against the parents, and everything that is wrong told at once. Never to be used while there are errors.
 */
export function siftOverlay(value: unknown, out: Problem[]): Overlay | undefined {
  const got = overlay.parse(value, '', out);
  return got !== undefined && 'extends' in got && got.extends !== undefined ? got : undefined;
}

function readAs<T>(shape: Shape<T>, value: unknown): Result<T> {
  const out: Problem[] = [];
  const got = shape.parse(value, '', out);
  return got === undefined ? { ok: false, problems: out } : resultOf(got, out);
}

export function isOverlay(value: unknown): boolean {
  return isRecord(value) && 'extends' in value;
}

/** The published JSON Schema of a scheme document or an overlay. */
export function schemeSchema(): JsonSchema {
  const named = { text, id, share, day: isoDate, amount, condition };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: '公评方案文档',
    oneOf: [scheme.schema(), overlay.schema()],
    $defs: Object.fromEntries(Object.entries(named).map(([name, shape]) => [name, shape.definition()])),
  };
}
