import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  add,
  compare,
  divide,
  equals,
  exact,
  type Exact,
  fraction,
  greatest,
  isDecimal,
  isShare,
  least,
  magnitude,
  multiply,
  negate,
  print,
  printPlaces,
  round,
  type Rounding,
  shareOf,
  sign,
  subtract,
  whole,
  wholeIn,
  ZERO,
} from './number.ts';

const texts: readonly (readonly [text: string, isADecimal: boolean, isAShare: boolean])[] = [
  ['8', true, true],
  ['-0.10', true, true],
  ['15%', false, true],
  ['-15%', false, true],
  ['1/3', false, true],
  ['1/0', false, false],
  ['1/00', false, false],
  ['-1/3', false, false],
  ['15%%', false, false],
  ['.5', false, false],
  ['5.', false, false],
  ['1e3', false, false],
  ['０', false, false],
  [' 8', false, false],
  ['', false, false],
  ['9'.repeat(30), true, true],
  ['9'.repeat(31), false, false],
];

for (const [text, isADecimal, isAShare] of texts) {
  test(`「${text.slice(0, 12)}」 as a decimal, as a share`, () =>
    assert.deepEqual([isDecimal(text), isShare(text)], [isADecimal, isAShare]));
}

const printed: readonly (readonly [text: string, expected: string])[] = [
  ['0.10', '0.1'],
  ['-0', '0'],
  ['-0.000', '0'],
  ['100', '100'],
  ['100/3', '100/3'],
  ['-100/6', '-50/3'],
  ['6/3', '2'],
  ['1/8', '0.125'],
  ['1/8000000', '0.000000125'],
  ['-0.0000001', '-0.0000001'],
  ['123456789012345678.5', '123456789012345678.5'],
  ['9007199254740993', '9007199254740993'],
];

for (const [text, expected] of printed) {
  test(`${text} prints as ${expected}`, () => assert.equal(print(exact(text)), expected));
}

test('what is not a number is a bug of the caller', () => {
  assert.throws(() => exact('八'), /not a decimal/);
  assert.throws(() => fraction(1n, 0n), /division by zero/);
  assert.throws(() => divide(whole(1), ZERO), /division by zero/);
});

test('a share of a hundred', () => {
  assert.equal(print(shareOf('15%')), '0.15');
  assert.equal(print(shareOf('1/3')), '1/3');
  assert.equal(print(shareOf('0.5')), '0.5');
});

test('whole numbers too large for ticks stay exact', () => {
  assert.equal(print(whole(Number.MAX_SAFE_INTEGER)), '9007199254740991');
  assert.equal(print(multiply(whole(9_000_000_000), whole(9_000_000_000))), '81000000000000000000');
});

test('the whole ones in a number: what is left over is dropped, however large the number', () => {
  const texts = ['0', '0.999999', '2', '2.5', '100/3', '99999999999.5', '20000000000000000001/2'];
  assert.deepEqual(
    texts.map((text) => wholeIn(exact(text))),
    [0, 0, 2, 2, 33, 99_999_999_999, 10_000_000_000_000_000_000],
  );
});

test('weights that floating point gets wrong', () => {
  const parts = [
    ['0.4', '60'],
    ['0.3', '57'],
    ['0.3', '63'],
  ] as const;
  const sum = parts.reduce<Exact>((all, [weight, value]) => add(all, multiply(exact(weight), exact(value))), ZERO);
  assert.equal(print(sum), '60');
});

const roundings: readonly (readonly [text: string, places: number, mode: Rounding, expected: string])[] = [
  ['79.995', 2, 'half-up', '80'],
  ['79.995', 2, 'down', '79.99'],
  ['79.991', 2, 'up', '80'],
  ['-1.005', 2, 'half-up', '-1.01'],
  ['-1.005', 2, 'down', '-1'],
  ['-1.001', 2, 'up', '-1.01'],
  ['2.5', 0, 'half-up', '3'],
  ['100/3', 1, 'half-up', '33.3'],
  ['200/3', 1, 'half-up', '66.7'],
  ['200/3', 0, 'up', '67'],
  ['3', 0, 'up', '3'],
];

for (const [text, places, mode, expected] of roundings) {
  test(`${text} ${mode} at ${places}`, () => assert.equal(print(round(exact(text), places, mode)), expected));
}

const shown: readonly (readonly [text: string, places: number, expected: string])[] = [
  ['3', 2, '3.00'],
  ['100/3', 2, '33.33'],
  ['79.995', 2, '80.00'],
  ['-0.5', 0, '-1'],
  ['0.04', 1, '0.0'],
  ['123456789012345678.55', 1, '123456789012345678.6'],
];

for (const [text, places, expected] of shown) {
  test(`${text} shown with ${places} decimals`, () => assert.equal(printPlaces(exact(text), places), expected));
}

/** Fractions as plain as they come, to hold the two forms against. */
type Ratio = readonly [n: bigint, d: bigint];
const ratios = fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 9n }));
const of = ([n, d]: Ratio): Exact => fraction(n, d);
const same = (value: Exact, [n, d]: Ratio): void =>
  assert.ok(equals(value, fraction(n, d)), `${print(value)} is not ${n}/${d}`);

test('sums, differences, products and quotients are exact', () => {
  fc.assert(
    fc.property(ratios, ratios, (a, b) => {
      const [[an, ad], [bn, bd]] = [a, b];
      same(add(of(a), of(b)), [an * bd + bn * ad, ad * bd]);
      same(subtract(of(a), of(b)), [an * bd - bn * ad, ad * bd]);
      same(multiply(of(a), of(b)), [an * bn, ad * bd]);
      if (bn !== 0n) same(divide(of(a), of(b)), [an * bd, ad * bn]);
    }),
  );
});

test('small numbers, which stay ticks, give the same as large ones', () => {
  fc.assert(
    fc.property(fc.integer({ min: -9_999, max: 9_999 }), fc.integer({ min: -9_999, max: 9_999 }), (a, b) => {
      const [x, y] = [exact(`${a}`), exact(`${b}`)];
      same(multiply(x, y), [BigInt(a) * BigInt(b), 1n]);
      if (b !== 0) same(divide(x, y), [BigInt(a), BigInt(b)]);
    }),
  );
});

test('the order of numbers', () => {
  fc.assert(
    fc.property(ratios, ratios, (a, b) => {
      const [x, y] = [of(a), of(b)];
      const order = Number(a[0] * b[1] > b[0] * a[1]) - Number(a[0] * b[1] < b[0] * a[1]);
      assert.equal(Math.sign(compare(x, y)), order);
      assert.equal(equals(x, y), order === 0);
      assert.ok(equals(least(x, y), order <= 0 ? x : y));
      assert.ok(equals(greatest(x, y), order >= 0 ? x : y));
      assert.equal(sign(subtract(x, y)) > 0, order > 0);
      assert.ok(equals(magnitude(subtract(x, y)), subtract(greatest(x, y), least(x, y))));
      assert.ok(equals(add(x, negate(x)), ZERO));
    }),
  );
});

test('what is printed is read again as the same number', () => {
  fc.assert(fc.property(ratios, (a) => assert.ok(equals(exact(print(of(a))), of(a)))));
});
