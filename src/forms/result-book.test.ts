import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alone, NO_RECORDS, reasons, records, report, told } from '../../test/result-data.ts';
import { sheetLines } from '../../test/sheet-lines.ts';
import { toldOf } from '../../test/told.ts';
import { sentence } from '../core/text/sentence.ts';
import { resultBook } from './result-book.ts';

const FULL = resultBook({ report, records, reasons, explanations: told, mark: '试算：1 处', notices: ['一句话。'] });

const BARE = resultBook({
  report: alone,
  records: NO_RECORDS,
  reasons: new Map(),
  explanations: [],
  mark: '',
  notices: [],
});

for (const [name, expected] of [
  [
    '结果·党员',
    `
【结果·党员】党员积分　2026年结果
虚构方案　2026年 …… 方案版本 0123456789ab
试算：1 处
名次 <number .0> | 工作名次 <number .0> | 姓名 | 组织 | 类别 | 基础分 <number .2> | 加分 <number .2> | 得分 <number .2> | 等次 <wrapped> | 积分余额 <number .2> | 评优 | 提名 | 说明 <wrapped>
1 | 2 | 甲示范 | 虚构一支部 | 在职 | 85 <number> | 6.5 <number> | 91.5 <number> | 优秀 | 33.333333333333 <number> | 有资格 | 没有资格 | 建议 2 项
3 | – | 乙示范 | 虚构一支部 | 退休 | 59.999 <number .3> | – | 59.999 <number .3> | 合格（暂定） | -7 <number> | 待定 | 有资格 | 名额已满，定为「合格」；加分要由党委审定；见「待定」第 2 条；建议 1 项
(muted) – | – | 丁示范 | 虚构一支部 | – | – | – | 60 <number> | – | – | – | – | 请假半年
(muted) – | – | 戊示范 | 虚构二支部 | – | – | – | 不是本支部的 <text> | – | – | – | – | –
(warning) – | – | 丙示范 | 虚构一支部 | – | – | – | 待定 <text> | 待定 | – | 待定 | 待定 | 出勤率没有报来；见「待定」第 2 条
(warning) – | – | 己示范 | 虚构二支部 | – | – | – | 待定 <text> | – | – | 待定 | 待定 | 见「待定」第 2 条
参评 4，没有出分 2，免积分、另行定等 1，不参评 1 …… 精确的分数见「明细」
虚构二支部　名次：还排不出，这一组还有 1 人待定
工作名次：这一组还有 2 人待定，名次可能变
`,
  ],
  [
    '结果·组织',
    `
【结果·组织】支部积分　2026年结果
虚构方案　2026年 …… 方案版本 0123456789ab
试算：1 处
组织 | 得分 <number .2> | 说明 <wrapped>
虚构一支部 | 80 <number> | –
参评 1，没有出分 0 …… 精确的分数见「明细」
`,
  ],
  [
    '建议',
    `
【建议】建议
虚构方案　2026年 …… 方案版本 0123456789ab
试算：1 处
办法提议，由人决定；程序不执行任何处理。
还有人待定的组，名次、名额可能变，由它们来的建议也可能变；是哪些组见「结果」和「名额」。
对象 | 组织 | 建议 <wrapped> | 效力 | 由谁定 <wrapped> | 期限 <date> | 到哪天为止 <date> | 依据和说明 <wrapped> | 条款
甲示范 | 虚构一支部 | 谈话提醒 | 应当 | 支部委员会 | 2027-01-15 | 2027-06-30 | 依据：连续两年 | 十
虚构一支部书记 | 虚构一支部 | 谈话提醒 | 可以 | – | – | – | 因甲示范 | 十
乙示范 | 虚构一支部 | 谈话提醒 | 应当 | 支部委员会 | 2027-01-15 | 2027-06-30 | 依据：连续两年 | 十
虚构二支部 | – | 通报 | 一般应当 | 支部委员会 | 2027-01-15 | 2027-06-30 | 依据：连续两年 | 十
`,
  ],
] as const) {
  test(`every cell of the sheet ${name}`, () => {
    const sheet = FULL.sheets.find((one) => one.name === name);
    assert.ok(sheet !== undefined);
    assert.equal(`\n${sheetLines(sheet)}`, expected);
  });
}

test('results with nothing beside them have the sheets that all have, and say that there is nothing', () => {
  assert.equal(
    `\n${BARE.sheets.map(sheetLines).join('\n')}`,
    `
【结果】2026年结果
虚构方案　2026年 …… 方案版本 0123456789ab
名次 <number .0> | 工作名次 <number .0> | 姓名 | 组织 | 类别 | 基础分 <number .2> | 加分 <number .2> | 得分 <number .2> | 等次 <wrapped> | 积分余额 <number .2> | 评优 | 提名 | 说明 <wrapped>
(muted) – | – | 丁示范 | 虚构一支部 | – | – | – | 60 <number> | – | – | – | – | 请假半年
(muted) – | – | 戊示范 | 虚构二支部 | – | – | – | 不是本支部的 <text> | – | – | – | – | –
参评 0，没有出分 0，免积分、另行定等 1，不参评 1 …… 精确的分数见「明细」

【明细】明细
虚构方案　2026年 …… 方案版本 0123456789ab
分值是精确的数，除不尽的取最接近的小数，精确的分数写在「怎样算」；「怎样算」可以用计算器核对。
姓名 | 组织 | 步骤 | 内容 <wrapped> | 分值 <number> | 怎样算 <wrapped> | 条款

【待定】待定事项
虚构方案　2026年 …… 方案版本 0123456789ab
第几条 <number .0> | 缺什么，等谁定 <wrapped> | 条款 <wrapped> | 分数 | 组织 | 是谁 <wrapped>
(muted spread) 没有待定事项。

【建议】建议
虚构方案　2026年 …… 方案版本 0123456789ab
办法提议，由人决定；程序不执行任何处理。
对象 | 组织 | 建议 <wrapped> | 效力 | 由谁定 <wrapped> | 期限 <date> | 到哪天为止 <date> | 依据和说明 <wrapped> | 条款
(muted spread) 没有要提出的建议。

【读法】所用的读法和参数
虚构方案　2026年 …… 方案版本 0123456789ab
方案 sample，版本 0123456789abcdef
条款 | 问题 <wrapped> | 采用 <wrapped> | 状态 | 谁定的 <wrapped> | 哪天定的 <date> | 别的读法 <wrapped>
(muted spread) 没有读法和参数。
`,
  );
});

test('sheets stand in one order, the wide ones lie across, and the names stay in sight', () => {
  assert.deepEqual(
    FULL.sheets.map((one) => [one.name, one.print?.orientation, one.freezeColumns, one.autofilter]),
    [
      ['结果·党员', 'landscape', 3, true],
      ['结果·组织', 'portrait', 1, true],
      ['明细', 'landscape', 1, true],
      ['待定', 'landscape', undefined, true],
      ['建议', 'landscape', 1, true],
      ['名额', 'landscape', undefined, undefined],
      ['组织汇总', 'portrait', undefined, undefined],
      ['规范', 'landscape', 1, true],
      ['期限', 'landscape', 1, true],
      ['读法', 'landscape', undefined, undefined],
    ],
  );
  assert.deepEqual([FULL.title, BARE.sheets.find((one) => one.name === '建议')?.autofilter], ['虚构方案结果', false]);
});

test('a scheme that proposes nothing says so', () => {
  const parts = report.parts.map((part) => ({ ...part, proposes: false, rows: [] }));
  const data = { report: { ...report, parts, orgOutcomes: [] }, records, reasons, explanations: [], mark: '' };
  const sheet = resultBook({ ...data, notices: [] }).sheets.find((one) => one.name === '建议');
  assert.deepEqual(
    sheet?.rows.map((row) => row.cells),
    [['这份办法没有写要提出建议的情形。']],
  );
});

test('proposals may change while a quota or an order is open, and only then', () => {
  const settled = report.parts.map((part) => ({ ...part, openRanks: [] }));
  const filled = records.quotas.map((one) => ({ ...one, pending: 0 }));
  for (const [parts, quotas, expected] of [
    [settled, filled, false],
    [settled, records.quotas, true],
    [report.parts, filled, true],
  ] as const) {
    const data = { report: { ...report, parts }, records: { ...records, quotas } };
    const { sheets } = resultBook({ ...data, reasons, explanations: [], mark: '', notices: [] });
    const text = sheets.filter((one) => one.name === '建议').map(sheetLines);
    assert.equal(text.join('').includes('建议也可能变'), expected);
  }
});

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
