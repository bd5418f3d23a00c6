import { problem } from '../core/problem.ts';
import { filledIn, isFirst, plant, recordOf, type Nested } from './nested.ts';
import type { ElsewhereRow, Identities } from './read-roster.ts';
import type { Table, TableRow } from './read-table.ts';
import { ownerOf, type Reading } from './reading.ts';

/** Reads 往期. */
export function readHistory(reading: Reading, table: Table | undefined): object {
  const { rules, source, out } = reading;
  const history = new Map<string, object[]>();
  for (const row of table?.rows ?? []) {
    const owner = ownerOf(reading, row)([]);
    const period = row.text('period');
    if (!row.has('period')) out.push(problem('cell-empty', row.at('period'), { header: '周期' }));
    const fields = {
      ...filledIn(Object.fromEntries(['score', 'grade', 'rank', 'status'].map((key) => [key, row.text(key)]))),
      nodes: keyed(row, 'node.', rules.pastNodes),
      account: keyed(row, 'account.', rules.pastAccounts),
    };
    if (period === undefined) continue;
    if (!isFirst(reading, `history.${owner.id}.${period}`, period, row.at('period'))) continue;
    const rows = history.get(owner.id) ?? [];
    history.set(owner.id, rows);
    for (const key of ['score', 'grade', 'rank', 'status'])
      source.put(`history.${owner.id}.${rows.length}.${key}`, row.at(key));
    rows.push({ period, ...fields });
  }
  return Object.fromEntries(history);
}

function keyed(row: TableRow, prefix: string, choices: readonly { readonly id: string }[]): object {
  return filledIn(Object.fromEntries(choices.map(({ id }) => [id, row.text(`${prefix}${id}`)])));
}

/** Who is named in 引用结果, before anybody has an id. */
export function namedElsewhere(table: Table | undefined): readonly ElsewhereRow[] {
  return (table?.rows ?? []).flatMap((row) => {
    const name = row.text('name');
    return name === undefined ? [] : [{ name, org: row.text('org') }];
  });
}

/** Reads 引用结果: published results of other schemes, under the ids that the roster uses for the same people. */
export function readSources(reading: Reading, table: Table | undefined, identities: Identities): object {
  const { rules, names, source, out } = reading;
  const results: Nested = new Map();
  for (const row of table?.rows ?? []) {
    const [name, org] = [row.text('name'), row.text('org')];
    const scheme = row.text('scheme') ?? (rules.sources.length === 1 ? rules.sources[0] : undefined);
    if (name === undefined && !row.has('name')) out.push(problem('cell-empty', row.at('name'), { header: '姓名' }));
    if (scheme === undefined && !row.has('scheme'))
      out.push(problem('cell-empty', row.at('scheme'), { header: '方案' }));
    const value = {
      ...filledIn(Object.fromEntries(['score', 'grade', 'status'].map((key) => [key, row.text(key)]))),
      ...filledIn({ leadership: row.value('leadership') }),
    };
    const said = org === undefined ? undefined : names.org(org, row.at('org'), out);
    if (name === undefined || scheme === undefined) continue;
    const who = identities.of(name, org);
    if (who === undefined) {
      const list = identities.orgsOf(name).join('、');
      out.push(problem('name-several', row.at('name'), { got: name, list }));
      continue;
    }
    const known = org === undefined ? [...who.orgs][0] : said;
    const path = `results.${scheme}.${who.id}`;
    if (!isFirst(reading, path, name, row.at('name'))) continue;
    source.put(`${path}.score`, row.at('score'));
    plant(results, [scheme, who.id], { ...value, ...filledIn({ org: known }) });
  }
  return recordOf(results);
}

const DECIDED = { grade: '认定等次', category: '认定类别', by: '认定机构', reason: '理由' } as const;

/** Reads 认定. */
export function readDecisions(reading: Reading, table: Table | undefined): object {
  const decisions: Nested = new Map();
  for (const row of table?.rows ?? []) {
    const fields = Object.entries(DECIDED).filter(([key]) => row.has(key));
    if (fields.length === 0) continue;
    const owner = ownerOf(reading, row)([]);
    for (const [key, header] of fields) {
      const value = row.text(key);
      const first = isFirst(reading, `decisions.${owner.id}.${key}`, header, row.at(key));
      if (first && value !== undefined) plant(decisions, [owner.id, key], value);
    }
    if (!row.has('by')) {
      reading.out.push(problem('cell-empty', row.at('by'), { header: DECIDED.by }));
      // So that it is not told again of the facts; nothing is scored for good with a cell that is empty.
      plant(decisions, [owner.id, 'by'], DECIDED.by);
    }
    reading.source.put(`decisions.${owner.id}`, row.at('name'));
  }
  return recordOf(decisions);
}
