import assert from 'node:assert/strict';
import { test } from 'node:test';
import { own } from './own.ts';

test('what every object has is nobody’s until somebody writes it there', () => {
  for (const key of ['constructor', 'toString', '__proto__', 'm1']) {
    assert.equal(own({}, key), undefined);
    assert.equal(own(Object.fromEntries([[key, '92']]), key), '92');
  }
});
