import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldOf, resultOf, type Blocks } from '../../../../test/small-scheme.ts';

const inputs = (missing: string) => ['a', 'b', 'c'].map((id) => ({ id, label: id, missing }));
const parts = ['a', 'b', 'c'].map((id) => ({ id, input: id }));
const weights = [
  { node: 'a', weight: '40%' },
  { node: 'b', weight: '30%' },
  { node: 'c', weight: '30%' },
];

function scoreOf(told: Blocks, missing = 'block', weighted: readonly Blocks[] = weights): string {
  const blocks = { params: [{ id: 'open' }], inputs: inputs(missing), score: [{ id: 'total', weighted }, ...parts] };
  const result = resultOf(blocks, { inputs: { m1: told } });
  return result.score ?? heldOf(result).join();
}

test('0.4·60 + 0.3·57 + 0.3·63 is 60', () => {
  assert.equal(scoreOf({ a: '60', b: '57', c: '63' }), '60');
});

test('a part that is missing holds the whole', () => {
  assert.equal(scoreOf({ a: '60' }), 'b没有报来,c没有报来');
});

test('a part that does not count leaves its weight to the others', () => {
  // (24 + 17.1) ÷ 0.7
  assert.equal(scoreOf({ a: '60', b: '57' }, 'exclude'), '411/7');
  assert.equal(scoreOf({ c: '63' }, 'exclude'), '63');
});

test('a part that counts as zero does not', () => {
  assert.equal(scoreOf({ a: '60', b: '57' }, 'zero'), '41.1');
});

test('nothing that counts holds', () => {
  assert.equal(scoreOf({}, 'exclude'), '各部分都没有结果');
});

test('weights need not come to one', () => {
  const two = [
    { node: 'a', weight: '2' },
    { node: 'b', weight: '1' },
  ];
  assert.equal(scoreOf({ a: '10', b: '4' }, 'exclude', two), '24');
  assert.equal(scoreOf({ a: '10' }, 'exclude', two), '30');
});

test('a weight that nobody filled in holds', () => {
  const open = [
    { node: 'a', weight: '50%' },
    { node: 'b', weight: { param: 'open' } },
  ];
  assert.equal(scoreOf({ a: '10', b: '4' }, 'block', open), '占比没有填写');
});
