import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultsOf, type Blocks } from '../../../test/small-scheme.ts';

const blocks: Blocks = {
  inputs: [{ id: 'study' }, { id: 'work' }],
  score: [
    { id: 'total', sum: ['study', 'work'] },
    { id: 'study', input: 'study' },
    { id: 'work', input: 'work' },
  ],
};

const inOrg = (id: string, org: string): Blocks => ({ id, org });

/** A committee with one person of its own, above a branch of two and an empty one. */
const facts: Blocks = {
  orgs: [
    { id: 'committee' },
    { id: 'branch', superior: 'committee' },
    { id: 'empty', superior: 'committee' },
    { id: 'other' },
  ],
  subjects: [inOrg('a', 'committee'), inOrg('b', 'branch'), inOrg('c', 'branch'), inOrg('d', 'other')],
  inputs: {
    a: { study: '1', work: '10' },
    b: { study: '2', work: '20' },
    c: { study: '4', work: '40' },
    d: { study: '8', work: '80' },
  },
};

/** Sum, mean and place of every organisation. */
function orgsOf(orgs: Blocks, more: Blocks = {}): readonly string[] {
  const results = resultsOf({ ...blocks, orgs }, { ...facts, ...more });
  return Object.entries(results.orgs).map(([id, one]) =>
    [id, one.sum ?? '—', one.mean ?? '—', one.rank].join(' ').trim(),
  );
}

const rows: readonly (readonly [rule: Blocks, told: readonly string[]])[] = [
  [{}, ['committee 11 11', 'branch 66 33', 'empty — —', 'other 88 88']],
  [{ order: 'mean' }, ['committee 11 11 3', 'branch 66 33 2', 'empty — —', 'other 88 88 1']],
  [{ node: 'study' }, ['committee 1 1', 'branch 6 3', 'empty — —', 'other 8 8']],
  [{ scope: 'subtree' }, ['committee 77 77/3', 'branch 66 33', 'empty — —', 'other 88 88']],
  [
    { scope: 'subtree', node: 'work', order: 'sum' },
    ['committee 70 70/3 2', 'branch 60 30 3', 'empty — —', 'other 80 80 1'],
  ],
];

for (const [rule, told] of rows) {
  test(`organisations by ${JSON.stringify(rule)}: ${told.join(', ')}`, () => assert.deepEqual(orgsOf(rule), told));
}

test('one whose value is missing keeps the sum of the own organisation, and of those above, open', () => {
  const inputs = { a: { study: '1', work: '10' }, b: { study: '2' }, c: { study: '4', work: '40' }, d: {} };
  const open = ['committee — —', 'branch — —', 'empty — —', 'other — —'];
  assert.deepEqual(orgsOf({ scope: 'subtree' }, { inputs }), open);
  assert.deepEqual(orgsOf({}, { inputs }), ['committee 11 11', ...open.slice(1)]);
  assert.deepEqual(orgsOf({ node: 'study' }, { inputs }), ['committee 1 1', 'branch 6 3', 'empty — —', 'other — —']);
});

test('a node that the score did not choose is asked for by itself', () => {
  const score = [
    { id: 'total', select: { cases: [{ when: { node: 'study', gte: '1' }, node: 'study' }], otherwise: 'work' } },
    { id: 'study', input: 'study' },
    { id: 'work', input: 'work' },
  ];
  const results = resultsOf({ ...blocks, score, orgs: { node: 'work' } }, facts);
  assert.equal(results.orgs['branch']?.sum, '60');
});
