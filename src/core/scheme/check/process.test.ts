import { testRows, type Changes } from '../../../../test/sample-scheme.ts';
import { checkProcess } from './process.ts';

const steps = 'process.tracks.year.steps';
const norm = (more: object): Changes => ({ norms: [{ id: 'n', label: '开会', clause: 'c', ...more }] });
const over = (unit: string): Changes => ({
  'score.+': { id: 'parts', label: '合成', over: { unit, node: 'plus', combine: 'sum' } },
});
const quarterly: Changes = {
  'inputs.superior.per': 'quarter',
  'score.mix.weighted': [
    { node: 'vote', weight: '60%' },
    { node: 'quarters', weight: '40%' },
  ],
  'score.+': { id: 'quarters', label: '各季', over: { unit: 'quarter', node: 'superior', combine: 'mean' } },
};
const givenEachQuarter = (item: object): Changes => ({
  'sections.+': { id: 'C', label: '季度', clause: 'c' },
  'items.+': item,
  'score.+': { id: 'in-quarter', label: '本季', section: 'C' },
  'score.mix.weighted': [
    { node: 'vote', weight: '60%' },
    { node: 'quarters', weight: '40%' },
  ],
  'score.superior': { id: 'quarters', label: '各季', over: { unit: 'quarter', node: 'in-quarter', combine: 'mean' } },
});

testRows(checkProcess, [
  ['no-process', { 'process.tracks': [] }],
  ['no-publish-step', { [`${steps}.publish.action`]: 'file' }],
  ['notice-without-days', { [`${steps}.publish.noticeDays`]: null }],
  ['no-objection-step', { [`${steps}.object`]: null }, { [`${steps}.object.action`]: 'appeal' }],
  ['identity-idle', { [`${steps}.publish.identity`]: 'named' }],
  ['working-days-idle', { [`${steps}.object.workingDays`]: true }, { [`${steps}.publish.workingDays`]: true }],
  [
    'no-such-month-day',
    { [`${steps}.publish.due`]: { monthDay: '11-31' } },
    { [`${steps}.publish.due`]: { monthDay: '11-30' } },
  ],
  ['effective-backwards', { 'effective.to': '2025-12-31' }, { 'effective.to': '2026-12-31' }],
  ['posting-not-shorter', { 'period.posting': 'year' }, { 'period.posting': 'quarter' }],
  ['part-not-shorter', { 'ballots.vote.per': 'year' }, { 'ballots.vote.per': 'half-year' }],
  ['over-not-shorter', over('year'), over('month')],
  ['part-never-combined', { 'inputs.superior.per': 'quarter' }, quarterly],
  ['part-wrong-unit', { ...quarterly, 'inputs.superior.per': 'month' }, quarterly],
  ['part-wrong-unit', { ...quarterly, 'inputs.superior.per': null }],
  [
    'part-wrong-unit',
    givenEachQuarter({ id: 'C-1', label: '加分', clause: 'c', section: 'C', max: '2', judgedBy: '支部' }),
    givenEachQuarter({
      id: 'C-1',
      label: '加分',
      clause: 'c',
      section: 'C',
      max: '2',
      judgedBy: '支部',
      per: 'quarter',
    }),
  ],
  [
    'part-wrong-unit',
    givenEachQuarter({ id: 'C-1', label: '学习', clause: 'c', section: 'C', start: 'judged', judgedBy: '支部' }),
    givenEachQuarter({
      id: 'C-1',
      label: '加分',
      clause: 'c',
      section: 'C',
      rules: [{ id: 'C-1/1', label: '获奖', points: '2' }],
    }),
  ],
  ['part-never-combined', { 'items.A-1.judgedBy': '支部', 'items.A-1.per': 'quarter' }],
  ['norm-without-limit', norm({ count: { fact: 'hours' } }), norm({ count: { fact: 'hours', least: '1' } })],
  ['norm-without-source', norm({ count: { least: '1' } }), norm({ count: { item: 'B-1', least: '1' } })],
  ['norm-without-source', norm({ day: { dayOfMonth: 10 } }), norm({ day: { fact: 'birth', dayOfMonth: 10 } })],
  ['no-such-day-of-month', norm({ day: { fact: 'birth', dayOfMonth: 32 } })],
  ['no-examples', { examples: [] }],
  ['example-expects-nothing', { 'examples.e.expect': {} }],
]);
