import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quotaOf } from '../../../test/small-ladder.ts';
import { smallFacts, smallScheme, type Blocks } from '../../../test/small-scheme.ts';
import { examplesOf, runExample } from './example.ts';

const document = smallScheme({
  params: [{ id: 'base', value: '10' }],
  inputs: [{ id: 'x', label: '评分' }],
  score: [
    { id: 'total', sum: ['x', 'base'] },
    { id: 'x', input: 'x' },
    { id: 'base', const: { param: 'base' } },
  ],
  grade: {
    clause: 'c',
    ladder: ['优', '良'],
    tables: [{ id: 't', bands: [{ grade: '优', from: '90', pending: ['优', '良'] }], otherwise: { grade: '良' } }],
    quotas: [quotaOf({ count: '1' })],
  },
  outcomes: [
    { id: 'praise', when: { node: 'total', gte: '20' }, do: '表扬' },
    { id: 'talk', when: { node: 'total', lt: '20' }, do: '谈话', on: ['subject'] },
  ],
  norms: [{ id: 'n', of: 'subject', range: { fact: 'hours', least: '8' } }],
  facts: [{ id: 'hours', type: 'number' }],
  readings: [
    {
      id: 'r',
      question: '？',
      options: [
        { id: 'a', text: '甲' },
        { id: 'b', text: '乙', set: { 'score.base.const': '1' } },
      ],
      choice: 'a',
    },
  ],
});

/** Where an example differs from what comes out. */
function differences(expect: unknown, facts: unknown = told('30'), choices: Blocks = {}): readonly string[] {
  const [example] = examplesOf({ examples: [{ id: 'e', facts, expect, ...choices }] });
  assert.ok(example !== undefined);
  return runExample(document, () => undefined, example).map(
    ({ code, at, data }) => `${code} ${at.replace('examples.e.', '')} ${Object.values(data).join('≠')}`,
  );
}

const told = (x: string): unknown =>
  smallFacts({ subjects: [{ id: 'm1', facts: { hours: 9 } }], inputs: { m1: { x } } });
const m1 = (result: unknown) => ({ subjects: { m1: result } });

const rows: readonly (readonly [name: string, expect: unknown, differences: readonly string[]])[] = [
  ['what is not named may be anything', m1({ score: '40' }), []],
  ['a number may be written as one', m1({ score: 40 }), []],
  ['another score', m1({ score: '41' }), ['example-differs subjects.m1.score "41"≠"40"']],
  ['exactly, not nearly', m1({ score: '40.0' }), ['example-differs subjects.m1.score "40.0"≠"40"']],
  [
    'somebody who is not there',
    { subjects: { m2: { score: '40' } } },
    ['example-differs subjects.m2 {"score":"40"}≠没有'],
  ],
  ['nothing, where nothing is', m1({ rank: null, proposed: null }), ['example-differs subjects.m1.rank null≠1']],
  ['one outcome by its id', m1({ outcomes: ['praise'] }), []],
  ['no outcome', m1({ outcomes: [] }), ['example-differs subjects.m1.outcomes []≠["praise"]']],
  [
    'one outcome too many',
    m1({ outcomes: ['praise', 'talk'] }),
    ['example-differs subjects.m1.outcomes ["praise","talk"]≠["praise"]'],
  ],
  ['an outcome with what it says', m1({ outcomes: [{ id: 'praise', on: 'm1', do: '表扬' }] }), []],
  [
    'an outcome that says something else',
    m1({ outcomes: [{ id: 'praise', do: '谈话' }] }),
    ['example-differs subjects.m1.outcomes.0.do "谈话"≠"表扬"'],
  ],
  [
    'an outcome on somebody else',
    m1({ outcomes: [{ id: 'praise', on: 'm2' }] }),
    ['example-differs subjects.m1.outcomes.0 {"id":"praise","on":"m2"}≠没有'],
  ],
  [
    'more outcomes than come out',
    m1({ outcomes: [{ id: 'praise' }, { id: 'talk' }] }),
    [
      'example-differs subjects.m1.outcomes [{"id":"praise"},{"id":"talk"}]≠[{"clause":"c","do":"表扬","force":"must","id":"praise","on":"m1"}]',
    ],
  ],
  ['norms by name, as many as are named', { norms: [{ id: 'n', subject: 'm1', status: 'met' }] }, []],
  ['a norm that is not there', { norms: [{ id: 'other' }] }, ['example-differs norms.0 {"id":"other"}≠没有']],
  [
    'a norm that comes out otherwise',
    { norms: [{ id: 'n', status: 'missed' }] },
    ['example-differs norms.0.status "missed"≠"met"'],
  ],
  ['a list where there is none', m1({ score: ['40'] }), ['example-differs subjects.m1.score ["40"]≠"40"']],
  ['a record where there is none', m1({ score: { total: 1 } }), ['example-differs subjects.m1.score {"total":1}≠"40"']],
  ['lists of something else, one by one', { quotas: [{ id: 'q', slots: 1, in: [] }] }, []],
];

for (const [name, expect, found] of rows) {
  test(`an example expects ${name}`, () => {
    assert.deepEqual(differences(expect), found);
  });
}

test('what is held is found by a part of its sentence', () => {
  const open = smallFacts({ subjects: [{ id: 'm1', facts: { hours: 9 } }] });
  assert.deepEqual(differences(m1({ held: ['评分没有'] }), open), []);
  assert.deepEqual(differences(m1({ held: ['评分没有', '名次'] }), open).length, 1);
  assert.deepEqual(differences(m1({ held: [] }), open).length, 1);
  assert.deepEqual(differences(m1({ held: ['名次'] })).length, 1);
});

test('lists of words are compared in whatever order', () => {
  assert.deepEqual(differences(m1({ options: ['良', '优'], grade: null }), told('85')), []);
  assert.deepEqual(differences(m1({ options: ['良'] }), told('85')).length, 1);
});

test('an example may choose readings and parameters', () => {
  assert.deepEqual(differences(m1({ score: '31' }), told('30'), { readings: { r: 'b' } }), []);
  assert.deepEqual(differences(m1({ score: '35' }), told('30'), { params: { base: '5' } }), []);
});

test('problems that nobody expects are told, expected ones compared', () => {
  const unknown = smallFacts({ subjects: [{ id: 'm1', facts: { age: 1 } }] });
  assert.deepEqual(differences({}, unknown), ['example-problem subjects.m1.facts.age unknown-fact≠{"id":"age"}']);
  assert.deepEqual(differences({ problems: ['unknown-fact'] }, unknown), []);
  assert.deepEqual(differences({ problems: [{ code: 'unknown-fact', at: 'subjects.m1.facts.age' }] }, unknown), []);
  assert.deepEqual(differences({ problems: ['unknown-item'] }, unknown), [
    'example-differs problems ["unknown-item"]≠["unknown-fact"]',
  ]);
  assert.deepEqual(differences({ problems: [] }), []);
});

test('facts that cannot be read, and choices that there are not, are problems too', () => {
  assert.deepEqual(differences({ problems: ['missing-key'] }, {}), []);
  assert.deepEqual(differences({}, null), ['example-problem  not-a-record≠{"got":"null"}']);
  assert.deepEqual(differences({ problems: ['unknown-option'] }, told('30'), { readings: { r: 'c' } }), []);
});

test('examples are read from whatever there is of a document', () => {
  assert.deepEqual(examplesOf(undefined), []);
  assert.deepEqual(examplesOf({ examples: 'none' }), []);
  assert.deepEqual(examplesOf({ examples: [7, { id: 'e', name: '名', cases: ['C1'], clauses: ['c'] }, { id: 'f' }] }), [
    { id: 'e', name: '名', cases: ['C1'], clauses: ['c'], facts: null, readings: {}, params: {}, expect: null },
    { id: 'f', name: 'f', cases: [], clauses: [], facts: null, readings: {}, params: {}, expect: null },
  ]);
});
