import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from './nearest.ts';

const WORDS = ['schemes', 'check', 'score', 'template', 'demo', 'office-80-20', 'office', 'o'];

for (const [got, expected] of [
  ['shcemes', 'schemes'],
  ['chekc', 'check'],
  ['Score', 'score'],
  ['scores', 'score'],
  // Both go on from it: the one that is sooner reached.
  ['offi', 'office'],
  ['temp', 'template'],
  ['tempalte', 'template'],
  ['offce-8020', 'office-80-20'],
  ['x', undefined],
  ['publish', undefined],
  ['方案', undefined],
  ['', undefined],
] as const) {
  test(`${got} means ${expected ?? 'nothing known'}`, () => assert.equal(nearest(got, WORDS), expected));
}
