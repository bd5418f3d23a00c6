import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedSample, type Changes } from '../../../../test/sample-scheme.ts';
import { checkScheme } from './check.ts';
import { blocksPublication } from './gates.ts';

const param = { params: [{ id: 'p', label: '上限', fills: '支部', clause: 'c', range: ['1', '5'] }] };
const gap = { id: 'g', what: '计分表没有随文' };
const clause = (text: string): Changes => ({ 'clauses.+': { id: 'd', no: '二', text } });
const cited = { 'items.B-1.rules.B-1/1.clause': 'd' };

const rows: readonly (readonly [what: string, closed: Changes, open: Changes])[] = [
  ['a reading nobody decided', { 'readings.gap.decided': null }, {}],
  ['a gap that blocks', { incomplete: [gap] }, { incomplete: [{ ...gap, blocks: false }] }],
  ['a veto without an effect', { 'vetoes.veto.effect': 'hold' }, { 'vetoes.veto.effect': 'lowest-grade' }],
  [
    'a parameter that a rule in force uses',
    { ...param, 'score.plus.cap': { param: 'p' } },
    { ...param, 'readings.gap.options.high.set': { 'score.plus.cap': { param: 'p' } } },
  ],
  ['no example', { examples: [] }, {}],
  ['a number in a clause that nothing cites', clause('每人8分'), clause('每人若干分')],
  ['a number in a cited clause', { ...clause('每次8分'), ...cited }, { ...clause('每次2分'), ...cited }],
  ['an error', { 'items.A-1.max': null }, {}],
];

for (const [what, closed, open] of rows) {
  test(`${what} keeps a scheme from being published`, () => {
    assert.ok(checkScheme(changedSample(closed)).some(blocksPublication));
    assert.deepEqual(checkScheme(changedSample(open)).filter(blocksPublication), []);
  });
}
