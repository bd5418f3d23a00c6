import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultOf, resultsOf, sentencesOf, type Blocks } from '../../../test/small-scheme.ts';
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

test('a month that has begun counts as far as it has come, and that is told', () => {
  const monthly = {
    items: scheme['items'],
    score: [
      { id: 'total', over: { unit: 'month', node: 'month', combine: 'sum' } },
      { id: 'month', items: ['A'] },
    ],
  };
  assert.deepEqual(
    sentencesOf(monthly, { entries: [entries[0]], asOf: '2026-06-29' }).at(-1),
    '：截至 2026-06-29 计分，2026年6月还没有完，先按到这一天的算。',
  );
  assert.deepEqual(sentencesOf(monthly, { entries: [entries[0]], ...asOf }), []);
});

test('a day on which something is done later is not done yet, and that is told', () => {
  const step = {
    id: 's',
    label: '公示',
    action: 'publish',
    clause: 'c',
    done: 'posted',
    due: { after: 'period-start', months: 5 },
  };
  const process = { tracks: [{ id: 't', label: '一年', cadence: 'year', clause: 'c', steps: [step] }] };
  const posted = {
    ...scheme,
    facts: [
      { id: 'posted', label: '公示日', type: 'date', of: 'org' },
      { id: 'joined', type: 'date' },
    ],
    process,
  };
  const facts = (on: string): Blocks => ({
    orgs: [{ id: 'X', facts: { posted: on } }],
    subjects: [{ id: 'm1', org: 'X', facts: { joined: '2026-09-01' } }],
    ...asOf,
  });
  const doneBy = (on: string): unknown => resultsOf(posted, facts(on)).deadlines.map((one) => [one.done, one.late]);
  assert.deepEqual(doneBy('2026-06-30'), [['2026-06-30', true]]);
  assert.deepEqual(doneBy('2026-07-01'), [[undefined, undefined]]);
  assert.deepEqual(sentencesOf(posted, facts('2026-06-30')), []);
  assert.deepEqual(sentencesOf(posted, facts('2026-07-01')), [
    '：截至 2026-06-30 计分，报来的日期在这以后的，当作还没有办：公示日。',
  ]);
});

test('the title says up to which day, where the period is not over', () => {
  const title = (facts: Blocks): string =>
    reportedPeriod(toldOf({ ...scheme, inputs: [], findings: undefined }, facts).report);
  assert.deepEqual([title(asOf), title({ asOf: '2027-01-05' })], ['2026年　截至 2026-06-30（阶段结果）', '2026年']);
});
