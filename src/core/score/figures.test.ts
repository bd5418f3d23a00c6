import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { compare, divide, exact, whole, type Exact } from '../number.ts';
import { factorFigure, numberFigure, percentFigure, shownValue, textFigure } from './figures.ts';

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

test('a factor is written so that a pocket calculator comes to the sum', () => {
  assert.deepEqual(
    ['0.5', '10/7', '1/3'].map((text) => factorFigure(exact(text), ' ')),
    [' × 0.5', ' × 10 ÷ 7', ' ÷ 3'],
  );
  assert.equal(factorFigure(exact('100/3')), '×100÷3');
});

for (const [value, digits, lines, expected] of [
  ['79.995', 2, ['80'], '79.995'],
  ['79.995', 1, ['80'], '79.995'],
  ['79.94', 1, ['80'], '79.9'],
  ['79.996', 2, [], '80.00'],
  ['80', 2, ['80'], '80.00'],
  ['80.004', 2, ['80'], '80.004'],
  ['239999/3000', 2, ['80'], '79.9997'],
  ['100/3', 2, ['60'], '33.33'],
  ['-0.004', 2, [], '-0.004'],
  ['-12.7', 1, ['0'], '-12.7'],
  ['0', 2, ['0'], '0.00'],
  ['1/3000000000000000', 1, ['0'], '0.000000000000'],
] as const) {
  test(`${value} at ${digits} digits beside ${lines.join()} shows as ${expected}`, () => {
    assert.equal(shownValue(exact(value), digits, lines.map(exact)), expected);
  });
}

test('what is shown lies on the same side of every line', () => {
  const hundredths = fc.integer({ min: -20_000, max: 20_000 });
  fc.assert(
    fc.property(hundredths, fc.array(hundredths), fc.integer({ min: 0, max: 2 }), (value, lines, digits) => {
      const at = (n: number): Exact => n * 10_000;
      const shown = exact(shownValue(at(value), digits, lines.map(at)));
      for (const line of lines)
        assert.equal(Math.sign(compare(shown, at(line))), Math.sign(compare(at(value), at(line))));
    }),
  );
});
