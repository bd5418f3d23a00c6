import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Explanation } from '../core/score/telling/explanation.ts';
import { told } from '../../test/result-data.ts';
import { sheetLines } from '../../test/sheet-lines.ts';
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

test('every cell of the sheet 明细', () => {
  assert.equal(
    `\n${sheetLines(detailSheet(told, { lines: ['虚构方案'] }))}`,
    `
【明细】明细
虚构方案
分值是精确的数，除不尽的取最接近的小数，精确的分数写在「怎样算」；「怎样算」可以用计算器核对。
姓名 | 组织 | 步骤 | 内容 <wrapped> | 分值 <number> | 怎样算 <wrapped> | 条款 | 日期 <date> | 台账编号
(total) 甲示范 | 虚构一支部 | – | 总分 | 90.333333333333 <number .2> | 85 + 5 + 1/3 = 271/3；依据：身份 正式党员；最高 100，按 100 | 一 | – | –
(muted) 甲示范 | 虚构一支部 | 1 | 　学习 | 40 | 满分 40 | 二 | – | –
甲示范 | 虚构一支部 | 2 | 　待评 | 待定 <text> | 民主测评没有报来（三） | – | – | –
甲示范 | 虚构一支部 | 3 | 　家访 | 不公开 <text> | – | – | – | –
甲示范 | 虚构一支部 | 4 | 　奖励（2026年第1季度） | 5 | – | – | – | –
甲示范 | 虚构一支部 | – | 　　受表彰 | 5 | 5 × 1 | 四 | 2026-03-02 | 12
甲示范 | 虚构一支部 | – | 　　受表扬 | 0.333333333333 <number .2> | 1 × 1/3 | 四 | 2026-03-02 | 台账第 9 行
(muted) 甲示范 | 虚构一支部 | – | 　　迟到 | 0 | 不计：已冲回 | 四 | 2026-03-02 | –
甲示范 | 虚构一支部 | 参评 | – | – | 在职：依据 已退休 否 | 五 | – | –
甲示范 | 虚构一支部 | 票数 | – | – | 测评：好 3 票，有效 3 | – | – | –
(heading) 甲示范 | 虚构一支部 | 等次 | 优秀 | – | 名次：第 1；工作名次：第 2 | – | – | –
甲示范 | 虚构一支部 | 等次 | – | – | 得分 90 以上，「优秀」 | 六 | – | –
甲示范 | 虚构一支部 | 资格 | – | – | 评优：有资格 | 九 | – | –
(warning) 乙示范 | 虚构一支部 | – | 总分 | 待定 <text> | – | – | – | –
(muted) 丙示范 | 虚构一支部 | 参评 | 请假半年 | – | 请假半年 | 七 | – | –
(muted) 丁示范 | 虚构一支部 | – | 不是本支部的 | – | – | – | – | –
`,
  );
});

test('the proposals about somebody stand behind the grade, each with who decides and by what it came', () => {
  const talk = {
    id: 'talk',
    on: '甲示范',
    about: '甲示范',
    org: '虚构一支部',
    do: '约谈',
    force: '应当',
    by: '支部书记',
    due: '2027-01-31',
    until: '',
    clause: '十',
    note: '依据：等次「差」',
  };
  const other = { ...talk, on: '虚构一支部', force: '可以', by: '', due: '', until: '2027-06-30', note: '' };
  const { rows } = detailSheet([{ ...withEntries(0), outcomes: [talk, other] }], { lines: [] });
  assert.deepEqual(
    rows.slice(-2).map((row) => row.cells.slice(2)),
    [
      ['建议', '约谈', null, '应当，由支部书记定，依据：等次「差」', '十', '2027-01-31', ''],
      ['建议', '约谈', null, '可以，对虚构一支部，到 2027-06-30 为止', '十', '', ''],
    ],
  );
});

test('in a long sheet steps in which nothing happened share a row', () => {
  const long = detailSheet([withEntries(20_000), ...told], { lines: [] });
  const lines = sheetLines({ ...long, rows: long.rows.slice(20_001, 20_009) })
    .split('\n')
    .slice(3, -1);
  assert.deepEqual(
    lines.map((line) => line.split(' | ').slice(2, 6).join(' | ')),
    [
      '– | 总分 | 90.333333333333 <number .2> | 85 + 5 + 1/3 = 271/3；依据：身份 正式党员；最高 100，按 100',
      '2 | 　待评 | 待定 <text> | 民主测评没有报来（三）',
      '3 | 　家访 | 不公开 <text> | –',
      '4 | 　奖励（2026年第1季度） | 5 | –',
      '– | 　　受表彰 | 5 | 5 × 1',
      '– | 　　受表扬 | 0.333333333333 <number .2> | 1 × 1/3',
      '– | 　　迟到 | 0 | 不计：已冲回',
      '– | – | – | 没有扣分的：学习 40',
    ],
  );
});

test('everybody begins a page, so that it can be handed to them; those of one line share one', () => {
  const line = { ...withEntries(0), steps: undefined, without: '不参评' };
  const begins = (...people: readonly Explanation[]) =>
    detailSheet(people, { lines: [] }).rows.flatMap((row, at) => (row.newPage === true ? [at] : []));
  assert.deepEqual(begins(withEntries(20), withEntries(30), line, line, withEntries(0)), [21, 52]);
  assert.deepEqual(begins(withEntries(20), line, line, withEntries(9)), [21, 23]);
  // Where there is little of each, pages would be nearly empty; more pages than Excel keeps are none.
  assert.deepEqual(begins(...Array.from({ length: 3 }, () => withEntries(3))), []);
  assert.equal(begins(...Array.from({ length: 1000 }, () => withEntries(9))).length, 999);
  assert.deepEqual(begins(...Array.from({ length: 1001 }, () => withEntries(9))), []);
});

test('where nobody entered anything in a ledger, its columns are left out', () => {
  const headers = (people: readonly Explanation[]): readonly string[] =>
    detailSheet(people, { lines: [] }).columns.map((one) => one.header);
  assert.deepEqual(headers(told).slice(-3), ['条款', '日期', '台账编号']);
  const bare = { ...withEntries(0), steps: undefined, without: '不参评' };
  assert.deepEqual(headers([bare]).slice(-2), ['怎样算', '条款']);
});
