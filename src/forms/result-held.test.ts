import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldGroups } from '../core/score/telling/held-groups.ts';
import { records, report } from '../../test/result-data.ts';
import { sheetLines } from '../../test/sheet-lines.ts';
import { heldSheet } from './result-held.ts';

const ROWS = report.parts.flatMap((part) => part.rows);

test('every cell of the sheet 待定', () => {
  const sheet = heldSheet(heldGroups(ROWS), ['一句话。'], records.assumed, { lines: ['虚构方案'] });
  assert.equal(
    `\n${sheetLines(sheet)}`,
    `
【待定】待定事项
虚构方案
第几条 <number .0> | 缺什么，等谁定 <wrapped> | 条款 <wrapped> | 分数 | 组织 | 是谁 <wrapped>
– | 一句话。 | – | – | – | （全体）
(warning) 1 | 出勤率没有报来 | – | 没有出分 | 虚构一支部 | 丙示范
2 | 民主测评没有报来 | 三 | 已出分 | 虚构一支部 | 乙示范、丙示范
2 | 民主测评没有报来 | 三 | 已出分 | 虚构二支部 | 己示范
3 | 加分要由党委审定 | 五 | 已出分 | 虚构一支部 | 乙示范
– | 迟到次数没有报来，方案按没有这种情形算；有的话填进「情况」 | 七 | 按没有算 | – | 6 个对象都没有报来
– | 旷会次数没有报来，方案按没有这种情形算；有的话填进「情况」 | – | 按没有算 | – | 甲示范、乙示范
`,
  );
});

test('more names than a cell should hold go on in the next row', () => {
  const line = { what: '测评没有报来', clause: '三' };
  const rows = Array.from({ length: 130 }, (_, at) => ({ ...ROWS[0]!, name: `第${at + 1}名`, held: [line] }));
  const cells = heldSheet(heldGroups(rows), [], [], { lines: [] }).rows.map((row) => row.cells[5]);
  assert.deepEqual(
    cells.map((cell) => (typeof cell === 'string' ? cell.split('、') : [])).map((names) => [names[0], names.length]),
    [
      ['第1名', 60],
      ['第61名', 60],
      ['第121名', 10],
    ],
  );
});
