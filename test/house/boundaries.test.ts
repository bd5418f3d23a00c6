import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importsOf } from './imports.ts';
import { importCycles, readLayers, wrongImports } from './layers.ts';
import { markdownTable, projectFiles, readProjectFile, sourceFiles } from './project-files.ts';

const layers = readLayers(markdownTable(readProjectFile('ARCHITECTURE.md'), 'may import'));
const sources = new Map(sourceFiles().map((path) => [path, importsOf(path, readProjectFile(path))]));
const rooms = markdownTable(readProjectFile('ARCHITECTURE.md'), '房间').map(([name = '']) =>
  name.replaceAll(/[`/]/g, ''),
);

function sample(files: Readonly<Record<string, string>>) {
  return new Map(Object.entries(files).map(([path, source]) => [path, importsOf(path, source)]));
}

test('the layer table is read', () => {
  assert.deepEqual([...layers.keys()], ['core', 'store', 'forms', 'service', 'pages', 'http', 'web', 'cli']);
  assert.deepEqual(
    [...(layers.get('web')?.mayImport ?? [])],
    [
      ['core', 'all'],
      ['http', 'types'],
    ],
  );
  assert.equal(layers.get('core')?.mayImport.size, 0);
});

test('no layer imports what the table does not allow', () => {
  assert.deepEqual(wrongImports(layers, sources), []);
});

test('nothing that reckons uses what tells', () => {
  const lost = [...sources].flatMap(([path, imports]) =>
    path.startsWith('src/core/score/') && !path.startsWith('src/core/score/telling/')
      ? imports.filter(({ from }) => from.includes('/telling/')).map(({ from }) => `${path} imports ${from}`)
      : [],
  );
  assert.deepEqual(lost, []);
});

test('there are no import cycles, types included', () => {
  assert.deepEqual(importCycles(sources), []);
});

test('rooms of core use each other in one direction', () => {
  const roomOf = (path: string): string => /^src\/core\/([^/]+)\//.exec(path)?.[1] ?? 'core';
  const uses: Readonly<Record<string, readonly string[]>> = {
    core: [],
    text: ['core'],
    scheme: ['core', 'text'],
    score: ['core', 'text', 'scheme'],
    disclosure: ['core', 'text', 'scheme', 'score'],
    bundle: ['core', 'text', 'scheme', 'score'],
  };
  const wrongWay = [...sources].flatMap(([path, imports]) => {
    const own = roomOf(path);
    if (!path.startsWith('src/core/')) return [];
    return imports.flatMap(({ from }) => {
      const room = roomOf(new URL(from, `file:///${path}`).pathname.slice(1));
      return room === own || uses[own]?.includes(room) === true ? [] : [`${path} imports ${from}`];
    });
  });
  assert.deepEqual(wrongWay, []);
});

test('whoever verifies a bundle needs no package, only this source and Node', () => {
  const reached = new Set(['src/service/bundle.ts']);
  for (const path of reached) {
    for (const { from } of sources.get(path) ?? []) {
      if (from.startsWith('.')) reached.add(new URL(from, `file:///${path}`).pathname.slice(1));
      else assert.ok(from.startsWith('node:'), `${path} imports ${from}`);
    }
  }
  assert.ok(reached.has('src/core/bundle/verify.ts'));
});

test('every import of a file of ours names a file that exists', () => {
  const known = new Set(projectFiles());
  const dangling = [...sources].flatMap(([path, imports]) =>
    imports
      .filter(({ from }) => from.startsWith('.') && !known.has(new URL(from, `file:///${path}`).pathname.slice(1)))
      .map(({ from }) => `${path} imports ${from}`),
  );
  assert.deepEqual(dangling, []);
});

test('core has no rooms but those of ARCHITECTURE.md', () => {
  const found = sourceFiles().flatMap((path) => /^src\/core\/([^/]+)\//.exec(path)?.[1] ?? []);
  assert.ok(rooms.includes('score'));
  assert.deepEqual(
    [...new Set(found)].filter((room) => !rooms.includes(room)),
    [],
  );
});

const wrong: readonly (readonly [what: string, path: string, source: string])[] = [
  ['core imports a layer', 'src/core/a.ts', `import { x } from '../store/x.ts';`],
  ['core imports a type of a layer', 'src/core/a.ts', `import type { X } from '../store/x.ts';`],
  ['core imports a package', 'src/core/a.ts', `import yaml from 'yaml';`],
  ['core imports the type of a package', 'src/core/a.ts', `import type { Document } from 'yaml';`],
  ['core imports node:', 'src/core/a.ts', `import { readFileSync } from 'node:fs';`],
  ['core imports node without its prefix', 'src/core/a.ts', `import 'fs';`],
  ['a re-export', 'src/core/a.ts', `export * from '../http/x.ts';`],
  ['a re-exported type', 'src/core/a.ts', `export type { X } from '../http/x.ts';`],
  ['import() in code', 'src/core/a.ts', `export const load = () => import('../store/x.ts');`],
  ['import() in a type', 'src/core/a.ts', `export type X = import('../store/x.ts').X;`],
  ['upwards', 'src/store/a.ts', `import { x } from '../service/x.ts';`],
  ['sideways', 'src/pages/a.ts', `import { x } from '../store/x.ts';`],
  ['web imports code of http', 'src/web/a.tsx', `import { type X, y } from '../http/x.ts';`],
  ['web runs a file of http', 'src/web/a.tsx', `import '../http/x.ts';`],
  ['outside src', 'src/cli/a.ts', `import { x } from '../../scripts/x.ts';`],
  ['a test', 'src/core/a.ts', `import { x } from './b.test.ts';`],
  ['a folder that is no layer', 'src/extras/a.ts', ''],
];

for (const [what, path, source] of wrong) {
  test(`refused: ${what}`, () => {
    assert.equal(wrongImports(layers, sample({ [path]: source })).length, 1);
  });
}

test('allowed: its own layer, a layer of the table, types of http for web, a package outside core', () => {
  const files = sample({
    'src/core/a.ts': `import { b } from './score/b.ts';`,
    'src/service/a.ts': `import { x } from '../store/x.ts'; import { test } from 'node:test';`,
    'src/web/a.tsx': `import type { X } from '../http/x.ts'; import React from 'react';`,
  });
  assert.deepEqual(wrongImports(layers, files), []);
});

test('a cycle is found, through types and over several files', () => {
  const files = sample({
    'src/core/a.ts': `import type { B } from './b.ts';`,
    'src/core/b.ts': `export * from './score/c.ts';`,
    'src/core/score/c.ts': `import { a } from '../a.ts';`,
    'src/core/d.ts': `import { a } from './a.ts'; import { c } from './score/c.ts';`,
  });
  assert.deepEqual(importCycles(files), ['src/core/a.ts → src/core/b.ts → src/core/score/c.ts → src/core/a.ts']);
});

test('an import that cannot be read is not passed over', () => {
  assert.throws(
    () => importsOf('src/core/a.ts', 'export const load = (name: string) => import(name);'),
    /plain string/,
  );
  assert.throws(() => importsOf('src/core/a.ts', 'import {'), /does not parse/);
});
