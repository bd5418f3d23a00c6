import { testRows, type Changes } from '../../../../test/sample-scheme.ts';
import { checkReadings } from './readings.ts';

const options = 'readings.gap.options';
const set = (value: unknown): Changes => ({ [`${options}.high`]: { id: 'high', text: '高的', set: value } });

testRows(checkReadings, [
  ['reading-undecided', { 'readings.gap.decided': null }],
  ['no-such-option', { 'readings.gap.choice': 'middle' }, { 'readings.gap.choice': 'high' }],
  ['reading-place-lost', { 'readings.gap.at': ['grade.tables.x.gaps'] }, { 'readings.gap.at': ['score.total'] }],
  ['option-without-effect', set({}), { ...set({}), 'outcomes.talk.when': { reading: 'gap', is: 'high' } }],
  ['option-without-effect', { 'readings.gap.choice': 'high', ...set({}) }, { 'readings.gap.choice': 'high' }],
  [
    'options-alike',
    { [`${options}.+`]: { id: 'too', text: '也归高的', set: { 'grade.tables.t.gaps': 'upper-band' } } },
    { [`${options}.+`]: { id: 'wait', text: '待定', set: { 'grade.tables.t.gaps': 'pending' } } },
  ],
  ['option-path-lost', set({ 'score.x.cap': '1' }), set({ 'score.plus.cap': '1' })],
  ['option-breaks', set({ 'score.total.sum': ['base', 'x'] }), set({ 'score.total.sum': ['base'] })],
  ['option-breaks', set({ 'grade.tables.t.gaps': 'middle' })],
  ['option-breaks', set({ 'score.plus': { id: 'plus', label: '加分', sum: ['total'] } })],
]);
