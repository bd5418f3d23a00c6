import { testRows, type Changes } from '../../../../test/sample-scheme.ts';
import { checkRules } from './rules.ts';

const rule = 'items.B-1.rules.B-1/1';
const derived = (more: object): Changes => ({ 'derived.rules': [{ id: 'd', label: '连带', clause: 'c', ...more }] });
const good = { groups: ['A'], to: [{ roles: ['secretary'], share: '10%' }], into: 'A-1/1' };

testRows(checkRules, [
  ['worth-twice', { [`${rule}.judged`]: { to: '3', by: '支部' } }],
  ['worth-missing', { [`${rule}.points`]: null }, { [`${rule}.points`]: null, 'items.B-1.incomplete': '分值缺' }],
  ['worth-idle', { 'items.V.rules.V/1.points': '1' }],
  [
    'judged-without-body',
    { 'items.B-1.start': 'judged' },
    { 'items.B-1.start': 'judged', 'items.B-1.judgedBy': '支部' },
  ],
  ['full-without-max', { 'items.A-1.max': null }],
  ['only-by-nobody', { 'items.B-1.onlyBy': true }, { 'items.B-1.onlyBy': true, 'items.B-1.judgedBy': '支部' }],
  ['floor-above-max', { 'items.A-1.floor': '11' }, { 'items.A-1.floor': '10' }],
  ['max-negative', { 'items.A-1.max': '-10' }],
  ['item-without-rules', { 'items.B-1.rules': [] }, { 'items.B-1.rules': [], 'items.B-1.max': '5' }],
  [
    'automatic-twice',
    { 'items.A-1.rules.A-1/2.counted': { fact: 'hours' } },
    { 'items.A-1.rules.A-1/2.when': { fact: 'retired', is: false } },
  ],
  ['automatic-judged', { 'items.A-1.rules.A-1/2.points': null, 'items.A-1.rules.A-1/2.judged': { by: '支部' } }],
  [
    'each-without-when',
    { [`${rule}.each`]: 'month' },
    { [`${rule}.each`]: 'month', [`${rule}.when`]: { fact: 'retired' } },
  ],
  ['once-per-entry', { [`${rule}.once`]: 'entry' }, { [`${rule}.once`]: 'day' }],
  [
    'cap-twice',
    {
      [`${rule}.caps`]: [
        { max: '5', per: 'year' },
        { max: '4', per: 'year' },
      ],
    },
    {
      [`${rule}.caps`]: [
        { max: '5', per: 'year' },
        { max: '4', per: 'month' },
      ],
    },
  ],
  [
    'cap-twice',
    {
      'items.B-1.caps': [
        { max: '5', per: 'year' },
        { max: '4', per: 'year' },
      ],
    },
    { 'items.B-1.caps': [{ max: '5', per: 'year' }] },
  ],
  ['points-negative', { [`${rule}.points`]: '-2' }],
  ['points-zero', { [`${rule}.points`]: '0' }],
  [
    'step-not-positive',
    { [`${rule}.every`]: { step: '0', rounding: 'down' } },
    { [`${rule}.every`]: { step: '5', rounding: 'down' } },
  ],
  [
    'range-backwards',
    { [`${rule}.points`]: null, [`${rule}.judged`]: { from: '5', to: '2', by: '支部' } },
    { [`${rule}.points`]: null, [`${rule}.judged`]: { from: '2', to: '5', by: '支部' } },
  ],
  [
    'tier-without-points',
    { [`${rule}.points`]: null, [`${rule}.tiers`]: [{ id: '省级' }] },
    { [`${rule}.points`]: null, [`${rule}.tiers`]: [{ id: '省级', from: '1', to: '2' }] },
  ],
  [
    'approval-open-end',
    { [`${rule}.approval`]: { routes: [{ upTo: '30', by: ['支部'] }] } },
    { [`${rule}.approval`]: { routes: [{ upTo: '30', by: ['支部'] }, { by: ['党委'] }] } },
  ],
  [
    'approval-order',
    { 'items.B-1.approval': { routes: [{ upTo: '30', by: ['甲'] }, { upTo: '20', by: ['乙'] }, { by: ['丙'] }] } },
    { 'items.B-1.approval': { routes: [{ upTo: '20', by: ['甲'] }, { upTo: '30', by: ['乙'] }, { by: ['丙'] }] } },
  ],
  [
    'clause-twice',
    { 'clauses.+': { id: 'd', no: '二', text: '样例，条款。' } },
    { 'clauses.+': { id: 'd', no: '二', text: '别的条款' } },
  ],
  [
    'rule-twice',
    { 'items.B-1.rules.+': { id: 'B-1/2', label: '缺课', effect: 'deduct', points: '1' } },
    {
      'items.B-1.rules.+': { id: 'B-1/2', label: '缺课', effect: 'deduct', points: '1' },
      sameFacts: [{ id: 's', items: ['A-1/1', 'B-1/2'], counts: 'first' }],
    },
  ],
  ['derived-without-source', derived({ ...good, groups: [] }), derived(good)],
  ['derived-without-receiver', derived({ ...good, to: [] }), derived({ ...good, to: [], members: 'direct' })],
  [
    'derived-worth',
    derived({ ...good, to: [{ roles: ['secretary'] }] }),
    derived({ ...good, to: [{ roles: ['secretary'], points: '-1' }] }),
  ],
  ['derived-worth', derived({ ...good, to: [{ roles: ['secretary'], share: '0' }] })],
  [
    'derived-worth',
    derived({ ...good, to: [{ roles: ['secretary'], share: '-10%' }] }),
    {
      ...derived({ ...good, to: [{ roles: ['secretary'], share: { param: 'p' } }] }),
      params: [{ id: 'p', label: '连带比例', fills: '支部', clause: 'c' }],
    },
  ],
  [
    'derived-not-counted',
    derived({ ...good, into: undefined }),
    { ...derived({ ...good, into: undefined }), 'score.+': { id: 'd', label: '连带', derived: ['d'] } },
  ],
]);
