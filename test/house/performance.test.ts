import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testFiles } from '../../scripts/test-files.ts';
import { readProjectFile } from './project-files.ts';

const page = readProjectFile('docs/performance.md');

test('every measurement has its command on the page, and every command a measurement', () => {
  const told = [...page.matchAll(/`npm run bench -- ([a-z-]+)`/gu)].map(([, name]) => name);
  const there = testFiles().bench.map((path) => /measure-([a-z-]+)\.ts$/u.exec(path)?.[1]);
  assert.deepEqual(new Set(told), new Set(there));
});
