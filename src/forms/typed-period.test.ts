import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { parsePeriod, periodsIn, type PeriodUnit } from '../core/period.ts';
import { typedPeriod, unitName, unitSample } from './typed-period.ts';

const TYPED: Readonly<Record<string, readonly string[]>> = {
  '2026': ['2026', '二〇二六年', '二○二六年度', '2026年', '2026年度', '２０２６', ' 2026 '],
  '2026H1': ['2026H1', '2026h1', '2026年上半年', '2026上半年', '2026年上半年度', '二〇二六年上半年'],
  '2026H2': ['2026H2', '2026年下半年'],
  '2026Q1': ['2026Q1', '2026q1', '2026年第一季度', '2026年一季度', '2026年1季度', '2026年第1季', '2026第一季度'],
  '2026Q4': ['2026Q4', '2026年四季度', '2026年第４季度'],
  '2026-03': ['2026-03', '2026-3', '2026/3', '2026.3', '2026年3月', '2026年03月份', '2026年三月', '2026-03-01'],
  '2026-12': ['2026-12', '2026年十二月', '2026年12月'],
  '2026-W05': ['2026-W05', '2026-W5', '2026年第5周', '2026W05'],
};

for (const [id, forms] of Object.entries(TYPED)) {
  test(`${id} as people type it`, () => {
    for (const typed of forms) assert.equal(typedPeriod(typed), id, typed);
  });
}

test('without a year, the year that is being filled in', () => {
  assert.equal(typedPeriod('3月', '2026'), '2026-03');
  assert.equal(typedPeriod('三月份', '2026'), '2026-03');
  assert.equal(typedPeriod('一季度', '2026'), '2026Q1');
  assert.equal(typedPeriod('上半年', '2026'), '2026H1');
  assert.equal(typedPeriod('3', '2026'), '2026-03');
  for (const typed of ['3月', '一季度', '上半年']) assert.equal(typedPeriod(typed), undefined, typed);
});

test('what is no period', () => {
  const refused = [
    '',
    '今年',
    '2026-13',
    '2026年13月',
    '2026Q5',
    '2026年五季度',
    '2026H3',
    '2026-W54',
    '26-3',
    '2026-03-02',
    '99999',
    '20263',
  ];
  for (const typed of refused) assert.equal(typedPeriod(typed), undefined, typed);
});

test('every period is read back from its own id, and every unit has a name and a sample of itself', () => {
  const units: readonly PeriodUnit[] = ['week', 'month', 'quarter', 'half-year', 'year'];
  fc.assert(
    fc.property(fc.integer({ min: 1990, max: 2090 }), fc.constantFrom(...units), (year, unit) => {
      for (const one of periodsIn(unit, parsePeriod(String(year))!)) assert.equal(typedPeriod(one.id), one.id);
    }),
    { numRuns: 60 },
  );
  for (const unit of units) {
    assert.equal(parsePeriod(unitSample(unit))?.unit, unit);
    assert.notEqual(unitName(unit), '');
  }
});
