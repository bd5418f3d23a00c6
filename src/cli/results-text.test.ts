import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_RECORDS, reasons, records, report } from '../../test/result-data.ts';
import { outcomeText, resultLines } from './results-text.ts';

test('everything that the screen says of results', () => {
  const lines = resultLines(report, 0, { records, reasons });
  assert.equal(
    `\n${lines.join('\n')}`,
    `
党员积分　2026年

名次  工作名次  姓名    组织        类别  基础分  加分          得分  等次          积分余额
   1         2  甲示范  虚构一支部  在职   85.00  6.50         91.50  优秀             33.33
   3            乙示范  虚构一支部  退休  59.999              59.999  合格（暂定）     -7.00
                丁示范  虚构一支部                             60.00
                戊示范  虚构二支部                      不是本支部的
                丙示范  虚构一支部                              待定  待定
                己示范  虚构二支部                              待定

名次还会变
  虚构二支部　名次：还排不出，这一组还有 1 人待定〔六〕
  工作名次：这一组还有 2 人待定，名次可能变

支部积分　2026年

组织         得分
虚构一支部  80.00

待定事项　3 个对象
  没有出分
    出勤率没有报来
      虚构一支部　丙示范
  已出分
    民主测评没有报来〔三〕
      虚构一支部　乙示范、丙示范；虚构二支部　己示范
    加分要由党委审定〔五〕
      虚构一支部　乙示范

没有报来，方案按没有这种情形算
  迟到次数：6 个对象都没有报来〔七〕
  旷会次数：甲示范、乙示范

得分、等次另有依据
  乙示范（虚构一支部）　名额已满，定为「合格」〔八〕

名额
  虚构一支部　优秀 2 名（8人×25% = 2）〔八〕　在内：甲示范、庚示范；并列，等人决定：乙示范；已满：辛示范、壬示范；这一组还有 3 人待定，名额可能变
  虚构二支部　良好 0 名〔九〕
  虚构三支部　优秀 1 名　这一组还有 1 人待定，名额可能变
  虚构四支部　优秀 1 名　并列，等人决定：癸示范

规范　4 条，没有达到 1 条，超出 2 条
  虚构一支部 2026年第2季度 党员大会：应有 1，实有 0〔十一〕
  虚构一支部 2026年 没有失联党员：超出，最多 0，实有 1〔十一〕
  虚构一支部 2026年 处分人数：超出〔十一〕

超过期限
  虚构一支部 2026年 公示：应在 2026-12-01 以前，2026-12-03 才做〔十二〕
  2026年 公示：应在 2026-12-02 以前，还没有报来〔十二〕

建议（由人决定）
  谈话提醒（应当，由支部委员会，2027-01-15 以前，到 2027-06-30 为止，依据：连续两年）〔十〕：甲示范、乙示范
  谈话提醒（可以）〔十〕：虚构一支部书记（因甲示范）
  通报（一般应当，由支部委员会，2027-01-15 以前，到 2027-06-30 为止，依据：连续两年）〔十〕：虚构二支部

读法　1 处还没有组织定，只能试算；定下以后在「读法」里写明谁定、哪天定
  并列怎么办？先按「都算」〔八〕
`,
  );
});

test('a narrow screen goes without the parts of the score, and those who do not keep the records without them', () => {
  const lines = resultLines(report, 60);
  assert.equal(
    `\n${lines.slice(0, 9).join('\n')}`,
    `
党员积分　2026年

名次  工作名次  姓名    组织        类别          得分  等次          积分余额
   1         2  甲示范  虚构一支部  在职         91.50  优秀             33.33
   3            乙示范  虚构一支部  退休        59.999  合格（暂定）     -7.00
                丁示范  虚构一支部               60.00
                戊示范  虚构二支部        不是本支部的
                丙示范  虚构一支部                待定  待定
                己示范  虚构二支部                待定`,
  );
  assert.doesNotMatch(lines.join('\n'), /没有报来，方案|等次另有依据|^名额|^规范|^超过期限|^读法/mu);
  assert.doesNotMatch(
    resultLines({ ...report, parts: [] }, 0, { records: NO_RECORDS, reasons }).join('\n'),
    /^[^ 建]/mu,
  );
});

test('a list of nobody says so', () => {
  const parts = report.parts.map((part) => ({ ...part, rows: [], openRanks: [] }));
  const lines = resultLines({ ...report, parts, orgOutcomes: [] }, 0);
  assert.deepEqual(
    lines.filter((line) => line !== ''),
    ['党员积分　2026年', '名册里没有参评的对象。', '支部积分　2026年', '名册里没有参评的对象。'],
  );
});

test('of many names and many readings only the first stand on the screen', () => {
  const [part] = report.parts;
  const held = [{ what: '测评没有报来', clause: '三' }];
  const rows = Array.from({ length: 25 }, (_, at) => ({
    ...part!.rows[0]!,
    name: `第${at + 1}名`,
    held,
    outcomes: [],
  }));
  const names = rows.map((row) => row.name);
  const many = {
    ...NO_RECORDS,
    assumed: [{ label: '迟到次数', clause: '', count: 25, of: 30, names }],
    norms: Array.from({ length: 22 }, (_, at) => ({ ...records.norms[0]!, label: `第${at + 1}条规范` })),
    deadlines: Array.from({ length: 23 }, () => records.deadlines.find((one) => one.late)!),
    readings: Array.from({ length: 7 }, (_, at) => ({ ...records.readings[1]!, question: `第${at + 1}问？` })),
  };
  const text = resultLines({ ...report, parts: [{ ...part!, rows }], orgOutcomes: [] }, 0, {
    records: many,
    reasons,
  }).join('\n');
  assert.match(text, /第19名、第20名 等 25 个\n/u);
  assert.match(text, /迟到次数：25 个对象\n/u);
  assert.match(text, /第20条规范：.*\n {2}还有 2 条，见结果表的「规范」\n/u);
  assert.match(text, /\n {2}还有 3 条，见结果表的「期限」\n/u);
  assert.match(
    text,
    /第5问？先按「都算」〔八〕\n {2}还有 2 处，见结果表的「读法」，或用 gongping schemes sample 看\n/u,
  );
});

test('a proposal told to somebody says to whom else it goes', () => {
  const [own, other] = report.parts[0]!.rows[0]!.outcomes;
  assert.equal(
    outcomeText(own!),
    '谈话提醒（应当，由支部委员会，2027-01-15 以前，到 2027-06-30 为止，依据：连续两年）〔十〕',
  );
  assert.equal(outcomeText(other!), '谈话提醒（可以）〔十〕：虚构一支部书记');
});
