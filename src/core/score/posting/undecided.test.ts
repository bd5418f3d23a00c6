import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldOf, resultOf, resultsOf, type Blocks } from '../../../../test/small-scheme.ts';

const facts = [{ id: 'level', label: '级别', type: 'number' }];
const unknown = { fact: 'level', gt: '1' };
const params = [{ id: 'open' }];
const open = { param: 'open' };
const UNKNOWN = '级别没有报告';

/** Item A at stake, item B beside it; m2 holds a role for m1. */
function blocksOf(rule: Blocks, more: Blocks = {}): Blocks {
  return {
    facts,
    params,
    roles: [{ id: 'secretary' }],
    items: [
      {
        id: 'A',
        group: 'g',
        rules: [
          { id: 'A/1', points: '2', ...rule },
          { id: 'A/2', points: '1' },
        ],
      },
      { id: 'B', rules: [{ id: 'B/1', points: '5' }] },
    ],
    score: [
      { id: 'total', sum: ['a', 'b', 'd'] },
      { id: 'a', items: ['A'] },
      { id: 'b', items: ['B'] },
      { id: 'd', ...(more['derived'] === undefined ? { const: '0' } : { derived: ['up'] }) },
    ],
    ...more,
  };
}

const subjects = [
  { id: 'm1', roles: { secretary: 'm2' } },
  { id: 'm2', facts: { level: '5' } },
];
const entries = [{ item: 'A/1' }, { item: 'B/1' }];

/** The scores of a and b and what is held, for somebody. */
function told(blocks: Blocks, who = 'm1', rows: readonly Blocks[] = entries) {
  const result = resultOf(blocks, { subjects, entries: rows }, who);
  return [result.nodes['a'], result.nodes['b'], ...heldOf(result)];
}

test('an entry of which nobody can tell whether it counts holds its item, and no other', () => {
  assert.deepEqual(told(blocksOf({ onlyWhen: unknown })), [null, '5', UNKNOWN]);
  assert.deepEqual(told(blocksOf({ onlyWhen: unknown }), 'm1', [{ item: 'A/2' }]), ['1', '0']);
});

test('several entries of which that is so hold it once', () => {
  const rows = [{ item: 'A/1' }, { item: 'A/1', on: '2026-04-01' }, { item: 'B/1' }];
  assert.deepEqual(told(blocksOf({ onlyWhen: unknown }), 'm1', rows), [null, '5', UNKNOWN]);
});

test('an entry without a price holds its item', () => {
  assert.deepEqual(told(blocksOf({ points: open })), [null, '5', 'A/1（e1）的分值没有填写']);
});

test('an entry holds its item while it cannot be told whether what a body gave is raised', () => {
  const modifiers = { combine: 'add', rules: [{ id: 'm', groups: ['g'], rate: '50%', when: unknown }] };
  const judged = { points: undefined, judged: { by: '支部' } };
  const rows = [{ item: 'A/1', points: '4' }, { item: 'B/1' }];
  assert.deepEqual(told(blocksOf(judged, { modifiers }), 'm1', rows), [null, '5', UNKNOWN]);
});

test('what only records holds nothing', () => {
  assert.deepEqual(told(blocksOf({ points: undefined, effect: 'record', onlyWhen: unknown })).slice(0, 2), ['0', '5']);
});

test('it holds the month it falls into', () => {
  const over = [
    { id: 'total', over: { unit: 'month', node: 'a', combine: 'sum' } },
    { id: 'a', items: ['A'] },
  ];
  const result = resultOf(blocksOf({ onlyWhen: unknown }, { score: over }), { subjects, entries });
  assert.deepEqual([result.score, result.nodes['a@2026-02'], result.nodes['a@2026-03']], [null, '0', null]);
});

test('free units that may or may not be there hold the item', () => {
  assert.deepEqual(told(blocksOf({ free: { n: 1, per: 'year', when: unknown } })), [null, '5', UNKNOWN]);
});

test('free units leave the surcharges of the rest as they are', () => {
  const modifiers = { combine: 'add', rules: [{ id: 'm', groups: ['g'], rate: '50%' }] };
  const blocks = blocksOf({ free: { n: 1, per: 'year' } }, { modifiers });
  // 2 of 3 units count, each 2 × 1.5.
  assert.deepEqual(told(blocks, 'm1', [{ item: 'A/1', count: '3' }]), ['6', '0']);
});

test('a surcharge that may or may not apply holds the item', () => {
  const modifiers = (rule: Blocks): Blocks => ({
    modifiers: { combine: 'add', rules: [{ id: 'm', label: '职务', groups: ['g'], ...rule }] },
  });
  assert.deepEqual(told(blocksOf({}, modifiers({ rate: '50%', when: unknown }))), [null, '5', UNKNOWN]);
  assert.deepEqual(told(blocksOf({}, modifiers({ rate: open }))), [null, '5', '职务的上浮比例没有填写']);
  // The first time is not raised, so the rate is not asked for.
  const repeat = modifiers({ rate: open, repeat: { window: 'year', growth: 'flat' } });
  assert.deepEqual(told(blocksOf({}, repeat)), ['2', '5']);
  assert.deepEqual(told(blocksOf({}, repeat), 'm1', [{ item: 'A/1' }, { item: 'A/1' }]), [
    null,
    '0',
    '职务的上浮比例没有填写',
  ]);
});

test('points for somebody else hold their item, not one’s own', () => {
  const blocks = blocksOf({ to: { role: 'secretary' }, onlyWhen: unknown });
  assert.deepEqual(told(blocks), ['0', '5']);
  assert.deepEqual(told(blocks, 'm2'), [null, '0', UNKNOWN]);
});

test('one fact in two rules, where the price of the other is missing', () => {
  const blocks = blocksOf({ points: open }, { sameFacts: [{ id: 's', items: ['A/1', 'A/2'], counts: 'first' }] });
  assert.deepEqual(told(blocks, 'm1', [{ item: 'A/2' }]), [null, '0', 'A/1（e1）的分值没有填写']);
});

test('one fact in two rules is raised like any other', () => {
  const modifiers = { combine: 'add', rules: [{ id: 'm', groups: ['g'], rate: '50%' }] };
  const blocks = blocksOf({}, { modifiers, sameFacts: [{ id: 's', items: ['A/1', 'A/2'], counts: 'each' }] });
  assert.deepEqual(told(blocks, 'm1', [{ item: 'A/2' }]), ['4.5', '0']);
});

const derived = (rule: Blocks, policy: Blocks = {}): Blocks => ({
  derived: {
    ...policy,
    rules: [{ id: 'up', label: '连带', groups: ['g'], to: [{ roles: ['secretary'], share: '50%' }], ...rule }],
  },
});

test('what an undecided entry brings to others is undecided too', () => {
  const node = (blocks: Blocks, who: string) => resultOf(blocks, { subjects, entries }, who).nodes['d'];
  const blocks = blocksOf({ onlyWhen: unknown }, derived({}));
  assert.deepEqual([node(blocks, 'm1'), node(blocks, 'm2')], ['0', null]);
  const other = blocksOf({ onlyWhen: unknown }, derived({ groups: [], items: ['B'] }));
  assert.equal(node(other, 'm2'), '2.5');
});

test('where it would land in a rule, the item of that rule is held', () => {
  const blocks = blocksOf({ onlyWhen: unknown }, derived({ into: 'B/1' }));
  assert.deepEqual(told(blocks, 'm2'), ['0', null, UNKNOWN]);
});

for (const [name, rule] of [
  ['share', { to: [{ roles: ['secretary'], share: open }] }],
  ['points', { to: [{ roles: ['secretary'], points: open }] }],
  ['trigger', { trigger: { gte: open } }],
] as const) {
  test(`a derived rule whose ${name} was not filled in holds whom it would reach`, () => {
    const results = resultsOf(blocksOf({}, derived(rule)), { subjects, entries });
    assert.deepEqual([results.subjects['m1']?.nodes['d'], results.subjects['m2']?.nodes['d']], ['0', null]);
    assert.deepEqual(heldOf(results.subjects['m2'] as never), ['连带的参数没有填写']);
  });
}

test('a derived rule that is not filled in holds nobody while nothing calls for it', () => {
  const blocks = blocksOf({}, derived({ to: [{ roles: ['secretary'], share: open }] }));
  assert.equal(resultOf(blocks, { subjects, entries: [{ item: 'B/1' }] }, 'm2').nodes['d'], '0');
});

test('the surcharge of office on what is handed on may be undecided as well', () => {
  const office = (rule: Blocks): Blocks => ({
    modifiers: { combine: 'add', rules: [{ id: 'office', label: '职务', groups: ['g'], ...rule }] },
    ...derived({}, { surcharged: true }),
  });
  const without = { ...subjects[0], facts: { level: '1' } };
  const d = (blocks: Blocks, level: Blocks) =>
    resultOf(blocks, { subjects: [without, { id: 'm2', facts: level }], entries }, 'm2').nodes['d'];
  const known = blocksOf({}, office({ rate: '20%', when: unknown }));
  // 2 × 50 % × 1.2
  assert.deepEqual([d(known, { level: '5' }), d(known, { level: '1' }), d(known, {})], ['1.2', '1', null]);
  const unfilled = blocksOf({}, office({ rate: open, when: unknown }));
  assert.deepEqual([d(unfilled, { level: '5' }), d(unfilled, { level: '1' })], [null, '1']);
});

test('what would go on to the members of an organisation is undecided for each', () => {
  const orgs = [{ id: 'X' }, { id: 'Y' }];
  const people = [
    { id: 'm1', org: 'X' },
    { id: 'm2', org: 'Y' },
  ];
  const org = { id: 'size', label: '规模', type: 'number', of: 'org' };
  const blocks = blocksOf(
    { onlyWhen: { fact: 'size', gt: '1' } },
    { ...derived({ to: [], members: 'direct' }), facts: [...facts, org] },
  );
  const results = resultsOf(blocks, { orgs, subjects: people, entries: [{ item: 'A/1', subject: 'X' }] });
  assert.deepEqual([results.subjects['m1']?.nodes['a'], results.subjects['m2']?.nodes['a']], [null, '0']);
});
