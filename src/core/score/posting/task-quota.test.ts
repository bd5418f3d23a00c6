import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldOf, resultOf, type Blocks } from '../../../../test/small-scheme.ts';

const quota = {
  id: 'q',
  label: '任务分',
  giver: { fact: 'manager' },
  subordinates: 'superior',
  window: 'quarter',
  give: [
    { effect: 'add', each: '2' },
    { effect: 'deduct', each: '1' },
  ],
  met: '10',
  unmet: '-10',
  into: 'B/1',
};

function blocksOf(more: Blocks = {}): Blocks {
  return {
    params: [{ id: 'open' }],
    facts: [
      { id: 'manager', type: 'flag' },
      { id: 'level', label: '级别', type: 'number' },
    ],
    roles: [{ id: 'superior' }],
    items: [
      {
        id: 'A',
        rules: [
          { id: 'A/1', points: '1' },
          { id: 'A/2', effect: 'deduct', points: '1' },
        ],
      },
      { id: 'B', rules: [{ id: 'B/1', points: '1' }] },
    ],
    taskQuotas: [{ ...quota, ...more }],
    score: [{ id: 'total', items: ['B'] }],
  };
}

const staff = [
  { id: 'boss', facts: { manager: true } },
  { id: 'm1', roles: { superior: 'boss' } },
  { id: 'm2', roles: { superior: 'boss' } },
  { id: 'm3', roles: { superior: 'm2' } },
];

/** What the boss has after the first quarter. */
function ofBoss(entries: readonly Blocks[], more: Blocks = {}, facts: Blocks = {}): string | null {
  const rows = entries.map((one) => ({ by: 'boss', ...one }));
  return resultOf(blocksOf(more), { asOf: '2026-03-31', subjects: staff, entries: rows, ...facts }, 'boss').score;
}

// Two people: 4 points to give, 2 to take.
const enough = [
  { item: 'A/1', subject: 'm1', count: '3' },
  { item: 'A/1', subject: 'm2' },
  { item: 'A/2', subject: 'm2', count: '2' },
];

const rows: readonly (readonly [name: string, entries: readonly Blocks[], more: Blocks, score: string | null])[] = [
  ['all given, in whatever shares', enough, {}, '10'],
  ['nothing given', [], {}, '-10'],
  ['one point short', enough.slice(1), {}, '-10'],
  ['enough of one kind only', enough.slice(0, 2), {}, '-10'],
  ['given by somebody else', enough.map((one) => ({ ...one, by: 'm2' })), {}, '-10'],
  ['nobody said by whom', enough.map((one) => ({ ...one, by: undefined })), {}, '-10'],
  ['given by an outside body', enough.map((one) => ({ ...one, by: '上级' })), {}, '-10'],
  ['given to somebody else’s people', enough.map((one) => ({ ...one, subject: 'm3' })), {}, '-10'],
  ['given in another quarter', enough.map((one) => ({ ...one, on: '2026-04-01' })), {}, '-10'],
  ['given and taken back', [...enough, { item: 'A/2', subject: 'm2', reverses: 'e3' }], {}, '-10'],
  [
    'not by heads',
    [{ item: 'A/1', subject: 'm1', count: '2' }],
    { give: [{ effect: 'add', each: '2', perHead: false }] },
    '10',
  ],
  ['times', enough, { times: '1.5' }, '15'],
  ['nothing said of meeting it', enough, { met: undefined }, '0'],
  ['nothing said of missing it', [], { unmet: undefined }, '0'],
  ['not a manager', enough, { giver: { fact: 'level', gt: '1' } }, null],
  ['nothing filled in for each', enough, { give: [{ effect: 'add', each: { param: 'open' } }] }, null],
  ['nothing filled in for meeting it', enough, { met: { param: 'open' } }, null],
  ['nothing filled in for the times', enough, { times: { param: 'open' } }, null],
];

for (const [name, entries, more, score] of rows) {
  test(`${name}: ${score ?? 'held'}`, () => {
    assert.equal(ofBoss(entries, more), score);
  });
}

test('the year is four quarters; one that is not over is not settled', () => {
  assert.equal(ofBoss(enough, {}, { asOf: undefined }), '-20');
  assert.equal(ofBoss(enough, {}, { asOf: '2026-06-29' }), '10');
  assert.equal(ofBoss(enough, {}, { asOf: '2026-06-30' }), '0');
});

test('who has nobody below has nothing to give', () => {
  const facts = { subjects: [{ id: 'boss', facts: { manager: true } }] };
  assert.equal(ofBoss([], {}, facts), '0');
});

test('who is not a manager is not settled', () => {
  assert.equal(resultOf(blocksOf(), { asOf: '2026-03-31', subjects: staff }, 'm2').score, '0');
});

test('what may have been given may be enough', () => {
  const blocks = blocksOf();
  const items = [
    { id: 'A', rules: [{ id: 'A/1', points: '1', onlyWhen: { fact: 'level', gt: '1' } }] },
    { id: 'B', rules: [{ id: 'B/1', points: '1' }] },
  ];
  const facts = {
    asOf: '2026-03-31',
    subjects: staff,
    entries: [{ item: 'A/1', subject: 'm1', by: 'boss', count: '9' }],
  };
  const boss = resultOf(
    { ...blocks, items, taskQuotas: [{ ...quota, give: [{ effect: 'add', each: '2' }] }] },
    facts,
    'boss',
  );
  assert.deepEqual([boss.score, heldOf(boss)], [null, ['给出的台账里有还不能定的']]);
});

test('a settlement into a rule that there is not is none', () => {
  assert.equal(ofBoss([], { into: 'C/1' }), '0');
});

test('a score given to an item is not one of the points a manager gives out', () => {
  const blocks = blocksOf({ give: [{ effect: 'add', each: '2', perHead: false }] });
  const items = [{ id: 'J', start: 'judged', max: '5' }, ...(blocks['items'] as readonly Blocks[])];
  const entries = [{ item: 'J', subject: 'm1', points: '5', by: 'boss' }];
  assert.equal(resultOf({ ...blocks, items }, { asOf: '2026-03-31', subjects: staff, entries }, 'boss').score, '-10');
});

test('an entry that may not count leaves open what it would be part of, and no more', () => {
  const blocks = blocksOf({ give: [{ effect: 'deduct', each: '1', perHead: false }] });
  const items = [
    { id: 'A', rules: [{ id: 'A/1', points: '1', onlyWhen: { fact: 'level', gt: '1' } }] },
    { id: 'B', rules: [{ id: 'B/1', points: '1' }] },
  ];
  const entries = [{ item: 'A/1', subject: 'm1', by: 'boss' }];
  assert.equal(resultOf({ ...blocks, items }, { asOf: '2026-03-31', subjects: staff, entries }, 'boss').score, '-10');
});

test('only people on the roster of the window are below somebody', () => {
  const away = { id: 'm3', org: [{ value: 'X', to: '2025-12-31' }], roles: { superior: 'boss' } };
  const subjects = [...staff.slice(0, 3), away];
  const facts = { orgs: [{ id: 'X' }], subjects };
  assert.equal(ofBoss(enough, {}, facts), '10');
  assert.equal(ofBoss(enough, {}, { ...facts, subjects: [...staff.slice(0, 3), { ...away, org: 'X' }] }), '-10');
});

test('a quota that brings nothing either way settles nothing', () => {
  const open = { giver: { fact: 'level', gt: '1' }, met: undefined, unmet: undefined };
  assert.equal(ofBoss([], open), '0');
});

test('whether somebody gives at all is not asked where it would bring nothing either way', () => {
  const unsure = { giver: { fact: 'level', gt: '1' }, unmet: undefined };
  assert.equal(ofBoss([], unsure), '0');
  assert.equal(ofBoss(enough, unsure), null);
});

test('points for somebody else are not given out, one fact in two rules is', () => {
  const blocks = blocksOf({ give: [{ effect: 'add', each: '2', perHead: false }] });
  const of = (rule: Blocks, more: Blocks = {}) => {
    const items = [
      { id: 'A', rules: [{ id: 'A/1', points: '2', ...rule }] },
      { id: 'B', rules: [{ id: 'B/1', points: '1' }] },
    ];
    const entries = [{ item: 'A/1', subject: 'm1', by: 'boss' }];
    return resultOf({ ...blocks, ...more, items }, { asOf: '2026-03-31', subjects: staff, entries }, 'boss').score;
  };
  const same = { sameFacts: [{ id: 's', items: ['A/1', 'B/1'], counts: 'first' }] };
  assert.deepEqual([of({}), of({ to: { role: 'superior' } }), of({}, same)], ['10', '-10', '10']);
  const open = { onlyWhen: { fact: 'level', gt: '1' } };
  assert.deepEqual([of(open), of(open, same)], [null, null]);
});

test('a period that is kept by weeks is settled with the last of them', () => {
  const blocks = { ...blocksOf({ window: 'month' }), period: { unit: 'month', posting: 'week' } };
  // The month ends with the week to Sunday, 30 August.
  const of = (asOf: string) => resultOf(blocks, { period: '2026-08', asOf, subjects: staff }, 'boss').score;
  assert.deepEqual([of('2026-08-29'), of('2026-08-30')], ['0', '-10']);
});

test('an item that only the settlement brings something, and that is in no node, is told all the same', () => {
  const blocks = { ...blocksOf(), score: [{ id: 'total', items: ['A'] }] };
  const { score, nodes } = resultOf(blocks, { asOf: '2026-03-31', subjects: staff }, 'boss');
  assert.deepEqual([score, nodes['A'], nodes['B']], ['0', '0', '-10']);
});

test('the last week of a period is settled as of the last day of the period', () => {
  // Thirteen weeks began in the quarter; the last ends on 3 January.
  const period = { unit: 'quarter', week: 'week-start-day' };
  const subjects = [
    { id: 'boss', facts: { manager: true } },
    { id: 'm1', roles: { superior: [{ value: 'boss', to: '2026-12-31' }] } },
  ];
  const blocks = { ...blocksOf({ window: 'week' }), period };
  assert.equal(resultOf(blocks, { period: '2026Q4', subjects }, 'boss').score, '-130');
});

test('what goes to others is not given out, whether or not it counts', () => {
  const rule = { effect: 'deduct', points: '1', to: { role: 'superior' }, onlyWhen: { fact: 'level', gt: '1' } };
  const { items, ...blocks } = blocksOf({ give: [{ effect: 'deduct', each: '5' }] });
  const more = { id: 'C', rules: [{ id: 'C/1', ...rule }] };
  const entries = [{ item: 'C/1', subject: 'm1', by: 'boss' }];
  const facts = { asOf: '2026-03-31', subjects: staff, entries };
  assert.equal(resultOf({ ...blocks, items: [...(items as readonly Blocks[]), more] }, facts, 'boss').score, '-10');
});
