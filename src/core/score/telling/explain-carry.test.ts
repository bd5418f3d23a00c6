import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BANDS, graded } from '../../../../test/small-ladder.ts';
import type { Blocks } from '../../../../test/small-scheme.ts';
import { toldOf } from '../../../../test/told.ts';

const HALVES = [
  { period: '2024H2', score: '50', grade: '差', rank: 3 },
  { period: '2025H1', status: 'exempt' },
  { period: '2025H2', score: '59.9', grade: '差', rank: 3 },
  { period: '2026H1', score: '58', grade: '差', rank: 2 },
];

/** The basis of a proposal that asks for what a rule over several half-years comes to, the last of them with 50. */
function basisOf(carry: Blocks, when: Blocks, history: readonly Blocks[] = HALVES): string | undefined {
  const told = toldOf(
    graded(
      { tables: [BANDS] },
      {
        period: { unit: 'half-year' },
        effective: { from: '2020-01-01' },
        rankings: [{ id: 'order', label: '名次', clause: 'c', node: 'total', among: 'all' }],
        carry: [{ id: 'past', label: '往期', ...carry }],
        outcomes: [{ id: 'talk', do: '谈话', when: { carry: 'past', ...when } }],
      },
    ),
    { period: '2026H2', inputs: { m1: { given: '50' } }, history: { m1: history } },
  );
  return told.explain('m1').outcomes[0]?.note;
}

const low = { node: 'total', lt: '60' };
for (const [name, carry, when, expected] of [
  [
    'a streak names the periods in which the condition held, the exempt one left out',
    { kind: 'streak', when: low },
    { gte: '2' },
    '往期 至少 4（2024年下半年 50、2025年下半年 59.9、2026年上半年 58、2026年下半年 50）（条件是不少于 2）',
  ],
  [
    'of this year only',
    { kind: 'streak', when: low, over: 'year' },
    { gte: '2' },
    '往期 2（2026年上半年 58、2026年下半年 50）（条件是不少于 2）',
  ],
  [
    'a count names those that count still',
    { kind: 'count', when: { grade: ['差'] }, expiresAfterYears: '1' },
    { gte: '1' },
    '往期 2（2026年上半年 「差」、2026年下半年 「差」）（条件是不少于 1）',
  ],
  [
    'places',
    { kind: 'count', when: { rank: 'order', lte: '1' } },
    { gte: '1' },
    '往期 4（2024年下半年 第 1、2025年下半年 第 1、2026年上半年 第 1、2026年下半年 第 1）（条件是不少于 1）',
  ],
  [
    'a mean is written out',
    { kind: 'mean', node: 'total', over: 'year' },
    { lt: '60' },
    '往期 （2026年上半年 58 + 2026年下半年 50）÷ 2 = 54（条件是少于 60）',
  ],
  [
    'over what the clause says',
    { kind: 'mean', node: 'total', over: 'year', divisor: '3' },
    { lt: '60' },
    '往期 （2026年上半年 58 + 2026年下半年 50）÷ 3 = 36（条件是少于 60）',
  ],
  [
    'a sum too',
    { kind: 'sum', node: 'total', over: 'year' },
    { gt: '100' },
    '往期 2026年上半年 58 + 2026年下半年 50 = 108（条件是超过 100）',
  ],
  ['all periods of the year', { kind: 'every', when: low }, { is: true }, '往期（2026年上半年 58、2026年下半年 50）'],
] as const)
  test(name, () => assert.equal(basisOf(carry, when), `依据：${expected}`));

test('where there is one period alone, nothing is put together', () => {
  const exempt = [{ period: '2026H1', status: 'exempt' }];
  assert.equal(
    basisOf({ kind: 'sum', node: 'total', over: 'year' }, { lt: '60' }, exempt),
    '依据：往期 50（2026年下半年 50）（条件是少于 60）',
  );
  assert.equal(
    basisOf({ kind: 'mean', node: 'total', over: 'year' }, { lt: '60' }, exempt),
    '依据：往期 50（2026年下半年 50）（条件是少于 60）',
  );
});
