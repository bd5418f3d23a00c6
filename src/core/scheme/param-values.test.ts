import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedDocument } from '../../../test/sample-scheme.ts';
import { amountsOf } from '../score/book/catalogue.ts';
import { print } from '../number.ts';
import { resolveScheme } from './resolve.ts';

const param = { id: 'p', label: '上限', fills: '支部', clause: 'c', range: ['1', '5'] };
const part = (scheme: string, changes: object): unknown =>
  changedDocument({ scheme, params: [{ ...param, ...changes }], 'score.plus.cap': { param: 'p' } });

/** The value of `p` in both parts of a document that overlays two, or what is wrong. */
function values(other: object, params: Readonly<Record<string, string>>, written: object = {}): readonly string[] {
  const documents = new Map([
    ['one', part('one', {})],
    ['two', part('two', other)],
  ]);
  const over = { scheme: 'both', title: '两份', extends: ['one', 'two'], params: written };
  const resolved = resolveScheme(over, (id) => documents.get(id), { params });
  if (!resolved.ok) return resolved.problems.map((each) => `${each.code} ${each.at}`);
  return resolved.value.parts.map((each) => {
    const value = amountsOf(each, params)({ param: 'p' });
    return value === undefined ? '' : print(value);
  });
}

const upper = { label: '上级的上限', fills: '上级' };

test('what two parts say alike is one parameter', () => {
  assert.deepEqual(values({}, { p: '3' }), ['3', '3']);
  assert.deepEqual(values({}, {}, { p: '3' }), ['3', '3']);
});

test('what two parts say each for itself is chosen part by part', () => {
  assert.deepEqual(values(upper, { 'one/p': '3' }), ['3', '']);
  assert.deepEqual(values(upper, { 'one/p': '3', 'two/p': '4' }), ['3', '4']);
  assert.deepEqual(values(upper, {}, { 'two/p': '4' }), ['', '4']);
  assert.deepEqual(values({}, { p: '3', 'two/p': '4' }), ['3', '4']);
});

test('one value for what each says for itself is refused', () => {
  assert.deepEqual(values(upper, { p: '3' }), ['param-of-several params.p']);
  assert.deepEqual(values(upper, {}, { p: '3' }), ['param-of-several params.p']);
});

test('a value out of its range is told where it was chosen', () => {
  assert.deepEqual(values(upper, { 'two/p': '6' }), ['param-out-of-range params.two/p']);
});
