import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedSample, type Changes } from '../../../test/sample-scheme.ts';
import { childrenOf } from './node.ts';
import { isParted } from './tree.ts';

const rows: readonly (readonly [what: string, node: object, children: readonly string[]])[] = [
  ['a sum', { sum: ['base', { node: 'plus', times: '-1' }] }, ['base', 'plus']],
  ['weights', { weighted: [{ node: 'vote', weight: '1' }] }, ['vote']],
  ['a choice', { select: { cases: [{ when: { all: [] }, node: 'base' }] } }, ['base']],
  [
    'a choice with a rest',
    { select: { cases: [{ when: { all: [] }, node: 'base' }], otherwise: 'mix' } },
    ['base', 'mix'],
  ],
  ['the first reported', { either: ['vote', 'superior'] }, ['vote', 'superior']],
  ['sub-periods', { over: { unit: 'month', node: 'plus', combine: 'sum' } }, ['plus']],
  ['a share of the highest', { ofHighest: 'base' }, ['base']],
  ['a section', { section: 'A' }, []],
];

for (const [what, node, children] of rows) {
  test(`the parts of ${what}`, () => {
    const made = changedSample({ 'score.+': { id: 'x', label: '试', ...node } }).score.find((one) => one.id === 'x');
    assert.deepEqual(made === undefined ? undefined : childrenOf(made), children);
  });
}

test('a total is made of sub-periods where they lead into it, however deep', () => {
  const months: Changes = {
    'score.+': { id: 'months', label: '各月', over: { unit: 'month', node: 'plus', combine: 'sum' } },
  };
  assert.equal(isParted(changedSample({})), false);
  assert.equal(isParted(changedSample(months)), false);
  assert.equal(isParted(changedSample({ ...months, 'score.mix.weighted': [{ node: 'months', weight: '1' }] })), true);
  assert.equal(isParted(changedSample({ score: [] })), false);
});
