import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf, type Blocks } from '../../../../test/small-scheme.ts';

const blocks: Blocks = {
  params: [{ id: 'open' }],
  items: [
    { id: 'judged', start: 'judged', max: '10', decimals: 1, judgedBy: '支部', onlyBy: true },
    { id: 'free', start: 'judged', floor: '-5' },
    {
      id: 'A',
      max: '20',
      rules: [
        { id: 'A/fixed', points: '2' },
        { id: 'A/off', effect: 'deduct', points: '2' },
        { id: 'A/open', points: { param: 'open' } },
        {
          id: 'A/tier',
          tiers: [
            { id: '市', points: '5' },
            { id: '县', from: '1', to: '3' },
            { id: '乡', to: '1' },
          ],
        },
        {
          id: 'A/role',
          roles: [
            { id: '带头', points: '2' },
            { id: '参与', points: '1' },
          ],
        },
        { id: 'A/judged', judged: { from: '2', to: '6', by: '支部' } },
        { id: 'A/up', judged: { to: '6', by: '支部' } },
        { id: 'A/any', judged: { by: '支部' } },
        { id: 'A/actor', points: '1', to: 'actor' },
      ],
    },
  ],
};

const rows: readonly (readonly [entry: Blocks, problems: readonly string[]])[] = [
  [{ item: 'judged', points: '10', by: '支部' }, []],
  [{ item: 'judged', points: '0' }, []],
  [{ item: 'judged', points: '10.1' }, ['not-allowed-points entries.e1.points']],
  [{ item: 'judged', points: '-0.1' }, ['not-allowed-points entries.e1.points']],
  [{ item: 'judged', points: '9.55' }, ['too-many-decimals entries.e1.points']],
  [{ item: 'judged' }, ['points-missing entries.e1.points']],
  [{ item: 'judged', points: '9', by: 'm1' }, ['judge-not-allowed entries.e1.by']],
  [{ item: 'free', points: '999', by: 'm1' }, []],
  [{ item: 'free', points: '-5' }, []],
  [{ item: 'free', points: '-5.1' }, ['not-allowed-points entries.e1.points']],
  [{ item: 'A', points: '20' }, []],
  [{ item: 'A', points: '21' }, ['not-allowed-points entries.e1.points']],
  [{ item: 'A/fixed' }, []],
  [{ item: 'A/fixed', points: '2.0' }, []],
  [{ item: 'A/fixed', points: '2.5' }, ['not-allowed-points entries.e1.points']],
  [{ item: 'A/fixed', points: '-2' }, ['not-allowed-points entries.e1.points']],
  [{ item: 'A/off', points: '-2' }, []],
  [{ item: 'A/off', points: '2' }, []],
  [{ item: 'A/off', points: '-3' }, ['not-allowed-points entries.e1.points']],
  [{ item: 'A/open', points: '4' }, []],
  [{ item: 'A/tier', tier: '市' }, []],
  [{ item: 'A/tier', tier: '市', points: '5' }, []],
  [{ item: 'A/tier', tier: '市', points: '4' }, ['not-allowed-points entries.e1.points']],
  [{ item: 'A/tier', tier: '县', points: '3' }, []],
  [{ item: 'A/tier', tier: '县', points: '0.5' }, ['not-allowed-points entries.e1.points']],
  [{ item: 'A/tier', tier: '县' }, ['points-missing entries.e1.points']],
  [{ item: 'A/tier', tier: '乡', points: '0' }, []],
  [{ item: 'A/tier', tier: '乡', points: '-1' }, ['not-allowed-points entries.e1.points']],
  [{ item: 'A/tier', tier: '省' }, ['unknown-tier entries.e1.tier']],
  [{ item: 'A/tier' }, ['unknown-tier entries.e1.tier']],
  [{ item: 'A/role', role: '参与' }, []],
  [{ item: 'A/role', role: '旁听' }, ['unknown-entry-role entries.e1.role']],
  [{ item: 'A/role' }, ['unknown-entry-role entries.e1.role']],
  [{ item: 'A/judged', points: '2' }, []],
  [{ item: 'A/judged', points: '6.01' }, ['not-allowed-points entries.e1.points']],
  [{ item: 'A/judged', points: '1.99' }, ['not-allowed-points entries.e1.points']],
  [{ item: 'A/judged' }, ['points-missing entries.e1.points']],
  [{ item: 'A/up', points: '0' }, []],
  [{ item: 'A/up', points: '-1' }, ['not-allowed-points entries.e1.points']],
  [{ item: 'A/any', points: '500' }, []],
  [{ item: 'A/actor', by: 'm1' }, []],
  [{ item: 'A/actor' }, ['actor-missing entries.e1.by']],
];

for (const [entry, problems] of rows) {
  test(`${JSON.stringify(entry)} gives ${problems.join(' ') || 'no problem'}`, () => {
    assert.deepEqual(problemsOf(blocks, { entries: [entry] }), problems);
  });
}

test('taking an entry back needs none of this again', () => {
  for (const entry of [
    { item: 'judged', points: '9' },
    { item: 'A/tier', tier: '县', points: '3' },
    { item: 'A/role', role: '参与' },
    { item: 'A/judged', points: '2' },
    { item: 'A/actor', by: 'm1' },
  ]) {
    assert.deepEqual(problemsOf(blocks, { entries: [entry, { item: entry.item, reverses: 'e1' }] }), []);
  }
});
