import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exact, print, whole } from '../../number.ts';
import { extraOf, noExtra, postSettlement, viaOf } from './extra.ts';

test('postings of several owners each stay in their order, however many there are', () => {
  const extra = noExtra(3);
  const via = viaOf(extra, 'quota');
  for (let n = 1; n <= 300; n += 1) postSettlement(extra, n % 3, n, whole(n), 1000 + n, via);
  for (const owner of [0, 1, 2]) {
    const expected = Array.from({ length: 300 }, (_, at) => at + 1).filter((n) => n % 3 === owner);
    const posted = extraOf(extra, owner);
    assert.deepEqual(
      posted.map((one) => [one.line, print(one.amount), one.day]),
      expected.map((n) => [n, String(n), 1000 + n]),
    );
    assert.ok(posted.every((one) => one.via === 'quota' && one.cause === -1 && one.project === -1));
  }
});

test('an amount that is no whole number of millionths stays exact', () => {
  const extra = noExtra(1);
  const amounts = ['1/3', '0.000001', '-200/7'].map(exact);
  for (const amount of amounts) postSettlement(extra, 0, 0, amount, 0, viaOf(extra, 'up'));
  assert.deepEqual(
    extraOf(extra, 0).map((one) => one.amount),
    amounts,
  );
  assert.deepEqual(extra.vias, ['up']);
});
