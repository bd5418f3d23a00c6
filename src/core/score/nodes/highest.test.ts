import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultsOf, type Blocks } from '../../../../test/small-scheme.ts';

const blocks: Blocks = {
  facts: [
    { id: 'guest', type: 'flag' },
    { id: 'away', type: 'flag' },
  ],
  scope: {
    who: { not: { fact: 'guest' } },
    exempt: [{ id: 'x', label: '免评', clause: 'c', when: { fact: 'away' }, path: 'none' }],
  },
  items: [{ id: 'A', rules: [{ id: 'A/1', points: '1' }] }],
  inputs: [{ id: 'given' }],
  score: [
    { id: 'total', ofHighest: 'own' },
    { id: 'own', items: ['A'] },
  ],
};
const orgs = [{ id: 'X' }, { id: 'Y' }];

/** Scores by what everybody has: `[org, count, facts]`. */
function scoresOf(
  rows: Readonly<Record<string, readonly [org: string | undefined, count: string, facts?: Blocks]>>,
  more: Blocks = {},
) {
  const { subjects } = resultsOf(
    { ...blocks, ...more },
    {
      orgs,
      subjects: Object.entries(rows).map(([id, [org, , facts = {}]]) => ({ id, org, facts })),
      entries: Object.entries(rows).map(([subject, [, count]]) => ({ item: 'A/1', subject, count })),
    },
  );
  return Object.keys(rows).map((id) => subjects[id]?.score);
}

test('a hundred for the highest of the organisation, the others by it', () => {
  assert.deepEqual(scoresOf({ a: ['X', '8'], b: ['X', '6'], c: ['Y', '3'] }), ['100', '75', '100']);
});

test('those without an organisation are among themselves', () => {
  assert.deepEqual(scoresOf({ a: ['X', '8'], b: [undefined, '6'], c: [undefined, '3'] }), ['100', '100', '50']);
});

test('nothing at all is zero, not a hundred', () => {
  assert.deepEqual(scoresOf({ a: ['X', '0'], b: ['X', '0'] }), ['0', '0']);
});

test('the highest is that of somebody who is rated', () => {
  const rows = { a: ['X', '4'], b: ['X', '8', { guest: true }], c: ['X', '9', { away: true }] } as const;
  assert.deepEqual(scoresOf(rows), ['100', null, null]);
});

test('while one is held nobody can be measured by the highest', () => {
  const open = {
    score: [
      { id: 'total', ofHighest: 'own' },
      { id: 'own', input: 'given' },
    ],
  };
  const { subjects } = resultsOf(
    { ...blocks, ...open },
    { subjects: [{ id: 'a' }, { id: 'b' }], inputs: { a: { given: '5' } } },
  );
  assert.deepEqual([subjects['a']?.score, subjects['b']?.score], [null, null]);
});

test('one who does not count is not measured, and holds nobody up', () => {
  const some = {
    inputs: [{ id: 'given', missing: 'exclude' }],
    score: [
      { id: 'total', sum: ['measured', 'base'] },
      { id: 'measured', ofHighest: 'own' },
      { id: 'base', const: '1' },
      { id: 'own', input: 'given' },
    ],
  };
  const { subjects } = resultsOf(
    { ...blocks, ...some },
    { subjects: [{ id: 'a' }, { id: 'b' }], inputs: { a: { given: '5' } } },
  );
  assert.deepEqual([subjects['a']?.score, subjects['b']?.score], ['101', '1']);
});

test('where nobody has such a score there is nothing to be measured by', () => {
  const score = [
    { id: 'total', sum: ['share', 'base'] },
    { id: 'base', const: '60' },
    { id: 'share', ofHighest: 'own' },
    { id: 'own', select: { cases: [{ when: { fact: 'away' }, node: 'base' }] } },
  ];
  const { subjects } = resultsOf({ facts: [{ id: 'away', type: 'flag' }], score });
  assert.deepEqual([subjects['m1']?.score, 'share' in (subjects['m1']?.nodes ?? {})], ['60', false]);
});
