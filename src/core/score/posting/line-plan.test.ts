import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldOf, resultOf, type Blocks } from '../../../../test/small-scheme.ts';

const total = { score: [{ id: 'total', items: ['A'] }] };

/** The score of an item with one rule and the entries given. */
function scoreOf(rule: Blocks, entries: readonly Blocks[], item: Blocks = {}, more: Blocks = {}): string | null {
  const blocks = { ...total, items: [{ id: 'A', ...item, rules: [{ id: 'A/1', ...rule }] }], ...more };
  return resultOf(blocks, { entries: entries.map((one) => ({ item: 'A/1', ...one })) }).score;
}

const worth: readonly (readonly [rule: Blocks, entry: Blocks, score: string])[] = [
  [{ points: '2' }, {}, '2'],
  [{ points: '2' }, { count: '3' }, '6'],
  [{ points: '2' }, { count: '0' }, '0'],
  [{ points: '0.1' }, { count: '0.5' }, '0.05'],
  [{ points: '1/3' }, { count: '2' }, '2/3'],
  [{ points: '2', effect: 'deduct' }, { count: '3' }, '-6'],
  [{ effect: 'record' }, { count: '3' }, '0'],
  [
    {
      tiers: [
        { id: '市', points: '5' },
        { id: '县', from: '1', to: '3' },
      ],
    },
    { tier: '市', count: '2' },
    '10',
  ],
  [
    {
      tiers: [
        { id: '市', points: '5' },
        { id: '县', from: '1', to: '3' },
      ],
    },
    { tier: '县', points: '1.5', count: '2' },
    '3',
  ],
  [
    {
      roles: [
        { id: '带头', points: '2' },
        { id: '参与', points: '1' },
      ],
    },
    { role: '参与' },
    '1',
  ],
  [{ judged: { from: '1', to: '6', by: '支部' } }, { points: '4.5' }, '4.5'],
  [{ judged: { from: '1', to: '6', by: '支部' }, effect: 'deduct' }, { points: '4.5' }, '-4.5'],
  // Whole steps of the count: 每满500.
  [{ points: '1', every: { step: '500', rounding: 'down' } }, { count: '1499' }, '2'],
  [{ points: '1', every: { step: '500', rounding: 'down' } }, { count: '1500' }, '3'],
  [{ points: '1', every: { step: '500', rounding: 'up' } }, { count: '1001' }, '3'],
  [{ points: '1', every: { step: '500', rounding: 'up' } }, { count: '1000' }, '2'],
  [{ points: '1', every: { step: '3', rounding: 'none' } }, { count: '2' }, '2/3'],
  [{ points: '1', every: { step: '1/3', rounding: 'down' } }, { count: '0.9' }, '2'],
  [{ points: '3', every: { step: '7', rounding: 'up' } }, { count: '0.000001' }, '3'],
  // 1 ÷ 3/7 is 7/3, 3 ÷ 3/7 is 7.
  [{ points: '1', every: { step: '3/7', rounding: 'down' } }, { count: '1' }, '2'],
  [{ points: '1', every: { step: '3/7', rounding: 'up' } }, { count: '1' }, '3'],
  [{ points: '1', every: { step: '3/7', rounding: 'up' } }, { count: '3' }, '7'],
];

for (const [rule, entry, score] of worth) {
  test(`${JSON.stringify(rule)} × ${JSON.stringify(entry)} is ${score}`, () => {
    assert.equal(scoreOf(rule, [entry]), score);
  });
}

test('a price that nobody filled in makes the entry wait, and says so', () => {
  const blocks = {
    ...total,
    params: [{ id: 'price' }],
    items: [{ id: 'A', rules: [{ id: 'A/1', label: '获奖', points: { param: 'price' } }] }],
  };
  const open = resultOf(blocks, { entries: [{ item: 'A/1' }] });
  assert.deepEqual(heldOf(open), ['获奖（e1）的分值没有填写']);
  assert.equal(resultOf(blocks, { entries: [{ item: 'A/1', count: '2' }], params: { price: '4' } }).score, '8');
});

test('a step that nobody filled in makes the entry wait too', () => {
  const blocks = {
    ...total,
    params: [{ id: 'step' }],
    items: [{ id: 'A', rules: [{ id: 'A/1', points: '1', every: { step: { param: 'step' }, rounding: 'down' } }] }],
  };
  assert.deepEqual(heldOf(resultOf(blocks, { entries: [{ item: 'A/1' }] })), ['A/1（e1）的分值没有填写']);
});

for (const [item, entry] of [
  [{}, { item: 'A' }],
  [{ max: '10' }, { item: 'A' }],
] as const) {
  test(`the item ${JSON.stringify(item)} means its only rule`, () => {
    assert.equal(scoreOf({ points: '2' }, [entry], item), '2');
  });
}

test('an entry counts only when the condition of its rule held on that day', () => {
  const rule = { points: '2', onlyWhen: { fact: 'working' } };
  const facts = [{ id: 'working', type: 'flag' }];
  const blocks = { ...total, facts, items: [{ id: 'A', rules: [{ id: 'A/1', ...rule }] }] };
  const subjects = [{ id: 'm1', facts: { working: [{ value: true, to: '2026-06-30' }] } }];
  const entries = [
    { item: 'A/1', on: '2026-06-30' },
    { item: 'A/1', on: '2026-07-01' },
  ];
  assert.equal(resultOf(blocks, { subjects, entries }).score, '2');
});

const routes = [
  { upTo: '5', by: ['支部'] },
  { upTo: { param: 'open' }, by: ['党委', '纪委'] },
];
const approved: Blocks = {
  ...total,
  params: [{ id: 'open' }],
  items: [
    {
      id: 'A',
      label: '加分',
      rules: [
        { id: 'A/1', label: '获奖', points: '3', approval: { routes } },
        { id: 'A/2', label: '失分', effect: 'deduct', points: '3', approval: { routes } },
        { id: 'A/3', label: '其他', points: '3' },
        { id: 'A/4', label: '登记', effect: 'record', approval: { routes } },
      ],
    },
  ],
};

const approvals: readonly (readonly [entry: Blocks, score: string, held: readonly string[]])[] = [
  [{ item: 'A/1', approval: 'approved' }, '3', []],
  [{ item: 'A/1', approvedBy: ['m2'] }, '3', []],
  [{ item: 'A/1', approvedBy: [] }, '0', ['获奖（台账 e1）待支部审批，暂不计分']],
  [{ item: 'A/1' }, '0', ['获奖（台账 e1）待支部审批，暂不计分']],
  [{ item: 'A/1', approval: 'pending', approvedBy: ['m2'] }, '0', ['获奖（台账 e1）待支部审批，暂不计分']],
  [{ item: 'A/1', count: '2' }, '0', ['获奖（台账 e1）待党委、纪委审批，暂不计分']],
  // By size, not by sign: 6 points off are for the committee as well.
  [{ item: 'A/2', count: '2' }, '0', ['失分（台账 e1）待党委、纪委审批，暂不计分']],
  [{ item: 'A/1', approval: 'rejected' }, '0', []],
  [{ item: 'A/1', approval: 'rejected', approvedBy: ['m2'] }, '0', []],
  [{ item: 'A/3', approval: 'rejected' }, '0', []],
  [{ item: 'A/3' }, '3', []],
  // What only records is worth nothing: the first route will do.
  [{ item: 'A/4', count: '9' }, '0', ['登记（台账 e1）待支部审批，暂不计分']],
];

for (const [entry, score, held] of approvals) {
  test(`${JSON.stringify(entry)} counts ${score}`, () => {
    const result = resultOf(approved, { entries: [entry] });
    assert.deepEqual([result.score, heldOf(result)], [score, held]);
  });
}

test('a tier whose worth nobody filled in waits, whatever was written with the entry', () => {
  const tiers = [
    { id: '市', points: { param: 'open' } },
    { id: '县', from: '1', to: '3' },
  ];
  const blocks = { ...total, params: [{ id: 'open' }], items: [{ id: 'A', rules: [{ id: 'A/1', tiers }] }] };
  const of = (entry: Blocks) => resultOf(blocks, { entries: [{ item: 'A/1', ...entry }] });
  for (const entry of [{ tier: '市' }, { tier: '市', points: '5' }])
    assert.deepEqual(heldOf(of(entry)), ['A/1（e1）的分值没有填写']);
  assert.equal(of({ tier: '县', points: '2' }).score, '2');
});

test('above every route somebody with the right must approve', () => {
  const items = [{ id: 'A', approval: { routes: [{ upTo: '5', by: ['支部'] }] }, rules: [{ id: 'A/1', points: '9' }] }];
  const result = resultOf({ ...total, items }, { entries: [{ item: 'A/1' }] });
  assert.deepEqual(heldOf(result), ['A/1（台账 e1）待有权组织审批，暂不计分']);
});

test('while nobody has filled in what it is worth, it cannot be told whose word is enough', () => {
  const approval = { routes: [{ upTo: '5', by: ['支部'] }, { by: ['党委'] }] };
  const items = [{ id: 'A', approval, rules: [{ id: 'A/1', points: { param: 'open' } }] }];
  const result = resultOf({ ...total, params: [{ id: 'open' }], items }, { entries: [{ item: 'A/1' }] });
  assert.deepEqual(heldOf(result), ['A/1（台账 e1）待有权组织审批，暂不计分']);
});

test('a score given directly may need approval as well', () => {
  const items = [{ id: 'A', start: 'judged', max: '10', approval: { routes: [{ by: ['支部'] }] } }];
  const result = resultOf({ ...total, items }, { entries: [{ item: 'A', points: '9' }] });
  assert.deepEqual([result.score, heldOf(result)], [null, ['A没有评分', 'A（台账 e1）待支部审批，暂不计分']]);
});
