// All checks, in stages; every stage runs even when an earlier one failed, and the last line counts them.
//   check.ts                  format, types, lint, unit tests in one process
//   check.ts --all            the same, and unused code, every other test, coverage of core
//   check.ts --trust          the long tests
import { parseArgs } from 'node:util';
import * as stages from './stages.ts';
import { closingLine, tally } from './tally.ts';
import type { StageEnd } from './tally.ts';
import { testFiles } from './test-files.ts';

const { values } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    trust: { type: 'boolean', default: false },
  },
});

function chosenStages(): readonly stages.Stage[] {
  const files = testFiles();
  if (values.trust) return [stages.tests('长测试 long tests', files.long, { isolate: true })];
  const quick = [stages.format, stages.types, stages.coreTypes, stages.lint];
  if (!values.all) return [...quick, stages.tests('单元测试 unit tests', files.unit, { isolate: false })];
  return [
    ...quick,
    stages.unused,
    ...stages.coveredTests('单元测试 unit tests', files.unit),
    stages.tests('整体测试 whole-program tests', files.whole, { isolate: true }),
  ];
}

function runStage(stage: stages.Stage): StageEnd {
  const start = performance.now();
  console.log(`\n── ${stage.name}`);
  let result: stages.StageResult;
  try {
    result = stage.run();
  } catch (error) {
    result = { ok: false, report: [String(error)] };
  }
  for (const line of result.report ?? []) console.log(line);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${result.ok ? '通过' : '没有通过'}，${seconds} 秒`);
  return { name: stage.name, ok: result.ok, ...(result.counts === undefined ? {} : { counts: result.counts }) };
}

const ends = chosenStages().map(runStage);
const counts = tally(ends);
const failed = ends.filter(({ ok }) => !ok).map(({ name }) => name);
console.log(failed.length === 0 ? '\n全部通过。' : `\n没有通过：${failed.join('、')}`);
if (counts.skipped > 0) console.log(`跳过 ${counts.skipped} 个测试，见上。`);
console.log(closingLine(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;
