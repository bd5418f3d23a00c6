import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultOf, resultsOf } from '../../../test/small-scheme.ts';

const hours = {
  facts: [{ id: 'hours', type: 'number', source: { kind: 'hours', window: 'quarter' } }],
  score: [
    { id: 'total', over: { unit: 'quarter', node: 'part', combine: 'sum' } },
    { id: 'part', fact: 'hours' },
  ],
};
const piece = (value: string, from: string, to: string) => ({ value, from, to });
const year = [piece('1', '2026-01-01', '2026-03-31'), piece('2', '2026-04-01', '2026-06-30')];
const scoreOf = (pieces: readonly unknown[]) =>
  resultOf(hours, { subjects: [{ id: 'm1', facts: { hours: [...year, ...pieces] } }] }).score;

test('hours told quarter by quarter are added up', () => {
  assert.equal(scoreOf([piece('3', '2026-07-01', '2026-09-30'), piece('4', '2026-10-01', '2026-12-31')]), '10');
});

test('hours told for half a year say nothing of its quarters', () => {
  assert.equal(scoreOf([piece('7', '2026-07-01', '2026-12-31')]), null);
});

test('an organisation that is rated belongs to itself', () => {
  const scored = { subject: 'org', inputs: [{ id: 'given' }], score: [{ id: 'total', input: 'given' }] };
  const { orgs } = resultsOf(scored, { orgs: [{ id: 'X' }], subjects: [{ id: 'X' }], inputs: { X: { given: '9' } } });
  assert.equal(orgs['X']?.sum, '9');
});
