import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sentencesOf, type Blocks } from '../../../../test/small-scheme.ts';

const blocks: Blocks = {
  score: [
    { id: 'total', const: '10' },
    { id: 'study', const: '3', excess: 'kept' },
  ],
  carry: [{ id: 'balance', kind: 'account' }],
  outcomes: [{ id: 'o', when: { node: 'total' }, credit: { account: 'leave', amount: '1' } }],
};

const past = (row: Blocks): Blocks => ({ history: { m1: [{ period: '2025', ...row }] } });

test('a past has numbers only for nodes and accounts of the scheme; what nearly is one is named', () => {
  const nodes = { total: '1', study: '2', 'study@2025Q1': '1', stduy: '3', side: '4' };
  const account = { balance: '1', kept: '2', leave: '3', balanc: '4', B: '5' };
  assert.deepEqual(sentencesOf(blocks, past({ nodes, account })), [
    'history.m1.2025.nodes.stduy：方案没有节点「stduy」，名称相近的是「study」，请改正，或删去。',
    'history.m1.2025.nodes.side：方案没有节点「side」，请核对名称，或删去。',
    'history.m1.2025.account.balanc：方案没有账户「balanc」，名称相近的是「balance」，请改正，或删去。',
    'history.m1.2025.account.B：方案没有账户「B」，请核对名称，或删去。',
  ]);
});
