// The evaluator against a second one that was written from docs/scheme-language.md and shares no code with it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { importsOf } from '../house/imports.ts';
import { projectFiles, readProjectFile } from '../house/project-files.ts';
import { compareCase, type Case } from './compare.ts';
import { reportOf } from './report.ts';
import { changed, changes } from './mutation.ts';
import { documents, shippedCases } from './shipped.ts';

test('the second evaluator shares nothing with the first but the documents', () => {
  const paths = projectFiles().filter((path) => path.startsWith('test/differential/naive/'));
  assert.ok(paths.length > 20);
  for (const path of paths) {
    for (const { from, typesOnly } of importsOf(path, readProjectFile(path))) {
      const shapes = from.startsWith('../../../src/core/scheme/') && typesOnly;
      assert.ok(shapes || from.startsWith('./'), `${path} imports ${from}`);
    }
  }
});

const shipped = shippedCases();

function assertSame(one: Case): void {
  const found = compareCase(one, documents);
  assert.ok(found.differences.length === 0, reportOf(one, found));
}

test('both agree on every worked case of the shipped documents', () => {
  assert.ok(shipped.length > 700);
  shipped.forEach(assertSame);
});

/** The worked cases with a few things in their facts changed. */
const changedCases = fc.tuple(fc.nat(shipped.length - 1), changes).map(([at, all]): Case => {
  const one = shipped[at] ?? { scheme: {}, facts: {} };
  return { scheme: one.scheme, facts: changed(one.facts, all) };
});

/** Always the same cases, and always all of them: how fast the machine is decides nothing. */
const SEED = 20260301;

test('both agree on worked cases with other facts', () => {
  fc.assert(fc.property(changedCases, assertSame), { seed: SEED, numRuns: 1000 });
});
