import { testRows, type Changes } from '../../../../test/sample-scheme.ts';
import { checkReferences } from './references.ts';

const outcome = (when: unknown): Changes => ({ 'outcomes.talk.when': when });

const band = (more: object): Changes => ({
  'grade.tables.t.bands.优': { grade: '优', from: '90', also: { node: 'base', gte: '8' }, ...more },
});

testRows(checkReferences, [
  ['no-such-clause', { 'outcomes.talk.clause': 'x' }],
  ['no-such-node', { 'score.total.sum': ['base', 'x'] }],
  ['no-such-node', outcome({ node: 'x', gte: '1' }), outcome({ node: 'plus', gte: '1' })],
  [
    'no-such-item',
    { 'score.plus': { id: 'plus', label: '加分', items: ['x'] } },
    { 'score.plus': { id: 'plus', label: '加分', items: ['B-1'] } },
  ],
  ['no-such-item', outcome({ item: 'B-1/1', gte: '1' }), outcome({ item: 'B-1', gte: '1' })],
  [
    'no-such-rule',
    { 'derived.rules': [{ id: 'd', label: '连带', clause: 'c', groups: ['A'], into: 'A-1' }] },
    { 'derived.rules': [{ id: 'd', label: '连带', clause: 'c', groups: ['A'], into: 'A-1/1' }] },
  ],
  ['no-such-group', { 'vetoes.veto.items': ['V/2'] }],
  [
    'no-such-group',
    outcome({ entries: { groups: ['x'] }, gte: '1' }),
    outcome({ entries: { groups: ['A'] }, gte: '1' }),
  ],
  ['no-such-section', { 'items.B-1.section': 'C' }],
  ['no-such-fact', outcome({ fact: 'x' }), outcome({ fact: 'retired' })],
  ['no-such-fact', { 'facts.age.source.from': 'x' }],
  ['no-such-ballot', { 'score.vote.ballot': 'x' }],
  ['no-such-input', { 'score.superior.input': 'x' }],
  [
    'no-such-role',
    { 'norms.+': { id: 'talks', label: '谈心', clause: 'c', pairs: { item: 'A-1', from: 'x', cover: 'together' } } },
    {
      'norms.+': {
        id: 'talks',
        label: '谈心',
        clause: 'c',
        pairs: { item: 'A-1', from: 'leadership', cover: 'together' },
      },
    },
  ],
  ['no-such-role', { 'outcomes.talk.on': ['x'] }, { 'outcomes.talk.on': ['leaders', 'org'] }],
  ['no-such-carry', outcome({ carry: 'x', gte: '2' })],
  ['no-such-account', { 'score.plus.excess': 'low' }, { 'score.plus.excess': 'points' }],
  [
    'no-such-account',
    { 'score.plus': { id: 'plus', label: '加分', account: 'low' } },
    { 'score.plus': { id: 'plus', label: '加分', account: 'points' } },
  ],
  [
    'no-such-fact',
    { 'outcomes.talk.due': { after: 'x', days: 7, clause: 'c' } },
    { 'outcomes.talk.due': { after: 'posted', days: 7 } },
  ],
  ['no-such-grade', band({ unmet: { grade: '中' } }), band({ unmet: { grade: '差' } })],
  [
    'no-such-grade',
    { 'grade.tables.t.otherwise': { pending: ['中'], clause: 'c' } },
    { 'grade.tables.t.otherwise': { pending: ['差'] } },
  ],
  ['no-such-outcome', outcome({ outcome: 'x' }), { 'outcomes.praise.when': { outcome: 'talk' } }],
  [
    'no-such-param',
    { 'score.plus.cap': { param: 'x' } },
    { 'score.plus.cap': { param: 'x' }, params: [{ id: 'x', label: '上限', fills: '支部', clause: 'c' }] },
  ],
  ['no-such-category', outcome({ category: ['退休'] }), outcome({ category: ['在职'] })],
  ['no-such-grade', outcome({ grade: ['中'] }), outcome({ grade: ['良'] })],
  ['no-such-grade', { 'grade.quotas.q.spill': '中' }],
  [
    'no-such-slot',
    { 'items.B-1.slot': 'x' },
    { 'items.B-1.slot': 'x', slots: [{ id: 'x', label: '空格', clause: 'c', into: 'items', fills: '支部' }] },
  ],
  [
    'no-such-derived',
    { 'score.plus': { id: 'plus', label: '加分', derived: ['x'] } },
    {
      'score.plus': { id: 'plus', label: '加分', derived: ['x'] },
      'derived.rules': [{ id: 'x', label: '连带', clause: 'c' }],
    },
  ],
  ['no-such-veto', outcome({ veto: ['x'] }), outcome({ veto: ['any', 'veto'] })],
  ['no-such-ranking', outcome({ rank: 'x', last: true }), outcome({ rank: 'place', last: true })],
  [
    'no-such-finding',
    outcome({ findings: '不实', gte: '1' }),
    { ...outcome({ findings: '不实', gte: '1' }), findings: { clause: 'c', results: [{ id: '不实', label: '不实' }] } },
  ],
  ['no-such-reading', outcome({ reading: 'x', is: 'y' }), outcome({ reading: 'gap', is: 'low' })],
  ['no-such-reading', { 'examples.e.readings': { x: 'low' } }, { 'examples.e.readings': { gap: 'high' } }],
]);
