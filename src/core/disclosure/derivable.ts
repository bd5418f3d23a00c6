import { divide, multiply, sign, subtract, ZERO, type Exact } from '../number.ts';

/** Numbers that add up to something known: each name with its factor (一条等式). */
export type Relation = ReadonlyMap<string, Exact>;

/**
 * The names whose value follows from the relations once the known ones are given: exactly those that solving the
 * equations leaves alone in a row. Nobody can work out more by adding and subtracting, and nobody less.
 */
export function derivable(relations: readonly Relation[], known: ReadonlySet<string>): ReadonlySet<string> {
  const rows: Map<string, Exact>[] = [];
  for (const relation of relations) {
    const row = new Map([...relation].filter(([name, factor]) => !known.has(name) && sign(factor) !== 0));
    for (const other of rows) cancel(row, other);
    const [pivot] = row.keys();
    if (pivot === undefined) continue;
    const ordered = new Map([...row].map(([name, factor]) => [name, divide(factor, row.get(pivot) as Exact)]));
    for (const other of rows) cancel(other, ordered);
    rows.push(ordered);
  }
  return new Set(rows.flatMap((row) => (row.size === 1 ? [...row.keys()] : [])));
}

/** Takes the pivot of `by` (its first name, with factor one) out of a row. */
function cancel(row: Map<string, Exact>, by: ReadonlyMap<string, Exact>): void {
  const [pivot] = by.keys();
  const factor = row.get(pivot as string);
  if (factor === undefined) return;
  for (const [name, other] of by) {
    const left = subtract(row.get(name) ?? ZERO, multiply(other, factor));
    if (sign(left) === 0) row.delete(name);
    else row.set(name, left);
  }
}
