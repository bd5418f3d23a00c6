import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addMonths,
  addYears,
  ageOn,
  dayOf,
  daysInMonth,
  isDate,
  isLeap,
  monthEnd,
  monthNumber,
  monthsBetween,
  parseDay,
  partsOf,
  printDay,
  weekdayOf,
} from './date.ts';
import type { Day } from './date.ts';

const FIRST = -719_162;
const LAST = 2_932_896;
const RUNS = { numRuns: 2000 };
const EPOCH = Temporal.PlainDate.from('1970-01-01');

const anyDay = fc.integer({ min: FIRST, max: LAST });
const modernDay = fc.integer({ min: FIRST + 400_000, max: LAST - 400_000 });

function on(text: string): Day {
  const day = parseDay(text);
  assert.ok(day !== undefined, text);
  return day;
}

function temporal(day: Day): Temporal.PlainDate {
  return EPOCH.add({ days: day });
}

test('a day and its parts agree with Temporal', () => {
  const agree = fc.property(anyDay, (day) => {
    const expected = temporal(day);
    assert.deepEqual(partsOf(day), { year: expected.year, month: expected.month, day: expected.day });
    assert.equal(dayOf(expected.year, expected.month, expected.day), day);
    assert.equal(printDay(day), expected.toString());
    assert.equal(parseDay(expected.toString()), day);
    assert.equal(weekdayOf(day), expected.dayOfWeek);
    assert.equal(isLeap(expected.year), expected.inLeapYear);
    assert.equal(daysInMonth(expected.year, expected.month), expected.daysInMonth);
    assert.equal(printDay(monthEnd(day)), expected.with({ day: expected.daysInMonth }).toString());
  });
  fc.assert(agree, RUNS);
});

test('every day of four centuries follows the one before', () => {
  let day = dayOf(1899, 12, 31);
  for (let year = 1900; year < 2300; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      for (let date = 1; date <= daysInMonth(year, month); date += 1) {
        day += 1;
        assert.equal(dayOf(year, month, date), day);
      }
    }
  }
  assert.equal(day, dayOf(2299, 12, 31));
});

test('the ends of the calendar', () => {
  assert.equal(printDay(0), '1970-01-01');
  assert.equal(printDay(FIRST), '0001-01-01');
  assert.equal(printDay(LAST), '9999-12-31');
  for (const day of [FIRST - 1, LAST + 1, 0.5, Number.NaN, Infinity]) assert.throws(() => printDay(day), RangeError);
});

test('a strict ISO date, and nothing else', () => {
  assert.equal(parseDay('2026-03-02'), dayOf(2026, 3, 2));
  assert.equal(parseDay('2024-02-29'), dayOf(2024, 2, 29));
  const refused = [
    '',
    '2026-3-2',
    '2026-03-02 ',
    ' 2026-03-02',
    '2026-03-02\n',
    '2026-03-02T00:00:00',
    '+002026-03-02',
    '-2026-03-02',
    '20260302',
    '２０２６-03-02',
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-01',
    '2026-01-00',
    '0000-01-01',
  ];
  for (const text of refused) assert.equal(parseDay(text), undefined, JSON.stringify(text));
});

test('dates that do not exist', () => {
  const impossible: readonly (readonly [number, number, number])[] = [
    [2026, 2, 29],
    [2026, 0, 1],
    [2026, 13, 1],
    [2026, 1, 0],
    [2026, 1, 32],
    [0, 1, 1],
    [10_000, 1, 1],
    [2026.5, 1, 1],
    [2026, 1.5, 1],
    [2026, 1, 1.5],
  ];
  for (const [year, month, day] of impossible) {
    assert.equal(isDate(year, month, day), false);
    assert.throws(() => dayOf(year, month, day), RangeError);
  }
  assert.throws(() => daysInMonth(2026, 13), RangeError);
});

test('leap years', () => {
  assert.deepEqual([1900, 2000, 2024, 2025, 2100].map(isLeap), [false, true, true, false, false]);
});

test('adding months keeps the day or takes the end of the month', () => {
  const table = [
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-05-20', 0, '2026-05-20'],
  ] as const;
  for (const [from, n, expected] of table) assert.equal(printDay(addMonths(on(from), n)), expected);
  assert.equal(printDay(addYears(on('2024-02-29'), 1)), '2025-02-28');
  assert.equal(printDay(addYears(on('2024-02-29'), 4)), '2028-02-29');
  assert.throws(() => addMonths(LAST, 1), RangeError);
});

test('B-S03-01-12: 延长预备期一年', () => {
  assert.equal(printDay(addYears(on('2026-03-01'), 1)), '2027-03-01');
});

test('adding months and years agrees with Temporal', () => {
  const agree = fc.property(modernDay, fc.integer({ min: -5000, max: 5000 }), (day, n) => {
    assert.equal(printDay(addMonths(day, n)), temporal(day).add({ months: n }, { overflow: 'constrain' }).toString());
    const years = n % 400;
    assert.equal(printDay(addYears(day, years)), temporal(day).add({ years }, { overflow: 'constrain' }).toString());
  });
  fc.assert(agree, RUNS);
});

test('whole months between two days', () => {
  const table = [
    ['2026-01-01', '2026-02-01', 1],
    ['2026-01-02', '2026-02-01', 0],
    ['2026-01-31', '2026-02-28', 1],
    ['2026-01-31', '2026-02-27', 0],
    ['2026-01-31', '2026-03-30', 1],
    ['2025-11-15', '2026-11-15', 12],
    ['2026-02-01', '2026-01-01', -1],
    ['2026-02-01', '2026-01-02', 0],
    ['2026-02-01', '2026-02-01', 0],
  ] as const;
  for (const [from, to, months] of table) assert.equal(monthsBetween(on(from), on(to)), months, `${from} ${to}`);
});

test('whole months are the most that fit', () => {
  const fit = fc.property(modernDay, fc.integer({ min: 0, max: 20_000 }), (from, days) => {
    const to = from + days;
    const months = monthsBetween(from, to);
    assert.ok(addMonths(from, months) <= to && to < addMonths(from, months + 1));
    assert.equal(monthsBetween(to, from), 0 - months);
    assert.ok(Math.abs(months - temporal(from).until(temporal(to), { largestUnit: 'months' }).months) <= 1);
  });
  fc.assert(fit, RUNS);
});

test('neighbouring months differ by one', () => {
  assert.equal(monthNumber(on('2026-01-31')) - monthNumber(on('2025-12-01')), 1);
});

test('age rises on the birthday', () => {
  const table = [
    ['1966-10-01', '2026-09-30', 59],
    ['1966-10-01', '2026-10-01', 60],
    ['1966-10-01', '2026-11-01', 60],
    ['1966-10-15', '2026-10-14', 59],
    ['2000-02-29', '2026-02-28', 25],
    ['2000-02-29', '2026-03-01', 26],
    ['2000-02-29', '2028-02-29', 28],
    ['2026-05-01', '2026-05-01', 0],
    ['2026-05-01', '2026-04-30', -1],
  ] as const;
  for (const [birth, day, age] of table) assert.equal(ageOn(on(birth), on(day)), age, `${birth} ${day}`);
});

test('ages agree with Temporal', () => {
  const agree = fc.property(modernDay, fc.integer({ min: 0, max: 45_000 }), (birth, days) => {
    const expected = temporal(birth).until(temporal(birth + days), { largestUnit: 'years' }).years;
    assert.equal(ageOn(birth, birth + days), expected);
  });
  fc.assert(agree, RUNS);
});
