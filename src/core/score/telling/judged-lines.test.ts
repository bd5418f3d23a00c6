import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedSample } from '../../../../test/sample-scheme.ts';
import { amountsOf } from '../book/catalogue.ts';
import { judgedLines } from './judged-lines.ts';

test('a node is judged by bands and by conditions, wherever they stand', () => {
  const scheme = changedSample({
    'outcomes.praise.when': { any: [{ not: { node: 'base', lt: '6' } }, { node: 'mix', gte: '50' }] },
  });
  const lines = judgedLines(scheme, amountsOf(scheme, {}));
  assert.deepEqual(
    [...lines].map(([node, values]) => [node, values.map((one) => Number(one) / 1_000_000)]),
    [
      ['total', [90, 60, 90, 60]],
      ['base', [6]],
      ['mix', [50]],
    ],
  );
});
