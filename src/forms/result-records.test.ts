import assert from 'node:assert/strict';
import { test } from 'node:test';
import { records, report } from '../../test/result-data.ts';
import { sheetLines } from '../../test/sheet-lines.ts';
import { deadlineSheet, normSheet, orgSheet, quotaSheet, readingSheet } from './result-records.ts';

const HEAD = { lines: ['虚构方案'] };

for (const [sheet, expected] of [
  [
    quotaSheet(records.quotas, HEAD),
    `
【名额】名额
虚构方案
组织 | 等次 | 名额 <number .0> | 怎样算 <wrapped> | 在名额以内 <wrapped> | 并列，等人决定 <wrapped> | 名额已满 <wrapped> | 还会变吗 <wrapped> | 条款
(warning) 虚构一支部 | 优秀 | 2 | 8人×25% = 2 | 甲示范、庚示范 | 乙示范 | 辛示范、壬示范 | 这一组还有 3 人待定，名额可能变 | 八
虚构二支部 | 良好 | 0 | – | – | – | – | – | 九
(warning) 虚构三支部 | 优秀 | 1 | – | – | – | – | 这一组还有 1 人待定，名额可能变 | –
(warning) 虚构四支部 | 优秀 | 1 | – | – | 癸示范 | – | – | –
`,
  ],
  [
    orgSheet(records.orgs, HEAD),
    `
【组织汇总】组织汇总
虚构方案
名次 <number .0> | 组织 | 合计 <number> | 平均 <number>
1 | 虚构一支部 | 90.333333333333 <number .2> | 45.125 <number .2>
2 | 虚构二支部 | 70 <number .2> | –
待定 <text> | 虚构三支部 | – | 30 <number .2>
`,
  ],
  [
    normSheet(records.norms, HEAD),
    `
【规范】工作规范
虚构方案
只提醒，不计分；不参评的不列。没有达到 1，达到 1，超出 2。
组织或姓名 | 规范 <wrapped> | 期间 | 情况 | 要求和差距 <wrapped> | 条款
(warning) 虚构一支部 | 党员大会 | 2026年第2季度 | 没有达到 | 应有 1，实有 0 | 十一
虚构一支部 | 主题党日 | 2026年第2季度 | 达到 | – | 十一
(warning) 虚构一支部 | 没有失联党员 | 2026年 | 超出 | 最多 0，实有 1 | 十一
(warning) 虚构一支部 | 处分人数 | 2026年 | 超出 | – | 十一
`,
  ],
  [
    deadlineSheet(records.deadlines, HEAD),
    `
【期限】程序期限
虚构方案
步骤 <wrapped> | 期间 | 组织 | 期限 <date> | 完成日 <date> | 情况 | 条款
(warning) 公示 | 2026年 | 虚构一支部 | 2026-12-01 | 2026-12-03 | 超期完成 | 十二
(warning) 公示 | 2026年 | – | 2026-12-02 | – | 已过期，没有报来 | 十二
公示 | 2026年 | 虚构一支部 | 2026-12-04 | 2026-12-04 | 按期完成 | 十二
`,
  ],
  [
    readingSheet(report, records, HEAD),
    `
【读法】所用的读法和参数
虚构方案
方案 sample，版本 0123456789abcdef
条款 | 问题 <wrapped> | 采用 <wrapped> | 状态 | 谁定的 <wrapped> | 哪天定的 <date> | 别的读法 <wrapped>
(heading spread) 读法：2 处，1 处还没有组织定，只能试算
二 | 空档归哪一档？ | 归低的 | 已定 | 支部党员大会 | 2026-01-05 | 归高的；由支部定
(warning) 八 | 并列怎么办？ | 都算 | 未定 | – | – | 都不算
(heading spread) 参数：原文留给各单位自己定的数
四 | 基准分（由党委定） | 80 | 已填 | – | – | –
– | 占比（由支部定） | – | 没有填 | – | – | –
(heading spread) 原文缺的内容：随文没有印出来，方案没有替它补写；右边写着妨碍不妨碍计分和公布
十三 | 附表没有印出 | 补齐以前可以试算，不能公布 | – | – | – | –
– | 表式没有随文 | 不妨碍计分和公布 | – | – | – | –
`,
  ],
] as const) {
  test(`every cell of the sheet ${sheet.name}`, () => assert.equal(`\n${sheetLines(sheet)}`, expected));
}

test('where all readings are decided, nothing is said of trials', () => {
  const readings = records.readings.filter((one) => one.decided);
  const text = sheetLines(readingSheet(report, { ...records, readings, params: [], gaps: [] }, HEAD));
  assert.match(text, /^\(heading spread\) 读法：1 处\n/mu);
  assert.doesNotMatch(text, /试算|\) 参数|原文没有/u);
});

test('what does not fit one cell goes on in the next row', () => {
  const [norm] = records.norms;
  const sheet = normSheet([{ ...norm!, full: ['还差甲与乙', '还差丙与丁'] }], HEAD);
  assert.deepEqual(
    sheet.rows.map((row) => [row.cells[0], row.cells[4]]),
    [
      [norm!.owner, '还差甲与乙'],
      [norm!.owner, '还差丙与丁'],
    ],
  );
});
