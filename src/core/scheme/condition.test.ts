import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf, resultOf, type Blocks } from '../../../test/small-scheme.ts';

const total = { score: [{ id: 'total', const: '1' }] };
const rule = (more: Blocks): Blocks => ({
  items: [{ id: 'A', rules: [{ id: 'A/1', points: '1', ...more }] }],
  ...total,
});

const periods: readonly (readonly [what: string, blocks: Blocks, at: string])[] = [
  ['an appraisal', { period: { unit: 'day' }, ...total }, 'period.unit'],
  ['the keeping of the ledger', { period: { unit: 'year', posting: 'day' }, ...total }, 'period.posting'],
  ['a score a body gives', { inputs: [{ id: 'a', per: 'day' }], ...total }, 'inputs.a.per'],
  ['a vote', { ballots: [{ id: 'v', per: 'day', options: [] }], ...total }, 'ballots.v.per'],
  ['a rule that acts by itself', rule({ when: { all: [] }, each: 'day' }), 'items.A.rules.A/1.each'],
  ['an order', { rankings: [{ id: 'r', per: 'day' }], ...total }, 'rankings.r.per'],
  ['a standard of work', { norms: [{ id: 'n', window: 'day', holds: { fact: 'f' } }], ...total }, 'norms.n.window'],
];

for (const [what, blocks, at] of periods) {
  test(`${what} is by the week at the shortest, not by the day`, () => {
    assert.deepEqual(problemsOf(blocks), [`not-in-list ${at}`]);
  });
}

test('what is counted on a day may be said of a day', () => {
  const free = rule({ free: { n: 1, per: 'day' } });
  const entries = [{ item: 'A/1' }, { item: 'A/1' }, { item: 'A/1', on: '2026-03-02' }];
  assert.equal(resultOf({ ...free, score: [{ id: 'total', items: ['A'] }] }, { entries }).score, '1');
});
