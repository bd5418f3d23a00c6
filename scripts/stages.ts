import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../bin/launch.mjs';
import { judgeCoverage } from './coverage.ts';
import type { TestRun } from './run-tests.ts';
import type { Counts } from './tally.ts';
import { coreFiles } from './test-files.ts';

/** What a stage found; `report` is printed under its name. */
export type StageResult = { readonly ok: boolean; readonly counts?: Counts; readonly report?: readonly string[] };
export type Stage = { readonly name: string; readonly run: () => StageResult };

/** A package's own program, run by our Node and found by path, never through PATH. */
export function packageProgram(packageName: string, program: string, args: readonly string[]): boolean {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin: Record<string, string> };
  const path = bin[program];
  if (path === undefined) throw new Error(`${packageName} has no program ${program}`);
  return runNode([join(folder, path), ...args]);
}

function runNode(args: readonly string[]): boolean {
  const result = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (result.error !== undefined) throw result.error;
  return result.status === 0;
}

function tool(name: string, packageName: string, program: string, args: readonly string[]): Stage {
  return { name, run: () => ({ ok: packageProgram(packageName, program, args) }) };
}

export const format = tool('格式 format', 'oxfmt', 'oxfmt', ['--list-different', '.']);
export const types = tool('类型 types', 'typescript', 'tsc', ['--noEmit', '--project', 'tsconfig.json']);
export const coreTypes = tool('核心类型 types of core', 'typescript', 'tsc', [
  '--noEmit',
  '--project',
  'tsconfig.core.json',
]);
export const lint = tool('静态检查 lint', 'oxlint', 'oxlint', []);
export const unused = tool('无用代码 knip', 'knip', 'knip', ['--no-progress']);

/** Runs test files; all in one process unless `isolate`. No files is said, and is not a failure. */
export function tests(name: string, files: readonly string[], options: { readonly isolate: boolean }): Stage {
  return { name, run: () => testResult(runTests(files, options.isolate ? ['--isolate'] : [])) };
}

/** The unit tests with coverage, then the judgement on the coverage of core. */
export function coveredTests(name: string, files: readonly string[]): readonly Stage[] {
  let run: TestRun | 'none' | 'died' = 'died';
  const first: Stage = {
    name,
    run: () => {
      run = runTests(files, ['--coverage']);
      return testResult(run);
    },
  };
  const second: Stage = {
    name: '核心覆盖率 coverage of core',
    run: () => judgeCoverage(coreFiles(), typeof run === 'string' ? [] : run.coverage),
  };
  return [first, second];
}

function testResult(run: TestRun | 'none' | 'died'): StageResult {
  if (run === 'none') return { ok: true, report: ['还没有这一类测试'] };
  if (run === 'died') return { ok: false, report: ['测试进程没有跑完'] };
  const skipped = run.skipped.map((name) => `  跳过 ${name}`);
  // A file without a test in it, or a run that ran nothing, must not look like success.
  const nothing = run.counts.passed + run.counts.failed + run.counts.skipped === 0;
  return {
    ok: run.counts.failed === 0 && !nothing,
    counts: run.counts,
    report: nothing ? ['一个测试也没有跑'] : skipped,
  };
}

function runTests(files: readonly string[], options: readonly string[]): TestRun | 'none' | 'died' {
  if (files.length === 0) return 'none';
  const folder = mkdtempSync(join(tmpdir(), 'gongping-test-'));
  const result = join(folder, 'result.json');
  try {
    runNode([join(root, 'scripts', 'run-tests.ts'), result, ...options, ...files]);
    return JSON.parse(readFileSync(result, 'utf8')) as TestRun;
  } catch {
    // No result file: a test ended the process, or it ran out of memory.
    return 'died';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
