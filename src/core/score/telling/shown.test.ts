import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { compare, exact, type Exact } from '../../number.ts';
import { changedSample } from '../../../../test/sample-scheme.ts';
import { amountsOf } from '../book/catalogue.ts';
import { judgedLines, shownValue } from './shown.ts';

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

test('a node is judged by bands and by conditions, wherever they stand', () => {
  const scheme = changedSample({
    'outcomes.praise.when': { any: [{ not: { node: 'base', lt: '6' } }, { node: 'mix', gte: '50' }] },
  });
  const lines = judgedLines(scheme, amountsOf(scheme, {}));
  assert.deepEqual(
    [...lines].map(([node, values]) => [node, values.map((one) => Number(one) / 1_000_000)]),
    [
      ['total', [90, 60, 90, 60]],
      ['base', [6]],
      ['mix', [50]],
    ],
  );
});
