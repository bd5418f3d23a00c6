import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldOf, resultOf, resultsOf, type Blocks } from '../../../../test/small-scheme.ts';

/** The value of the fact `f` for m1, or why it is held. */
function valueOf(rules: readonly Blocks[], own: Blocks, facts: Blocks = {}, person: Blocks = {}): string {
  const result = resultOf(
    { facts: rules, score: [{ id: 'total', fact: 'f' }] },
    { subjects: [{ id: 'm1', facts: own, ...person }], ...facts },
  );
  return result.score ?? heldOf(result).join();
}

const dates = [{ id: 'd', type: 'date' }];
const counted = (source: Blocks): readonly Blocks[] => [
  ...dates,
  { id: 'f', label: '数', type: 'number', source: { from: 'd', ...source } },
];

const rows: readonly (readonly [source: Blocks, own: Blocks, facts: Blocks, value: string])[] = [
  // whole years at the end of the year, of its first day, or of the report
  [{ kind: 'age' }, { d: '1966-12-31' }, {}, '60'],
  [{ kind: 'age' }, { d: '1967-01-01' }, {}, '59'],
  [{ kind: 'age', at: 'period-start' }, { d: '1966-01-01' }, {}, '60'],
  [{ kind: 'age', at: 'period-start' }, { d: '1966-01-02' }, {}, '59'],
  [{ kind: 'age' }, { d: '1966-07-01' }, { asOf: '2026-06-30' }, '59'],
  [{ kind: 'age' }, {}, {}, '数没有报告'],
  [{ kind: 'age' }, { d: '1966-12-31', f: '3' }, {}, '3'],
  // whole months
  [{ kind: 'duration' }, { d: '2026-06-30' }, {}, '6'],
  [{ kind: 'duration' }, { d: '2026-07-01' }, {}, '5'],
  [{ kind: 'duration' }, { d: '2027-07-01' }, {}, '0'],
  // months without dues after the last one paid, that are over
  [{ kind: 'dues-gap' }, { d: '2026-08' }, { asOf: '2026-11-15' }, '2'],
  [{ kind: 'dues-gap' }, { d: '2026-11' }, { asOf: '2026-11-15' }, '0'],
  // a fact that only stands where it was told
  [{ kind: 'recorded' }, { d: '2026-08' }, {}, '数没有报告'],
];

for (const [source, own, facts, value] of rows) {
  test(`${JSON.stringify(source)} of ${JSON.stringify(own)} ${JSON.stringify(facts)} is ${value}`, () => {
    assert.equal(valueOf(counted(source), own, facts), value);
  });
}

test('what is counted from a fact that is not declared is not known', () => {
  assert.equal(
    valueOf([{ id: 'f', label: '数', type: 'number', source: { kind: 'age', from: 'gone' } }], {}),
    '数没有报告',
  );
  assert.equal(valueOf([{ id: 'f', label: '数', type: 'number', source: { kind: 'age' } }], {}), '数没有报告');
});

test('a date that changes is the one of that day', () => {
  const d = [
    { value: '2000-01-01', to: '2026-06-30' },
    { value: '1990-01-01', from: '2026-07-01' },
  ];
  assert.equal(valueOf(counted({ kind: 'age' }), { d }, { asOf: '2026-06-30' }), '26');
  assert.equal(valueOf(counted({ kind: 'age' }), { d }), '36');
});

const heads = [{ id: 'f', label: '人数', type: 'number', of: 'org', source: { kind: 'headcount' } }];
const orgs = [{ id: 'X' }, { id: 'Y' }];
const people = [
  { id: 'm1', org: 'X' },
  {
    id: 'm2',
    org: [
      { value: 'X', to: '2026-06-30' },
      { value: 'Y', from: '2026-07-01' },
    ],
  },
  { id: 'm3', org: 'Y' },
];

test('heads of one’s organisation are those there on the day', () => {
  assert.equal(valueOf(heads, {}, { orgs, subjects: people }), '1');
  assert.equal(valueOf(heads, {}, { orgs, subjects: people, asOf: '2026-06-30' }), '2');
  assert.equal(valueOf(heads, {}, { orgs: [{ id: 'X', facts: { f: 9 } }, { id: 'Y' }], subjects: people }), '9');
});

test('an organisation that is rated is not one of its heads', () => {
  const { subjects } = resultsOf(
    { subject: 'org', facts: heads, score: [{ id: 'total', fact: 'f' }] },
    { orgs, subjects: orgs.map(({ id }) => ({ id, org: id })), people },
  );
  assert.deepEqual([subjects['X']?.score, subjects['Y']?.score], ['1', '2']);
});

test('a fact of the organisation may stand with the person where there is no organisation', () => {
  const size = [{ id: 'f', label: '规模', type: 'number', of: 'org' }];
  assert.equal(valueOf(size, {}, { orgs: [{ id: 'X', facts: { f: 3 } }] }, { org: 'X' }), '3');
  assert.equal(valueOf(size, { f: 4 }), '4');
  assert.equal(valueOf(size, {}), '规模没有报告');
});

test('the facts of an organisation that is rated may stand with it', () => {
  const own = [{ id: 'f', label: '数', type: 'number' }];
  const { subjects } = resultsOf(
    { subject: 'org', facts: own, score: [{ id: 'total', fact: 'f' }] },
    { orgs: [{ id: 'X', facts: {} }], subjects: [{ id: 'X', facts: { f: 3 } }] },
  );
  assert.equal(subjects['X']?.score, '3');
});

const monthly = [{ id: 'f', label: '次数', type: 'number', source: { kind: 'meetings', window: 'month' } }];
const months = (list: readonly string[]): readonly Blocks[] =>
  list.map((value, i) => {
    const month = String(i + 1).padStart(2, '0');
    const last = ['31', '28', '31', '30', '31', '30', '31', '31', '30', '31', '30', '31'][i];
    return { value, from: `2026-${month}-01`, to: `2026-${month}-${last}` };
  });

test('a count by month is the sum of its months; one that is missing makes it unknown', () => {
  assert.equal(valueOf(monthly, { f: months(['1', '2', '3']) }, { asOf: '2026-03-31' }), '6');
  assert.equal(valueOf(monthly, { f: months(['1', '2', '3']) }, { asOf: '2026-04-29' }), '6');
  assert.equal(valueOf(monthly, { f: months(['1', '2', '3']) }, { asOf: '2026-04-30' }), '次数没有报告');
  assert.equal(
    valueOf(monthly, { f: [...months(['1']), ...months(['1', '2', '3']).slice(2)] }, { asOf: '2026-03-31' }),
    '次数没有报告',
  );
  assert.equal(valueOf(monthly, {}), '次数没有报告');
});

test('one number stands for the whole year and says nothing of a month', () => {
  assert.equal(valueOf(monthly, { f: '7' }), '7');
  const rule = { id: 'A/1', points: '1', counted: { fact: 'f' }, each: 'month' };
  const blocks = { facts: monthly, items: [{ id: 'A', rules: [rule] }], score: [{ id: 'total', items: ['A'] }] };
  const at = (f: unknown) => resultOf(blocks, { asOf: '2026-02-28', subjects: [{ id: 'm1', facts: { f } }] }).score;
  assert.deepEqual([at('7'), at(months(['1', '2']))], [null, '3']);
});

test('a count by day needs no day of its own', () => {
  const daily = [{ id: 'f', label: '次数', type: 'number', source: { kind: 'visits', window: 'day' } }];
  const days = [
    { value: '1', from: '2026-03-01', to: '2026-03-01' },
    { value: '2', from: '2026-05-05', to: '2026-05-05' },
  ];
  assert.equal(valueOf(daily, { f: days }), '3');
});

const quarterly = {
  facts: [{ id: 'hours', type: 'number', source: { kind: 'hours', window: 'quarter' } }],
  score: [
    { id: 'total', over: { unit: 'quarter', node: 'part', combine: 'sum' } },
    { id: 'part', fact: 'hours' },
  ],
};
const piece = (value: string, from: string, to: string) => ({ value, from, to });
const told = [piece('1', '2026-01-01', '2026-03-31'), piece('2', '2026-04-01', '2026-06-30')];
const scoreWith = (pieces: readonly unknown[]) =>
  resultOf(quarterly, { subjects: [{ id: 'm1', facts: { hours: [...told, ...pieces] } }] }).score;

test('hours told quarter by quarter are added up', () => {
  assert.equal(scoreWith([piece('3', '2026-07-01', '2026-09-30'), piece('4', '2026-10-01', '2026-12-31')]), '10');
});

test('hours told for half a year say nothing of its quarters', () => {
  assert.equal(scoreWith([piece('7', '2026-07-01', '2026-12-31')]), null);
});

test('an organisation that is rated belongs to itself', () => {
  const scored = { subject: 'org', inputs: [{ id: 'given' }], score: [{ id: 'total', input: 'given' }] };
  const { orgs } = resultsOf(scored, { orgs: [{ id: 'X' }], subjects: [{ id: 'X' }], inputs: { X: { given: '9' } } });
  assert.equal(orgs['X']?.sum, '9');
});

test('a week that is split by days must be told by itself', () => {
  const hours = { id: 'f', label: '学时', type: 'number', source: { kind: 'hours', window: 'week' } };
  const blocks = {
    period: { unit: 'month', posting: 'week', week: 'by-day' },
    facts: [hours],
    score: [
      { id: 'total', over: { unit: 'week', node: 'part', combine: 'sum' } },
      { id: 'part', fact: 'f', missing: 'exclude' },
    ],
  };
  // 1 and 2 August 2026 are the end of a week.
  const of = (to: string) =>
    resultOf(blocks, {
      period: '2026-08',
      subjects: [{ id: 'm1', facts: { f: [{ value: '3', from: '2026-08-01', to }] } }],
    }).score;
  assert.deepEqual([of('2026-08-02'), of('2026-08-01')], ['3', null]);
});

test('a period that is kept by weeks starts with the first of them', () => {
  const age = (d: string) =>
    resultOf(
      {
        period: { unit: 'month', posting: 'week' },
        facts: counted({ kind: 'age', at: 'period-start' }),
        score: [{ id: 'total', fact: 'f' }],
      },
      // Its first week begins on Monday, 27 July.
      { period: '2026-08', subjects: [{ id: 'm1', facts: { d } }] },
    ).score;
  assert.deepEqual([age('1966-07-27'), age('1966-07-28')], ['60', '59']);
});
