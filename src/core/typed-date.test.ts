import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { dayOf, partsOf, printDay } from './date.ts';
import { daySerial, parseChineseDate } from './typed-date.ts';
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
  ];
  for (const text of refused) assert.equal(parseChineseDate(text), undefined, text);
});

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
