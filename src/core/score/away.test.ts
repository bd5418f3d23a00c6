import assert from 'node:assert/strict';
import { test } from 'node:test';
import { graded, quotaOf } from '../../../test/small-ladder.ts';
import { resultOf, resultsOf, type Blocks } from '../../../test/small-scheme.ts';
import { toldOf } from '../../../test/told.ts';
import { reasonsOf } from './telling/reasons.ts';

const [inX, left] = ['X', [{ value: 'X', to: '2026-06-30' }]];
const scheme: Blocks = graded(
  { quotas: [quotaOf({ count: undefined, share: '50%', among: 'all-members' })] },
  {
    items: [{ id: 'A', rules: [{ id: 'A/1', effect: 'record' }] }],
    rankings: [{ id: 'order', clause: 'c', node: 'total' }],
    outcomes: [{ id: 'praise', when: { node: 'total', gte: '60' } }],
  },
);
/** One of those who stay is the best of all, unless whoever left, or comes later, still counted. */
function factsOf(org: unknown, more: Blocks = {}): Blocks {
  return {
    orgs: [{ id: 'X', name: '甲' }],
    subjects: [{ id: 'm1', org }, ...['a', 'b', 'c'].map((id) => ({ id, org: inX }))],
    inputs: { m1: { given: '99' }, a: { given: '95' }, b: { given: '94' }, c: { given: '70' } },
    ...more,
  };
}

test('whoever has left by the end of the period keeps a score, and stands in no group', () => {
  const { subjects, quotas, orgs } = resultsOf(scheme, factsOf(left));
  const { status, score, grade, rank, outcomes, held } = subjects['m1'] ?? {};
  assert.deepEqual(
    { status, score, grade, rank, outcomes, held },
    {
      status: 'exempt',
      score: '99',
      grade: null,
      rank: undefined,
      outcomes: [],
      held: [],
    },
  );
  assert.deepEqual(
    ['a', 'b', 'c'].map((id) => subjects[id]?.rank),
    [1, 2, 3],
  );
  // Half of three, not of four.
  assert.deepEqual(
    quotas.map(({ slots, in: inside, out }) => [slots, inside, out]),
    [[1, ['a'], ['b']]],
  );
  assert.equal(orgs['X']?.sum, '259');
});

test('whoever stays to the last day is rated like anybody', () => {
  const { subjects, quotas } = resultsOf(scheme, factsOf([{ value: 'X', to: '2026-12-31' }]));
  assert.deepEqual([subjects['m1']?.rank, subjects['m1']?.grade, quotas[0]?.slots], [1, '优', 2]);
});

test('by the day of the report nobody has come who comes after it', () => {
  const later = [{ value: 'X', from: '2026-08-01' }];
  assert.equal(resultOf(scheme, factsOf(later, { asOf: '2026-06-30' })).status, 'exempt');
  assert.equal(resultOf(scheme, factsOf(later)).status, 'scored');
});

test('what whoever has left still lacks is not asked for, and a decision about the grade is refused', () => {
  assert.deepEqual(resultOf(scheme, factsOf(left, { inputs: {} })).held, []);
  assert.throws(
    () => resultOf(scheme, factsOf(left, { decisions: { m1: { grade: '优', by: '支部' } } })),
    /不能|decision/,
  );
});

test('whoever was never there in the period has no score, and why is said', () => {
  const whys = [[{ value: 'X', from: '2027-01-01' }], [{ value: 'X', to: '2025-12-31' }]].map((org) => {
    const [row] = toldOf(scheme, factsOf(org)).report.parts[0]?.rows.filter(({ id }) => id === 'm1') ?? [];
    return [row?.status, row?.score, row?.without, row?.held.length];
  });
  assert.deepEqual(whys, [
    ['exempt', undefined, '2027-01-01 起才在册，本周期不评', 0],
    ['exempt', undefined, '本周期不在册，不评', 0],
  ]);
});

test('beside the score of whoever has left stands since when', () => {
  const { scoring, explain } = toldOf(scheme, factsOf(left));
  const why = '2026-07-01 起不在册，不排名次、不定等次，由转入的组织评';
  assert.equal(reasonsOf(scoring).get('m1')?.[0]?.what, why);
  assert.deepEqual(explain('m1').standing, [{ what: why, clause: '' }]);
});

test('in a sub-period whoever was there then has a place in its order, gone since or not', () => {
  const monthly: Blocks = {
    items: [{ id: 'A', max: '10', start: 'full', rules: [{ id: 'A/1', effect: 'deduct', points: '1' }] }],
    score: [
      { id: 'total', over: { unit: 'month', node: 'part', combine: 'sum' } },
      { id: 'part', items: ['A'] },
    ],
    rankings: [{ id: 'order', clause: 'c', node: 'part', per: 'month' }],
  };
  const entries = [{ subject: 'a', item: 'A/1', on: '2026-03-02' }];
  const { subjects } = resultsOf(monthly, { ...factsOf(left), inputs: {}, entries });
  assert.deepEqual(
    ['m1', 'a'].map((id) => subjects[id]?.ranks?.['order@2026-03']),
    [1, 4],
  );
  assert.deepEqual(Object.keys(subjects['m1']?.ranks ?? {}).at(-1), 'order@2026-06');
});

test('the highest of the organisation is among those who are there', () => {
  const highest: Blocks = {
    ...scheme,
    score: [
      { id: 'total', ofHighest: 'own' },
      { id: 'own', input: 'given' },
    ],
  };
  assert.equal(resultOf(highest, factsOf(left), 'a').score, '100');
});
