import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedSample, type Changes } from '../../../../test/sample-scheme.ts';
import { print, type Exact } from '../../number.ts';
import { reachOf } from './bounds.ts';

const text = (value: Exact | undefined): string => (value === undefined ? '…' : print(value));

function reach(changes: Changes, node: string): string {
  const { low, high } = reachOf(changedSample(changes)).node(node);
  return `${text(low)} to ${text(high)}`;
}

const node = (more: object): Changes => ({ 'score.+': { id: 'x', label: '试', ...more } });
const rule = 'items.B-1.rules.B-1/1';
const over = (more: object): Changes => ({
  ...node({ over: { unit: 'quarter', node: 'mix', combine: 'mean', ...more } }),
  'inputs.superior.per': 'quarter',
});

const rows: readonly (readonly [what: string, changes: Changes, node: string, expected: string])[] = [
  ['an item from full marks', {}, 'base', '0 to 10'],
  ['gains without a limit under a cap', {}, 'plus', '0 to 5'],
  ['gains without a limit', { 'sections.B.cap': null }, 'plus', '0 to …'],
  ['losses without a limit', { [`${rule}.effect`]: 'deduct' }, 'plus', '… to 0'],
  ['gains once a year', { [`${rule}.once`]: 'year', 'sections.B.cap': null }, 'plus', '0 to 2'],
  [
    'gains with a cap for the year',
    { [`${rule}.caps`]: [{ max: '3', per: 'year' }], 'sections.B.cap': null },
    'plus',
    '0 to 3',
  ],
  [
    'gains with a cap for the month',
    { [`${rule}.caps`]: [{ max: '3', per: 'month' }], 'sections.B.cap': null },
    'plus',
    '0 to …',
  ],
  [
    'gains with a cap on the item',
    { 'items.B-1.caps': [{ max: '4', per: 'year' }], 'sections.B.cap': null },
    'plus',
    '0 to 4',
  ],
  [
    'a surcharge may bring more than once',
    {
      [`${rule}.once`]: 'year',
      'sections.B.cap': null,
      modifiers: { combine: 'add', rules: [{ id: 'm', label: '上浮', clause: 'c', groups: ['B'], rate: '20%' }] },
    },
    'plus',
    '0 to …',
  ],
  ['a ballot', {}, 'vote', '0 to 100'],
  ['weights', {}, 'mix', '0 to 100'],
  ['a sum', {}, 'total', '0 to 115'],
  ['a negative factor turns the range round', node({ sum: [{ node: 'base', times: '-1' }] }), 'x', '-10 to 0'],
  ['a constant with a factor', node({ const: '8', times: '1/2' }), 'x', '4 to 4'],
  ['a floor and a cap', node({ sum: ['base'], floor: '2', cap: '7' }), 'x', '2 to 7'],
  ['the mean over quarters', over({}), 'x', '0 to 100'],
  ['the sum over quarters', over({ combine: 'sum' }), 'x', '0 to 400'],
  ['the mean with a fixed divisor', over({ divisor: '5' }), 'x', '0 to 80'],
  [
    'a choice',
    node({ select: { cases: [{ when: { fact: 'retired' }, node: 'base' }], otherwise: 'mix' } }),
    'x',
    '0 to 100',
  ],
  [
    'a fact with limits',
    { ...node({ fact: 'hours' }), 'facts.hours.least': '0', 'facts.hours.most': '200' },
    'x',
    '0 to 200',
  ],
  [
    'a parameter without a value',
    { ...node({ const: { param: 'p' } }), params: [{ id: 'p', label: '基础', fills: '支部', clause: 'c' }] },
    'x',
    '… to …',
  ],
  [
    'a parameter with a value',
    {
      ...node({ const: { param: 'p' } }),
      params: [{ id: 'p', label: '基础', fills: '支部', clause: 'c', value: '80' }],
    },
    'x',
    '80 to 80',
  ],
  [
    'the sum over quarters of a fixed part',
    { ...node({ over: { unit: 'quarter', node: 'base', combine: 'last' } }) },
    'x',
    '0 to 10',
  ],
  ['a divisor of nothing', over({ divisor: '0' }), 'x', '… to …'],
  ['years of a quarter', { ...over({ unit: 'year', combine: 'sum' }), 'period.unit': 'quarter' }, 'x', '… to …'],
  ['weeks of a year', { ...over({}), 'score.x.over.unit': 'week', 'score.x.over.combine': 'sum' }, 'x', '… to …'],
  ['a ballot nobody declared', { 'score.vote.ballot': 'x' }, 'vote', '… to …'],
  ['an input nobody declared', { 'score.superior.input': 'x' }, 'superior', '… to …'],
  ['a ballot with an option without a value', { 'ballots.vote.options.差.value': null }, 'vote', '… to …'],
  [
    'a ballot with scores',
    { 'ballots.vote': { id: 'vote', label: '测评', clause: 'c', scores: ['0', '10'] } },
    'vote',
    '0 to 10',
  ],
  [
    'a capped gain without a limit of its own',
    {
      [`${rule}.caps`]: [{ max: '3', per: 'period' }],
      [`${rule}.every`]: { step: '2', rounding: 'down' },
      'sections.B.cap': null,
    },
    'plus',
    '0 to 3',
  ],
  [
    'a gain once, under a wider cap',
    { [`${rule}.caps`]: [{ max: '9', per: 'year' }], [`${rule}.once`]: 'year', 'sections.B.cap': null },
    'plus',
    '0 to 2',
  ],
  [
    'a gain once whose worth nobody filled, under a cap',
    {
      [`${rule}.caps`]: [{ max: '9', per: 'year' }],
      [`${rule}.once`]: 'year',
      [`${rule}.points`]: { param: 'p' },
      'sections.B.cap': null,
      params: [{ id: 'p', label: '分值', fills: '支部', clause: 'c' }],
    },
    'plus',
    '0 to 9',
  ],
  [
    'a cap nobody filled',
    {
      [`${rule}.caps`]: [{ max: { param: 'p' }, per: 'year' }],
      'sections.B.cap': null,
      params: [{ id: 'p', label: '封顶', fills: '支部', clause: 'c' }],
    },
    'plus',
    '0 to …',
  ],
  [
    'losses with a cap on the item',
    { [`${rule}.effect`]: 'deduct', 'items.B-1.caps': [{ max: '4', per: 'year' }] },
    'plus',
    '-4 to 0',
  ],
  [
    'losses once, inside a wider cap',
    { [`${rule}.effect`]: 'deduct', [`${rule}.once`]: 'year', 'items.B-1.caps': [{ max: '4', per: 'year' }] },
    'plus',
    '-2 to 0',
  ],
  ['another scheme', node({ from: { scheme: 'other', of: 'own' } }), 'x', '… to …'],
  ['the highest of the branch is a hundred', node({ ofHighest: 'base' }), 'x', '… to 100'],
  ['a circle', { 'score.plus': { id: 'plus', label: '加分', sum: ['total'] } }, 'total', '… to …'],
];

for (const [what, changes, id, expected] of rows) {
  test(`reach: ${what}`, () => assert.equal(reach(changes, id), expected));
}
