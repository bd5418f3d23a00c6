import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultOf, type Blocks } from '../../../../test/small-scheme.ts';

const inputs = [
  { id: 'a', missing: 'exclude' },
  { id: 'b', missing: 'exclude' },
];
const score = [
  { id: 'total', sum: ['a', 'b'] },
  { id: 'a', input: 'a' },
  { id: 'b', input: 'b' },
];

test('what does not count is left out of a sum', () => {
  assert.equal(resultOf({ score, inputs }, { inputs: { m1: { b: '3' } } }).score, '3');
});

test('a sum of nothing that counts is no zero', () => {
  assert.deepEqual([resultOf({ score, inputs }).status, resultOf({ score, inputs }).score], ['held', null]);
});

const sections = [{ id: 's' }];
const items = (appliesWhen: Blocks): readonly Blocks[] => [
  { id: 'A', section: 's', start: 'full', max: '5', appliesWhen },
];
const weighed = [
  {
    id: 'total',
    weighted: [
      { node: 'part', weight: '50%' },
      { node: 'rest', weight: '50%' },
    ],
  },
  { id: 'part', section: 's' },
  { id: 'rest', const: '80' },
];
const facts = [{ id: 'cadre', type: 'flag' }];

test('a section of which no item applies leaves its weight to the others', () => {
  const applies = items({ fact: 'cadre', is: true });
  assert.equal(resultOf({ score: weighed, sections, items: applies, facts }).score, '80');
});

test('a section with items that apply has its weight', () => {
  const applies = items({ fact: 'cadre', is: false });
  assert.equal(resultOf({ score: weighed, sections, items: applies, facts }).score, '42.5');
});
