import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Calendar } from './calendar.ts';
import { addMonths, dayOf, parseDay, printDay } from './date.ts';
import type { Day } from './date.ts';
import { daysAfter, dueDay, isLate, noticeEnd } from './deadline.ts';
import type { DeadlineContext, DeadlineRule } from './deadline.ts';
import { parsePeriod } from './period.ts';
import type { Period } from './period.ts';

function on(text: string): Day {
  return parseDay(text) ?? Number.NaN;
}

function period(id: string): Period {
  const found = parsePeriod(id);
  assert.ok(found !== undefined, id);
  return found;
}

/** The due day as text, with 暂定 behind it when provisional, or what it waits for. */
function due(rule: DeadlineRule, context: DeadlineContext): string {
  const found = dueDay(rule, context);
  if (found.state === 'waiting') return `waiting for ${found.waitingFor}`;
  return printDay(found.day) + (found.provisional ? ' 暂定' : '');
}

const calendar: Calendar = {
  publishedYears: new Set([2026]),
  exceptions: new Map([
    ...[1, 2, 3, 4, 5, 6, 7].map((day) => [dayOf(2026, 10, day), 'holiday'] as const),
    [on('2026-09-20'), 'workday'],
    [on('2026-10-10'), 'workday'],
  ]),
};

const FIRST_MONTH_AFTER: DeadlineRule = { kind: 'month-after-period', months: 1, day: 'end' };
const THIS_MONTH_END: DeadlineRule = { kind: 'month-after-period', months: 0, day: 'end' };
const THEME_DAY: DeadlineRule = { kind: 'month-after-period', months: 0, day: 10 };

test('every deadline that the source documents write out', () => {
  const table: readonly (readonly [string, DeadlineRule, string, string])[] = [
    ['00 半年评价', FIRST_MONTH_AFTER, '2026H1', '2026-07-31'],
    ['00 半年评价', FIRST_MONTH_AFTER, '2026H2', '2027-01-31'],
    ['01 半年评价', THIS_MONTH_END, '2026H1', '2026-06-30'],
    ['01 半年评价', THIS_MONTH_END, '2026H2', '2026-12-31'],
    ['01 三亮材料', { kind: 'date', years: 0, month: 9, day: 20 }, '2026', '2026-09-20'],
    ['02N 主题党日', THEME_DAY, '2026-10', '2026-10-10'],
    ['1 按月认定', { kind: 'period-end' }, '2026-02', '2026-02-28'],
    ['1 按季公示', { kind: 'period-end' }, '2026Q1', '2026-03-31'],
    ['1 半年汇总', { kind: 'period-end' }, '2026H2', '2026-12-31'],
    ['9 公示', { kind: 'month-after-period', months: 1, day: 10 }, '2026-12', '2027-01-10'],
    ['9 报送', { kind: 'month-after-period', months: 1, day: 15 }, '2026-12', '2027-01-15'],
    ['19 申报', { kind: 'date', years: 0, month: 11, day: 'end' }, '2026', '2026-11-30'],
    ['19 审核', { kind: 'date', years: 0, month: 12, day: 'end' }, '2026', '2026-12-31'],
    ['19 台帐', { kind: 'days-after', days: 7 }, '2026', '2027-01-07'],
    ['20 核算', { kind: 'date', years: 1, month: 1, day: 20 }, '2026', '2027-01-20'],
    ['20 备案', { kind: 'date', years: 1, month: 1, day: 31 }, '2026', '2027-01-31'],
    ['21 第一阶段', { kind: 'date', years: 0, month: 6, day: 5 }, '2026', '2026-06-05'],
    ['21 第二阶段', { kind: 'date', years: 0, month: 6, day: 10 }, '2026', '2026-06-10'],
    ['21 第三阶段', { kind: 'date', years: 0, month: 12, day: 'end' }, '2026', '2026-12-31'],
    ['04 报告', { kind: 'date', years: 0, month: 12, day: 16 }, '2016', '2016-12-16'],
    ['04 会议', { kind: 'date', years: 0, month: 12, day: 26 }, '2016', '2016-12-26'],
    ['周排名', { kind: 'period-end' }, '2026-W53', '2027-01-03'],
  ];
  for (const [name, rule, id, expected] of table) assert.equal(due(rule, { period: period(id) }), expected, name);
});

test('days and months after an event', () => {
  const events = {
    finished: on('2026-06-28'),
    met: on('2026-12-26'),
    objected: on('2026-02-27'),
    warned: on('2025-11-30'),
  };
  const table: readonly (readonly [string, DeadlineRule, string])[] = [
    ['01 完成后10日内', { kind: 'days-after', event: 'finished', days: 10 }, '2026-07-08'],
    ['当日起算', { kind: 'days-after', event: 'finished', days: 10, countFirstDay: true }, '2026-07-07'],
    ['当日', { kind: 'days-after', event: 'finished', days: 0 }, '2026-06-28'],
    ['当日，工作日', { kind: 'days-after', event: 'finished', days: 0, workingDays: true }, '2026-06-28'],
    ['04 会后3天', { kind: 'days-after', event: 'met', days: 3 }, '2026-12-29'],
    ['18 三日调查', { kind: 'days-after', event: 'objected', days: 3 }, '2026-03-02'],
    ['3个月整改', { kind: 'months-after', event: 'warned', months: 3 }, '2026-02-28'],
    ['3年内不得发展', { kind: 'months-after', event: 'warned', months: 36 }, '2028-11-30'],
    ['一年整改', { kind: 'months-after', months: 12 }, '2027-12-31'],
  ];
  for (const [name, rule, expected] of table)
    assert.equal(due(rule, { events, period: period('2026') }), expected, name);
});

test('a day the month lacks is its last one', () => {
  assert.equal(due({ kind: 'month-after-period', months: 1, day: 31 }, { period: period('2026-03') }), '2026-04-30');
  assert.equal(due({ kind: 'month-after-period', months: 1, day: 30 }, { period: period('2026-01') }), '2026-02-28');
  assert.equal(due({ kind: 'date', years: 0, month: 2, day: 29 }, { period: period('2028') }), '2028-02-29');
});

test('a deadline waits for what it counts from', () => {
  assert.equal(due(FIRST_MONTH_AFTER, {}), 'waiting for period');
  assert.equal(due({ kind: 'days-after', days: 3 }, { events: {} }), 'waiting for period');
  assert.equal(due({ kind: 'days-after', days: 3, event: 'met' }, { period: period('2026') }), 'waiting for met');
  assert.equal(due({ kind: 'months-after', months: 3, event: 'toString' }, { events: {} }), 'waiting for toString');
});

test('前 includes the day unless the rule says otherwise', () => {
  const rule: DeadlineRule = { kind: 'date', years: 0, month: 12, day: 16 };
  assert.equal(due(rule, { period: period('2016') }), '2016-12-16');
  assert.equal(due({ ...rule, excludesDay: true }, { period: period('2016') }), '2016-12-15');
  assert.equal(due({ ...rule, excludesDay: false, onRestDay: 'stay' }, { period: period('2016') }), '2016-12-16');
});

test('working days, and deadlines on days of rest', () => {
  const context: DeadlineContext = { calendar, period: period('2026-09'), events: { met: on('2026-09-30') } };
  const three: DeadlineRule = { kind: 'days-after', event: 'met', days: 3, workingDays: true };
  assert.equal(due(three, context), '2026-10-10');
  assert.equal(due({ ...three, countFirstDay: true }, context), '2026-10-09');
  assert.equal(due(three, { events: { met: on('2026-09-30') } }), '2026-10-05 暂定');
  assert.equal(due({ ...three, days: 70 }, context), '2027-01-12 暂定');
  const rolled: DeadlineRule = { kind: 'month-after-period', months: 1, day: 3, onRestDay: 'next-working-day' };
  assert.equal(due(rolled, context), '2026-10-08');
  assert.equal(due({ ...rolled, day: 8 }, context), '2026-10-08');
  assert.equal(due({ ...rolled, months: 4, day: 10 }, context), '2027-01-11 暂定');
  assert.equal(due({ ...three, days: 70, onRestDay: 'next-working-day' }, context), '2027-01-12 暂定');
  assert.equal(due({ ...rolled, months: 4, onRestDay: 'stay' }, context), '2027-01-03');
});

test('numbers no rule can have', () => {
  const impossible: readonly DeadlineRule[] = [
    { kind: 'date', years: 0, month: 13, day: 1 },
    { kind: 'date', years: 0, month: 0, day: 1 },
    { kind: 'date', years: 0, month: 1, day: 32 },
    { kind: 'date', years: 0, month: 1, day: 0 },
    { kind: 'month-after-period', months: 1, day: 0 },
    { kind: 'month-after-period', months: 0.5, day: 1 },
    { kind: 'days-after', days: -1 },
    { kind: 'days-after', days: 1.5 },
    { kind: 'days-after', days: 0, countFirstDay: true },
    { kind: 'months-after', months: 0.5 },
  ];
  for (const rule of impossible)
    assert.throws(() => dueDay(rule, { period: period('2026') }), RangeError, JSON.stringify(rule));
});

test('a notice hangs for full days after the posting day', () => {
  const shown = (posted: string, days: number, countFirstDay = false): readonly string[] => {
    const end = noticeEnd(on(posted), days, { countFirstDay });
    assert.equal(end.provisional, false);
    return [printDay(end.last), printDay(end.final)];
  };
  assert.deepEqual(shown('2026-03-02', 5), ['2026-03-07', '2026-03-08']);
  assert.deepEqual(shown('2026-03-02', 5, true), ['2026-03-06', '2026-03-07']);
  assert.deepEqual(shown('2026-02-25', 7), ['2026-03-04', '2026-03-05']);
  const working = noticeEnd(on('2026-09-30'), 5, { workingDays: true }, calendar);
  assert.deepEqual([printDay(working.last), printDay(working.final)], ['2026-10-13', '2026-10-14']);
  assert.equal(noticeEnd(on('2026-12-30'), 5, { workingDays: true }, calendar).provisional, true);
  assert.throws(() => noticeEnd(on('2026-03-02'), -1), RangeError);
});

test('counting laws: the first day shifts the end by one, and months end on the corresponding day', () => {
  const laws = fc.property(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 1, max: 400 }), (event, n) => {
    assert.equal(daysAfter(event, n).day, event + n);
    assert.equal(daysAfter(event, n, { countFirstDay: true }).day, event + n - 1);
    assert.equal(noticeEnd(event, n).final - noticeEnd(event, n).last, 1);
    const found = dueDay({ kind: 'months-after', event: 'e', months: n }, { events: { e: event } });
    assert.deepEqual(found, { state: 'due', day: addMonths(event, n), provisional: false });
    assert.ok(daysAfter(event, n, { workingDays: true }).day >= event + n);
  });
  fc.assert(laws, { numRuns: 1000 });
});

test('B-S00-O-05: 上半年须在下一半年第一个月内完成', () => {
  const found = dueDay(FIRST_MONTH_AFTER, { period: period('2026H1') });
  assert.deepEqual(found, { state: 'due', day: on('2026-07-31'), provisional: false });
  assert.equal(isLate(on('2026-07-31'), on('2026-08-01')), true);
  assert.equal(isLate(on('2026-07-31'), on('2026-07-31')), false);
});

test('B-S01-04: 半年评价6月底前完成，完成后10日内报送', () => {
  assert.equal(due(THIS_MONTH_END, { period: period('2026H1') }), '2026-06-30');
  const report: DeadlineRule = { kind: 'days-after', event: 'finished', days: 10 };
  assert.equal(due(report, { events: { finished: on('2026-06-28') } }), '2026-07-08');
});

test('B-S03-09-08: 下月10日前公示，15日前报送', () => {
  const context = { period: period('2026-10') };
  assert.equal(due({ kind: 'month-after-period', months: 1, day: 10 }, context), '2026-11-10');
  assert.equal(due({ kind: 'month-after-period', months: 1, day: 15 }, context), '2026-11-15');
});

test('B-S04-SEC-03: 12月16日前报送，当日不迟', () => {
  const found = dueDay({ kind: 'date', years: 0, month: 12, day: 16 }, { period: period('2016') });
  assert.ok(found.state === 'due');
  assert.deepEqual(
    ['2016-12-16', '2016-12-17'].map((done) => isLate(found.day, on(done))),
    [false, true],
  );
});

test('B-S02-NORM-03: 主题党日每月10日，原文无顺延', () => {
  const context = { period: period('2026-10'), calendar };
  assert.equal(due(THEME_DAY, context), '2026-10-10');
  // Saturday, but a working day by the arrangement of 2026; in a plain week it would move to Monday the 12th.
  assert.equal(due({ ...THEME_DAY, onRestDay: 'next-working-day' }, context), '2026-10-10');
  assert.equal(due({ ...THEME_DAY, onRestDay: 'next-working-day' }, { period: period('2026-10') }), '2026-10-12 暂定');
});
