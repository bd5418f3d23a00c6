/** Coverage of one file, as Node's test runner reports it. */
export type FileCoverage = {
  readonly path: string;
  readonly totalLineCount: number;
  readonly coveredLineCount: number;
  readonly totalBranchCount: number;
  readonly coveredBranchCount: number;
  readonly lines: readonly { readonly line: number; readonly count: number }[];
  readonly branches: readonly { readonly line: number; readonly count: number }[];
};

export type CoverageVerdict = { readonly ok: boolean; readonly report: readonly string[] };

/** The unit tests must reach 98 % of the lines of src/core and 98 % of its branches; less fails `npm test`. */
const FLOOR = { lines: 98, branches: 98 };

/**
 * Judges the coverage of core as a whole. `expected` are the files there are: one that is missing from the report was
 * never loaded, and would otherwise not count at all. No files at all is the start of the project, and passes.
 */
export function judgeCoverage(expected: readonly string[], files: readonly FileCoverage[]): CoverageVerdict {
  if (expected.length === 0) return { ok: true, report: ['src/core 还没有文件'] };
  const seen = new Set(files.map((file) => file.path));
  const unseen = expected.filter((path) => !seen.has(path));
  const lines = percent(sum(files, 'coveredLineCount'), sum(files, 'totalLineCount'));
  const branches = percent(sum(files, 'coveredBranchCount'), sum(files, 'totalBranchCount'));
  const ok = unseen.length === 0 && lines >= FLOOR.lines && branches >= FLOOR.branches;
  const total = `src/core 共 ${files.length} 个文件：行 ${lines.toFixed(2)}%，分支 ${branches.toFixed(2)}%（下限 行 ${FLOOR.lines}%，分支 ${FLOOR.branches}%）`;
  const gaps = files.filter((file) => gapCount(file) > 0).toSorted((a, b) => gapCount(b) - gapCount(a));
  return { ok, report: [total, ...unseen.map((path) => `  没有载入：${path}`), ...gaps.slice(0, 20).map(describeGap)] };
}

function sum(
  files: readonly FileCoverage[],
  key: 'coveredLineCount' | 'totalLineCount' | 'coveredBranchCount' | 'totalBranchCount',
) {
  return files.reduce((total, file) => total + file[key], 0);
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : (part / whole) * 100;
}

function gapCount(file: FileCoverage): number {
  return file.totalLineCount - file.coveredLineCount + file.totalBranchCount - file.coveredBranchCount;
}

function describeGap(file: FileCoverage): string {
  const lines = spans(file.lines.filter(({ count }) => count === 0).map(({ line }) => line));
  const branches = spans(file.branches.filter(({ count }) => count === 0).map(({ line }) => line));
  const parts = [lines === '' ? '' : `行 ${lines}`, branches === '' ? '' : `分支在行 ${branches}`].filter(
    (part) => part !== '',
  );
  return `  ${file.path}：未到 ${parts.join('；')}`;
}

/** 1,2,3,7 as `1-3 7`. */
function spans(lines: readonly number[]): string {
  const out: { first: number; last: number }[] = [];
  for (const line of [...new Set(lines)].toSorted((a, b) => a - b)) {
    const open = out.at(-1);
    if (open !== undefined && line === open.last + 1) open.last = line;
    else out.push({ first: line, last: line });
  }
  return out.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(' ');
}
