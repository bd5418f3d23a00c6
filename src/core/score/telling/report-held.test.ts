import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldOf } from '../../../../test/told.ts';
import type { Blocks } from '../../../../test/small-scheme.ts';

const BLOCKS: Blocks = {
  facts: [{ id: 'place', label: '名次认定', type: 'choice', values: ['靠前'], missing: 'hold' }],
  inputs: [{ id: 'x', label: '履职分' }],
  score: [{ id: 'total', label: '总分', input: 'x' }],
  grade: {
    clause: 'c',
    ladder: ['好', '差'],
    tables: [{ id: 't', bands: [{ grade: '好', from: '60' }], otherwise: { grade: '差' } }],
    carried: [{ id: 'twice', when: { grade: ['好'] }, grade: '好', clause: 'c' }],
  },
  outcomes: [
    { id: 'a', do: '表扬', when: { fact: 'place', is: '靠前' } },
    { id: 'b', do: '优先推荐', when: { fact: 'place', is: '靠前' } },
    { id: 'c', do: '谈话', when: { node: 'total', lt: '60' } },
    { id: 'd', do: '帮扶', when: { node: 'total', lt: '50' } },
    { id: 'e', do: '培训', when: { grade: ['差'] } },
  ],
};

test('proposals that wait for the same thing are told together, each thing once', () => {
  const { report } = toldOf(BLOCKS);
  assert.deepEqual(
    report.parts[0]?.rows[0]?.held.map((one) => one.what),
    [
      '履职分没有报来',
      '待定的定下以后再看要不要：谈话、帮扶',
      '名次认定没有报告，定下以后再看要不要：表扬、优先推荐',
      '等次定下以后再看要不要：培训',
    ],
  );
});

test('where a choice is waited for, that is said, and not that the grade waits for it', () => {
  const grade = BLOCKS['grade'] as Blocks;
  const open = { ...grade, tables: [{ id: 't', bands: [{ grade: '好', from: '60', pending: ['好', '差'] }] }] };
  const { report } = toldOf({ ...BLOCKS, outcomes: [], grade: open }, { inputs: { m1: { x: '70' } } });
  assert.deepEqual(
    report.parts[0]?.rows[0]?.held.map((one) => one.what),
    ['等次待认定（可选：好、差）'],
  );
});

test('whose score is awaited stands in the results by id, and is told by name', () => {
  const blocks = { score: [{ id: 'total', label: '引用', from: { scheme: 'other', of: 'members' } }] };
  const orgs = [{ id: 'X' }];
  const subjects = ['m1', 'm2', 'm3'].map((id) => ({ id, name: `示范${id}`, org: 'X' }));
  const waiting = { m2: { org: 'X' }, m3: { org: 'X' } };
  const { report, scoring, explain } = toldOf(blocks, { orgs, subjects, results: { other: waiting } });
  assert.deepEqual(
    scoring.results.subjects['m1']?.held.map((one) => [one.what, one.who]),
    ['m2', 'm3'].map((id) => ['引用：有人还没有分数', id]),
  );
  const told = ['引用：有人还没有分数（示范m2、示范m3）'];
  assert.deepEqual(
    report.parts[0]?.rows[0]?.held.map((one) => one.what),
    told,
  );
  assert.deepEqual(explain('m1').steps?.notes, told);
});

test('where many are awaited, the first are named and the rest counted, and what waits for them is told once', () => {
  const ids = Array.from({ length: 8 }, (_, at) => `m${at + 2}`);
  const blocks = {
    score: [{ id: 'total', label: '引用', from: { scheme: 'other', of: 'members' } }],
    outcomes: [{ id: 'a', do: '表扬', when: { node: 'total', gte: '60' } }],
  };
  const subjects = ['m1', ...ids].map((id) => ({ id, name: `示范${id}`, org: 'X' }));
  const waiting = Object.fromEntries(ids.map((id) => [id, { org: 'X' }]));
  const { report, explain } = toldOf(blocks, { orgs: [{ id: 'X' }], subjects, results: { other: waiting } });
  const told = '引用：有人还没有分数（示范m2、示范m3、示范m4、示范m5、示范m6等 8 人）';
  assert.deepEqual(
    report.parts[0]?.rows[0]?.held.map((one) => one.what),
    [told, '待定的定下以后再看要不要：表扬'],
  );
  assert.deepEqual(explain('m1').steps?.notes, [told]);
});

test('what is missing in several sub-periods is told once, with all of them', () => {
  const told = toldOf(
    {
      items: [{ id: 'A', label: '交党费', start: 'judged', judgedBy: '支部', max: '10', per: 'quarter' }],
      score: [
        { id: 'total', over: { unit: 'quarter', node: 'part', combine: 'sum' } },
        { id: 'part', items: ['A'] },
      ],
    },
    {
      subjects: [{ id: 'm1' }, { id: 'm2' }],
      entries: ['02', '05', '11'].map((month) => ({ item: 'A', points: '8', on: `2026-${month}-01` })),
    },
  );
  assert.deepEqual(
    told.report.parts[0]?.rows.map((row) => row.held.map((one) => one.what)),
    [['交党费没有评分（2026年第3季度）'], ['交党费没有评分（2026年第1季度、第2季度、第3季度、第4季度）']],
  );
});
