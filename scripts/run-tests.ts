// Runs test files with node:test and writes what came of it as JSON:
//   node scripts/run-tests.ts RESULT.json [--isolate] [--coverage] FILE…
// Without --isolate all files share this process, which is what keeps the unit tests fast.
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { run } from 'node:test';
import { dot } from 'node:test/reporters';
import { parseArgs } from 'node:util';
import { root } from '../bin/launch.mjs';
import type { FileCoverage } from './coverage.ts';
import type { Counts } from './tally.ts';

/** What one run of tests leaves behind for the check that started it. */
export type TestRun = {
  readonly counts: Counts;
  readonly skipped: readonly string[];
  readonly coverage: readonly FileCoverage[];
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { isolate: { type: 'boolean', default: false }, coverage: { type: 'boolean', default: false } },
});
const [resultPath, ...files] = positionals;
if (resultPath === undefined || files.length === 0) throw new Error('usage: run-tests.ts RESULT.json FILE…');

let counts: Counts = { passed: 0, failed: 1, skipped: 0 };
let coverage: readonly FileCoverage[] = [];
const skipped: string[] = [];

const events = run({
  files,
  cwd: root,
  isolation: values.isolate ? 'process' : 'none',
  concurrency: values.isolate ? 2 : 1,
  coverage: values.coverage,
  coverageIncludeGlobs: ['src/core/**/*.ts'],
  coverageExcludeGlobs: ['**/*.test.ts'],
});
events.on('test:pass', ({ name, skip }) => {
  if (skip !== undefined) skipped.push(skip === true ? name : `${name}：${skip}`);
});
events.on('test:summary', (summary) => {
  // With one process per file each file has its own summary; the one without a file is the whole.
  if (summary.file !== undefined) return;
  // The typings leave `failed` out.
  const { passed, failed, cancelled, skipped: skips } = summary.counts as typeof summary.counts & { failed: number };
  counts = { passed, failed: failed + cancelled, skipped: skips };
});
events.on('test:coverage', ({ summary }) => {
  coverage = summary.files.map((file) => ({ ...file, path: relative(root, file.path) }));
});
events.on('end', () => {
  const result: TestRun = { counts, skipped, coverage };
  writeFileSync(resultPath, JSON.stringify(result));
  if (counts.failed > 0) process.exitCode = 1;
});
events.compose(dot).pipe(process.stdout);
