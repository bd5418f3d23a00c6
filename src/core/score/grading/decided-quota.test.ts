import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inFour, quotaOf } from '../../../../test/small-ladder.ts';
import { problemsOf, resultsOf, sentencesOf, type Blocks } from '../../../../test/small-scheme.ts';

const scheme = (more: Blocks = {}): Blocks => ({
  inputs: [{ id: 'x' }],
  score: [{ id: 'total', input: 'x' }],
  grade: inFour({ quotas: [quotaOf(more)] }),
});
/** Four for two places: `a` has the most points, the others are level. */
function decided(grades: Readonly<Record<string, string>>, reason: Blocks = {}): Blocks {
  return {
    orgs: [{ id: 'X', name: '甲' }],
    subjects: ['a', 'b', 'c', 'd'].map((id) => ({ id, org: 'X' })),
    inputs: { a: { x: '99' }, b: { x: '95' }, c: { x: '95' }, d: { x: '95' } },
    decisions: Object.fromEntries(
      Object.entries(grades).map(([id, grade]) => [id, { by: '支部大会', grade, ...reason }]),
    ),
  };
}
function cameOut(facts: Blocks, more?: Blocks): readonly string[] {
  const { quotas, subjects } = resultsOf(scheme(more), facts);
  const sides = quotas.map((one) => `${one.in.join('')}|${one.contested.join('')}|${one.out.join('')}`);
  return [
    ...sides,
    Object.values(subjects)
      .map((one) => one.grade ?? '?')
      .join(''),
  ];
}

test('who is level on the line waits while nobody has decided', () => {
  assert.deepEqual(cameOut(decided({})), ['a|bcd|', '优???']);
});

test('once all places are taken by decisions the others have the next grade', () => {
  assert.deepEqual(cameOut(decided({ c: '优' })), ['ac||bd', '优良优良']);
});

test('once the others were given another grade, who is left has the place', () => {
  assert.deepEqual(cameOut(decided({ b: '良', d: '良' })), ['ac||bd', '优良优良']);
});

test('while there is a choice left, those who are left wait on', () => {
  assert.deepEqual(cameOut(decided({ b: '良' })), ['a|cd|b', '优良??']);
});

test('more decisions than a quota that must be kept has places are refused, with the quota and who it was', () => {
  const over = decided({ b: '优', c: '优' });
  assert.deepEqual(problemsOf(scheme(), over), ['decision-over-quota decisions']);
  assert.deepEqual(sentencesOf(scheme(), over), [
    'decisions：甲「优」有 2 个名额，其中 1 个已由分数占去，却有 2 人被认定为「优」（b、c），超出名额，请改认定。',
  ]);
});

test('a usual quota is exceeded with a reason; without one that is told', () => {
  const usual = { force: 'should' };
  const both = { b: '优', c: '优' };
  assert.deepEqual(problemsOf(scheme(usual), decided(both)), ['decision-over-usual-quota decisions']);
  assert.deepEqual(problemsOf(scheme(usual), decided(both, { reason: '事迹突出' })), []);
  assert.deepEqual(cameOut(decided(both, { reason: '事迹突出' }), usual), ['abc||d', '优优优良']);
});

test('who is only proposed for the grade by another rule still waits', () => {
  const may = { id: 'z', when: { rank: 'order', lte: '4' }, grade: '优', force: 'may', clause: 'c' };
  const blocks = scheme();
  const carried = { ...(blocks['grade'] as Blocks), carried: [may] };
  const rankings = [{ id: 'order', node: 'total' }];
  const { quotas } = resultsOf({ ...blocks, grade: carried, rankings }, decided({ c: '优' }));
  assert.deepEqual(quotas[0]?.contested, ['b', 'd']);
});

const lined = (more: Blocks = {}): Blocks => ({
  facts: [{ id: 'place', type: 'choice', values: ['前', '后'] }],
  inputs: [{ id: 'x' }],
  score: [{ id: 'total', input: 'x' }],
  grade: inFour({
    standings: [
      {
        grade: '优',
        end: 'top',
        count: '2',
        among: 'graded-members',
        rounding: 'round-down',
        ties: 'human',
        unmet: 'next',
        clause: 'c',
        ...more,
      },
    ],
  }),
});

test('more decided for a grade than come within a line that some share are told, unless each has a reason', () => {
  const both = { b: '优', c: '优' };
  assert.deepEqual(sentencesOf(lined(), decided(both)), [
    'decisions：甲「优」按名次取前 2 名，其中 1 个已由分数占去，名次线上并列的却认定了 2 人（b、c），超出的要写明理由，或改认定。',
  ]);
  assert.deepEqual(problemsOf(lined(), decided({ b: '优', c: '良' })), []);
  assert.deepEqual(problemsOf(lined(), decided(both, { reason: '并列' })), []);
  assert.deepEqual(problemsOf(lined({ ties: 'all-in' }), decided(both)), []);
});

test('where the branch says who is in front it draws the line itself', () => {
  const facts = decided({ b: '优', c: '优' });
  const [first, ...others] = facts['subjects'] as readonly Blocks[];
  const told = { ...facts, subjects: [{ ...first, facts: { place: '前' } }, ...others] };
  assert.deepEqual(problemsOf(lined({ fact: 'place', value: '前' }), facts).length, 1);
  assert.deepEqual(problemsOf(lined({ fact: 'place', value: '前' }), told), []);
});
