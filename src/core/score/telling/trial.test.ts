import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldOf } from '../../../../test/told.ts';
import type { Blocks } from '../../../../test/small-scheme.ts';

const option = (id: string, text: string): Blocks => ({ id, text });
const reading = (id: string, clause: string): Blocks => ({
  id,
  clause,
  question: `${id}怎样算？`,
  choice: 'a',
  options: [option('a', '这样'), option('b', '那样')],
});
const scheme: Blocks = {
  clauses: [
    { id: 'c', no: '一', text: '计分' },
    { id: 'late', no: '二', text: '迟到' },
    { id: 'away', no: '三', text: '旷会' },
  ],
  items: ['late', 'away'].map((id) => ({
    id,
    clause: id,
    rules: [{ id: `${id}/1`, clause: id, effect: 'deduct', points: '1' }],
  })),
  score: [{ id: 'total', label: '总分', clause: 'c', items: ['late', 'away'] }],
  readings: [reading('迟到', 'late'), reading('旷会', 'away'), reading('总分', 'c')],
};
const entries = [{ item: 'late/1' }];

test('a result is a trial while readings are open; those of the clauses it hangs on are named', () => {
  const { trial } = toldOf(scheme, { entries }).explain('m1');
  assert.equal(trial?.open, 3);
  assert.deepEqual(
    trial?.related.map((one) => `${one.what}〔${one.clause}〕`),
    ['迟到怎样算？先按「这样」〔二〕', '总分怎样算？先按「这样」〔一〕'],
  );
});

test('where every reading is decided it is none', () => {
  const decided = { choice: 'b', decided: { by: '支部委员会', on: '2026-03-02' } };
  const some = toldOf(scheme, { entries, readings: { 迟到: decided, 总分: decided } }).explain('m1').trial;
  assert.deepEqual(some, { open: 1, related: [] });
  const readings = { 迟到: decided, 旷会: decided, 总分: decided };
  assert.equal(toldOf(scheme, { entries, readings }).explain('m1').trial, undefined);
});
