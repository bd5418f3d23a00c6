import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Explanation } from '../core/score/telling/explanation.ts';
import { detailSheet } from './result-detail.ts';

/** Somebody whose one step has so many entries. */
function withEntries(count: number): Explanation {
  const entry = { id: 'e', on: '2026-03-01', what: '迟到', how: '', amount: '-1' };
  return {
    id: 'm1',
    name: '赵示范',
    org: '虚构支部',
    without: '',
    score: '0',
    steps: {
      id: 'total',
      label: '总分',
      value: '0',
      how: '',
      read: '',
      notes: [],
      entries: Array.from({ length: count }, () => entry),
      parts: [],
    },
    ranks: [],
    votes: [],
    grade: '',
    standing: [],
    gates: [],
    grading: [],
    held: [],
    outcomes: [],
  };
}

test('a ledger of any length stands in the sheet whole', () => {
  const sheet = detailSheet([withEntries(150_000), withEntries(1)], { lines: [] });
  const rows = [...(sheet.rows ?? [])].map((row) => JSON.stringify(row.cells));
  assert.equal(rows.filter((row) => row.includes('迟到')).length, 150_000);
  assert.match(rows.at(-1) ?? '', /还有 1 个对象没有列出/u);
});
