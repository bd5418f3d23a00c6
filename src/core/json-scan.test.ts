import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { MOST_DEEP, scanJson } from './json-scan.ts';

for (const [text, line, column] of [
  ['', 1, 1],
  ['  ', 1, 3],
  ['{"a": 1', 1, 8],
  ['{"a": 1,}', 1, 9],
  ['[1, 2', 1, 6],
  ['{"a" 1}', 1, 6],
  ["{'a': 1}", 1, 2],
  ['{"a": 01}', 1, 7],
  ['{"a": 1} x', 1, 10],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
  ['{"a": “1”}', 1, 7],
  ['[1}', 1, 3],
  ['{"a"}', 1, 5],
  ['[,1]', 1, 2],
  ['1 2', 1, 3],
  ['"a\nb"', 1, 1],
] as const) {
  test(`not JSON: ${JSON.stringify(text)}`, () => {
    assert.deepEqual(scanJson(text).fault, { line, column });
    assert.throws(() => JSON.parse(text) as unknown);
  });
}

test('brackets in a hundred brackets are enough', () => {
  const nested = (depth: number): string => `{"a":\n${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
  assert.deepEqual(scanJson(nested(MOST_DEEP)), { repeated: [] });
  assert.deepEqual(scanJson(nested(MOST_DEEP + 1)).tooDeep, { line: 2, column: 100 });
  assert.deepEqual(scanJson('['.repeat(100_000)).tooDeep, { line: 1, column: 101 });
});

test('a text of any length is let through', () => {
  assert.deepEqual(scanJson(JSON.stringify(['\n'.repeat(4_000_000), '长'.repeat(4_000_000)])), { repeated: [] });
});

test('names that stand twice are told with their path', () => {
  assert.deepEqual(scanJson('{"a": [{"b": 1, "\\u0062": 2}], "a": {"a": 1}}').repeated, [
    { at: 'a.0.b', key: 'b' },
    { at: 'a', key: 'a' },
  ]);
});

test('every JSON text is let through, whatever its blanks', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 3 }), (value, indent) => {
      assert.deepEqual(scanJson(JSON.stringify(value, null, indent)), { repeated: [] });
    }),
  );
});

test('it agrees with JSON.parse on texts with one character changed', () => {
  const sample = JSON.stringify({ a: [1, -0.5e3, true, null, { b: 'x"y\\' }], c: {} });
  fc.assert(
    fc.property(fc.nat(sample.length - 1), fc.constantFrom('', ',', '"', '{', ']', ':', '1', 'x', '\\'), (at, mark) => {
      const text = sample.slice(0, at) + mark + sample.slice(at + 1);
      let legal = true;
      try {
        JSON.parse(text);
      } catch {
        legal = false;
      }
      assert.equal(scanJson(text).fault === undefined, legal, text);
    }),
    { numRuns: 2000 },
  );
});
