import { problem } from '../core/problem.ts';
import type { SubjectKind } from './form-rules.ts';
import type { Named, Span } from './names.ts';
import { joinPieces, type Piece } from './pieces.ts';
import { heldBy, spanOf, type Held } from './read-facts.ts';
import type { Table, TableRow } from './read-table.ts';
import { ownerOf, type Reading } from './reading.ts';

/** Who holds the role for one person or organisation, by the path of that person in the facts. */
type Told = { readonly base: string; readonly holder: string; readonly piece: Piece };

/** Reads 关系: what is told about one person comes before what is told about the whole organisation. */
export function readRoles(reading: Reading, table: Table | undefined): Held {
  const own: [string, Told][] = [];
  const whole: [string, Told][] = [];
  for (const row of table?.rows ?? []) {
    const role = reading.rules.roles.find(({ id }) => id === row.text('role'));
    if (role === undefined && !row.has('role'))
      reading.out.push(problem('cell-empty', row.at('role'), { header: '关系' }));
    const holder = holderOf(reading, row);
    const kinds = role === undefined ? [] : reading.rules.kindsOf('roles', role.id);
    const told = row.has('name') ? toldOfOne(reading, row, kinds, holder) : toldOfAll(reading, row, kinds, holder);
    if (role === undefined) continue;
    for (const one of told) {
      (row.has('name') ? own : whole).push([`${one.base}.roles ${role.id}`, one]);
      reading.source.put(`${one.base}.roles.${role.id}`, row.at('holder'));
    }
  }
  const byPath = (rows: readonly [string, Told][]): ReadonlyMap<string, readonly Told[]> =>
    new Map([...Map.groupBy(rows, ([path]) => path)].map(([path, same]) => [path, same.map(([, one]) => one)]));
  return heldBy(new Map([...byPath(whole), ...byPath(own)]), (rows) => holdersOf(reading, rows));
}

function holderOf(reading: Reading, row: TableRow): string | undefined {
  const name = row.text('holder');
  if (name === undefined) {
    if (!row.has('holder')) reading.out.push(problem('cell-empty', row.at('holder'), { header: '由谁担任' }));
    return undefined;
  }
  const kinds = reading.rules.kinds.filter((kind) => kind !== 'org');
  const cells = { name: row.at('holder'), org: row.at('holderOrg') };
  return reading.names.person({ name, org: row.text('holderOrg') }, kinds, cells, reading.out)?.id;
}

function toldOfOne(
  reading: Reading,
  row: TableRow,
  kinds: readonly SubjectKind[],
  holder: string | undefined,
): readonly Told[] {
  const { base } = ownerOf(reading, row)(kinds);
  const span = spanOf(row, reading.out);
  return holder === undefined ? [] : [{ base, holder, piece: { value: holder, ...span, at: row.at('holder') } }];
}

/** Everybody of an organisation while they belong to it, and the organisation where it is rated itself. */
function toldOfAll(
  reading: Reading,
  row: TableRow,
  kinds: readonly SubjectKind[],
  holder: string | undefined,
): readonly Told[] {
  const org = ownerOf(reading, row)([]);
  const span = spanOf(row, reading.out);
  if (holder === undefined || span.undated) return [];
  const piece = { value: holder, at: row.at('holder') };
  const self = kinds.includes('org') && reading.rules.kinds.includes('org');
  const itself = self ? [{ base: `subjects.${org.id}`, holder, piece: { ...piece, ...span } }] : [];
  // Nobody is their own secretary.
  const others = reading.names.people.filter((one) => one.id !== holder && kinds.includes(one.kind));
  const members = others.flatMap((one) =>
    membershipsOf(one, org.id)
      .map((membership) => overlap(membership, span))
      .filter((both) => both !== undefined)
      .map((both) => ({
        base: `${one.rated ? 'subjects' : 'people'}.${one.id}`,
        holder,
        piece: { ...piece, ...both },
      })),
  );
  return [...itself, ...members];
}

function membershipsOf(one: Named, org: string): readonly Span[] {
  return one.memberships.filter((membership) => membership.org === org);
}

/** The days that two spans share. */
function overlap(a: Span, b: Span): Span | undefined {
  const from = later(a.from, b.from);
  const to = earlier(a.to, b.to);
  return from !== undefined && to !== undefined && from > to ? undefined : { from, to };
}

function later(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}

function earlier(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}

/** Several holders at once are a list; holders one after another are intervals. */
function holdersOf(reading: Reading, rows: readonly Told[]): unknown {
  const holders = [...new Set(rows.map((row) => row.holder))];
  const timeless = rows.every(({ piece }) => piece.from === undefined && piece.to === undefined);
  if (timeless) return holders.length === 1 ? holders[0] : holders;
  return joinPieces(
    rows.map(({ piece }) => piece),
    '由谁担任',
    reading.out,
  );
}
