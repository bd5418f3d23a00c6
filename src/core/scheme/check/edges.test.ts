import { testRows, type Changes } from '../../../../test/sample-scheme.ts';
import { checkEdges } from './edges.ts';

const standing = (more: object): Changes => ({
  'grade.standings': [
    { grade: '优', end: 'top', among: 'graded-members', ties: 'human', unmet: 'next', clause: 'c', ...more },
  ],
});
const quota = (more: object): Changes =>
  Object.fromEntries(Object.entries(more).map(([key, value]) => [`grade.quotas.q.${key}`, value]));
const last: Changes = { 'outcomes.talk.when': { rank: 'place', last: true } };
const from = (...list: readonly object[]): Changes => ({
  score: [
    { id: 'total', label: '总分', sum: list.map((_, index) => `n${index}`) },
    ...list.map((one, index) => ({ id: `n${index}`, label: `第${index}部分`, from: { scheme: 'other', ...one } })),
  ],
});
const values = (...list: readonly string[]): Changes => ({
  'ballots.vote.options': list.map((value, index) => ({ id: String(index), value })),
});
const bands = (...list: readonly object[]): Changes => ({ 'grade.tables.t.bands': list });
const also = { also: { node: 'base', gte: '8' } };
const [top, bottom] = [
  { grade: '优', from: '90' },
  { grade: '差', below: '60' },
];

testRows(checkEdges, [
  [
    'quota-none-in-small',
    quota({ share: '20%', rounding: 'round-down' }),
    quota({ share: '100%', rounding: 'round-down' }),
  ],
  ['quota-none-in-small', quota({ share: '20%', rounding: 'half-up' }), quota({ share: '20%', rounding: 'round-up' })],
  ['quota-none-in-small', quota({ share: '40%', rounding: 'half-up' }), quota({ share: '50%', rounding: 'half-up' })],
  [
    'quota-none-in-small',
    quota({ share: '1/3', rounding: 'round-down' }),
    quota({ share: '0', rounding: 'round-down' }),
  ],
  [
    'quota-none-in-small',
    { ...quota({ share: '100%', rounding: 'round-down' }), ...standing({ share: '30%' }) },
    { ...quota({ share: '100%', rounding: 'round-down' }), ...standing({ count: '3' }) },
  ],
  ['quota-none-in-small', quota({ share: '20%', rounding: 'round-down' }), { grade: null }],
  ['last-in-small', last, { ...last, 'rankings.place.small': { upTo: 3, choose: 'human' } }],
  [
    'last-in-small',
    { 'carry.low.when': { rank: 'place', last: true } },
    { 'carry.low.when': { rank: 'place', lte: '3' } },
  ],
  ['order-by-sum', { 'orgs.order': 'sum' }, { 'orgs.order': 'mean' }],
  [
    'leaders-counted-twice',
    from({ of: 'leadership' }, { of: 'members' }),
    from({ of: 'leadership' }, { of: 'members', leaders: 'exclude' }),
  ],
  [
    'leaders-counted-twice',
    from({ of: 'leadership' }, { of: 'members' }),
    from({ of: 'leadership', scheme: 'third' }, { of: 'members' }),
  ],
  ['leaders-counted-twice', from({ of: 'leadership' }, { of: 'members' }), from({ of: 'own' }, { of: 'members' })],
  ['count-without-end', { 'carry.low.kind': 'count' }, { 'carry.low.kind': 'count', 'carry.low.expiresAfterYears': 3 }],
  ['ballot-lowest-high', values('1', '0.8', '0.6'), values('1', '0.8', '0.5')],
  ['ballot-lowest-high', values('0.6', '1'), values('0', '0')],
  ['ballot-lowest-high', values('0.6', '1'), values('1')],
  ['ballot-lowest-high', values('0.6', '1'), { 'ballots.vote.options': [{ id: '好' }, { id: '差', value: '1' }] }],
  [
    'band-unmet-home',
    bands({ ...top, ...also }, { grade: '良', from: '60', below: '90' }, bottom),
    bands({ ...top, ...also }, { grade: '良', from: '60' }, bottom),
  ],
  [
    'band-unmet-home',
    { ...standing({ share: '30%' }), ...bands(top, { grade: '良', from: '60', to: '90' }, bottom) },
    { ...standing({ share: '30%' }), ...bands(top, { grade: '良', from: '60', to: '100' }, bottom) },
  ],
  [
    'band-unmet-home',
    bands({ ...top, ...also, clause: 'c' }, { grade: '良', from: '60', below: '90' }, bottom),
    { ...bands({ ...top, ...also, unmet: 'pending' }, { grade: '良', from: '60', below: '90' }, bottom) },
  ],
  [
    'band-unmet-home',
    bands({ grade: '优', above: '90', ...also }, { grade: '良', from: '60', to: '90' }, bottom),
    { grade: null },
  ],
  ['band-unmet-home', standing({}), { ...standing({ unmet: 'same' }) }],
]);
