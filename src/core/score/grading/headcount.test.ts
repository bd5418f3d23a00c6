import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultsOf, type Blocks } from '../../../../test/small-scheme.ts';
import type { Results } from '../results.ts';
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

const isFull = { not: { fact: 'status', is: '预备党员' } };

/** What a quota of a share comes to in X, where five people are: one 预备, one exempt, one without a score. */
function quotaIn(
  quota: Blocks,
  org: Blocks = {},
  fullMembers: Blocks | undefined = isFull,
  missing = 'no',
  who: Blocks = {},
): Results {
  return resultsOf(
    {
      facts: [
        { id: 'status', label: '身份', type: 'choice', missing },
        { id: 'away', type: 'flag' },
        { id: 'ungraded', type: 'flag' },
      ],
      scope: {
        ...who,
        ...(Object.keys(fullMembers).length === 0 ? {} : { fullMembers }),
        exempt: [{ id: 'x', label: '免评', clause: 'c', when: { fact: 'away' }, path: 'none' }],
      },
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
      outcomes: [],
    },
    {
      orgs: [{ id: 'X', facts: org }],
      subjects: [
        { id: 'm1', org: 'X' },
        { id: 'm2', org: 'X' },
        { id: 'm3', org: 'X', facts: { status: '预备党员' } },
        { id: 'm4', org: 'X', facts: { away: true } },
        { id: 'm5', org: 'X', facts: { ungraded: true } },
      ],
    },
  );
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
    assert.equal(quotaIn(quota, org).quotas[0]?.slots, places);
  });
}

test('whoever the scheme does not speak of is no member, and nobody is until that is known', () => {
  const half = { share: '50%', among: 'all-members' };
  const who = { who: { not: { fact: 'status', is: '预备党员' } } };
  assert.equal(quotaIn(half, {}, isFull, 'no', who).quotas[0]?.slots, 2);
  assert.equal(quotaIn({ ...half, share: '80%' }, {}, isFull, 'no', who).quotas[0]?.slots, 3);
  assert.equal(quotaIn({ ...half, share: '80%' }).quotas[0]?.slots, 4);
  assert.deepEqual(quotaIn(half, {}, isFull, 'hold', who).quotas, []);
});

const ofFull = { share: '100%', among: 'full-members' };

const waits: readonly (readonly [name: string, results: Results, why: string])[] = [
  ['no rule says who is a full member', quotaIn(ofFull, {}, {}), '没有报告正式党员人数'],
  [
    'somebody’s status is not reported',
    quotaIn(ofFull, {}, isFull, 'hold'),
    '有 4 人说不准是不是正式党员（身份没有报告）',
  ],
];

for (const [name, { quotas, subjects }, why] of waits) {
  test(`places wait while ${name}`, () => {
    assert.deepEqual(quotas, []);
    assert.deepEqual(subjects['m1']?.options, ['优', '良']);
    assert.deepEqual(
      subjects['m1']?.held?.map((one) => one.what),
      [`名额还算不出：${why}，等待有权组织从符合的人里决定（可选：优、良）`],
    );
  });
}

test('the number an organisation reports needs no rule and no status', () => {
  assert.equal(quotaIn(ofFull, { 'full-members': 4 }, {}).quotas[0]?.slots, 4);
  assert.equal(quotaIn(ofFull, { 'full-members': 4 }, isFull, 'hold').quotas[0]?.slots, 4);
});
