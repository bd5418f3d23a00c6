import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BANDS, graded } from '../../../../test/small-ladder.ts';
import { scoringOf, smallFacts, smallScheme } from '../../../../test/small-scheme.ts';
import { toldOf } from '../../../../test/told.ts';
import { reasonsOf } from './reasons.ts';

const table = { ...BANDS, bands: [{ ...BANDS.bands[0], also: { fact: 'asked' }, unmet: 'next' }, BANDS.bands[1]] };
const scheme = smallScheme({
  ...graded({ tables: [table] }),
  facts: [
    { id: 'late', type: 'flag', missing: 'no' },
    { id: 'asked', type: 'flag', missing: 'hold' },
  ],
  items: [{ id: 'A', rules: [{ id: 'A/1', effect: 'record' }] }],
  vetoes: [
    { id: 'v', label: '一票否决', clause: 'c', items: ['A/1'], effect: 'lowest-grade' },
    { id: 'w', label: '长期不参加', clause: 'c', when: { fact: 'late' }, effect: 'lowest-grade' },
  ],
});

const facts = smallFacts({
  subjects: [
    { id: 'band', facts: {} },
    { id: 'condition', facts: { asked: false } },
    { id: 'waits', facts: {} },
    { id: 'entry', facts: {} },
    { id: 'both', facts: { late: true } },
    { id: 'none', facts: {} },
  ],
  inputs: {
    band: { given: '70' },
    condition: { given: '95' },
    waits: { given: '95' },
    entry: { given: '70' },
    both: { given: '70' },
  },
  entries: [
    { item: 'A/1', subject: 'entry' },
    { id: 'e2', item: 'A/1', subject: 'both' },
  ],
});

test('a grade that the band of the score alone would not have given has a reason', () => {
  const reasons = [...reasonsOf(scoringOf(scheme, facts))].flatMap(([id, lines]) =>
    lines.map((one) => [id, one.what, one.clause]),
  );
  assert.deepEqual(reasons, [
    ['condition', '分数够「优」，另有的条件不满足，归下一档「良」，依据：asked：否', '一'],
    ['entry', '一票否决，定为「差」', '一'],
    ['both', '一票否决（长期不参加），定为「差」', '一'],
  ]);
});

test('who is below all bands of a scheme that says nothing of them has no grade, and what the source leaves out is said', () => {
  const low = { ...BANDS, otherwise: undefined };
  const own = {
    ...graded({ tables: [low] }),
    incomplete: [{ id: 'low', what: '不满60分怎样处理没有写', fills: ['grade'] }],
  };
  const told = toldOf(own, { subjects: [{ id: 'm1' }, { id: 'm2' }], inputs: { m1: { given: '52.9' } } });
  const reason = '分数在各档以下，没有写归哪一等：「良」要 60 分以上，差 7.1 分（原文缺：不满60分怎样处理没有写）';
  assert.deepEqual([...reasonsOf(told.scoring)], [['m1', [{ what: reason, clause: '' }]]]);
  const [part] = told.report.parts;
  assert.deepEqual(
    part?.rows.map((row) => [row.name, row.grade, row.held.length]),
    [
      ['m1', '没有等次', 0],
      ['m2', '待定', 1],
    ],
  );
  assert.deepEqual(told.explain('m1').grading, [{ what: reason, clause: '' }]);
});

test('a score that a veto takes to zero has a reason: the entries with their rows, and only facts that suffice', () => {
  const own = {
    ...scheme,
    vetoes: [
      {
        id: 'v',
        label: '清除全年积分',
        clause: 'c',
        items: ['A/1'],
        when: { any: [{ fact: 'late' }, { fact: 'asked' }] },
        effect: 'year-zero',
      },
    ],
  };
  const { scoring, explain } = toldOf(own, {
    subjects: [
      { id: 'entry', facts: {} },
      { id: 'fact', facts: { late: true } },
      { id: 'both', facts: { late: true, asked: false } },
    ],
    inputs: Object.fromEntries(['entry', 'fact', 'both'].map((id) => [id, { given: '95' }])),
    entries: [
      { id: '台账9', item: 'A/1', subject: 'entry', on: '2026-09-09' },
      { id: 'e2', item: 'A/1', subject: 'both', on: '2026-09-10' },
    ],
  });
  const reasons = [...reasonsOf(scoring)].map(([id, lines]) => [id, lines.map((one) => one.what)]);
  assert.deepEqual(reasons, [
    ['entry', ['一票否决：清除全年积分，依据：2026-09-09「A/1」（台账第 9 行）']],
    ['fact', ['一票否决：清除全年积分，依据：late：是']],
    ['both', ['一票否决：清除全年积分，依据：2026-09-10「A/1」（台账 e2）、late：是']],
  ]);
  assert.equal(explain('entry').steps?.read, '2026-09-09「A/1」（台账第 9 行）');
});
