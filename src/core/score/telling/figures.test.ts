import assert from 'node:assert/strict';
import { test } from 'node:test';
import { divide, exact, whole } from '../../number.ts';
import { numberFigure, percentFigure, textFigure } from './figures.ts';

const figures: readonly (readonly [text: string, figure: string])[] = [
  ['87.3', '87.3'],
  ['-12', '-12'],
  ['583/6', '97.17（583/6）'],
  ['100/3', '33.33（100/3）'],
  ['-100/3', '-33.33（-100/3）'],
  ['+100/3', '+33.33（100/3）'],
  // Rounded to two places it would look like 80 and be below it.
  ['23999/300', '79.997（23999/300）'],
  ['1234567890123/7000000', '约 176366.84'],
];

for (const [text, figure] of figures) {
  test(`${text} is written ${figure}`, () => assert.equal(textFigure(text), figure));
}

test('a number and a rate are written the same way', () => {
  assert.equal(numberFigure(divide(whole(583), whole(6))), '97.17（583/6）');
  assert.deepEqual([percentFigure(exact('0.4')), percentFigure(exact('1/3'))], ['40%', '33.33%（1/3）']);
});
