import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldOf, resultOf, resultsOf, type Blocks } from '../../../../test/small-scheme.ts';

type Entry = readonly [item: string, points: string, more?: Blocks];

function scoreOf(rule: Blocks, item: Blocks, entries: readonly Entry[], second: Blocks = rule): string | null {
  const judged = (id: string, more: Blocks): Blocks => ({ id, judged: { by: '支部' }, ...more });
  const items = [{ id: 'A', ...item, rules: [judged('A/1', rule), judged('A/2', second)] }];
  const rows = entries.map(([at, points, more = {}]) => ({ item: `A/${at}`, points, ...more }));
  return resultOf({ score: [{ id: 'total', items: ['A'] }], items }, { entries: rows }).score;
}

const p = { project: 'p' };
const q = { project: 'q' };
const april = { on: '2026-04-01' };

const rows: readonly (readonly [name: string, rule: Blocks, item: Blocks, entries: readonly Entry[], score: string])[] =
  [
    [
      'the highest of the item',
      { highest: 'item' },
      {},
      [
        ['1', '3'],
        ['1', '5'],
        ['1', '4'],
      ],
      '5',
    ],
    [
      'the highest across the rules of the item',
      { highest: 'item' },
      {},
      [
        ['1', '3'],
        ['2', '5'],
      ],
      '5',
    ],
    [
      'of equals the first',
      { highest: 'item' },
      {},
      [
        ['1', '5'],
        ['2', '5'],
      ],
      '5',
    ],
    [
      'the highest of each project',
      { highest: 'project' },
      {},
      [
        ['1', '3', p],
        ['2', '5', p],
        ['1', '4', q],
      ],
      '9',
    ],
    [
      'without a project each is its own',
      { highest: 'project' },
      {},
      [
        ['1', '3'],
        ['1', '5'],
      ],
      '8',
    ],
    [
      'a cap by entry',
      { caps: [{ max: '4', per: 'entry' }] },
      {},
      [
        ['1', '3'],
        ['1', '9'],
      ],
      '7',
    ],
    [
      'a cap by month',
      { caps: [{ max: '4', per: 'month' }] },
      {},
      [
        ['1', '3'],
        ['1', '9'],
        ['1', '2', april],
      ],
      '6',
    ],
    [
      'a cap by day',
      { caps: [{ max: '4', per: 'day' }] },
      {},
      [
        ['1', '3'],
        ['1', '9'],
      ],
      '4',
    ],
    [
      'a cap by project',
      { caps: [{ max: '4', per: 'project' }] },
      {},
      [
        ['1', '3', p],
        ['1', '3', p],
        ['1', '3', q],
      ],
      '7',
    ],
    [
      'a cap by project, the projects in turn',
      { caps: [{ max: '4', per: 'project' }] },
      {},
      [
        ['1', '3', p],
        ['1', '3', q],
        ['1', '3', p],
        ['1', '3', q],
        ['1', '3', p],
      ],
      '8',
    ],
    [
      'a cap by period',
      { caps: [{ max: '4', per: 'period' }] },
      {},
      [
        ['1', '3'],
        ['1', '9', april],
      ],
      '4',
    ],
    ['exactly the cap stays', { caps: [{ max: '4', per: 'year' }] }, {}, [['1', '4']], '4'],
    [
      'a cap of a rule is for that rule alone',
      { caps: [{ max: '4', per: 'year' }] },
      {},
      [
        ['1', '9'],
        ['2', '9'],
      ],
      '8',
    ],
    [
      'several caps all hold',
      {
        caps: [
          { max: '3', per: 'month' },
          { max: '5', per: 'year' },
        ],
      },
      {},
      [
        ['1', '9'],
        ['1', '9', april],
      ],
      '5',
    ],
    [
      'a cap of the item is for all its rules',
      {},
      { caps: [{ max: '10', per: 'year' }] },
      [
        ['1', '9'],
        ['2', '9'],
      ],
      '10',
    ],
    [
      'first the caps of the rules, then of the item',
      { caps: [{ max: '4', per: 'year' }] },
      { caps: [{ max: '7', per: 'year' }] },
      [
        ['1', '9'],
        ['2', '9'],
      ],
      '7',
    ],
    [
      'first the highest, then the caps',
      { highest: 'item', caps: [{ max: '4', per: 'year' }] },
      {},
      [
        ['1', '9'],
        ['1', '3'],
      ],
      '4',
    ],
    [
      'deductions are capped by their size',
      { effect: 'deduct', caps: [{ max: '4', per: 'year' }] },
      {},
      [
        ['1', '3'],
        ['1', '9'],
      ],
      '-4',
    ],
    [
      'the highest deduction is the largest',
      { effect: 'deduct', highest: 'item' },
      {},
      [
        ['1', '3'],
        ['1', '9'],
      ],
      '-9',
    ],
  ];

for (const [name, rule, item, entries, score] of rows) {
  test(`${name}: ${score}`, () => {
    assert.equal(scoreOf(rule, item, entries), score);
  });
}

test('caps and the highest keep many projects apart, whoever comes next', () => {
  const projects = Array.from({ length: 30 }, (_, at) => ({ project: `p${at}` }));
  const twice = [
    ...projects.map((one) => ({ item: 'A/1', points: '3', ...one })),
    ...projects.map((one) => ({ item: 'A/1', points: '5', ...one })),
  ];
  const entries = [
    ...twice,
    ...twice.map((one) => ({ ...one, subject: 'm2' })),
    { item: 'A/1', points: '1', subject: 'm3' },
  ];
  const scores = (rule: Blocks): readonly (string | null)[] => {
    const items = [{ id: 'A', rules: [{ id: 'A/1', judged: { by: '支部' }, ...rule }] }];
    const subjects = ['m1', 'm2', 'm3'].map((id) => ({ id }));
    return Object.values(
      resultsOf({ score: [{ id: 'total', items: ['A'] }], items }, { subjects, entries }).subjects,
    ).map((one) => one.score);
  };
  // 30 × 4 and 30 × 5.
  assert.deepEqual(scores({ caps: [{ max: '4', per: 'project' }] }), ['120', '120', '1']);
  assert.deepEqual(scores({ highest: 'project' }), ['150', '150', '1']);
});

test('only rules that say so are compared', () => {
  assert.equal(
    scoreOf(
      { highest: 'item' },
      {},
      [
        ['1', '3'],
        ['1', '5'],
        ['2', '4'],
      ],
      {},
    ),
    '9',
  );
});

test('the highest of the item is looked for in each sub-period that is scored by itself', () => {
  const items = [{ id: 'A', rules: [{ id: 'A/1', judged: { by: '支部' }, highest: 'item' }] }];
  const score = [
    { id: 'total', over: { unit: 'month', node: 'month', combine: 'sum' } },
    { id: 'month', items: ['A'] },
  ];
  const entries = [
    { item: 'A/1', points: '3' },
    { item: 'A/1', points: '5' },
    { item: 'A/1', points: '2', on: '2026-04-01' },
  ];
  assert.equal(resultOf({ score, items }, { entries }).score, '7');
});

test('what a rule posts by itself is capped with the rest', () => {
  const facts = [{ id: 'visits', type: 'number' }];
  const items = [
    {
      id: 'A',
      rules: [
        { id: 'A/1', points: '1', counted: { fact: 'visits' }, caps: [{ max: '3', per: 'entry' }] },
        { id: 'A/2', points: '2' },
      ],
    },
  ];
  const subjects = [{ id: 'm1', facts: { visits: '9' } }];
  assert.equal(
    resultOf({ score: [{ id: 'total', items: ['A'] }], facts, items }, { subjects, entries: [{ item: 'A/2' }] }).score,
    '5',
  );
});

/** Of an item whose second rule takes points, where a judging body may do both. */
function bothWays(rule: Blocks, item: Blocks = {}, params: readonly Blocks[] = []): ReturnType<typeof resultOf> {
  const judged = { judged: { by: '支部' }, ...rule };
  const items = [
    {
      id: 'A',
      ...item,
      rules: [
        { id: 'A/1', ...judged },
        { id: 'A/2', effect: 'deduct', ...judged },
      ],
    },
  ];
  const rows = [
    { item: 'A/1', points: '5' },
    { item: 'A/2', points: '3' },
    { item: 'A/1', points: '4' },
  ];
  return resultOf({ score: [{ id: 'total', items: ['A'] }], items, params }, { entries: rows });
}

test('points added and points taken are looked at apart', () => {
  assert.equal(bothWays({}).score, '6');
  assert.equal(bothWays({ highest: 'item' }).score, '2');
  assert.equal(bothWays({}, { caps: [{ max: '6', per: 'year' }] }).score, '3');
});

test('a cap that nobody filled in holds what it would hold down', () => {
  const params = [{ id: 'open' }];
  const caps = [{ max: { param: 'open' }, per: 'year' }];
  assert.deepEqual(heldOf(bothWays({}, { caps }, params)), ['A的封顶没有填写']);
  assert.deepEqual(heldOf(bothWays({ caps }, {}, params)), ['A/1的封顶没有填写', 'A/2的封顶没有填写']);
  const items = [{ id: 'A', rules: [{ id: 'A/1', points: '1', caps }] }];
  assert.equal(resultOf({ score: [{ id: 'total', items: ['A'] }], items, params }).score, '0');
});

test('what came from others stands by its day among what is one’s own', () => {
  const derived = { rules: [{ id: 'up', items: ['B'], to: [{ roles: ['boss'], share: '1' }], into: 'A/1' }] };
  const caps = [
    { max: '5', per: 'year' },
    { max: '2', per: 'month' },
  ];
  const items = [
    { id: 'A', caps, rules: [{ id: 'A/1', judged: { by: '支部' } }] },
    { id: 'B', rules: [{ id: 'B/1', judged: { by: '支部' } }] },
  ];
  const entries = [
    { item: 'A/1', points: '4', on: '2026-04-01' },
    { item: 'B/1', points: '3', on: '2026-03-01', subject: 'm2' },
  ];
  const subjects = [{ id: 'm1' }, { id: 'm2', roles: { boss: 'm1' } }];
  const blocks = { items, derived, roles: [{ id: 'boss' }], score: [{ id: 'total', items: ['A'] }] };
  // 3 in March leave 2 of the year for April; of each month 2 count.
  assert.equal(resultOf(blocks, { subjects, entries }).score, '4');
});

test('a cap on single postings looks at each, also where one fact makes two', () => {
  const blocks = {
    sameFacts: [{ id: 's', items: ['A/1', 'A/2'], counts: 'each' }],
    items: [
      {
        id: 'A',
        caps: [{ max: '1', per: 'entry' }],
        rules: [
          { id: 'A/1', points: '3' },
          { id: 'A/2', points: '2' },
        ],
      },
    ],
    score: [{ id: 'total', items: ['A'] }],
  };
  assert.equal(resultOf(blocks, { entries: [{ item: 'A/1' }] }).score, '2');
});

test('a cap that nobody filled in holds only what brings points', () => {
  const of = (effect: string) => {
    const caps = [{ max: { param: 'open' }, per: 'year' }];
    const rule = { id: 'A/1', effect, ...(effect === 'add' ? { points: '1' } : {}) };
    const blocks = { params: [{ id: 'open' }], items: [{ id: 'A', caps, rules: [rule] }] };
    return resultOf({ ...blocks, score: [{ id: 'total', items: ['A'] }] }, { entries: [{ item: 'A/1' }] }).score;
  };
  assert.deepEqual([of('add'), of('record')], [null, '0']);
});

test('thirds are cut exactly, whichever way they go', () => {
  const scoreOfThirds = (effect: string): string | null => {
    const rule = { id: 'A/1', points: '1/3', effect, caps: [{ max: '1/2', per: 'year' }] };
    const blocks = { items: [{ id: 'A', rules: [rule] }], score: [{ id: 'total', items: ['A'] }] };
    return resultOf(blocks, { entries: [{ item: 'A/1' }, { item: 'A/1' }] }).score;
  };
  assert.deepEqual([scoreOfThirds('add'), scoreOfThirds('deduct')], ['0.5', '-0.5']);
});
