import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDay, printDay } from '../../date.ts';
import { problemsOf, resultOf, resultsOf, type Blocks } from '../../../../test/small-scheme.ts';

const blocks: Blocks = {
  scope: { categories: [{ id: '在职', label: '在职' }] },
  facts: [
    { id: 'hours', type: 'number' },
    { id: 'meetings', type: 'number', of: 'org' },
  ],
  roles: [{ id: 'secretary' }],
  ballots: [{ id: 'mass', options: [{ id: '好', value: '100' }] }],
  inputs: [{ id: 'superior' }, { id: 'quarterly', per: 'quarter' }],
  items: [
    {
      id: 'A',
      rules: [
        { id: 'A/1', points: '2' },
        { id: 'A/2', points: '3' },
      ],
    },
  ],
  findings: { clause: 'c', results: [{ id: '不实', label: '不实', cancels: true }] },
  score: [
    { id: 'total', items: ['A'] },
    { id: 'votes', ballot: 'mass' },
  ],
  grade: { clause: 'c', ladder: ['优', '良'], tables: [{ id: 't', bands: [{ grade: '优', from: '0' }] }] },
  carry: [{ id: 'account', kind: 'account' }],
  readings: [
    {
      id: 'r',
      question: '怎样读？',
      options: [
        { id: 'a', text: '甲' },
        { id: 'b', text: '乙' },
      ],
      choice: 'a',
    },
  ],
  params: [{ id: 'base' }],
};

const entry = { item: 'A/1' };

const wrong: readonly (readonly [name: string, facts: Blocks, problems: readonly string[]])[] = [
  ['a period that is none', { period: '2026-13' }, ['wrong-period period']],
  [
    'a period that is none, and what else is wrong but the days',
    {
      period: '今年',
      asOf: '1960-01-01',
      subjects: [{ id: 'm1', org: 'Z' }],
      entries: [{ ...entry, on: '2027-01-01', points: '3' }],
      history: { m1: [{ period: '2026' }, { period: '2026Q1' }] },
      inputs: { m1: { quarterly: { '2025Q4': '1' } } },
    },
    [
      'wrong-period period',
      'unknown-org subjects.m1.org',
      'not-allowed-points entries.e1.points',
      'wrong-period history.m1.2026Q1',
    ],
  ],
  ['a period of another length', { period: '2026Q1' }, ['wrong-period period']],
  ['a report from before the period', { asOf: '2025-12-31' }, ['as-of-before-period asOf']],
  ['a superior that is not listed', { orgs: [{ id: 'X', superior: 'Z' }] }, ['unknown-org orgs.X.superior']],
  [
    'organisations that are above each other',
    {
      orgs: [
        { id: 'X', superior: 'Y' },
        { id: 'Y', superior: 'X' },
        { id: 'Z', superior: 'X' },
      ],
    },
    ['circular-org orgs.X.superior', 'circular-org orgs.Y.superior', 'circular-org orgs.Z.superior'],
  ],
  ['an organisation that is not listed', { subjects: [{ id: 'm1', org: 'Z' }] }, ['unknown-org subjects.m1.org']],
  [
    'a category that is not declared',
    { subjects: [{ id: 'm1', category: '离退' }] },
    ['unknown-category subjects.m1.category'],
  ],
  [
    'a role that is not declared',
    { subjects: [{ id: 'm1', roles: { chair: 'm1' } }] },
    ['unknown-role subjects.m1.roles.chair'],
  ],
  [
    'a role of nobody',
    { subjects: [{ id: 'm1', roles: { secretary: 'm9' } }] },
    ['unknown-person subjects.m1.roles.secretary'],
  ],
  [
    'one of several who does not exist',
    { subjects: [{ id: 'm1', roles: { secretary: ['m1', 'm9'] } }] },
    ['unknown-person subjects.m1.roles.secretary'],
  ],
  ['somebody who is both a subject and not', { people: [{ id: 'm1' }] }, ['duplicate-id people.m1']],
  [
    'an interval that ends before it begins',
    { orgs: [{ id: 'X' }], subjects: [{ id: 'm1', org: [{ value: 'X', from: '2026-05-01', to: '2026-04-30' }] }] },
    ['interval-backwards subjects.m1.org.0'],
  ],
  [
    'an interval of a fact from no day',
    { subjects: [{ id: 'm1', facts: { hours: [{ value: '1', from: '2026-02-30' }] } }] },
    ['not-a-date subjects.m1.facts.hours.0.from'],
  ],
  [
    'an interval of a role to no day',
    { subjects: [{ id: 'm1', roles: { secretary: [{ value: 'm1', to: '2026-02-30' }] } }] },
    ['not-a-date subjects.m1.roles.secretary.0.to'],
  ],
  [
    'a role that ends before it begins',
    { subjects: [{ id: 'm1', roles: { secretary: [{ value: 'm1', from: '2026-05-01', to: '2026-04-30' }] } }] },
    ['interval-backwards subjects.m1.roles.secretary.0'],
  ],
  [
    'a fact that is not declared',
    { subjects: [{ id: 'm1', facts: { age: '3' } }] },
    ['unknown-fact subjects.m1.facts.age'],
  ],
  [
    'a fact of an organisation that is not declared',
    { orgs: [{ id: 'X', facts: { size: 3 } }] },
    ['unknown-fact orgs.X.facts.size'],
  ],
  ['an item that is not in the catalogue', { entries: [{ item: 'B/1' }] }, ['unknown-item entries.e1.item']],
  ['an item that does not say which rule', { entries: [{ item: 'A' }] }, ['ambiguous-item entries.e1.item']],
  ['an entry about nobody', { entries: [{ ...entry, subject: 'm9' }] }, ['unknown-subject entries.e1.subject']],
  ['an entry before the period', { entries: [{ ...entry, on: '2025-12-31' }] }, ['date-out-of-period entries.e1.on']],
  ['an entry after the period', { entries: [{ ...entry, on: '2027-01-01' }] }, ['date-out-of-period entries.e1.on']],
  [
    'an entry that was posted before its day',
    { entries: [{ ...entry, on: '2026-03-02', posted: '2026-03-01' }] },
    ['posted-too-early entries.e1.posted'],
  ],
  [
    'an entry that was posted after the period too',
    { entries: [{ ...entry, on: '2025-12-31', posted: '2027-01-01' }] },
    ['date-out-of-period entries.e1.on'],
  ],
  ['a count below nothing', { entries: [{ ...entry, count: '-1' }] }, ['negative-count entries.e1.count']],
  [
    'a count too fine to be kept',
    { entries: [{ ...entry, count: '0.0000001' }] },
    ['number-too-fine entries.e1.count'],
  ],
  [
    'a count too large to be counted',
    { entries: [{ ...entry, count: '99999999999' }] },
    ['number-too-large entries.e1.count'],
  ],
  [
    'a fact that went through binary floating point',
    { subjects: [{ id: 'm1', facts: { hours: 1.5 } }] },
    ['number-not-quoted subjects.m1.facts.hours'],
  ],
  [
    'points too fine to be kept',
    { entries: [{ ...entry, points: '2.0000001' }] },
    ['number-too-fine entries.e1.points', 'not-allowed-points entries.e1.points'],
  ],
  [
    'points that the rule does not give',
    { entries: [{ ...entry, points: '3' }] },
    ['not-allowed-points entries.e1.points'],
  ],
  [
    'taking back what is not there',
    { entries: [entry, { ...entry, reverses: 'e9' }] },
    ['unknown-reversed entries.e2.reverses'],
  ],
  [
    'taking back twice',
    { entries: [entry, { ...entry, reverses: 'e1' }, { ...entry, reverses: 'e1' }] },
    ['reversed-twice entries.e3.reverses'],
  ],
  [
    'taking back a taking back',
    { entries: [entry, { ...entry, reverses: 'e1' }, { ...entry, reverses: 'e2' }] },
    ['reverses-reversal entries.e3.reverses'],
  ],
  [
    "taking back somebody else's entry",
    { subjects: [{ id: 'm1' }, { id: 'm2' }], entries: [entry, { ...entry, subject: 'm2', reverses: 'e1' }] },
    ['reverses-other entries.e2.reverses'],
  ],
  [
    'taking back an entry that is out of the period',
    {
      entries: [
        { ...entry, on: '2027-01-01' },
        { ...entry, reverses: 'e1' },
      ],
    },
    ['date-out-of-period entries.e1.on'],
  ],
  [
    'a finding about an entry that is out of the period',
    { entries: [{ ...entry, on: '2027-01-01' }], findings: [{ entry: 'e1', on: '2026-06-01', result: '不实' }] },
    ['date-out-of-period entries.e1.on'],
  ],
  [
    'a finding about no entry',
    { findings: [{ entry: 'e9', on: '2026-06-01', result: '不实' }] },
    ['unknown-entry findings.0.entry'],
  ],
  [
    'a finding with a result that is not declared',
    { entries: [entry], findings: [{ entry: 'e1', on: '2026-06-01', result: '属实' }] },
    ['unknown-finding findings.0.result'],
  ],
  ['votes about nobody', { ballots: { m9: { mass: { 好: 1 } } } }, ['unknown-subject ballots.m9']],
  ['a vote that is not held', { ballots: { m1: { group: { 好: 1 } } } }, ['unknown-ballot ballots.m1.group']],
  ['a score about nobody', { inputs: { m9: { superior: '1' } } }, ['unknown-subject inputs.m9']],
  ['a score that is not asked for', { inputs: { m1: { village: '1' } } }, ['unknown-input inputs.m1.village']],
  [
    'a sub-period that is none',
    { inputs: { m1: { superior: { '2026Q5': '1' } } } },
    ['not-a-period inputs.m1.superior.2026Q5'],
  ],
  [
    'a quarter of another year',
    { inputs: { m1: { quarterly: { '2025Q4': '1', '2026Q1': '1' } } } },
    ['other-sub-period inputs.m1.quarterly.2025Q4'],
  ],
  [
    'a month where quarters are asked for',
    { inputs: { m1: { quarterly: { '2026-01': '1' } } } },
    ['other-sub-period inputs.m1.quarterly.2026-01'],
  ],
  [
    'votes of another year',
    { ballots: { m1: { mass: { 2027: { 好: 1 }, '2026-03': { 好: 1 } } } } },
    ['other-sub-period ballots.m1.mass.2027'],
  ],
  ['a past about nobody', { history: { m9: [] } }, ['unknown-subject history.m9']],
  ['a past of another length', { history: { m1: [{ period: '2025Q1' }] } }, ['wrong-period history.m1.2025Q1']],
  ['a past that is not a period', { history: { m1: [{ period: '去年' }] } }, ['wrong-period history.m1.去年']],
  [
    'a past of a grade that is none',
    { history: { m1: [{ period: '2025', grade: '特优' }] } },
    ['unknown-grade history.m1.2025.grade'],
  ],
  [
    'results of a scheme that nobody refers to',
    { results: { nosuch: { m1: { score: '90' } } } },
    ['unknown-results results.nosuch'],
  ],
  [
    'a grade in results that is none',
    { results: { small: { m1: { grade: '特优' } } } },
    ['unknown-grade results.small.m1.grade'],
  ],
  [
    'two organisations on one day',
    {
      orgs: [{ id: 'X' }, { id: 'Y' }],
      subjects: [{ id: 'm1', org: [{ value: 'X' }, { value: 'Y', from: '2026-07-01' }] }],
    },
    ['interval-overlap subjects.m1.org.1'],
  ],
  ['a past that is not over', { history: { m1: [{ period: '2026' }] } }, ['history-not-past history.m1.2026']],
  [
    'a past told twice',
    { history: { m1: [{ period: '2025' }, { period: '2025' }] } },
    ['duplicate-id history.m1.2025'],
  ],
  ['a decision about nobody', { decisions: { m9: { by: '支部大会', grade: '优' } } }, ['unknown-subject decisions.m9']],
  [
    'a decision for a category that is not declared',
    { decisions: { m1: { by: '支部大会', category: '离退' } } },
    ['unknown-category decisions.m1.category'],
  ],
  [
    'a grade that there is not',
    { decisions: { m1: { by: '支部大会', grade: '特优' } } },
    ['unknown-grade decisions.m1.grade'],
  ],
  ['a reading that there is not', { readings: { x: 'a' } }, ['unknown-reading readings.x']],
  ['a choice that is not an option', { readings: { r: 'c' } }, ['unknown-option readings.r']],
  ['a parameter that there is not', { params: { top: '3' } }, ['unknown-param params.top']],
];

for (const [name, facts, problems] of wrong) {
  test(`${name} is told with its place`, () => {
    assert.deepEqual(problemsOf(blocks, facts), problems);
  });
}

test('all that is wrong is told at once', () => {
  const facts = {
    orgs: [{ id: 'X', superior: 'Z' }],
    subjects: [{ id: 'm1', org: 'W', facts: { age: 1 }, roles: { chair: 'm1' } }],
    entries: [{ item: 'B/1' }, { item: 'A/1', on: '2027-01-01' }],
    inputs: { m9: { superior: '1' } },
  };
  assert.deepEqual(
    new Set(problemsOf(blocks, facts)),
    new Set([
      'unknown-org orgs.X.superior',
      'unknown-org subjects.m1.org',
      'unknown-fact subjects.m1.facts.age',
      'unknown-role subjects.m1.roles.chair',
      'unknown-item entries.e1.item',
      'date-out-of-period entries.e2.on',
      'unknown-subject inputs.m9',
    ]),
  );
});

test('nothing of this is a problem in facts that fit', () => {
  const facts = {
    asOf: '2026-12-31',
    orgs: [{ id: 'X', superior: 'Y', facts: { meetings: 3, members: 9, 'full-members': 8 } }, { id: 'Y' }],
    subjects: [
      {
        id: 'm1',
        org: [
          { value: 'X', from: null, to: '2026-06-30' },
          { value: 'Y', from: '2026-07-01' },
        ],
        category: '在职',
        facts: { hours: [{ value: '1', from: '2026-02-28', to: '2026-02-28' }] },
        roles: { secretary: [{ value: 'm2', from: '2026-01-01' }] },
      },
    ],
    people: [{ id: 'm2', leadership: [{ value: true, from: '2026-03-01' }] }],
    entries: [
      { item: 'A/1', on: '2026-01-01' },
      { item: 'A/1', on: '2026-12-31' },
      { item: 'A/1', reverses: 'e1' },
    ],
    findings: [{ entry: 'e2', on: '2026-06-01', result: '不实' }],
    ballots: { m1: { mass: { 好: 1 } } },
    inputs: { m1: { superior: '1' } },
    history: { m1: [{ period: '2025' }, { period: '2024' }] },
    decisions: { m1: { by: '支部大会', grade: '优' } },
    readings: { r: 'b' },
    params: { base: '3' },
  };
  assert.deepEqual(problemsOf(blocks, facts), []);
});

test('an entry that a finding calls false does not count', () => {
  const entries = [{ item: 'A/1' }, { item: 'A/2' }];
  const findings = [{ entry: 'e1', on: '2026-06-01', result: '不实' }];
  assert.equal(resultOf(blocks, { entries }).score, '5');
  assert.equal(resultOf(blocks, { entries, findings }).score, '3');
});

test('a finding that only notes something lets the entry count', () => {
  const noted = { ...blocks, findings: { clause: 'c', results: [{ id: '提醒', label: '提醒' }] } };
  const findings = [{ entry: 'e1', on: '2026-06-01', result: '提醒' }];
  assert.equal(resultOf(noted, { entries: [{ item: 'A/1' }], findings }).score, '2');
});

test('a late entry counts where it was posted, if the scheme keeps the period open', () => {
  const late = { entries: [{ item: 'A/1', on: '2025-12-30', posted: '2026-01-02' }] };
  assert.equal(resultOf(blocks, late).score, '2');
  const strict = { ...blocks, period: { unit: 'year', posting: 'month', late: 'own-period' } };
  assert.deepEqual(problemsOf(strict, late), ['date-out-of-period entries.e1.on']);
});

test('an entry from before the period is taken where repeats look back, and is worth nothing', () => {
  const repeat = {
    ...blocks,
    modifiers: {
      combine: 'add',
      rules: [{ id: 'again', groups: ['A'], rate: '50%', repeat: { window: 'lifetime', growth: 'flat' } }],
    },
  };
  const entries = [{ item: 'A/1', on: '2025-12-30' }, { item: 'A/1' }];
  // 2 × (1 + 50 %): the second time.
  assert.equal(resultOf(repeat, { entries }).score, '3');
});

test('an entry from before the period is a fault where no repeat counts it', () => {
  const blocks = (sameFacts: readonly object[]): Blocks => ({
    items: [
      { id: 'A', rules: [{ id: 'A/1', points: '2' }] },
      { id: 'B', rules: [{ id: 'B/1', points: '2' }] },
    ],
    modifiers: {
      combine: 'add',
      rules: [{ id: 'again', groups: ['A'], rate: '50%', repeat: { window: 'year', growth: 'flat' } }],
    },
    sameFacts,
  });
  const entries = ['A/1', 'B/1'].map((item) => ({ item, on: '2025-12-31' }));
  assert.deepEqual(problemsOf(blocks([]), { entries }), ['date-out-of-period entries.e2.on']);
  const told = blocks([{ id: 's', items: ['A/1', 'B/1'], counts: 'first' }]);
  assert.deepEqual(problemsOf(told, { entries }), ['entries-before-unused ']);
});

const rated: Blocks = {
  subject: 'org',
  facts: [{ id: 'meetings', type: 'number', of: 'org' }],
  score: [{ id: 'total', fact: 'meetings' }],
};

test('where organisations are rated and nobody is listed, all of them are', () => {
  const facts = {
    subjects: [],
    orgs: [
      { id: 'X', facts: { meetings: '3' } },
      { id: 'Y', name: '乙', facts: { meetings: 4 } },
    ],
  };
  const { subjects } = resultsOf(rated, facts);
  assert.deepEqual([subjects['X']?.score, subjects['Y']?.score], ['3', '4']);
});

test('where organisations are rated and some are listed, only those are', () => {
  const orgs = [{ id: 'X', facts: { meetings: '3' } }, { id: 'Y' }];
  const { subjects } = resultsOf(rated, { subjects: [{ id: 'X', kind: 'org', org: 'X' }], orgs });
  assert.deepEqual(Object.keys(subjects), ['X']);
});

test('a report up to a day leaves the months out that have not begun', () => {
  const monthly = {
    inputs: [{ id: 'month', per: 'month' }],
    score: [
      { id: 'total', over: { unit: 'month', node: 'one', combine: 'sum' } },
      { id: 'one', input: 'month' },
    ],
  };
  const inputs = { m1: { month: { '2026-01': '1', '2026-02': '2' } } };
  assert.equal(resultOf(monthly, { inputs }).score, null);
  assert.equal(resultOf(monthly, { inputs, asOf: '2026-02-01' }).score, '3');
});

for (const [week, first, last] of [
  // The week of 29 December 2025 has its Sunday in 2026, that of 28 December 2026 has its Sunday in 2027.
  ['week-end-day', '2025-12-29', '2026-12-27'],
  ['week-start-day', '2026-01-05', '2027-01-03'],
  ['by-day', '2026-01-01', '2026-12-31'],
] as const) {
  test(`a year kept by weeks runs from ${first} to ${last} by ${week}`, () => {
    const weekly = { ...blocks, period: { unit: 'year', posting: 'week', week } };
    const day = (iso: string, move: number): string => printDay((parseDay(iso) as number) + move);
    const entries = [first, last, day(first, -1), day(last, 1)].map((on) => ({ item: 'A/1', on }));
    assert.deepEqual(problemsOf(weekly, { entries }), [
      'date-out-of-period entries.e3.on',
      'date-out-of-period entries.e4.on',
    ]);
  });
}

test('a scheme that inspects nothing knows no result of an inspection', () => {
  const bare = { items: [{ id: 'A', rules: [{ id: 'A/1', points: '1' }] }], score: [{ id: 'total', items: ['A'] }] };
  const findings = [{ entry: 'e1', on: '2026-06-01', result: '不实' }];
  assert.deepEqual(problemsOf(bare, { entries: [{ item: 'A/1' }], findings }), ['unknown-finding findings.0.result']);
});
