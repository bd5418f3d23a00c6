import { testRows, type Changes } from '../../../../test/sample-scheme.ts';
import { checkStages } from './stages.ts';

const rule = 'items.A-1.rules.A-1/1';
const from = (scheme: string): Changes => ({
  'score.plus': { id: 'plus', label: '加分', from: { scheme, of: 'own' } },
});

testRows(checkStages, [
  [
    'asked-too-early',
    { [`${rule}.when`]: { node: 'total', gte: '60' } },
    { [`${rule}.when`]: { entries: { items: ['B-1'] }, gte: '1' } },
  ],
  [
    'asked-too-early',
    { 'scope.categories.在职.when': { category: ['在职'] } },
    { 'scope.categories.在职.when': { fact: 'retired', is: false } },
  ],
  [
    'asked-too-early',
    { 'grade.tables.t.bands.优.also': { grade: ['优'] } },
    { 'grade.tables.t.bands.优.also': { node: 'plus', gte: '1' } },
  ],
  [
    'asked-too-early',
    { 'grade.tables.t.bands.优.also': { carry: 'low', lt: '1' } },
    { 'grade.carried': [{ id: 'x', when: { carry: 'low', gte: '2' }, grade: '差', clause: 'c' }] },
  ],
  ['asked-too-early', { 'carry.low.when': { outcome: 'talk' } }],
  ['circular-node', { 'score.plus': { id: 'plus', label: '加分', sum: ['total'] } }],
  [
    'circular-node',
    {
      'score.plus': {
        id: 'plus',
        label: '加分',
        select: { cases: [{ when: { node: 'total', gte: '60' }, node: 'base' }] },
      },
    },
    {
      'score.plus': {
        id: 'plus',
        label: '加分',
        select: { cases: [{ when: { node: 'mix', gte: '60' }, node: 'base' }] },
      },
    },
  ],
  ['circular-from', from('sample'), from('other')],
  ['outcome-order', { 'outcomes.talk.when': { outcome: 'praise' } }, { 'outcomes.praise.when': { outcome: 'talk' } }],
  ['outcome-order', { 'outcomes.talk.when': { outcome: 'talk' } }],
]);
