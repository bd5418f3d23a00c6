import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fate, testWith } from '../program.ts';

for (const [present, ci, expected] of [
  [true, false, 'run'],
  [true, true, 'run'],
  [false, false, 'skip'],
  [false, true, 'fail'],
] as const) {
  test(`a program ${present ? 'present' : 'missing'}${ci ? ' under CI' : ''}: ${expected}`, () => {
    assert.equal(fate(present, ci), expected);
  });
}

testWith('pdftotext', 'a program that is there runs', () => {
  assert.match(spawnSync('pdftotext', ['-v'], { encoding: 'utf8' }).stderr, /pdftotext version/);
});
