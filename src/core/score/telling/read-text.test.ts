import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldOf } from '../../../../test/told.ts';
import type { Blocks } from '../../../../test/small-scheme.ts';

const FACTS: readonly Blocks[] = [
  { id: 'gap', label: '党费欠缴', type: 'number', unit: '个月', source: { kind: 'dues-gap', from: 'paid-to' } },
  { id: 'paid-to', label: '党费交至', type: 'date' },
  { id: 'hours', label: '学时', type: 'number' },
  { id: 'post', label: '职务', type: 'choice', values: ['书记', '委员'] },
  { id: 'late', label: '迟交', type: 'flag' },
  { id: 'note', label: '说明', type: 'text' },
  { id: 'met', label: '已达标', type: 'set', values: ['A', 'B'] },
  { id: 'penalty', label: '处分', type: 'number', sensitive: true },
];
const SCHEME: Blocks = {
  scope: {
    categories: [
      { id: '甲', label: '甲类', when: { fact: 'late' } },
      { id: '乙', label: '乙类', when: { fact: 'late' } },
    ],
  },
  roles: [{ id: 'secretary' }],
  facts: FACTS,
  sections: [{ id: 'S', label: '扣分' }],
  items: [
    { id: 'A', label: '缺席', section: 'S', rules: [{ id: 'A/1', label: '无故缺席', effect: 'deduct', points: '1' }] },
  ],
  score: [{ id: 'total', label: '总分', section: 'S' }],
  carry: [
    { id: 'twice', label: '低于60分的次数', kind: 'count', when: { node: 'total', lt: '60' } },
    { id: 'all', label: '年年达标', kind: 'every', when: { node: 'total', lt: '60' } },
    { id: 'box', label: '账户', kind: 'account', add: ['total'] },
  ],
};
const OWN: Blocks = {
  subjects: [
    {
      id: 'm1',
      facts: {
        'paid-to': '2026-08-31',
        hours: '20',
        post: '委员',
        note: '好\n\n等次　优秀\u202e',
        late: true,
        met: ['A'],
        penalty: '2',
      },
    },
  ],
  entries: [{ item: 'A/1', count: '4' }],
};

/** What is told of a proposal that hangs on a condition. */
function reasonFor(when: Blocks, facts: Blocks = OWN): string | undefined {
  const { explain } = toldOf({ ...SCHEME, outcomes: [{ id: 'o', do: '谈话', when }] }, facts);
  return explain('m1').outcomes[0]?.note;
}

const conditions: readonly (readonly [when: Blocks, read: string])[] = [
  [{ fact: 'gap', gte: '3' }, '依据：党费欠缴 3 个月（条件是不少于 3 个月）（党费交至 2026-08-31）'],
  [{ fact: 'hours', lt: '32' }, '依据：学时 20（条件是少于 32）'],
  [{ fact: 'hours', gt: '1', lte: '20' }, '依据：学时 20（条件是超过 1、不超过 20）'],
  [{ fact: 'post', is: '委员' }, '依据：职务：委员'],
  // What somebody wrote stays on its line.
  [{ fact: 'note', known: true }, '依据：说明：好 等次　优秀〈U+202E〉'],
  [{ not: { fact: 'late', is: false } }, '依据：迟交：是'],
  [{ fact: 'met', has: 'A' }, '依据：已达标里有「缺席」'],
  [{ not: { fact: 'met', has: 'B' } }, '依据：已达标里没有「B」'],
  [{ fact: 'paid-to', known: true }, '依据：党费交至 2026-08-31'],
  [{ fact: 'penalty', gte: '1' }, ''],
  [
    {
      all: [
        { fact: 'penalty', gte: '1' },
        { fact: 'hours', lt: '32' },
      ],
    },
    '依据：学时 20（条件是少于 32）',
  ],
  [
    {
      any: [
        { fact: 'hours', lt: '32' },
        { fact: 'post', is: '书记' },
      ],
    },
    '依据：学时 20（条件是少于 32）',
  ],
  [{ entries: { items: ['A/1'] }, gte: '4' }, '依据：台账里「无故缺席」 4 次（条件是不少于 4 次）'],
  [{ entries: { groups: ['S'] }, eq: '4' }, '依据：台账里「扣分」 4 次（条件是等于 4 次）'],
  [{ node: 'total', lt: '60' }, '依据：总分 -4（条件是少于 60）'],
  [{ item: 'A', lt: '0' }, '依据：缺席 -4（条件是少于 0）'],
  [{ carry: 'twice', gte: '1' }, '依据：低于60分的次数 1（2026年 -4）（条件是不少于 1）'],
  [{ carry: 'all', is: true }, '依据：年年达标（2026年 -4）'],
  [{ account: 'box', lt: '0' }, '依据：账户 -4（条件是少于 0）'],
  [{ not: { role: 'secretary' } }, ''],
  [{ category: ['甲'] }, '依据：类别：甲类'],
  [{ not: { category: ['乙'] } }, '依据：类别：甲类'],
];

for (const [when, read] of conditions) {
  test(`a proposal by ${JSON.stringify(when)} says: ${read}`, () => assert.equal(reasonFor(when), read));
}

test('a count of several periods says what each of them brought', () => {
  const meetings = {
    id: 'meetings',
    label: '参加组织生活',
    type: 'number',
    source: { kind: 'attendance', window: 'quarter' },
  };
  const quarters = ['01-01 03-31 1', '04-01 06-30 1', '07-01 09-30 0', '10-01 12-31 1'].map((text) => {
    const [from, to, value] = text.split(' ');
    return { value, from: `2026-${from}`, to: `2026-${to}` };
  });
  const { explain } = toldOf(
    {
      facts: [meetings],
      items: [
        {
          id: 'A',
          start: 'full',
          max: '5',
          rules: [
            { id: 'A/1', label: '少参加', effect: 'deduct', points: '1', shortage: { fact: 'meetings', need: '4' } },
          ],
        },
      ],
      score: [{ id: 'total', label: '总分', items: ['A'] }],
      outcomes: [{ id: 'o', do: '提醒', when: { fact: 'meetings', lt: '4' } }],
    },
    { subjects: [{ id: 'm1', facts: { meetings: quarters } }] },
  );
  const each = '2026年第1季度 1、2026年第2季度 1、2026年第3季度 0、2026年第4季度 1';
  assert.equal(explain('m1').outcomes[0]?.note, `依据：参加组织生活 3（条件是少于 4）（${each}）`);
  assert.equal(explain('m1').steps?.parts[0]?.entries[0]?.how, `参加组织生活 3（${each}），应有 4，少 1，1×1`);
});

test('a fact that nobody reported is told to be missing', () => {
  const facts = { subjects: [{ id: 'm1' }] };
  assert.equal(reasonFor({ not: { fact: 'hours', known: true } }, facts), '依据：学时没有报告');
});

test('which of several was chosen, and why nothing was, says what was read', () => {
  const choice = (otherwise: Blocks): Blocks => ({
    facts: FACTS,
    score: [
      {
        id: 'total',
        label: '总分',
        select: { cases: [{ when: { fact: 'post', is: '书记' }, node: 'a' }], ...otherwise },
      },
      { id: 'a', label: '书记分', const: '9' },
      { id: 'b', label: '党员分', const: '5' },
    ],
  });
  const readOf = (post: string): string | undefined =>
    toldOf(choice({ otherwise: 'b' }), { subjects: [{ id: 'm1', facts: { post } }] }).explain('m1').steps?.read;
  assert.deepEqual(['书记', '委员'].map(readOf), ['职务：书记', '职务：委员']);
});

test('a veto says what it read, but not of discipline', () => {
  const vetoes = ['gap', 'penalty'].map((fact) => ({
    id: fact,
    label: fact === 'gap' ? '长期不交党费' : '受处分',
    effect: 'year-zero',
    when: { fact, gte: '1' },
  }));
  const steps = toldOf({ ...SCHEME, vetoes }, OWN).explain('m1').steps;
  assert.deepEqual(steps?.notes, ['一票否决：长期不交党费（一）', '一票否决：受处分（一）']);
  assert.equal(steps?.read, '党费欠缴 3 个月（条件是不少于 1 个月）（党费交至 2026-08-31）');
});

test('a place in an order is told beside the line it is held to', () => {
  const points = { a: '9', b: '7', c: '7', d: '1' };
  const place = (when: Blocks, subject: string): string | undefined =>
    toldOf(
      {
        inputs: [{ id: 'given' }],
        score: [{ id: 'total', label: '总分', input: 'given' }],
        rankings: [{ id: 'place', label: '积分位次', node: 'total' }],
        outcomes: [{ id: 'o', do: '谈话', when: { rank: 'place', ...when } }],
      },
      {
        orgs: [{ id: 'X' }],
        subjects: Object.keys(points).map((id) => ({ id, org: 'X' })),
        inputs: Object.fromEntries(Object.entries(points).map(([id, given]) => [id, { given }])),
      },
    ).explain(subject).outcomes[0]?.note;
  assert.equal(place({ share: '30%' }, 'a'), '依据：积分位次第 1（条件是前 1：30%×4人 = 1.2，舍去尾数取 1）');
  assert.equal(place({ lte: '2' }, 'b'), '依据：积分位次第 2（并列 2 人）（条件是不超过 2）');
  assert.equal(place({ last: true }, 'd'), '依据：积分位次第 4，是末位');
  assert.equal(place({ last: false }, 'a'), '依据：积分位次第 1，不是末位');
});

test('a condition that must not hold is told the other way round', () => {
  const gates = (when: Blocks): string | undefined =>
    toldOf(
      {
        ...SCHEME,
        grade: { clause: 'c', ladder: ['好', '差'], tables: [{ id: 't', bands: [], otherwise: { grade: '差' } }] },
        rankings: [{ id: 'place', label: '位次', node: 'total' }],
        gates: [{ id: 'g', label: '评优', when }],
      },
      { orgs: [{ id: 'X' }], ...OWN, subjects: [{ ...(OWN['subjects'] as readonly Blocks[])[0], org: 'X' }] },
    ).explain('m1').gates[0]?.what;
  assert.equal(gates({ grade: ['好'] }), '评优：没有资格，依据：等次「差」（条件是「好」）');
  assert.equal(gates({ not: { grade: ['差'] } }), '评优：没有资格，依据：等次「差」（条件是不为「差」）');
  assert.equal(gates({ not: { grade: ['好'] } }), '评优：有资格，依据：等次「差」');
  assert.equal(gates({ not: { fact: 'hours', lt: '32' } }), '评优：没有资格，依据：学时 20（条件是不少于 32）');
  assert.equal(
    gates({ not: { fact: 'hours', gt: '1', lte: '20' } }),
    '评优：没有资格，依据：学时 20（条件是不超过 1 或超过 20）',
  );
  assert.match(gates({ not: { rank: 'place', share: '100%' } }) ?? '', /位次第 1（条件是不在前 1：100%×1人 = 1）$/u);
  assert.equal(gates({ not: { not: { fact: 'hours', lt: '32' } } }), '评优：有资格，依据：学时 20（条件是少于 32）');
});

test('what is judged at the end of the year only is said to be', () => {
  const mean = { id: 'mean', label: '全年平均分', kind: 'mean', node: 'total', over: 'year' };
  const { explain } = toldOf(
    {
      period: { unit: 'quarter' },
      ...SCHEME,
      carry: [mean],
      outcomes: [{ id: 'o', when: { not: { carry: 'mean', lt: '80' } } }],
    },
    { ...OWN, period: '2026Q1', entries: [{ item: 'A/1', on: '2026-02-03' }] },
  );
  assert.equal(explain('m1').outcomes[0]?.note, '依据：全年平均分本期不判断');
});

test('how often at least, where an earlier period was not told', () => {
  const { explain } = toldOf(
    {
      ...SCHEME,
      effective: { from: '2020-01-01' },
      carry: [{ id: 'row', label: '连续低于60分', kind: 'streak', when: { node: 'total', lt: '60' } }],
      outcomes: [{ id: 'o', do: '谈话', when: { carry: 'row', gte: '1' } }],
    },
    { ...OWN, history: { m1: [{ period: '2024', score: '90' }] } },
  );
  assert.equal(explain('m1').outcomes[0]?.note, '依据：连续低于60分 至少 1（2026年 -4）（条件是不少于 1）');
});
