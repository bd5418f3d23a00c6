import { columnLetters } from './workbook-address.ts';

/**
 * From a path of the facts back to the cell it was read from: `entries.台账12.points` is 台账!H12. A path that is not
 * known itself is looked for without its last segments.
 */
export type SourceMap = {
  readonly put: (path: string, at: string) => void;
  /** One ledger row; its fields are found by the columns of the sheet, so that 200,000 rows stay small. */
  readonly putEntry: (id: string, row: number) => void;
  readonly setEntryColumns: (sheet: string, columns: ReadonlyMap<string, number>) => void;
  /** What is wrong at this path has been told: it is nowhere. */
  readonly hide: (path: string) => void;
  /** The cell of exactly this path. */
  readonly exact: (path: string) => string | undefined;
  /** The cell of a path; the empty text where everything about it has been told. */
  readonly locate: (path: string) => string | undefined;
};

const ENTRIES = 'entries.';

/** An empty map. */
export function sourceMap(): SourceMap {
  const places = new Map<string, string>();
  const entries = new Map<string, number>();
  let ledger: { readonly sheet: string; readonly columns: ReadonlyMap<string, number> } | undefined;

  const entryPlace = (path: string): string | undefined => {
    const rest = path.slice(ENTRIES.length);
    for (let end = rest.length; end > 0; end = rest.lastIndexOf('.', end - 1)) {
      const row = entries.get(rest.slice(0, end));
      if (row === undefined) continue;
      const column = ledger?.columns.get(rest.slice(end + 1)) ?? ledger?.columns.get('item') ?? 0;
      return `${ledger?.sheet ?? '台账'}!${columnLetters(column)}${row}`;
    }
    return undefined;
  };

  return {
    put: (path, at) => void places.set(path, at),
    putEntry: (id, row) => void entries.set(id, row),
    setEntryColumns: (sheet, columns) => void (ledger = { sheet, columns }),
    hide: (path) => void places.set(path, ''),
    exact: (path) => places.get(path),
    locate: (path) => {
      for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
        const found = places.get(path.slice(0, end));
        if (found !== undefined) return found;
      }
      return path.startsWith(ENTRIES) ? entryPlace(path) : undefined;
    },
  };
}
