import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultsOf, type Blocks } from '../../../test/small-scheme.ts';

const blocks: Blocks = {
  params: [{ id: 'open' }],
  facts: [
    { id: 'times', type: 'number', of: 'org', source: { kind: 'meetings', window: 'month' } },
    { id: 'size', type: 'number', of: 'org', decimals: 0 },
    { id: 'members', type: 'number', of: 'org', decimals: 0 },
    { id: 'paid', type: 'number', of: 'org', decimals: 2 },
    { id: 'whole', type: 'number', of: 'org' },
    { id: 'form', type: 'choice', of: 'org' },
    { id: 'done', type: 'date', of: 'org' },
    { id: 'public', type: 'flag', of: 'org', missing: 'hold' },
    { id: 'small', type: 'flag', of: 'org' },
    { id: 'excused', type: 'flag', of: 'org' },
    { id: 'hours', type: 'number' },
  ],
  roles: [{ id: 'secretary' }, { id: 'boss' }],
  items: [
    {
      id: 'M',
      rules: [
        { id: 'M/1', effect: 'record' },
        { id: 'M/2', effect: 'record' },
      ],
    },
    { id: 'T', rules: [{ id: 'T/1', effect: 'record' }] },
  ],
  score: [{ id: 'total', const: '1' }],
};

/** What one standard says of X: window, status and what comes with it. */
function normsOf(norm: Blocks, own: Blocks = {}, facts: Blocks = {}): readonly string[] {
  const { norms } = resultsOf(
    { ...blocks, norms: [{ id: 'n', ...norm }] },
    { orgs: [{ id: 'X', facts: own }], subjects: [{ id: 'm1', org: 'X' }], ...facts },
  );
  return norms.map((one) =>
    [one.subject, one.window, one.status, one.required, one.allowed, one.missing, one.needs]
      .flat()
      .filter((part) => part !== undefined)
      .join(' '),
  );
}

const meeting = (on: string, more: Blocks = {}): Blocks => ({ item: 'M/1', subject: 'X', on, ...more });

const counts: readonly (readonly [norm: Blocks, entries: readonly Blocks[], status: string])[] = [
  [{ least: '2' }, [meeting('2026-01-01'), meeting('2026-12-31')], '2026 met'],
  [{ least: '2' }, [meeting('2026-01-01')], '2026 missed 2'],
  [{ least: '2' }, [meeting('2026-01-01', { count: '2' })], '2026 met'],
  [{ least: '2', most: '3' }, [meeting('2026-01-01', { count: '4' })], '2026 over'],
  [{ most: '3' }, [meeting('2026-01-01', { count: '3' })], '2026 met'],
  [{ least: '1' }, [], '2026 held'],
  [{ least: '1' }, [meeting('2026-01-01'), meeting('2026-01-02', { reverses: 'e1' })], '2026 held'],
  [{ least: '1' }, [{ item: 'T/1', subject: 'm1' }], '2026 held'],
  [{ least: { param: 'open' } }, [meeting('2026-01-01')], '2026 held'],
];

for (const [norm, entries, status] of counts) {
  test(`meetings ${JSON.stringify(norm)} with ${entries.length} entries: ${status}`, () => {
    assert.deepEqual(normsOf({ count: { item: 'M', ...norm } }, {}, { entries }), [status]);
  });
}

test('each window by itself, once any entry was made', () => {
  const norm = { window: 'quarter', count: { item: 'M', least: '1' } };
  assert.deepEqual(normsOf(norm, {}, { entries: [meeting('2026-01-01'), meeting('2026-07-01')] }), [
    '2026Q1 met',
    '2026Q2 missed 1',
    '2026Q3 met',
    '2026Q4 missed 1',
  ]);
  assert.deepEqual(normsOf(norm, {}, { entries: [meeting('2026-01-01')], asOf: '2026-03-31' }), ['2026Q1 met']);
});

test('what may yet be done in a window is not missed before it is over', () => {
  const facts = { entries: [meeting('2026-01-01')], asOf: '2026-05-31' };
  const twice = { window: 'quarter', count: { item: 'M', least: '2' } };
  assert.deepEqual(normsOf(twice, {}, facts), ['2026Q1 missed 2', '2026Q2 open 2']);
  assert.deepEqual(normsOf({ count: { item: 'M', most: '0' } }, {}, facts), ['2026 over']);
  const { asOf } = facts;
  assert.deepEqual(normsOf({ range: { fact: 'size', least: '3' } }, { size: 2 }, { asOf }), ['2026 missed 3']);
  const talks = { pairs: { item: 'T', from: 'leadership', cover: 'together', least: '1' } };
  assert.deepEqual(
    [talks, { window: 'quarter', ...talks }].map((norm) => normsOf(norm, {}, { asOf })),
    [['2026 open →m1'], ['2026Q1 missed →m1', '2026Q2 open →m1']],
  );
});

test('a reported number goes before the entries', () => {
  const january = [{ value: '3', from: '2026-01-01', to: '2026-01-31' }];
  const norm = { window: 'month', count: { fact: 'times', item: 'M', least: '2' } };
  const facts = { asOf: '2026-02-28', entries: [meeting('2026-02-01')] };
  assert.deepEqual(normsOf(norm, { times: january }, facts), ['2026-01 met', '2026-02 missed 2']);
  assert.deepEqual(normsOf({ window: 'month', count: { fact: 'times', least: '2' } }, {}, { asOf: '2026-01-31' }), [
    '2026-01 held',
  ]);
});

test('entries may stand with the organisation as a subject', () => {
  const { norms } = resultsOf(
    { ...blocks, subject: 'org', norms: [{ id: 'n', count: { item: 'M', least: '1' } }] },
    { orgs: [{ id: 'X' }], subjects: [{ id: 'X' }], entries: [meeting('2026-01-01')] },
  );
  assert.deepEqual(
    norms.map((one) => one.status),
    ['met'],
  );
});

const measured: readonly (readonly [norm: Blocks, own: Blocks, status: string])[] = [
  [{ range: { fact: 'size', least: '3', most: '15' } }, { size: 3 }, 'met'],
  [{ range: { fact: 'size', least: '3', most: '15' } }, { size: 15 }, 'met'],
  [{ range: { fact: 'size', least: '3', most: '15' } }, { size: 2 }, 'missed 3'],
  [{ range: { fact: 'size', least: '3', most: '15' } }, { size: 16 }, 'over'],
  [{ range: { fact: 'size', least: '3' } }, {}, 'held'],
  [{ range: { fact: 'size', most: { param: 'open' } } }, { size: 16 }, 'held'],
  // A third of 10 is four people.
  [{ ratio: { part: 'size', whole: 'whole', least: '1/3' } }, { size: 4, whole: 10 }, 'met 4'],
  [{ ratio: { part: 'size', whole: 'whole', least: '1/3' } }, { size: 3, whole: 10 }, 'missed 4'],
  [{ ratio: { part: 'size', whole: 'whole', least: '1/3' } }, { size: 3, whole: 9 }, 'met 3'],
  [{ ratio: { part: 'paid', whole: 'whole', least: '1/3' } }, { paid: '3.33', whole: 10 }, 'missed 3.34'],
  [{ ratio: { part: 'size', whole: 'whole', least: '1/3' } }, { whole: 10 }, 'held 4'],
  [{ ratio: { part: 'size', whole: 'whole', least: '1/3' } }, { size: 3 }, 'held'],
  [{ ratio: { part: 'size', whole: 'whole', most: '50%' } }, { size: 5, whole: 10 }, 'met'],
  [{ ratio: { part: 'size', whole: 'whole', most: '50%' } }, { size: 6, whole: 10 }, 'over'],
  [{ ratio: { part: 'size', whole: 'whole', least: { param: 'open' } } }, { size: 6, whole: 10 }, 'held'],
  [{ holds: { fact: 'public' } }, { public: true }, 'met'],
  [{ holds: { fact: 'public' } }, { public: false }, 'missed'],
  [{ holds: { fact: 'public' } }, {}, 'held'],
  [{ holds: { fact: 'gone' } }, {}, 'held'],
  // not for everybody
  [{ appliesWhen: { fact: 'small' }, holds: { fact: 'public' } }, { public: false }, 'n/a'],
  [{ appliesWhen: { fact: 'small' }, holds: { fact: 'public' } }, { public: false, small: true }, 'missed'],
  [{ appliesWhen: { fact: 'size', gt: '3' }, holds: { fact: 'public' } }, { public: false }, 'held'],
  // approved exceptions
  [{ exceptApproved: 'excused', holds: { fact: 'public' } }, { public: false, excused: true }, 'excused'],
  [{ exceptApproved: 'excused', holds: { fact: 'public' } }, { public: false }, 'missed'],
  [{ exceptApproved: 'excused', range: { fact: 'size', most: '3' } }, { size: 4, excused: true }, 'excused'],
  [{ exceptApproved: 'excused', range: { fact: 'size', most: '3' } }, { size: 4 }, 'over'],
  [{ exceptApproved: 'excused', holds: { fact: 'public' } }, { public: true, excused: true }, 'met'],
];

for (const [norm, own, status] of measured) {
  test(`${JSON.stringify(norm)} of ${JSON.stringify(own)}: ${status}`, () => {
    assert.deepEqual(normsOf(norm, own), [`2026 ${status}`]);
  });
}

const table = {
  fact: 'form',
  rows: [
    { value: '党委', when: { fact: 'size', gte: '100' } },
    { value: '总支', when: { fact: 'size', gte: '50' } },
    { value: '支部', when: { fact: 'size', lt: '50' } },
  ],
};

for (const [own, status] of [
  [{ size: 120, form: '党委' }, 'met 党委 总支'],
  [{ size: 120, form: '支部' }, 'missed 党委 总支'],
  [{ size: 20, form: '支部' }, 'met 支部'],
  [{ size: 20 }, 'held 支部'],
  [{ form: '支部' }, 'held'],
] as const) {
  test(`the form of ${JSON.stringify(own)}: ${status}`, () => {
    assert.deepEqual(normsOf({ table }, own), [`2026 ${status}`]);
  });
}

test('a table without a fact says what is allowed', () => {
  assert.deepEqual(normsOf({ table: { rows: table.rows } }, { size: 20 }), ['2026 held 支部']);
});

const day = (more: Blocks = {}): Blocks => ({ window: 'month', day: { item: 'M', dayOfMonth: 10, ...more } });

test('on the fixed day of the month, or with a reason', () => {
  const entries = [
    meeting('2026-01-10'),
    meeting('2026-02-11', { reason: '调整' }),
    meeting('2026-03-11'),
    meeting('2026-05-09'),
    meeting('2026-05-10'),
  ];
  assert.deepEqual(normsOf(day(), {}, { asOf: '2026-05-31', entries }), [
    '2026-01 met',
    '2026-02 met',
    '2026-03 met 改期理由',
    '2026-04 missed',
    '2026-05 met',
  ]);
  assert.deepEqual(normsOf(day({ movedWithReason: false }), {}, { asOf: '2026-02-28', entries }), [
    '2026-01 met',
    '2026-02 missed',
  ]);
});

test('a day that the month lacks is its last one', () => {
  const entries = [meeting('2026-02-28'), meeting('2026-04-29', { reason: '调整' })];
  const found = normsOf(day({ dayOfMonth: 31 }), {}, { asOf: '2026-02-28', entries: entries.slice(0, 1) });
  assert.deepEqual(found, ['2026-01 missed', '2026-02 met']);
});

test('a day that has not come by the day of the report is not kept yet', () => {
  const done = { done: '2026-01-10' };
  const norm = day({ item: undefined, fact: 'done' });
  assert.deepEqual(normsOf(norm, done, { asOf: '2026-01-09' }), ['2026-01 held']);
  assert.deepEqual(normsOf(norm, done, { asOf: '2026-01-10' }), ['2026-01 met']);
  const entries = [meeting('2026-01-01')];
  assert.deepEqual(normsOf(day({ movedWithReason: false }), {}, { asOf: '2026-01-09', entries }), ['2026-01 open']);
});

test('a date may be told instead', () => {
  assert.deepEqual(normsOf(day({ item: undefined, fact: 'done' }), { done: '2026-01-10' }, { asOf: '2026-01-31' }), [
    '2026-01 met',
  ]);
  assert.deepEqual(normsOf(day({ item: undefined, fact: 'done' }), { done: '2026-01-12' }, { asOf: '2026-01-31' }), [
    '2026-01 met 改期理由',
  ]);
  assert.deepEqual(normsOf(day({ item: undefined, fact: 'done' }), {}, { asOf: '2026-01-31' }), ['2026-01 held']);
  assert.deepEqual(normsOf(day(), {}, { asOf: '2026-01-31' }), ['2026-01 held']);
});

const posts = (more: Blocks = {}): Blocks => ({
  posts: {
    fact: 'size',
    size: 'members',
    least: '1',
    extra: [
      { above: '50', add: '1' },
      { from: '100', add: '2' },
    ],
    ...more,
  },
});

for (const [own, status] of [
  [{ members: 50, size: 1 }, 'met 1'],
  [{ members: 51, size: 1 }, 'missed 2'],
  [{ members: 99, size: 2 }, 'met 2'],
  [{ members: 100, size: 3 }, 'missed 4'],
  [{ members: 100 }, 'held 4'],
  [{ size: 3 }, 'held'],
] as const) {
  test(`so many for ${JSON.stringify(own)}: ${status}`, () => {
    assert.deepEqual(normsOf(posts(), own), [`2026 ${status}`]);
  });
}

test('how many more may be left to a local body', () => {
  assert.deepEqual(normsOf(posts({ extra: [{ add: { param: 'open' } }] }), { members: 1, size: 9 }), ['2026 held']);
  assert.deepEqual(normsOf(posts({ extra: undefined }), { members: 1, size: 1 }), ['2026 met 1']);
});

const branch = {
  subjects: [
    { id: 's', org: 'X', leadership: true },
    { id: 'l', org: 'X', leadership: [{ value: true, from: '2026-02-01' }] },
    { id: 'm', org: 'X', roles: { secretary: 's' } },
    { id: 'y', org: 'Y' },
  ],
  orgs: [{ id: 'X' }, { id: 'Y' }],
};
const talk = (by: string | undefined, subject: string, more: Blocks = {}): Blocks => ({
  item: 'T/1',
  by,
  subject,
  ...more,
});

function talks(pairs: Blocks, entries: readonly Blocks[]): string | undefined {
  return normsOf({ pairs: { item: 'T', ...pairs } }, {}, { ...branch, entries })[0];
}

test('each of the leadership with everybody', () => {
  const rule = { from: 'leadership', cover: 'each-pair' };
  const all = [talk('s', 'l'), talk('s', 'm'), talk('l', 's'), talk('l', 'm')];
  assert.equal(talks(rule, all), '2026 met');
  assert.equal(talks(rule, all.slice(1)), '2026 missed s→l');
  assert.equal(talks(rule, [...all.slice(1), talk(undefined, 'l')]), '2026 missed s→l');
  assert.equal(talks({ ...rule, least: '2' }, [...all, talk('s', 'm')]), '2026 missed s→l l→s l→m');
  assert.equal(
    talks(
      { ...rule, least: '2' },
      all.map((one) => ({ ...one, count: '2' })),
    ),
    '2026 met',
  );
  assert.equal(talks({ ...rule, least: { param: 'open' } }, all), '2026 held');
});

test('all together with everybody', () => {
  const rule = { from: 'leadership', cover: 'together' };
  assert.equal(talks(rule, [talk('s', 'l'), talk('l', 's')]), '2026 missed →m');
  assert.equal(talks(rule, [talk('s', 'l'), talk('l', 's'), talk('s', 'm')]), '2026 met');
});

test('the secretary with everybody', () => {
  const rule = { from: 'secretary', cover: 'each-pair' };
  assert.equal(talks(rule, [talk('s', 'l'), talk('s', 'm')]), '2026 met');
  assert.equal(talks(rule, [talk('l', 'm')]), '2026 missed s→l s→m');
});

test('whoever holds a role with everybody', () => {
  const own = {
    ...branch,
    subjects: branch.subjects.map((one) => (one.id === 'l' ? { ...one, roles: { boss: 'm' } } : one)),
  };
  const rule = { pairs: { item: 'T', from: 'boss', cover: 'each-pair' } };
  assert.deepEqual(normsOf(rule, {}, { ...own, entries: [talk('m', 's')] }).slice(0, 1), ['2026 missed m→l']);
  assert.deepEqual(normsOf(rule, {}, { ...own, entries: [talk('m', 's'), talk('m', 'l')] }).slice(0, 1), ['2026 met']);
});

test('talks of another window do not count', () => {
  const norm = { window: 'month', pairs: { item: 'T', from: 'secretary', cover: 'each-pair' } };
  const entries = [talk('s', 'l', { on: '2026-01-05' }), talk('s', 'm', { on: '2026-01-06' })];
  assert.deepEqual(normsOf(norm, {}, { ...branch, asOf: '2026-02-28', entries }).slice(0, 2), [
    '2026-01 met',
    '2026-02 missed s→l s→m',
  ]);
});

test('pairs are a matter of organisations', () => {
  const norm = { of: 'subject', pairs: { item: 'T', from: 'secretary', cover: 'each-pair' } };
  assert.deepEqual(normsOf(norm, {}, { ...branch, subjects: [{ id: 'm', org: 'X' }] }), ['m 2026 n/a']);
});

test('a standard may be one of people, or of the leadership', () => {
  const norm = (of: string) => ({ of, range: { fact: 'hours', least: '8' } });
  const people = [
    { id: 's', org: 'X', leadership: true, facts: { hours: '8' } },
    { id: 'm', org: 'X', facts: { hours: '7' } },
  ];
  const facts = {
    subjects: people,
    people: [
      { id: 'X', kind: 'org' },
      { id: 'o', kind: 'org' },
    ],
  };
  assert.deepEqual(normsOf(norm('subject'), {}, facts), ['s 2026 met', 'm 2026 missed 8']);
  assert.deepEqual(normsOf(norm('leadership'), {}, facts), ['s 2026 met']);
});

test('people are asked for the windows in which they were there', () => {
  const counted = { id: 'c', type: 'number', source: { kind: 'hours', window: 'quarter' } };
  const { norms } = resultsOf(
    {
      ...blocks,
      facts: [counted],
      norms: [{ id: 'n', of: 'subject', window: 'quarter', count: { fact: 'c', least: '1' } }],
    },
    { orgs: [{ id: 'X' }], subjects: [{ id: 'm1', org: [{ value: 'X', from: '2026-07-01', to: '2026-09-30' }] }] },
  );
  assert.deepEqual(
    norms.map((one) => `${one.window} ${one.status}`),
    ['2026Q3 held'],
  );
});

test('a standard that only scores reminds nobody', () => {
  assert.deepEqual(normsOf({ use: 'none', holds: { fact: 'public' } }), []);
});

test('nothing is asked yet of those who are not on the roster by the day of the report', () => {
  const norm = { of: 'subject', window: 'quarter', count: { fact: 'hours', least: '1' } };
  const facts = { asOf: '2026-02-15', subjects: [{ id: 'm1', org: [{ value: 'X', from: '2026-03-01' }] }] };
  assert.deepEqual(normsOf(norm, {}, facts), []);
  assert.deepEqual(normsOf(norm, {}, { ...facts, asOf: '2026-03-15' }), ['m1 2026Q1 held']);
});
