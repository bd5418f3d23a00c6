import { problem } from '../core/problem.ts';
import { cellOf } from './pieces.ts';
import { tightText } from './plain-text.ts';
import type { Table, TableRow } from './read-table.ts';
import { ownerOf, type Owner, type Reading } from './reading.ts';
import type { Identities } from './read-roster.ts';
import { STATUS_CHOICES } from './sheets-past.ts';
import { unitSample } from './typed-period.ts';

type Tree = Map<string, Map<string, unknown>>;

function branch(tree: Tree, id: string): Map<string, unknown> {
  const known = tree.get(id) ?? new Map<string, unknown>();
  tree.set(id, known);
  return known;
}

function asRecord(tree: Tree): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...tree].map(([id, row]) => [id, Object.fromEntries(row)]));
}

/** Puts a value of one subject, for the whole period or for a sub-period; a second one is told with both cells. */
function putOnce(
  reading: Reading,
  tree: Tree,
  block: string,
  owner: Owner,
  key: string,
  window: string | undefined,
  value: unknown,
  at: string,
): void {
  const path = [block, owner.id, key, ...(window === undefined ? [] : [window])].join('.');
  const before = reading.source.exact(path);
  if (before !== undefined) {
    reading.out.push(problem('value-twice', at, { header: key, first: cellOf(before, at) }));
    return;
  }
  reading.source.put(path, at);
  const row = branch(tree, owner.id);
  if (window === undefined) return void row.set(key, value);
  const known = row.get(key);
  const parts = known instanceof Map ? (known as Map<string, unknown>) : new Map<string, unknown>();
  parts.set(window, value);
  row.set(key, parts);
}

/** The sub-period of a row, for something that is given by sub-period; it must be written there. */
function windowFor(
  reading: Reading,
  row: TableRow,
  per: string | undefined,
  header: string,
  at: string,
): { readonly window: string | undefined } | undefined {
  const window = row.text('window');
  if (per === undefined || per === reading.rules.period) return { window: undefined };
  if (window !== undefined) return { window };
  if (row.value('window') === undefined)
    reading.out.push(problem('window-missing', at, { header, sample: unitSample(per as 'month') }));
  return undefined;
}

/** What a body gave: scores by input, and entries for the items it scores directly. */
export type ScoreFacts = { readonly inputs: object; readonly entries: readonly object[] };

/** Reads 评分. */
export function readScores(reading: Reading, table: Table | undefined): ScoreFacts {
  const { rules } = reading;
  const inputs: Tree = new Map();
  const entries: object[] = [];
  const ids = [...(table?.columns.keys() ?? [])];
  const inputColumns = rules.inputs.filter((input) => ids.includes(`input.${input.id}`));
  const itemColumns = rules.items.filter((item) => ids.includes(`item.${item.id}`));
  for (const row of table?.rows ?? []) {
    const owner = ownerOf(reading, row);
    for (const input of inputColumns) {
      const key = `input.${input.id}`;
      const value = row.text(key);
      const whose = value === undefined ? undefined : owner(rules.kindsOf('inputs', input.id));
      const when = whose === undefined ? undefined : windowFor(reading, row, input.per, input.label, row.at(key));
      if (whose !== undefined && when !== undefined)
        putOnce(reading, inputs, 'inputs', whose, input.id, when.window, value, row.at(key));
    }
    for (const item of itemColumns) entries.push(...itemEntry(reading, row, owner, item));
  }
  return { inputs: plain(inputs), entries };
}

function plain(tree: Tree): object {
  return Object.fromEntries(
    [...tree].map(([id, row]) => [
      id,
      Object.fromEntries(
        [...row].map(([key, value]) => [
          key,
          value instanceof Map ? Object.fromEntries(value as Map<string, unknown>) : value,
        ]),
      ),
    ]),
  );
}

/** A score that a body gives an item directly is an entry of the last day it speaks of. */
function itemEntry(
  reading: Reading,
  row: TableRow,
  owner: ReturnType<typeof ownerOf>,
  item: Reading['rules']['items'][number],
): readonly object[] {
  const key = `item.${item.id}`;
  const points = row.text(key);
  const whose = points === undefined ? undefined : owner(reading.rules.kindsOf('items', item.id));
  if (whose === undefined) return [];
  const when = windowFor(reading, row, item.per, item.label, row.at(key));
  const on = when === undefined ? undefined : reading.lastDay(when.window);
  if (on === undefined) return [];
  const id = row.at(key).replace('!', '');
  for (const field of ['points', 'subject', 'item', 'on', 'by'])
    reading.source.put(`entries.${id}.${field}`, row.at(key));
  return [
    {
      id,
      subject: whose.id,
      item: item.id,
      on,
      points,
      ...(item.onlyBy && item.judgedBy !== undefined ? { by: item.judgedBy } : {}),
    },
  ];
}

/** Reads 测评: how many papers for each option, or for each score that papers carry. */
export function readBallots(reading: Reading, table: Table | undefined): object {
  const { rules } = reading;
  const ballots: Tree = new Map();
  const options = [...(table?.columns.keys() ?? [])].filter(
    (key) => key.startsWith('option.') || ['issued', 'returned', 'invalid'].includes(key),
  );
  for (const row of table?.rows ?? []) {
    const label = row.text('ballot');
    const ballot = label === undefined ? rules.ballots[0] : rules.ballots.find((one) => one.label === label);
    if (ballot === undefined) continue;
    if (label === undefined && rules.ballots.length > 1) {
      if (row.value('ballot') === undefined)
        reading.out.push(problem('cell-empty', row.at('ballot'), { header: '测评项目' }));
      continue;
    }
    const whose = ownerOf(reading, row)(rules.kindsOf('ballots', ballot.id));
    const when = whose === undefined ? undefined : windowFor(reading, row, ballot.per, ballot.label, row.at('name'));
    if (whose === undefined || when === undefined) continue;
    const known = branch(ballots, whose.id).get(ballot.id) as Map<string, unknown> | undefined;
    const all = known ?? new Map<string, unknown>();
    branch(ballots, whose.id).set(ballot.id, all);
    const tally =
      when.window === undefined
        ? all
        : ((all.get(when.window) as Map<string, unknown> | undefined) ?? new Map<string, unknown>());
    if (when.window !== undefined) all.set(when.window, tally);
    const path = ['ballots', whose.id, ballot.id, ...(when.window === undefined ? [] : [when.window])].join('.');
    readTally(reading, row, options, tally as Map<string, string>, path);
  }
  return Object.fromEntries(
    [...ballots].map(([id, row]) => [id, Object.fromEntries([...row].map(([ballot, tally]) => [ballot, deep(tally)]))]),
  );
}

function deep(value: unknown): unknown {
  return value instanceof Map
    ? Object.fromEntries([...(value as Map<string, unknown>)].map(([key, one]) => [key, deep(one)]))
    : value;
}

function readTally(
  reading: Reading,
  row: TableRow,
  options: readonly string[],
  tally: Map<string, string>,
  path: string,
): void {
  const put = (option: string, votes: string, at: string): void => {
    const before = reading.source.exact(`${path}.${option}`);
    if (before !== undefined)
      reading.out.push(problem('value-twice', at, { header: option, first: cellOf(before, at) }));
    reading.source.put(`${path}.${option}`, at);
    tally.set(option, votes);
  };
  reading.source.put(path, row.at('name'));
  const score = row.text('score');
  if (score !== undefined) put(score, row.text('votes') ?? '1', row.at('score'));
  for (const key of options) {
    const votes = row.text(key);
    if (votes !== undefined) put(key.startsWith('option.') ? key.slice(7) : key, votes, row.at(key));
  }
}

const STATUS: Readonly<Record<string, string>> = Object.fromEntries(STATUS_CHOICES.map(({ id, label }) => [id, label]));

/** Reads 往期. */
export function readHistory(reading: Reading, table: Table | undefined): object {
  const history = new Map<string, object[]>();
  for (const row of table?.rows ?? []) {
    const owner = ownerOf(reading, row)([]);
    const period = row.text('period');
    if (period === undefined && row.value('period') === undefined)
      reading.out.push(problem('cell-empty', row.at('period'), { header: '周期' }));
    if (owner === undefined || period === undefined) continue;
    const at = `history.${owner.id}.${period}`;
    const before = reading.source.exact(at);
    if (before !== undefined)
      reading.out.push(
        problem('value-twice', row.at('period'), { header: period, first: cellOf(before, row.at('period')) }),
      );
    reading.source.put(at, row.at('period'));
    const [score, grade, rank, status] = [row.text('score'), row.text('grade'), row.text('rank'), row.text('status')];
    const nodes = keyed(row, 'node.', reading.rules.pastNodes);
    const account = keyed(row, 'account.', reading.rules.pastAccounts);
    const one = {
      period,
      ...optional({ score, grade, rank }),
      ...(status === undefined ? {} : { status: STATUS[status] }),
      nodes,
      account,
    };
    const rows = history.get(owner.id) ?? [];
    history.set(owner.id, rows);
    for (const key of ['score', 'grade', 'rank', 'status'])
      reading.source.put(`history.${owner.id}.${rows.length}.${key}`, row.at(key));
    rows.push(one);
  }
  return Object.fromEntries(history);
}

function optional(fields: Readonly<Record<string, string | undefined>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function keyed(row: TableRow, prefix: string, choices: readonly { readonly id: string }[]): object {
  return optional(Object.fromEntries(choices.map(({ id }) => [id, row.text(`${prefix}${id}`)])));
}

/** Who is named in 引用结果, before anybody has an id. */
export function namedElsewhere(
  table: Table | undefined,
): readonly { readonly name: string; readonly org: string | undefined }[] {
  return (table?.rows ?? []).flatMap((row) => {
    const name = row.text('name');
    return name === undefined ? [] : [{ name, org: row.text('org') }];
  });
}

/** Reads 引用结果: published results of other schemes, under the ids that the roster uses for the same people. */
export function readSources(reading: Reading, table: Table | undefined, identities: Identities): object {
  const sources: Tree = new Map();
  for (const row of table?.rows ?? []) {
    const [name, org] = [row.text('name'), row.text('org')];
    const scheme = row.text('scheme') ?? (reading.rules.sources.length === 1 ? reading.rules.sources[0] : undefined);
    if (name === undefined) reading.out.push(problem('cell-empty', row.at('name'), { header: '姓名' }));
    if (scheme === undefined && row.value('scheme') === undefined)
      reading.out.push(problem('cell-empty', row.at('scheme'), { header: '方案' }));
    if (name === undefined || scheme === undefined) continue;
    const identity = identities.of(name, org);
    if (identity === undefined) {
      reading.out.push(problem('name-several', row.at('name'), { got: name, list: '' }));
      continue;
    }
    const known =
      org === undefined ? [...identity.orgs][0] : reading.names.org(tightText(org), row.at('org'), reading.out);
    const status = row.text('status');
    const leadership = row.value('leadership');
    const value = {
      ...optional({ score: row.text('score'), org: known, grade: row.text('grade') }),
      ...(status === undefined ? {} : { status: STATUS[status] }),
      ...(typeof leadership === 'boolean' ? { leadership } : {}),
    };
    const path = `results.${scheme}.${identity.id}`;
    const before = reading.source.exact(path);
    if (before !== undefined)
      reading.out.push(problem('value-twice', row.at('name'), { header: name, first: cellOf(before, row.at('name')) }));
    reading.source.put(path, row.at('name'));
    reading.source.put(`${path}.score`, row.at('score'));
    branch(sources, scheme).set(identity.id, value);
  }
  return asRecord(sources);
}

/** Reads 认定. */
export function readDecisions(reading: Reading, table: Table | undefined): object {
  const decisions: Tree = new Map();
  for (const row of table?.rows ?? []) {
    const fields = (['grade', 'category', 'by', 'reason'] as const)
      .map((key) => [key, row.text(key)] as const)
      .filter(([, value]) => value !== undefined);
    if (fields.length === 0) continue;
    const owner = ownerOf(reading, row)([]);
    if (owner === undefined) continue;
    for (const [key, value] of fields)
      putOnce(reading, decisions, 'decisions', owner, key, undefined, value, row.at(key));
    reading.source.put(`decisions.${owner.id}`, row.at('name'));
  }
  return asRecord(decisions);
}
