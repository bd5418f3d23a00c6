import { parsePeriod } from '../core/period.ts';
import { printDay } from '../core/date.ts';
import { problem, type Problem } from '../core/problem.ts';
import type { FactRule } from '../core/scheme/fact.ts';
import { isOnePeriod, joinPieces, putPiece, type Pieces } from './pieces.ts';
import type { Table, TableRow } from './read-table.ts';
import { ownerOf, strangerOf, type OwnerOf, type Reading } from './reading.ts';
import { factColumn, isWindowed } from './form-columns.ts';
import { unitName, unitSample } from './typed-period.ts';

/** The facts and roles of everybody, by the path they will have: `subjects.王芳.facts` → fact → value. */
export type Held = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** The days a row speaks of; `undated` where they could not be read. */
export type RowSpan = { readonly from: string | undefined; readonly to: string | undefined; readonly undated: boolean };

/** Reads the days a row speaks of: its sub-period, else its 自 and 至. What is wrong with them is told at their cells. */
export function spanOf(row: TableRow, out: Problem[]): RowSpan {
  const read = { window: row.text('window'), from: row.text('from'), to: row.text('to') };
  const { window, from, to } = read;
  const backwards = from !== undefined && to !== undefined && from > to;
  if (backwards) out.push(problem('interval-backwards', row.at('to'), { got: `${from}—${to}` }));
  const lost = Object.entries(read).some(([key, text]) => text === undefined && row.has(key));
  if (backwards || lost) return { from: undefined, to: undefined, undated: true };
  const period = parsePeriod(window ?? '');
  return period === undefined
    ? { from, to, undated: false }
    : { from: printDay(period.first), to: printDay(period.last), undated: false };
}

/** Reads the fact columns of 组织, 名册 and 情况. */
export function readFacts(reading: Reading, tables: readonly (Table | undefined)[]): Held {
  const pieces: Pieces = new Map();
  const rules = new Map([...reading.rules.personFacts, ...reading.rules.orgFacts].map((fact) => [fact.id, fact]));
  for (const table of tables) {
    if (table === undefined) continue;
    const columns = [...table.columns.keys()]
      .flatMap((key) => (key.startsWith('fact.') ? [rules.get(key.slice(5))] : []))
      .filter((fact) => fact !== undefined);
    if (columns.length === 0) continue;
    for (const row of table.rows) readRow(reading, row, columns, pieces, table.sheet === '名册');
  }
  return joinAll(reading, pieces, rules);
}

function readRow(reading: Reading, row: TableRow, facts: readonly FactRule[], pieces: Pieces, named: boolean): void {
  const known = ownerOf(reading, row);
  // On the roster a row without a name is about somebody, and has been told.
  const owner: OwnerOf = named && row.text('name') === undefined ? (kinds) => strangerOf(reading, row, kinds) : known;
  const span = spanOf(row, reading.out);
  for (const fact of facts) {
    const key = `fact.${fact.id}`;
    if (!row.has(key)) continue;
    const { base } = reading.rules.orgFacts.includes(fact)
      ? orgOwner(reading, row)
      : owner(reading.rules.kindsOf('facts', fact.id));
    const value = row.value(key);
    if (value === undefined || value === '') continue;
    reading.source.put(`${base}.facts.${fact.id}`, row.at(key));
    if (windowFits(reading, fact, span, row.at(key)))
      putPiece(pieces, `${base}.facts ${fact.id}`, { value, ...span, at: row.at(key) });
  }
}

function orgOwner(reading: Reading, row: TableRow): { readonly base: string } {
  const org = row.text('org');
  if (org === undefined && !row.has('org')) reading.out.push(problem('cell-empty', row.at('org'), { header: '组织' }));
  const known = org === undefined ? undefined : reading.names.org(org, row.at('org'), reading.out);
  return { base: `orgs.${known ?? strangerOf(reading, row, ['org']).id}` };
}

/** A count by month must be told for exactly one month: a quarter's number says nothing about its months. */
function windowFits(reading: Reading, fact: FactRule, { from, to }: RowSpan, at: string): boolean {
  const { window } = fact.source;
  if (window === undefined || window === 'day' || (from === undefined && to === undefined)) return true;
  if (!isWindowed(fact, reading.rules) || isOnePeriod(from, to, window)) return true;
  reading.out.push(
    problem('window-unit', at, { header: fact.label, unit: unitName(window), sample: unitSample(window) }),
  );
  return false;
}

function joinAll(reading: Reading, pieces: Pieces, rules: ReadonlyMap<string, FactRule>): Held {
  return heldBy(pieces, (own, id) => {
    const fact = rules.get(id);
    return joinPieces(own, fact === undefined ? id : factColumn(fact, reading.rules).header, reading.out);
  });
}

/** Puts what was read under each `base id` together, by base and id. */
export function heldBy<T>(pieces: ReadonlyMap<string, T>, join: (own: T, id: string) => unknown): Held {
  const values = [...pieces].flatMap(([path, own]) => {
    const cut = path.lastIndexOf(' ');
    const id = path.slice(cut + 1);
    const value = join(own, id);
    return value === undefined ? [] : [{ base: path.slice(0, cut), id, value }];
  });
  const byBase = Map.groupBy(values, ({ base }) => base);
  return new Map([...byBase].map(([base, own]) => [base, Object.fromEntries(own.map(({ id, value }) => [id, value]))]));
}
