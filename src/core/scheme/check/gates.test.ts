import { testRows } from '../../../../test/sample-scheme.ts';
import { checkGaps, gates } from './gates.ts';

const param = { params: [{ id: 'p', label: '上限', fills: '支部', clause: 'c' }] };
const gap = { id: 'g', what: '计分表没有随文' };

testRows(gates, [
  ['publish-reading-undecided', { 'readings.gap.decided': null }],
  ['publish-incomplete', { incomplete: [gap] }, { incomplete: [{ ...gap, blocks: false }] }],
  ['publish-veto-open', { 'vetoes.veto.effect': 'hold' }],
  // A parameter that only an option not chosen uses can wait.
  [
    'publish-param-empty',
    { ...param, 'score.plus.cap': { param: 'p' } },
    { ...param, 'readings.gap.options.high.set': { 'score.plus.cap': { param: 'p' } } },
  ],
  ['publish-no-examples', { examples: [] }],
  [
    'publish-clause-unused',
    { 'clauses.+': { id: 'd', no: '二', text: '每人8分' } },
    { 'clauses.+': { id: 'd', no: '二', text: '每人若干分' } },
  ],
]);

testRows(checkGaps, [
  ['gap-blocks', { incomplete: [gap] }],
  ['gap-open', { incomplete: [{ ...gap, blocks: false }] }],
  ['item-incomplete', { 'items.B-1.incomplete': '分值缺' }],
  [
    'waived-twice',
    {
      notScored: [
        { clause: 'c', reason: '一' },
        { clause: 'c', reason: '二' },
      ],
    },
    { notScored: [{ clause: 'c', reason: '一' }] },
  ],
]);
