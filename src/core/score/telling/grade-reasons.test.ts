import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BANDS, graded } from '../../../../test/small-ladder.ts';
import { scoringOf, smallFacts, smallScheme } from '../../../../test/small-scheme.ts';
import { gradeReasons } from './grade-reasons.ts';

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
    { item: 'A/1', subject: 'both' },
  ],
});

test('a grade that the band of the score alone would not have given has a reason', () => {
  const reasons = [...gradeReasons(scoringOf(scheme, facts))].map(([id, one]) => [id, one.what, one.clause]);
  assert.deepEqual(reasons, [
    ['condition', '另一个条件不成立，归下一档「良」', '一'],
    ['entry', '一票否决，定为「差」', '一'],
    ['both', '一票否决（长期不参加），定为「差」', '一'],
  ]);
});
