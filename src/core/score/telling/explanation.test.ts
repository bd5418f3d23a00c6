import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldOf } from '../../../../test/told.ts';
import { explanationOf, explanations } from './explanation.ts';
import { findSubjects } from './find-subject.ts';

const told = toldOf(
  { score: [{ id: 'total', const: '60' }], rankings: [{ id: 'r', label: '名次', node: 'total' }] },
  {
    subjects: [
      { id: 'm1', name: '甲示范' },
      { id: 'm2', name: '乙示范' },
    ],
  },
);

test('an explanation says what the report says of somebody', () => {
  const [found] = findSubjects(told.scoring, 'm1');
  assert.ok(found !== undefined);
  const { name, score, ranks } = explanationOf(told.ruleset, told.report, found);
  assert.deepEqual([name, score, ranks], ['甲示范', '60', ['名次：第 1']]);
});

test('of whoever the report keeps back no result is told, and of nobody who is not in it', () => {
  const [found] = findSubjects(told.scoring, 'm1');
  assert.ok(found !== undefined);
  const parts = told.report.parts.map((part) => ({ ...part, rows: part.rows.filter((row) => row.id !== 'm1') }));
  const { score, grade, ranks, held, outcomes, without } = explanationOf(
    told.ruleset,
    { ...told.report, parts },
    found,
  );
  assert.deepEqual([score, grade, ranks, held, outcomes, without], [null, '', [], [], [], '']);
  const all = [...explanations(told.ruleset, { ...told.report, parts }, told.scoring)];
  assert.deepEqual(
    all.map((one) => one.id),
    ['m2'],
  );
});
