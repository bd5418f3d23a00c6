import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultOf, type Blocks } from '../../../../test/small-scheme.ts';

const rules = [
  { id: 'A/1', effect: 'deduct', points: '10' },
  { id: 'A/2', effect: 'deduct', points: '10' },
  {
    id: 'A/3',
    effect: 'deduct',
    tiers: [
      { id: '轻', points: '10' },
      { id: '重', points: '20' },
    ],
  },
];

type Entry = readonly [item: string, on: string, more?: Blocks];

function scoreOf(modifiers: readonly Blocks[], entries: readonly Entry[], combine = 'add', facts: Blocks = {}) {
  const blocks = {
    facts: [{ id: 'office', type: 'flag' }],
    modifiers: { combine, rules: modifiers },
    score: [{ id: 'total', items: ['A', 'B'] }],
    items: [
      { id: 'A', group: 'bad', rules },
      { id: 'B', rules: [{ id: 'B/1', effect: 'deduct', points: '10' }] },
    ],
  };
  const rows = entries.map(([item, on, one = {}]) => ({ item, on, ...one }));
  return resultOf(blocks, { entries: rows, ...facts }).score;
}

const again = (window: string, growth: string, rate = '20%'): Blocks => ({
  id: 'again',
  groups: ['bad'],
  rate,
  repeat: { window, growth },
});
const office: Blocks = { id: 'office', groups: ['bad'], rate: '10%', when: { fact: 'office' } };

const thrice: readonly Entry[] = [
  ['A/1', '2026-01-01'],
  ['A/1', '2026-02-01'],
  ['A/1', '2026-03-01'],
];

const rows: readonly (readonly [
  name: string,
  modifiers: readonly Blocks[],
  entries: readonly Entry[],
  score: string,
])[] = [
  ['nothing for the first time', [again('year', 'flat')], [['A/1', '2026-01-01']], '-10'],
  // 10 + 12 + 12
  ['the same for each further time', [again('year', 'flat')], thrice, '-34'],
  // 10 + 12 + 14
  ['more by a step each time', [again('year', 'step')], thrice, '-36'],
  // 10 + 12 + 14.4
  ['more by a factor each time', [again('year', 'compound')], thrice, '-36.4'],
  ['each month starts anew', [again('month', 'flat')], thrice, '-30'],
  [
    'twice in a month',
    [again('month', 'flat')],
    [
      ['A/1', '2026-01-01'],
      ['A/1', '2026-01-31'],
    ],
    '-22',
  ],
  [
    'two rules are two standards',
    [again('year', 'flat')],
    [
      ['A/1', '2026-01-01'],
      ['A/2', '2026-01-02'],
    ],
    '-20',
  ],
  [
    'two tiers are two standards',
    [again('year', 'flat')],
    [
      ['A/3', '2026-01-01', { tier: '轻' }],
      ['A/3', '2026-01-02', { tier: '重' }],
    ],
    '-30',
  ],
  [
    'one tier twice',
    [again('year', 'flat')],
    [
      ['A/3', '2026-01-01', { tier: '重' }],
      ['A/3', '2026-01-02', { tier: '重' }],
    ],
    '-44',
  ],
  [
    'groups that are not named are not raised',
    [again('year', 'flat')],
    [
      ['B/1', '2026-01-01'],
      ['B/1', '2026-01-02'],
    ],
    '-20',
  ],
  [
    'what was taken back was not a time',
    [again('year', 'flat')],
    [
      ['A/1', '2026-01-01'],
      ['A/1', '2026-01-02', { reverses: 'e1' }],
      ['A/1', '2026-02-01'],
    ],
    '-10',
  ],
  [
    'what was refused was not a time',
    [again('year', 'flat')],
    [
      ['A/1', '2026-01-01', { approval: 'rejected' }],
      ['A/1', '2026-02-01'],
    ],
    '-10',
  ],
  [
    'a year starts anew even where older entries are told',
    [again('year', 'flat')],
    [
      ['A/1', '2025-12-31'],
      ['A/1', '2026-01-01'],
    ],
    '-10',
  ],
  [
    'a life does not',
    [again('lifetime', 'step')],
    [
      ['A/1', '2025-12-31'],
      ['A/1', '2026-01-01'],
    ],
    '-12',
  ],
  // Both happened on one day last year and were posted this year; the later posted, 2 × 10, is the second time.
  [
    'of one day, in the order of posting',
    [again('lifetime', 'flat')],
    [
      ['A/1', '2025-12-30', { posted: '2026-01-05', count: '2' }],
      ['A/1', '2025-12-30', { posted: '2026-01-03' }],
    ],
    '-34',
  ],
  [
    'of one day and one posting, in the order they were written',
    [again('lifetime', 'flat')],
    [
      ['A/1', '2025-12-30', { posted: '2026-01-05', count: '2' }],
      ['A/1', '2025-12-30', { posted: '2026-01-05' }],
    ],
    '-32',
  ],
];

for (const [name, modifiers, entries, score] of rows) {
  test(`surcharge: ${name}`, () => {
    assert.equal(scoreOf(modifiers, entries), score);
  });
}

test('the first time is the one that happened first, not the one posted first', () => {
  // 5 March, posted in April, is the second time of March; 9 March the third: 10 + 12 + 14.
  const entries: readonly Entry[] = [
    ['A/1', '2026-03-09', { posted: '2026-03-09' }],
    ['A/1', '2026-03-01', { posted: '2026-03-01' }],
    ['A/1', '2026-03-05', { posted: '2026-04-20' }],
  ];
  assert.equal(scoreOf([again('month', 'step')], entries), '-36');
  // The late one happened first in its life: it costs 10, the two of January 12 and 14.
  const late: readonly Entry[] = [
    ['A/1', '2026-01-10'],
    ['A/1', '2026-01-20'],
    ['A/1', '2025-12-30', { posted: '2026-02-01' }],
  ];
  assert.equal(scoreOf([again('lifetime', 'step')], late), '-36');
});

const holding = { subjects: [{ id: 'm1', facts: { office: [{ value: true, from: '2026-02-01' }] } }] };

test('a surcharge of office counts from the day it was held', () => {
  const entries: readonly Entry[] = [
    ['A/1', '2026-01-31'],
    ['A/2', '2026-02-01'],
  ];
  assert.equal(scoreOf([office], entries, 'add', holding), '-21');
});

test('two surcharges add, or multiply, as the scheme says', () => {
  const entries: readonly Entry[] = [
    ['A/1', '2026-02-01'],
    ['A/1', '2026-02-02'],
  ];
  // 11 + 10 × (1 + 0.2 + 0.1)
  assert.equal(scoreOf([again('year', 'flat'), office], entries, 'add', holding), '-24');
  // 11 + 10 × 1.2 × 1.1
  assert.equal(scoreOf([again('year', 'flat'), office], entries, 'multiply', holding), '-24.2');
});

test('two surcharges count the times each in its own window', () => {
  const entries: readonly Entry[] = [
    ['A/1', '2025-12-31'],
    ['A/1', '2026-03-01'],
  ];
  const yearly = { ...again('year', 'flat', '50%'), id: 'yearly' };
  // The second time ever, the first of this year.
  assert.equal(scoreOf([again('lifetime', 'flat'), yearly], entries), '-12');
  assert.equal(scoreOf([yearly, again('lifetime', 'flat')], entries), '-12');
});

const told = (key: string, window: string, entries: readonly Entry[]) => {
  const blocks = {
    modifiers: { combine: 'add', rules: [again(window, 'step')] },
    sameFacts: [{ id: 's', items: ['A/1', 'B/1'], key, counts: 'each' }],
    score: [{ id: 'total', items: ['A'] }],
    items: [
      { id: 'A', group: 'bad', rules: [{ id: 'A/1', effect: 'deduct', points: '10' }] },
      { id: 'B', rules: [{ id: 'B/1', effect: 'deduct', points: '10' }] },
    ],
  };
  return resultOf(blocks, { entries: entries.map(([item, on, one = {}]) => ({ item, on, ...one })) }).score;
};

test('of what several rules speak of, each fact is one time, wherever and how often it was told', () => {
  // Only A/1 is raised: 10 for the first fact, 12 for the second.
  assert.equal(
    told('day', 'lifetime', [
      ['A/1', '2026-01-01'],
      ['B/1', '2026-01-01'],
      ['B/1', '2026-02-01'],
    ]),
    '-22',
  );
  assert.equal(
    told('day', 'lifetime', [
      ['B/1', '2025-12-31'],
      ['B/1', '2026-01-01'],
    ]),
    '-12',
  );
  // Two entries of one day on one rule are one fact too.
  assert.equal(
    told('day', 'lifetime', [
      ['A/1', '2026-01-01'],
      ['A/1', '2026-01-01'],
      ['A/1', '2026-02-01'],
    ]),
    '-22',
  );
  // One fact of January goes on in February, which begins with another one.
  assert.equal(
    told('project', 'month', [
      ['B/1', '2026-01-31', { project: 'p' }],
      ['B/1', '2026-02-01', { project: 'q' }],
      ['A/1', '2026-02-02', { project: 'p' }],
    ]),
    '-22',
  );
});

test('what does not count is not one time more', () => {
  const blocks = (rule: Blocks): Blocks => ({
    facts: [{ id: 'office', type: 'flag' }],
    modifiers: { combine: 'add', rules: [again('year', 'flat')] },
    items: [{ id: 'A', group: 'bad', rules: [{ id: 'A/1', effect: 'deduct', points: '10', ...rule }] }],
    score: [{ id: 'total', items: ['A'] }],
  });
  const twice = (first: Blocks): Blocks => ({
    entries: [
      { item: 'A/1', on: '2026-02-01', ...first },
      { item: 'A/1', approval: 'approved' },
    ],
  });
  const approval = { approval: { routes: [{ by: ['支部'] }] } };
  const of = (rule: Blocks, facts: Blocks) => resultOf(blocks(rule), facts).score;
  assert.deepEqual(
    [of(approval, twice({ approval: 'approved' })), of(approval, twice({ approval: 'pending' }))],
    ['-22', '-10'],
  );
  const inOffice = { id: 'm1', facts: { office: [{ value: true, from: '2026-02-15' }] } };
  const onlyWhen = { onlyWhen: { fact: 'office' } };
  assert.equal(of(onlyWhen, { ...twice({}), subjects: [inOffice] }), '-10');
});

const byTier: Blocks = { id: 'A/4', label: '违规', effect: 'deduct', points: '10', standard: 'tier' };

function heldOrScore(entries: readonly Entry[], window = 'year'): string {
  const blocks = {
    modifiers: { combine: 'add', rules: [again(window, 'step')] },
    items: [{ id: 'A', group: 'bad', rules: [...rules, byTier] }],
    score: [{ id: 'total', items: ['A'] }],
  };
  const rows = entries.map(([item, on, one = {}]) => ({ item, on, ...one }));
  const { score, held } = resultOf(blocks, { entries: rows });
  return score ?? held.map((one) => one.what).join('；');
}

const UNTOLD = '台账 e2：没有写违反的是哪一条标准（档次），不知道是不是再犯';

const standards: readonly (readonly [name: string, entries: readonly Entry[], score: string, window?: string])[] = [
  ['one that is not told is the first', [['A/4', '2026-01-01']], '-10'],
  [
    'one that is not told beside another may be a repeat',
    [
      ['A/4', '2026-01-01', { tier: '甲' }],
      ['A/4', '2026-01-02'],
    ],
    UNTOLD,
  ],
  [
    'or what comes after it',
    [
      ['A/4', '2026-01-03', { tier: '甲' }],
      ['A/4', '2026-01-02'],
    ],
    UNTOLD,
  ],
  [
    'in another month it may not',
    [
      ['A/4', '2026-01-01', { tier: '甲' }],
      ['A/4', '2026-02-02'],
    ],
    '-20',
    'month',
  ],
  [
    'another rule is another standard',
    [
      ['A/1', '2026-01-01'],
      ['A/4', '2026-01-02'],
    ],
    '-20',
  ],
  [
    'what was refused is nothing beside',
    [
      ['A/4', '2026-01-01', { approval: 'rejected' }],
      ['A/4', '2026-01-02'],
    ],
    '-10',
  ],
  [
    'blanks and the width of signs make no other standard',
    [
      ['A/4', '2026-01-01', { tier: '规程 3' }],
      ['A/4', '2026-01-02', { tier: '规程３' }],
    ],
    '-22',
  ],
  [
    'two that are told apart',
    [
      ['A/4', '2026-01-01', { tier: '规程 3' }],
      ['A/4', '2026-01-02', { tier: '规程 4' }],
    ],
    '-20',
  ],
  [
    'a rule that is a standard by itself need not tell',
    [
      ['A/1', '2026-01-01'],
      ['A/1', '2026-01-02'],
    ],
    '-22',
  ],
];

for (const [name, entries, score, window] of standards) {
  test(`the same standard: ${name}`, () => assert.equal(heldOrScore(entries, window), score));
}
