import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldOf } from '../../test/told.ts';
import { sentence } from '../core/text/sentence.ts';
import { resultBook } from './result-book.ts';

test('what is said once for all stands before what each waits for', () => {
  const { report, records, scoring } = toldOf(
    {
      effective: { from: '2020-01-01' },
      inputs: [{ id: 'x', label: '履职分' }],
      score: [{ id: 'total', input: 'x' }],
      carry: [{ id: 'low', label: '连续不足60分', kind: 'streak', when: { node: 'total', lt: '60' } }],
      outcomes: [{ id: 'o', when: { carry: 'low', gte: '2' } }],
    },
    {
      subjects: [
        { id: 'm1', name: '赵示范' },
        { id: 'm2', name: '钱示范' },
      ],
      inputs: { m1: { x: '59' } },
    },
  );
  const notices = scoring.notices.map(sentence);
  const reasons = new Map<string, never>();
  const { sheets } = resultBook({ report, records, explanations: [], reasons, mark: '', notices });
  const rows = [...(sheets.find((sheet) => sheet.name === '待定')?.rows ?? [])].map((row) => row.cells);
  assert.match(JSON.stringify(rows[0]?.[1]), /^"往期结果一条也没有报，「连续不足60分」（1 个对象）只数了本期/u);
  assert.equal(rows[0]?.at(-1), '（全体）');
  assert.match(JSON.stringify(rows[1]?.[1]), /^"履职分没有报来/u);
});
