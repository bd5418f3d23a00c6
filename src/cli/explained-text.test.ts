import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detailSheet } from '../forms/result-detail.ts';
import { toldOf } from '../../test/told.ts';
import { explainedLines } from './explained-text.ts';

const rule = { effect: 'deduct', points: '2' };
const told = toldOf(
  {
    sections: [{ id: 'S', label: '纪律' }],
    items: ['迟到', '旷会', '欠费'].map((id) => ({
      id,
      label: id,
      section: 'S',
      rules: [{ ...rule, id: `${id}/1`, label: `${id}一次` }],
    })),
    score: [
      { id: 'total', label: '总分', sum: ['base', 'lost'] },
      { id: 'base', label: '基准分', const: '100' },
      { id: 'lost', label: '扣分', section: 'S' },
    ],
  },
  { entries: [{ item: '旷会/1' }, { item: '欠费/1' }] },
);

test('the screen and the workbook number the same steps alike', () => {
  const one = told.explain('m1');
  const lines = explainedLines(one);
  const rows = [...(detailSheet([one], { lines: [] }).rows ?? [])].map((row) => row.cells.map(String));
  const numbered = rows.flatMap(([, , number = '', label = '']) =>
    number === '' ? [] : [`${number} ${label.trim()}`],
  );
  assert.deepEqual(numbered, ['1 基准分', '2 扣分', '2.1 迟到', '2.2 旷会', '2.3 欠费']);
  const shown = numbered.filter((text) => lines.some((line) => line.trim().startsWith(`${text}　`)));
  assert.deepEqual(shown, ['1 基准分', '2 扣分', '2.2 旷会', '2.3 欠费']);
  assert.ok(lines.some((line) => line.includes('没有记录的：迟到 0')));
});
