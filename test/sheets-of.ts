import { writtenCell } from '../src/forms/workbook-write-cell.ts';
import type { BookSpec, SheetSpec } from '../src/forms/workbook-write.ts';
import { decimalText } from '../src/forms/workbook-read-number.ts';
import type { Cell, Row, Sheet } from '../src/forms/workbook-read.ts';

/** The sheets of a workbook as they come back when it is read, without the seconds it takes to write a file. */
export function sheetsOf(book: BookSpec): readonly Sheet[] {
  return book.sheets.map(asRead);
}

function asRead(spec: SheetSpec): Sheet {
  const lines = [...(spec.title === undefined ? [] : [spec.title]), ...(spec.subtitles ?? [])];
  const above = lines.map((line) => [text(typeof line === 'string' ? line : line.left)]);
  const header = spec.columns.map((column) => text(column.header));
  const body = spec.rows.map((row) =>
    spec.columns.map((column, i): Cell | undefined => {
      const { value, shown } = writtenCell(row.cells[i], column, 'plain');
      if (value === null) return undefined;
      if (typeof value === 'string') return text(value);
      const given = row.cells[i];
      const day = typeof given === 'object' && given !== null ? given.value : (given ?? '');
      return shown === 'date' ? { kind: 'date', text: day } : { kind: 'number', text: decimalText(value) };
    }),
  );
  const rows = numbered([...above, header, ...body]);
  return { name: spec.name, rows, merges: [], hidden: spec.hidden ?? false };
}

/** A sheet as somebody made it: rows of cells, text where nothing else is said; row numbers begin at 1. */
export function sheetOf(name: string, rows: readonly (readonly (string | Cell | null)[])[]): Sheet {
  const cells = rows.map((row) =>
    row.map((cell) => (cell === null || cell === '' ? undefined : typeof cell === 'string' ? text(cell) : cell)),
  );
  return { name, rows: numbered(cells).filter((row) => row.cells.size > 0), merges: [], hidden: false };
}

function numbered(rows: readonly (readonly (Cell | undefined)[])[]): readonly Row[] {
  return rows.map((cells, i) => ({
    number: i + 1,
    cells: new Map(cells.flatMap((cell, column) => (cell === undefined ? [] : [[column, cell] as const]))),
  }));
}

function text(value: string): Cell {
  return { kind: 'text', text: value };
}
