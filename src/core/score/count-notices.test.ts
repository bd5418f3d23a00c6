import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoringOf, smallFacts, smallScheme, type Blocks } from '../../../test/small-scheme.ts';
import { sentence } from '../text/sentence.ts';

/** What is told of a count on a rule, and the score all the same. */
function toldOf(rule: Blocks, entry: Blocks): readonly unknown[] {
  const items = [{ id: 'A', rules: [{ id: 'A/1', label: '缺会', points: '2', ...rule }] }];
  const scheme = smallScheme({ items, score: [{ id: 'total', items: ['A'] }] });
  const { notices, results } = scoringOf(scheme, smallFacts({ entries: [{ item: 'A/1', ...entry }] }));
  const told = notices.map((one) => `${one.severity} ${one.at} ${sentence(one)}`);
  return [results.subjects['m1']?.score, ...told];
}

const HALF = 'warning entries.e1.count 「缺会」按次数，数量 0.5 不是整数，请核对。';

const rows: readonly (readonly [name: string, rule: Blocks, entry: Blocks, told: readonly unknown[]])[] = [
  ['half a time is told', {}, { count: '0.5' }, ['1', HALF]],
  ['so are people', { unit: '人' }, { count: '1.5' }, ['3', HALF.replace('次', '人').replace('0.5', '1.5')]],
  ['whole times are not', {}, { count: '3.0' }, ['6']],
  ['nor is what is not written', {}, {}, ['2']],
  ['hours and days have parts', { unit: '学时' }, { count: '0.5' }, ['1']],
  ['what is counted by steps may have parts', { every: { step: '1', rounding: 'down' } }, { count: '1.5' }, ['2']],
  ['what does not count is left alone', {}, { count: '0.5', approval: 'rejected' }, ['0']],
];

for (const [name, rule, entry, told] of rows) {
  test(name, () => assert.deepEqual(toldOf(rule, entry), told));
}
