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
