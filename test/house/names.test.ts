import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectFiles } from './project-files.ts';

const CODE = /^(src|scripts|test|bin)\/.*\.(ts|tsx|mjs)$/;
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.test)?\.(ts|tsx|mjs)$/;
/** Names that say nothing about what is inside, and `index`, which would be a barrel. */
const EMPTY = [
  'common',
  'constants',
  'helper',
  'helpers',
  'index',
  'lib',
  'misc',
  'shared',
  'type',
  'types',
  'util',
  'utils',
];

function badName(path: string): boolean {
  const folders = path.split('/');
  const file = folders.pop() ?? '';
  const stems = [...folders, file.replace(/(\.test)?\.\w+$/, '')];
  return !NAME.test(file) || stems.some((stem) => EMPTY.includes(stem));
}

test('files are named in kebab-case or one word, and for what they hold', () => {
  assert.deepEqual(
    projectFiles().filter((path) => CODE.test(path) && badName(path)),
    [],
  );
});

for (const path of [
  'src/core/scoreTree.ts',
  'src/core/Score.ts',
  'src/core/score_tree.ts',
  'src/core/utils.ts',
  'src/core/types.ts',
  'src/core/index.ts',
  'src/core/common/date.ts',
  'src/core/helpers.test.ts',
]) {
  test(`refused as a name: ${path}`, () => assert.ok(badName(path)));
}

for (const path of ['src/core/date.ts', 'src/core/typed-date.test.ts', 'src/web/score-page.tsx', 'bin/launch.mjs']) {
  test(`good as a name: ${path}`, () => assert.ok(!badName(path)));
}
