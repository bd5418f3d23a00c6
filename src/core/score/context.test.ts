import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultOf } from '../../../test/small-scheme.ts';

const blocks = {
  inputs: [{ id: 'given' }],
  score: [{ id: 'total', input: 'given', cap: '60', excess: 'saved' }],
  carry: [{ id: 'saved', kind: 'account', opening: '10' }],
};

test('what a cap cuts off goes into the account', () => {
  assert.deepEqual(resultOf(blocks, { inputs: { m1: { given: '75' } } }).account, { saved: '25' });
});

test('an account has no balance while what may flow into it is not known', () => {
  assert.equal(resultOf(blocks).account, undefined);
});

const chosen = (when: object, more: object = {}) => ({
  score: [
    { id: 'total', over: { unit: 'quarter', node: 'part', combine: 'sum' } },
    { id: 'part', select: { cases: [{ when, node: 'one' }], otherwise: 'two' } },
    { id: 'one', const: '1' },
    { id: 'two', const: '2' },
  ],
  ...more,
});

test('a node may ask for the balance of an account, in a sub-period too', () => {
  const carry = [{ id: 'saved', kind: 'account', opening: '10' }];
  const of = (gte: string) => resultOf(chosen({ account: 'saved', gte }, { carry })).score;
  assert.deepEqual([of('10'), of('11')], ['4', '8']);
});

test('a node may ask about a veto, in a sub-period about that of the year', () => {
  const blocks = chosen(
    { veto: ['v'] },
    {
      items: [{ id: 'V', rules: [{ id: 'V/1', effect: 'record' }] }],
      vetoes: [{ id: 'v', items: ['V/1'], effect: 'bar-from-award' }],
    },
  );
  assert.deepEqual([resultOf(blocks).score, resultOf(blocks, { entries: [{ item: 'V/1' }] }).score], ['8', '4']);
});

test('what flows into an account is made of nodes before vetoes, also for whom another node is the total', () => {
  const blocks = {
    scope: { exempt: [{ id: 'x', label: '免评', clause: 'c', when: { all: [] }, path: 'node', node: 'own' }] },
    items: [{ id: 'V', rules: [{ id: 'V/1', points: '2' }] }],
    vetoes: [{ id: 'v', items: ['V/1'], effect: 'year-zero' }],
    score: [
      { id: 'total', const: '1' },
      { id: 'twice', sum: ['own', 'own'] },
      { id: 'own', items: ['V'] },
    ],
    carry: [{ id: 'saved', kind: 'account', add: ['twice'] }],
  };
  const { score, account } = resultOf(blocks, { entries: [{ item: 'V/1' }] });
  assert.deepEqual([score, account], ['0', { saved: '4' }]);
});

test('an account that is made of sub-periods leaves the one that asks for it where it is', () => {
  const blocks = {
    inputs: [{ id: 'quarter', per: 'quarter' }],
    score: [
      { id: 'total', over: { unit: 'quarter', node: 'part', combine: 'sum' } },
      { id: 'part', select: { cases: [{ when: { account: 'saved', gte: '1' }, node: 'one' }] } },
      { id: 'one', input: 'quarter' },
      { id: 'last', over: { unit: 'quarter', node: 'one', combine: 'last' } },
    ],
    carry: [{ id: 'saved', kind: 'account', add: ['last'] }],
  };
  const quarter = { '2026Q1': '1', '2026Q2': '2', '2026Q3': '3', '2026Q4': '4' };
  const { score, account } = resultOf(blocks, { inputs: { m1: { quarter } } });
  assert.deepEqual([score, account], ['10', { saved: '4' }]);
});
