import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldOf } from '../../../../test/told.ts';
import type { ReportRow } from './report.ts';
import { heldGroups, heldRemarks } from './held-groups.ts';

const names = ['甲', '乙', '丙', '丁'];
const { report } = toldOf(
  {
    facts: [{ id: 'place', label: '名次认定', type: 'flag', missing: 'hold' }],
    inputs: [{ id: 'x', label: '履职分' }],
    score: [{ id: 'total', label: '总分', input: 'x' }],
    outcomes: [{ id: 'o', do: '表扬', when: { fact: 'place' } }],
  },
  {
    orgs: [
      { id: 'X', name: '一支部' },
      { id: 'Y', name: '二支部' },
    ],
    subjects: names.map((name, at) => ({ id: name, name, org: at < 2 ? 'X' : 'Y' })),
    inputs: { 甲: { x: '80' }, 乙: { x: '90' }, 丙: { x: '70' } },
  },
);
const rows = report.parts.flatMap((part) => part.rows);
const groups = heldGroups(rows);

test('one sentence stands once, with all who wait for it; first what keeps somebody from a score', () => {
  assert.deepEqual(
    groups.map(({ number, what, scored, count }) => [number, what, scored, count]),
    [
      [1, '履职分没有报来', false, 1],
      [2, '名次认定没有报告，定下以后再看要不要：表扬', true, 4],
    ],
  );
  assert.deepEqual(groups[1]?.people, [
    { org: '一支部', names: ['甲', '乙'] },
    { org: '二支部', names: ['丙', '丁'] },
  ]);
});

test('in the line of somebody a sentence that many share is only pointed at', () => {
  const remarks = heldRemarks(groups);
  assert.deepEqual(
    rows.map((row) => [row.name, ...remarks(row)]),
    [
      ['甲', '见「待定」第 2 条'],
      ['乙', '见「待定」第 2 条'],
      ['丙', '见「待定」第 2 条'],
      ['丁', '履职分没有报来', '见「待定」第 2 条'],
    ],
  );
});

test('of somebody who waits for more than three things only their numbers are told, in runs', () => {
  const [first] = rows;
  assert.ok(first !== undefined);
  const line = (what: string): ReportRow['held'][number] => ({ what, clause: '' });
  const many = [
    { ...first, name: '甲', status: 'held' as const, held: ['a', 'b', 'c', 'e'].map(line) },
    { ...first, name: '乙', status: 'held' as const, held: ['d', 'b', 'c'].map(line) },
  ];
  const remarks = heldRemarks(heldGroups(many));
  assert.deepEqual(many.map(remarks), [['见「待定」第 1—4 条'], ['d', 'b', 'c']]);
});
