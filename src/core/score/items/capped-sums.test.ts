import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { resultOf, type Blocks } from '../../../../test/small-scheme.ts';

type Entry = { readonly rule: 1 | 2; readonly month: number; readonly points: number };

const entry = fc.record({
  rule: fc.constantFrom<1 | 2>(1, 2),
  month: fc.integer({ min: 1, max: 12 }),
  points: fc.integer({ min: 0, max: 9 }),
});

function scoreOf(rule: Blocks, item: Blocks, entries: readonly Entry[]): number {
  const judged = (id: string, more: Blocks): Blocks => ({ id, judged: { by: '支部' }, ...more });
  const rules = [judged('A/1', rule), judged('A/2', { effect: 'deduct' })];
  const items = [{ id: 'A', start: 'zero', floor: '-1000', ...item, rules }];
  const rows = entries.map((one) => ({
    item: `A/${one.rule}`,
    points: String(one.points),
    on: `2026-${String(one.month).padStart(2, '0')}-15`,
  }));
  return Number(resultOf({ score: [{ id: 'total', items: ['A'] }], items }, { entries: rows }).score);
}

/** What entries come to when each month may bring so much. */
function held(entries: readonly Entry[], rule: 1 | 2, max: number, months: number): number {
  const sums = new Map<number, number>();
  for (const one of entries.filter((each) => each.rule === rule)) {
    const span = Math.floor((one.month - 1) / months);
    sums.set(span, (sums.get(span) ?? 0) + one.points);
  }
  return [...sums.values()].reduce((all, sum) => all + Math.min(sum, max), 0);
}

const FREE = Number.MAX_SAFE_INTEGER;
const spans = [
  ['month', 1],
  ['quarter', 3],
  ['period', 12],
] as const;

for (const [per, months] of spans) {
  test(`a cap of a rule holds each ${per} whatever the order`, () => {
    const property = fc.property(fc.array(entry, { maxLength: 12 }), (entries) => {
      const expected = held(entries, 1, 7, months) - held(entries, 2, FREE, months);
      assert.equal(scoreOf({ caps: [{ max: '7', per }] }, {}, entries), expected);
    });
    fc.assert(property, { numRuns: 25 });
  });

  test(`a cap of an item holds points added and points taken apart, each ${per}`, () => {
    const property = fc.property(fc.array(entry, { maxLength: 12 }), (entries) => {
      const expected = held(entries, 1, 7, months) - held(entries, 2, 7, months);
      assert.equal(scoreOf({}, { caps: [{ max: '7', per }] }, entries), expected);
    });
    fc.assert(property, { numRuns: 25 });
  });
}

test('a cap of a rule and a cap of its item hold one behind the other', () => {
  const twice = (points: number): Entry => ({ rule: 1, month: 3, points });
  const item = { caps: [{ max: '6', per: 'period' }] };
  assert.equal(scoreOf({ caps: [{ max: '4', per: 'month' }] }, item, [twice(3), twice(3)]), 4);
  const april: Entry = { rule: 1, month: 4, points: 9 };
  assert.equal(scoreOf({ caps: [{ max: '4', per: 'month' }] }, item, [twice(3), twice(3), april]), 6);
});
