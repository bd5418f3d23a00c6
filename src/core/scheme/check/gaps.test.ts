import { testRows } from '../../../../test/sample-scheme.ts';
import { checkGaps } from './gaps.ts';

const gap = { id: 'g', what: '计分表没有随文' };

testRows(checkGaps, [
  ['gap-blocks', { incomplete: [gap] }, { incomplete: [{ ...gap, blocks: false }] }],
  ['gap-open', { incomplete: [{ ...gap, blocks: false }] }, { incomplete: [gap] }],
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
