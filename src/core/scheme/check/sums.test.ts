import { testRows } from '../../../../test/sample-scheme.ts';
import { checkSums } from './sums.ts';

const rule = 'items.B-1.rules.B-1/1';

testRows(checkSums, [
  ['section-sum', { 'sections.A.declared': '20' }],
  ['section-sum', { 'items.A-1.max': '9' }],
  [
    'section-sum',
    { 'sections.B.declared': '5', 'items.B-1.max': '3' },
    { 'sections.B.declared': '5', 'items.B-1.max': '6' },
  ],
  // Losses take no room under a cap.
  [
    'items-capped-out',
    { 'items.B-1.max': '5', 'items.+': { id: 'B-2', label: '公益', clause: 'c', section: 'B', max: '3' } },
    {
      'items.B-1.max': '5',
      'items.+': {
        id: 'B-2',
        label: '扣分',
        clause: 'c',
        section: 'B',
        rules: [{ id: 'B-2/1', label: '扣', effect: 'deduct', points: '1' }],
      },
    },
  ],
  ['section-cap-declared', { 'sections.B.declared': '6' }, { 'sections.B.declared': '5' }],
  ['cap-below-item', { 'items.B-1.max': '6' }, { 'items.B-1.max': '5' }],
  [
    'cap-below-single',
    { [`${rule}.caps`]: [{ max: '1', per: 'year' }] },
    { [`${rule}.caps`]: [{ max: '2', per: 'year' }] },
  ],
  ['max-below-rule', { 'items.B-1.max': '1' }, { 'items.B-1.max': '2' }],
  [
    'items-capped-out',
    { 'items.B-1.max': '5', 'items.+': { id: 'B-2', label: '公益', clause: 'c', section: 'B', max: '3' } },
    { 'items.B-1.max': '2', 'items.+': { id: 'B-2', label: '公益', clause: 'c', section: 'B', max: '3' } },
  ],
  [
    'rules-over-max',
    {
      'items.B-1.max': '3',
      [`${rule}.once`]: 'year',
      'items.B-1.rules.+': { id: 'B-1/2', label: '创新', points: '2', once: 'year' },
    },
    {
      'items.B-1.max': '4',
      [`${rule}.once`]: 'year',
      'items.B-1.rules.+': { id: 'B-1/2', label: '创新', points: '2', once: 'year' },
    },
  ],
  ['full-above-cap', { 'score.total.cap': '100' }, { 'score.total.sum': ['plus', 'mix'], 'score.total.cap': '100' }],
  ['full-above-cap', { 'score.mix.cap': '99' }, { 'score.plus.cap': '1' }],
  ['weighted-unlike', { 'inputs.superior.range': ['0', '70'] }, { 'inputs.superior.range': ['20', '100'] }],
  ['node-sum', { 'score.base.declared': '12' }, { 'score.base.declared': '10' }],
  ['node-sum', { 'score.total.declared': '100' }, { 'score.total.declared': '115' }],
  [
    'floor-above-cap',
    { 'score.total.floor': '60', 'score.total.cap': '50' },
    { 'score.total.floor': '50', 'score.total.cap': '60' },
  ],
  ['cap-cuts', { 'score.total.cap': '100' }, { 'score.total.cap': '115' }],
  ['cap-idle', { 'score.total.cap': '120' }, { 'score.total.cap': '115' }],
  ['weights-not-whole', { 'score.mix.weighted.vote.weight': '50%' }, { 'score.mix.weighted.vote.weight': '0.6' }],
  [
    'weights-not-whole',
    { 'score.mix.weighted.vote.weight': '50%' },
    {
      'score.mix.weighted.vote.weight': { param: 'p' },
      params: [{ id: 'p', label: '占比', fills: '支部', clause: 'c' }],
    },
  ],
  ['weight-not-positive', { 'score.mix.weighted.vote.weight': '0' }],
]);
