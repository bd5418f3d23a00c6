import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Blocks } from '../../../../test/small-scheme.ts';
import { toldOf } from '../../../../test/told.ts';
import type { Explained } from './explain.ts';
import type { ExplainedEntry } from './explained-entry.ts';

function steps(tree: Explained): readonly Explained[] {
  return [tree, ...tree.parts.flatMap(steps)];
}

function stepOf(blocks: Blocks, facts: Blocks, id: string): Explained {
  const { steps: tree } = toldOf(blocks, facts).explain('m1');
  const found = tree === undefined ? undefined : steps(tree).find((one) => one.id === id);
  assert.ok(found !== undefined, id);
  return found;
}

const INPUTS = [{ id: 'a' }, { id: 'b', missing: 'exclude' }, { id: 'z', missing: 'zero' }];
const NODES = INPUTS.map(({ id }) => ({ id, input: id }));
const given = (values: object, more: Blocks = {}): Blocks => ({ inputs: { m1: values }, ...more });

/** What a step says of how it was worked out, and of its bounds. */
const STEPS: readonly (readonly [
  what: string,
  scheme: Blocks,
  facts: Blocks,
  id: string,
  how: string,
  notes: readonly string[],
])[] = [
  ['a score a body gave', { inputs: INPUTS, score: NODES }, given({ a: '5' }), 'a', '上级在 0—100 内给出', []],
  [
    'nothing given, zero by the scheme',
    { inputs: INPUTS, score: [{ id: 't', sum: ['a', 'z'] }, ...NODES] },
    given({ a: '5' }),
    'z',
    '没有报来，按规定计 0',
    [],
  ],
  [
    'nothing given, left out by the scheme',
    { inputs: INPUTS, score: [{ id: 't', sum: ['a', 'b'] }, ...NODES] },
    given({ a: '5' }),
    'b',
    '没有报来，按规定不计',
    [],
  ],
  [
    'a sum without its zeros',
    { inputs: INPUTS, score: [{ id: 't', sum: ['a', 'z', { node: 'a', times: '-2' }] }, ...NODES] },
    given({ a: '5' }),
    't',
    '5 - 5×2 = -5',
    [],
  ],
  [
    'what waits',
    { inputs: INPUTS, score: [{ id: 't', sum: ['a', 'z'] }, ...NODES] },
    given({ z: '5' }),
    't',
    '待定 + 5',
    [],
  ],
  [
    'what waits among weights, one of them not filled in',
    {
      params: [{ id: 'open' }],
      inputs: INPUTS,
      score: [
        {
          id: 't',
          weighted: [
            { node: 'a', weight: '30%' },
            { node: 'z', weight: { param: 'open' } },
          ],
        },
        ...NODES,
      ],
    },
    given({ z: '90' }),
    't',
    '待定×30% + 90×占比未填',
    ['占比没有填写'],
  ],
  [
    'weights',
    {
      inputs: INPUTS,
      score: [
        {
          id: 't',
          weighted: [
            { node: 'a', weight: '60%' },
            { node: 'z', weight: '40%' },
          ],
        },
        ...NODES,
      ],
    },
    given({ a: '80', z: '90' }),
    't',
    '80×60% + 90×40% = 84',
    [],
  ],
  [
    'a weight that goes to the rest',
    {
      inputs: INPUTS,
      score: [
        {
          id: 't',
          weighted: [
            { node: 'a', weight: '60%' },
            { node: 'b', weight: '40%' },
          ],
        },
        ...NODES,
      ],
    },
    given({ a: '80' }),
    't',
    '（80×60%）÷ 60% × 100% = 80，缺的部分占比分给其余',
    [],
  ],
  [
    'times, rounding and a cap',
    {
      inputs: INPUTS,
      score: [{ id: 'a', input: 'a', times: '1.5', round: { places: 0, mode: 'half-up' }, cap: '10' }],
    },
    given({ a: '9' }),
    'a',
    '上级在 0—100 内给出',
    ['9 × 1.5 = 13.5', '四舍五入到 0 位小数：14', '最高 10，按 10'],
  ],
  [
    'a floor',
    { inputs: INPUTS, score: [{ id: 'a', input: 'a', floor: '10' }] },
    given({ a: '9' }),
    'a',
    '上级在 0—100 内给出',
    ['不低于 10，按 10'],
  ],
  [
    'what a cap cuts off goes into an account',
    {
      inputs: INPUTS,
      score: [{ id: 'a', input: 'a', cap: '10', excess: 'bank' }],
      carry: [{ id: 'bank', label: '储备分', kind: 'account' }],
    },
    given({ a: '12.5' }),
    'a',
    '上级在 0—100 内给出',
    ['最高 10，按 10；多出的 2.5 转入储备分'],
  ],
  [
    'the balance of an account',
    {
      inputs: INPUTS,
      score: [{ id: 't', account: 'bank' }, ...NODES],
      carry: [{ id: 'bank', kind: 'account', add: ['a'] }],
    },
    given({ a: '2' }),
    't',
    '账户余额',
    [],
  ],
  ['a number of the scheme', { score: [{ id: 't', const: '60' }] }, {}, 't', '方案规定', []],
  [
    'a case',
    {
      inputs: INPUTS,
      facts: [{ id: 'f', type: 'flag', missing: 'no' }],
      score: [{ id: 't', select: { cases: [{ when: { fact: 'f', is: false }, node: 'a' }] } }, ...NODES],
    },
    given({ a: '5' }),
    't',
    '按规定取「a」',
    [],
  ],
  [
    'no case',
    {
      inputs: INPUTS,
      facts: [{ id: 'f', type: 'flag', missing: 'no' }],
      score: [
        { id: 't', sum: ['a', 's'] },
        { id: 's', select: { cases: [{ when: { fact: 'f', is: true }, node: 'a' }] } },
        ...NODES,
      ],
    },
    given({ a: '5' }),
    's',
    '不计',
    [],
  ],
  [
    'a fact',
    { facts: [{ id: 'f', label: '学时', type: 'number' }], score: [{ id: 't', fact: 'f' }] },
    { subjects: [{ id: 'm1', facts: { f: '3' } }] },
    't',
    '报来的学时',
    [],
  ],
  [
    'a fact that is sensitive',
    { facts: [{ id: 'f', label: '处分分值', type: 'number', sensitive: true }], score: [{ id: 't', fact: 'f' }] },
    { subjects: [{ id: 'm1', facts: { f: '3' } }] },
    't',
    '由登记的情况得出',
    [],
  ],
  [
    'a part that is not there',
    { score: [{ id: 't', absent: { policy: 'zero', what: '原文没有这一部分' } }] },
    {},
    't',
    '原文没有这一部分',
    [],
  ],
  [
    'papers with options',
    {
      ballots: [
        {
          id: 'v',
          options: [
            { id: '好', value: '100' },
            { id: '差', value: '0' },
          ],
          denominator: 'cast',
        },
      ],
      score: [{ id: 't', ballot: 'v' }],
    },
    { ballots: { m1: { v: { 好: '6', 差: '1', 弃权: '1' } } } },
    't',
    '（6张×100（好） + 1张×0（差））÷ 收回票8张 = 75',
    [],
  ],
  [
    'papers with scores',
    { ballots: [{ id: 'v', scores: ['0', '100'] }], score: [{ id: 't', ballot: 'v' }] },
    { ballots: { m1: { v: { '90': '1', '80': '1' } } } },
    't',
    '（1张×80 + 1张×90）÷ 有效票2张 = 85',
    [],
  ],
  [
    'the middle paper',
    { ballots: [{ id: 'v', scores: ['0', '100'], combine: 'median' }], score: [{ id: 't', ballot: 'v' }] },
    { ballots: { m1: { v: { '90': '1', '100': '1', '80': '2', '70': '0' } } } },
    't',
    '各票由低到高 2张×80、1张×90、1张×100，取中位数 85',
    [],
  ],
  [
    'the lowest paper',
    { ballots: [{ id: 'v', scores: ['0', '100'], combine: 'lowest' }], score: [{ id: 't', ballot: 'v' }] },
    { ballots: { m1: { v: { '90': '1', '80': '2' } } } },
    't',
    '各票由低到高 2张×80、1张×90，取最低分 80',
    [],
  ],
  [
    'no valid papers in a vote for the middle one',
    {
      ballots: [{ id: 'v', scores: ['0', '100'], combine: 'median', missing: 'zero', abstain: ['弃权'] }],
      score: [{ id: 't', ballot: 'v' }],
    },
    { ballots: { m1: { v: { 弃权: '2' } } } },
    't',
    '没有报来，按规定计 0',
    [],
  ],
  [
    'no papers, zero by the scheme',
    { ballots: [{ id: 'v', scores: ['0', '100'], missing: 'zero' }], score: [{ id: 't', ballot: 'v' }] },
    {},
    't',
    '没有报来，按规定计 0',
    [],
  ],
  [
    'the mean of others',
    { score: [{ id: 't', from: { scheme: 'other', of: 'members' } }] },
    {
      orgs: [{ id: 'X', name: '虚构支部' }],
      subjects: [{ id: 'm1', name: '甲示范', org: 'X' }],
      results: { other: { m1: { score: '90', org: 'X' }, m2: { score: '80', org: 'X' } } },
    },
    't',
    '引用党员的结果：甲示范 90、m2 80；（90 + 80）÷ 2人 = 85',
    [],
  ],
  [
    'a part taken once, which says all',
    { inputs: INPUTS, score: [{ id: 't', sum: [{ node: 'a', times: '1' }] }, ...NODES] },
    given({ a: '5' }),
    't',
    '',
    [],
  ],
  [
    'a divisor that nobody has filled in',
    {
      params: [{ id: 'n' }],
      score: [
        { id: 't', over: { unit: 'month', node: 'one', combine: 'mean', divisor: { param: 'n' } } },
        { id: 'one', const: '5' },
      ],
    },
    {},
    't',
    '5 + 5 + 5 + 5 + 5 + 5 + 5 + 5 + 5 + 5 + 5 + 5',
    ['平均的除数没有填写'],
  ],
  [
    'the sum of others',
    { score: [{ id: 't', from: { scheme: 'other', of: 'members', combine: 'sum' } }] },
    {
      orgs: [{ id: 'X' }],
      subjects: [{ id: 'm1', org: 'X' }],
      results: { other: { m2: { score: '90', org: 'X' }, m3: { score: '80', org: 'X' } } },
    },
    't',
    '引用党员的结果：m2 90、m3 80；90 + 80 = 170',
    [],
  ],
  [
    'nobody has anything to be measured by',
    {
      score: [
        { id: 't', ofHighest: 'o' },
        { id: 'o', const: '0' },
      ],
    },
    {},
    't',
    '本组织最高 0，计 0',
    [],
  ],
  [
    'a range that nobody has filled in',
    {
      params: [{ id: 'most' }],
      inputs: [{ id: 'a', range: ['0', { param: 'most' }] }],
      score: [{ id: 't', input: 'a' }],
    },
    given({ a: '5' }),
    't',
    '上级在 0—未填 内给出',
    [],
  ],
  [
    'a section that may not fall below its floor',
    {
      sections: [{ id: 's', floor: '-5' }],
      items: [
        { id: 'A', section: 's', rules: [{ id: 'A/1', points: '1' }] },
        { id: 'B', section: 's', rules: [{ id: 'B/1', effect: 'deduct', points: '9' }] },
      ],
      score: [{ id: 't', section: 's' }],
    },
    { entries: [{ item: 'A/1' }, { item: 'B/1' }] },
    't',
    '1 - 9 = -8',
    ['合计 -8，这一部分最低 -5'],
  ],
  [
    'what cannot occur is spread, then rounded and capped',
    {
      facts: [{ id: 'gone', type: 'set' }],
      notApplicable: { fact: 'gone', effect: 'redistribute' },
      items: ['A', 'B'].map((item) => ({
        id: item,
        start: 'full',
        max: item === 'A' ? '30' : '70',
        rules: [{ id: `${item}/1`, effect: 'deduct', points: '1' }],
      })),
      score: [{ id: 't', items: ['A', 'B'], rescaleTo: '100', round: { places: 0, mode: 'half-up' }, cap: '90' }],
    },
    // 66 of 70 is 94.2857… of 100.
    { subjects: [{ id: 'm1', facts: { gone: ['A'] } }], entries: [{ item: 'B/1', count: '4' }] },
    't',
    '',
    ['去掉不适用的项目，按满分 100 折算：94.29（660/7）', '四舍五入到 0 位小数：94', '最高 90，按 90'],
  ],
];

for (const [what, scheme, facts, id, how, notes] of STEPS) {
  test(`how a step is told: ${what}`, () => {
    const step = stepOf(scheme, facts, id);
    assert.deepEqual([step.how, step.notes], [how, notes]);
  });
}

const QUARTERS: Blocks = {
  period: { unit: 'year', posting: 'quarter' },
  inputs: [{ id: 'a', per: 'quarter', missing: 'exclude' }],
};
const over = (rule: object): Blocks => ({
  ...QUARTERS,
  score: [
    { id: 't', over: { unit: 'quarter', node: 'a', ...rule } },
    { id: 'a', input: 'a' },
  ],
});

for (const [what, rule, values, how] of [
  ['their mean', { combine: 'mean' }, { '2026Q1': '80', '2026Q3': '91' }, '（80 + 91）÷ 2 = 85.5'],
  ['their mean over a fixed number', { combine: 'mean', divisor: '4' }, { '2026Q1': '80' }, '（80）÷ 4 = 20'],
  ['their sum', { combine: 'sum' }, { '2026Q1': '80', '2026Q2': '2' }, '80 + 2 = 82'],
  ['one of them', { combine: 'sum' }, { '2026Q1': '80' }, ''],
  ['the last', { combine: 'last' }, { '2026Q1': '80', '2026Q2': '2' }, '取最后一期 2026Q2'],
  ['none', { combine: 'mean' }, {}, ''],
] as const) {
  test(`sub-periods put together: ${what}`, () => {
    assert.equal(stepOf(over(rule), { inputs: { m1: { a: values } } }, 't').how, how);
  });
}

/** An item with its rules, and what stands on it. */
type Shown = Pick<ExplainedEntry, 'what' | 'how' | 'amount'> & { readonly dropped?: string };
const ITEMS: readonly (readonly [
  what: string,
  item: object,
  entries: readonly object[],
  how: string,
  notes: readonly string[],
  shown: readonly Shown[],
])[] = [
  [
    'full marks, and off them',
    { start: 'full', max: '10', rules: [{ id: 'A/1', label: '缺课', effect: 'deduct', points: '2' }] },
    [{ item: 'A/1', count: '2' }],
    '满分 10 - 4 = 6',
    [],
    [{ what: '缺课', how: '-2×2次', amount: '-4' }],
  ],
  [
    'off to the end',
    { start: 'full', max: '3', rules: [{ id: 'A/1', label: '缺课', effect: 'deduct', points: '2' }] },
    [{ item: 'A/1', count: '2' }],
    '满分 3 - 4 = -1',
    ['扣到 0 为止，按 0'],
    [{ what: '缺课', how: '-2×2次', amount: '-4' }],
  ],
  [
    'more than the item can have',
    { max: '3', rules: [{ id: 'A/1', label: '获奖', points: '2' }] },
    [{ item: 'A/1' }, { item: 'A/1' }],
    '2 + 2 = 4',
    ['最高 3，按 3'],
    [
      { what: '获奖', how: '', amount: '+2' },
      { what: '获奖', how: '', amount: '+2' },
    ],
  ],
  [
    'everything forfeited',
    { start: 'full', max: '10', rules: [{ id: 'A/1', label: '造假', effect: 'forfeit' }] },
    [{ item: 'A/1' }],
    '',
    ['有「造假」，该项不得分'],
    [{ what: '造假', how: '该项不得分', amount: '0' }],
  ],
  [
    'a body gave it, and somebody took away',
    { max: '10', judgedBy: '考评组', rules: [{ id: 'A/1', label: '缺课', effect: 'deduct', points: '1' }] },
    [{ item: 'A', points: '8' }, { item: 'A/1' }],
    '评定 8 - 1 = 7',
    [],
    [
      { what: 'A', how: '考评组在 0—10 内评定', amount: '8' },
      { what: '缺课', how: '', amount: '-1' },
    ],
  ],
  [
    'whole steps',
    { rules: [{ id: 'A/1', label: '时长', points: '5', every: { step: '500', rounding: 'down' } }] },
    [{ item: 'A/1', count: '1234' }],
    '',
    [],
    [{ what: '时长', how: '1234 ÷ 500 取整 = 2，5×2', amount: '+10' }],
  ],
  [
    'the highest of one project',
    {
      rules: [
        {
          id: 'A/1',
          label: '获奖',
          tiers: [
            { id: '市', points: '3' },
            { id: '省', points: '5' },
          ],
          highest: 'project',
        },
      ],
    },
    [
      { item: 'A/1', tier: '市', project: 'p' },
      { item: 'A/1', tier: '省', project: 'p' },
    ],
    '',
    [],
    [
      { what: '获奖（市）', how: '', amount: '0', dropped: '同类只取最高的一条' },
      { what: '获奖（省）', how: '', amount: '+5' },
    ],
  ],
  [
    'a cap',
    { rules: [{ id: 'A/1', label: '服务', points: '2', caps: [{ max: '3', per: 'month' }] }] },
    [{ item: 'A/1' }, { item: 'A/1' }],
    '2 + 1 = 3',
    [],
    [
      { what: '服务', how: '', amount: '+2' },
      { what: '服务', how: '每月最多 3，这一条计 1', amount: '+1' },
    ],
  ],
  [
    'free ones',
    { rules: [{ id: 'A/1', label: '迟到', effect: 'deduct', points: '2', free: { n: 1, per: 'month' } }] },
    [{ item: 'A/1', count: '3' }],
    '',
    [],
    [{ what: '迟到', how: '免 1 次，-2×2次', amount: '-4' }],
  ],
  [
    'all of them free',
    { rules: [{ id: 'A/1', label: '迟到', effect: 'deduct', points: '2', free: { n: 1, per: 'month' } }] },
    [{ item: 'A/1' }],
    '',
    [],
    [{ what: '迟到', how: '', amount: '0', dropped: '在免计的次数以内' }],
  ],
  [
    'taken back',
    { rules: [{ id: 'A/1', label: '获奖', points: '2' }] },
    [{ item: 'A/1' }, { item: 'A/1', reverses: 'e1' }],
    '',
    [],
    [
      { what: '获奖', how: '', amount: '0', dropped: '已冲回' },
      { what: '获奖', how: '', amount: '0', dropped: '已冲回' },
    ],
  ],
  [
    'not approved',
    { rules: [{ id: 'A/1', label: '获奖', points: '2', approval: { routes: [{ by: ['支委会'] }] } }] },
    [{ item: 'A/1' }, { item: 'A/1', approval: 'rejected' }],
    '',
    [],
    [
      { what: '获奖', how: '', amount: '0', dropped: '待审批' },
      { what: '获奖', how: '', amount: '0', dropped: '审批没有通过' },
    ],
  ],
  [
    'once a month',
    { rules: [{ id: 'A/1', label: '到会', points: '2', once: 'month' }] },
    [{ item: 'A/1' }, { item: 'A/1' }],
    '',
    [],
    [
      { what: '到会', how: '', amount: '+2' },
      { what: '到会', how: '', amount: '0', dropped: '同一时段只计一次' },
    ],
  ],
  [
    'only registered',
    { rules: [{ id: 'A/1', label: '登记', effect: 'record' }] },
    [{ item: 'A/1' }],
    '',
    [],
    [{ what: '登记', how: '只登记', amount: '0' }],
  ],
  [
    'not what the clause means',
    { rules: [{ id: 'A/1', label: '到会', points: '2', onlyWhen: { fact: 'f', is: true } }] },
    [{ item: 'A/1' }],
    '',
    [],
    [{ what: '到会', how: '', amount: '0', dropped: '不符合计分条件，依据：f没有报告' }],
  ],
  [
    'given to whoever reported it',
    { rules: [{ id: 'A/1', label: '举报', points: '2', to: 'actor' }] },
    [{ item: 'A/1', by: 'm1' }],
    '',
    [],
    [{ what: '举报', how: '因m1「举报」+2，记给本人', amount: '+2' }],
  ],
];

for (const [what, item, entries, how, notes, shown] of ITEMS) {
  test(`how an item is told: ${what}`, () => {
    const step = stepOf(
      {
        facts: [{ id: 'f', type: 'flag', missing: 'no' }],
        items: [{ id: 'A', ...item }],
        score: [{ id: 't', items: ['A'] }],
      },
      { entries },
      'A',
    );
    assert.deepEqual([step.how, step.notes], [how, notes]);
    assert.deepEqual(
      step.entries.map(({ what: label, how: sum, amount, dropped }) => ({
        what: label,
        how: sum,
        amount,
        ...(dropped === undefined ? {} : { dropped }),
      })),
      shown,
    );
  });
}

const shortage = { fact: 'hours', need: '32' };
for (const [what, rule, value, how] of [
  ['one step each', { effect: 'deduct', points: '0.5', shortage }, '30', '学时 30，应有 32，少 2，0.5×2'],
  [
    'whole steps',
    { effect: 'deduct', points: '3', shortage: { ...shortage, step: '8', rounding: 'up' } },
    '20',
    '学时 20，应有 32，少 12，÷ 8 进一取整 = 2，3×2',
  ],
  [
    'any at all',
    { effect: 'deduct', points: '3', shortage: { ...shortage, rounding: 'any' } },
    '20',
    '学时 20，应有 32，少 12，有缺就算 = 1，3×1',
  ],
  ['a count', { points: '2', counted: { fact: 'hours' } }, '3', '学时 3，2×3'],
  [
    'a count in whole steps',
    { points: '2', counted: { fact: 'hours' }, every: { step: '10', rounding: 'down' } },
    '35',
    '学时 35，35 ÷ 10 取整 = 3，2×3',
  ],
  ['a condition', { points: '2', when: { fact: 'hours', gte: '1' } }, '3', '情况符合，依据：学时 3（条件是不少于 1）'],
  [
    'a condition in each quarter',
    { points: '2', when: { fact: 'hours', gte: '1' }, each: 'half-year' },
    '3',
    '2026年上半年 情况符合，依据：学时 3（条件是不少于 1）',
  ],
  [
    'a condition that forfeits',
    { effect: 'forfeit', when: { fact: 'hours', gte: '1' } },
    '3',
    '该项不得分，依据：学时 3（条件是不少于 1）',
  ],
  ['a sensitive fact', { points: '2', counted: { fact: 'secret' } }, '3', '由登记的情况得出'],
] as const) {
  test(`a rule that acts by itself: ${what}`, () => {
    const step = stepOf(
      {
        period: { unit: 'year', posting: 'half-year' },
        facts: [
          { id: 'hours', label: '学时', type: 'number' },
          { id: 'secret', type: 'number', sensitive: true },
        ],
        items: [{ id: 'A', rules: [{ id: 'A/1', ...rule }] }],
        score: [{ id: 't', items: ['A'] }],
      },
      { subjects: [{ id: 'm1', facts: { hours: value, secret: value } }] },
      'A',
    );
    assert.equal(step.entries[0]?.how, how);
  });
}
