import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldOf } from '../../../../test/told.ts';

const step = { id: 'file', label: '报机关党办', clause: 'c', action: 'file' };
const scheme = {
  facts: ['posts', 'pledges', 'start'].map((id) => ({ id, of: 'org', type: 'date' })),
  score: [{ id: 'total', const: '60' }],
  process: {
    tracks: [
      {
        id: 'posts',
        label: '示范岗',
        clause: 'c',
        cadence: 'once',
        steps: [{ ...step, due: { monthDay: '09-20' }, done: 'posts' }],
      },
      {
        id: 'pledges',
        label: '亮承诺',
        clause: 'c',
        cadence: 'once',
        steps: [{ ...step, due: { monthDay: '10-08' }, done: 'pledges' }],
      },
      {
        id: 'notice',
        label: '公示',
        clause: 'c',
        cadence: 'once',
        steps: [{ ...step, label: '公示期满', due: { after: 'start', days: 5 } }],
      },
    ],
  },
};
const orgs = [
  { id: 'X', name: '一支部', facts: { posts: '2026-09-19', start: '2026-09-01' } },
  { id: 'Y', name: '二支部' },
  { id: 'Z', name: '机关党委' },
  { id: 'W', name: '财务部', facts: { posts: '2026-09-25' } },
];
const rows = (asOf?: string): readonly (readonly unknown[])[] =>
  toldOf(scheme, {
    orgs,
    subjects: [
      { id: 'a', org: 'X' },
      { id: 'b', org: 'Y' },
    ],
    ...(asOf === undefined ? {} : { asOf }),
  }).records.deadlines.map((one) => [one.label, one.org, one.due, one.state, one.late]);

test('steps called alike are told with their track, of organisations that have anybody or have reported', () => {
  assert.deepEqual(rows('2026-09-25'), [
    ['示范岗：报机关党办', '一支部', '2026-09-20', '按期完成', false],
    ['示范岗：报机关党办', '二支部', '2026-09-20', '已过期，没有报来', true],
    ['示范岗：报机关党办', '财务部', '2026-09-20', '超期完成', true],
    ['亮承诺：报机关党办', '', '2026-10-08', '还有 13 天', false],
    ['公示期满', '一支部', '2026-09-06', '只列日期，不用报', false],
    ['公示期满', '二支部', '', '起算日没有报来', false],
  ]);
  // What is done days later is not done yet.
  assert.deepEqual(rows('2026-09-20').slice(1, 3), [
    ['示范岗：报机关党办', '二支部', '2026-09-20', '当天到期', false],
    ['亮承诺：报机关党办', '', '2026-10-08', '还有 18 天', false],
  ]);
});

test('past its day and not reported is late; without a day of the report nobody counts the days that are left', () => {
  const states = (asOf?: string): readonly unknown[] =>
    rows(asOf)
      .map(([label, org, , state, late]) => [label, org, state, late])
      .slice(1, 4);
  assert.deepEqual(states('2026-10-09'), [
    ['示范岗：报机关党办', '二支部', '已过期，没有报来', true],
    ['示范岗：报机关党办', '财务部', '超期完成', true],
    ['亮承诺：报机关党办', '', '已过期，没有报来', true],
  ]);
  assert.deepEqual(states(), states('2026-10-09'));
});

test('what is due after the period has only not been reported yet', () => {
  const [track] = scheme.process.tracks;
  const after = { ...track, steps: [{ ...step, due: { monthDay: '01-31', nextYear: true }, done: 'posts' }] };
  const { records } = toldOf(
    { ...scheme, process: { tracks: [after] } },
    { orgs: [orgs[1]], subjects: [{ id: 'b', org: 'Y' }] },
  );
  assert.deepEqual(
    records.deadlines.map((one) => one.state),
    ['没有报来'],
  );
});

test('of a notice it is told whose it is, since when it hangs and until when', () => {
  const hangs = { id: 'publish', label: '公示', clause: 'c', action: 'publish', noticeDays: 7, done: 'posts' };
  const [track] = scheme.process.tracks;
  const posted = (...more: readonly object[]): readonly unknown[] =>
    toldOf(
      { ...scheme, process: { tracks: [{ ...track, steps: [hangs] }] } },
      {
        orgs: [orgs[0], ...more],
        subjects: [
          { id: 'a', org: 'X' },
          { id: 'b', org: 'Y' },
        ],
      },
    ).records.deadlines.map((one) => [one.org, one.due, one.done, one.state]);
  assert.deepEqual(posted({ id: 'Y', name: '二支部', facts: { posts: '2026-10-01' } }), [
    ['一支部', '2026-09-26', '2026-09-19', '公示，挂到期限那天'],
    ['二支部', '2026-10-08', '2026-10-01', '公示，挂到期限那天'],
  ]);
  assert.deepEqual(posted({ id: 'Y', name: '二支部', facts: { posts: '2026-09-19' } }), [
    ['一支部、二支部', '2026-09-26', '2026-09-19', '公示，挂到期限那天'],
  ]);
  assert.deepEqual(posted({ id: 'Y', name: '二支部' })[1], ['二支部', '', '', '起算日没有报来']);
});
