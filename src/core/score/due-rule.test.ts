import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultsOf, type Blocks } from '../../../test/small-scheme.ts';

const facts = [
  { id: 'posted', type: 'date', of: 'org' },
  { id: 'filed', type: 'date', of: 'org' },
];

/** The deadlines of one step: `window org due done late`. */
function deadlines(step: Blocks, track: Blocks = {}, given: Blocks = {}, process: Blocks = {}): readonly string[] {
  const steps = [{ id: 's', label: '步骤', action: 'file', ...step }];
  const { deadlines: found } = resultsOf(
    {
      facts,
      score: [{ id: 'total', const: '1' }],
      process: { tracks: [{ id: 't', label: '年度', cadence: 'year', steps, ...track }], ...process },
    },
    given,
  );
  assert.ok(found.every((one) => one.id === 't/s'));
  return found.map(({ window, org, due, done, late }) =>
    [window, org, due ?? 'unknown', done, late === undefined ? undefined : late ? 'late' : 'in time']
      .filter((part) => part !== undefined)
      .join(' '),
  );
}

const two = (x: Blocks, y: Blocks): Blocks => ({
  orgs: [
    { id: 'X', facts: x },
    { id: 'Y', facts: y },
  ],
});
const filing = { due: { days: 10 }, done: 'filed' };

test('a step with neither a deadline nor a notice has no line', () => {
  assert.deepEqual(deadlines({}), []);
});

test('one line where all organisations have the same day', () => {
  assert.deepEqual(deadlines({ due: { days: 10 } }, {}, two({}, {})), ['2026 2027-01-10']);
  assert.deepEqual(deadlines({ due: { days: 10 } }), ['2026 2027-01-10']);
});

test('a line for each where days differ, or one has done it', () => {
  const after = { due: { after: 'posted', days: 5 } };
  assert.deepEqual(deadlines(after, {}, two({ posted: '2026-03-01' }, { posted: '2026-04-01' })), [
    '2026 X 2026-03-06',
    '2026 Y 2026-04-06',
  ]);
  assert.deepEqual(deadlines(after, {}, two({ posted: '2026-03-01' }, {})), ['2026 X 2026-03-06', '2026 Y unknown']);
  assert.deepEqual(deadlines(filing, {}, two({ filed: '2027-01-10' }, {})), [
    '2026 X 2027-01-10 2027-01-10 in time',
    '2026 Y 2027-01-10',
  ]);
});

test('done on the day is in time, done the day after is late', () => {
  assert.deepEqual(deadlines(filing, {}, two({ filed: '2027-01-10' }, { filed: '2027-01-11' })), [
    '2026 X 2027-01-10 2027-01-10 in time',
    '2026 Y 2027-01-10 2027-01-11 late',
  ]);
  const unknown = { due: { after: 'posted', days: 5 }, done: 'filed' };
  assert.deepEqual(deadlines(unknown, {}, two({ filed: '2026-03-01' }, {})), [
    '2026 X unknown 2026-03-01',
    '2026 Y unknown',
  ]);
});

test('a notice hangs for full days after it was posted', () => {
  const notice = { noticeDays: 5, done: 'posted' };
  // Posted on Monday 2 March: from the 3rd to the 7th, or five working days to the 9th.
  assert.deepEqual(deadlines(notice, {}, { orgs: [{ id: 'X', facts: { posted: '2026-03-02' } }] }), [
    '2026 2026-03-07',
  ]);
  assert.deepEqual(
    deadlines({ ...notice, workingDays: true }, {}, { orgs: [{ id: 'X', facts: { posted: '2026-03-02' } }] }),
    ['2026 2026-03-09'],
  );
  assert.deepEqual(
    deadlines(notice, {}, { orgs: [{ id: 'X', facts: { posted: '2026-03-02' } }] }, { countFirstDay: true }),
    ['2026 2026-03-06'],
  );
  assert.deepEqual(deadlines(notice, {}, { orgs: [{ id: 'X' }] }), ['2026 unknown']);
  assert.deepEqual(deadlines({ noticeDays: 5 }, {}, { orgs: [{ id: 'X' }] }), ['2026 unknown']);
});

test('a track that runs more often has a line for each sub-period', () => {
  const quarterly = { cadence: 'quarter' };
  assert.deepEqual(deadlines({ due: { days: 10 } }, quarterly), [
    '2026Q1 2026-04-10',
    '2026Q2 2026-07-10',
    '2026Q3 2026-10-10',
    '2026Q4 2027-01-10',
  ]);
  assert.deepEqual(deadlines({ due: { after: 'period-start', dayOfMonth: 5 } }, { cadence: 'half-year' }), [
    '2026H1 2026-01-05',
    '2026H2 2026-07-05',
  ]);
});

for (const cadence of ['year', 'once', 'any-time']) {
  test(`a track that runs ${cadence} has one line`, () => {
    assert.deepEqual(deadlines({ due: {} }, { cadence }), ['2026 2026-12-31']);
  });
}

test('dates of a list without anybody are not known yet', () => {
  const after = { due: { after: 'posted', days: 3 } };
  assert.deepEqual(deadlines(after, {}, { subjects: [] }), ['2026 unknown']);
});
