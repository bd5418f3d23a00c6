import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldOf } from '../../../../test/told.ts';
import type { Blocks } from '../../../../test/small-scheme.ts';

const DUES: Blocks = { id: 'dues', label: '欠缴党费月数', type: 'number', missing: 'no' };
const rule = { id: 'A/1', label: '欠缴超过半年', effect: 'forfeit', when: { fact: 'dues', gt: '6' } };

function assumed(fact: Blocks, subjects: readonly Blocks[], more: Blocks = {}): readonly string[] {
  const { records } = toldOf(
    {
      facts: [
        { ...DUES, ...fact },
        { id: 'away', type: 'flag' },
      ],
      scope: { exempt: [{ id: 'x', label: '免评', clause: 'c', when: { fact: 'away' }, path: 'none' }] },
      items: [{ id: 'A', start: 'full', max: '7', rules: [rule] }],
      score: [{ id: 'total', label: '总分', items: ['A'] }],
      ...more,
    },
    { subjects },
  );
  return records.assumed.map((one) => `${one.label} ${one.count}/${one.of} ${one.names.join('、')}`);
}

const two = [
  { id: 'm1', name: '甲', facts: { dues: '0' } },
  { id: 'm2', name: '乙' },
];

test('a number that nobody reported and that counts as not there is told', () => {
  assert.deepEqual(assumed({}, two), ['欠缴党费月数 1/2 乙']);
  assert.deepEqual(assumed({}, [{ id: 'm1', name: '甲' }]), ['欠缴党费月数 1/1 甲']);
  assert.deepEqual(assumed({}, two.slice(0, 1)), []);
});

test('but not of who is exempt, nor of discipline, nor of what no rule looks at, and what holds is awaited anyway', () => {
  assert.deepEqual(assumed({}, [{ id: 'm1', facts: { away: true } }]), []);
  assert.deepEqual(assumed({ sensitive: true }, two), []);
  assert.deepEqual(assumed({}, two, { items: [{ id: 'A', start: 'full', max: '7' }] }), []);
  assert.deepEqual(assumed({ missing: 'hold' }, two), []);
});
