import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolveScheme } from '../core/scheme/resolve.ts';
import { smallScheme, type Blocks } from '../../test/small-scheme.ts';
import { formRules } from './form-rules.ts';
import { ledgerLines } from './sheets-ledger.ts';

/** What the notes of the form say of a rule. */
function worthOf(rule: Blocks, item: Blocks = {}, more: Blocks = {}): string | undefined {
  const ruleset = resolveScheme(
    smallScheme({
      roles: [{ id: 'boss', label: '分管领导' }],
      items: [{ id: 'A', label: '项目', rules: [{ id: 'A/1', label: '甲', points: '2', ...rule }], ...item }],
      score: [{ id: 'total', items: ['A'] }],
      ...more,
    }),
    () => undefined,
  );
  assert.ok(ruleset.ok, JSON.stringify(ruleset.problems));
  return ledgerLines(formRules(ruleset.value)).find((one) => one.id === 'A/1')?.worth;
}

const rows: readonly (readonly [rule: Blocks, item: Blocks, worth: string])[] = [
  [{}, {}, '加 2 分／次'],
  [{ effect: 'deduct', once: 'year' }, {}, '扣 2 分／次，每年只计一次'],
  [{ highest: 'item' }, {}, '加 2 分／次，同类只取最高的一条'],
  [{ highest: 'project' }, {}, '加 2 分／次，同一项目只取最高的一条'],
  [{ caps: [{ max: '4', per: 'year' }] }, {}, '加 2 分／次，每年最多 4 分'],
  [{ free: { n: 2, per: 'month' } }, {}, '加 2 分／次，每月前 2 次不计'],
  [{}, { max: '6' }, '加 2 分／次，本项最多 6 分'],
  [{}, { caps: [{ max: '4', per: 'year' }] }, '加 2 分／次，每年最多 4 分'],
  [{ every: { step: '500', rounding: 'down' }, unit: '字' }, {}, '加 2 分／每 500 字（不满的不算）'],
  [{ to: 'actor' }, {}, '加 2 分／次，记给「由谁」一栏的人'],
  [{ to: { role: 'boss' } }, {}, '加 2 分／次，记给分管领导'],
  [{ points: undefined, effect: 'record' }, {}, '只记录，不计分'],
  [{ points: undefined, effect: 'forfeit' }, { start: 'full', max: '5' }, '该项不得分'],
  [{ points: undefined, judged: { from: '1', to: '5', by: '支部' } }, {}, '加分由支部定（1至5）'],
  [{ points: undefined, tiers: [{ id: '县', points: '3' }] }, {}, '加分：县 3'],
];

for (const [rule, item, worth] of rows) {
  test(`the form says: ${worth}`, () => assert.equal(worthOf(rule, item), worth));
}

test('an entry that is a veto is said to be one', () => {
  const record = { points: undefined, effect: 'record' };
  const vetoes = (id: string): Blocks => ({ vetoes: [{ id: 'v', items: [id], effect: 'year-zero' }] });
  assert.equal(worthOf(record, {}, vetoes('A/1')), '一票否决');
  assert.equal(worthOf(record, {}, vetoes('A')), '一票否决');
});

test('a limit on all rules of an item together is said to be one', () => {
  const rules = [
    { id: 'A/1', label: '甲', points: '2' },
    { id: 'A/2', label: '乙', points: '1' },
  ];
  assert.equal(worthOf({}, { rules, caps: [{ max: '4', per: 'year' }] }), '加 2 分／次，本项合计每年最多 4 分');
});
