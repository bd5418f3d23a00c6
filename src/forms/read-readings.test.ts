import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sheetsOf } from '../../test/sheets-of.ts';
import { factsOf, saidOf, scored, workbookOf } from '../../test/workbook-case.ts';
import { openScheme } from '../service/scheme.ts';
import { readFactsSheets } from './facts-workbook.ts';
import { formRules } from './form-rules.ts';
import { readingRows } from './sheets-readings.ts';
import { templateBook } from './template.ts';

const PERIOD = { id: 'period', value: '2026' };
const DECIDED = { by: '虚构支部委员会', on: '2026-03-02' };

/** What stands in the row of the reading, and what the facts and the results then say of it. */
for (const [what, row, told, state] of [
  ['nobody chose', {}, 'none', false],
  ['an option and nobody who decided it', { choice: '取整' }, 'whole', false],
  [
    'an option that a body decided',
    { choice: '取整', by: DECIDED.by, on: '2026年3月2日' },
    { choice: 'whole', decided: DECIDED },
    true,
  ],
  ['the usual option, decided', { by: DECIDED.by, on: '2026.3.2' }, { choice: 'none', decided: DECIDED }, true],
  [
    'the cell of the choice was emptied',
    { choice: '', by: DECIDED.by, on: '20260302' },
    { choice: 'none', decided: DECIDED },
    true,
  ],
] as const) {
  test(`a reading: ${what}`, () => {
    const sheets = workbookOf({ 读法: [PERIOD, { id: 'rounding', ...row }] });
    assert.deepEqual(factsOf(sheets)['readings'], { rounding: told });
    assert.equal(scored(sheets).scoring?.results.readings['rounding']?.decided, state);
  });
}

for (const [what, row, said] of [
  ['who without when', { by: DECIDED.by }, ['读法!G8 「哪天定」没有填，请补上。']],
  ['when without who', { on: DECIDED.on }, ['读法!F8 「谁定（哪个组织）」没有填，请补上。']],
  [
    'a day that is none, and a choice that is none',
    { choice: '四舍五入', by: DECIDED.by, on: '去年' },
    [
      '读法!G8 「哪天定」填了「去年」，看不出是哪一天，请写成 2026-03-02 这样，年月日都要有。',
      '读法!E8 「选择」填了「四舍五入」，不在可选的里面，可选的有：不取整、取整，请从下拉里选。',
    ],
  ],
] as const) {
  test(`a reading, told at the cell: ${what}`, () => {
    assert.deepEqual(saidOf(workbookOf({ 读法: [PERIOD, { id: 'rounding', ...row }] })), said);
  });
}

test('a decision of a day after the report counts as none, and is told at its cell', () => {
  const later = (asOf?: string) =>
    workbookOf({
      读法: [
        PERIOD,
        ...(asOf === undefined ? [] : [{ id: 'asOf', value: asOf }]),
        { id: 'rounding', by: DECIDED.by, on: '2027-01-08' },
      ],
    });
  const decided = (sheets: ReturnType<typeof later>) => scored(sheets).scoring?.results.readings['rounding']?.decided;
  assert.deepEqual(saidOf(later()), [
    '读法!G8 「分数要不要取整？」写的是 2027-01-08 定的，晚于计分那天（2026-12-31），先按试算；请核对日期，或把截至日期写成计分那天。',
  ]);
  assert.deepEqual([decided(later()), decided(later('2027-01-10'))], [false, true]);
  assert.deepEqual(saidOf(later('2027-01-10')), []);
});

test('a parameter that several parts have, each its own, has a line for each', () => {
  const opened = openScheme('taiji-office');
  assert.ok(opened.ok);
  const lines = readingRows(formRules(opened.value)).filter((row) => row.kind === 'param');
  assert.deepEqual(
    lines.map(({ id, topic }) => `${id} ${topic.replace(/（.*/u, '')}`),
    [
      'fuling-member/praise-share 择优表扬占参评党员的比例',
      'fuling-secretary/praise-share 择优表扬占参评书记的比例',
      'fuling-org/praise-share 择优表扬占参评党组织的比例',
    ],
  );
  const filled = [
    { id: 'period', value: '2026H1' },
    { id: 'fuling-org/praise-share', value: '20%' },
  ];
  const book = sheetsOf(templateBook(opened.value, { 读法: filled }));
  const { facts } = readFactsSheets(book, (choices) => openScheme('taiji-office', choices));
  assert.deepEqual((facts as { readonly params: unknown }).params, { 'fuling-org/praise-share': '20%' });
});
