import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultOf, type Blocks } from '../../../test/small-scheme.ts';

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
