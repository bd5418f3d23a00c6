import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemTexts } from '../../src/core/text/sentence.ts';
import { markdownTable, projectFiles, readProjectFile, sourceFiles } from './project-files.ts';

/** Where a problem is made: the code stands first, or as the value of `code`; a choice between two names both. */
const MADE =
  /(?:\b(?:problem|found|refusal|failed|fault|wrong|leaf|exactText)\(|\bcode(?::| =))\s*(?:[^'();,]*\? )?'([a-z][a-z0-9]*(?:-[a-z0-9]+)+)'(?:\s*: '([a-z][a-z0-9]*(?:-[a-z0-9]+)+)')?/g;

function codesIn(source: string): readonly string[] {
  return [...source.matchAll(MADE)]
    .flatMap(([, first, second]) => [first, second])
    .filter((code) => code !== undefined);
}

function madeCodes(): readonly (readonly [code: string, path: string])[] {
  const sources = sourceFiles().filter((path) => !/\/text[^/]*\.ts$/.test(path));
  return sources.flatMap((path) => codesIn(readProjectFile(path)).map((code) => [code, path] as const));
}

test('docs/problem-codes.md is the table of sentences', () => {
  const rows = markdownTable(readProjectFile('docs/problem-codes.md'), '代码');
  assert.deepEqual(
    rows,
    problemTexts.map(({ code, severity, text }) => [`\`${code}\``, severity, text]),
  );
});

test('every code used in src has a sentence', () => {
  const known = new Set(problemTexts.flatMap((one) => [one.code, one.code.split(':')[0]]));
  const silent = madeCodes()
    .filter(([code]) => !known.has(code))
    .map(([code, path]) => `${code} (${path})`);
  assert.deepEqual(silent, []);
});

test('every sentence is used in src', () => {
  const sources = sourceFiles()
    .filter((path) => !/\/text[^/]*\.ts$/.test(path))
    .map(readProjectFile)
    .join('\n');
  const idle = problemTexts.map((one) => one.code.split(':')[0] ?? '').filter((code) => !sources.includes(`'${code}'`));
  assert.deepEqual(idle, []);
});

const isSentenced = new Set(problemTexts.map((one) => one.code));

/** The codes that stand in files whose path fits. */
function codesAt(path: RegExp): ReadonlySet<string> {
  const text = projectFiles()
    .filter((one) => path.test(one))
    .map(readProjectFile)
    .join('\n');
  return new Set(
    [...text.matchAll(/'([a-z][a-z0-9]*(?:-[a-z0-9]+)+)'/g)]
      .map(([, code = '']) => code)
      .filter((code) => isSentenced.has(code)),
  );
}

const SOURCES = '(?<!\\.test)\\.ts$';
const checks = codesAt(new RegExp(`^src/core/scheme/check/.*${SOURCES}`));
const lints = codesAt(new RegExp(`^src/core/scheme/burden/.*${SOURCES}`));

test('every check and lint of a scheme has an example in a test', () => {
  const shown = codesAt(/^src\/core\/scheme\/.*\.test\.ts$/);
  assert.deepEqual(
    [...checks, ...lints].filter((code) => !shown.has(code)),
    [],
  );
});

test('there are at least forty checks and fifteen lints', () => {
  assert.ok(checks.size >= 40, String(checks.size));
  assert.ok(lints.size >= 15, String(lints.size));
});

test('codes are found where they are made', () => {
  const source = `problem('not-a-date', at); found(\n  'band-gap', at); refusal('file-empty'); const code = x.y ? 'a-b' : 'c-d'; { code: 'e-f' }`;
  assert.deepEqual(codesIn(source), ['not-a-date', 'band-gap', 'file-empty', 'a-b', 'c-d', 'e-f']);
});
