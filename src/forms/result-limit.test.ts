import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_RECORDS, records, report } from '../../test/result-data.ts';
import { resultBook } from './result-book.ts';
import { limited, MOST_ROWS } from './result-limit.ts';

const SHEET = {
  name: '规范',
  columns: [{ header: '组织', kind: 'text' as const }],
  rows: [
    { cells: ['一'] },
    { cells: ['二'] },
    { cells: ['三'], style: 'warning' as const },
    { cells: ['四'], style: 'warning' as const },
  ],
};

test('a sheet that is too long keeps what somebody has to look at, and says how much is left out', () => {
  assert.deepEqual(limited(SHEET, 4), SHEET);
  assert.deepEqual(
    limited(SHEET, 3).rows.map((row) => row.cells[0]),
    ['三', '四', '一', '还有 1 行没有列出，请用 score --json 看全部结果。'],
  );
});

test('no sheet of the results is longer than can be written', () => {
  const long = <T>(one: T | undefined): readonly T[] => Array.from({ length: MOST_ROWS + 7 }, () => one as T);
  const [part] = report.parts;
  const [row] = part?.rows ?? [];
  assert.ok(part !== undefined && row !== undefined);
  const { sheets } = resultBook({
    report: { ...report, parts: [{ ...part, rows: long({ ...row, outcomes: row.outcomes.slice(0, 1) }) }] },
    records: {
      ...NO_RECORDS,
      norms: long(records.norms[0]),
      deadlines: long(records.deadlines[0]),
      quotas: long(records.quotas[0]),
      orgs: long(records.orgs[0]),
    },
    explanations: [],
    reasons: new Map(),
    mark: '',
    notices: long('一句话。'),
  });
  assert.deepEqual(
    sheets.filter((sheet) => !['明细', '读法'].includes(sheet.name)).map((sheet) => [sheet.name, sheet.rows.length]),
    ['结果', '待定', '建议', '名额', '组织汇总', '规范', '期限'].map((name) => [name, MOST_ROWS + 1]),
  );
});
