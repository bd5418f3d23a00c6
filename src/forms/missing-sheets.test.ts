import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sheetOf } from '../../test/sheets-of.ts';
import { saidOf, scored, workbookOf } from '../../test/workbook-case.ts';
import type { Sheet } from './workbook-read.ts';

const SHEETS = workbookOf();
const without = (...names: readonly string[]): readonly Sheet[] => SHEETS.filter(({ name }) => !names.includes(name));
const called = (name: string, as: string): readonly Sheet[] =>
  SHEETS.map((sheet) => (sheet.name === name ? { ...sheet, name: as } : sheet));

test('a sheet that is gone counts as empty, and that is said', () => {
  assert.deepEqual(saidOf(without('台账')), ['没有「台账」这样的表，当作里面一行也没有；不该缺的，请照空白表补上。']);
  assert.deepEqual(saidOf(without('台账', '往期')), [
    '没有「台账」、「往期」这样的表，当作里面一行也没有；不该缺的，请照空白表补上。',
  ]);
  const { problems, scoring } = scored(without('台账'));
  assert.deepEqual(
    problems.map((one) => one.severity),
    ['warning'],
  );
  assert.ok(scoring !== undefined);
});

const renamed = (sheet: string): readonly string[] => [
  `没有「${sheet}」这张表，这一张像是它；是的话请把表名改成「${sheet}」，不是的话请照空白表补上一张空的。`,
];

const RENAMED: readonly (readonly [sheet: string, as: string])[] = [
  ['台账', '台帐'],
  ['台账', '2026年台账'],
  ['台账', 'Sheet1'],
  ['名册', '名单'],
  ['名册', '花名册'],
  ['读法', '读发'],
  ['组织', '各组织'],
];

for (const [sheet, as] of RENAMED) {
  test(`${sheet} under the name ${as} is a fault, and the only one`, () => {
    assert.deepEqual(
      saidOf(called(sheet, as)),
      renamed(sheet).map((one) => `${as} ${one}`),
    );
  });
}

test('where the sheet is there, another of a like name is only named', () => {
  const other = sheetOf('台帐', [['项目'], ['1']]);
  assert.deepEqual(saidOf([...SHEETS, other]), ['这些表用不到，没有读：台帐。']);
  const unlike = sheetOf('收支', [
    ['日期', '金额'],
    ['3月', '100'],
  ]);
  assert.deepEqual(saidOf([...without('台账'), unlike]), [
    '没有「台账」这样的表，当作里面一行也没有；不该缺的，请照空白表补上。',
    '这些表用不到，没有读：收支。',
  ]);
});

test('without a roster the names elsewhere are not told one by one, but what else is wrong is', () => {
  const ledger = { name: '李强', item: '会议缺席', on: '2026-03-02' };
  const rows = [
    { ...ledger, id: '1' },
    { ...ledger, id: '2', reverses: '1' },
    { ...ledger, id: '3', name: '王芳', org: '一支部', count: '-1' },
  ];
  const missing = workbookOf({ 台账: rows }).filter(({ name }) => name !== '名册');
  assert.deepEqual(saidOf(missing), [
    '名册 缺少「名册」这张表，请照空白表补上。',
    '台账!G7 数量 -1 是负数，请写正数；要减去请用冲回。',
  ]);
  assert.deepEqual(saidOf(workbookOf({ 名册: [], 台账: rows.slice(0, 2) })), ['名册 「名册」里一行也没有填，请补上。']);
});
