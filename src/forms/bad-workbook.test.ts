import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saidOf, tellsAtCells, workbookOf } from '../../test/workbook-case.ts';
import { rulesOf } from '../../test/worked-workbook.ts';
import { sheetOf, sheetsOf } from '../../test/sheets-of.ts';
import { sentence } from '../core/text/sentence.ts';
import { readFactsSheets } from './facts-workbook.ts';
import { templateBook, type Filled } from './template.ts';

const PERIOD = { id: 'period', value: '2026' };

test('nothing wrong, nothing said', () => assert.deepEqual(saidOf(workbookOf()), []));

tellsAtCells([
  ['no period', { 读法: [] }, ['读法!D5 没有写考核周期，请填上，如 2026 或 2026Q1。']],
  [
    'a period that is none',
    { 读法: [{ id: 'period', value: '今年' }] },
    ['读法!D5 「考核周期」填了「今年」，不是周期，请写成 2026、2026Q1、2026-03 这样。'],
  ],
  [
    'a period of another length',
    { 读法: [{ id: 'period', value: '2026Q1' }] },
    ['读法!D5 「2026Q1」不是这个方案的周期，这个方案按年考核，请写成 2026 这样。'],
  ],
  [
    'a day of the report that is none',
    { 读法: [PERIOD, { id: 'asOf', value: '年底' }] },
    ['读法!D6 「截至日期」填了「年底」，看不出是哪一天，请写成 2026-03-02 这样，年月日都要有。'],
  ],
  [
    'a day of the report before the period',
    { 读法: [PERIOD, { id: 'asOf', value: '2025-12-01' }] },
    ['读法!D6 截至日 2025-12-01 早于本周期（2026），请核对。'],
  ],
  [
    'a parameter that is no number',
    { 读法: [PERIOD, { id: 'base', value: '很多' }] },
    ['读法!D7 「基础分（0至100之间，由支部定，现为 60）」填了「很多」，不是数，请只填数，单位不用写。'],
  ],
  [
    'a reading that is not an option',
    { 读法: [PERIOD, { id: 'rounding', choice: '四舍五入' }] },
    ['读法!E8 「选择」填了「四舍五入」，不在可选的里面，可选的有：不取整、取整，请从下拉里选。'],
  ],
  ['an empty roster', { 名册: [], 台账: [] }, ['名册 「名册」里一行也没有填，请补上。']],
  [
    'somebody without a branch',
    { 名册: [{ name: '王芳' }, { name: '李强', org: '一支部' }] },
    ['名册!C5 「所在组织」没有填，请补上。'],
  ],
  [
    'somebody of a branch that is not listed',
    {
      名册: [
        { name: '王芳', org: '三支部' },
        { name: '李强', org: '一支部' },
      ],
    },
    ['名册!C5 组织表里没有「三支部」，相近的有：一支部、二支部，请核对名称。'],
  ],
  [
    'one name twice in a branch',
    {
      名册: [
        { name: '李强', org: '一支部' },
        { name: '李 强', org: '一支部' },
      ],
    },
    ['名册!B6 「一支部」有两个「李强」（另一个在 B5）；是两个人请在姓名后加以区分，是一个人请删去一行。'],
  ],
  [
    'perhaps somebody who has moved: the row before has no end',
    {
      名册: [
        { name: '李强', org: '一支部' },
        { name: '李强', org: '二支部', from: '2026-07-01' },
      ],
      台账: [],
    },
    ['名册!B6 「李强」在这里和「一支部」（B5）各有一行，按两个人算；是一个人调动的，请在前一行填上「止」。'],
  ],
  [
    'two people of one name in two branches, and one who has moved',
    {
      名册: [
        { name: '李强', org: '一支部' },
        { name: '李强', org: '二支部' },
        { name: '王芳', org: '一支部', to: '2026-06-30' },
        { name: '王芳', org: '二支部', from: '2026-07-01' },
      ],
      台账: [],
    },
    [],
  ],
  [
    'a branch listed twice',
    { 组织: [{ org: '一支部' }, { org: '一支部' }, { org: '二支部' }] },
    ['组织!B6 组织「一支部」写了两行（另一行在 B5），请删去一行。'],
  ],
  [
    'a branch that is like none',
    { 名册: [{ name: '李强', org: '后勤集团' }] },
    ['名册!C5 组织表里没有「后勤集团」，请先加上，或核对名称。'],
  ],
  [
    'a superior that is not listed',
    { 组织: [{ org: '一支部', superior: '党委' }, { org: '二支部' }] },
    ['组织!C5 没有组织「党委」，请先在组织表里加上，或核对名称。'],
  ],
  [
    'branches above each other',
    {
      组织: [
        { org: '一支部', superior: '二支部' },
        { org: '二支部', superior: '一支部' },
      ],
    },
    [
      '组织!C5 组织「一支部」成了自己的上级，请核对上级组织。',
      '组织!C6 组织「二支部」成了自己的上级，请核对上级组织。',
    ],
  ],
  [
    'relations',
    {
      关系: [
        { name: '李强', role: '书记', holder: '王芳' },
        { name: '李强', role: '党支部书记' },
        { name: '李强', role: '党支部书记', holder: '赵敏' },
        { role: '党支部书记', holder: '李强' },
      ],
    },
    [
      '关系!D5 「关系」填了「书记」，不在可选的里面，可选的有：党支部书记，请从下拉里选。',
      '关系!E5 叫「王芳」的不止一人（一支部、二支部），请写明所在支部。',
      '关系!E6 「由谁担任」没有填，请补上。',
      '关系!E7 名册里没有「赵敏」，请先加进名册，或核对姓名。',
      '关系!B8 「姓名」没有填，请补上。',
    ],
  ],
  [
    'facts',
    {
      情况: [
        { name: '李强', 'fact.status': '党员', 'fact.office': '大概', 'fact.hours': '201' },
        { name: '王芳', org: '二支部', 'fact.hours': '1.25', 'fact.paid': '2026年13月' },
        { name: '王芳', org: '一支部', 'fact.hours': '-1' },
      ],
    },
    [
      '情况!E5 「身份」填了「党员」，不在可选的里面，可选的有：正式党员、预备党员，请从下拉里选。',
      '情况!F5 「担任职务」填了「大概」，请填“是”或“否”。',
      '情况!I6 「党费交至」填了「2026年13月」，看不出是哪一天，请写成 2026-03-02 这样，年月日都要有。',
      '情况!G7 「学时」填了 -1，超出了允许的范围，请核对。',
      '情况!G6 「学时」最多 1 位小数，现在是 1.25，请按规定的位数填。',
      '情况!G5 「学时」填了 201，超出了允许的范围，请核对。',
    ],
  ],
  [
    'a fact told twice',
    {
      情况: [
        { name: '李强', 'fact.hours': '1' },
        { name: '李强', 'fact.hours': '2' },
      ],
    },
    ['情况!G6 「学时」填了两次（另一处在 G5），请只留一处。'],
  ],
  [
    'a fact told for overlapping times',
    {
      情况: [
        { name: '李强', 'fact.office': '是', from: '2026-01-01', to: '2026-06-30' },
        { name: '李强', 'fact.office': '否', from: '2026-06-30', to: '2026-12-31' },
      ],
    },
    ['情况!F6 「担任职务」的起止日期与 F5 的重叠，请改成前后相接。'],
  ],
  [
    'an amount told for two stretches of the period',
    {
      情况: [
        { name: '李强', 'fact.hours': '12', from: '2026-03-01', to: '2026-03-05' },
        { name: '李强', 'fact.hours': '12.5', from: '2026-09-01', to: '2026-12-31' },
      ],
    },
    ['情况!G6 「学时」要填整个周期的合计，现在按日期分段写了 12、12.5，不知道要不要相加；请合成一个数，起、止空着。'],
  ],
  [
    'a fact told from after to before',
    { 情况: [{ name: '李强', 'fact.office': '是', from: '2026-06-01', to: '2026-01-30' }] },
    ['情况!M5 起止日期 2026-06-01—2026-01-30 前后颠倒，请调过来。'],
  ],
  [
    'counts told for another length of time',
    {
      情况: [
        { name: '李强', 'fact.visits': '3', window: '3月' },
        { org: '一支部', 'fact.meetings': '1', window: '一季度' },
        { org: '一支部', 'fact.meetings': '1', window: '上月' },
      ],
    },
    [
      '情况!H5 「走访次数」要按季度填，请写成 2026Q1 这样。',
      '情况!K6 「开会次数」要按月填，请写成 2026-03 这样。',
      '情况!D7 「小周期」填了「上月」，不是周期，请写成 2026、2026Q1、2026-03 这样。',
    ],
  ],
  [
    'votes',
    {
      测评: [
        { name: '李强', ballot: '群众测评', 'option.满意': '3.5' },
        { name: '王芳', org: '一支部', ballot: '满意度', 'option.满意': '3' },
        { name: '王芳', org: '二支部', ballot: '互评', score: '101', votes: '1' },
        { name: '李强', ballot: '群众测评', 'option.满意': '4' },
        { name: '李强', 'option.满意': '4' },
        { name: '李强', ballot: '群众测评', 'option.不满意': '-1' },
      ],
    },
    [
      '测评!D6 「测评项目」填了「满意度」，不在可选的里面，可选的有：群众测评、互评，请从下拉里选。',
      '测评!G8 「满意」填了两次（另一处在 G5），请只留一处。',
      '测评!D9 「测评项目」没有填，请补上。',
      '测评!G5 票数「3.5」要写成 0 或正整数，请核对。',
      '测评!H10 票数「-1」要写成 0 或正整数，请核对。',
      '测评!E7 「互评」不能给 101 分，允许的是0—100，请核对。',
    ],
  ],
  [
    'scores',
    {
      评分: [
        { name: '李强', 'input.party': '101' },
        { name: '王芳', org: '一支部', 'input.party': '优' },
        { name: '王芳', org: '二支部', 'input.party': '8.25', 'input.season': '5' },
        { name: '李强', 'input.party': '90' },
      ],
    },
    [
      '评分!E6 「支部评分」填了「优」，不是数，请只填数，单位不用写。',
      '评分!F7 「季度评分」没有写是哪一期，请写成 2026Q1 这样。',
      '评分!E8 「支部评分」填了两次（另一处在 E5），请只留一处。',
      '评分!E5 「支部评分」不能给 101 分，允许的是0—100，请核对。',
      '评分!E7 「支部评分」最多 1 位小数，现在是 8.25，请按规定的位数填。',
    ],
  ],
  [
    'scores for an item',
    {
      评分: [
        { name: '李强', 'item.作风': '11' },
        { name: '王芳', org: '二支部', 'item.作风': '9.55' },
        { name: '李强', 'item.作风': '9' },
      ],
    },
    [
      '评分!G7 「工作作风」填了两次（另一处在 G5），请只留一处。',
      '评分!G5 「工作作风」不能给 11 分，允许的是0—10，请核对。',
      '评分!G6 「工作作风」最多 1 位小数，现在是 9.55，请按规定的位数填。',
    ],
  ],
  [
    'scores for a part of the period',
    {
      评分: [
        { name: '王芳', org: '一支部', 'input.season': '7', window: '2026-03' },
        { name: '王芳', org: '一支部', 'input.season': '7', window: '2025Q1' },
      ],
    },
    [
      '评分!F5 「2026-03」不是本周期（2026）里的季度，请核对周期。',
      '评分!F6 「2025Q1」不是本周期（2026）里的季度，请核对周期。',
    ],
  ],
  [
    'earlier periods',
    {
      往期: [
        { name: '李强', period: '2026', score: '50' },
        { name: '李强', score: '50' },
        { name: '李强', period: '2025', score: '高' },
        { name: '李强', period: '2024', score: '1' },
        { name: '李强', period: '2024', score: '2' },
        { name: '李强', period: '2023Q1', score: '2' },
      ],
    },
    [
      '往期!D6 「周期」没有填，请补上。',
      '往期!E7 「总分」填了「高」，不是数，请只填数，单位不用写。',
      '往期!D9 「2024」填了两次（另一处在 D8），请只留一处。',
      '往期!D5 往期 2026 不早于本期 2026，请只填已经过去的周期。',
      '往期!D10 「2023Q1」不是这个方案的周期，这个方案按年考核，请写成 2026 这样。',
    ],
  ],
  [
    'results elsewhere',
    {
      引用结果: [
        { name: '李强', score: '优' },
        { name: '王芳', score: '1' },
        { org: '一支部', score: '1' },
        { name: '李强', org: '一支部', score: '3', status: '好' },
      ],
    },
    [
      '引用结果!D5 「得分」填了「优」，不是数，请只填数，单位不用写。',
      '引用结果!B6 叫「王芳」的不止一人（一支部、二支部），请写明所在支部。',
      '引用结果!B7 「姓名」没有填，请补上。',
      '引用结果!F8 「状态」填了「好」，不在可选的里面，可选的有：已出分、待定、免评，请从下拉里选。',
      '引用结果!B8 「李强」填了两次（另一处在 B5），请只留一处。',
    ],
  ],
  [
    'decisions',
    {
      认定: [
        { name: '李强', grade: '良好', by: '支部大会' },
        { name: '王芳', org: '一支部', grade: '合格' },
      ],
    },
    [
      '认定!D5 「认定等次」填了「良好」，不在可选的里面，可选的有：优秀、合格、不合格，请从下拉里选。',
      '认定!E6 「认定机构」没有填，请补上。',
    ],
  ],
  [
    'a decision for a grade that the score does not allow',
    { 认定: [{ name: '王芳', org: '一支部', grade: '优秀', by: '支部大会' }] },
    ['认定!D5 这里不能定为「优秀」，可以定的是：合格。'],
  ],
  [
    'what is wrong on several sheets, at once',
    {
      组织: [{ org: '一支部', 'fact.size': '很多' }, { org: '二支部' }],
      台账: [{ name: '李强', item: '会议缺席', on: '2025-03-02' }],
      评分: [{ name: '李强', 'input.party': '101' }],
      认定: [{ name: '张三', grade: '合格', by: '支部大会' }],
    },
    [
      '组织!D5 「职工数（人）」填了「很多」，不是数，请只填数，单位不用写。',
      '认定!B5 名册里没有「张三」，请先加进名册，或核对姓名。',
      '台账!E5 日期 2025-03-02 不在本周期（2026）里，请核对日期或周期。',
      '评分!E5 「支部评分」不能给 101 分，允许的是0—100，请核对。',
    ],
  ],
]);

const SHEETS = workbookOf();
const without = (name: string): typeof SHEETS => SHEETS.filter((sheet) => sheet.name !== name);

test('a sheet that is missing, or there twice', () => {
  assert.deepEqual(saidOf(without('读法')), ['读法 缺少「读法」这张表，请照空白表补上，并写明考核周期。']);
  assert.deepEqual(saidOf(without('名册')), ['名册 缺少「名册」这张表，请照空白表补上。']);
  assert.deepEqual(saidOf([...SHEETS, { ...sheetOf('台账 ', [['编号'], ['1']]) }]), [
    '台账  「台账」有两张，请只留一张。',
  ]);
});

test('a column that is missing is told once, not for every row', () => {
  const ledger = sheetOf('台账', [['姓名', '发生日期'], ...Array.from({ length: 10 }, () => ['李强', '2026-03-02'])]);
  assert.deepEqual(saidOf([...without('台账'), ledger]), [
    '台账!1 缺少「项目」这一列，请照空白表补上。',
    '台账!1 没有这些列：记账日期、数量、分值、档次、同一事项、由谁、审批、审批人等 13 列，当作一格也没有填；不该缺的，请照空白表补上。',
  ]);
});

test('a name that is merged over two rows is told once', () => {
  const [roster] = SHEETS.filter((sheet) => sheet.name === '名册');
  assert.ok(roster !== undefined);
  const rows = roster.rows.map((row) =>
    row.number !== 6 ? row : { ...row, cells: new Map(row.cells).set(1, { kind: 'merged' as const, text: 'B5:B6' }) },
  );
  const said = saidOf([...without('名册'), { ...roster, rows, merges: ['B5:B6'] }]);
  assert.deepEqual(
    said.filter((one) => one.startsWith('名册!B6')),
    ['名册!B6 B5:B6 是合并的格子，请取消合并，每行各填一格。'],
  );
});

test('the line of 读法 that asks for the period is missing', () => {
  const lines = [
    ['事项', '填写', '代号'],
    ['截至日期', '2026-12-31'],
  ];
  assert.deepEqual(saidOf([sheetOf('读法', lines), ...without('读法')]), [
    '读法 「读法」里没有「考核周期」这一行，请照空白表补上：「事项」写“考核周期”，「填写」写 2026 或 2026Q1 这样。',
  ]);
});

test('a line of 读法 that asks for something else', () => {
  const lines = [
    ['事项', '填写', '代号'],
    ['考核周期', '2026'],
    ['别的事', '3'],
  ];
  assert.deepEqual(saidOf([sheetOf('读法', lines), ...without('读法')]), [
    '读法!A3 没有「别的事」这一条读法，请照空白表的名称填。',
  ]);
});

/** What is said about the form of a shipped scheme, filled in so. */
function saidOfForm(id: string, filled: Filled): readonly string[] {
  const rulesFor = rulesOf(id);
  const rules = rulesFor();
  assert.ok(rules.ok);
  const { problems } = readFactsSheets(sheetsOf(templateBook(rules.value, filled)), rulesFor);
  return problems.map((one) => `${one.severity} ${one.at} ${sentence(one)}`);
}

test('organisations alone can be judged by their standards', () => {
  const filled = { 读法: [{ id: 'period', value: '2026' }], 组织: [{ org: '一支部' }] };
  assert.deepEqual(saidOfForm('county-template', filled), ['note 名册 「名册」里一行也没有填，只看组织的规范和期限。']);
});

test('a secretary whose own result stands under another branch', () => {
  const filled = {
    读法: [{ id: 'period', value: '2026H1' }],
    组织: [{ org: '一支部' }, { org: '机关支部' }, { org: '后勤支部' }],
    名册: [{ name: '李强', org: '一支部' }],
    引用结果: [{ name: '李强', org: '机关支部', score: '90' }],
  };
  assert.deepEqual(saidOfForm('fuling-secretary', filled), [
    'error 名册!D5 「李强」是「一支部」的书记，他的党员关系在哪里没有写（可能是 机关支部），请填上党籍所在组织。',
  ]);
  const told = { ...filled, 名册: [{ name: '李强', org: '一支部', home: '机关支部' }] };
  assert.deepEqual(saidOfForm('fuling-secretary', told), []);
});

test('a sheet that this scheme has no use for', () => {
  const rulesFor = rulesOf('soe-joint');
  const rules = rulesFor();
  assert.ok(rules.ok);
  const book = templateBook(rules.value, { 读法: [{ id: 'period', value: '2026' }], 名册: [{ name: '李强' }] });
  const { problems } = readFactsSheets([...sheetsOf(book), sheetOf('测评', [['姓名', '满意']])], rulesFor);
  assert.deepEqual(
    problems.map((one) => `${one.severity} ${one.at} ${sentence(one)}`),
    ['note 测评 这个方案用不到「测评」，填的内容没有读。'],
  );
});

const UNDATED: Filled = {
  名册: [
    { name: '王芳', org: '一支部', to: '6月30日' },
    { name: '王芳', org: '二支部', from: '7月1日' },
    { name: '李强', org: '一支部' },
  ],
  台账: [
    { name: '王芳', item: '会议缺席', on: '3月2日' },
    { name: '李强', item: '会议缺席', on: '2月30日' },
  ],
};
const NO_SUCH_DAY = '台账!E6 「发生日期」填了「2月30日」，没有这一天，请核对日期。';

for (const [what, value, said] of [
  ['of another unit', '2026H1', '读法!D5 「2026H1」不是这个方案的周期，这个方案按年考核，请写成 2026 这样。'],
  ['that is none', '今年', '读法!D5 「考核周期」填了「今年」，不是周期，请写成 2026、2026Q1、2026-03 这样。'],
  ['that is missing', undefined, '读法!D5 没有写考核周期，请填上，如 2026 或 2026Q1。'],
] as const) {
  test(`days without their year are no fault beside a period ${what}`, () => {
    const found = saidOf(workbookOf({ 读法: value === undefined ? [] : [{ id: 'period', value }], ...UNDATED }));
    assert.deepEqual(found.toSorted(), [NO_SUCH_DAY, said].toSorted());
  });
}
