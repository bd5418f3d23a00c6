// Facts as people get them wrong, or as another branch would have them: small changes to a facts document.
import * as fc from 'fast-check';
import { addDays } from './naive/days.ts';
import type { Json, JsonRecord } from './json.ts';

/** One change: at which leaf, which kind, and which of the possible values. */
export type Change = { readonly at: number; readonly kind: number; readonly pick: number };

export const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({ at: fc.nat(), kind: fc.nat(9), pick: fc.nat(99) }),
  { minLength: 1, maxLength: 4 },
);

type Path = readonly (string | number)[];
type Leaf = { readonly path: Path; readonly value: Json };

export function changed(facts: JsonRecord, all: readonly Change[]): JsonRecord {
  return all.reduce<JsonRecord>(oneChange, facts);
}

function oneChange(facts: JsonRecord, change: Change): JsonRecord {
  const leaves = leavesOf(facts, []).filter(({ path }) => !KEPT.includes(String(path[0])));
  const leaf = leaves[change.at % Math.max(1, leaves.length)];
  if (leaf === undefined) return facts;
  if (change.kind === 0) return without(facts, leaf.path) as JsonRecord;
  if (change.kind === 1) return without(facts, leaf.path.slice(0, -1)) as JsonRecord;
  if (change.kind === 2) return again(facts, leaf.path, change.pick);
  return withValue(facts, leaf.path, another(leaf, leaves, change)) as JsonRecord;
}

const KEPT = ['period', 'readings'];
const NUMBERS = ['0', '1', '2', '3', '5', '0.5', '60', '79.995', '80', '100'];
const isDate = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value);

/** A value such as could stand there: a number, a day near by, or what stands under the same key elsewhere. */
function another(leaf: Leaf, leaves: readonly Leaf[], { kind, pick }: Change): Json {
  const { value, path } = leaf;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string' && isDate(value)) return addDays(value, [-31, -1, 1, 31, 90, -90][pick % 6] ?? 1);
  const key = path.at(-1);
  const alike = leaves.filter((one) => one.path.at(-1) === key).map((one) => one.value);
  if (kind < 7 && alike.length > 1) return alike[pick % alike.length] ?? value;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? (NUMBERS[pick % NUMBERS.length] ?? value) : value;
}

/** One more element beside the one in the list, under another id. */
function again(facts: JsonRecord, path: Path, pick: number): JsonRecord {
  const place = path.findIndex((one) => typeof one === 'number');
  const list = place < 0 ? undefined : valueAt(facts, path.slice(0, place));
  const own = place < 0 ? undefined : (valueAt(facts, path.slice(0, place + 1)) as JsonRecord);
  if (!Array.isArray(list) || typeof own?.['id'] !== 'string') return facts;
  const more = { ...own, id: `${own['id']}-${pick}` };
  return withValue(facts, path.slice(0, place), [...(list as readonly Json[]), more]) as JsonRecord;
}

function leavesOf(value: Json, path: Path): readonly Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Array.isArray(value)
    ? (value as readonly Json[]).flatMap((one, at) => leavesOf(one, [...path, at]))
    : Object.entries(value).flatMap(([key, one]) => leavesOf(one, [...path, key]));
}

function valueAt(value: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(
    (here, key) => (typeof here === 'object' && here !== null ? (here as { [key: string]: Json })[key] : undefined),
    value,
  );
}

function withValue(value: Json, [key, ...rest]: Path, put: Json): Json {
  if (key === undefined) return put;
  if (Array.isArray(value))
    return (value as readonly Json[]).map((one, at) => (at === key ? withValue(one, rest, put) : one));
  const record = value as JsonRecord;
  return { ...record, [key]: withValue(record[key] ?? null, rest, put) };
}

function without(value: Json, [key, ...rest]: Path): Json {
  if (key === undefined) return value;
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    return rest.length === 0
      ? list.filter((_, at) => at !== key)
      : list.map((one, at) => (at === key ? without(one, rest) : one));
  }
  const record = value as JsonRecord;
  if (rest.length > 0) return { ...record, [key]: without(record[key] ?? null, rest) };
  return Object.fromEntries(Object.entries(record).filter(([one]) => one !== key));
}
