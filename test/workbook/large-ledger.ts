import assert from 'node:assert/strict';
import { readFactsWorkbook } from '../../src/forms/facts-workbook.ts';
import { templateBook } from '../../src/forms/template.ts';
import { scoreRuleset } from '../../src/core/score/evaluate.ts';
import { parseFacts, rowsOf } from '../../src/core/score/book/facts.ts';
import { sheetsOf } from '../sheets-of.ts';
import { rulesOf } from '../worked-workbook.ts';
import { xlsxOf } from '../xlsx-of.ts';

const MEMBERS = 4000;

/**
 * Reads a workbook with a ledger of so many rows, and scores it. Every member loses as many points as there are rows
 * for each, so that the scores are known beforehand.
 */
export async function scoreLargeLedger(rows: number): Promise<void> {
  const rulesFor = rulesOf('soe-joint-demo');
  const rules = rulesFor();
  assert.ok(rules.ok);
  const members = Math.min(MEMBERS, rows / 10);
  const name = (i: number): string => `示范${i % members}`;
  const org = (i: number): string => `第${(i % members) % 40}党支部`;
  const bytes = xlsxOf(
    sheetsOf(
      templateBook(rules.value, {
        读法: [{ id: 'period', value: '2026' }],
        组织: Array.from({ length: 40 }, (_, i) => ({ org: `第${i}党支部` })),
        名册: Array.from({ length: members }, (_, i) => ({ name: name(i), org: org(i) })),
        台账: Array.from({ length: rows }, (_, i) => ({
          name: name(i),
          org: org(i),
          item: '扣-5/1 违反公司、单位规定，议定扣分',
          on: `2026-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`,
          points: '1',
        })),
      }),
    ),
  );
  const book = await readFactsWorkbook(bytes, rulesFor);
  assert.deepEqual(book.problems, []);
  const facts = parseFacts(book.facts);
  assert.ok(facts.ok);
  assert.equal(rowsOf(facts.value.entries).length, rows);
  const scoring = scoreRuleset(rules.value, facts.value, () => '');
  assert.ok(scoring.ok);
  const scores = Object.values(scoring.value.results.subjects).map((one) => one.score);
  assert.deepEqual(
    scores,
    Array.from({ length: members }, () => String(100 - rows / members)),
  );
}
