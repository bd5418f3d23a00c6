import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldOf, resultOf, resultsOf, type Blocks } from '../../../test/small-scheme.ts';

function blocksOf(veto: Blocks, more: Blocks = {}): Blocks {
  return {
    facts: [{ id: 'bad', type: 'flag' }],
    roles: [{ id: 'secretary' }],
    items: [
      {
        id: 'V',
        rules: [
          { id: 'V/1', effect: 'record' },
          { id: 'V/2', effect: 'record' },
        ],
      },
      { id: 'A', rules: [{ id: 'A/1', points: '10' }] },
      { id: 'J', start: 'judged', max: '5' },
    ],
    score: [{ id: 'total', items: ['A'] }],
    gates: [{ id: 'award', when: { node: 'total', gte: '0' } }],
    vetoes: [{ id: 'v', label: '严重违纪', items: ['V/1'], effect: 'year-zero', ...veto }],
    ...more,
  };
}

const ten = { item: 'A/1' };

const rows: readonly (readonly [name: string, veto: Blocks, entries: readonly Blocks[], score: string | null])[] = [
  ['an entry on its rule', {}, [ten, { item: 'V/1' }], '0'],
  ['an entry on another rule', {}, [ten, { item: 'V/2' }], '10'],
  ['any rule of the item', { items: ['V'] }, [ten, { item: 'V/2' }], '0'],
  ['an entry that was taken back', {}, [ten, { item: 'V/1' }, { item: 'V/1', reverses: 'e2' }], '10'],
  ['a score given to its item', { items: ['J'] }, [ten, { item: 'J', points: '1' }], '0'],
  ['a period without sub-periods', { effect: 'period-zero' }, [ten, { item: 'V/1' }], '0'],
  ['an effect that nobody has decided', { effect: 'hold' }, [ten, { item: 'V/1' }], null],
  ['nothing but the award', { effect: 'bar-from-award' }, [ten, { item: 'V/1' }], '10'],
  ['nothing but the grade', { effect: 'lowest-grade' }, [ten, { item: 'V/1' }], '10'],
];

for (const [name, veto, entries, score] of rows) {
  test(`veto: ${name} leaves ${score ?? 'nothing yet'}`, () => {
    assert.equal(resultOf(blocksOf(veto), { entries }).score, score);
  });
}

test('what an undecided effect waits for is told', () => {
  const result = resultOf(blocksOf({ effect: 'hold' }), { entries: [{ item: 'V/1' }] });
  assert.deepEqual([result.status, heldOf(result)], ['held', ['严重违纪：后果没有写明，定下以前不出结果']]);
});

test('a veto by a fact', () => {
  const blocks = blocksOf({ items: [], when: { fact: 'bad' } });
  const of = (bad: boolean) => resultOf(blocks, { subjects: [{ id: 'm1', facts: { bad } }], entries: [ten] }).score;
  assert.deepEqual([of(true), of(false)], ['0', '10']);
});

test('of several the first that zeroes or holds', () => {
  const vetoes = [
    { id: 'soft', items: ['V/1'], effect: 'bar-from-award' },
    { id: 'hard', items: ['V/2'], effect: 'year-zero' },
  ];
  const result = resultOf(blocksOf({}, { vetoes }), { entries: [ten, { item: 'V/1' }, { item: 'V/2' }] });
  assert.deepEqual([result.score, result.gates], ['0', { award: false }]);
});

test('awards are barred by the veto that says so only', () => {
  const gates = (effect: string) => resultOf(blocksOf({ effect }), { entries: [ten, { item: 'V/1' }] }).gates;
  assert.deepEqual([gates('bar-from-award'), gates('year-zero')], [{ award: false }, { award: true }]);
});

test('a veto may come to somebody by another’s entry', () => {
  const derived = {
    rules: [{ id: 'up', items: ['A/1'], to: [{ roles: ['secretary'], points: '1' }], into: 'V/1' }],
  };
  const subjects = [{ id: 'm1', roles: { secretary: 'm2' } }, { id: 'm2' }];
  const { subjects: found } = resultsOf(blocksOf({}, { derived, score: [{ id: 'total', const: '7' }] }), {
    subjects,
    entries: [ten],
  });
  assert.deepEqual([found['m1']?.score, found['m2']?.score], ['7', '0']);
});

const monthly = {
  score: [
    { id: 'total', over: { unit: 'month', node: 'month', combine: 'sum' } },
    { id: 'month', items: ['A'] },
  ],
};

test('a veto of a period zeroes the sub-period it fell into, and no other', () => {
  const entries = [ten, { item: 'V/1', on: '2026-03-31' }, { ...ten, on: '2026-04-01' }];
  const result = resultOf(blocksOf({ effect: 'period-zero' }, monthly), { entries });
  assert.deepEqual([result.score, result.nodes['month@2026-03'], result.nodes['month@2026-04']], ['10', '0', '10']);
});

test('a veto of the year zeroes the whole', () => {
  const result = resultOf(blocksOf({}, monthly), { entries: [ten, { item: 'V/1' }] });
  assert.equal(result.score, '0');
});

const hangs = { onlyWhen: { fact: 'level', gt: '1' } };
const level = { id: 'level', label: '级别', type: 'number' };

test('an entry of which it cannot be told whether it counts leaves the veto open, and the total with it', () => {
  const items = [
    { id: 'V', rules: [{ id: 'V/1', effect: 'record', ...hangs }] },
    { id: 'A', rules: [{ id: 'A/1', points: '10' }] },
  ];
  const of = (facts: Blocks) =>
    resultOf(blocksOf({}, { facts: [level], items }), {
      subjects: [{ id: 'm1', facts }],
      entries: [ten, { item: 'V/1' }],
    });
  assert.deepEqual([of({}).score, heldOf(of({}))], [null, ['级别没有报告']]);
  assert.deepEqual([of({ level: '1' }).score, of({ level: '2' }).score], ['10', '0']);
});

test('a month of which it cannot be told whether it falls to nothing waits, the others do not', () => {
  const blocks = blocksOf(
    { items: [], when: { fact: 'level', gt: '1' }, effect: 'period-zero' },
    {
      facts: [level],
      score: [
        { id: 'total', over: { unit: 'month', node: 'month', combine: 'sum' } },
        { id: 'month', items: ['A'] },
      ],
    },
  );
  const told = (to: string) => [{ value: '0', from: '2026-01-01', to }];
  const of = (to: string) => resultOf(blocks, { subjects: [{ id: 'm1', facts: { level: told(to) } }], entries: [ten] });
  assert.equal(of('2026-12-31').score, '10');
  const open = of('2026-11-30');
  assert.deepEqual([open.score, open.nodes['month@2026-03'], open.nodes['month@2026-12']], [null, '10', null]);
});

test('what is in doubt elsewhere leaves a veto as it is', () => {
  const items = [
    { id: 'V', rules: [{ id: 'V/1', effect: 'record' }] },
    { id: 'A', rules: [{ id: 'A/1', points: '10', ...hangs }] },
  ];
  const blocks = blocksOf({}, { facts: [level], items, score: [{ id: 'total', const: '7' }] });
  assert.equal(resultOf(blocks, { entries: [ten] }).score, '7');
  assert.equal(resultOf(blocks, { entries: [ten, { item: 'V/1' }] }).score, '0');
});
