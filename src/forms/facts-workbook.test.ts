import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filledFrom } from '../../test/fill-workbook.ts';
import { sheetsOf } from '../../test/sheets-of.ts';
import { assertSame, rulesOf, workedCases } from '../../test/worked-workbook.ts';
import { canonicalJson } from '../core/json.ts';
import { parseFacts } from '../core/score/facts.ts';
import { shippedSchemes } from '../store/scheme.ts';
import { readFactsSheets, readFactsWorkbook } from './facts-workbook.ts';
import { templateBook } from './template.ts';
import { writeWorkbook } from './workbook-write.ts';

for (const id of shippedSchemes()) {
  test(`the worked cases of ${id}, filled into its workbook, come back and score the same`, () => {
    for (const one of workedCases(id)) {
      const ledger = filledFrom(one.rules, one.facts);
      assertSame(readFactsSheets(sheetsOf(templateBook(one.rules, ledger)), one.rulesFor), one);
      // Scores that bodies give may stand under 评分 instead; their entries then have other numbers.
      const given = filledFrom(one.rules, one.facts, true);
      if (canonicalJson(given) !== canonicalJson(ledger))
        assertSame(readFactsSheets(sheetsOf(templateBook(one.rules, given)), one.rulesFor), one, false);
    }
  });
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
