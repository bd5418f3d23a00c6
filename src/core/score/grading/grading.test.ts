import assert from 'node:assert/strict';
import { test } from 'node:test';
import { graded } from '../../../../test/small-ladder.ts';
import { heldOf, resultOf, resultsOf } from '../../../../test/small-scheme.ts';

const scored = graded();
const award = { gates: [{ id: 'award', when: { not: { grade: ['差'] } } }] };

test('nobody may be put forward on a grade that waits for a score', () => {
  const { gates, outcomes } = resultOf({
    ...scored,
    ...award,
    outcomes: [{ id: 'talk', when: { not: { grade: ['优', '良'] } } }],
  });
  assert.deepEqual([gates, outcomes], [{}, []]);
});

test('nor is somebody turned down on it', () => {
  assert.deepEqual(resultOf({ ...scored, gates: [{ id: 'award', when: { grade: ['优'] } }] }).gates, {});
});

test('a grade that is settled opens the gate', () => {
  assert.deepEqual(resultOf({ ...scored, ...award }, { inputs: { m1: { given: '60' } } }).gates, { award: true });
});

test('a share is taken of everybody who is graded, those whose score is still awaited too', () => {
  const standing = { grade: '优', end: 'top', share: '50%', among: 'graded-members', ties: 'human', unmet: 'next' };
  const members = { subjects: ['m1', 'm2', 'm3', 'm4'].map((id) => ({ id })) };
  const given = { inputs: { m1: { given: '99' }, m2: { given: '98' }, m3: { given: '97' } } };
  const { subjects } = resultsOf(graded({ standings: [{ ...standing, clause: 'c' }] }), { ...members, ...given });
  assert.deepEqual(
    Object.values(subjects).map((one) => one.grade),
    ['优', '优', '良', null],
  );
});

test('no part counts: nothing is graded, and it says so', () => {
  const score = [
    { id: 'total', select: { cases: [{ when: { fact: 'new' }, node: 'given' }] } },
    { id: 'given', input: 'given' },
  ];
  const result = resultOf({ ...scored, facts: [{ id: 'new', type: 'flag' }], score });
  assert.deepEqual([result.status, result.grade, heldOf(result)], ['held', null, ['没有一个部分计分']]);
});
