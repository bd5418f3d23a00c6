import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf, resultOf, type Blocks } from '../../../../test/small-scheme.ts';

/** One declared fact `f`, and what is reported for it. */
function faults(rule: Blocks, value: unknown, more: Blocks = {}): readonly string[] {
  const facts = [{ id: 'f', ...rule }];
  return problemsOf({ facts, ...more }, { subjects: [{ id: 'm1', facts: { f: value } }] }).map((one) =>
    one.replace(' subjects.m1.facts.f', ''),
  );
}

const taken: readonly (readonly [
  rule: Blocks,
  values: readonly unknown[],
  code: string,
  refused: readonly unknown[],
])[] = [
  [{ type: 'flag' }, [true, false], 'fact-not-flag', ['是', 1, null, []]],
  [{ type: 'number' }, ['0.5', '-3', 7, '007'], 'fact-not-number', ['三', '1e3', '', true]],
  [{ type: 'number' }, [], 'number-not-quoted', [0.5, 2 ** 60]],
  [{ type: 'number' }, [], 'number-too-large', [Infinity, -Infinity]],
  [{ type: 'choice', values: ['甲', '乙'] }, ['甲'], 'fact-not-choice', ['丙', 3, ['甲']]],
  [{ type: 'choice' }, ['随便'], 'fact-not-choice', [3]],
  [{ type: 'choice' }, [], 'not-text', ['a\u0000']],
  [{ type: 'set', values: ['甲', '乙'] }, [[], ['甲'], ['乙', '甲']], 'fact-not-choice', ['甲', ['丙'], [3]]],
  [{ type: 'set' }, [['随便']], 'fact-not-choice', [[3]]],
  [{ type: 'date' }, ['2026-02-28', '2026-02'], 'not-a-date', ['2026-02-29', '2026-13', '今天', 20260228]],
  [{ type: 'text' }, ['一句话', ''], 'not-text', [3, ['一句话'], 'a\u0000', '\ud800']],
  [{ type: 'texts' }, [[], ['一', '二']], 'not-text', ['一', [3], ['a\u0000']]],
];

for (const [rule, values, code, refused] of taken) {
  for (const value of values) {
    test(`${JSON.stringify(rule)} takes ${JSON.stringify(value)}`, () => {
      assert.deepEqual(faults(rule, value), []);
    });
  }
  for (const value of refused) {
    test(`${JSON.stringify(rule)} refuses ${JSON.stringify(value)}`, () => {
      assert.deepEqual(faults(rule, value), [code]);
    });
  }
}

const bounded: readonly (readonly [rule: Blocks, value: string, codes: readonly string[]])[] = [
  [{ decimals: 1 }, '0.5', []],
  [{ decimals: 1 }, '0.55', ['too-many-decimals']],
  [{ decimals: 0 }, '3', []],
  [{ decimals: 0 }, '3.0', ['too-many-decimals']],
  [{ least: '1', most: '5' }, '1', []],
  [{ least: '1', most: '5' }, '5', []],
  [{ least: '1', most: '5' }, '0.9', ['fact-out-of-range']],
  [{ least: '1', most: '5' }, '5.1', ['fact-out-of-range']],
  // What has a unit is counted or measured, and is never below nothing unless the scheme says so.
  [{ unit: '次' }, '-1', ['fact-out-of-range']],
  [{ unit: '次' }, '0', []],
  [{ unit: '元', least: '-5' }, '-1', []],
  [{}, '-1', []],
];

for (const [rule, value, codes] of bounded) {
  test(`a number ${JSON.stringify(rule)} told as ${value}`, () => {
    assert.deepEqual(faults({ type: 'number', ...rule }, value), codes);
  });
}

test('the bounds of a number may be a parameter', () => {
  const params = [{ id: 'most', value: '5' }];
  assert.deepEqual(faults({ type: 'number', most: { param: 'most' } }, '6', { params }), ['fact-out-of-range']);
});

test('each piece of a fact that changes is held to the same', () => {
  const pieces = [
    { value: '1', to: '2026-05-31' },
    { value: '六', from: '2026-06-01' },
  ];
  assert.deepEqual(faults({ type: 'number' }, pieces), ['fact-not-number']);
});

test('a month as a date is its first day', () => {
  const facts = [
    { id: 'joined', type: 'date' },
    { id: 'months', type: 'number', source: { kind: 'duration', from: 'joined' } },
  ];
  const score = [{ id: 'total', fact: 'months' }];
  // From 1 February to 31 December ten whole months have gone by.
  assert.equal(resultOf({ facts, score }, { subjects: [{ id: 'm1', facts: { joined: '2026-02' } }] }).score, '10');
});

test('how many members an organisation has may always be told, as a whole number', () => {
  assert.deepEqual(problemsOf({}, { orgs: [{ id: 'X', facts: { members: 9 } }] }), []);
  assert.deepEqual(problemsOf({}, { orgs: [{ id: 'X', facts: { members: '9.5', 'full-members': '多' } }] }), [
    'too-many-decimals orgs.X.facts.members',
    'fact-not-number orgs.X.facts.full-members',
  ]);
  assert.deepEqual(problemsOf({}, { subjects: [{ id: 'm1', facts: { members: 9 } }] }), [
    'unknown-fact subjects.m1.facts.members',
  ]);
});

const parts: readonly (readonly [source: Blocks | undefined, value: unknown, codes: readonly string[]])[] = [
  [
    { kind: 'hours' },
    [
      { value: '12', to: '2026-06-30' },
      { value: '12', from: '2026-07-01' },
    ],
    ['count-in-parts'],
  ],
  [{ kind: 'attendance' }, [{ value: '2', from: '2026-03-01', to: '2026-03-05' }], ['count-in-parts']],
  [{ kind: 'recorded', window: 'year' }, [{ value: '2', from: '2026-07-01' }], ['count-in-parts']],
  // The whole of the period, and what lies in another one.
  [{ kind: 'hours' }, '12', []],
  [
    { kind: 'hours' },
    [
      { value: '9', to: '2025-12-31' },
      { value: '12', from: '2026-01-01' },
    ],
    [],
  ],
  // How it stands on a day, and what is counted month by month.
  [
    undefined,
    [
      { value: '3', to: '2026-06-30' },
      { value: '2', from: '2026-07-01' },
    ],
    [],
  ],
  [{ kind: 'hours', window: 'month' }, [{ value: '2', from: '2026-03-01', to: '2026-03-31' }], []],
];

for (const [source, value, codes] of parts) {
  test(`a count from ${JSON.stringify(source)} told as ${JSON.stringify(value)}`, () => {
    assert.deepEqual(faults({ type: 'number', ...(source === undefined ? {} : { source }) }, value), codes);
  });
}

test('a count for the part of the period that is reported on is whole', () => {
  const facts = [{ id: 'f', type: 'number', source: { kind: 'hours' } }];
  const reported = (asOf: string): readonly string[] =>
    problemsOf({ facts }, { asOf, subjects: [{ id: 'm1', facts: { f: [{ value: '12', to: '2026-06-30' }] } }] });
  assert.deepEqual(reported('2026-06-30'), []);
  assert.deepEqual(reported('2026-07-01'), ['count-in-parts subjects.m1.facts.f']);
});
