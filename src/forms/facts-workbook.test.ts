import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertComesBack, fullestCase, rulesOf } from '../../test/worked-workbook.ts';
import { parseFacts } from '../core/score/book/facts.ts';
import { shippedSchemes } from '../store/scheme.ts';
import { sheetOf, sheetsOf } from '../../test/sheets-of.ts';
import { sentence } from '../core/text/sentence.ts';
import { readFactsSheets, readFactsWorkbook } from './facts-workbook.ts';
import { templateBook } from './template.ts';
import { writeWorkbook } from './workbook-write.ts';

// All the cases go the same way in test/workbook.
for (const id of shippedSchemes()) {
  test(`the fullest case of ${id}, filled into its form, comes back and scores the same`, () =>
    assertComesBack(fullestCase(id)));
}

test('a workbook written to a file, filled and read again', async () => {
  const rulesFor = rulesOf('soe-joint');
  const rules = rulesFor();
  assert.ok(rules.ok);
  const filled = {
    读法: [{ id: 'period', value: '2026年度' }],
    组织: [{ org: '示范支部' }],
    名册: [{ name: '王　芳' }, { name: '李强' }],
    台账: [{ name: '王芳', item: '扣-1', on: '2026年3月2日', points: '4', tier: '甲' }],
  };
  const bytes = await writeWorkbook(templateBook(rules.value, filled));
  const got = await readFactsWorkbook(bytes, rulesFor);
  assert.deepEqual(got.problems, []);
  const facts = parseFacts(got.facts);
  assert.ok(facts.ok);
  assert.deepEqual(facts.value.entries, [
    { id: '台账5', subject: '王芳', item: '扣-1', on: '2026-03-02', points: '4', tier: '甲' },
  ]);
  assert.equal(got.where('entries.台账5.points'), '台账!G5');
});

test('a form made for another scheme is known again, and only that is told', () => {
  const [own, other] = ['soe-joint', 'office-80-20'].map((id) => {
    const rulesFor = rulesOf(id);
    const rules = rulesFor();
    assert.ok(rules.ok);
    return { rulesFor, rules: rules.value, sheets: sheetsOf(templateBook(rules.value)) };
  });
  assert.ok(own !== undefined && other !== undefined);
  const { facts, problems } = readFactsSheets(own.sheets, other.rulesFor);
  assert.equal(facts, undefined);
  assert.deepEqual(
    problems.map((one) => `${one.at.replace(/\d+/, '')} ${sentence(one)}`),
    [
      `读法! 这份表是给「${own.rules.title}」（soe-joint）填的，不是给「${other.rules.title}」的，请核对方案，或换一份表。`,
    ],
  );
});

test('a workbook of results is known again', () => {
  const rulesFor = rulesOf('soe-joint');
  for (const name of ['结果', '结果·党员', '结果·书记', '结果·组织', '结果·员工']) {
    const sheets = [name, '明细', '读法'].map((one) => sheetOf(one, [['姓名', '得分']]));
    const { problems } = readFactsSheets(sheets, rulesFor);
    assert.deepEqual(problems.map(sentence), ['这是算出来的结果表，不是填写表，请换成填好的那一份。'], name);
  }
});

test('sheets of results beside filled-in ones are no strangers', () => {
  const rulesFor = rulesOf('taiji-office');
  const rules = rulesFor();
  assert.ok(rules.ok);
  const filled = { 读法: [{ id: 'period', value: '2026H1' }], 名册: [{ name: '甲示范', org: '虚构支部' }] };
  const ours = ['结果·党员', '结果·组织', '明细', '笔记'].map((name) => sheetOf(name, [['姓名']]));
  const { problems } = readFactsSheets([...sheetsOf(templateBook(rules.value, filled)), ...ours], rulesFor);
  assert.deepEqual(
    problems.filter((one) => one.code === 'sheet-ignored').map((one) => one.data['list']),
    ['笔记'],
  );
});
