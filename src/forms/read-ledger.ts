import { problem } from '../core/problem.ts';
import { listedParts, tightText } from './plain-text.ts';
import type { Table, TableRow } from './read-table.ts';
import { ownerOf, type Reading } from './reading.ts';

/** Entries and findings as the facts want them. */
export type LedgerFacts = { readonly entries: readonly object[]; readonly findings: readonly object[] };

const APPROVALS: Readonly<Record<string, string>> = { 同意: 'approved', 不同意: 'rejected', 待审批: 'pending' };
const TEXTS = ['count', 'points', 'tier', 'role', 'project', 'reason'] as const;

/** Reads 台账: one entry a row; rows without a number of their own are called after their row. */
export function readLedger(reading: Reading, table: Table | undefined): LedgerFacts {
  const entries: object[] = [];
  const findings: object[] = [];
  if (table === undefined) return { entries, findings };
  reading.source.setEntryColumns(
    table.sheet,
    new Map([...table.columns].map(([key, column]) => [key === 'name' ? 'subject' : key, column])),
  );
  const numbers = new Map<string, TableRow>();
  for (const row of table.rows) {
    const id = entryId(reading, row, numbers);
    reading.source.putEntry(id, row.number);
    const entry = readEntry(reading, row, id);
    if (entry === undefined) continue;
    entries.push(entry);
    const finding = readFinding(reading, row, id, findings.length);
    if (finding !== undefined) findings.push(finding);
  }
  return { entries, findings };
}

function entryId(reading: Reading, row: TableRow, numbers: Map<string, TableRow>): string {
  const own = row.text('id');
  const id = own === undefined ? `台账${row.number}` : tightText(own);
  const first = numbers.get(id);
  if (first !== undefined) {
    reading.out.push(problem('entry-twice', row.at('id'), { got: id, first: first.at('id').split('!')[1] ?? '' }));
    return `台账${row.number}`;
  }
  numbers.set(id, row);
  return id;
}

function readEntry(reading: Reading, row: TableRow, id: string): object | undefined {
  const { out } = reading;
  const before = out.length;
  const item = row.text('item');
  const owner = ownerOf(
    reading,
    row,
  )(reading.rules.kinds.length > 1 && item !== undefined ? reading.rules.kindsOf('items', itemOf(reading, item)) : []);
  const on = row.text('on');
  // A cell that is filled but cannot be read has already been told.
  if (item === undefined && out.length === before) out.push(problem('cell-empty', row.at('item'), { header: '项目' }));
  if (on === undefined && out.length === before) out.push(problem('cell-empty', row.at('on'), { header: '发生日期' }));
  const texts = TEXTS.map((key) => [key, row.text(key)] as const).filter(([, value]) => value !== undefined);
  const posted = row.text('posted');
  const reverses = row.text('reverses');
  const approval = APPROVALS[row.text('approval') ?? ''];
  const by = row.text('by');
  const approvedBy = row.text('approvedBy');
  if (owner === undefined || item === undefined || on === undefined || out.length > before) return undefined;
  return {
    id,
    subject: owner.id,
    item,
    on,
    ...(posted === undefined ? {} : { posted }),
    ...Object.fromEntries(
      texts.map(([key, value]) => [key, key === 'points' ? unsigned(reading, item, value!) : value]),
    ),
    ...(by === undefined ? {} : { by: actor(reading, row, by) }),
    ...(approvedBy === undefined ? {} : { approvedBy: listedParts(approvedBy).map((one) => actor(reading, row, one)) }),
    ...(approval === undefined ? {} : { approval }),
    ...(reverses === undefined ? {} : { reverses: tightText(reverses) }),
  };
}

/** People write the points of a deduction as −2 or as 2: the rule knows which it is. */
function unsigned(reading: Reading, id: string, points: string): string {
  return points.startsWith('-') && reading.rules.deducts(id) ? points.slice(1) : points;
}

function itemOf(reading: Reading, id: string): string {
  return reading.rules.items.find((item) => item.id === id || item.rules.some((rule) => rule.id === id))?.id ?? id;
}

/** Somebody of the roster by name, or a body by what it is called. */
function actor(reading: Reading, row: TableRow, text: string): string {
  const name = tightText(text);
  const known = reading.names.called(name);
  if (known.length <= 1) return known[0]?.id ?? name;
  const org = row.text('org');
  const here = known.filter((one) => org !== undefined && one.orgs.has(org));
  if (here.length === 1) return here[0]!.id;
  reading.out.push(
    problem('name-several', row.at('by'), {
      got: name,
      list: [...new Set(known.flatMap((one) => [...one.orgs]))].join('、'),
    }),
  );
  return name;
}

function readFinding(reading: Reading, row: TableRow, entry: string, index: number): object | undefined {
  const result = row.text('finding');
  const [on, by] = [row.text('foundOn'), row.text('foundBy')];
  if (result === undefined) return undefined;
  if (on === undefined) {
    reading.out.push(problem('cell-empty', row.at('foundOn'), { header: '检查日期' }));
    return undefined;
  }
  for (const [key, column] of [
    ['entry', 'finding'],
    ['result', 'finding'],
    ['on', 'foundOn'],
    ['by', 'foundBy'],
  ] as const) {
    reading.source.put(`findings.${index}.${key}`, row.at(column));
  }
  const id = reading.rules.findings.find((one) => one.label === result)?.id ?? result;
  return { entry, on, result: id, ...(by === undefined ? {} : { by: actor(reading, row, by) }) };
}
