import assert from 'node:assert/strict';
import { test } from 'node:test';
import { graded } from '../../../../test/small-ladder.ts';
import { heldOf, problemsOf, resultOf, type Blocks } from '../../../../test/small-scheme.ts';

const facts = [
  { id: 'a', type: 'flag' },
  { id: 'open', type: 'flag', missing: 'hold' },
];

/** The grade of 95 (优) or of a score still awaited, as settled or as options. */
function gradeOf(grade: Blocks, more: Blocks = {}, own: Blocks = { a: true }, given = '95') {
  const blocks = graded(grade, { facts, ...more });
  const inputs = given === '' ? {} : { inputs: { m1: { given } } };
  const one = resultOf(blocks, { subjects: [{ id: 'm1', facts: own }], ...inputs });
  return one.grade ?? one.options?.join('/') ?? 'held';
}

const override = (...rules: readonly Blocks[]): Blocks => ({
  overrides: rules.map((one, at) => ({ id: `o${at}`, clause: 'c', when: { fact: 'a' }, ...one })),
});
const unsure = { when: { fact: 'open' } };

const rows: readonly (readonly [name: string, grade: Blocks, result: string])[] = [
  ['an override that cannot be told', override({ grade: '良', ...unsure }), 'held'],
  ['the lowest grade is certain whatever else', override({ grade: '良', ...unsure }, { grade: '差' }), '差'],
  ['but not where it only may be given', override({ grade: '良', ...unsure }, { grade: '差', force: 'may' }), '差/优'],
  ['a bound comes after a gift, in whatever order', override({ atMost: '良' }, { grade: '优' }), '良'],
  ['a bound comes after a gift, in the other order', override({ grade: '优' }, { atMost: '良' }), '良'],
];

for (const [name, grade, result] of rows) test(`${name}: ${result}`, () => assert.equal(gradeOf(grade), result));

/** 优 waits for a choice between 优 and 良. */
const choice = (...rules: readonly Blocks[]): Blocks => ({
  tables: [{ id: 't', bands: [{ grade: '优', from: '90', pending: ['优', '良'] }] }],
  ...override(...rules),
});

const choices: readonly (readonly [name: string, rules: readonly Blocks[], options: string])[] = [
  ['the grade that an open rule gives', [{ grade: '差', ...unsure }], '优/良/差'],
  ['what an open bound leaves', [{ atMost: '差', ...unsure }], '优/良/差'],
  ['nothing by an open bound that changes nothing', [{ atMost: '优', ...unsure }], '优/良'],
  ['what a known bound leaves, and an open rule gives', [{ atMost: '差', ...unsure }, { atMost: '优' }], '优/良/差'],
  ['nothing where a known bound leaves no choice', [{ grade: '差', ...unsure }, { atMost: '良' }], 'held'],
  [
    'the grade that may be given, and what an open one gives',
    [
      { grade: '差', force: 'may' },
      { grade: '良', ...unsure },
    ],
    '差/优/良',
  ],
];

for (const [name, rules, options] of choices) {
  test(`who has a choice keeps it, beside ${name}: ${options}`, () => {
    assert.equal(gradeOf(choice(...rules)), options);
  });
}

test('what is missing for a grade is not forgotten over a rule that is open', () => {
  const table = { id: 't', when: { fact: 'more' }, bands: [{ grade: '优', from: '90' }] };
  const blocks = {
    facts: [...facts, { id: 'more', type: 'flag', missing: 'hold' }],
    score: [{ id: 'total', const: '95' }],
    grade: { clause: 'c', ladder: ['优', '差'], tables: [table], ...override({ grade: '差', ...unsure }) },
  };
  assert.deepEqual(heldOf(resultOf(blocks)), ['more没有报告', 'open没有报告']);
});

test('a decision among them stands for now, and says what is missing', () => {
  const blocks = (rule: Blocks): Blocks => ({
    facts,
    score: [{ id: 'total', const: '95' }],
    grade: { clause: 'c', ladder: ['优', '良', '差'], ...choice(rule) },
  });
  const decided = (own: Blocks, grade = '良') => {
    const more = { subjects: [{ id: 'm1', facts: own }], decisions: { m1: { by: '支部大会', grade } } };
    const one = resultOf(blocks({ grade: '差', ...unsure }), more);
    return [one.grade, one.provisional ?? false, heldOf(one).join()];
  };
  assert.deepEqual(decided({}), ['良', true, 'open没有报告']);
  assert.deepEqual(decided({}, '差'), ['差', true, 'open没有报告']);
  assert.deepEqual(decided({ open: false }), ['良', false, '']);
  const against = {
    subjects: [{ id: 'm1', facts: { open: true } }],
    decisions: { m1: { by: '支部大会', grade: '良' } },
  };
  assert.deepEqual(problemsOf(blocks({ grade: '差', ...unsure }), against), [
    'decision-not-allowed decisions.m1.grade',
  ]);
});

test('a bound on a grade that waits for a score gives none', () => {
  assert.equal(gradeOf(override({ atMost: '良' }), {}, { a: true }, ''), 'held');
});

test('of what earlier periods make of the grade the lowest stands, and what cannot be told holds', () => {
  const carry = [{ id: 'n', kind: 'count', when: { node: 'total', gte: '0' } }];
  const carried = (...grades: readonly Blocks[]): Blocks => ({
    carried: grades.map((one, at) => ({ id: `z${at}`, clause: 'c', when: { carry: 'n', gte: '1' }, ...one })),
  });
  assert.equal(gradeOf(carried({ grade: '差' }, { grade: '良' }), { carry }), '差');
  assert.equal(gradeOf(carried({ grade: '良', when: { fact: 'open' } }), { carry }), 'held');
});

test('a veto that cannot be told holds the grade, the gate and the total it would fix', () => {
  const vetoes = (effect: string) => ({ vetoes: [{ id: 'v', when: { fact: 'open' }, effect }] });
  assert.equal(gradeOf({}, vetoes('lowest-grade')), 'held');
  assert.equal(gradeOf({}, vetoes('year-zero')), 'held');
  assert.equal(gradeOf({}, vetoes('hold')), 'held');
  assert.equal(gradeOf({}, vetoes('bar-from-award')), '优');
  const gates = [
    { id: 'award', when: { grade: ['优'] } },
    { id: 'other', when: { grade: ['差'] } },
  ];
  const blocks = { facts, score: [{ id: 'total', const: '95' }], gates, ...vetoes('bar-from-award') };
  const grade = { clause: 'c', ladder: ['优', '差'], tables: [{ id: 't', bands: [{ grade: '优', from: '90' }] }] };
  assert.deepEqual(resultOf({ ...blocks, grade }).gates, { other: false });
  assert.deepEqual(resultOf({ ...blocks, grade }, { subjects: [{ id: 'm1', facts: { open: false } }] }).gates, {
    award: true,
    other: false,
  });
});

test('zero is zero, whatever a veto without a stated effect would do', () => {
  const blocks = (first: string, second: string) => ({
    facts,
    score: [{ id: 'total', const: '95' }],
    vetoes: [first, second].map((effect, at) => ({ id: `v${at}`, when: { fact: 'a' }, effect })),
  });
  const own = { subjects: [{ id: 'm1', facts: { a: true } }] };
  assert.equal(resultOf(blocks('hold', 'year-zero'), own).score, '0');
  assert.equal(resultOf(blocks('year-zero', 'hold'), own).score, '0');
});

test('who may be exempt has no score yet', () => {
  const exempt = [{ id: 'x', label: '免评', clause: 'c', when: { fact: 'open' }, path: 'none' }];
  const blocks = { facts, score: [{ id: 'total', const: '95' }], scope: { exempt } };
  const statusOf = (own: Blocks) => resultOf(blocks, { subjects: [{ id: 'm1', facts: own }] }).status;
  assert.deepEqual([statusOf({}), statusOf({ open: true }), statusOf({ open: false })], ['held', 'exempt', 'scored']);
});
