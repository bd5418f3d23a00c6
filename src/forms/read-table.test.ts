import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sheetOf } from '../../test/sheets-of.ts';
import type { Problem } from '../core/problem.ts';
import type { FormSheet } from './form.ts';
import { readTable } from './read-table.ts';
import type { Cell } from './workbook-read.ts';

const FORM: FormSheet = {
  name: '评分',
  about: '',
  blankRows: 0,
  columns: [
    { key: 'no', header: '序号', type: { kind: 'text' }, explain: '' },
    { key: 'name', header: '姓名', also: ['党员姓名'], type: { kind: 'name' }, explain: '', required: true },
    { key: 'org', header: '所在组织', also: ['支部'], type: { kind: 'org' }, explain: '' },
    { key: 'score', header: '群众评分（分）', type: { kind: 'number' }, explain: '' },
    { key: 'remark', header: '备注', type: { kind: 'text' }, explain: '' },
  ],
};

type Line = readonly (string | Cell | null)[];

function read(...lines: readonly Line[]): { readonly rows: readonly string[]; readonly problems: readonly string[] } {
  const out: Problem[] = [];
  const table = readTable(FORM, sheetOf('评分', lines), out);
  const rows = (table?.rows ?? []).map((row) => ['name', 'org', 'score'].map((key) => row.text(key) ?? '').join('/'));
  return { rows, problems: out.map((one) => `${one.severity} ${one.at} ${one.code} ${one.data['list'] ?? ''}`.trim()) };
}

const HEADER: Line = ['序号', '姓名', '所在组织', '群众评分（分）', '备注'];
const merged = (range: string): Cell => ({ kind: 'merged', text: range });

test('the table begins under its header, wherever that stands', () => {
  const { rows, problems } = read(['评分'], ['某方案'], [], HEADER, ['1', '王　芳', '一支部', '8', '好']);
  assert.deepEqual(rows, ['王芳/一支部/8']);
  assert.deepEqual(problems, []);
});

test('columns may stand in another order, under other usual names, with stars, without their unit', () => {
  const { rows, problems } = read(['群众评分', '支 部', '*党员姓名：'], ['8', '一支部', '王芳']);
  assert.deepEqual(rows, ['王芳/一支部/8']);
  assert.deepEqual(problems, []);
});

test('columns of one’s own are named and left out', () => {
  const { rows, problems } = read(
    ['姓名', '电话', '所在组织', '群众评分（分）', '编号'],
    ['王芳', '1', '一支部', '8', '2'],
  );
  assert.deepEqual(rows, ['王芳/一支部/8']);
  assert.deepEqual(problems, ['note 评分!1 column-ignored 电话']);
  const bare = read(['姓名', '群众评分'], ['王芳', '8', '迟交'], ['李强', '9']);
  assert.deepEqual(
    [bare.rows, bare.problems],
    [['王芳//8', '李强//9'], ['note 评分!1 column-ignored C 列（没有表头）']],
  );
});

test('a header that is not there, a column that is needed and one that stands twice', () => {
  assert.deepEqual(read(['王芳', '8'], ['李强', '9']).problems, ['error 评分 header-missing 姓名']);
  assert.deepEqual(read(['所在组织', '群众评分（分）'], ['一支部', '8']).problems, ['error 评分!1 column-missing']);
  assert.deepEqual(read(['姓名', '所在组织', '党员姓名'], ['王芳', '一支部', '李强']).problems, [
    'error 评分!C1 column-twice',
    'warning 评分!1 columns-missing 群众评分（分）',
  ]);
});

test('a column that was only called otherwise is a fault', () => {
  assert.deepEqual(read(['姓名', '支部', '群众平分'], ['王芳', '一', '8']).problems, ['error 评分!1 column-renamed']);
  assert.deepEqual(read(['姓明', '群众评分'], ['王芳', '8']), {
    rows: [],
    problems: ['error 评分 header-missing 姓名'],
  });
  assert.deepEqual(read(['姓明', '支部', '群众评分'], ['王芳', '一', '8']).problems, ['error 评分!1 column-renamed']);
  assert.deepEqual(read(['姓名', '支部', '电话', '群众评分'], ['王芳', '一', '1', '8']).problems, [
    'note 评分!1 column-ignored 电话',
  ]);
});

test('an empty sheet has no table and no problem', () => {
  assert.deepEqual(read(), { rows: [], problems: [] });
});

test('blank rows, totals, signature lines and notes are no data; totals are named', () => {
  const { rows, problems } = read(
    HEADER,
    ['1', '王芳', null, '8'],
    ['2'],
    [null, ' ', '—'],
    ['合计', null, null, { kind: 'formula', text: '=SUM(D2:D3)' }],
    ['本页合计', null, null, '8'],
    [null, '合 计：', null, '8'],
    [null, '填表人：赵敏'],
    [null, '注：按季度填'],
    ['3', '李强', null, '9'],
  );
  assert.deepEqual(rows, ['王芳//8', '李强//9']);
  assert.deepEqual(
    problems,
    [5, 6, 7].map((row) => `note 评分!${row} total-ignored`),
  );
});

test('a heading over the whole table is no data, a merge over cells of data is told once', () => {
  const over = merged('A2:E2');
  const { rows, problems } = read(
    HEADER,
    ['一季度', over, over, over, over],
    ['1', '王芳', '一支部', '8'],
    ['2', '李强', merged('C3:C5'), '9'],
    ['3', '孙丽', merged('C3:C5'), '7'],
  );
  assert.deepEqual(rows, ['王芳/一支部/8', '李强//9', '孙丽//7']);
  assert.deepEqual(problems, ['error 评分!C4 cell-merged']);
});

test('a row is data as long as one merge does not cover all of it', () => {
  const { problems } = read(
    ['姓名', '所在组织', '群众评分'],
    ['王芳', '一支部', '8'],
    ['李强', merged('B2:B3'), merged('C2:C3')],
  );
  assert.deepEqual(problems, ['error 评分!B3 cell-merged', 'error 评分!C3 cell-merged']);
  const below = read(['姓名', '群众评分'], ['王芳', '8'], ['李强', merged('B2:B3')]);
  assert.deepEqual([below.rows, below.problems], [['王芳//8', '李强//'], ['error 评分!B3 cell-merged']]);
});

test('a heading that runs over two rows', () => {
  const { rows } = read(
    ['序号', '姓名', '所在组织', '群众评分（分）', '备注'],
    [merged('A1:A2'), merged('B1:B2'), merged('C1:C2'), '', merged('E1:E2')],
    ['1', '王芳', '一支部', '8'],
  );
  assert.deepEqual(rows, ['王芳/一支部/8']);
});

test('a cell is told where it stands, and a column that is not there by its row', () => {
  const out: Problem[] = [];
  const table = readTable(FORM, sheetOf('评分', [[], ['姓名', '分数', '群众评分'], ['王芳', '', '8分']]), out);
  const [row] = table?.rows ?? [];
  assert.equal(row?.at('score'), '评分!C3');
  assert.equal(row?.at('org'), '评分!3');
  assert.equal(row?.text('score'), undefined);
  assert.deepEqual([row?.has('score'), row?.has('org'), row?.written('score')], [true, false, '8分']);
  assert.deepEqual(
    out.map((one) => `${one.at} ${one.code}`),
    ['评分!2 column-ignored', '评分!C3 cell-not-number'],
  );
});
