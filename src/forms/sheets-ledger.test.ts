import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sheetsOf } from '../../test/sheets-of.ts';
import { smallScheme, type Blocks } from '../../test/small-scheme.ts';
import { resolveScheme } from '../core/scheme/resolve.ts';
import { readFactsSheets, type RulesFor } from './facts-workbook.ts';
import { templateBook } from './template.ts';

/** What an entry is read to be about, or what is said of its word. */
function itemOf(rules: readonly Blocks[], word: string): unknown {
  const document = smallScheme({
    items: [{ id: 'A', label: '志愿服务', rules }],
    score: [{ id: 'total', items: ['A'] }],
  });
  const rulesFor: RulesFor = (choices) => resolveScheme(document, () => undefined, choices);
  const ruleset = rulesFor();
  assert.ok(ruleset.ok);
  const filled = {
    读法: [{ id: 'period', value: '2026' }],
    名册: [{ name: '李强' }],
    台账: [{ name: '李强', item: word, on: '2026-03-02' }],
  };
  const { facts, problems } = readFactsSheets(sheetsOf(templateBook(ruleset.value, filled)), rulesFor);
  const { entries } = facts as { readonly entries: readonly { readonly item: string }[] };
  return problems.length > 0 ? problems.map((one) => one.code) : entries[0]?.item;
}

test('an item and its only rule of one name are one and the same', () => {
  const alone = [{ id: 'A/1', label: '志愿服务', points: '2' }];
  assert.equal(itemOf(alone, '志愿服务'), 'A/1');
  assert.equal(itemOf(alone, 'A'), 'A');
  assert.equal(itemOf(alone, 'A/1 志愿服务'), 'A/1');
  assert.deepEqual(itemOf([...alone, { id: 'A/2', label: '义务劳动', points: '2' }], '志愿服务'), [
    'cell-several-choices',
  ]);
  assert.equal(itemOf([{ id: 'A/1', label: '参加一次', points: '2' }], '志愿服务'), 'A');
});
