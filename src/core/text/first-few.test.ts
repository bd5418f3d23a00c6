import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstFew } from './first-few.ts';

for (const [names, expected] of [
  [[], ''],
  [['甲', '乙'], '甲、乙'],
  [['甲', '乙', '丙'], '甲、乙等 3 人'],
] as const) {
  test(`of ${names.length} names two are told`, () => assert.equal(firstFew(names, 2, '人'), expected));
}
