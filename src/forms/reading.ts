import { pushAll } from '../core/push-all.ts';
import { problem, type Problem } from '../core/problem.ts';
import type { FormRules, SubjectKind } from './form-rules.ts';
import type { Asked, Names } from './names.ts';
import type { TableRow } from './read-table.ts';
import type { SourceMap } from './source-map.ts';

/** What the readers of the sheets share while one workbook is read. */
export type Reading = {
  readonly rules: FormRules;
  readonly names: Names;
  /** The day that a score of the whole period is entered for, and that of a sub-period. */
  readonly lastDay: (window: string | undefined) => string | undefined;
  readonly source: SourceMap;
  /** Stand-ins for those whom a row does not name rightly: what the row says of them is held against the scheme still. */
  readonly strangers: Map<string, Owner>;
  readonly out: Problem[];
};

/** Whom a row is about: the id in the facts, and where that subject, person or organisation stands in them. */
export type Owner = { readonly id: string; readonly base: string; readonly kind: SubjectKind };

/** Finds the owner of a row for something that only some kinds of subjects have; a problem is told once a row. */
export type OwnerOf = (kinds: readonly SubjectKind[]) => Owner;

/** How the ids of strangers begin. */
const STRANGER = '？';

/** Whether a problem only says of a stranger that nobody knows them: that was told where the row was read. */
export function isAboutStranger({ code, data }: Problem): boolean {
  return ['unknown-subject', 'unknown-person'].includes(code) && data['id']?.startsWith(STRANGER) === true;
}

/** Somebody for whom a row stands that names nobody known: what the row says can be checked, and is never scored. */
export function strangerOf({ rules, names, strangers }: Reading, row: TableRow, kinds: readonly SubjectKind[]): Owner {
  // Without a roster a name is the same person everywhere.
  const name = names.people.length === 0 ? row.text('name') : undefined;
  const id = `${STRANGER}${name === undefined ? row.at('') : `${name} ${row.text('org') ?? ''}`}`;
  const known = strangers.get(id) ?? { id, base: `subjects.${id}`, kind: kinds[0] ?? rules.kinds[0] ?? 'member' };
  strangers.set(id, known);
  return known;
}

/**
 * Reads whom a row is about: a person by name, branch and 身份; without a name, the organisation itself. Whoever is not
 * known is told of, and a stranger stands for them.
 */
export function ownerOf(reading: Reading, row: TableRow): OwnerOf {
  const known = new Map<string, Owner>();
  const asked = { name: row.text('name'), org: row.text('org'), kind: row.text('kind') };
  let told = false;
  return (kinds) => {
    const key = kinds.join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    const found: Problem[] = [];
    const owner =
      asked.name === undefined
        ? orgOwner(reading, row, asked.org, kinds, found)
        : personOwner(reading, row, asked, kinds, found);
    if (!told) pushAll(reading.out, found);
    told ||= found.length > 0;
    const meant = owner ?? strangerOf(reading, row, kinds);
    known.set(key, meant);
    return meant;
  };
}

type Said = Asked & { readonly kind: string | undefined };

function personOwner(
  reading: Reading,
  row: TableRow,
  asked: Said,
  kinds: readonly SubjectKind[],
  out: Problem[],
): Owner | undefined {
  const { rules, names } = reading;
  const people = rules.kinds.filter((kind) => kind !== 'org');
  const said = people.find((kind) => kind === asked.kind);
  // Its own kind first, where that kind has such a thing at all; else the kind that has it.
  const order = [
    ...(said !== undefined && (kinds.length === 0 || kinds.includes(said)) ? [said] : []),
    ...people.filter((kind) => kinds.length === 0 || kinds.includes(kind)),
    ...people,
  ];
  const one = names.person(asked, order, { name: row.at('name'), org: row.at('org') }, out);
  return one === undefined
    ? undefined
    : { id: one.id, base: `${one.rated ? 'subjects' : 'people'}.${one.id}`, kind: one.kind };
}

function orgOwner(
  reading: Reading,
  row: TableRow,
  org: string | undefined,
  kinds: readonly SubjectKind[],
  out: Problem[],
): Owner | undefined {
  if (org === undefined) {
    const header = reading.rules.ratesPeople ? '姓名' : '所在组织';
    out.push(problem('cell-empty', row.at(reading.rules.ratesPeople ? 'name' : 'org'), { header }));
    return undefined;
  }
  const known = reading.names.org(org, row.at('org'), out);
  if (kinds.length > 0 && !kinds.includes('org')) {
    out.push(problem('cell-empty', row.at('name'), { header: '姓名' }));
    return undefined;
  }
  return known === undefined ? undefined : { id: known, base: `orgs.${known}`, kind: 'org' };
}
