import { tellsAtCells } from '../../test/workbook-case.ts';
import type { Filled } from './template.ts';

/** The ledger with these rows, each a missed meeting of 李强 on 2 March where it says nothing else. */
function ledger(...rows: readonly Readonly<Record<string, string>>[]): Filled {
  const usual = { name: '李强', item: '会议缺席', on: '2026-03-02' };
  return { 台账: rows.map((row) => ({ ...usual, ...row })) };
}

tellsAtCells([
  [
    'an unknown item',
    ledger({ item: '迟到' }),
    [
      '台账!D5 「项目」填了「迟到」，不在可选的里面，可选的有：纪律 遵守纪律、纪律/1 会议缺席、纪律/2 其他违纪、奖励 获得奖励、奖励/1 竞赛获奖、作风 工作作风，请从下拉里选。',
    ],
  ],
  [
    'an item of which a rule must be named',
    ledger({ item: '纪律' }),
    ['台账!D5 「纪律」下有好几条规则，请写明是哪一条，如「纪律/1」。'],
  ],
  [
    'an unknown tier',
    ledger({ item: '奖励/1', tier: '省级' }),
    ['台账!I5 「档次」填了「省级」，不在可选的里面，可选的有：县级、市级，请从下拉里选。'],
  ],
  [
    'a tier that is missing',
    ledger({ item: '奖励/1' }),
    ['台账!I5 「竞赛获奖」要写明是哪一档，请从这些里选：县级、市级。'],
  ],
  [
    'somebody who is not on the roster',
    ledger({ name: '李强强' }),
    ['台账!B5 名册里没有「李强强」，相近的有：李强，请核对姓名。'],
  ],
  [
    'a name that two people have',
    ledger({ name: '王芳' }),
    ['台账!B5 叫「王芳」的不止一人（一支部、二支部），请写明所在支部。'],
  ],
  [
    'somebody of another branch',
    ledger({ org: '二支部' }),
    ['台账!B5 「李强」不在「二支部」，名册里在：一支部，请核对支部。'],
  ],
  [
    'an unknown branch',
    ledger({ org: '三支部' }),
    ['台账!C5 组织表里没有「三支部」，相近的有：一支部、二支部，请核对名称。'],
  ],
  [
    'a number used twice',
    ledger({ id: '7' }, { id: '７' }),
    ['台账!A6 编号「7」用了两次（另一处在 A5），请改成不同的编号。'],
  ],
  [
    'a day that does not exist',
    ledger({ on: '2026年2月30日' }),
    ['台账!E5 「发生日期」填了「2026年2月30日」，没有这一天，请核对日期。'],
  ],
  [
    'a day outside the period',
    ledger({ on: '2027-03-02' }),
    ['台账!E5 日期 2027-03-02 不在本周期（2026）里，请核对日期或周期。'],
  ],
  [
    'points of a deduction with a sign',
    ledger({ item: '纪律/2', points: '-4' }, { points: '-2' }),
    [
      '台账!H5 扣分的项目写了 -4，按扣 4 分算；扣分写正数就行。',
      '台账!H6 扣分的项目写了 -2，按扣 2 分算；扣分写正数就行。',
    ],
  ],
  ['half a time', ledger({ count: '0.5' }), ['台账!G5 「会议缺席」按次数，数量 0.5 不是整数，请核对。']],
  ['a negative count', ledger({ count: '-1' }), ['台账!G5 数量 -1 是负数，请写正数；要减去请用冲回。']],
  [
    'a count that is no number',
    ledger({ count: '两次' }),
    ['台账!G5 「数量」填了「两次」，不是数，请只填数，单位不用写。'],
  ],
  [
    'points that a body must give and did not',
    ledger({ item: '纪律/2' }),
    ['台账!H5 「其他违纪」要写给多少分，请补上分值。'],
  ],
  [
    'points beyond what a body may give',
    ledger({ item: '纪律/2', points: '6' }),
    ['台账!H5 「其他违纪」不能给 6 分，允许的是1—5，请核对。'],
  ],
  [
    'points that differ from the fixed ones',
    ledger({ points: '3' }),
    ['台账!H5 「会议缺席」不能给 3 分，允许的是固定的 2 分，请核对。'],
  ],
  ['a reversal of nothing', ledger({ reverses: '9' }), ['台账!Q5 要冲回的「9」不在台账里，请核对编号。']],
  [
    'an entry reversed twice',
    ledger({ id: '1' }, { reverses: '1' }, { reverses: '1' }),
    ['台账!Q7 「1」已由「台账6」冲回，不能再冲一次，请删去这一条。'],
  ],
  [
    'a reversal of a reversal',
    ledger({ id: '1' }, { id: '2', reverses: '1' }, { reverses: '2' }),
    ['台账!Q7 「2」本身就是冲回，不能再冲回；请重新登记原来那一条。'],
  ],
  [
    'a reversal of somebody else’s entry',
    ledger({ id: '1' }, { name: '王芳', org: '二支部', reverses: '1' }),
    ['台账!Q6 「1」是别人的台账，只能冲回同一对象的，请核对。'],
  ],
  [
    'a reversal of an entry that cannot be read reverses it all the same',
    ledger({ id: '1', on: '昨天' }, { id: '2', reverses: '1' }, { reverses: '2' }),
    [
      '台账!E5 「发生日期」填了「昨天」，看不出是哪一天，请写成 2026-03-02 这样，年月日都要有。',
      '台账!Q7 「2」本身就是冲回，不能再冲回；请重新登记原来那一条。',
    ],
  ],
  [
    'no item and no day',
    ledger({ item: '', on: '' }),
    ['台账!D5 「项目」没有填，请补上。', '台账!E5 「发生日期」没有填，请补上。'],
  ],
  [
    'an unknown answer of who approves',
    ledger({ approval: '行' }),
    ['台账!L5 「审批」填了「行」，不在可选的里面，可选的有：同意、不同意、待审批，请从下拉里选。'],
  ],
  ['a finding without its day', ledger({ finding: '不实' }), ['台账!O5 「检查日期」没有填，请补上。']],
  [
    'an unknown finding',
    ledger({ finding: '不清楚', foundOn: '2026-04-01' }),
    ['台账!N5 「检查结果」填了「不清楚」，不在可选的里面，可选的有：属实、不实，请从下拉里选。'],
  ],
  [
    'a finding about no entry',
    { 台账: [{ id: '5', finding: '不实', foundOn: '2026-04-01' }] },
    ['台账!A5 台账里没有「5」这一条，请核对编号。'],
  ],
  [
    'a reporter whose name two people have',
    ledger({ by: '王芳', org: '' }),
    ['台账!K5 叫「王芳」的不止一人（一支部、二支部），请写成「王芳（所在支部）」。'],
  ],
  [
    'a score by a body that may not give it',
    { 台账: [{ name: '李强', item: '作风', on: '2026-12-31', points: '8', by: '办公室' }] },
    ['台账!K5 「工作作风」只由支委会给分，办公室给的不算，请核对由谁给。'],
  ],
]);
