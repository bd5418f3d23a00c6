import { problem, type Problem } from '../core/problem.ts';
import type { FormRules, SubjectKind } from './form-rules.ts';
import { suggestion, type Named } from './names.ts';
import { cellOf, joinPieces, type Piece } from './pieces.ts';
import { spanOf } from './read-facts.ts';
import type { Table, TableRow } from './read-table.ts';

/** One row of the roster as read. */
type RosterRow = {
  readonly name: string;
  /** Nothing where the whole workbook speaks of no organisation. */
  readonly org: string | undefined;
  readonly kind: SubjectKind;
  readonly home: string | undefined;
  readonly rated: boolean;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly undated: boolean;
  readonly row: TableRow;
};

/** A row of published results elsewhere that names somebody. */
export type ElsewhereRow = { readonly name: string; readonly org: string | undefined };

/** Somebody of the roster with the fields the facts want, and where they were read. */
export type RosterPerson = Named & {
  /** Whose own results count: set only where the subject is an office. */
  readonly person: string | undefined;
  /** The name as it was written, for showing. */
  readonly shown: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly at: string;
  readonly places: Readonly<Record<string, string>>;
};

type Identity = { readonly name: string; readonly orgs: Set<string>; id: string };

/** Who is who: one person under one id, wherever the workbook names them. */
export type Identities = {
  readonly of: (name: string, org: string | undefined) => Identity | undefined;
  /** The organisations of everybody of a name. */
  readonly orgsOf: (name: string) => readonly string[];
};

/** Reads the roster; `elsewhere` are people that other results name, who share the ids. */
export function readRoster(
  rules: FormRules,
  table: Table | undefined,
  orgs: ReadonlySet<string> | undefined,
  elsewhere: readonly ElsewhereRow[],
  out: Problem[],
): { readonly people: readonly RosterPerson[]; readonly identities: Identities } {
  const usual = usualOrg(table, orgs);
  const rows = (table?.rows ?? []).flatMap((row) => rosterRow(rules, row, orgs, usual, out));
  const groups = [
    ...Map.groupBy(rows, (row) => `${row.kind === 'secretary' ? 'office' : 'person'} ${row.name}`).values(),
  ].flatMap((same) => separate(same, out));
  const identities = identify(groups, elsewhere, new Set([...(orgs ?? []), ...rows.flatMap((row) => row.org ?? [])]));
  const seen = new Set<string>();
  const people = groups.map((group) => rosterPerson(rules, group, orgs, identities, seen, out));
  for (const [row] of groups) if (row?.kind === 'secretary' && row.home === undefined) homeNeeded(row, elsewhere, out);
  return { people, identities };
}

/** Where a row names no organisation: the only one there is, or none at all where nobody speaks of any. */
type UsualOrg = { readonly org: string | undefined } | 'ask';

function usualOrg(table: Table | undefined, orgs: ReadonlySet<string> | undefined): UsualOrg {
  if (orgs !== undefined) return orgs.size === 1 ? { org: [...orgs][0] } : 'ask';
  const named = table?.rows.some((row) => row.has('org')) ?? false;
  return named ? 'ask' : { org: undefined };
}

function rosterRow(
  rules: FormRules,
  row: TableRow,
  orgs: ReadonlySet<string> | undefined,
  usual: UsualOrg,
  out: Problem[],
): readonly RosterRow[] {
  const [name, said, kindId, home] = [row.text('name'), row.text('org'), row.text('kind'), row.text('home')];
  if (name === undefined && !row.has('name')) out.push(problem('cell-empty', row.at('name'), { header: '姓名' }));
  const rated = row.value('rated') ?? rules.ratesPeople;
  // Somebody who only holds a role need not belong anywhere here.
  const lacking = said === undefined && (row.has('org') || (usual === 'ask' && rated === true));
  if (lacking && !row.has('org')) out.push(problem('cell-empty', row.at('org'), { header: '所在组织' }));
  if (said !== undefined && orgs !== undefined && !orgs.has(said))
    out.push(problem('org-not-listed', row.at('org'), suggestion(said, [...orgs])));
  const span = spanOf(row, out);
  if (name === undefined) return [];
  const org = said ?? (usual === 'ask' ? undefined : usual.org);
  const people = rules.kinds.filter((kind) => kind !== 'org');
  const kind = people.find((one) => one === kindId) ?? people[0] ?? 'member';
  return [{ name, org, kind, home, rated: rated === true, ...span, row }];
}

/**
 * Rows of one name are one person when they follow each other in time (调动、类别变化); otherwise a branch each.
 * Two rows that hold at once in one branch are asked about.
 */
function separate(rows: readonly RosterRow[], out: Problem[]): readonly (readonly RosterRow[])[] {
  if (rows.length === 1) return [rows];
  const office = rows[0]!.kind === 'secretary';
  if (!office && rows.every((row) => row.from !== undefined || row.to !== undefined) && follow(rows)) return [rows];
  const branches = [...Map.groupBy(rows, (row) => row.org).values()];
  if (!office && branches.length > 1) perhapsMoved(branches.flat(), out);
  return branches.map((same) => {
    if (same.length > 1 && !same.some((row) => row.undated) && !follow(same)) {
      const [first, second] = same as [RosterRow, RosterRow];
      out.push(
        problem('name-twice', second.row.at('name'), {
          name: second.name,
          org: second.org ?? '名册',
          first: cellOf(first.row.at('name'), second.row.at('name')),
        }),
      );
      return [first];
    }
    return same;
  });
}

/** One name in two branches is two people; where a row begins later it may be one who moved, and an end is lacking. */
function perhapsMoved(rows: readonly RosterRow[], out: Problem[]): void {
  const [always] = rows.filter((row) => row.from === undefined && row.to === undefined && !row.undated);
  const later = rows.find((row) => row.from !== undefined && row.org !== always?.org);
  if (always === undefined || later === undefined) return;
  const at = later.row.at('name');
  const data = { name: later.name, first: cellOf(always.row.at('name'), at), org: always.org ?? '名册' };
  out.push({ ...problem('name-moved', at, data), severity: 'warning' });
}

/** Whether the rows' days come one after another without a day in two of them; an open end is closed by the next. */
function follow(rows: readonly RosterRow[]): boolean {
  const ordered = rows.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
  return ordered.every((row, i) => {
    const next = ordered[i + 1];
    return (
      next === undefined ||
      (next.from !== undefined && (row.to === undefined ? (row.from ?? '') < next.from : row.to < next.from))
    );
  });
}

function identify(
  groups: readonly (readonly RosterRow[])[],
  elsewhere: readonly ElsewhereRow[],
  orgs: ReadonlySet<string>,
): Identities {
  const byName = new Map<string, Identity[]>();
  const of = (name: string, org: string | undefined): Identity | undefined => {
    const known = byName.get(name) ?? [];
    return org === undefined ? (known.length === 1 ? known[0] : undefined) : known.find((one) => one.orgs.has(org));
  };
  const add = (name: string, own: readonly string[]): void => {
    const known = own.map((org) => of(name, org)).find((one) => one !== undefined);
    if (known !== undefined) for (const org of own) known.orgs.add(org);
    else byName.set(name, [...(byName.get(name) ?? []), { name, orgs: new Set(own), id: name }]);
  };
  const offices = groups.filter(([row]) => row?.kind === 'secretary');
  for (const rows of groups)
    if (!offices.includes(rows))
      add(
        rows[0]!.name,
        rows.flatMap((row) => row.org ?? []),
      );
  for (const rows of offices)
    add(rows[0]!.name, [rows.find((row) => row.home !== undefined)?.home ?? rows[0]!.org ?? []].flat());
  for (const { name, org } of elsewhere) if (of(name, org) === undefined) add(name, org === undefined ? [] : [org]);
  for (const same of byName.values()) {
    for (const one of same) if (same.length > 1 || orgs.has(one.name)) one.id = `${one.name}@${[...one.orgs][0] ?? ''}`;
  }
  return { of, orgsOf: (name) => (byName.get(name) ?? []).flatMap((one) => [...one.orgs]) };
}

function rosterPerson(
  rules: FormRules,
  rows: readonly RosterRow[],
  orgs: ReadonlySet<string> | undefined,
  identities: Identities,
  seen: Set<string>,
  out: Problem[],
): RosterPerson {
  const [first] = rows as [RosterRow];
  const office = first.kind === 'secretary';
  const home = rows.find((row) => row.home !== undefined)?.home;
  const identity = identities.of(first.name, home ?? first.org);
  const own = identity?.id ?? first.name;
  const suffix = office && rules.kinds.length > 1 ? `${own}（书记）` : own;
  const id = seen.has(suffix) ? `${suffix}@${first.org ?? ''}` : suffix;
  seen.add(id);
  // An organisation that is not listed has been told; what the person is otherwise stays known.
  const listed = (org: string | undefined): string | undefined =>
    org !== undefined && (orgs === undefined || orgs.has(org)) ? org : undefined;
  const pieces = (key: 'org' | 'category' | 'leadership'): readonly Piece[] =>
    rows.flatMap((row) => {
      const value = key === 'org' ? listed(row.org) : row.row.value(key);
      return value === undefined
        ? []
        : [{ value, from: row.from, to: row.to, undated: row.undated, at: row.row.at(key) }];
    });
  const org = joinPieces(pieces('org'), '所在组织', out);
  const fields = {
    org,
    category: settled(pieces('category'), '类别', out),
    leadership: settled(pieces('leadership'), '班子成员', out),
    ...(rules.kinds.length > 1 ? { kind: first.kind } : {}),
  };
  const key = (name: string): string => first.row.at(name);
  return {
    id,
    name: first.name,
    shown: (first.row.written('name') ?? first.name).replaceAll(/\s/g, ''),
    kind: first.kind,
    rated: first.rated,
    orgs: new Set(rows.flatMap((row) => row.org ?? [])),
    memberships: membershipsOf(org),
    home,
    person: office ? own : undefined,
    fields,
    at: key('name'),
    places: { org: key('org'), category: key('category'), leadership: key('leadership') },
  };
}

/** The intervals of an organisation as the facts write it. */
function membershipsOf(org: unknown): Named['memberships'] {
  if (typeof org === 'string') return [{ org, from: undefined, to: undefined }];
  const pieces = (org ?? []) as readonly { readonly value: string; readonly from?: string; readonly to?: string }[];
  return pieces.map(({ value, from, to }) => ({ org: value, from, to }));
}

/** What does not change over the rows holds always, even where somebody came or left in the middle. */
function settled(pieces: readonly Piece[], header: string, out: Problem[]): unknown {
  const [first] = pieces;
  return pieces.every((piece) => piece.value === first?.value) ? first?.value : joinPieces(pieces, header, out);
}

/** A secretary whose own result stands only under another branch: which one is the membership must be said. */
function homeNeeded(row: RosterRow, elsewhere: readonly ElsewhereRow[], out: Problem[]): void {
  const named = elsewhere.filter((one) => one.name === row.name);
  if (named.length === 0 || named.some((one) => one.org === undefined || one.org === row.org)) return;
  const list = [...new Set(named.map((one) => one.org ?? ''))].join('、');
  out.push(problem('home-needed', row.row.at('home'), { name: row.name, org: row.org ?? '', list }));
}
