import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFacts, rowsOf } from './facts.ts';
import { sentence } from '../../text/sentence.ts';

/** What is wrong with a document of facts, as `code path`. */
function faults(document: unknown): readonly string[] {
  return parseFacts(document).problems.map((one) => `${one.code} ${one.at}`);
}

const whole = {
  period: '2026',
  asOf: '2026-10-31',
  orgs: [{ id: 'X', name: '甲支部', kind: 'branch', superior: 'Y', facts: { members: 8 } }, { id: 'Y' }],
  subjects: [
    {
      id: 'm1',
      name: '张一',
      org: [
        { value: 'X', to: '2026-06-30' },
        { value: 'Y', from: '2026-07-01' },
      ],
      facts: { office: true },
      roles: { secretary: 'm2', group: ['m2', 'm3'] },
    },
  ],
  people: [{ id: 'm2' }, { id: 'm3', leadership: true }],
  entries: [
    {
      id: 'e1',
      subject: 'm1',
      item: 'A/1',
      on: '2026-03-02',
      posted: '2026-03-05',
      count: 2,
      points: '-1.5',
      tier: '县',
      role: '带头',
      project: 'p',
      by: 'm2',
      approvedBy: ['m3'],
      approval: 'approved',
      reason: '补记',
    },
    { id: 'e2', subject: 'm1', item: 'A/1', on: '2026-03-03', reverses: 'e1' },
  ],
  findings: [{ entry: 'e1', on: '2026-06-01', by: '检查组', result: 'false' }],
  ballots: { m1: { mass: { 满意: 6, issued: 8 }, month: { '2026-01': { 满意: '3' } } } },
  inputs: { m1: { party: '92', base: { '2026Q1': '48' } } },
  history: { m1: [{ period: '2025', score: '100/3', grade: '良', nodes: { a: '1' }, rank: 3, account: { B: '120' } }] },
  results: { other: { m1: { score: '90', org: 'X', leadership: true, status: 'scored', grade: '优' } } },
  params: { base: '80' },
  readings: { gap: 'low', tie: { choice: 'a', decided: { by: '支部', on: '2026-01-02' } }, edge: { choice: 'b' } },
  decisions: { m1: { grade: '良', category: 'a', by: '支部', reason: '理由' } },
};

test('a document with everything in it is read without a problem', () => {
  assert.deepEqual(faults(whole), []);
});

test('numbers may be integers or decimal text, and stay what they are', () => {
  const read = parseFacts(whole);
  assert.ok(read.ok);
  const [first, second] = rowsOf(read.value.entries);
  assert.deepEqual([first?.count, first?.points, second?.count], ['2', '-1.5', undefined]);
  assert.deepEqual(read.value.ballots['m1']?.['mass'], { 满意: '6', issued: '8' });
});

test('everything but the period may be left out', () => {
  const read = parseFacts({ period: '2026' });
  assert.ok(read.ok);
  assert.deepEqual([read.value.entries, read.value.subjects, read.value.params], [[], [], {}]);
  assert.deepEqual(faults({}), ['missing-key period']);
});

const wrong: readonly (readonly [
  name: string,
  document: Readonly<Record<string, unknown>>,
  faults: readonly string[],
])[] = [
  ['an unknown key of the document', { subject: [] }, ['unknown-key subject']],
  ['an unknown key of a person', { subjects: [{ id: 'm1', age: 3 }] }, ['unknown-key subjects.m1.age']],
  ['an unknown key of an entry', { entries: [{ ...whole.entries[0], 分值: 1 }] }, ['unknown-key entries.e1.分值']],
  ['two people with one id', { people: [{ id: 'p' }, { id: 'p' }] }, ['duplicate-id people.p']],
  ['two entries with one id', { entries: [whole.entries[1], whole.entries[1]] }, ['duplicate-id entries.e2']],
  ['two organisations with one id', { orgs: [{ id: 'X' }, { id: 'X' }] }, ['duplicate-id orgs.X']],
  ['a day that is not in the calendar', { asOf: '2026-02-30' }, ['not-a-date asOf']],
  ['a day in another spelling', { entries: [{ ...whole.entries[1], on: '2026/3/3' }] }, ['not-a-date entries.e2.on']],
  [
    'a count that is no number',
    { entries: [{ ...whole.entries[1], count: '两次' }] },
    ['not-a-decimal entries.e2.count'],
  ],
  [
    'a count with a fraction of a bit',
    { entries: [{ ...whole.entries[1], count: 0.1 }] },
    ['number-not-quoted entries.e2.count'],
  ],
  [
    'an approval that is not one of three',
    { entries: [{ ...whole.entries[1], approval: '同意' }] },
    ['not-in-list entries.e2.approval'],
  ],
  ['an entry that is no record', { entries: ['e1'] }, ['not-a-record entries.0']],
  [
    'an entry without an id',
    { entries: [{ subject: 'm1', item: 'A', on: '2026-01-01' }] },
    ['missing-key entries.0.id'],
  ],
  ['a ledger that is no list', { entries: { e1: {} } }, ['not-a-list entries']],
  ['a score that is no number', { inputs: { m1: { party: '优' } } }, ['not-a-share inputs.m1.party']],
  ...['第2', '-7.5', '0', 1.5, -1].map(
    (rank) =>
      [
        `a rank of ${rank}`,
        { history: { m1: [{ period: '2025', rank }] } },
        ['not-a-whole-number history.m1.0.rank'],
      ] as const,
  ),
  ['a parameter that is no number', { params: { base: '多' } }, ['not-a-share params.base']],
  [
    'votes that are a fraction of a bit',
    { ballots: { m1: { mass: { 满意: 1.5 } } } },
    ['number-not-quoted ballots.m1.mass.满意'],
  ],
  [
    'an organisation from no day',
    { subjects: [{ id: 'm1', org: [{ value: 'X', from: '2026-02-30' }] }] },
    ['not-a-date subjects.m1.org.0.from'],
  ],
  [
    'a role of a number',
    { subjects: [{ id: 'm1', roles: { secretary: ['m2', 7] } }] },
    ['not-text subjects.m1.roles.secretary.1'],
  ],
  ['a kind of subject there is not', { subjects: [{ id: 'm1', kind: 'group' }] }, ['not-in-list subjects.m1.kind']],
  [
    'a state of a result there is not',
    { results: { o: { m1: { status: 'done' } } } },
    ['not-in-list results.o.m1.status'],
  ],
  [
    'a choice decided by nobody',
    { readings: { r: { choice: 'a', decided: {} } } },
    ['missing-key readings.r.decided.by', 'missing-key readings.r.decided.on'],
  ],
  ['a decision by nobody', { decisions: { m1: { grade: '良' } } }, ['missing-key decisions.m1.by']],
  ['a blank id', { subjects: [{ id: '' }] }, ['not-text subjects..id']],
  [
    'a name that breaks the line, turns the writing round or hides a character',
    {
      orgs: [{ id: 'X\t', name: '虚构\u001b[31m支部' }],
      subjects: [{ id: 'm\u200b1', name: '王\u202e示范\n二', person: '甲\u2028' }],
      people: [{ id: '乙\r\n' }],
    },
    [
      'not-a-name orgs.X\t.id',
      'not-a-name orgs.X\t.name',
      'not-a-name subjects.m\u200b1.id',
      'not-a-name subjects.m\u200b1.name',
      'not-a-name subjects.m\u200b1.person',
      'not-a-name people.乙\r\n.id',
    ],
  ],
  ['text that cannot be stored', { subjects: [{ id: 'm1', name: 'a\u0000b' }] }, ['not-text subjects.m1.name']],
];

test('a character that cannot be kept is told with its place and what to do', () => {
  const subjects = [
    { id: 'm1', name: '王\u0000示范' },
    { id: 'm2', name: '王\ud840' },
  ];
  assert.deepEqual(parseFacts({ period: '2026', subjects }).problems.map(sentence), [
    '「王〈U+0000〉示范」里有看不见的字符（整段第 2 个字符），存不下来，请删去它。',
    '「王〈U+D840〉」里有不成对的字符（整段第 2 个字符，只有半个字），存不下来，请删去，把这个字重新写上。',
  ]);
});

test('a year that stands as a number wants its quotes', () => {
  assert.deepEqual(parseFacts({ period: 2026 }).problems.map(sentence), [
    '这里要填文字，2026 没有加引号，请写成 "2026"。',
  ]);
});

for (const [name, document, expected] of wrong) {
  test(`${name} is told with its place`, () => {
    assert.deepEqual(faults({ period: '2026', ...document }), expected);
  });
}

test('an id told twice is told with both its places, and is not taken for a place', () => {
  const entry = { subject: 'm1', item: 'A', on: '2026-01-01' };
  const read = parseFacts({
    period: '2026',
    entries: [entry, { ...entry, id: '0' }, { ...entry, id: 'e' }, { ...entry, id: '0' }],
    orgs: [{ name: 'X' }, { id: '0' }, { id: '0' }],
  });
  assert.deepEqual(read.problems.filter((one) => one.code === 'duplicate-id').map(sentence), [
    '「0」写了两次（第 2 个和第 3 个），请删去一个，或改成不同的编号。',
    '「0」写了两次（第 2 个和第 4 个），请删去一个，或改成不同的编号。',
  ]);
});

for (const [count, code] of [
  [1.5, 'number-not-quoted'],
  [Infinity, 'number-too-large'],
  ['9'.repeat(40), 'number-too-large'],
] as const) {
  test(`a count of ${String(count).slice(0, 9)} has its own sentence`, () => {
    const entry = { id: 'e', subject: 'm1', item: 'A', on: '2026-01-01', count };
    assert.deepEqual(faults({ period: '2026', entries: [entry] }), [`${code} entries.e.count`]);
  });
}

test('all that is wrong is told at once', () => {
  const found = faults({
    period: 2026,
    extra: 1,
    subjects: [{ name: '无号' }],
    entries: [{ id: 'e1', subject: 'm1', item: 'A', on: '2026-13-01', count: 'x', note: '' }, 7],
  });
  assert.deepEqual(found, [
    'unknown-key extra',
    'not-text period',
    'missing-key subjects.0.id',
    'unknown-key entries.e1.note',
    'not-a-date entries.e1.on',
    'not-a-decimal entries.e1.count',
    'not-a-record entries.1',
  ]);
});

for (const document of [null, undefined, 7, 'facts', []]) {
  test(`${JSON.stringify(document)} is no document of facts`, () => {
    assert.deepEqual(faults(document), ['not-a-record ']);
  });
}
