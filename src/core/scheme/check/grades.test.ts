import { testRows, type Changes } from '../../../../test/sample-scheme.ts';
import { checkGrades } from './grades.ts';

const standing = (more: object): Changes => ({
  'grade.standings': [
    { grade: '优', end: 'top', among: 'graded-members', ties: 'human', unmet: 'next', clause: 'c', ...more },
  ],
});
const override = (more: object): Changes => ({
  'grade.overrides': [{ id: 'o', when: { fact: 'retired' }, clause: 'c', ...more }],
});
const mandatory = (more: object): Changes => ({
  'grade.mandatory': { allowed: ['差'], choose: 'lowest', met: 'full-marks', clause: 'c', ...more },
});
const marked: Changes = { 'items.A-1.mandatory': true };
const veto = (effect: string): Changes => ({ 'vetoes.veto.effect': effect });
const months: Changes = {
  'score.+': { id: 'months', label: '各月', over: { unit: 'month', node: 'plus', combine: 'sum' } },
};
const named = { id: 'found', label: '达标项', type: 'set' };

testRows(checkGrades, [
  [
    'quota-without-number',
    { 'grade.quotas.q.share': null },
    { 'grade.quotas.q.share': null, 'grade.quotas.q.count': 2 },
  ],
  ['quota-two-numbers', { 'grade.quotas.q.count': 2 }],
  ['share-out-of-range', { 'grade.quotas.q.share': '20' }, { 'grade.quotas.q.share': '100%' }],
  ['quota-spill-up', { 'grade.quotas.q.spill': '优' }],
  ['share-out-of-range', standing({ share: '130%' }), standing({ share: '30%' })],
  ['standing-without-number', standing({}), standing({ share: '30%' })],
  [
    'standing-by-hand',
    standing({ fact: 'status', value: '正式' }),
    standing({ fact: 'status', value: '正式', count: 3 }),
  ],
  ['standing-half-fact', standing({ fact: 'status' }), standing({ fact: 'status', value: '正式' })],
  ['override-without-grade', override({}), override({ grade: '差' })],
  ['override-two-grades', override({ grade: '差', atMost: '良' }), override({ atMost: '良' })],
  ['mandatory-without-effect', marked, { ...marked, ...mandatory({}) }],
  ['mandatory-none', mandatory({}), { ...marked, ...mandatory({}) }],
  [
    'mandatory-unjudged',
    { ...marked, ...mandatory({ met: 'judged' }) },
    { ...marked, 'facts.+': named, ...mandatory({ met: 'judged', metFact: 'found' }) },
  ],
  [
    'mandatory-without-max',
    { 'items.B-1.mandatory': true, ...mandatory({}) },
    { 'items.B-1.mandatory': true, ...mandatory({ met: 'any-points' }) },
  ],
  ['ranking-without-source', { 'rankings.place.node': null }],
  ['ranking-two-sources', { 'rankings.place.account': 'points' }],
  [
    'share-without-rank',
    { 'outcomes.praise.when': { node: 'total', share: '20%' } },
    { 'outcomes.praise.when': { rank: 'place', share: '20%' } },
  ],
  [
    'rank-without-number',
    { 'outcomes.praise.when': { rank: 'place' } },
    { 'outcomes.praise.when': { rank: 'place', last: true } },
  ],
  [
    'veto-without-cause',
    { 'vetoes.veto.items': [] },
    { 'vetoes.veto.items': [], 'vetoes.veto.when': { fact: 'retired' } },
  ],
  ['veto-without-effect', veto('hold')],
  ['veto-without-grade', { ...veto('lowest-grade'), grade: null }, veto('lowest-grade')],
  ['veto-without-gate', { ...veto('bar-from-award'), gates: [] }, veto('bar-from-award')],
  [
    'veto-without-parts',
    veto('period-zero'),
    { ...veto('period-zero'), ...months, 'score.total.sum': ['base', 'months', 'mix'] },
  ],
  // Sub-periods beside the total do not help.
  ['veto-without-parts', { ...veto('period-zero'), ...months }],
]);
