import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedDocument, type Changes } from '../../../test/sample-scheme.ts';
import { parseScheme } from './parse.ts';
import { checkDespite } from './despite.ts';

function told(changes: Changes): readonly string[] {
  const document = changedDocument(changes);
  const parsed = parseScheme(document);
  assert.ok(!parsed.ok);
  return checkDespite(document, parsed.problems).map((one) => `${one.code} ${one.at}`);
}

const lost = { 'items.B-1.clause': 'nowhere', 'grade.quotas.q.share': '120%' };
const LOST = ['no-such-clause items.B-1.clause', 'share-out-of-range grade.quotas.q.share'];

const CASES: readonly (readonly [what: string, broken: Changes])[] = [
  ['a number that is none', { 'score.mix.weighted.vote.weight': 'x' }],
  ['a date that is none', { 'effective.to': '2026-02-30' }],
  ['a word that is not among those that may stand there', { 'items.A-1.start': 'half' }],
  ['a key that is not known', { 'outcomes.talk.colour': 'red' }],
  ['a name that is missing', { 'outcomes.talk.clause': null }],
  ['a flag that is none', { invented: 'perhaps' }],
  ['several of them', { 'items.A-1.max': '8o', 'items.A-1.colour': 'red', 'gates.award.label': null }],
];

for (const [what, broken] of CASES) {
  test(`what else is wrong is told despite ${what}`, () => {
    assert.deepEqual(told(broken), []);
    assert.deepEqual(told({ ...broken, ...lost }), LOST);
  });
}

test('of what stands beside something that cannot be read only names are told', () => {
  const broken = { 'items.B-1.rules.B-1/1.points': '2e3', 'items.B-1.max': '-1' };
  assert.deepEqual(told(broken), []);
  assert.deepEqual(told({ ...broken, 'items.B-1.clause': 'nowhere' }), ['no-such-clause items.B-1.clause']);
  assert.deepEqual(told({ 'score.base.colour': 'red', 'items.B-1.max': '-1' }), ['max-negative items.B-1.max']);
});

test('where nothing can stand in, and in an overlay, nothing more is told', () => {
  assert.deepEqual(told({ ...lost, items: 'none' }), []);
  assert.deepEqual(checkDespite({ scheme: 'x', extends: ['y'] }, []), []);
});
