import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportedTypes } from './imports.ts';
import { readProjectFile, sourceFiles } from './project-files.ts';

/** What stands in backticks in the second column of any table of the glossary. */
function glossaryWords(markdown: string): ReadonlySet<string> {
  const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
  return new Set(
    rows.flatMap((row) => [...(row.split('|')[2] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')),
  );
}

test('every type core exports stands in GLOSSARY.md', () => {
  const words = glossaryWords(readProjectFile('GLOSSARY.md'));
  const missing = sourceFiles()
    .filter((path) => path.startsWith('src/core/'))
    .flatMap((path) => exportedTypes(path, readProjectFile(path)).map((name) => ({ name, path })))
    .filter(({ name }) => !words.has(name))
    .map(({ name, path }) => `${name} (${path})`);
  assert.deepEqual(missing, []);
});

test('every type the glossary lists among the records of scoring is there', () => {
  const [, section = ''] = readProjectFile('GLOSSARY.md').split('## 计分的内部记录');
  const [own = ''] = section.split('\n## ');
  const types = new Set(
    sourceFiles()
      .filter((path) => path.startsWith('src/core/'))
      .flatMap((path) => exportedTypes(path, readProjectFile(path))),
  );
  assert.deepEqual(
    [...glossaryWords(own)].filter((word) => !types.has(word)),
    [],
  );
});

test('no word of the glossary stands there twice', () => {
  const words = readProjectFile('GLOSSARY.md')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((row) => [...(row.split('|')[2] ?? '').matchAll(/`([A-Z]\w*)`/g)].map((match) => match[1]));
  assert.deepEqual(
    words.filter((word, index) => words.indexOf(word) !== index),
    [],
  );
});

test('a row of the glossary has four columns', () => {
  const crooked = readProjectFile('GLOSSARY.md')
    .split('\n')
    .filter((line) => line.startsWith('|') && line.split('|').length !== 6);
  assert.deepEqual(crooked, []);
});

test('the words are read from the identifier column only', () => {
  const words = glossaryWords(
    '| 中文 | 标识符 | 说明 | 不说 |\n| --- | --- | --- | --- |\n| 党支部 | `branch` / `Org` | `other` | `cell` |',
  );
  assert.deepEqual([...words], ['branch', 'Org']);
});

test('exported types are found in each form', () => {
  const source =
    'export type A = 1; export interface B {} type C = 2; export type { C }; export const d = 1; type E = 3;';
  assert.deepEqual(exportedTypes('a.ts', source), ['A', 'B', 'C']);
});
