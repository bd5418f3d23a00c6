import { testRows, type Changes } from '../../../../test/sample-scheme.ts';
import { checkReadings } from './readings.ts';

const options = 'readings.gap.options';
const set = (value: unknown): Changes => ({ [`${options}.high`]: { id: 'high', text: '高的', set: value } });

/** A second reading, so that the first may say what both together change. */
const meeting = (other: string, path: string): Changes => ({
  'readings.+': {
    id: 'round',
    question: '化整吗？',
    options: [
      { id: 'no', text: '不' },
      { id: 'yes', text: '化整', set: { 'grade.tables.t.rounding': 'integer-half-up' } },
    ],
    choice: 'no',
  },
  [`${options}.high.with`]: [{ reading: 'round', option: other, set: { [path]: 'pending' } }],
});

const MORE = { id: 'more', label: '另计', const: '1' };
const PUTS = { 'score.+': MORE };

testRows(checkReadings, [
  ['option-with-unknown', meeting('maybe', 'grade.tables.t.gaps'), meeting('yes', 'grade.tables.t.gaps')],
  ['option-path-lost', meeting('yes', 'grade.tables.x.gaps'), meeting('yes', 'grade.tables.t.gaps')],
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
  ['option-brings', set({ 'score.total.cap': '100' }), set({ 'score.total.cap': '110' })],
  // What stands there already is no news.
  [
    'option-brings',
    set({ 'score.total.cap': '100' }),
    { 'score.total.cap': '100', ...set({ 'score.total.round': { places: 0, mode: 'down' } }) },
  ],
  ['option-breaks', set({ 'score.plus': { id: 'plus', label: '加分', sum: ['total'] } })],
  // What the chosen option has put in, another puts in instead.
  ['option-breaks', { 'score.+': MORE, ...set(PUTS) }, { 'score.+': MORE, [`${options}.low.set`]: PUTS, ...set(PUTS) }],
]);
