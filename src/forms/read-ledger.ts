import { problem } from '../core/problem.ts';
import { cellOf } from './pieces.ts';
import { listedParts, tightText, writtenText } from './plain-text.ts';
import type { Table, TableRow } from './read-table.ts';
import { ownerOf, type Reading } from './reading.ts';

/** Entries and findings as the facts want them. */
export type LedgerFacts = { readonly entries: readonly object[]; readonly findings: readonly object[] };

type Entry = { readonly id: string; readonly reverses?: string; readonly [field: string]: unknown };
type Finding = { readonly entry: string; readonly row: TableRow };

/** Stands where something could not be read. */
const UNREAD = '？';

const TEXTS = ['count', 'points', 'tier', 'role', 'project', 'reason'] as const;

/** Reads 台账: one entry a row; rows without a number of their own are called after their row. */
export function readLedger(reading: Reading, table: Table | undefined): LedgerFacts {
  if (table === undefined) return { entries: [], findings: [] };
  reading.source.setEntryColumns(
    table.sheet,
    new Map([...table.columns].map(([key, column]) => [key === 'name' ? 'subject' : key, column])),
  );
  const actorIn = actorReader(reading);
  const numbers = new Map<string, TableRow>();
  const entries: Entry[] = [];
  const found: Finding[] = [];
  for (const row of table.rows) {
    if (isFindingOnly(row)) {
      found.push({ entry: tightText(row.text('id') ?? ''), row });
      continue;
    }
    const id = entryId(reading, row, numbers);
    reading.source.putEntry(id, row.number);
    entries.push(readEntry(reading, row, id, actorIn));
    if (row.has('finding')) found.push({ entry: id, row });
  }
  return { entries, findings: found.map((one, i) => readFinding(reading, one, i, actorIn)) };
}

/** A row with a number and a finding only: the same entry was looked into once more. */
function isFindingOnly(row: TableRow): boolean {
  return row.has('id') && row.has('finding') && !row.has('item') && !row.has('on') && !row.has('name');
}

function entryId(reading: Reading, row: TableRow, numbers: Map<string, TableRow>): string {
  const own = row.text('id');
  const id = own === undefined ? `台账${row.number}` : tightText(own);
  const first = numbers.get(id);
  if (first !== undefined) {
    reading.out.push(problem('entry-twice', row.at('id'), { got: id, first: cellOf(first.at('id'), row.at('id')) }));
    return `台账${row.number}`;
  }
  numbers.set(id, row);
  return id;
}

/**
 * One entry. What cannot be read is left out and, where something must stand, stood in for; it has been told, so what
 * the facts say about it is told nowhere, while the rest of the row is held against the scheme.
 */
function readEntry(reading: Reading, row: TableRow, id: string, actorIn: ActorIn): Entry {
  const { out, rules, source } = reading;
  const item = row.text('item');
  // Where people are several things at once, the item says which of them is meant.
  const owner = ownerOf(reading, row)(rules.kinds.length > 1 && item !== undefined ? itemKinds(reading, item) : []);
  const on = row.text('on');
  if (item === undefined && !row.has('item')) out.push(problem('cell-empty', row.at('item'), { header: '项目' }));
  if (on === undefined && !row.has('on')) out.push(problem('cell-empty', row.at('on'), { header: '发生日期' }));
  const texts = TEXTS.map((key) => [key, row.text(key)] as const).filter(([, value]) => value !== undefined);
  const [posted, reverses, approvedBy] = [row.text('posted'), row.text('reverses'), row.text('approvedBy')];
  const approval = row.text('approval');
  const by = row.text('by') === undefined ? undefined : actorIn(row, 'by', row.written('by') ?? '');
  const approvers = approvedBy === undefined ? undefined : listedParts(approvedBy);
  for (const key of ['item', 'on', 'by', ...TEXTS])
    if (row.text(key) === undefined && (row.has(key) || key === 'item' || key === 'on'))
      source.hide(`entries.${id}.${key}`);
  return {
    id,
    subject: owner.id,
    item: item ?? UNREAD,
    on: on ?? UNREAD,
    ...(posted === undefined ? {} : { posted }),
    ...Object.fromEntries(
      texts.map(([key, value]) => [key, key === 'points' ? unsigned(reading, row, item ?? UNREAD, value!) : value]),
    ),
    ...(by === undefined ? {} : { by }),
    ...(approvers === undefined ? {} : { approvedBy: approvers.map((one) => actorIn(row, 'approvedBy', one)) }),
    ...(approval === undefined ? {} : { approval }),
    ...(reverses === undefined ? {} : { reverses: tightText(reverses) }),
  };
}

/** People write the points of a deduction as −2 or as 2: the rule knows which it is, and how it is read is said. */
function unsigned({ rules, out }: Reading, row: TableRow, id: string, points: string): string {
  if (!points.startsWith('-') || !rules.deducts(id)) return points;
  const got = points.slice(1);
  out.push({ ...problem('points-signed', row.at('points'), { got }), severity: 'note' });
  return got;
}

function itemKinds(reading: Reading, id: string): ReturnType<Reading['rules']['kindsOf']> {
  const { items, kindsOf } = reading.rules;
  return kindsOf('items', items.find((one) => one.id === id || one.rules.some((rule) => rule.id === id))?.id ?? id);
}

type ActorIn = (row: TableRow, column: string, text: string) => string;

/** Reads who did something: somebody of the roster, as 王芳 or 王芳(二支部), or a body by what it is called. */
function actorReader(reading: Reading): ActorIn {
  const { names, rules, out } = reading;
  const bodies = new Map(
    rules.items.flatMap(({ judgedBy }) => (judgedBy === undefined ? [] : [[tightText(judgedBy), judgedBy]])),
  );
  return (row, column, text) => {
    const whole = tightText(text);
    const [, name = whole, told] = names.called(whole).length > 0 ? [] : (/^(.+)\((.+)\)$/.exec(whole) ?? []);
    const known = names.called(name);
    if (known.length === 0) return bodies.get(whole) ?? writtenText(text);
    const org = told ?? (known.length > 1 ? row.text('org') : undefined);
    const here = known.filter((one) => org === undefined || one.orgs.has(org));
    const kind = rules.kinds.find((one) => here.some((person) => person.kind === one));
    const meant = kind === undefined ? here : here.filter((one) => one.kind === kind);
    if (meant.length === 1) return meant[0]!.id;
    const list = [...new Set(known.flatMap((one) => [...one.orgs]))].join('、');
    out.push(problem('name-several', row.at(column), { got: name, list, kind: 'actor' }));
    return name;
  };
}

function readFinding(reading: Reading, { entry, row }: Finding, index: number, actorIn: ActorIn): object {
  const result = row.text('finding');
  const on = row.text('foundOn');
  if (!row.has('foundOn')) reading.out.push(problem('cell-empty', row.at('foundOn'), { header: '检查日期' }));
  const columns = { entry: row.has('id') ? 'id' : 'finding', result: 'finding', on: 'foundOn', by: 'foundBy' };
  for (const [key, column] of Object.entries(columns)) reading.source.put(`findings.${index}.${key}`, row.at(column));
  if (result === undefined) reading.source.hide(`findings.${index}.result`);
  if (on === undefined) reading.source.hide(`findings.${index}.on`);
  const by = row.text('foundBy') === undefined ? undefined : actorIn(row, 'foundBy', row.written('foundBy') ?? '');
  return { entry, on: on ?? UNREAD, result: result ?? UNREAD, ...(by === undefined ? {} : { by }) };
}
