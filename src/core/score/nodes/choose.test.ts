import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldOf, resultOf, type Blocks } from '../../../../test/small-scheme.ts';

const facts = [
  { id: 'old', type: 'flag' },
  { id: 'level', label: '级别', type: 'number' },
  { id: 'given', label: '报分', type: 'number' },
];
const nodes = [
  { id: 'one', const: '1' },
  { id: 'two', const: '2' },
  { id: 'rest', const: '3' },
];

/** What a node comes to for somebody: its value, why it is held, or that it does not count. */
function valueOf(node: Blocks, own: Blocks, more: Blocks = {}, told: Blocks = {}): string {
  const blocks = { facts, score: [{ id: 'total', ...node }, ...nodes], ...more };
  const result = resultOf(blocks, { subjects: [{ id: 'm1', facts: own }], ...told });
  return result.score ?? heldOf(result).join();
}

const cases = [
  { when: { fact: 'old' }, node: 'one' },
  { when: { fact: 'level', gt: '1' }, node: 'two' },
];

const rows: readonly (readonly [select: Blocks, own: Blocks, value: string])[] = [
  [{ cases, otherwise: 'rest' }, { old: true }, '1'],
  [{ cases, otherwise: 'rest' }, { old: true, level: '5' }, '1'],
  [{ cases, otherwise: 'rest' }, { level: '5' }, '2'],
  [{ cases, otherwise: 'rest' }, { level: '1' }, '3'],
  [{ cases, otherwise: 'rest' }, {}, '级别没有报告'],
];

for (const [select, own, value] of rows) {
  test(`the first case that holds for ${JSON.stringify(own)} is ${value}`, () => {
    assert.equal(valueOf({ select }, own), value);
  });
}

test('no case and nothing otherwise does not count', () => {
  const score = [{ id: 'total', sum: ['rest', 'chosen'] }, { id: 'chosen', select: { cases } }, ...nodes];
  assert.equal(valueOf({}, { level: '1' }, { score }), '3');
});

const either = { either: ['voted', 'told', 'counted', 'fixed'] };
const sources: Blocks = {
  ballots: [{ id: 'vote', scores: ['0', '100'], missing: 'zero' }],
  inputs: [{ id: 'superior', label: '上级评分' }],
  score: [
    { id: 'total', either: ['told', 'voted', 'counted'], label: '评分' },
    { id: 'told', input: 'superior' },
    { id: 'voted', ballot: 'vote' },
    { id: 'counted', fact: 'given' },
    ...nodes,
  ],
};

test('whichever was reported', () => {
  assert.equal(valueOf({}, {}, sources, { inputs: { m1: { superior: '7' } } }), '7');
  assert.equal(valueOf({}, {}, sources, { ballots: { m1: { vote: { 8: 1 } } } }), '8');
  assert.equal(valueOf({}, { given: '9' }, sources), '9');
});

test('none was reported: as the first one says', () => {
  assert.equal(valueOf({}, {}, sources), '上级评分没有报来');
});

test('another node is there when it has a value', () => {
  const score = [{ id: 'total', either: ['chosen', 'two'] }, { id: 'chosen', select: { cases } }, ...nodes];
  assert.equal(valueOf({}, { level: '1' }, { score }), '2');
});

test('sources that are not declared were not reported', () => {
  const score = [
    { id: 'total', ...either },
    { id: 'told', input: 'nobody' },
    { id: 'voted', ballot: 'nobody' },
    { id: 'counted', fact: 'nobody' },
    { id: 'fixed', const: '4' },
  ];
  assert.equal(valueOf({}, {}, { score }), '4');
});
