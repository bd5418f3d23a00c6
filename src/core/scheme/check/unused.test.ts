import { testRows, type Changes } from '../../../../test/sample-scheme.ts';
import { checkUnused } from './unused.ts';

const clause = (text: string): Changes => ({ 'clauses.+': { id: 'd', no: '二', text } });

testRows(checkUnused, [
  [
    'unused-fact',
    { 'facts.+': { id: 'x', label: '别的', type: 'flag' } },
    { 'facts.+': { id: 'x', label: '别的', type: 'flag' }, 'gates.award.when': { fact: 'x' } },
  ],
  [
    'unused-fact',
    { 'facts.+': { id: 'full-members', label: '正式党员数', of: 'org', type: 'number' } },
    {
      'facts.+': { id: 'full-members', label: '正式党员数', of: 'org', type: 'number' },
      'grade.quotas.q.among': 'full-members',
    },
  ],
  [
    'unused-fact',
    { 'facts.+': { id: 'members', label: '党员数', of: 'org', type: 'number' } },
    { 'facts.+': { id: 'members', label: '党员数', of: 'org', type: 'number' }, 'grade.quotas.q.among': 'all-members' },
  ],
  ['unused-fact', { 'facts.+': { id: 'x', label: '别的', type: 'flag' }, grade: null }],
  [
    'unused-fact',
    { 'facts.+': { id: 'full-members', label: '正式党员数', of: 'org', type: 'number' } },
    {
      'facts.+': { id: 'full-members', label: '正式党员数', of: 'org', type: 'number' },
      'readings.gap.options.high.set': { 'grade.quotas.q.among': 'full-members' },
    },
  ],
  [
    'unused-fact',
    { 'facts.+': { id: 'members', label: '党员数', of: 'org', type: 'number' } },
    { 'facts.+': { id: 'members', label: '党员数', of: 'org', type: 'number' }, 'rankings.place.base': 'all-members' },
  ],
  ['unused-role', { 'outcomes.talk.on': ['subject'] }],
  ['unused-input', { 'score.mix.weighted': [{ node: 'vote', weight: '100%' }], 'score.superior': null }],
  [
    'unused-ballot',
    {
      'score.mix.weighted': [{ node: 'superior', weight: '100%' }],
      'score.vote': null,
      'readings.gap.options.high.set': { 'ballots.vote.anonymity': 'named' },
    },
    {
      'score.mix.weighted': [{ node: 'superior', weight: '100%' }],
      'score.vote': null,
      'readings.gap.options.high.set': { 'score.+': { id: 'vote', label: '测评', ballot: 'vote' } },
    },
  ],
  ['unused-ballot', { 'score.mix.weighted': [{ node: 'superior', weight: '100%' }], 'score.vote': null }],
  [
    'unused-param',
    { params: [{ id: 'p', label: '上限', fills: '支部', clause: 'c' }] },
    {
      params: [{ id: 'p', label: '上限', fills: '支部', clause: 'c' }],
      'readings.gap.options.high.set': { 'score.plus.cap': { param: 'p' } },
    },
  ],
  [
    'unused-section',
    { 'sections.+': { id: 'C', label: '扣分', clause: 'c' } },
    { 'sections.+': { id: 'C', label: '扣分', clause: 'c' }, 'items.B-1.section': 'C' },
  ],
  ['unused-carry', { 'outcomes.talk.when': { grade: ['差'] } }],
  [
    'unused-node',
    { 'score.+': { id: 'x', label: '别的', const: '1' } },
    { 'score.+': { id: 'x', label: '别的', const: '1' }, 'grade.quotas.q.keys': ['total', 'x'] },
  ],
  [
    'unused-item',
    { 'items.+': { id: 'X', label: '别的', clause: 'c', max: '1' } },
    { 'items.+': { id: 'X', label: '别的', clause: 'c', max: '1', section: 'B' } },
  ],
  ['unused-item', { 'score.total.sum': ['base', 'mix'], 'carry.points.add': [], 'score.plus': null }],
  ['unused-clause', clause('成立领导小组'), { ...clause('成立领导小组'), 'gates.award.clause': 'd' }],
  [
    'clause-number-idle',
    clause('每人至少8分'),
    { ...clause('每人至少8分'), notScored: [{ clause: 'd', reason: '只是说明' }] },
  ],
]);
