import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeCoverage } from '../../scripts/coverage.ts';
import { closingLine, tally } from '../../scripts/tally.ts';

const none = { passed: 0, failed: 0, skipped: 0 };

test('tests of all stages are summed, and stages that passed are not counted', () => {
  const ends = [
    { name: 'lint', ok: true },
    { name: 'unit', ok: true, counts: { passed: 40, failed: 0, skipped: 2 } },
    { name: 'whole', ok: false, counts: { passed: 3, failed: 2, skipped: 0 } },
  ];
  assert.equal(closingLine(tally(ends)), '43 passed, 2 failed');
});

test('a failed stage without tests is one failure', () => {
  assert.equal(
    closingLine(
      tally([
        { name: 'lint', ok: false },
        { name: 'knip', ok: false },
      ]),
    ),
    '0 passed, 2 failed',
  );
});

test('tests that died before they could count are one failure', () => {
  assert.equal(tally([{ name: 'unit', ok: false, counts: none }]).failed, 1);
});

const file = {
  path: 'src/core/a.ts',
  totalLineCount: 100,
  coveredLineCount: 98,
  totalBranchCount: 50,
  coveredBranchCount: 49,
  lines: [
    { line: 7, count: 0 },
    { line: 8, count: 0 },
    { line: 9, count: 3 },
  ],
  branches: [{ line: 20, count: 0 }],
};

test('coverage at the floor passes, and says what was not reached', () => {
  const { ok, report } = judgeCoverage(['src/core/a.ts'], [file]);
  assert.ok(ok);
  assert.match(report[1] ?? '', /src\/core\/a\.ts：未到 行 7-8；分支在行 20/);
});

test('lines below the floor fail', () => {
  assert.ok(!judgeCoverage(['src/core/a.ts'], [{ ...file, coveredLineCount: 97 }]).ok);
});

test('branches below the floor fail', () => {
  assert.ok(!judgeCoverage(['src/core/a.ts'], [{ ...file, coveredBranchCount: 48 }]).ok);
});

test('a file that was never loaded fails', () => {
  const { ok, report } = judgeCoverage(['src/core/a.ts', 'src/core/b.ts'], [file]);
  assert.ok(!ok);
  assert.ok(report.includes('  没有载入：src/core/b.ts'));
});

test('no coverage at all fails while core has files, and passes while it has none', () => {
  assert.ok(!judgeCoverage(['src/core/a.ts'], []).ok);
  assert.ok(judgeCoverage([], []).ok);
});
