import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldOf } from '../../../../test/told.ts';
import type { Blocks } from '../../../../test/small-scheme.ts';

const options = ['优', '良'].map((id) => ({ id }));
const voted = (rule: string): Blocks => ({
  facts: [{ id: 'retired', label: '离退休', type: 'flag' }],
  scope: { who: { not: { fact: 'retired', is: true } }, outside: '离退休的不参加评议' },
  ballots: [{ id: 'b', label: '民主评议票', options, abstain: ['弃权'] }],
  grade: {
    clause: 'c',
    ladder: ['优', '良'],
    tables: [{ id: 't', bands: [], vote: { ballot: 'b', rule, otherwise: '由支委会审定', clause: 'c' } }],
  },
});
const papers = (votes: Blocks): Blocks => ({ ballots: { m1: { b: votes } } });
const votesOf = (rule: string, facts: Blocks): readonly string[] =>
  toldOf(voted(rule), facts)
    .explain('m1')
    .votes.map((one) => one.what);

test('papers, shares and what decides', () => {
  assert.deepEqual(votesOf('plurality', papers({ 优: 3, 良: 1, 弃权: 1, issued: 6 })), [
    '民主评议票：优 3 票，良 1 票，有效 4，收回 5，发出 6',
    '占有效票：优 75%，良 25%；得票最多的为准，并列时由支委会审定',
  ]);
  assert.deepEqual(votesOf('majority', papers({ 优: 2, 良: 2 })), [
    '民主评议票：优 2 票，良 2 票，有效 4，收回 4',
    '占收回票：优 50%，良 50%；要超过一半（多于 2 票），没有时由支委会审定',
  ]);
});

test('no papers, and none that count', () => {
  assert.deepEqual(votesOf('plurality', {}), []);
  assert.deepEqual(votesOf('plurality', papers({ 弃权: 2 })), ['民主评议票：有效 0，收回 2']);
});

test('a grade by vote has nothing to keep back, and whoever is outside is left out with the reason', () => {
  const facts = { subjects: [{ id: 'm1' }, { id: 'm2', facts: { retired: true } }], ...papers({ 优: 3 }) };
  const { explain, report } = toldOf(voted('plurality'), facts);
  assert.deepEqual(
    report.parts[0]?.rows.map((one) => [one.id, one.status, one.without, one.grade]),
    [
      ['m1', 'scored', '', '优'],
      ['m2', 'exempt', '离退休的不参加评议', ''],
    ],
  );
  assert.deepEqual([explain('m2').votes, explain('m2').held, explain('m2').without], [[], [], '离退休的不参加评议']);
});
