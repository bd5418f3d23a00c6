import { PAPER_COUNTS } from '../core/scheme/ballot.ts';
import { pushAll } from '../core/push-all.ts';
import { problem } from '../core/problem.ts';
import { isFirst, plant, recordOf, type Nested } from './nested.ts';
import type { Table, TableRow } from './read-table.ts';
import { ownerOf, strangerOf, type Owner, type OwnerOf, type Reading } from './reading.ts';
import { unitSample } from './typed-period.ts';

type InputRule = Reading['rules']['inputs'][number];
type Item = Reading['rules']['items'][number];
type BallotRule = Reading['rules']['ballots'][number];

/** What a body gave: scores by input, and entries for the items it scores directly. */
export type ScoreFacts = { readonly inputs: object; readonly entries: readonly object[] };

/** Reads 评分. */
export function readScores(reading: Reading, table: Table | undefined): ScoreFacts {
  const { rules } = reading;
  const inputs: Nested = new Map();
  const entries: object[] = [];
  const inputColumns = rules.inputs.filter(({ id }) => table?.columns.has(`input.${id}`));
  const itemColumns = rules.items.filter(({ id }) => table?.columns.has(`item.${id}`));
  for (const row of table?.rows ?? []) {
    const owner = ownerOf(reading, row);
    for (const input of inputColumns) readInput(reading, row, owner, input, inputs);
    for (const item of itemColumns) pushAll(entries, itemEntry(reading, row, owner, item));
  }
  return { inputs: recordOf(inputs), entries };
}

function readInput(reading: Reading, row: TableRow, owner: OwnerOf, input: InputRule, inputs: Nested): void {
  const key = `input.${input.id}`;
  if (!row.has(key)) return;
  const { whose, when } = whoAndWhen(
    reading,
    row,
    owner(reading.rules.kindsOf('inputs', input.id)),
    input,
    row.at(key),
  );
  const value = row.text(key);
  if (value === undefined) return;
  const keys = [whose.id, input.id, ...when];
  if (isFirst(reading, ['inputs', ...keys].join('.'), input.label, row.at(key))) plant(inputs, keys, value);
}

/** Whose it is, and for which sub-period; where that is not known, a stranger has it for the whole period. */
function whoAndWhen(
  reading: Reading,
  row: TableRow,
  owner: Owner,
  rule: Pick<InputRule, 'per' | 'label'>,
  at: string,
): { readonly whose: Owner; readonly when: readonly string[] } {
  const when = windowFor(reading, row, rule, at);
  return when === undefined ? { whose: strangerOf(reading, row, [owner.kind]), when: [] } : { whose: owner, when };
}

/** The sub-period of a row, for something that is given by sub-period: there it must be written. */
function windowFor(
  reading: Reading,
  row: TableRow,
  { per, label }: Pick<InputRule, 'per' | 'label'>,
  at: string,
): readonly string[] | undefined {
  if (per === undefined || per === reading.rules.period) return [];
  const window = row.text('window');
  if (window !== undefined) return [window];
  if (!row.has('window')) reading.out.push(problem('window-missing', at, { header: label, sample: unitSample(per) }));
  return undefined;
}

/** A score that a body gives an item directly is an entry of the last day it speaks of. */
function itemEntry(reading: Reading, row: TableRow, owner: OwnerOf, item: Item): readonly object[] {
  const key = `item.${item.id}`;
  const at = row.at(key);
  if (!row.has(key)) return [];
  const { whose, when } = whoAndWhen(reading, row, owner(reading.rules.kindsOf('items', item.id)), item, at);
  const on = reading.lastDay(when[0]);
  const points = row.text(key);
  if (points === undefined || on === undefined) return [];
  if (!isFirst(reading, ['scores', whose.id, item.id, ...when].join('.'), item.label, at)) return [];
  const id = at.replace('!', '');
  const fields = { subject: whose.id, item: item.id, on, points };
  for (const field of [...Object.keys(fields), 'by']) reading.source.put(`entries.${id}.${field}`, at);
  return [{ id, ...fields, ...(item.onlyBy && item.judgedBy !== undefined ? { by: item.judgedBy } : {}) }];
}

/** Reads 测评: how many papers for each option, or for each score that papers carry. */
export function readBallots(reading: Reading, table: Table | undefined): object {
  const { rules } = reading;
  const ballots: Nested = new Map();
  const columns = [...(table?.columns.keys() ?? [])].filter(
    (key) => key.startsWith('option.') || PAPER_COUNTS.includes(key),
  );
  for (const row of table?.rows ?? []) {
    const ballot = ballotOf(reading, row);
    const owner = ownerOf(reading, row)(ballot === undefined ? [] : rules.kindsOf('ballots', ballot.id));
    if (ballot === undefined) continue;
    const { whose, when } = whoAndWhen(reading, row, owner, ballot, row.at('name'));
    readTally(reading, row, columns, ballots, [whose.id, ballot.id, ...when]);
  }
  return recordOf(ballots);
}

/** Which vote a row is about; where there is only one, it need not be written. */
function ballotOf({ rules, out }: Reading, row: TableRow): BallotRule | undefined {
  const id = row.text('ballot');
  const [only] = rules.ballots;
  if (id !== undefined) return rules.ballots.find((one) => one.id === id);
  if (row.has('ballot')) return undefined;
  if (rules.ballots.length === 1) return only;
  out.push(problem('cell-empty', row.at('ballot'), { header: '测评项目' }));
  return undefined;
}

function readTally(
  reading: Reading,
  row: TableRow,
  columns: readonly string[],
  ballots: Nested,
  keys: readonly string[],
): void {
  const path = ['ballots', ...keys].join('.');
  if (reading.source.exact(path) === undefined) reading.source.put(path, row.at('name'));
  const put = (option: string, votes: string, at: string): void => {
    if (isFirst(reading, `${path}.${option}`, option, at)) plant(ballots, [...keys, option], votes);
  };
  const score = row.text('score');
  if (score !== undefined) put(score, row.text('votes') ?? '1', row.at('score'));
  for (const key of columns) {
    const votes = row.text(key);
    if (votes !== undefined) put(key.replace(/^option\./, ''), votes, row.at(key));
  }
}
