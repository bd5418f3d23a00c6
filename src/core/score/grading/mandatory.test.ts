import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultOf, type Blocks } from '../../../../test/small-scheme.ts';
import { toldOf } from '../../../../test/told.ts';

const bands = [
  { grade: '优', from: '90' },
  { grade: '良', from: '80', below: '90' },
  { grade: '中', from: '60', below: '80' },
];

/** The grade for a score given by a body, where the ▲ item A has so many points. */
function gradeOf(rule: Blocks, score: string, points: string, own: Blocks = {}, item: Blocks = {}): string {
  const result = resultOf(
    {
      facts: [
        { id: 'met', type: 'set' },
        { id: 'sure', type: 'flag', missing: 'hold' },
      ],
      inputs: [{ id: 'x' }],
      items: [
        { id: 'A', start: 'judged', max: '5', mandatory: true, ...item },
        { id: 'B', start: 'judged', max: '5' },
      ],
      score: [{ id: 'total', input: 'x' }],
      grade: {
        clause: 'c',
        ladder: ['优', '良', '中', '差'],
        tables: [{ id: 't', bands, otherwise: { grade: '差' } }],
        mandatory: { allowed: ['良', '中'], choose: 'by-score', met: 'full-marks', clause: 'c', ...rule },
      },
    },
    {
      subjects: [{ id: 'm1', facts: own }],
      inputs: { m1: { x: score } },
      entries: points === '' ? [] : [{ item: 'A', points }],
    },
  );
  return result.grade ?? (result.options === undefined ? 'held' : `?${result.options.join('/')}`);
}

const rows: readonly (readonly [rule: Blocks, score: string, points: string, grade: string])[] = [
  [{}, '95', '5', '优'],
  [{}, '95', '4.9', '良'],
  [{}, '85', '4.9', '良'],
  [{}, '70', '4.9', '中'],
  // Worse than all that is allowed stays as it is.
  [{}, '50', '4.9', '差'],
  [{ choose: 'lowest' }, '95', '4.9', '中'],
  [{ choose: 'lowest' }, '50', '4.9', '差'],
  [{ choose: 'judged' }, '95', '4.9', '?良/中'],
  [{ choose: 'judged' }, '85', '4.9', '?良/中'],
  [{ choose: 'judged' }, '70', '4.9', '中'],
  [{ choose: 'judged', allowed: ['中', '良'] }, '95', '4.9', '?良/中'],
  [{ met: 'any-points' }, '95', '0.1', '优'],
  [{ met: 'any-points' }, '95', '0', '良'],
  // Nobody has said yet what the item is worth.
  [{}, '95', '', 'held'],
  [{ met: 'any-points' }, '95', '', 'held'],
];

for (const [rule, score, points, grade] of rows) {
  test(`${score} with ${points || 'nothing'} on the ▲ item, ${JSON.stringify(rule)}: ${grade}`, () => {
    assert.equal(gradeOf(rule, score, points), grade);
  });
}

test('met as a body has found', () => {
  const judged = { met: 'judged', metFact: 'met' };
  assert.equal(gradeOf(judged, '95', '0', { met: ['A'] }), '优');
  assert.equal(gradeOf(judged, '95', '5', { met: ['B'] }), '良');
  assert.equal(gradeOf(judged, '95', '5', {}), '良');
  assert.equal(gradeOf({ met: 'judged' }, '95', '5', {}), '良');
});

test('met by a condition of its own, as far as it can be told', () => {
  const item = { metWhen: { item: 'A', gte: '3' } };
  assert.equal(gradeOf({}, '95', '3', {}, item), '优');
  assert.equal(gradeOf({}, '95', '2', {}, item), '良');
  const unsure = { metWhen: { fact: 'sure' } };
  assert.equal(gradeOf({}, '95', '5', {}, unsure), '优');
  assert.equal(gradeOf({}, '95', '3', {}, unsure), '良');
  assert.equal(gradeOf({}, '95', '3', { sure: true }, unsure), '优');
});

test('items without ▲ bound nothing', () => {
  assert.equal(gradeOf({}, '95', '0', {}, { mandatory: false }), '优');
});

test('many ▲ items that were not met are counted, and each is told with what it came to', () => {
  const ids = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
  const told = toldOf(
    {
      inputs: [{ id: 'x' }],
      items: ids.map((id) => ({ id, start: 'judged', judgedBy: '考核组', max: '5', mandatory: true })),
      score: [{ id: 'total', input: 'x' }],
      grade: {
        clause: 'c',
        ladder: ['优', '良', '中', '差'],
        tables: [{ id: 't', bands, otherwise: { grade: '差' } }],
        mandatory: { allowed: ['良', '中'], choose: 'judged', met: 'full-marks', clause: 'c' },
      },
    },
    { inputs: { m1: { x: '95' } }, entries: ids.map((item) => ({ item, points: '4' })) },
  ).explain('m1');
  assert.deepEqual(told.held.map((one) => one.what).slice(0, 1), [
    '▲项未达标（A、B、C、D、E、F等 7 项），等待考核组认定（可选：良、中）',
  ]);
  assert.match(told.grading.at(-1)?.what ?? '', /F等 7 项，等次只能是良或中，依据：.*G 4（条件是等于 5）$/u);
});
