import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { dayOf, partsOf, printDay } from './date.ts';
import { parsePeriod } from './period.ts';
import { daySerial, noSuchDay, parseChineseDate, typedDay } from './typed-date.ts';
import type { SerialSystem } from './typed-date.ts';

const SECOND_OF_MARCH = dayOf(2026, 3, 2);

test('what people type for 2 March 2026', () => {
  const typed = [
    '2026-3-2',
    '2026-03-02',
    '2026/3/2',
    '2026/03/02',
    '2026.3.2',
    '2026. 3. 2',
    '2026 - 3 - 2',
    '2026年3月2日',
    '2026年03月02日',
    '2026年3月2号',
    '2026 年 3 月 2 日',
    '20260302',
    '２０２６年３月２日',
    '２０２６－３－２',
    '２０２６／３／２',
    '２０２６．３．２',
    '　2026年3月2日　',
    '\t2026-3-2\n',
    '2026-03-02 00:00:00',
    '2026-03-02T00:00:00',
    '2026-03-02 00:00:00.000',
    '2026/3/2 0:00',
    '2026/3/2 23:59',
    '2026年3月2日 08:30',
    '2026年3月2日08:30',
    '２０２６／３／２　００：００：００',
    '20260302 00:00:00',
    '二〇二六年三月二日',
    '二○二六年三月二日',
    '二零二六年 三月 二号',
  ];
  for (const text of typed) assert.equal(parseChineseDate(text), SECOND_OF_MARCH, text);
});

test('what is no date, or not clearly one', () => {
  const refused = [
    '',
    '　',
    '待定',
    '2026',
    '2026-3',
    '2026年3月',
    '26-3-2',
    '3/2/2026',
    '2026-3/2',
    '2026年3月2',
    '2026-3-2日',
    '2026-2-29',
    '2026年2月30日',
    '2026.13.1',
    '2026/0/1',
    '2026/1/0',
    '20261301',
    '20260230',
    '2026302',
    '202603021',
    '0000-1-1',
    '2026-03-02 24:00:00',
    '2026-03-02 12:60',
    '2026-03-02 12',
    '2026-03-01T16:00:00Z',
    '2026-03-02T00:00:00+08:00',
    '2026-3-2 约',
    '46083',
    '二〇二六年十三月一日',
    '二〇二六年二月三十日',
    '三月二日',
  ];
  for (const text of refused) assert.equal(parseChineseDate(text), undefined, text);
});

test('Chinese figures from one to thirty-one', () => {
  const table = { 一: 1, 九: 9, 十: 10, 十一: 11, 二十: 20, 二十六: 26, 三十: 30, 三十一: 31 };
  for (const [words, day] of Object.entries(table))
    assert.equal(parseChineseDate(`二〇二六年十二月${words}日`), dayOf(2026, 12, day), words);
});

for (const [text, period, expected] of [
  ['3月1日', '2026', '2026-03-01'],
  ['三月一日', '2026', '2026-03-01'],
  ['３／１', '2026', '2026-03-01'],
  ['3-1', '2026', '2026-03-01'],
  ['12月26日', '2026', '2026-12-26'],
  ['12月26日', '2026Q1', 'no-year'],
  ['12/26', undefined, 'no-year'],
  ['2月29日', '2026', 'no-year'],
  ['2月29日', '2028', '2028-02-29'],
  ['2月30日', '2026', undefined],
  ['13/1', '2026', undefined],
  ['3.1', '2026', undefined],
  // The week goes from 2026-12-28 to 2027-01-03.
  ['1月2日', '2026-W53', '2027-01-02'],
  ['12月30日', '2026-W53', '2026-12-30'],
  ['26.3.1', '2026', '2026-03-01'],
  ['26/3/1', '2026', '2026-03-01'],
  ['26年3月1日', '2026', '2026-03-01'],
  ['二六年三月一日', '2026', '2026-03-01'],
  ['25-12-31', '2026', '2025-12-31'],
  ['68.5.1', '2026', '1968-05-01'],
  ['27.1.1', '2026', '1927-01-01'],
  ['26.3.1', undefined, 'no-year'],
  ['26.13.1', '2026', undefined],
  ['26.2.29', '2026', undefined],
  ['2026.3.1', undefined, '2026-03-01'],
  ['上周', '2026', undefined],
] as const) {
  test(`${text} in ${period ?? 'no period'} is ${expected ?? 'no day'}`, () => {
    const day = typedDay(text, period === undefined ? undefined : parsePeriod(period));
    assert.equal(typeof day === 'number' ? printDay(day) : day, expected);
  });
}

test('every date is read back from every way of writing it', () => {
  const readBack = fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (day) => {
    const { year, month, day: date } = partsOf(day);
    const label = String(year).padStart(4, '0');
    const iso = printDay(day);
    const spellings = ['-', '/', '.'].map((mark) => [label, month, date].join(mark));
    for (const text of [...spellings, `${label}年${month}月${date}日`, iso, iso.replaceAll('-', '')]) {
      assert.equal(parseChineseDate(text), day, text);
    }
  });
  fc.assert(readBack, { numRuns: 1000 });
});

test('spreadsheet serial numbers', () => {
  const table: readonly (readonly [number, SerialSystem, string | undefined])[] = [
    [1, 1900, '1900-01-01'],
    [59, 1900, '1900-02-28'],
    [60, 1900, undefined],
    [60.9, 1900, undefined],
    [61, 1900, '1900-03-01'],
    [25_569, 1900, '1970-01-01'],
    [46_083, 1900, '2026-03-02'],
    [46_083.999, 1900, '2026-03-02'],
    [2_958_465, 1900, '9999-12-31'],
    [2_958_466, 1900, undefined],
    [0, 1900, undefined],
    [0.5, 1900, undefined],
    [-1, 1900, undefined],
    [0, 1904, '1904-01-01'],
    [60, 1904, '1904-03-01'],
    [44_621, 1904, '2026-03-02'],
    [2_957_003, 1904, '9999-12-31'],
    [2_957_004, 1904, undefined],
    [-0.5, 1904, undefined],
    [Number.NaN, 1900, undefined],
    [Infinity, 1904, undefined],
  ];
  for (const [serial, system, expected] of table) {
    const day = daySerial(serial, system);
    assert.equal(day === undefined ? undefined : printDay(day), expected, `${serial} in ${system}`);
  }
  assert.equal(daySerial(46_083), SECOND_OF_MARCH);
});

test('serial numbers after the false leap day agree with Temporal, and the two systems lie 1462 days apart', () => {
  const origin = Temporal.PlainDate.from('1899-12-30');
  const agree = fc.property(fc.integer({ min: 1462, max: 2_958_465 }), (serial) => {
    const day = daySerial(serial);
    assert.ok(day !== undefined);
    assert.equal(printDay(day), origin.add({ days: serial }).toString());
    assert.equal(daySerial(serial - 1462, 1904), day);
  });
  fc.assert(agree, { numRuns: 1000 });
});

test('a day that a year does not have is none, and the year is named where only the period has it', () => {
  const year = parsePeriod('2026');
  const rows = ['2月29日', '2/29', '2月30日', '26.2.29', '2026-02-30', '2月28日', '下个月'].map((text) =>
    noSuchDay(text, year),
  );
  const of2026 = { kind: 'year', year: '2026' };
  const none = { kind: 'none' };
  assert.deepEqual(rows, [of2026, of2026, none, none, none, {}, {}]);
  assert.deepEqual(noSuchDay('2月29日'), {});
  assert.deepEqual(noSuchDay('2月29日', parsePeriod('2028')), {});
});
