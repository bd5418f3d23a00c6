import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultOf, sentencesOf, type Blocks } from '../../../test/small-scheme.ts';
import { toldOf } from '../../../test/told.ts';
import { reportedPeriod } from './telling/report.ts';

const scheme: Blocks = {
  findings: { clause: 'c', results: [{ id: '不实', label: '不实', cancels: true }] },
  inputs: [{ id: 'part', per: 'month' }],
  items: [{ id: 'A', rules: [{ id: 'A/1', effect: 'add', points: '2' }] }],
  score: [{ id: 'total', items: ['A'] }],
};
const asOf = { asOf: '2026-06-30' };
const scoreOf = (facts: Blocks): string | null => resultOf(scheme, facts).score;
const entries = [
  { item: 'A/1', on: '2026-06-30' },
  { item: 'A/1', on: '2026-07-01' },
];

test('entries after the day of the report do not count, and are told of', () => {
  assert.equal(scoreOf({ entries }), '4');
  assert.equal(scoreOf({ entries, ...asOf }), '2');
  assert.deepEqual(sentencesOf(scheme, { entries, ...asOf }), [
    '：截至 2026-06-30 计分，1 笔在这以后，没有算：台账 e2。',
  ]);
  assert.deepEqual(sentencesOf(scheme, { entries }), []);
});

test('what is taken back after the day of the report still stands on it', () => {
  const back = [entries[0], { item: 'A/1', on: '2026-07-02', reverses: 'e1' }];
  assert.deepEqual([scoreOf({ entries: back }), scoreOf({ entries: back, ...asOf })], ['0', '2']);
});

test('what is found false after the day of the report still stands on it; after the period it does not', () => {
  const found = (on: string): Blocks => ({ entries: [entries[0]], findings: [{ entry: 'e1', on, result: '不实' }] });
  assert.deepEqual(
    ['2026-06-30', '2026-07-01'].map((on) => scoreOf({ ...found(on), ...asOf })),
    ['0', '2'],
  );
  assert.equal(scoreOf(found('2027-01-15')), '0');
});

test('scores of months that come later are not used, and are told of', () => {
  const inputs = { m1: { part: { '2026-06': '1', '2026-08': '1' } } };
  assert.deepEqual(sentencesOf(scheme, { inputs, ...asOf }), [
    '：截至 2026-06-30 计分，这以后各期的评分和票没有用：2026年8月。',
  ]);
});

test('the title says up to which day, where the period is not over', () => {
  const title = (facts: Blocks): string =>
    reportedPeriod(toldOf({ ...scheme, inputs: [], findings: undefined }, facts).report);
  assert.deepEqual([title(asOf), title({ asOf: '2027-01-05' })], ['2026年　截至 2026-06-30（阶段结果）', '2026年']);
});
