import { testRows, type Changes } from '../../../../test/sample-scheme.ts';
import { checkRanges } from './ranges.ts';

const rule = 'items.B-1.rules.B-1/1';
const tiers = (...list: readonly (readonly [string, string, string])[]): Changes => ({
  [`${rule}.points`]: null,
  [`${rule}.tiers`]: list.map(([id, from, to]) => ({ id, from, to })),
});
const ranges = (value: unknown): Changes => ({ 'inputs.superior.rangeBy': { fact: 'status', ranges: value } });

testRows(checkRanges, [
  ['range-gap', tiers(['优', '23', '25'], ['中', '15', '22']), tiers(['优', '23', '25'], ['中', '15', '22.99'])],
  [
    'range-gap',
    tiers(['优', '23', '25'], ['中', '15', '22']),
    { ...tiers(['优', '23', '25'], ['中', '15', '22']), 'items.B-1.decimals': 0 },
  ],
  ['range-gap', ranges({ 正式: ['60', '100'], 预备: ['0', '50'] }), ranges({ 正式: ['60', '100'], 预备: ['0', '60'] })],
  // Where a level has its points, or one of its ends is not filled, there is no range to compare.
  [
    'range-gap',
    tiers(['优', '23', '25'], ['中', '15', '22']),
    {
      [`${rule}.points`]: null,
      [`${rule}.tiers`]: [
        { id: '优', points: '23' },
        { id: '中', from: '15' },
        { id: '差', to: '8' },
      ],
    },
  ],
  ['range-overlap', tiers(['中', '15', '23.5'], ['优', '23', '25']), tiers(['中', '15', '23'], ['优', '23', '25'])],
  // A level of a single value may stand at the end of another.
  [
    'range-overlap',
    ranges({ 正式: ['50', '100'], 预备: ['0', '60'] }),
    ranges({ 正式: ['0', '100'], 预备: ['0', '0'] }),
  ],
]);
