import { problem } from '../core/problem.ts';
import { cellOf } from './pieces.ts';
import type { Held } from './read-facts.ts';
import type { Table, TableRow } from './read-table.ts';
import type { Reading } from './reading.ts';

type OrgRow = { readonly id: string; readonly name: string; readonly superior?: string; readonly facts: object };

/** Reads 组织; where nobody filled it in, the organisations are those that the roster names. */
export function readOrgs(
  reading: Reading,
  table: Table | undefined,
  ids: ReadonlySet<string>,
  facts: Held,
): readonly OrgRow[] {
  const rows = new Map<string, TableRow>();
  const superiors = new Map<string, string>();
  for (const row of table?.rows ?? []) {
    const [org, superior] = [row.text('org'), row.text('superior')];
    if (org === undefined) {
      if (!row.has('org')) reading.out.push(problem('cell-empty', row.at('org'), { header: '组织名称' }));
      if (superior !== undefined && !ids.has(superior))
        reading.out.push(problem('unknown-org', row.at('superior'), { id: superior }));
      continue;
    }
    const before = rows.get(org);
    if (before === undefined) rows.set(org, row);
    else orgTwice(reading, before, row, org);
    if (superior === undefined) continue;
    superiors.set(org, superior);
    reading.source.put(`orgs.${org}.superior`, row.at('superior'));
  }
  return [...ids].map((id) => {
    const row = rows.get(id);
    const superior = superiors.get(id);
    if (row !== undefined) reading.source.put(`orgs.${id}`, row.at('org'));
    return {
      id,
      name: row?.written('org') ?? id,
      ...(superior === undefined ? {} : { superior }),
      facts: facts.get(`orgs.${id}.facts`) ?? {},
    };
  });
}

/** The same organisation may stand on several rows only to tell what changed over time. */
function orgTwice(reading: Reading, first: TableRow, row: TableRow, org: string): void {
  if (row.has('from') || row.has('to')) return;
  const data = { name: org, first: cellOf(first.at('org'), row.at('org')) };
  reading.out.push(problem('org-twice', row.at('org'), data));
}

/** Organisations that are rated themselves; those under one superior are compared with each other. */
export function ratedOrgs(
  reading: Reading,
  table: Table | undefined,
  orgs: readonly OrgRow[],
  roles: Held,
): readonly object[] {
  const { rules, source } = reading;
  if (!rules.kinds.includes('org')) return [];
  // Where standards look at people, the people are the subjects and the organisations only their place.
  if (rules.kinds.length === 1 && rules.ratesPeople) return [];
  const out = new Set((table?.rows ?? []).filter((row) => row.value('rated') === false).map((row) => row.text('org')));
  const known = new Set(orgs.map(({ id }) => id));
  return orgs
    .filter(({ id }) => !out.has(id))
    .map(({ id, name, superior }) => {
      source.put(`subjects.${id}`, source.exact(`orgs.${id}`) ?? '名册');
      return {
        id,
        name,
        org: superior !== undefined && known.has(superior) ? superior : id,
        ...(rules.kinds.length > 1 ? { kind: 'org' } : {}),
        roles: roles.get(`subjects.${id}.roles`) ?? {},
      };
    });
}
