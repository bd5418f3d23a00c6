import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldOf, resultOf, type Blocks } from '../../../test/small-scheme.ts';

/** One rule over quarters; the total of this one is 50, which is 差. */
function carryOf(rule: Blocks, history: readonly Blocks[], period = '2026Q3', more: Blocks = {}, facts: Blocks = {}) {
  const result = resultOf(
    {
      period: { unit: 'quarter' },
      params: [{ id: 'open' }, { id: 'two', value: '2' }],
      facts: [
        { id: 'n', label: '数', type: 'number' },
        { id: 'away', type: 'flag' },
      ],
      score: [
        { id: 'total', const: '50' },
        { id: 'side', const: '7' },
      ],
      grade: {
        clause: 'c',
        ladder: ['良', '差'],
        tables: [{ id: 't', bands: [{ grade: '良', from: '60' }], otherwise: { grade: '差' } }],
      },
      carry: [{ id: 'k', label: '连续', ...rule }],
      outcomes: [{ id: 'asked', when: { carry: 'k', gte: '0' } }],
      ...more,
    },
    { period, history: { m1: history }, ...facts },
  );
  return result.carry?.['k'] ?? (heldOf(result).join() || 'none');
}

const poor = { when: { grade: ['差'] } };
const row = (period: string, grade: string, more: Blocks = {}): Blocks => ({ period, grade, ...more });

const streaks: readonly (readonly [name: string, rule: Blocks, history: readonly Blocks[], n: string])[] = [
  ['this one alone', {}, [], '1'],
  ['with the one before', {}, [row('2026Q2', '差')], '2'],
  ['across the turn of the year', {}, [row('2025Q4', '差'), row('2026Q1', '差'), row('2026Q2', '差')], '4'],
  ['within one year', { over: 'year' }, [row('2025Q4', '差'), row('2026Q1', '差'), row('2026Q2', '差')], '3'],
  ['broken by a better one', {}, [row('2026Q1', '差'), row('2026Q2', '良')], '1'],
  ['broken by one that was not told', {}, [row('2026Q1', '差')], '1'],
  ['passing over one that was exempt', {}, [row('2026Q1', '差'), { period: '2026Q2', status: 'exempt' }], '2'],
  ['in any order they are written', {}, [row('2026Q2', '差'), row('2026Q1', '差')], '3'],
  ['this one is better', { when: { grade: ['良'] } }, [row('2026Q2', '良')], '0'],
  [
    'by the score',
    { when: { node: 'total', lt: '60' } },
    [
      { period: '2026Q2', score: '59.9' },
      { period: '2026Q1', score: '60' },
    ],
    '2',
  ],
  [
    'by another node',
    { when: { node: 'side', lt: '9' } },
    [
      { period: '2026Q2', nodes: { side: '8' } },
      { period: '2026Q1', nodes: { side: '9' } },
    ],
    '2',
  ],
  [
    'by a score that was not told',
    { when: { node: 'side', lt: '9' } },
    [{ period: '2026Q2', score: '3' }],
    'asked：2026年第2季度没有「side」的结果',
  ],
];

for (const [name, rule, history, n] of streaks) {
  test(`a streak: ${name} is ${n}`, () => {
    assert.equal(carryOf({ kind: 'streak', ...poor, ...rule }, history), n);
  });
}

/** What a condition on the streak comes to: it came about, it waits for something, or it did not. */
function asked(when: Blocks, history: Blocks, more: Blocks = {}): string {
  const result = resultOf(
    {
      period: { unit: 'quarter' },
      effective: { from: '2025-07-01' },
      score: [{ id: 'total', const: '50' }],
      carry: [{ id: 'k', label: '连续不足60分', kind: 'streak', when: { node: 'total', lt: '60' } }],
      outcomes: [{ id: 'o', do: '谈话', when: { carry: 'k', ...when } }],
    },
    { period: '2026Q3', history, ...more },
  );
  return result.outcomes.length > 0 ? 'yes' : heldOf(result).join() || 'no';
}

const poorIn = (...periods: readonly string[]): readonly Blocks[] => periods.map((period) => ({ period, score: '50' }));
const WAITS = '谈话：2026年第2季度的结果没有报来，连续不足60分还不能定';

const untold: readonly (readonly [name: string, when: Blocks, history: Blocks, answer: string])[] = [
  ['nobody has a history: this is the first', { gte: '2' }, {}, 'no'],
  ['others have one', { gte: '2' }, { m2: poorIn('2026Q2') }, WAITS],
  ['others have one, and this one is said to have none', { gte: '2' }, { m1: [], m2: poorIn('2026Q2') }, 'no'],
  ['a hole', { gte: '2' }, { m1: poorIn('2026Q1') }, WAITS],
  ['a hole that does not matter', { gte: '1' }, { m1: poorIn('2026Q1') }, 'yes'],
  ['enough is told', { gte: '2' }, { m1: poorIn('2026Q2') }, 'yes'],
  ['less than what is told', { lt: '2' }, { m1: poorIn('2026Q2') }, 'no'],
  ['at most what is told', { lte: '1' }, { m1: poorIn('2026Q2') }, 'no'],
  ['another number than what is told', { eq: '1' }, { m1: poorIn('2026Q2') }, 'no'],
  ['more than what is told', { gt: '1' }, { m1: poorIn('2026Q2') }, 'yes'],
  ['perhaps fewer', { lt: '2' }, { m2: poorIn('2026Q2') }, WAITS],
  ['perhaps this many', { eq: '1' }, { m2: poorIn('2026Q2') }, WAITS],
  ['since before the scheme', { gte: '5' }, { m1: poorIn('2025Q3', '2025Q4', '2026Q1', '2026Q2') }, 'yes'],
  ['nothing before the scheme', { gte: '6' }, { m1: poorIn('2025Q3', '2025Q4', '2026Q1', '2026Q2') }, 'no'],
];

for (const [name, when, history, answer] of untold) {
  test(`what was not told is neither poor nor good: ${name}`, () => {
    assert.equal(asked(when, history, { subjects: [{ id: 'm1' }, { id: 'm2' }] }), answer);
  });
}

test('who was not on the roster had no result', () => {
  const since = (from: string): Blocks => ({
    orgs: [{ id: 'X' }],
    subjects: [{ id: 'm1', org: [{ value: 'X', from }] }, { id: 'm2' }],
  });
  assert.equal(asked({ gte: '2' }, { m2: poorIn('2026Q2') }, since('2026-07-01')), 'no');
  assert.equal(asked({ gte: '2' }, { m2: poorIn('2026Q2') }, since('2026-06-30')), WAITS);
});

test('while this one cannot be told there is no streak', () => {
  assert.equal(carryOf({ kind: 'streak', when: { fact: 'n', gt: '1' } }, []), 'asked：数没有报告');
});

const counts: readonly (readonly [name: string, rule: Blocks, history: readonly Blocks[], n: string])[] = [
  ['in a row or not', {}, [row('2025Q1', '差'), row('2026Q1', '良'), row('2026Q2', '差')], '3'],
  ['not those that were exempt', {}, [row('2025Q1', '差', { status: 'exempt' })], '1'],
  ['by an order there is not', { when: { not: { rank: 'gone', lte: '1' } } }, [row('2026Q2', '差')], '2'],
  ['not those longer ago', { expiresAfterYears: '2' }, [row('2024Q4', '差'), row('2025Q1', '差')], '2'],
  ['by a parameter', { expiresAfterYears: { param: 'two' } }, [row('2024Q4', '差'), row('2025Q1', '差')], '2'],
  ['by a parameter that nobody filled in', { expiresAfterYears: { param: 'open' } }, [], 'asked：连续：年限没有填写'],
  [
    'one that cannot be told',
    { when: { node: 'side', lt: '9' } },
    [{ period: '2025Q1' }],
    'asked：2025年第1季度没有「side」的结果',
  ],
];

for (const [name, rule, history, n] of counts) {
  test(`a count: ${name} is ${n}`, () => {
    assert.equal(carryOf({ kind: 'count', ...poor, ...rule }, history), n);
  });
}

const past = [
  { period: '2026Q1', score: '80', grade: '良', nodes: { side: '1' } },
  { period: '2026Q2', score: '60', grade: '良', nodes: { side: '2' } },
  { period: '2026Q3', score: '40', grade: '差', nodes: { side: '3' } },
];

const years: readonly (readonly [rule: Blocks, history: readonly Blocks[], period: string, value: unknown])[] = [
  // 80, 60, 40 and 50 now
  [{ kind: 'sum' }, past, '2026Q4', '230'],
  [{ kind: 'mean' }, past, '2026Q4', '57.5'],
  [{ kind: 'mean', node: 'side' }, past, '2026Q4', '3.25'],
  [{ kind: 'mean', divisor: '5' }, past, '2026Q4', '46'],
  [{ kind: 'mean', divisor: { param: 'open' } }, past, '2026Q4', 'asked：方案参数「open」（由支部填）没有填写'],
  [{ kind: 'every', when: { node: 'total', gte: '40' } }, past, '2026Q4', true],
  [{ kind: 'every', when: { node: 'total', gt: '40' } }, past, '2026Q4', false],
  [{ kind: 'every', when: { grade: ['良'] } }, past, '2026Q4', false],
  [{ kind: 'every', when: { fact: 'n', gt: '1' } }, past, '2026Q4', 'asked：数没有报告'],
  // one is missing
  [{ kind: 'sum' }, past.slice(1), '2026Q4', 'asked：2026年第1季度的结果没有报来，连续还不能算'],
  [
    { kind: 'every', when: { grade: ['差'] } },
    past.slice(1),
    '2026Q4',
    'asked：2026年第1季度的结果没有报来，连续还不能算',
  ],
  // exempt is told, and left out
  [{ kind: 'mean' }, [{ period: '2026Q1', status: 'exempt' }, ...past.slice(1)], '2026Q4', '50'],
  [
    { kind: 'every', when: { node: 'total', lt: '80' } },
    [{ period: '2026Q1', status: 'exempt' }, ...past.slice(1)],
    '2026Q4',
    true,
  ],
  // before the last quarter of the year it is not asked yet
  [{ kind: 'mean' }, past.slice(0, 2), '2026Q3', 'none'],
  [{ kind: 'every', when: { grade: ['差'] } }, past.slice(0, 2), '2026Q3', 'none'],
  [{ kind: 'mean', complete: false }, past.slice(0, 2), '2026Q3', '190/3'],
  [{ kind: 'sum', complete: false }, past.slice(1, 2), '2026Q3', 'asked：2026年第1季度的结果没有报来，连续还不能算'],
  // other years have no part in it
  [{ kind: 'sum' }, [{ period: '2025Q4', score: '99' }, ...past], '2026Q4', '230'],
  // a score of the past that was not told
  [
    { kind: 'sum' },
    [{ period: '2026Q1', grade: '良' }, ...past.slice(1)],
    '2026Q4',
    'asked：2026年第1季度没有「total」的结果',
  ],
];

for (const [rule, history, period, value] of years) {
  test(`${JSON.stringify(rule)} over ${history.map((one) => String(one['period'])).join(' ')} and ${period} is ${String(value)}`, () => {
    assert.equal(carryOf(rule, history, period), value);
  });
}

test('every one of a year in which somebody was always exempt is none', () => {
  const history = past.map(({ period }) => ({ period, status: 'exempt' }));
  const scope = {
    exempt: [{ id: 'x', label: '免评', clause: 'c', when: { fact: 'away' }, path: 'node', node: 'side' }],
  };
  const exempt = { subjects: [{ id: 'm1', facts: { away: true } }] };
  const blocks = {
    scope,
    outcomes: [
      { id: 'asked', when: { carry: 'k' } },
      { id: 'mean', when: { carry: 'm', gte: '0' } },
    ],
  };
  const carry = [
    { id: 'k', kind: 'every', when: { node: 'total', gte: '0' } },
    { id: 'm', kind: 'mean' },
  ];
  const result = resultOf(
    {
      period: { unit: 'quarter' },
      facts: [{ id: 'away', type: 'flag' }],
      score: [
        { id: 'total', const: '50' },
        { id: 'side', const: '7' },
      ],
      carry,
      ...blocks,
    },
    { period: '2026Q4', history: { m1: history }, ...exempt },
  );
  assert.deepEqual([result.status, result.outcomes, heldOf(result)], ['exempt', [], []]);
});

test('the place of the past may be asked', () => {
  const rule = { kind: 'streak', when: { rank: 'place', last: true } };
  const result = resultOf(
    {
      period: { unit: 'quarter' },
      inputs: [{ id: 'x' }],
      score: [{ id: 'total', input: 'x' }],
      rankings: [{ id: 'place' }],
      carry: [
        { id: 'k', ...rule },
        { id: 'gone', kind: 'streak', when: { rank: 'gone', last: true } },
      ],
    },
    {
      period: '2026Q3',
      orgs: [{ id: 'X' }],
      subjects: [
        { id: 'm1', org: 'X' },
        { id: 'm2', org: 'X' },
      ],
      inputs: { m1: { x: '50' }, m2: { x: '60' } },
      history: {
        m1: [
          { period: '2026Q1', score: '9' },
          { period: '2026Q2', score: '1' },
        ],
        m2: [
          { period: '2026Q1', score: '8' },
          { period: '2026Q2', score: '2' },
        ],
      },
    },
  );
  assert.deepEqual(result.carry, { k: '2', gone: '0' });
});

/** An account B that takes the node `flow`. */
function accountOf(rule: Blocks, history: readonly Blocks[], period = '2026-03', facts: Blocks = {}): unknown {
  const result = resultOf(
    {
      period: { unit: 'month' },
      facts: [{ id: 'out', type: 'flag' }],
      inputs: [{ id: 'x', label: '本期' }],
      score: [
        { id: 'total', sum: ['flow', 'one'] },
        { id: 'flow', input: 'x' },
        { id: 'one', const: '1' },
      ],
      carry: [{ id: 'B', kind: 'account', add: ['flow'], ...rule }],
    },
    { period, history: { m1: history }, inputs: { m1: { x: '5' } }, ...facts },
  );
  return result.account?.['B'];
}

const before = (period: string, B: string): Blocks => ({ period, account: { B } });

const accounts: readonly (readonly [rule: Blocks, history: readonly Blocks[], period: string, balance: string])[] = [
  [{}, [], '2026-03', '5'],
  [{ opening: '100' }, [], '2026-03', '105'],
  [{ opening: '100' }, [before('2026-02', '30')], '2026-03', '35'],
  [{}, [before('2026-02', '30'), before('2026-01', '99')], '2026-03', '35'],
  [{ add: ['flow', 'one'] }, [before('2026-02', '30')], '2026-03', '36'],
  [{ opening: '100' }, [before('2026-01', '30'), { period: '2026-02' }], '2026-03', '35'],
  [{ reset: 'month' }, [before('2026-02', '30')], '2026-03', '5'],
  [{ reset: 'month', opening: '100' }, [before('2026-02', '30')], '2026-03', '5'],
  [{ reset: 'year' }, [before('2026-02', '30')], '2026-03', '35'],
  [{ reset: 'year' }, [before('2025-12', '30')], '2026-01', '5'],
  [{ resetWhen: { fact: 'out' } }, [before('2026-02', '30')], '2026-03', '35'],
];

for (const [rule, history, period, balance] of accounts) {
  test(`an account ${JSON.stringify(rule)} after ${JSON.stringify(history)} in ${period} has ${balance}`, () => {
    assert.equal(accountOf(rule, history, period), balance);
  });
}

test('an account falls to nothing when its scheme says so', () => {
  const facts = { subjects: [{ id: 'm1', facts: { out: true } }] };
  assert.equal(accountOf({ resetWhen: { fact: 'out' } }, [before('2026-02', '30')], '2026-03', facts), '0');
});

test('an account kept by weeks falls to nothing with the month', () => {
  const blocks = {
    period: { unit: 'week' },
    score: [{ id: 'total', const: '1' }],
    carry: [{ id: 'B', kind: 'account', add: ['total'], reset: 'month' }],
  };
  const at = (period: string, past: string) =>
    resultOf(blocks, { period, history: { m1: [before(past, '30')] } }).account;
  // The weeks of 9 and 16 March, and those of 23 February and 2 March 2026.
  assert.deepEqual([at('2026-W12', '2026-W11'), at('2026-W10', '2026-W08')], [{ B: '31' }, { B: '1' }]);
});

test('an opening that nobody filled in holds the account, until there is a past', () => {
  const params = [{ id: 'open' }];
  const at = (history: readonly Blocks[]) =>
    resultOf(
      {
        params,
        score: [{ id: 'total', account: 'B' }],
        carry: [{ id: 'B', label: '积分', kind: 'account', opening: { param: 'open' } }],
      },
      { history: { m1: history } },
    );
  assert.deepEqual(heldOf(at([])), ['积分的期初没有填写']);
  assert.equal(at([before('2025', '3')]).score, '3');
});

test('an account of which nobody can tell whether it fell to nothing has no balance', () => {
  const rule = { resetWhen: { entries: { items: [] }, gt: { param: 'open' } } };
  const blocks = {
    params: [{ id: 'open' }],
    score: [{ id: 'total', account: 'B' }],
    carry: [{ id: 'B', kind: 'account', ...rule }],
  };
  assert.deepEqual(heldOf(resultOf(blocks)), ['方案参数「open」（由支部填）没有填写']);
});

test('an account with something unknown in it has no balance', () => {
  assert.equal(accountOf({}, [before('2026-02', '30')], '2026-03', { inputs: {} }), undefined);
});

test('what a cap cuts off is kept from year to year on an account that says nothing more', () => {
  const score = [{ id: 'total', const: '50', cap: '40', excess: 'B' }];
  const at = (history: readonly Blocks[]) => resultOf({ score }, { history: { m1: history } }).account;
  assert.deepEqual([at([]), at([before('2025', '3')])], [{ B: '10' }, { B: '13' }]);
});
