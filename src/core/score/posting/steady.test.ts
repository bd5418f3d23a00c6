import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultOf, type Blocks } from '../../../../test/small-scheme.ts';

const facts = [
  { id: 'office', type: 'flag' },
  { id: 'senior', type: 'flag' },
  { id: 'birth', type: 'date' },
  { id: 'age', type: 'number', source: { kind: 'age', from: 'birth', at: 'entry' } },
  { id: 'visits', type: 'number', source: { kind: 'meetings', window: 'year' } },
  { id: 'big', type: 'flag', of: 'org' },
];

/** Two entries of ten points, in March and in September; each is doubled when the condition holds on its day. */
function doubled(when: Blocks, own: Blocks, more: Blocks = {}, about: Blocks = {}): string | null {
  const blocks = {
    facts,
    items: [{ id: 'A', group: 'g', rules: [{ id: 'A/1', points: '10' }] }],
    modifiers: { combine: 'add', rules: [{ id: 'twice', groups: ['g'], rate: '100%', when }] },
    score: [{ id: 'total', items: ['A'] }],
    ...more,
  };
  const entries = ['2026-03-01', '2026-09-01'].map((on) => ({ item: 'A/1', on }));
  return resultOf(blocks, { subjects: [{ id: 'm1', facts: own }], entries, ...about }).score;
}

const fromJune = [{ value: true, from: '2026-06-01' }];
const [office, senior] = [{ fact: 'office' }, { fact: 'senior' }];

const rows: readonly (readonly [name: string, when: Blocks, own: Blocks, score: string])[] = [
  ['a fact of the whole year', office, { office: true }, '40'],
  ['nobody reported it', office, {}, '20'],
  ['a fact from June on', office, { office: fromJune }, '30'],
  ['not: before June', { not: office }, { office: fromJune }, '30'],
  ['not, of the whole year', { not: office }, { office: true }, '20'],
  ['both', { all: [office, senior] }, { office: true, senior: true }, '40'],
  ['both, one from June on', { all: [office, senior] }, { office: true, senior: fromJune }, '30'],
  ['either', { any: [office, senior] }, { office: true }, '40'],
  ['either, one from June on', { any: [office, senior] }, { senior: fromJune }, '30'],
  ['sixty in June', { fact: 'age', gte: '60' }, { birth: '1966-06-01' }, '30'],
  [
    'sixty in June, and in office',
    { all: [office, { fact: 'age', gte: '60' }] },
    { office: true, birth: '1966-06-01' },
    '30',
  ],
  ['a count of the year', { fact: 'visits', gte: '3' }, { visits: '3' }, '40'],
  ['more than facts', { all: [office, { category: ['在职'] }] }, { office: true }, '20'],
];

for (const [name, when, own, score] of rows) {
  test(`a surcharge by its day: ${name}: ${score}`, () => {
    assert.equal(doubled(when, own), score);
  });
}

test('a fact of the organisation changes with the organisation and with the day', () => {
  const orgs = [
    { id: 'X', facts: { big: fromJune } },
    { id: 'Y', facts: { big: true } },
  ];
  const of = (org: unknown): string | null => doubled({ fact: 'big' }, {}, {}, { orgs, subjects: [{ id: 'm1', org }] });
  assert.deepEqual([of('X'), of('Y')], ['30', '40']);
  assert.equal(
    of([
      { value: 'Y', to: '2026-03-31' },
      { value: 'X', from: '2026-04-01' },
    ]),
    '40',
  );
});

test('where organisations are rated, what stands with the organisation changes too', () => {
  const orgs = [{ id: 'm1', facts: { office: fromJune } }];
  assert.equal(doubled(office, {}, { subject: 'org' }, { orgs, subjects: [{ id: 'm1' }] }), '30');
});

test('one after the other, each by what was reported of them', () => {
  const entries = ['m1', 'm2', 'm1', 'm2'].map((subject) => ({ item: 'A/1', subject }));
  const of = (first: boolean, second: boolean): string | null => {
    const subjects = [
      { id: 'm1', facts: { office: first } },
      { id: 'm2', facts: { office: second } },
    ];
    return doubled(office, {}, {}, { subjects, entries });
  };
  assert.deepEqual([of(true, false), of(false, true)], ['40', '20']);
});
