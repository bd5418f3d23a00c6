import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldOf, resultOf, type Blocks } from '../../../../test/small-scheme.ts';

const params = [{ id: 'open' }];
const marks = {
  options: [
    { id: '好', value: '100' },
    { id: '中', value: '60' },
    { id: '差', value: '0' },
  ],
};
const scores = { scores: ['0', '100'] };

/** The score of a vote with these papers, or why there is none. */
function scoreOf(rule: Blocks, papers: Blocks | undefined, node: Blocks = {}): string {
  const blocks = {
    params,
    ballots: [{ id: 'vote', label: '测评', ...rule }],
    score: [{ id: 'total', ballot: 'vote', ...node }],
  };
  const result = resultOf(blocks, papers === undefined ? {} : { ballots: { m1: { vote: papers } } });
  return result.score ?? heldOf(result).join();
}

const NONE = '测评没有有效票';

const rows: readonly (readonly [rule: Blocks, papers: Blocks | undefined, score: string])[] = [
  // (6×100 + 3×60 + 1×0) ÷ 10
  [marks, { 好: 6, 中: 3, 差: 1 }, '78'],
  [marks, { 好: 2, 中: 1 }, '260/3'],
  // The denominators: 8 valid; 10 cast with one abstention and one invalid; 12 issued.
  [marks, { 好: 6, 中: 2, 弃权: 1, invalid: 1, issued: 12 }, '90'],
  [{ ...marks, denominator: 'cast' }, { 好: 6, 中: 2, 弃权: 1, invalid: 1, issued: 12 }, '72'],
  [{ ...marks, denominator: 'issued' }, { 好: 6, 中: 2, 弃权: 1, invalid: 1, issued: 12 }, '60'],
  // What was returned is told: it stands.
  [{ ...marks, denominator: 'cast' }, { 好: 6, 中: 2, returned: 9 }, '80'],
  [{ ...marks, denominator: 'issued' }, { 好: 6 }, '测评没有报发出票数'],
  [{ ...marks, denominator: 'issued' }, { issued: 0 }, NONE],
  [{ ...marks, abstain: ['不了解'], denominator: 'cast' }, { 好: 3, 不了解: 1 }, '75'],
  [marks, undefined, NONE],
  [marks, {}, NONE],
  [marks, { 弃权: 3 }, NONE],
  [marks, { 好: 0 }, NONE],
  [{ ...marks, missing: 'zero' }, undefined, '0'],
  [{ ...marks, missing: 'zero' }, { 弃权: 3 }, '0'],
  [{ ...marks, missing: 'exclude' }, undefined, '没有一个部分计分'],
  [{ ...marks, leastVoters: 3 }, { 好: 3 }, '100'],
  [{ ...marks, leastVoters: 3 }, { 好: 2, 弃权: 5 }, '测评人数不足3人'],
  // Papers of a month are none of the whole year.
  [{ ...marks, per: 'month' }, { '2026-03': { 好: 6 } }, NONE],
  // Nobody took a side: that is no result, however few would do.
  [{ ...marks, leastVoters: 0, denominator: 'issued' }, { 弃权: 2, issued: 5 }, NONE],
  // A worth that nobody has filled in holds the vote, once somebody has voted so.
  [
    {
      options: [
        { id: '好', value: '100' },
        { id: '中', value: { param: 'open' } },
      ],
    },
    { 好: 6, 中: 2 },
    '测评的票值没有填写',
  ],
  [
    {
      options: [
        { id: '好', value: '100' },
        { id: '中', value: { param: 'open' } },
      ],
    },
    { 好: 6 },
    '100',
  ],
  // An option without a worth of its own is worth nothing.
  [{ options: [{ id: '好', value: '100' }, { id: '差' }] }, { 好: 1, 差: 1 }, '50'],
  // Papers that carry scores.
  [scores, { 90: 2, '80.5': 1 }, '521/6'],
  [{ ...scores, denominator: 'cast' }, { 90: 2, 60: 1, 弃权: 1 }, '60'],
  [{ ...scores, combine: 'median' }, { 90: 1, 60: 1, 10: 1 }, '60'],
  [{ ...scores, combine: 'median' }, { 90: 2, 60: 1, 11: 1 }, '75'],
  [{ ...scores, combine: 'median' }, { 100: 1, 9: 1 }, '54.5'],
  [{ ...scores, combine: 'median' }, { 90: 2, 60: 2 }, '75'],
  [{ ...scores, combine: 'median' }, { 90: 1, 70: 0, 60: 1 }, '75'],
  [{ ...scores, combine: 'median' }, { 90: 999_999_999, 60: 999_999_998 }, '90'],
  [{ ...scores, combine: 'lowest' }, { 90: 999_999_999, 60: 0 }, '90'],
  [{ ...scores, combine: 'lowest' }, { 90: 2, 100: 1, 9.5: 1 }, '9.5'],
  [{ ...scores, combine: 'lowest' }, { 弃权: 2 }, NONE],
  [{ ...scores, combine: 'median', leastVoters: 0 }, { 弃权: 2 }, NONE],
];

for (const [rule, papers, score] of rows) {
  test(`${JSON.stringify(rule)} with ${JSON.stringify(papers)} is ${score}`, () => {
    assert.equal(scoreOf(rule, papers), score);
  });
}

test('the node may say otherwise what nobody’s vote means', () => {
  assert.equal(scoreOf(marks, undefined, { missing: 'zero' }), '0');
  assert.equal(scoreOf({ ...marks, missing: 'zero' }, undefined, { missing: 'block' }), NONE);
});

test('a vote that is not declared holds', () => {
  assert.equal(scoreOf(marks, undefined, { ballot: 'other' }), '没有声明的票 other');
});

/** Votes by month, put together over the year. */
function monthly(rule: Blocks, papers: Blocks): readonly unknown[] {
  const blocks = {
    ballots: [{ id: 'vote', label: '测评', ...marks, ...rule }],
    score: [
      { id: 'total', over: { unit: 'month', node: 'one', combine: 'mean' } },
      { id: 'one', ballot: 'vote' },
    ],
  };
  const result = resultOf(blocks, { asOf: '2026-02-28', ballots: { m1: { vote: papers } } });
  return [result.score, ...heldOf(result)];
}

test('votes by month are read month by month', () => {
  assert.deepEqual(monthly({ per: 'month' }, { '2026-01': { 好: 1 }, '2026-02': { 中: 1 } }), ['80']);
  assert.deepEqual(monthly({ per: 'month' }, { '2026-01': { 好: 1 } }), [null, '测评没有有效票（2026年2月）']);
});

test('one vote for the year is none of a month where months are asked for', () => {
  assert.deepEqual(monthly({ per: 'month' }, { 好: 1 }), [
    null,
    '测评没有有效票（2026年1月）',
    '测评没有有效票（2026年2月）',
  ]);
  assert.deepEqual(monthly({}, { 好: 1 }), ['100']);
});
