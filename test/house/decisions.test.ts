import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectFiles, readProjectFile } from './project-files.ts';

const decisions = projectFiles().filter((path) => /^decisions\/\d/.test(path));
const SECTIONS = ['## 决定', '## 权衡过的别的做法', '## 依据', '## 何时重看'];

test('decisions are numbered from 001 without a gap and named for what was decided', () => {
  for (const [index, path] of decisions.entries()) {
    const number = String(index + 1).padStart(3, '0');
    assert.match(path, new RegExp(`^decisions/${number}-[a-z0-9]+(-[a-z0-9]+)*\\.md$`));
  }
});

for (const path of decisions) {
  test(`${path} has its sections and stays one page`, () => {
    const text = readProjectFile(path);
    assert.deepEqual(
      SECTIONS.filter((section) => !text.includes(`\n${section}\n`)),
      [],
    );
    assert.ok(text.split('\n').length <= 80, 'more than 80 lines');
  });
}
