import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleScheme } from '../../../test/sample-scheme.ts';
import { mutants, numbersOf, stepsOf } from './mutation.ts';

const steps: readonly (readonly [text: string, changed: readonly string[]])[] = [
  ['8', ['9', '7']],
  ['0', ['1', '-1']],
  ['-15', ['-14', '-16']],
  ['0.5', ['0.6', '0.4']],
  ['0.10', ['0.11', '0.09']],
  ['0.9', ['1.0', '0.8']],
  ['0.0', ['0.1', '-0.1']],
  ['9.99', ['10.00', '9.98']],
  ['15%', ['16%', '14%']],
  ['1/3', ['2/3', '0/3']],
  ['12-16', ['12-17', '12-15']],
  ['12-31', ['01-01', '12-30']],
  ['03-01', ['03-02', '02-28']],
  ['02-30', []],
];

for (const [text, changed] of steps) {
  test(`one step from ${text}`, () => assert.deepEqual(stepsOf(text), changed));
}

function paths(raw: unknown): readonly string[] {
  return numbersOf(raw).map((one) => `${one.path} ${one.text}`);
}

test('the numbers of the sample', () => {
  assert.deepEqual(paths(sampleScheme), [
    'ballots.vote.options.好.value 100',
    'ballots.vote.options.差.value 0',
    'inputs.superior.range.0 0',
    'inputs.superior.range.1 100',
    'sections.B.cap 5',
    'items.A-1.max 10',
    'items.A-1.rules.A-1/1.points 1',
    'items.A-1.rules.A-1/2.points 1',
    'items.A-1.rules.A-1/2.shortage.need 32',
    'items.B-1.rules.B-1/1.points 2',
    'score.mix.weighted.vote.weight 60%',
    'score.mix.weighted.superior.weight 40%',
    'grade.tables.t.bands.优.from 90',
    'grade.tables.t.bands.良.from 60',
    'grade.tables.t.bands.良.below 90',
    'grade.tables.t.bands.差.below 60',
    'grade.quotas.q.share 20%',
    'outcomes.talk.when.gte 2',
    'outcomes.praise.when.all.0.lte 3',
    'outcomes.praise.when.all.1.gte 18',
    'process.tracks.year.steps.publish.noticeDays 5',
  ]);
});

const rows: readonly (readonly [what: string, raw: unknown, expected: readonly string[]])[] = [
  [
    'ids, clauses, shown digits, gaps and examples are none',
    {
      scheme: '1',
      number: { shown: '2' },
      clauses: [{ id: '3', no: '4', text: '5' }],
      examples: [{ id: '6', facts: { points: '7' } }],
      incomplete: [{ id: '8' }],
    },
    [],
  ],
  ['words in the place of a number are none', { facts: [{ id: 'age', source: { from: 'birth' } }] }, []],
  [
    'days of the year are',
    { process: { tracks: [{ id: 't', steps: [{ id: 's', due: { monthDay: '12-16' } }] }] } },
    ['process.tracks.t.steps.s.due.monthDay 12-16'],
  ],
  ['whole numbers written as such are', { items: [{ id: 'a', max: 5 }] }, ['items.a.max 5']],
  [
    'ranges by value are',
    { inputs: [{ id: 'i', rangeBy: { fact: 'f', ranges: { 优秀: ['90', '100'] } } }] },
    ['inputs.i.rangeBy.ranges.优秀.0 90', 'inputs.i.rangeBy.ranges.优秀.1 100'],
  ],
  [
    'what the option of a reading sets is',
    { readings: [{ id: 'r', options: [{ id: 'o', set: { 'score.total.cap': '100' } }] }] },
    ['readings.r.options.o.set.score.total.cap 100'],
  ],
  ['parameters given by an overlay are', { extends: ['x'], params: { base: '80' } }, ['params.base 80']],
  ['what an overlay adds is', { extends: ['x'], add: { items: [{ id: 'a', max: '3' }] } }, ['add.items.a.max 3']],
  ['an element without a name goes by its place', { items: [[{ max: '1' }]] }, ['items.0.0.max 1']],
  ['a flag is none', { process: { countFirstDay: true, tracks: null } }, []],
  ['not a document', 'x', []],
];

for (const [what, raw, expected] of rows) {
  test(`numbers: ${what}`, () => assert.deepEqual(paths(raw), expected));
}

test('each mutant differs in one place by one step and leaves the document alone', () => {
  const before = structuredClone(sampleScheme);
  const all = [...mutants(sampleScheme)];
  assert.equal(all.length, 2 * numbersOf(sampleScheme).length);
  for (const { place, changed, document } of all) {
    const numbers = numbersOf(document);
    const differing = numbersOf(sampleScheme).filter((one, index) => numbers[index]?.text !== one.text);
    assert.deepEqual(differing, [place]);
    assert.equal(numbers.find((one) => one.path === place.path)?.text, changed);
  }
  assert.deepEqual(sampleScheme, before);
});
