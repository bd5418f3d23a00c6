import { canonicalJson } from '../json.ts';
import { problem, type Problem } from '../problem.ts';
import { isRecord, type Shape } from '../scheme/shape.ts';
import { merkleTree, type Hash } from './merkle.ts';
import { own } from '../own.ts';

/** One line of a sheet as JSON: what it is about, and everything that belongs to it. */
export type SheetRow = { readonly kind: string; readonly id: string } & Readonly<Record<string, unknown>>;

/** Rows in order (by kind, then id, by code unit), each hashed as one canonical line (封存的一张表). */
export type Sheet = { readonly rows: readonly SheetRow[]; readonly root: string };

/** Puts rows in order and hashes them; what it gives back is read from the very lines that were hashed. */
export function sheetOf(rows: readonly SheetRow[], hash: Hash): Sheet {
  const lines = rows.toSorted(inOrder).map(canonicalJson);
  return { rows: lines.map((line) => JSON.parse(line) as SheetRow), root: merkleTree(lines, hash).root };
}

function inOrder(a: SheetRow, b: SheetRow): number {
  return compareText(a.kind, b.kind) || compareText(a.id, b.id);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The shape of a line for each kind that a sheet may hold. */
export type LineShapes = Readonly<Record<string, Shape<unknown>>>;

/** Reads a sheet that came from outside: rows of known kinds and shapes, in order, none twice, with this root. */
export function readSheet(
  value: unknown,
  { at, shapes, root }: { readonly at: string; readonly shapes: LineShapes; readonly root: string },
  hash: Hash,
  out: Problem[],
): Sheet {
  if (!Array.isArray(value)) {
    out.push(problem('not-a-list', at, { got: typeof value }));
    return { rows: [], root };
  }
  const rows: SheetRow[] = [];
  value.forEach((one: unknown, index) => {
    const shape = isRow(one) ? own(shapes, one.kind) : undefined;
    if (shape === undefined)
      out.push(problem('line-unknown', `${at}.${index}`, { list: Object.keys(shapes).join('、') }));
    else {
      shape.parse(one, placeOf(at, one as SheetRow), out);
      rows.push(one as SheetRow);
    }
  });
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    if (before !== undefined && inOrder(before, row) >= 0) out.push(problem('line-out-of-order', placeOf(at, row)));
  });
  if (merkleTree(value.map(canonicalJson), hash).root !== root) out.push(problem('lines-altered', at));
  return { rows, root };
}

function isRow(value: unknown): value is SheetRow {
  return isRecord(value) && typeof value['kind'] === 'string' && typeof value['id'] === 'string';
}

/** How a problem names a line: `facts.subject/m1`. */
export function placeOf(at: string, row: SheetRow): string {
  return `${at}.${row.kind}/${row.id}`;
}
