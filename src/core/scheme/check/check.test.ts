import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedSample } from '../../../../test/sample-scheme.ts';
import { checkScheme, overParts } from './check.ts';

test('nothing is found in the sample', () => {
  assert.deepEqual(checkScheme(changedSample({})), []);
});

test('a problem says its code, weight, place and clause', () => {
  const [found] = checkScheme(changedSample({ 'vetoes.veto.effect': 'hold' }));
  assert.deepEqual(found, {
    code: 'veto-without-effect',
    severity: 'warning',
    at: 'vetoes.veto.effect',
    clause: 'c',
    data: { label: '一票否决' },
  });
});

test('what one part leaves to another is not missed', () => {
  const alone = changedSample({ 'process.tracks': [] });
  const codes = checkScheme(alone).map((one) => one.code);
  assert.deepEqual(codes.toSorted(), ['no-process', 'unused-fact']);
  assert.deepEqual(overParts([alone, changedSample({})], checkScheme), []);
  assert.equal(overParts([alone, alone], checkScheme).length, 2);
});

test('the same finding in two parts comes once, one that belongs to a part stays', () => {
  const held = changedSample({ 'vetoes.veto.effect': 'hold' });
  assert.equal(overParts([held, held], checkScheme).length, 1);
  assert.equal(overParts([held, changedSample({})], checkScheme).length, 1);
});
