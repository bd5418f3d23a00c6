import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultsOf, type Blocks } from '../../../../test/small-scheme.ts';
import { cutAt } from './headcount.ts';

const equal = (a: number, b: number): boolean => a === b;

const cuts: readonly (readonly [list: readonly number[], slots: number, into: string])[] = [
  [[9, 8, 7], 2, '9 8||7'],
  [[9, 8, 8], 2, '9|8 8|'],
  [[9, 8, 8, 7], 2, '9|8 8|7'],
  [[8, 8, 8], 2, '|8 8 8|'],
  [[9, 8, 8], 3, '9 8 8||'],
  [[9, 8, 8], 9, '9 8 8||'],
  [[9, 8], 0, '||9 8'],
  [[9, 9], -1, '||9 9'],
  [[], 2, '||'],
];

for (const [list, slots, into] of cuts) {
  test(`${slots} places among ${list.join(' ') || 'nobody'}: ${into}`, () => {
    const cut = cutAt(list, slots, equal);
    assert.equal([cut.in, cut.contested, cut.out].map((part) => part.join(' ')).join('|'), into);
  });
}

const status = { id: 'status', type: 'choice' };

/** How many places a quota of a share hands out in X, where five people are: one 预备, one exempt, one without a score. */
function slots(quota: Blocks, org: Blocks = {}, facts: readonly Blocks[] = [status]): number | undefined {
  const people = [
    { id: 'm1' },
    { id: 'm2' },
    { id: 'm3', facts: { status: '预备党员' } },
    { id: 'm4', facts: { away: true } },
    { id: 'm5', facts: { ungraded: true } },
  ].map((one) => ({
    org: 'X',
    ...one,
    facts: Object.fromEntries(Object.entries(one.facts ?? {}).filter(([id]) => id !== 'status' || facts.length > 0)),
  }));
  const { quotas } = resultsOf(
    {
      facts: [...facts, { id: 'away', type: 'flag' }, { id: 'ungraded', type: 'flag' }],
      scope: { exempt: [{ id: 'x', label: '免评', clause: 'c', when: { fact: 'away' }, path: 'none' }] },
      score: [{ id: 'total', const: '95' }],
      grade: {
        clause: 'c',
        ladder: ['优', '良'],
        tables: [
          { id: 'none', when: { fact: 'ungraded' }, ungraded: true, bands: [] },
          { id: 't', bands: [{ grade: '优', from: '90' }] },
        ],
        quotas: [
          {
            id: 'q',
            grade: '优',
            spill: '良',
            keys: ['total'],
            ties: 'human',
            rounding: 'round-down',
            clause: 'c',
            ...quota,
          },
        ],
      },
    },
    { orgs: [{ id: 'X', facts: org }], subjects: people },
  );
  return quotas[0]?.slots;
}

const rows: readonly (readonly [quota: Blocks, org: Blocks, places: number])[] = [
  [{ share: '30%', among: 'all-members' }, {}, 1],
  [{ share: '30%', among: 'all-members', rounding: 'half-up' }, {}, 2],
  [{ share: '30%', among: 'all-members', rounding: 'round-up' }, {}, 2],
  [{ share: '28%', among: 'all-members', rounding: 'half-up' }, {}, 1],
  [{ share: '40%', among: 'all-members', rounding: 'round-up' }, {}, 2],
  [{ share: '50%', among: 'all-members' }, { members: 9 }, 4],
  // all but the probationary one
  [{ share: '50%', among: 'full-members' }, {}, 2],
  [{ share: '50%', among: 'full-members' }, { 'full-members': 9 }, 4],
  [{ share: '50%', among: 'full-members' }, { members: 9 }, 2],
  // three have a grade
  [{ share: '1/3', among: 'graded-members' }, { members: 9 }, 1],
  [{ count: '2', among: 'all-members' }, {}, 2],
  [{ count: '2', share: '100%', among: 'all-members' }, {}, 2],
];

for (const [quota, org, places] of rows) {
  test(`${JSON.stringify(quota)} with ${JSON.stringify(org)}: ${places}`, () => {
    assert.equal(slots(quota, org), places);
  });
}

test('where nobody’s status is a fact of the scheme, all are full members', () => {
  assert.equal(slots({ share: '100%', among: 'full-members' }, {}, []), 5);
});
