import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoringOf, smallFacts, smallScheme, type Blocks } from '../../../test/small-scheme.ts';
import { sentence } from '../text/sentence.ts';

const scheme = smallScheme({
  facts: [
    { id: 'meetings', label: '开会的季度数', type: 'number', unit: '季' },
    { id: 'secret', label: '处分', type: 'number', sensitive: true, missing: 'no' },
  ],
  items: [
    {
      id: 'A',
      label: '三会一课',
      start: 'full',
      max: '4',
      rules: [
        { id: 'A/1', effect: 'deduct', points: '1', shortage: { fact: 'meetings', need: '4' } },
        { id: 'A/2', effect: 'deduct', points: '1', counted: { fact: 'secret' } },
      ],
    },
    { id: 'B', label: '资料', start: 'full', max: '4' },
  ],
  score: [{ id: 'total', items: ['A', 'B'] }],
});

function noticesFor(facts: Blocks, entries: readonly Blocks[]): readonly (readonly [at: string, said: string])[] {
  const document = smallFacts({ subjects: [{ id: 'm1', facts }], entries });
  return scoringOf(scheme, document).notices.map((one) => [one.at, sentence(one)]);
}

const given = (item: string, points: string): Blocks => ({ id: 'e', item, points });

test('a score that was given against the facts is told at both places', () => {
  const said =
    '「三会一课」给m1直接打了 4 分，照报来的情况（开会的季度数 3 季）应是 3 分；直接打的作准，两处有一处不对，请核对。';
  assert.deepEqual(noticesFor({ meetings: '3' }, [given('A', '4')]), [
    ['entries.e.points', said],
    ['subjects.m1.facts.meetings', said],
  ]);
});

test('what agrees, is not known, or has no facts to go by is not told, nor are facts on discipline', () => {
  assert.deepEqual(noticesFor({ meetings: '3' }, [given('A', '3')]), []);
  assert.deepEqual(noticesFor({}, [given('A', '4')]), []);
  assert.deepEqual(noticesFor({ meetings: '3' }, [given('B', '1')]), []);
  assert.deepEqual(noticesFor({ meetings: '3' }, []), []);
  const places = noticesFor({ meetings: '4', secret: '1' }, [given('A', '4')]).map(([at]) => at);
  assert.deepEqual(places, ['entries.e.points', 'subjects.m1.facts.meetings']);
});

/** Where it is told that an item with these rules, full marks 4, was given 4. */
function placesOf(item: Blocks, blocks: Blocks, facts: Blocks): readonly string[] {
  const asked = [
    { id: 'hours', type: 'number' },
    { id: 'visits', type: 'number' },
    { id: 'absent', type: 'flag' },
  ];
  const items = [{ id: 'A', start: 'full', max: '4', ...item }];
  const document = smallScheme({ facts: asked, items, score: [{ id: 'total', items: ['A'] }], ...blocks });
  return scoringOf(document, smallFacts({ entries: [given('A', '4')], ...facts })).notices.map((one) => one.at);
}

const short = { id: 'A/1', effect: 'deduct', points: '1', shortage: { fact: 'hours', need: '4' } };
const often = { id: 'A/2', effect: 'deduct', points: '1', counted: { fact: 'visits' } };
const TOLD = ['entries.e.points', 'subjects.m1.facts.hours'];

const cases: readonly (readonly [
  name: string,
  item: Blocks,
  blocks: Blocks,
  facts: Blocks,
  told: readonly string[],
])[] = [
  [
    'a number that a condition asks for is told, a flag is not',
    {
      rules: [
        { id: 'A/1', effect: 'deduct', points: '1', when: { fact: 'hours', lt: '4' } },
        {
          id: 'A/2',
          effect: 'deduct',
          points: '1',
          when: { any: [{ category: ['x'] }, { fact: 'absent', is: true }] },
        },
      ],
    },
    { scope: { categories: [{ id: 'x', label: 'x', when: { fact: 'absent', is: true } }] } },
    { subjects: [{ id: 'm1', facts: { hours: '3', absent: true } }] },
    TOLD,
  ],
  [
    'of facts that are not all there nothing can be made',
    { rules: [short, often] },
    {},
    { subjects: [{ id: 'm1', facts: { hours: '3' } }] },
    [],
  ],
  [
    'somebody who is not rated has no score to doubt',
    { rules: [short] },
    { scope: { who: { fact: 'absent', is: false } } },
    { subjects: [{ id: 'm1', facts: { hours: '3', absent: true } }] },
    [],
  ],
  [
    'what is given for a sub-period is left to it',
    { rules: [short], per: 'month' },
    {},
    { subjects: [{ id: 'm1', facts: { hours: '3' } }] },
    [],
  ],
  [
    'where organisations are rated their facts stand with them',
    { rules: [short] },
    { subject: 'org' },
    { subjects: [], orgs: [{ id: 'm1', facts: { hours: '3' } }] },
    ['entries.e.points', 'orgs.m1.facts.hours'],
  ],
];

for (const [name, item, blocks, facts, told] of cases) {
  test(name, () => assert.deepEqual(placesOf(item, blocks, facts), told));
}
