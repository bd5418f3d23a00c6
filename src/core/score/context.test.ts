import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultOf } from '../../../test/small-scheme.ts';

const blocks = {
  inputs: [{ id: 'given' }],
  score: [{ id: 'total', input: 'given', cap: '60', excess: 'saved' }],
  carry: [{ id: 'saved', kind: 'account', opening: '10' }],
};

test('what a cap cuts off goes into the account', () => {
  assert.deepEqual(resultOf(blocks, { inputs: { m1: { given: '75' } } }).account, { saved: '25' });
});

test('an account has no balance while what may flow into it is not known', () => {
  assert.equal(resultOf(blocks).account, undefined);
});
