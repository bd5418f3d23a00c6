import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { scored, workbookOf } from '../../test/workbook-case.ts';
import { sentence } from '../core/text/sentence.ts';
import type { Filled } from './template.ts';
import type { Cell, Row, Sheet } from './workbook-read.ts';

/** Something on every sheet. */
const FULL: Filled = {
  情况: [
    { name: '李强', 'fact.status': '正式党员', 'fact.office': '是', to: '2026-06-30' },
    { name: '李强', 'fact.hours': '40' },
    { org: '一支部', 'fact.meetings': '2', window: '2026-03' },
  ],
  关系: [{ org: '一支部', role: '党支部书记', holder: '李强' }],
  测评: [
    { name: '李强', ballot: '群众测评', 'option.满意': '8', 'option.不满意': '1' },
    { name: '李强', ballot: '互评', score: '90', votes: '3' },
  ],
  评分: [{ name: '李强', 'input.party': '86.5', 'item.作风': '9.5' }],
  往期: [{ name: '李强', period: '2025', score: '55' }],
  引用结果: [{ name: '李强', org: '一支部', score: '88.5' }],
  认定: [{ name: '李强', grade: '合格', by: '支部党员大会' }],
};
const SHEETS = workbookOf(FULL);

const KINDS = ['text', 'number', 'date', 'bool', 'formula', 'error', 'merged'] as const;
/** What people type by mistake, what stands elsewhere in the book, and anything at all. */
const texts = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '—',
    '0',
    '-1',
    '1e9',
    '99999999999999999999',
    '1/3',
    '50%',
    '是',
    '王芳',
    '一支部',
    '会议缺席',
  ),
  fc.constantFrom(
    '2026',
    '2026Q1',
    '3月',
    '2026-03-02',
    '2026年13月',
    '46083',
    '__proto__',
    'constructor',
    'A1:C3',
    '=A1',
    '#REF!',
  ),
  fc.constantFrom(
    ...SHEETS.flatMap((sheet) => sheet.rows.flatMap((row) => [...row.cells.values()].map((cell) => cell.text))),
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const cell: fc.Arbitrary<Cell> = fc.record({ kind: fc.constantFrom(...KINDS), text: texts });

type Mutation = (sheets: readonly Sheet[]) => readonly Sheet[];
const anySheet = fc.nat(SHEETS.length - 1);

function inSheet(index: number, change: (sheet: Sheet) => Sheet): Mutation {
  return (sheets) => sheets.map((sheet, i) => (i === index % sheets.length ? change(sheet) : sheet));
}

const writeCell = fc.tuple(anySheet, fc.nat(200), fc.nat(19), cell).map(([index, at, column, written]) =>
  inSheet(index, (sheet) => ({
    ...sheet,
    rows: sheet.rows.map((row, i): Row =>
      i === at % sheet.rows.length ? { ...row, cells: new Map([...row.cells, [column, written]]) } : row,
    ),
  })),
);
const dropRow = fc
  .tuple(anySheet, fc.nat(200))
  .map(([index, at]) =>
    inSheet(index, (sheet) => ({ ...sheet, rows: sheet.rows.filter((_, i) => i !== at % sheet.rows.length) })),
  );
const repeatRow = fc.tuple(anySheet, fc.nat(200)).map(([index, at]) =>
  inSheet(index, (sheet) => {
    const row = sheet.rows[at % sheet.rows.length];
    return row === undefined ? sheet : { ...sheet, rows: [...sheet.rows, { ...row, number: 500 + at }] };
  }),
);
const dropSheet = anySheet.map(
  (index): Mutation =>
    (sheets) =>
      sheets.filter((_, i) => i !== index),
);
const renameSheet = fc
  .tuple(anySheet, fc.constantFrom('台账', '名册', '读法', '其他'))
  .map(([index, name]) => inSheet(index, (sheet) => ({ ...sheet, name })));
const mutation = fc.oneof(
  { weight: 8, arbitrary: writeCell },
  { weight: 1, arbitrary: dropRow },
  { weight: 1, arbitrary: repeatRow },
  { weight: 1, arbitrary: dropSheet },
  { weight: 1, arbitrary: renameSheet },
);

/** A sheet, with or without a cell or row of it; never a path of the facts. */
const PLACE = /^(?:[^!.]{1,31}(?:!(?:[A-Z]{1,3})?\d+)?)?$/;

test('however a workbook is changed, it is scored, or every problem has its cell and its sentence', () => {
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 12 }), (mutations) => {
      const { scoring, problems } = scored(mutations.reduce((sheets, change) => change(sheets), SHEETS));
      for (const one of problems) {
        assert.match(one.at, PLACE);
        assert.doesNotMatch(sentence(one), /（未写）|请把它告诉管理员/, one.code);
      }
      const wrong = problems.some((one) => one.severity === 'error');
      assert.ok(wrong || scoring !== undefined);
    }),
    { numRuns: 150, interruptAfterTimeLimit: 10_000 },
  );
});

test('no cell that is filled in is passed over in silence', () => {
  const before = JSON.stringify(scored(SHEETS).book.facts);
  const said = scored(SHEETS).problems.length;
  for (const sheet of SHEETS.filter((one) => one.name !== '填写说明')) {
    const header = sheet.rows.find((row) => row.number === 4);
    for (const row of sheet.rows.filter((one) => one.number > 4)) {
      for (const [column] of row.cells) {
        const title = header?.cells.get(column)?.text ?? '';
        // What is there to be read by people only.
        if (/^(序号|备注|类别|事项|条款|选项\d)$/.test(title) || (title === '代号' && sheet.name === '读法')) continue;
        const cells = new Map([...row.cells, [column, { kind: 'text' as const, text: '怪事' }]]);
        const changed = SHEETS.map((one) =>
          one === sheet ? { ...one, rows: one.rows.map((each) => (each === row ? { ...row, cells } : each)) } : one,
        );
        const { book, problems } = scored(changed);
        assert.ok(
          problems.length > said || JSON.stringify(book.facts) !== before,
          `${sheet.name} ${title} row ${row.number}`,
        );
      }
    }
  }
});
