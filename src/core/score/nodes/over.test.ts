import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldOf, resultOf, resultsOf, type Blocks } from '../../../../test/small-scheme.ts';

/** A score given for each quarter, put together. */
function scoreOf(over: Blocks, told: Blocks, facts: Blocks = {}, input: Blocks = {}): string {
  const blocks = {
    params: [{ id: 'n', value: '5' }],
    inputs: [{ id: 'quarter', label: '季评', per: 'quarter', ...input }],
    score: [
      { id: 'total', over: { unit: 'quarter', node: 'one', ...over } },
      { id: 'one', input: 'quarter' },
    ],
  };
  const result = resultOf(blocks, { inputs: { m1: { quarter: told } }, ...facts });
  return result.score ?? heldOf(result).join();
}

const all = { '2026Q1': '10', '2026Q2': '20', '2026Q3': '30', '2026Q4': '40' };
const half = { '2026Q1': '10', '2026Q3': '30' };

const rows: readonly (readonly [over: Blocks, told: Blocks, input: Blocks, score: string])[] = [
  [{ combine: 'mean' }, all, {}, '25'],
  [{ combine: 'sum' }, all, {}, '100'],
  [{ combine: 'last' }, all, {}, '40'],
  [{ combine: 'mean', divisor: '3' }, all, {}, '100/3'],
  [{ combine: 'mean', divisor: { param: 'n' } }, all, {}, '20'],
  [{ combine: 'mean' }, half, {}, '季评没有报来（2026年第2季度）,季评没有报来（2026年第4季度）'],
  [{ combine: 'mean' }, half, { missing: 'exclude' }, '20'],
  [{ combine: 'mean', divisor: '4' }, half, { missing: 'exclude' }, '10'],
  [{ combine: 'mean' }, half, { missing: 'zero' }, '10'],
  [{ combine: 'last' }, half, { missing: 'exclude' }, '30'],
  [{ combine: 'sum' }, {}, { missing: 'exclude' }, '没有一个部分计分'],
];

for (const [over, told, input, score] of rows) {
  test(`${JSON.stringify(over)} of ${JSON.stringify(told)} with ${JSON.stringify(input)}: ${score}`, () => {
    assert.equal(scoreOf(over, told, {}, input), score);
  });
}

test('only the quarters in which somebody was on the roster', () => {
  const orgs = [{ id: 'X' }];
  const subjects = [{ id: 'm1', org: [{ value: 'X', from: '2026-06-30', to: '2026-09-30' }] }];
  assert.equal(scoreOf({ combine: 'mean' }, { '2026Q2': '20', '2026Q3': '30' }, { orgs, subjects }), '25');
});

test('only the quarters that have begun', () => {
  assert.equal(scoreOf({ combine: 'sum' }, all, { asOf: '2026-04-01' }), '30');
});

/** The monthly values of a quarter whose months are made of weeks; 30 April and 3 May 2026 are in one week. */
const monthsOf = (week: string, entries: readonly Blocks[], rule: Blocks = {}) => {
  const blocks = {
    facts: [{ id: 'flag', type: 'flag' }],
    period: { unit: 'quarter', posting: 'week', week },
    items: [{ id: 'A', rules: [{ id: 'A/1', points: '1', ...rule }] }],
    score: [
      { id: 'total', over: { unit: 'month', node: 'month', combine: 'sum' } },
      { id: 'month', over: { unit: 'week', node: 'one', combine: 'sum' } },
      { id: 'one', items: ['A'] },
    ],
  };
  const subjects = [{ id: 'm1', facts: { flag: true } }];
  const { nodes } = resultOf(blocks, { period: '2026Q2', subjects, entries });
  return ['2026-04', '2026-05', '2026-06'].map((month) => nodes[`month@${month}`]);
};

test('a week across two months is put together into the one it belongs to', () => {
  const entries = [
    { item: 'A/1', on: '2026-04-30' },
    { item: 'A/1', on: '2026-05-03', count: '2' },
  ];
  assert.deepEqual(monthsOf('week-end-day', entries), ['0', '3', '0']);
  assert.deepEqual(monthsOf('week-start-day', entries), ['3', '0', '0']);
  assert.deepEqual(monthsOf('by-day', entries), ['1', '2', '0']);
});

test('what comes about in every week does so in the weeks of each month', () => {
  const weekly = { when: { fact: 'flag' }, each: 'week' };
  assert.deepEqual(monthsOf('week-end-day', [], weekly), ['4', '5', '4']);
  // April and May have one week together; the first of April and the last of June lack some days.
  assert.deepEqual(monthsOf('by-day', [], weekly), ['5', '5', '5']);
});

test('one score for the year is none of a quarter', () => {
  const blocks = {
    inputs: [{ id: 'quarter', label: '季评', per: 'quarter' }],
    score: [
      { id: 'total', over: { unit: 'quarter', node: 'one', combine: 'sum' } },
      { id: 'one', input: 'quarter' },
    ],
  };
  assert.equal(resultOf(blocks, { inputs: { m1: { quarter: '5' } } }).score, null);
  const year = { ...blocks, inputs: [{ id: 'quarter', label: '季评' }] };
  assert.equal(resultOf(year, { inputs: { m1: { quarter: '5' } } }).score, '20');
});

test('sub-periods may have sub-periods of their own', () => {
  const blocks = {
    items: [{ id: 'A', rules: [{ id: 'A/1', points: '1' }] }],
    score: [
      { id: 'total', over: { unit: 'quarter', node: 'quarter', combine: 'sum' } },
      { id: 'quarter', over: { unit: 'month', node: 'month', combine: 'mean' } },
      { id: 'month', items: ['A'] },
    ],
  };
  // Quarters of 3 and 1: means over three months of 1 and 1/3.
  const entries = ['01-01', '02-01', '03-01', '05-01'].map((day) => ({ item: 'A/1', on: `2026-${day}` }));
  const result = resultOf(blocks, { entries });
  assert.deepEqual([result.score, result.nodes['quarter@2026Q1'], result.nodes['quarter@2026Q2']], ['4/3', '1', '1/3']);
});

test('the period itself may be its only part', () => {
  const blocks = {
    items: [{ id: 'A', rules: [{ id: 'A/1', points: '1' }] }],
    score: [
      { id: 'total', over: { unit: 'year', node: 'one', combine: 'mean' } },
      { id: 'one', items: ['A'] },
    ],
  };
  assert.equal(resultOf(blocks, { entries: [{ item: 'A/1' }] }).score, '1');
});

test('the last sub-period stands, whatever is still open before it', () => {
  assert.equal(scoreOf({ combine: 'last' }, { '2026Q4': '4' }), '4');
  assert.equal(scoreOf({ combine: 'last' }, { '2026Q3': '3' }), '季评没有报来（2026年第4季度）');
});

test('a mean waits for the number it is divided by', () => {
  const open = resultOf({
    params: [{ id: 'n' }],
    score: [
      { id: 'total', over: { unit: 'quarter', node: 'one', combine: 'mean', divisor: { param: 'n' } } },
      { id: 'one', const: '1' },
    ],
  });
  assert.deepEqual([open.score, heldOf(open)], [null, ['平均的除数没有填写']]);
});

/** Of 2026 the fourth quarter, whose last week began on 28 December. */
const lastWeek: Blocks = { facts: [{ id: 'flag', type: 'flag' }], period: { unit: 'quarter', week: 'week-start-day' } };

test('with the period its last week is over, also where some of its days come later', () => {
  const rules = [{ id: 'A/1', points: '1', when: { fact: 'flag' }, each: 'week' }];
  const blocks = { ...lastWeek, items: [{ id: 'A', rules }], score: [{ id: 'total', items: ['A'] }] };
  const score = (facts: Blocks) =>
    resultOf(blocks, { period: '2026Q4', subjects: [{ id: 'm1', facts: { flag: true } }], ...facts }).score;
  assert.deepEqual([score({}), score({ asOf: '2026-12-30' })], ['13', '12']);
});

test('the place asked for is that of the last week, also where some of its days come later', () => {
  const blocks = {
    ...lastWeek,
    items: [{ id: 'A', rules: [{ id: 'A/1', points: '1' }] }],
    score: [{ id: 'total', items: ['A'] }],
    rankings: [{ id: 'r', among: 'all', per: 'week' }],
    gates: [{ id: 'first', when: { rank: 'r', lte: '1' } }],
  };
  const entries = [{ item: 'A/1', subject: 'm2', on: '2026-12-29' }];
  const { subjects } = resultsOf(blocks, { period: '2026Q4', subjects: [{ id: 'm1' }, { id: 'm2' }], entries });
  assert.deepEqual([subjects['m1']?.gates, subjects['m2']?.gates], [{ first: false }, { first: true }]);
});
