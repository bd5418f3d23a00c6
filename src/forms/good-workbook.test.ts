import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf, saidOf, sampleRules, workbookOf } from '../../test/workbook-case.ts';
import { sheetOf } from '../../test/sheets-of.ts';
import { readFactsWorkbook } from './facts-workbook.ts';
import type { Filled } from './template.ts';
import type { Cell, Row, Sheet } from './workbook-read.ts';

const PERIOD = { id: 'period', value: '2026' };
const usual = { name: '李强', item: '纪律/1', on: '2026-03-02', count: '2' };
const LEDGER: Filled = { 台账: [usual, { ...usual, on: '2026-12-01' }] };
const MEANT = factsOf(workbookOf(LEDGER));

function number(text: string): Cell {
  return { kind: 'number', text };
}

/** A sheet with one cell written otherwise. */
function typed(
  sheets: readonly Sheet[],
  name: string,
  row: number,
  column: number,
  cell: Cell | string,
): readonly Sheet[] {
  const own: Cell = typeof cell === 'string' ? { kind: 'text', text: cell } : cell;
  return changed(sheets, name, (rows) =>
    rows.map((one) => (one.number === row ? { ...one, cells: new Map([...one.cells, [column, own]]) } : one)),
  );
}

function changed(
  sheets: readonly Sheet[],
  name: string,
  change: (rows: readonly Row[]) => readonly Row[],
): readonly Sheet[] {
  assert.ok(sheets.some((sheet) => sheet.name === name));
  return sheets.map((sheet) => (sheet.name === name ? { ...sheet, rows: change(sheet.rows) } : sheet));
}

/** Columns of a sheet in another order. */
function turned(rows: readonly Row[]): readonly Row[] {
  return rows.map((row) => ({ ...row, cells: new Map([...row.cells].map(([column, cell]) => [40 - column, cell])) }));
}

const sheets = workbookOf(LEDGER);
const own = sheetOf('收支', [
  ['日期', '金额'],
  ['3月', '100'],
]);

/** What people do to a workbook that means the same; and what they are then told. */
const SAME: readonly (readonly [what: string, sheets: readonly Sheet[], said?: readonly string[]])[] = [
  ['the sheets stand in another order', sheets.toReversed()],
  ['the columns stand in another order', changed(sheets, '台账', turned)],
  ['a sheet of one’s own', [own, ...sheets], ['这些表用不到，没有读：收支。']],
  ['a hidden sheet', [...sheets, { ...own, hidden: true }]],
  ['a column of one’s own', typed(sheets, '名册', 4, 12, '手机号'), ['名册!4 这些列用不到，没有读：手机号。']],
  ['the title and hints are gone', changed(sheets, '台账', (rows) => rows.filter((row) => row.number > 3))],
  [
    'empty rows at the end',
    changed(sheets, '台账', (rows) => [...rows, { number: 900, cells: new Map([[1, { kind: 'text', text: '　' }]]) }]),
  ],
  [
    'an empty row in between',
    changed(sheets, '台账', (rows) => rows.map((row) => ({ ...row, number: row.number * 2 }))),
  ],
  ['a space inside the name', typed(sheets, '台账', 5, 1, '李　强')],
  ['full-width digits', typed(sheets, '台账', 5, 6, '２')],
  ['a number as a number', typed(sheets, '台账', 5, 6, number('2'))],
  ['the item by its words', typed(sheets, '台账', 5, 3, '会议缺席')],
  ['the item as the drop-down writes it', typed(sheets, '台账', 5, 3, '纪律/1　会议缺席')],
  ['the day as a real date', typed(sheets, '台账', 5, 4, { kind: 'date', text: '2026-03-02' })],
  ['the day as a serial number', typed(sheets, '台账', 5, 4, number('46083'))],
  ['the day as text', typed(sheets, '台账', 5, 4, '2026年3月2日')],
  ['the day with dots', typed(sheets, '台账', 5, 4, '2026.3.2')],
  ['the day without its year', typed(sheets, '台账', 5, 4, '3月2日')],
  ['the branch where nobody asked', typed(sheets, '台账', 5, 2, '一支部')],
  ['strokes in cells that are left out', typed(sheets, '台账', 5, 7, '—')],
  ['another usual header', typed(sheets, '台账', 4, 1, '党员姓名')],
  ['a header with a star and spaces', typed(sheets, '台账', 4, 4, '* 发生 日期')],
  ['the period as a number', typed(sheets, '读法', 5, 3, number('2026'))],
  ['the period with its word', typed(sheets, '读法', 5, 3, '２０２６年度')],
  ['the line of the period without its code', typed(sheets, '读法', 5, 9, '')],
];

for (const [what, written, said = []] of SAME) {
  test(`the same facts: ${what}`, () => {
    assert.deepEqual(saidOf(written), said);
    const { entries, ...facts } = factsOf(written, true);
    const { entries: meant, ...rest } = MEANT;
    assert.deepEqual(facts, rest);
    // Rows without a number are called after their place.
    const named = (list: unknown): unknown => (list as readonly object[]).map((one) => ({ ...one, id: '' }));
    assert.deepEqual(named(entries), named(meant));
  });
}

test('what changes within the period is told on several rows', () => {
  const facts = factsOf(
    workbookOf({
      读法: [PERIOD],
      名册: [
        { name: '李强', org: '一支部', to: '2026年6月' },
        { name: '李强', org: '二支部', from: '2026年7月' },
        { name: '王芳', org: '一支部' },
        { name: '赵敏', org: '二支部', rated: '否' },
      ],
      情况: [
        { name: '李强', 'fact.office': '是', to: '6月30日' },
        { name: '李强', 'fact.office': '否', from: '7月1日' },
        { name: '李强', 'fact.visits': '3', window: '一季度' },
        { name: '李强', 'fact.visits': '4', window: '2026Q2' },
        { org: '一支部', 'fact.meetings': '2', window: '3月' },
      ],
      关系: [
        { org: '二支部', role: '党支部书记', holder: '赵敏' },
        { name: '李强', role: '党支部书记', holder: '王芳', to: '2026-06-30' },
        { name: '李强', role: '党支部书记', holder: '赵敏', from: '2026-07-01' },
      ],
      台账: [],
      组织: [{ org: '一支部' }, { org: '二支部' }],
    }),
  );
  assert.deepEqual(facts['subjects'], [
    {
      id: '李强',
      name: '李强',
      org: [
        { value: '一支部', to: '2026-06-30' },
        { value: '二支部', from: '2026-07-01' },
      ],
      facts: {
        office: [
          { value: true, to: '2026-06-30' },
          { value: false, from: '2026-07-01' },
        ],
        visits: [
          { value: '3', from: '2026-01-01', to: '2026-03-31' },
          { value: '4', from: '2026-04-01', to: '2026-06-30' },
        ],
      },
      roles: {
        secretary: [
          { value: '王芳', to: '2026-06-30' },
          { value: '赵敏', from: '2026-07-01' },
        ],
      },
    },
    { id: '王芳', name: '王芳', org: '一支部', facts: {}, roles: {} },
  ]);
  assert.deepEqual(facts['people'], [{ id: '赵敏', name: '赵敏', org: '二支部', facts: {}, roles: {} }]);
  assert.deepEqual(facts['orgs'], [
    { id: '一支部', name: '一支部', facts: { meetings: [{ value: '2', from: '2026-03-01', to: '2026-03-31' }] } },
    { id: '二支部', name: '二支部', facts: {} },
  ]);
});

test('whoever moves has the secretary of the branch they are in', () => {
  const facts = factsOf(
    workbookOf({
      名册: [
        { name: '李强', org: '一支部', to: '6月30日' },
        { name: '李强', org: '二支部', from: '7月1日' },
        { name: '王芳', org: '一支部' },
        { name: '赵敏', org: '二支部' },
      ],
      关系: [
        { org: '一支部', role: '党支部书记', holder: '王芳' },
        { org: '二支部', role: '党支部书记', holder: '赵敏', from: '10月1日' },
      ],
      台账: [],
    }),
  );
  const roles = (facts['subjects'] as readonly { readonly id: string; readonly roles: object }[]).map((one) => [
    one.id,
    one.roles,
  ]);
  assert.deepEqual(Object.fromEntries(roles), {
    李强: {
      secretary: [
        { value: '王芳', to: '2026-06-30' },
        { value: '赵敏', from: '2026-10-01' },
      ],
    },
    王芳: {},
    赵敏: {},
  });
});

test('everything the ledger and its neighbours can say', () => {
  const facts = factsOf(
    workbookOf({
      台账: [
        {
          id: '7',
          name: '王芳',
          org: '二支部',
          item: '纪律/2',
          on: '3月2日',
          posted: '4月1日',
          points: '3',
          by: '李强',
        },
        {
          id: '8',
          name: '李强',
          item: '奖励/1',
          on: '5月4日',
          tier: '市级',
          project: '竞赛',
          approvedBy: '王芳（二支部）、党委',
        },
        { id: '9', name: '李强', item: '奖励/1', on: '5月4日', tier: '市级', reverses: '8', reason: '记错了，重记' },
        { id: '7', finding: '不实', foundOn: '6月1日', foundBy: '党委' },
      ],
      评分: [
        { name: '李强', 'input.party': '86.5', 'item.作风': '9.5' },
        { name: '李强', 'input.season': '7', window: '二季度' },
      ],
      测评: [
        { name: '李强', ballot: '群众测评', 'option.满意': '8', 'option.不满意': '1', issued: '10', invalid: '1' },
        { name: '李强', ballot: '互评', score: '90', votes: '3' },
        { name: '李强', ballot: '互评', score: '80' },
      ],
      往期: [{ name: '李强', period: '2025', score: '100/3', status: '已出分' }],
      引用结果: [{ name: '李强', org: '一支部', score: '88.5', leadership: '是' }],
      认定: [{ name: '李强', by: '支部党员大会', reason: '长期驻外，成绩突出' }],
      读法: [
        PERIOD,
        { id: 'base', value: '70' },
        { id: 'rounding', choice: '取整' },
        { id: 'asOf', value: '2026年9月30日' },
      ],
    }),
  );
  assert.deepEqual(facts['entries'], [
    {
      id: '7',
      subject: '王芳@二支部',
      item: '纪律/2',
      on: '2026-03-02',
      posted: '2026-04-01',
      points: '3',
      by: '李强',
    },
    {
      id: '8',
      subject: '李强',
      item: '奖励/1',
      on: '2026-05-04',
      tier: '市级',
      project: '竞赛',
      approvedBy: ['王芳@二支部', '党委'],
    },
    { id: '9', subject: '李强', item: '奖励/1', on: '2026-05-04', tier: '市级', reason: '记错了，重记', reverses: '8' },
    { id: '评分G5', subject: '李强', item: '作风', on: '2026-09-30', points: '9.5', by: '支委会' },
  ]);
  assert.deepEqual(facts['findings'], [{ entry: '7', on: '2026-06-01', result: 'false', by: '党委' }]);
  assert.deepEqual(facts['inputs'], { 李强: { party: '86.5', season: { '2026Q2': '7' } } });
  assert.deepEqual(facts['ballots'], {
    李强: { vote: { 满意: '8', 不满意: '1', issued: '10', invalid: '1' }, marks: { '90': '3', '80': '1' } },
  });
  assert.deepEqual(facts['history'], {
    李强: [{ period: '2025', score: '100/3', status: 'scored', nodes: {}, account: {} }],
  });
  assert.deepEqual(facts['results'], { other: { 李强: { score: '88.5', leadership: true, org: '一支部' } } });
  assert.deepEqual(facts['decisions'], { 李强: { by: '支部党员大会', reason: '长期驻外，成绩突出' } });
  assert.deepEqual(
    [facts['asOf'], facts['params'], facts['readings']],
    ['2026-09-30', { base: '70' }, { rounding: 'whole' }],
  );
});

test('one branch need not be written for everybody, and none at all where nobody speaks of any', () => {
  const roster: Filled = { 名册: [{ name: '王　芳' }, { name: '李强' }], 台账: [] };
  const one = factsOf(workbookOf({ ...roster, 组织: [{ org: '机关支部（离退休）' }] }));
  assert.deepEqual(one['orgs'], [{ id: '机关支部(离退休)', name: '机关支部（离退休）', facts: {} }]);
  assert.deepEqual(one['subjects'], [
    { id: '王芳', name: '王芳', org: '机关支部(离退休)', facts: {}, roles: {} },
    { id: '李强', name: '李强', org: '机关支部(离退休)', facts: {}, roles: {} },
  ]);
  const none = factsOf(workbookOf({ ...roster, 组织: [] }));
  assert.deepEqual(none['orgs'], []);
  assert.deepEqual(none['subjects'], [
    { id: '王芳', name: '王芳', facts: {}, roles: {} },
    { id: '李强', name: '李强', facts: {}, roles: {} },
  ]);
});

const FILES: readonly (readonly [what: string, bytes: Buffer, code: string])[] = [
  ['nothing', Buffer.alloc(0), 'file-empty'],
  ['text', Buffer.from('姓名,分数\n王芳,8\n'), 'file-not-xlsx'],
  ['half a zip', Buffer.from('504b0304140000000800', 'hex'), 'file-truncated'],
  ['an old workbook', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'file-not-xlsx'],
];

for (const [what, bytes, code] of FILES) {
  test(`a file that is ${what} gives no facts and says why`, async () => {
    const rules = sampleRules();
    const book = await readFactsWorkbook(bytes, () => ({ ok: true, value: rules, problems: [] }));
    assert.equal(book.facts, undefined);
    assert.deepEqual(
      book.problems.map((one) => one.code),
      [code],
    );
    assert.equal(book.where('entries.1'), undefined);
  });
}
