import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from '../json.ts';
import { parseFacts, rowsOf, type FactsFile } from '../score/book/facts.ts';
import { pseudonymous } from './pseudonyms.ts';

function parsed(raw: object): FactsFile {
  const read = parseFacts({ period: '2026', ...raw });
  assert.ok(read.ok, JSON.stringify(read.problems));
  return read.value;
}

const NAMED = {
  orgs: [{ id: '一支部', name: '一支部', kind: 'branch' }],
  subjects: [
    { id: '示范乙', name: '示范乙', org: '一支部', roles: { secretary: '示范书记', group: ['示范甲', '示范书记'] } },
    {
      id: '示范甲（书记）',
      name: '示范甲',
      person: '示范甲',
      roles: {
        superior: [
          { value: '示范乙', from: '2026-02-01' },
          { value: '示范书记', to: '2026-01-31' },
        ],
      },
    },
    { id: '一支部', kind: 'org' },
  ],
  people: [{ id: '示范书记' }],
  entries: [
    { id: '1', subject: '示范乙', item: 'D', on: '2026-03-02', by: '示范书记', approvedBy: ['示范甲', '党支部'] },
    { id: '2', subject: '一支部', item: 'O', on: '2026-03-02', by: '党支部' },
  ],
  findings: [
    { entry: '1', on: '2026-06-01', result: 'false', by: '示范甲' },
    { entry: '2', on: '2026-06-01', result: 'false' },
  ],
  ballots: { 示范乙: { mass: { 满意: 6 } } },
  inputs: { 示范乙: { x: '1' }, 一支部: { x: '2' } },
  history: { 示范乙: [{ period: '2025', score: '58' }] },
  results: { other: { 示范甲: { score: '90' }, 一支部: { score: '80' }, 外来甲: { score: '70' } } },
  decisions: { 示范乙: { grade: '好', by: '支部党员大会' } },
};

/** The same with the ids that are wanted, names as they were. */
const NUMBERED = {
  orgs: NAMED.orgs,
  subjects: [
    { id: 'm1', name: '示范乙', org: '一支部', roles: { secretary: 'm4', group: ['m3', 'm4'] } },
    {
      id: 'm2',
      name: '示范甲',
      person: 'm3',
      roles: {
        superior: [
          { value: 'm1', from: '2026-02-01' },
          { value: 'm4', to: '2026-01-31' },
        ],
      },
    },
    { id: '一支部', kind: 'org' },
  ],
  people: [{ id: 'm4', name: '示范书记' }],
  entries: [
    { id: '1', subject: 'm1', item: 'D', on: '2026-03-02', by: 'm4', approvedBy: ['m3', '党支部'] },
    { id: '2', subject: '一支部', item: 'O', on: '2026-03-02', by: '党支部' },
  ],
  findings: [
    { entry: '1', on: '2026-06-01', result: 'false', by: 'm3' },
    { entry: '2', on: '2026-06-01', result: 'false' },
  ],
  ballots: { m1: { mass: { 满意: 6 } } },
  inputs: { m1: { x: '1' }, 一支部: { x: '2' } },
  history: { m1: [{ period: '2025', score: '58' }] },
  results: { other: { m3: { score: '90' }, 一支部: { score: '80' }, 外来甲: { score: '70' } } },
  decisions: { m1: { grade: '好', by: '支部党员大会' } },
};

test('everybody of the roster gets a number wherever they are named; bodies and organisations do not', () => {
  const { facts, strangers } = pseudonymous(parsed(NAMED));
  const whole = (of: FactsFile): string => canonicalJson({ ...of, entries: rowsOf(of.entries) });
  assert.deepEqual(JSON.parse(whole(facts)), JSON.parse(whole(parsed(NUMBERED))));
  assert.equal(strangers, 1);
});

test('numbers are of one length, and like no id that stays', () => {
  const subjects = Array.from({ length: 10 }, (_, at) => ({ id: `示范${at}` }));
  const ids = (orgs: readonly object[], results: object = {}): readonly string[] =>
    pseudonymous(parsed({ orgs, subjects, results })).facts.subjects.map((one) => one.id);
  assert.deepEqual([ids([])[0], ids([])[9]], ['m01', 'm10']);
  assert.equal(ids([{ id: 'm01' }])[0], 'mm01');
  assert.equal(ids([], { other: { m02: { score: '90' } } })[0], 'mm01');
});
