import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markdownTable, projectFiles, readProjectFile } from './project-files.ts';
import { quoted, references, shippedExamples } from './shipped.ts';

/** The rule kinds that the documents use: RK01 to RK72. */
const KINDS = Array.from({ length: 72 }, (_, index) => `RK${String(index + 1).padStart(2, '0')}`);

/** What a kind may be left to, when nothing in a scheme shows it: a capability that comes later. */
const LATER = /^后续：\S/;

const rows = markdownTable(readProjectFile('docs/coverage.md'), '语言里的写法');
const examples = shippedExamples();

test('docs/coverage.md lists every kind of rule once, in order', () => {
  assert.deepEqual(
    rows.map(([id]) => id),
    KINDS,
  );
});

test('every kind is shown by an example that exists, or says which later capability carries it', () => {
  const wrong = rows.flatMap(([id, , , , shown = '']) => {
    const found = references(shown);
    const unknown = found
      .filter(({ scheme, example }) => !(examples.get(scheme) ?? []).some((one) => one.id === example))
      .map(({ scheme, example }) => `${id}: no ${scheme}#${example}`);
    return found.length === 0 && !LATER.test(shown) ? [`${id}: nothing shows it`] : unknown;
  });
  assert.deepEqual(wrong, []);
});

test('every scheme named exists, and the schemes of the examples are among them', () => {
  const wrong = rows.flatMap(([id, , , used = '', shown = '']) => {
    const named = quoted(used);
    const unknown = named.filter((scheme) => !examples.has(scheme)).map((scheme) => `${id}: no ${scheme}`);
    const unnamed = references(shown)
      .filter(({ scheme }) => !named.includes(scheme))
      .map(({ scheme }) => `${id}: ${scheme} not named`);
    return [...unknown, ...unnamed];
  });
  assert.deepEqual(wrong, []);
});

test('every word of the language that the page names is a word of the language', () => {
  const language = projectFiles()
    .filter((path) => /^src\/core\/scheme\/[a-z-]+\.ts$/.test(path) && !path.endsWith('.test.ts'))
    .map(readProjectFile)
    .join('\n');
  const words = new Set([...language.matchAll(/[\p{L}-]+/gu)].map((match) => match[0]));
  const wrong = rows.flatMap(([id, , block = '']) =>
    quoted(block)
      .flatMap((path) => path.split(/[.:\s]+/))
      .filter((word) => word !== '' && !words.has(word))
      .map((word) => `${id}: ${word}`),
  );
  assert.deepEqual(wrong, []);
});
