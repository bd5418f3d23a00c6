import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultOf, resultsOf, type Blocks } from '../../../../test/small-scheme.ts';

type Entry = readonly [item: string, on: string, more?: Blocks];

function scoreOf(rules: readonly Blocks[], entries: readonly Entry[], more: Blocks = {}, facts: Blocks = {}) {
  const blocks = { score: [{ id: 'total', items: ['A'] }], items: [{ id: 'A', rules }], ...more };
  const rows = entries.map(([item, on, one = {}]) => ({ item: `A/${item}`, on, ...one }));
  return resultOf(blocks, { entries: rows, ...facts }).score;
}

const free = (per: string, more: Blocks = {}): Blocks => ({
  id: 'A/1',
  effect: 'deduct',
  points: '1',
  free: { n: 3, per, ...more },
});

const freeRows: readonly (readonly [name: string, rule: Blocks, entries: readonly Entry[], score: string])[] = [
  ['three times a year are free', free('year'), [['1', '2026-01-01', { count: '3' }]], '0'],
  ['the fourth is not', free('year'), [['1', '2026-01-01', { count: '4' }]], '-1'],
  [
    'what is left of the free ones goes to the next entry',
    free('year'),
    [
      ['1', '2026-01-01', { count: '2' }],
      ['1', '2026-02-01', { count: '2' }],
      ['1', '2026-03-01'],
    ],
    '-2',
  ],
  [
    'each month has its own',
    free('month'),
    [
      ['1', '2026-01-31', { count: '4' }],
      ['1', '2026-02-01', { count: '5' }],
    ],
    '-3',
  ],
  [
    'so has each day',
    free('day'),
    [
      ['1', '2026-01-31', { count: '3' }],
      ['1', '2026-01-31', { count: '1' }],
      ['1', '2026-02-01', { count: '3' }],
    ],
    '-1',
  ],
  ['part of a count may be free', free('year'), [['1', '2026-01-01', { count: '3.5' }]], '-0.5'],
  [
    'for those alone for whom the condition holds',
    free('year', { when: { fact: 'old' } }),
    [['1', '2026-01-01', { count: '4' }]],
    '-4',
  ],
];

for (const [name, rule, entries, score] of freeRows) {
  test(name, () => {
    assert.equal(scoreOf([rule], entries, { facts: [{ id: 'old', type: 'flag' }] }), score);
  });
}

test('each rule has its own free ones, and an entry that does not count uses none', () => {
  const rules = [free('year'), { ...free('year'), id: 'A/2' }];
  const entries: readonly Entry[] = [
    ['1', '2026-01-01', { count: '3', approval: 'rejected' }],
    ['1', '2026-01-02', { count: '3' }],
    ['2', '2026-01-03', { count: '3' }],
  ];
  assert.equal(scoreOf(rules, entries), '0');
});

test('for those for whom the condition holds the first ones are free', () => {
  const facts = { subjects: [{ id: 'm1', facts: { old: true } }] };
  const more = { facts: [{ id: 'old', type: 'flag' }] };
  const rule = free('year', { when: { fact: 'old' } });
  assert.equal(scoreOf([rule], [['1', '2026-01-01', { count: '4' }]], more, facts), '-1');
});

const onceRows: readonly (readonly [span: string, entries: readonly Entry[], score: string])[] = [
  [
    'period',
    [
      ['1', '2026-01-01'],
      ['1', '2026-12-31'],
    ],
    '2',
  ],
  [
    'year',
    [
      ['1', '2026-01-01'],
      ['1', '2026-12-31'],
    ],
    '2',
  ],
  [
    'quarter',
    [
      ['1', '2026-01-01'],
      ['1', '2026-03-31'],
      ['1', '2026-04-01'],
    ],
    '4',
  ],
  [
    'month',
    [
      ['1', '2026-01-01'],
      ['1', '2026-01-31'],
      ['1', '2026-02-01'],
    ],
    '4',
  ],
  [
    'week',
    [
      ['1', '2026-01-05'],
      ['1', '2026-01-11'],
      ['1', '2026-01-12'],
    ],
    '4',
  ],
  [
    'day',
    [
      ['1', '2026-01-01'],
      ['1', '2026-01-01'],
      ['1', '2026-01-02'],
    ],
    '4',
  ],
  [
    'entry',
    [
      ['1', '2026-01-01'],
      ['1', '2026-01-01'],
    ],
    '4',
  ],
  [
    'project',
    [
      ['1', '2026-01-01', { project: 'p' }],
      ['1', '2026-02-01', { project: 'p' }],
      ['1', '2026-02-01', { project: 'q' }],
    ],
    '4',
  ],
  // Without a project each entry is one of its own.
  [
    'project',
    [
      ['1', '2026-01-01'],
      ['1', '2026-01-01'],
    ],
    '4',
  ],
];

for (const [span, entries, score] of onceRows) {
  test(`once per ${span}: ${JSON.stringify(entries)} is ${score}`, () => {
    assert.equal(scoreOf([{ id: 'A/1', points: '2', once: span }], entries), score);
  });
}

test('the first one counts, by the day it happened, and each rule by itself', () => {
  const rules = [
    { id: 'A/1', judged: { by: '支部' }, once: 'month' },
    { id: 'A/2', points: '10', once: 'month' },
  ];
  const entries: readonly Entry[] = [
    ['1', '2026-01-20', { points: '5' }],
    ['1', '2026-01-10', { points: '3' }],
    ['2', '2026-01-30'],
  ];
  assert.equal(scoreOf(rules, entries), '13');
});

const two = [
  { id: 'A/1', points: '2' },
  { id: 'A/2', points: '3' },
  { id: 'A/3', points: '5' },
];
const same = (counts: string, key = 'day') => ({ sameFacts: [{ id: 's', items: ['A/1', 'A/2'], key, counts }] });

const sameRows: readonly (readonly [name: string, counts: string, entries: readonly Entry[], score: string])[] = [
  [
    'told in both, it counts at the first only',
    'first',
    [
      ['1', '2026-01-01'],
      ['2', '2026-01-01'],
    ],
    '2',
  ],
  ['told in the second, it counts at the first all the same', 'first', [['2', '2026-01-01']], '2'],
  [
    'told in both, it counts at each',
    'each',
    [
      ['1', '2026-01-01'],
      ['2', '2026-01-01'],
    ],
    '5',
  ],
  ['told in one, it counts at each', 'each', [['1', '2026-01-01']], '5'],
  [
    'on another day it is another fact',
    'first',
    [
      ['1', '2026-01-01'],
      ['2', '2026-01-02'],
    ],
    '4',
  ],
  [
    'the larger count is the one',
    'first',
    [
      ['1', '2026-01-01', { count: '2' }],
      ['2', '2026-01-01', { count: '3' }],
    ],
    '6',
  ],
  [
    'rules that are not named stay as they are',
    'first',
    [
      ['1', '2026-01-01'],
      ['3', '2026-01-01'],
    ],
    '7',
  ],
  [
    'what is taken back is no fact',
    'first',
    [
      ['1', '2026-01-01', { approval: 'rejected' }],
      ['3', '2026-01-01'],
    ],
    '5',
  ],
];

for (const [name, counts, entries, score] of sameRows) {
  test(`one fact in two rules: ${name}`, () => {
    assert.equal(scoreOf(two, entries, same(counts)), score);
  });
}

test('one fact may be told by its project instead of its day', () => {
  const entries: readonly Entry[] = [
    ['1', '2026-01-01', { project: 'p' }],
    ['2', '2026-05-01', { project: 'p' }],
    ['2', '2026-05-01', { project: 'q' }],
  ];
  assert.equal(scoreOf(two, entries, same('first', 'project')), '4');
});

const roles = [{ id: 'secretary' }];
const to = (target: unknown): Blocks => ({
  roles,
  score: [{ id: 'total', items: ['A'] }],
  items: [{ id: 'A', rules: [{ id: 'A/1', points: '2', to: target }] }],
});
const people = [{ id: 'm1', roles: { secretary: [{ value: 'm2', to: '2026-06-30' }] } }, { id: 'm2' }];

test('points may go to the one who reported', () => {
  const facts = { subjects: people, entries: [{ item: 'A/1', by: 'm2' }] };
  const { subjects } = resultsOf(to('actor'), facts);
  assert.deepEqual([subjects['m1']?.score, subjects['m2']?.score], ['0', '2']);
});

test('points to somebody who is in no list go to nobody', () => {
  const facts = { subjects: people, entries: [{ item: 'A/1', by: 'm9' }] };
  const { subjects } = resultsOf(to('actor'), facts);
  assert.deepEqual([subjects['m1']?.score, subjects['m2']?.score], ['0', '0']);
});

test('points may go to whoever held a role on that day', () => {
  const entries = [
    { item: 'A/1', on: '2026-06-30', count: '2' },
    { item: 'A/1', on: '2026-07-01' },
  ];
  const { subjects } = resultsOf(to({ role: 'secretary' }), { subjects: people, entries });
  assert.deepEqual([subjects['m1']?.score, subjects['m2']?.score], ['0', '4']);
});

test('points to somebody are taken back with the entry', () => {
  const entries = [
    { item: 'A/1', by: 'm2' },
    { item: 'A/1', reverses: 'e1' },
  ];
  const { subjects } = resultsOf(to('actor'), { subjects: people, entries });
  assert.deepEqual([subjects['m1']?.score, subjects['m2']?.score], ['0', '0']);
});

test('what is free brings nothing, whatever is not known about its worth', () => {
  const blocks: Blocks = {
    facts: [{ id: 'level', type: 'number' }],
    modifiers: { combine: 'add', rules: [{ id: 'm', groups: ['A'], rate: '50%', when: { fact: 'level', gt: '1' } }] },
  };
  const of = (count: string) => scoreOf([free('year')], [['1', '2026-01-01', { count }]], blocks);
  assert.deepEqual([of('3'), of('4')], ['0', null]);
});

test('one fact of which nobody can tell whether it counts is open on every rule', () => {
  const open = { onlyWhen: { fact: 'level', gt: '1' } };
  const of = (counts: string, entries: readonly Entry[]) => {
    const result = resultOf(
      {
        facts: [{ id: 'level', type: 'number' }],
        sameFacts: [{ id: 's', items: ['A/1', 'B/1'], counts }],
        items: [
          { id: 'A', rules: [{ id: 'A/1', points: '1' }] },
          { id: 'B', rules: [{ id: 'B/1', points: '2', ...open }] },
        ],
        score: [
          { id: 'total', sum: ['a', 'b'] },
          { id: 'a', items: ['A'] },
          { id: 'b', items: ['B'] },
        ],
      },
      { entries: entries.map(([item, on, more = {}]) => ({ item, on, ...more })) },
    );
    return [result.nodes['a'], result.nodes['b']];
  };
  const day = '2026-05-01';
  assert.deepEqual(of('each', [['B/1', day]]), [null, null]);
  assert.deepEqual(of('first', [['B/1', day]]), [null, '0']);
  assert.deepEqual(
    of('first', [
      ['A/1', day],
      ['B/1', '2026-05-02'],
    ]),
    [null, '0'],
  );
  assert.deepEqual(of('first', [['A/1', day]]), ['1', '0']);
});

test('what is free is shared with nobody, nor one fact in two rules', () => {
  const rule = { ...free('year'), points: '2' };
  const entries = [{ item: 'A/1', count: '4' }];
  const share = (more: Blocks) => {
    const blocks = {
      roles: [{ id: 'secretary' }],
      modifiers: { combine: 'add', rules: [{ id: 'm', groups: ['A'], rate: '50%' }] },
      derived: { rules: [{ id: 'up', groups: ['A'], to: [{ roles: ['secretary'], ...more }], base: 'standard' }] },
      items: [{ id: 'A', rules: [rule] }],
      score: [{ id: 'total', derived: ['up'] }],
    };
    const subjects = [{ id: 'm1', roles: { secretary: 'm2' } }, { id: 'm2' }];
    return resultOf(blocks, { subjects, entries }, 'm2').score;
  };
  // One of the four counts.
  assert.deepEqual([share({ share: '1' }), share({ points: '-5' })], ['-2', '-5']);
  const same = { sameFacts: [{ id: 's', items: ['A/2', 'A/1'], counts: 'first' }] };
  assert.equal(scoreOf([rule, { id: 'A/2', points: '1' }], [['1', '2026-01-01', { count: '4' }]], same), '1');
});

test('a consequence for each time leaves out the free ones', () => {
  const blocks = {
    items: [{ id: 'A', rules: [free('year')] }],
    score: [{ id: 'total', items: ['A'] }],
    outcomes: [{ id: 'o', when: { entries: { items: ['A'] }, gte: '1' }, each: { items: ['A'] } }],
  };
  const { outcomes } = resultOf(blocks, { entries: [{ item: 'A/1', count: '5' }] });
  assert.deepEqual(
    outcomes.map((one) => one.note),
    ['共2次'],
  );
});

test('while it is not sure that the first one counts, nor is it of the next', () => {
  const rule = { id: 'A/1', points: '1', once: 'year', onlyWhen: { fact: 'level', gt: '1' }, to: 'actor' };
  const level = [
    { value: '1', from: '2026-02-01', to: '2026-02-28' },
    { value: '5', from: '2026-03-01' },
  ];
  const subjects = [{ id: 'm1', facts: { level } }, { id: 'm2' }];
  const of = (on: string) => {
    const blocks = {
      facts: [{ id: 'level', type: 'number' }],
      items: [{ id: 'A', rules: [rule] }],
      score: [{ id: 'total', items: ['A'] }],
    };
    const entries = [
      { item: 'A/1', on, by: 'm1' },
      { item: 'A/1', on: '2026-05-01', by: 'm2' },
    ];
    const { subjects: found } = resultsOf(blocks, { subjects, entries });
    return [found['m1']?.score, found['m2']?.score];
  };
  // Nobody knows about January, February did not count, March did.
  assert.deepEqual(['2026-01-10', '2026-02-10', '2026-03-10'].map(of), [
    [null, null],
    ['0', '1'],
    ['1', '0'],
  ]);
});
