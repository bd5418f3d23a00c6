import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { isPublished, isWorkingDay, nthWorkingDay, PLAIN_WEEKS, workingDayFrom } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { dayOf, parseDay, printDay } from './date.ts';
import type { Day } from './date.ts';

function on(text: string): Day {
  return parseDay(text) ?? Number.NaN;
}

/** The arrangement of the National Day week of 2026, and nothing of 2027. */
const calendar: Calendar = {
  publishedYears: new Set([2026]),
  exceptions: new Map([
    ...[1, 2, 3, 4, 5, 6, 7].map((day) => [dayOf(2026, 10, day), 'holiday'] as const),
    [on('2026-09-20'), 'workday'],
    [on('2026-10-10'), 'workday'],
  ]),
};

test('working days', () => {
  const table = [
    ['2026-09-30', true],
    ['2026-10-01', false],
    ['2026-10-07', false],
    ['2026-10-08', true],
    ['2026-10-10', true],
    ['2026-10-11', false],
    ['2026-09-20', true],
    ['2026-09-19', false],
  ] as const;
  for (const [text, expected] of table) assert.equal(isWorkingDay(calendar, on(text)), expected, text);
  assert.equal(isPublished(calendar, on('2026-12-31')), true);
  assert.equal(isPublished(calendar, on('2027-01-01')), false);
});

test('counting working days', () => {
  const table = [
    ['2026-09-30', 1, '2026-09-30', false],
    ['2026-10-01', 1, '2026-10-08', false],
    ['2026-10-01', 3, '2026-10-10', false],
    ['2026-10-01', 4, '2026-10-12', false],
    ['2026-12-31', 1, '2026-12-31', false],
    ['2026-12-31', 2, '2027-01-01', true],
    ['2027-01-02', 1, '2027-01-04', true],
  ] as const;
  for (const [from, n, expected, provisional] of table) {
    const found = nthWorkingDay(calendar, on(from), n);
    assert.deepEqual([printDay(found.day), found.provisional], [expected, provisional], `${from} + ${n}`);
  }
  assert.equal(printDay(workingDayFrom(calendar, on('2026-10-02')).day), '2026-10-08');
  for (const n of [0, -1, 1.5]) assert.throws(() => nthWorkingDay(calendar, 0, n), RangeError);
});

test('without a published year everything is provisional', () => {
  assert.deepEqual(workingDayFrom(PLAIN_WEEKS, on('2026-10-01')), { day: on('2026-10-01'), provisional: true });
  assert.deepEqual(workingDayFrom(PLAIN_WEEKS, on('2026-10-03')), { day: on('2026-10-05'), provisional: true });
});

test('the nth working day is one, with n working days up to it', () => {
  const kinds = fc.constantFrom('holiday' as const, 'workday' as const);
  const exceptions = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), kinds), { maxLength: 30 });
  const counted = fc.property(
    exceptions,
    fc.integer({ min: 0, max: 40 }),
    fc.integer({ min: 1, max: 20 }),
    (days, from, n) => {
      const edited: Calendar = { publishedYears: new Set([1970]), exceptions: new Map(days) };
      const found = nthWorkingDay(edited, from, n);
      assert.equal(found.provisional, false);
      assert.equal(isWorkingDay(edited, found.day), true);
      const passed = Array.from({ length: found.day - from + 1 }, (_, place) => from + place);
      assert.equal(passed.filter((day) => isWorkingDay(edited, day)).length, n);
    },
  );
  fc.assert(counted, { numRuns: 1000 });
});
