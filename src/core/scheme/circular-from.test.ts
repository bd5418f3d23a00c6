import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedDocument } from '../../../test/sample-scheme.ts';
import { resolveScheme } from './resolve.ts';

const uses = (scheme: string, source: string): unknown =>
  changedDocument({ scheme, 'score.plus': { id: 'plus', label: '加分', from: { scheme: source, of: 'own' } } });

const library: Readonly<Record<string, unknown>> = {
  a: uses('a', 'b'),
  b: uses('b', 'a'),
  c: uses('c', 'd'),
  d: uses('d', 'e'),
  e: uses('e', 'c'),
  beside: uses('beside', 'c'),
  plain: uses('plain', 'elsewhere'),
  after: uses('after', 'plain'),
  local: { scheme: 'local', title: '细则', extends: ['f'] },
  f: uses('f', 'local'),
};
const read = (id: string): unknown => library[id];
const both = (...parents: readonly string[]): unknown => ({ scheme: 'both', title: '两份', extends: parents });

const CASES: readonly (readonly [what: string, document: unknown, lists: readonly string[]])[] = [
  ['two that use each other', both('a', 'b'), ['a → b → a', 'b → a → b']],
  ['one, and the other beside it', library['a'], ['a → b → a']],
  ['three in a round', library['c'], ['c → d → e → c']],
  ['three in a round, given together', both('c', 'd', 'e'), ['c → d → e → c', 'd → e → c → d', 'e → c → d → e']],
  ['one that only uses a round', library['beside'], []],
  ['one that uses what is nowhere', library['plain'], []],
  ['one that uses another', both('plain', 'after'), []],
  ['one that uses an overlay of itself', library['f'], ['f → local → f']],
];

for (const [what, document, lists] of CASES) {
  test(`results in a round: ${what}`, () => {
    const { ok, problems } = resolveScheme(document, read);
    const found = problems.filter((one) => one.code === 'circular-sources');
    const said = found.map((one) => one.data['list']);
    assert.deepEqual(said, lists);
    assert.equal(ok, lists.length === 0);
  });
}
