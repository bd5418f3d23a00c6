import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { dayOf, parseDay, printDay } from './date.ts';
import {
  belongsTo,
  isConsecutive,
  isLastOfYear,
  nextPeriod,
  parsePeriod,
  PERIOD_UNITS,
  periodAbove,
  periodName,
  samplePeriod,
  periodOf,
  periodsIn,
  previousPeriod,
  spanOf,
  yearOf,
} from './period.ts';
import type { Period, PeriodUnit, WeekPolicy } from './period.ts';

const RUNS = { numRuns: 1000 };
const EPOCH = Temporal.PlainDate.from('1970-01-01');
const anyDay = fc.integer({ min: -700_000, max: 2_900_000 });
const anyUnit = fc.constantFrom(...PERIOD_UNITS);
const anyPolicy = fc.constantFrom<WeekPolicy>('week-end-day', 'week-start-day');

function period(id: string): Period {
  const found = parsePeriod(id);
  assert.ok(found !== undefined, id);
  return found;
}

function ids(periods: readonly Period[]): string[] {
  return periods.map(({ id }) => id);
}

test('period ids and their days', () => {
  const table: readonly (readonly [string, PeriodUnit, string, string])[] = [
    ['2026', 'year', '2026-01-01', '2026-12-31'],
    ['2026H1', 'half-year', '2026-01-01', '2026-06-30'],
    ['2026H2', 'half-year', '2026-07-01', '2026-12-31'],
    ['2026Q1', 'quarter', '2026-01-01', '2026-03-31'],
    ['2026Q4', 'quarter', '2026-10-01', '2026-12-31'],
    ['2024-02', 'month', '2024-02-01', '2024-02-29'],
    ['2026-12', 'month', '2026-12-01', '2026-12-31'],
    ['2026-W01', 'week', '2025-12-29', '2026-01-04'],
    ['2026-W40', 'week', '2026-09-28', '2026-10-04'],
    ['2026-W53', 'week', '2026-12-28', '2027-01-03'],
    ['0001', 'year', '0001-01-01', '0001-12-31'],
    ['0001-W01', 'week', '0001-01-01', '0001-01-07'],
    ['9999Q4', 'quarter', '9999-10-01', '9999-12-31'],
  ];
  for (const [id, unit, first, last] of table) {
    const found = period(id);
    assert.deepEqual([found.unit, found.id, printDay(found.first), printDay(found.last)], [unit, id, first, last]);
    assert.deepEqual(spanOf(found), { from: found.first, to: found.last });
  }
  assert.equal(period('9999-W52').last, dayOf(9999, 12, 31) + 2);
});

test('what is no period id', () => {
  const refused = [
    '',
    '26',
    '0000',
    '02026',
    '2026H0',
    '2026H3',
    '2026h1',
    '2026Q0',
    '2026Q5',
    '2026-0',
    '2026-00',
    '2026-13',
  ];
  const weeks = [
    '2026-W00',
    '2026-W54',
    '2025-W53',
    '9999-W53',
    '9999-W99',
    '2026W40',
    '2026-W4',
    '2026-w40',
    '0000-W01',
  ];
  for (const text of [...refused, ...weeks, ' 2026', '2026\n', '2026-03-02', '2026年']) {
    assert.equal(parsePeriod(text), undefined, JSON.stringify(text));
  }
});

test('weeks agree with Temporal', () => {
  const agree = fc.property(anyDay, (day) => {
    const expected = EPOCH.add({ days: day });
    const week = periodOf('week', day);
    assert.equal(
      week.id,
      `${String(expected.yearOfWeek).padStart(4, '0')}-W${String(expected.weekOfYear).padStart(2, '0')}`,
    );
    assert.equal(week.last - week.first, 6);
    assert.equal(week.first, day - expected.dayOfWeek + 1);
  });
  fc.assert(agree, { numRuns: 3000 });
});

test('years of 53 weeks agree with Temporal', () => {
  for (let year = 1900; year < 2300; year += 1) {
    const last = Temporal.PlainDate.from({ year, month: 12, day: 28 }).weekOfYear;
    assert.equal(parsePeriod(`${year}-W53`) !== undefined, last === 53, String(year));
    assert.ok(parsePeriod(`${year}-W52`));
  }
});

test('a period holds its day, reads back from its id, and lies between its neighbours', () => {
  const consistent = fc.property(anyUnit, anyDay, (unit, day) => {
    const found = periodOf(unit, day);
    assert.ok(found.first <= day && day <= found.last);
    assert.deepEqual(parsePeriod(found.id), found);
    const next = nextPeriod(found);
    assert.equal(next.first, found.last + 1);
    assert.deepEqual(previousPeriod(next), found);
    assert.equal(isConsecutive(found, next), true);
    assert.equal(isConsecutive(next, found), false);
    assert.equal(isConsecutive(found, found), false);
  });
  fc.assert(consistent, RUNS);
});

test('consecutive periods, across the turn of the year too', () => {
  assert.equal(isConsecutive(period('2025H2'), period('2026H1')), true);
  assert.equal(isConsecutive(period('2025'), period('2026')), true);
  assert.equal(isConsecutive(period('2025'), period('2027')), false);
  assert.equal(isConsecutive(period('2025'), period('2026Q1')), false);
});

test('the parts of a period', () => {
  assert.deepEqual(ids(periodsIn('quarter', period('2026'))), ['2026Q1', '2026Q2', '2026Q3', '2026Q4']);
  assert.deepEqual(ids(periodsIn('half-year', period('2026'))), ['2026H1', '2026H2']);
  assert.deepEqual(ids(periodsIn('month', period('2026H2'))), [
    '2026-07',
    '2026-08',
    '2026-09',
    '2026-10',
    '2026-11',
    '2026-12',
  ]);
  assert.deepEqual(ids(periodsIn('month', period('2026-05'))), ['2026-05']);
  assert.deepEqual(ids(periodsIn('week', period('2026-W40'))), ['2026-W40']);
  assert.deepEqual(periodsIn('year', period('2026Q4')), []);
  assert.deepEqual(periodsIn('month', period('2026-W40')), []);
  assert.equal(periodsIn('month', period('9999')).length, 12);
});

test('weeks that cross a month (AMB-33)', () => {
  const october = period('2026-10');
  assert.deepEqual(ids(periodsIn('week', october)), ['2026-W40', '2026-W41', '2026-W42', '2026-W43']);
  assert.deepEqual(ids(periodsIn('week', october, 'week-start-day')), ['2026-W41', '2026-W42', '2026-W43', '2026-W44']);
  assert.equal(periodAbove('month', period('2026-W40')).id, '2026-10');
  assert.equal(periodAbove('month', period('2026-W40'), 'week-start-day').id, '2026-09');
  assert.equal(belongsTo(period('2026-W40'), period('2026-09')), false);
  assert.equal(belongsTo(period('2026-W40'), period('2026-09'), 'week-start-day'), true);
  assert.equal(belongsTo(period('2026Q1'), period('2026')), true);
  assert.equal(belongsTo(period('2026'), period('2026Q4')), false);
});

test('the year of a period', () => {
  assert.equal(yearOf(period('2026Q3')), 2026);
  assert.equal(yearOf(period('2026-W53')), 2027);
  assert.equal(yearOf(period('2026-W53'), 'week-start-day'), 2026);
  assert.equal(yearOf(period('2026-W01'), 'week-start-day'), 2025);
  assert.equal(yearOf(period('2026-03'), 'week-start-day'), 2026);
});

test('every sub-period belongs to exactly one month, quarter, half and year', () => {
  const partition = fc.property(fc.integer({ min: 1900, max: 2200 }), anyUnit, anyPolicy, (year, unit, policy) => {
    const whole = periodOf('year', dayOf(year, 1, 1));
    const inYear = ids(periodsIn(unit, whole, policy));
    for (const part of PERIOD_UNITS.slice(Math.max(1, PERIOD_UNITS.indexOf(unit)))) {
      const parts = periodsIn(part, whole, policy);
      assert.deepEqual(
        parts.flatMap((each) => ids(periodsIn(unit, each, policy))),
        inYear,
      );
    }
    const all = periodsIn(unit, whole, policy);
    assert.deepEqual(
      all.map((each) => yearOf(each, policy)),
      all.map(() => year),
    );
    assert.deepEqual(
      all.map((each) => isLastOfYear(each, policy)),
      all.map((_, place) => place === all.length - 1),
    );
    assert.deepEqual(
      all.map((each) => periodAbove('year', each, policy)),
      all.map(() => whole),
    );
  });
  fc.assert(partition, RUNS);
});

test('there is no shorter period above', () => {
  assert.equal(periodAbove('quarter', period('2026Q1')).id, '2026Q1');
  assert.throws(() => periodAbove('month', period('2026Q1')), RangeError);
  assert.throws(() => nextPeriod(period('9999')), RangeError);
  assert.throws(() => previousPeriod(period('0001')), RangeError);
});

test('B-S03-04-02: 2020年1月1日起试行，一个自然年一个周期', () => {
  const start = dayOf(2020, 1, 1);
  const days = ['2019-12-31', '2020-01-01', '2020-12-31', '2021-01-01'].map((text) => parseDay(text) ?? Number.NaN);
  const cycles = days.map((day) => (day < start ? null : yearOf(periodOf('year', day))));
  assert.deepEqual(cycles, [null, 2020, 2020, 2021]);
});

const said: readonly (readonly [id: string, name: string])[] = [
  ['2026', '2026年'],
  ['2026H1', '2026年上半年'],
  ['2026H2', '2026年下半年'],
  ['2026Q3', '2026年第3季度'],
  ['2026-03', '2026年3月'],
  ['2026-W40', '2026年第40周'],
  ['春季', '春季'],
];

for (const [id, name] of said) {
  test(`${id} is said as ${name}`, () => assert.equal(periodName(id), name));
}

test('every unit has a period that shows how it is written', () => {
  assert.deepEqual(PERIOD_UNITS.map(samplePeriod), ['2026-W10', '2026-03', '2026Q1', '2026H1', '2026']);
});
