import { testRows, type Changes } from '../../../../test/sample-scheme.ts';
import { checkBands } from './bands.ts';

const bands = (...list: readonly object[]): Changes => ({ 'grade.tables.t.bands': list });
const [top, middle, bottom] = [
  { grade: '优', from: '90' },
  { grade: '良', from: '60', below: '90' },
  { grade: '差', below: '60' },
];

testRows(checkBands, [
  ['ladder-twice', { 'grade.ladder': ['优', '良', '优', '差'] }],
  ['table-empty', bands(), { ...bands(), 'grade.tables.t.ungraded': true }],
  [
    'table-unreachable',
    { 'grade.tables.+': { id: 'u', bands: [top, middle, bottom] } },
    { 'grade.tables.t.when': { fact: 'retired' }, 'grade.tables.+': { id: 'u', bands: [top, middle, bottom] } },
  ],
  ['band-two-edges', bands({ ...top, above: '90' }, middle, bottom)],
  ['band-inverted', bands(top, { grade: '良', from: '89', to: '60' }, bottom)],
  [
    'band-inverted',
    bands(top, { grade: '良', from: '60', below: '60' }, bottom),
    bands(top, { grade: '良', from: '60', to: '60' }, bottom),
  ],
  ['band-no-edge', bands(top, { grade: '良', below: '90' }, bottom)],
  ['band-order', bands(middle, { grade: '优', from: '90' }, bottom)],
  ['band-gap', bands(top, { grade: '良', from: '60', to: '89' }, bottom)],
  [
    'band-gap',
    bands({ grade: '优', above: '90' }, middle, bottom),
    bands({ grade: '优', above: '90' }, { grade: '良', from: '60', to: '90' }, bottom),
  ],
  ['band-shared', bands(top, { grade: '良', from: '60', to: '90' }, bottom)],
  [
    'band-overlap',
    bands(top, { grade: '良', from: '60', to: '95' }, bottom),
    bands({ ...top, also: { node: 'base', gte: '8' } }, { grade: '良', from: '60', to: '95' }, bottom),
  ],
  ['band-no-otherwise', bands(top, middle), { ...bands(top, middle), 'grade.tables.t.otherwise': { grade: '差' } }],
  [
    'band-unreachable',
    bands({ grade: '优', from: '116' }, { grade: '良', from: '60' }, bottom),
    bands({ grade: '优', from: '115' }, { grade: '良', from: '60' }, bottom),
  ],
  ['band-unreachable', bands({ grade: '优', above: '115' }, { grade: '良', from: '60' }, bottom)],
  ['band-never-so-low', { 'score.total.floor': '60' }, { 'score.total.floor': '59' }],
  // A score that reaches the upper band and misses its condition belongs to the lower one: nothing is shared.
  [
    'band-shared',
    bands(top, { grade: '良', from: '60', to: '90' }, bottom),
    bands({ ...top, also: { node: 'base', gte: '8' } }, { grade: '良', from: '60', to: '90' }, bottom),
  ],
  ['band-no-otherwise', bands(top, { grade: '良', above: '0' }), bands(top, { grade: '良', from: '0' })],
  ['band-no-otherwise', bands(top, { grade: '良', from: '60', clause: 'c' }), bands(top, { grade: '良', from: '-1' })],
  ['band-ladder-order', { 'grade.ladder': ['良', '优', '差'] }],
  [
    'grade-unreachable',
    { 'grade.ladder': ['优', '良', '中', '差'] },
    {
      'grade.ladder': ['优', '良', '中', '差'],
      'grade.overrides': [{ id: 'o', when: { fact: 'retired' }, grade: '中', clause: 'c' }],
    },
  ],
  [
    'grade-unreachable',
    { 'grade.ladder': ['优', '良', '中', '差'] },
    {
      'grade.ladder': ['优', '良', '中', '差'],
      ...bands({ ...top, also: { node: 'base', gte: '8' }, unmet: { grade: '中' } }, middle, bottom),
    },
  ],
  [
    'grade-unreachable',
    { 'grade.ladder': ['优', '良', '中', '差'] },
    {
      'grade.ladder': ['优', '良', '中', '差'],
      'grade.overrides': [{ id: 'o', when: { fact: 'retired' }, atMost: '中', clause: 'c' }],
    },
  ],
  ['grade-missing', { ...bands(top, middle), 'grade.tables.t.otherwise': { missing: '最低一档' } }],
]);
