import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldOf, resultOf, resultsOf, type Blocks } from '../../../test/small-scheme.ts';

const grade = {
  clause: 'c',
  ladder: ['优', '良'],
  tables: [{ id: 't', bands: [{ grade: '优', from: '90' }], otherwise: { grade: '良' } }],
};
const exempt = (path: string, more: Blocks = {}): Blocks => ({
  scope: { exempt: [{ id: 'x', label: '免评', clause: 'c', when: { fact: 'away' }, path, ...more }] },
});
const blocks: Blocks = {
  facts: [
    { id: 'away', type: 'flag' },
    { id: 'member', type: 'flag' },
    { id: 'level', label: '级别', type: 'number' },
  ],
  grade,
  score: [
    { id: 'total', const: '95' },
    { id: 'other', const: '60' },
  ],
  gates: [{ id: 'award', when: { grade: ['优'] } }],
  outcomes: [{ id: 'praise', when: { node: 'total', gte: '90' } }],
};
const away = { subjects: [{ id: 'm1', facts: { away: true, member: true } }] };

test('whoever is not exempt is rated like anybody', () => {
  const result = resultOf({ ...blocks, ...exempt('none') }, { subjects: [{ id: 'm1' }] });
  assert.deepEqual([result.status, result.score, result.grade, result.gates], ['scored', '95', '优', { award: true }]);
});

test('exempt without a grade', () => {
  const result = resultOf({ ...blocks, ...exempt('none') }, away);
  assert.deepEqual(
    [result.status, result.score, result.nodes, result.grade, result.outcomes],
    ['exempt', null, {}, null, []],
  );
});

test('exempt with a grade by decision', () => {
  const decided = { ...away, decisions: { m1: { grade: '良', by: '党委' } } };
  const result = resultOf({ ...blocks, ...exempt('decision') }, decided);
  assert.deepEqual([result.status, result.score, result.grade], ['exempt', null, '良']);
});

test('exempt with a grade that nobody has decided: it waits, and so does what asks for it', () => {
  const result = resultOf({ ...blocks, ...exempt('decision') }, away);
  assert.deepEqual([result.status, result.grade, result.gates], ['exempt', null, {}]);
  assert.deepEqual(result.held, [{ what: '免评，等次等待有权组织认定', clause: 'c' }]);
  const left = {
    subjects: [{ id: 'm1', org: [{ value: 'X', to: '2026-03-31' }], facts: { away: true } }],
    orgs: [{ id: 'X' }],
  };
  assert.deepEqual(resultOf({ ...blocks, ...exempt('decision') }, left).held, []);
});

test('exempt and rated by another node, with a grade of it or without', () => {
  const graded = resultOf({ ...blocks, ...exempt('node', { node: 'other' }) }, away);
  assert.deepEqual([graded.status, graded.score, graded.grade], ['exempt', '60', '良']);
  const ungraded = resultOf({ ...blocks, ...exempt('node', { node: 'other', grade: false }) }, away);
  assert.deepEqual([ungraded.status, ungraded.score, ungraded.grade], ['exempt', '60', null]);
});

test('exempt from what follows an award, where the clause says so', () => {
  const open = resultOf({ ...blocks, ...exempt('node', { node: 'total' }) }, away);
  const barred = resultOf({ ...blocks, ...exempt('node', { node: 'total', awards: false }) }, away);
  assert.deepEqual([open.gates, barred.gates], [{ award: true }, { award: false }]);
});

test('the first reason to be exempt that holds', () => {
  const rule = { label: '免评', clause: 'c', path: 'node' };
  const scope = {
    exempt: [
      { ...rule, id: 'a', when: { fact: 'level', gt: '9' }, node: 'total' },
      { ...rule, id: 'b', when: { fact: 'away' }, node: 'other' },
      { ...rule, id: 'c', when: { fact: 'member' }, node: 'total' },
    ],
  };
  const subjects = [{ id: 'm1', facts: { away: true, member: true, level: '1' } }];
  assert.equal(resultOf({ ...blocks, scope }, { subjects }).score, '60');
});

test('whoever the scheme does not speak of is outside', () => {
  const scope = { who: { fact: 'member' }, outside: '不是党员' };
  const outside = resultOf({ ...blocks, scope }, { subjects: [{ id: 'm1' }] });
  assert.deepEqual([outside.status, outside.score, outside.grade], ['exempt', null, null]);
  assert.equal(resultOf({ ...blocks, scope }, away).status, 'scored');
});

test('whether the scheme speaks of somebody may be unknown: that holds', () => {
  const scope = { who: { fact: 'level', gt: '1' } };
  const result = resultOf({ ...blocks, scope }, { subjects: [{ id: 'm1' }] });
  assert.deepEqual(
    [result.status, result.score, heldOf(result)],
    ['held', null, ['级别没有报告', 'praise：级别没有报告']],
  );
});

test('the exempt have no part in the sum of their organisation', () => {
  const subjects = [
    { id: 'm1', org: 'X', facts: { away: true } },
    { id: 'm2', org: 'X' },
  ];
  const { orgs } = resultsOf({ ...blocks, ...exempt('none') }, { orgs: [{ id: 'X' }], subjects });
  assert.deepEqual([orgs['X']?.sum, orgs['X']?.mean], ['95', '95']);
});
