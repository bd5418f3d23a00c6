import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { canonicalJson } from './json.ts';

const rows: readonly (readonly [what: string, value: unknown, expected: string])[] = [
  ['keys are put in order, deep down too', { b: { d: 1, c: 2 }, a: [] }, '{"a":[],"b":{"c":2,"d":1}}'],
  ['keys go by code unit, not by language', { 乙: 1, B: 2, a: 3, 甲: 4 }, '{"B":2,"a":3,"乙":1,"甲":4}'],
  ['what is not there is left out of a record', { a: undefined, b: null }, '{"b":null}'],
  ['what is not there keeps its place in a list', [1, undefined, 'x'], '[1,null,"x"]'],
  ['text is escaped as JSON does', 'a"\n', '"a\\"\\n"'],
  ['nothing at all is null', undefined, 'null'],
  ['truth', [true, false], '[true,false]'],
];

for (const [what, value, expected] of rows) {
  test(what, () => assert.equal(canonicalJson(value), expected));
}

test('a number that JSON cannot write is a bug', () => {
  for (const one of [Number.NaN, Infinity]) assert.throws(() => canonicalJson({ a: [one] }), /not a JSON number/);
});

test('the text stands for the value, whatever the order it was made in', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).toReversed());
      assert.equal(canonicalJson(turned), canonicalJson(value));
      assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)));
    }),
  );
});
