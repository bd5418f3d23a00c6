import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  builtInLook,
  dayText,
  decimalText,
  isShortDecimal,
  lookOfFormat,
  parseStoredNumber,
  timeText,
} from './workbook-read-number.ts';

test('a stored number reads as the spreadsheet shows it, at 15 significant digits and without exponent', () => {
  const cases = [
    ['0.56999999999999995', '0.57'],
    ['0.30000000000000004', '0.3'],
    ['79.995', '79.995'],
    ['1E-7', '0.0000001'],
    ['-1.5e3', '-1500'],
    ['123456789012345678', '123456789012346000'],
    ['-0', '0'],
    ['0.000', '0'],
    ['100', '100'],
    ['.5', '0.5'],
    ['1e21', '1000000000000000000000'],
  ] as const;
  for (const [stored, text] of cases) assert.equal(decimalText(parseStoredNumber(stored)!), text, stored);
});

test('what no spreadsheet writes as a number is none', () => {
  for (const stored of ['12abc', '1,5', '', '0x10', 'NaN', 'Infinity', '1e999', '１２', '1 2'])
    assert.equal(parseStoredNumber(stored), undefined, stored);
});

test('the short way through a plain decimal says the same as the long way', () => {
  const decimal = fc
    .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.option(fc.integer({ min: 0, max: 99_999 })))
    .map(([whole, part]) => (part === null ? String(whole) : `${whole}.${part}`));
  fc.assert(
    fc.property(decimal, (stored) => {
      if (isShortDecimal(stored)) assert.equal(decimalText(Number(stored)), stored);
      assert.equal(Number(decimalText(Number(stored))), Number(stored));
    }),
  );
});

test('number formats show numbers, days or times', () => {
  for (const code of [
    'yyyy-mm-dd',
    'yyyy"年"m"月"d"日"',
    'yyyy年m月',
    '[$-804]yyyy/m/d;@',
    'm"月"d"日"',
    '[DBNum1][$-804]yyyy"年"m"月"d"日"',
    'dddd',
    'aaaa',
    'mmm',
    'yyyy-mm-dd hh:mm',
  ]) {
    assert.equal(lookOfFormat(code), 'date', code);
  }
  for (const code of ['h:mm', '[h]:mm:ss', 'mm:ss', '上午/下午h"时"mm"分"', '[mm]:ss'])
    assert.equal(lookOfFormat(code), 'time', code);
  for (const code of [
    'General',
    '0.00',
    '#,##0',
    '0%',
    '@',
    '0.00E+00',
    '"d"0',
    '0" 天"',
    '[Red]0.0;[Blue]-0.0',
    '0\\d',
    'G/通用格式',
    '0.00_);(0.00)',
  ]) {
    assert.equal(lookOfFormat(code), 'number', code);
  }
  assert.deepEqual([14, 31, 58, 20, 32, 0, 9, 49].map(builtInLook), [
    'date',
    'date',
    'date',
    'time',
    'time',
    'number',
    'number',
    'number',
  ]);
});

test('serial numbers are days in both systems', () => {
  const cases = [
    [1, false, '1900-01-01'],
    [59, false, '1900-02-28'],
    [60, false, '1900-02-29'],
    [61, false, '1900-03-01'],
    [46037, false, '2026-01-15'],
    [46036.999999999, false, '2026-01-15'],
    [46037.6, false, '2026-01-15'],
    [44575, true, '2026-01-15'],
    [0, true, '1904-01-01'],
    [0, false, undefined],
    [-1, false, undefined],
    [2958465, false, '9999-12-31'],
    [2958466, false, undefined],
  ] as const;
  for (const [serial, date1904, day] of cases) assert.equal(dayText(serial, date1904), day, String(serial));
  assert.equal(timeText(0.5), '12:00:00');
  assert.equal(timeText(1.75), '42:00:00');
});
