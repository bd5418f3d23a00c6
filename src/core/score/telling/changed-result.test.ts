import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Blocks } from '../../../../test/small-scheme.ts';
import { toldOf } from '../../../../test/told.ts';

const scheme: Blocks = {
  facts: [
    { id: 'trips', type: 'number' },
    { id: 'cadre', type: 'flag' },
  ],
  scope: {
    categories: [
      { id: 'A', label: '甲类', when: { fact: 'cadre' } },
      { id: 'B', label: '乙类' },
    ],
  },
  inputs: [
    { id: 'given', label: '支部评分', range: ['0', '100'] },
    { id: 'quarter', label: '季度评分', range: ['0', '10'], per: 'quarter', missing: 'exclude' },
  ],
  items: [{ id: 'late', label: '迟到', rules: [{ id: 'late/1', effect: 'deduct', points: '1' }] }],
  score: [
    { id: 'total', label: '总分', sum: ['given', 'quarters'] },
    { id: 'given', label: '支部评分', input: 'given' },
    { id: 'quarters', label: '各季', over: { unit: 'quarter', node: 'q', combine: 'sum' } },
    { id: 'q', label: '本季评分', input: 'quarter' },
    { id: 'lost', label: '另计', items: ['late'], floor: '-1' },
  ],
  grade: {
    clause: 'c',
    ladder: ['好', '差'],
    tables: [
      {
        id: 't',
        bands: [
          { grade: '好', from: '60' },
          { grade: '差', from: '0' },
        ],
      },
    ],
  },
  carry: [
    { id: 'purse', label: '账户', kind: 'account', add: ['given'] },
    { id: 'low', label: '连续不好', kind: 'streak', when: { node: 'total', lt: '50' } },
    { id: 'all', label: '全年都好', kind: 'every', when: { node: 'total', gte: '65' } },
  ],
  rankings: [{ id: 'order', label: '名次', clause: 'c', node: 'total', among: 'all' }],
  outcomes: [{ id: 'praise', do: '表扬', when: { node: 'total', gte: '60' } }],
  gates: [{ id: 'award', label: '评先资格', when: { node: 'total', gte: '60' } }],
};
const facts: Blocks = {
  subjects: [{ id: 'm1', facts: { cadre: true } }, { id: 'm2' }, { id: 'm3' }],
  inputs: { m1: { given: '58', quarter: { '2026Q2': '4' } }, m2: { given: '61.5' }, m3: { given: '70' } },
  entries: [{ item: 'late/1' }, { item: 'late/1' }],
};

/** What becomes of the first member when the one reading of the scheme is decided otherwise. */
function changed(set: Blocks): readonly string[] {
  const options = [
    { id: '0', text: '这样' },
    { id: '1', text: '那样', set },
  ];
  const readings = [{ id: 'r', clause: 'c', question: '怎样算？', choice: '0', options }];
  return (
    toldOf({ ...scheme, readings }, facts)
      .tried('m1')
      ?.related?.flatMap((one) => one.changes) ?? []
  );
}

for (const [set, expected] of [
  [{ title: '另一个名称' }, []],
  [
    { 'score.given.times': '1/2' },
    [
      '「支部评分」从 58 变为 29，总分从 62 变为 33，等次从好变为差，「账户」从 58 变为 29，「连续不好」从 0 变为 1，「评先资格」从有变为没有，没有建议「表扬」',
    ],
  ],
  [{ 'score.q.times': '2' }, ['「本季评分」（2026年第2季度）从 4 变为 8，总分从 62 变为 66，「全年都好」从否变为是']],
  // Bounds take the change away from the step, not from its item.
  [{ 'items.late.rules.late/1.points': '2' }, ['「迟到」从 -2 变为 -4']],
  [{ 'scope.categories.A.when': { fact: 'cadre', is: false } }, ['类别从甲类变为乙类']],
  [{ 'scope.categories.A.when': { fact: 'trips', gt: '1' } }, ['类别从甲类变为未定']],
  [{ 'scope.who': { fact: 'cadre', is: false } }, ['变为不参评']],
  [{ 'score.total.sum': ['given', 'quarters', 'lost'] }, ['总分从 62 变为 61，名次从第 2 变为第 3']],
  [
    {
      'inputs.+': { id: 'more', label: '上级评分', clause: 'c', by: '上级', range: ['0', '1'] },
      'score.lost': { id: 'lost', label: '另计', input: 'more' },
    },
    ['「另计」从 -1 变为待定'],
  ],
  [{ 'grade.confirm': { by: '党委', clause: 'c' } }, ['还要等：等次须经党委确认']],
  [{ 'outcomes.praise.do': '通报表扬' }, ['多了建议「通报表扬」，没有建议「表扬」']],
  [{ 'outcomes.praise.by': '党委' }, ['分数、等次不变，建议的细节（期限、由谁定等）不同']],
  [{ 'outcomes.praise.when': { fact: 'trips', gt: '1' } }, ['没有建议「表扬」']],
  [{ 'inputs.given.range': ['0', '50'] }, ['填的要改才算得出：「支部评分」不能给 58 分，允许的是0—50，请核对。']],
] as const)
  test(`another option: ${JSON.stringify(set)}`, () => {
    assert.deepEqual(
      changed(set),
      expected.map((text) => `改选「那样」：${text}`),
    );
  });

test('whoever takes part only when it is read otherwise', () => {
  const options = [
    { id: '0', text: '这样' },
    { id: '1', text: '那样', set: { 'scope.who': null } },
  ];
  const readings = [{ id: 'r', clause: 'c', question: '怎样算？', choice: '0', options }];
  const scope = { who: { fact: 'cadre', is: false } };
  const told = toldOf({ ...scheme, scope, readings }, facts).tried('m1');
  assert.deepEqual(told?.related?.[0]?.changes, ['改选「那样」：变为参评，总分 62']);
});
