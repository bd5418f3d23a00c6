import { problem } from '../core/problem.ts';
import { cellOf } from './pieces.ts';
import type { Reading } from './reading.ts';

/** Values under keys under keys, in the order they were read. */
export type Nested = Map<string, unknown>;

/** Puts a value under its keys. */
export function plant(nested: Nested, keys: readonly string[], value: unknown): void {
  const last = keys.at(-1);
  if (last === undefined) return;
  let here = nested;
  for (const key of keys.slice(0, -1)) {
    const known = here.get(key);
    const next: Nested = known instanceof Map ? (known as Nested) : new Map<string, unknown>();
    here.set(key, next);
    here = next;
  }
  here.set(last, value);
}

/** The same as plain records. */
export function recordOf(nested: Nested): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...nested].map(([key, value]) => [key, value instanceof Map ? recordOf(value as Nested) : value]),
  );
}

/** Notes the cell of a path; where another cell has it already, both are told and the second does not count. */
export function isFirst(reading: Reading, path: string, header: string, at: string): boolean {
  const before = reading.source.exact(path);
  if (before === undefined) reading.source.put(path, at);
  else reading.out.push(problem('value-twice', at, { header, first: cellOf(before, at) }));
  return before === undefined;
}

/** The fields that hold anything. */
export function filledIn<T>(fields: Readonly<Record<string, T | undefined>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(fields).filter((field): field is [string, T] => field[1] !== undefined));
}
