import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldOf } from '../../../../test/told.ts';
import type { Blocks } from '../../../../test/small-scheme.ts';
import { findSubjects } from './find-subject.ts';
import { explanations } from './explanation.ts';
import { openRankText } from '../grading/open-rank.ts';

/** Two organisations, two people of one name, one without a score, one left out. */
const SCHEME: Blocks = {
  title: '虚构办法',
  number: { shown: 1 },
  facts: [
    { id: 'away', type: 'flag', missing: 'no' },
    { id: 'kind', type: 'choice', values: ['在职', '退休'], missing: 'no' },
  ],
  inputs: [
    { id: 'work', label: '履职' },
    { id: 'talk', label: '评议', missing: 'zero' },
  ],
  scope: {
    exempt: [{ id: 'gone', label: '外出免评', when: { fact: 'away', is: true }, clause: 'c', path: 'none' }],
    categories: [{ id: '在职', label: '在职党员', when: { fact: 'kind', is: '在职' } }],
  },
  score: [
    { id: 'total', label: '总分', sum: ['only'] },
    { id: 'only', label: '合计', sum: ['work', 'talk'] },
    { id: 'work', label: '履职分', input: 'work' },
    { id: 'talk', label: '评议分', input: 'talk' },
  ],
  rankings: [{ id: 'place', label: '名次', node: 'total' }],
  grade: {
    clause: 'c',
    ladder: ['好', '差'],
    tables: [{ id: 't', bands: [{ grade: '好', from: '60', clause: 'c' }], otherwise: { grade: '差' } }],
  },
  outcomes: [
    { id: 'praise', when: { grade: ['好'] }, do: '表扬', by: '支部' },
    {
      id: 'talk',
      when: { grade: ['差'] },
      do: '谈话',
      force: 'should',
      on: ['subject', 'secretary'],
      note: '一个月内',
    },
  ],
  roles: [{ id: 'secretary', label: '书记' }],
  gates: [{ id: 'award', label: '评优', when: { grade: ['好'] } }],
  carry: [{ id: 'points', label: '累计分', kind: 'account', add: ['work'] }],
};
const FACTS: Blocks = {
  orgs: [
    { id: 'Y', name: '虚构二支部' },
    { id: 'X', name: '虚构一支部' },
  ],
  subjects: [
    { id: 'm1', name: '王示范', org: 'X', facts: { kind: '在职' } },
    { id: 'm2', name: '王示范', org: 'Y', roles: { secretary: 'm1' } },
    { id: 'm3', name: '李 示范', org: 'X' },
    { id: 'm4', name: '张示范', org: 'X', facts: { away: true } },
    { id: 'm5', name: '孙示范', org: 'X' },
  ],
  inputs: { m1: { work: '59.96', talk: '0' }, m2: { work: '40' }, m5: { work: '70.25', talk: '1' } },
};
const told = toldOf(SCHEME, FACTS);
const [part] = told.report.parts;
const row = (id: string) => part?.rows.find((one) => one.id === id);

test('a group without places is told why, and so is everybody in it', () => {
  assert.deepEqual(part?.openRanks, [
    { orgId: 'X', org: '虚构一支部', label: '名次', what: '还排不出，这一组还有 1 人待定', clause: '一' },
  ]);
  assert.deepEqual(told.explain('孙示范').ranks, ['名次：还排不出，这一组还有 1 人待定']);
  assert.deepEqual(told.explain('张示范').ranks, []);
  assert.deepEqual(told.explain('m2').ranks, ['名次：第 1']);
});

test('sub-periods without places are told together', () => {
  const { report } = toldOf(
    {
      inputs: [{ id: 'x', per: 'month' }],
      score: [
        { id: 'total', over: { unit: 'month', node: 'month', combine: 'sum' } },
        { id: 'month', input: 'x' },
      ],
      rankings: [{ id: 'monthly', label: '月名次', node: 'month', among: 'all', per: 'month' }],
    },
    { inputs: { m1: { x: Object.fromEntries(['01', '02', '03'].map((month) => [`2026-${month}`, '1'])) } } },
  );
  assert.deepEqual(
    report.parts[0]?.openRanks.map((one) => openRankText(one)),
    ['月名次：有的期还排不出：2026年4月 1 人待定、2026年5月 1 人待定、2026年6月 1 人待定等 9 期'],
  );
});

test('rows stand by organisation, then by place; who is left out and who waits come last', () => {
  assert.deepEqual(
    part?.rows.map((one) => [one.id, one.ranks[0], one.without]),
    [
      ['m2', 1, ''],
      // Nobody of a branch has a place while one of its scores is missing.
      ['m1', undefined, ''],
      ['m5', undefined, ''],
      ['m4', undefined, '外出免评'],
      ['m3', undefined, '待定'],
    ],
  );
});

test('the columns are what the total is put together from, past steps that only pass it on', () => {
  assert.deepEqual(
    [part?.columns, part?.accounts, part?.gates, part?.graded, part?.categories, part?.title],
    [
      [
        { id: 'work', label: '履职分' },
        { id: 'talk', label: '评议分' },
      ],
      [{ id: 'points', label: '累计分' }],
      [{ id: 'award', label: '评优' }],
      true,
      true,
      '虚构办法',
    ],
  );
});

test('numbers are shown with the digits of the scheme, more beside a line', () => {
  assert.deepEqual(row('m1')?.score, { exact: '59.96', shown: '59.96' });
  assert.deepEqual(row('m5')?.score, { exact: '71.25', shown: '71.3' });
  assert.deepEqual(row('m1')?.values[0], { exact: '59.96', shown: '60.0' });
  assert.deepEqual(row('m5')?.accounts[0], { exact: '70.25', shown: '70.3' });
  assert.equal(row('m1')?.category, '在职党员');
});

test('what waits for the grade is told in one line', () => {
  assert.deepEqual(row('m3')?.held, [
    { what: '履职没有报来', clause: '一' },
    { what: '等次定下以后再看要不要：表扬、谈话', clause: '一' },
  ]);
});

test('a proposal names people, and tells those of one name apart', () => {
  assert.deepEqual(
    row('m2')?.outcomes.map((one) => [one.on, one.about, one.do, one.force, one.note]),
    [
      ['王示范（虚构二支部）', '王示范（虚构二支部）', '谈话', '一般应当', '一个月内'],
      ['王示范（虚构一支部）', '王示范（虚构二支部）', '谈话', '一般应当', '一个月内'],
    ],
  );
  assert.deepEqual([row('m5')?.outcomes[0]?.by, row('m5')?.gates], ['支部', [true]]);
});

test('explanations come in the order of the report', () => {
  assert.deepEqual(
    [...explanations(told.ruleset, told.report, told.scoring)].map((one) => [one.id, one.score, one.without]),
    [
      ['m2', '40', ''],
      ['m1', '59.96', ''],
      ['m5', '71.25', ''],
      ['m4', null, '外出免评'],
      ['m3', null, '待定'],
    ],
  );
  assert.equal(told.explain('m4').steps, undefined);
  assert.deepEqual(told.explain('m2').ranks, ['名次：第 1']);
});

for (const [typed, ids] of [
  ['m1', ['m1']],
  ['王示范', ['m1', 'm2']],
  ['虚构一支部 王示范', ['m1']],
  ['王示范（虚构二支部）', ['m2']],
  ['李示范', ['m3']],
  ['李　示范', ['m3']],
  ['赵示范', []],
  ['', []],
] as const) {
  test(`found by ${JSON.stringify(typed)}`, () => {
    assert.deepEqual(
      findSubjects(told.scoring, typed).map((one) => one.id),
      ids,
    );
  });
}

test('sub-periods are columns of their own', () => {
  const { report } = toldOf(
    {
      period: { unit: 'year', posting: 'quarter' },
      inputs: [{ id: 'work', per: 'quarter' }],
      score: [
        { id: 'total', over: { unit: 'quarter', node: 'part', combine: 'mean' } },
        { id: 'part', input: 'work' },
      ],
    },
    { inputs: { m1: { work: { '2026Q1': '80', '2026Q2': '90', '2026Q3': '85', '2026Q4': '65' } } } },
  );
  assert.deepEqual(
    report.parts[0]?.columns.map((one, at) => [one.label, report.parts[0]?.rows[0]?.values[at]?.exact]),
    [
      ['2026年第1季度', '80'],
      ['2026年第2季度', '90'],
      ['2026年第3季度', '85'],
      ['2026年第4季度', '65'],
    ],
  );
});

for (const [what, grade, expected] of [
  [
    'a grade that a body may give',
    { bands: [{ grade: '好', from: '60', force: 'may', clause: 'c' }], otherwise: { grade: '差' } },
    '建议好，待认定',
  ],
  [
    'a grade left to people',
    { bands: [{ grade: '好', from: '60', pending: ['好', '差'], clause: 'c' }] },
    '好或差，待认定',
  ],
  ['no band for the score', { bands: [{ grade: '好', from: '99' }], otherwise: { missing: '没有写' } }, '待定'],
] as const) {
  test(`how a grade is told: ${what}`, () => {
    const { report } = toldOf(
      {
        inputs: [{ id: 'work' }],
        score: [{ id: 'total', input: 'work' }],
        grade: { clause: 'c', ladder: ['好', '差'], tables: [{ id: 't', ...grade }] },
      },
      { inputs: { m1: { work: '70' } } },
    );
    assert.equal(report.parts[0]?.rows[0]?.grade, expected);
  });
}
