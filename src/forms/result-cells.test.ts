import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptDigits, numberCell } from './result-cells.ts';
import { exactNumber } from './workbook-write-cell.ts';

for (const [text, kept] of [
  ['0', '0'],
  ['-12.5', '-12.5'],
  ['892/15', '59.466666666667'],
  ['-1/3', '-0.333333333333'],
  ['1000000000000/3', '333333333333.333'],
  ['1000000000000000000', '1000000000000000000'],
  ['0.1234567890123456', '0.123456789012'],
] as const)
  test(`${text} is kept as ${kept}`, () => assert.equal(keptDigits(text), kept));

test('a score without an end is a number in its cell, shown with the digits of the scheme or more', () => {
  const cell = (exact: string, shown: string): unknown => numberCell({ exact, shown }, 2);
  assert.deepEqual(cell('892/15', '59.47'), { value: '59.466666666667', kind: 'number' });
  assert.deepEqual(cell('239999/3000', '79.9997'), { value: '79.999666666667', kind: 'number', places: 4 });
  assert.equal(numberCell(undefined, 2), null);
  for (const text of ['892/15', '-1/3', '1000000000000/3']) assert.notEqual(exactNumber(keptDigits(text)), undefined);
});
