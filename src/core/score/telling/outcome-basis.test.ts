import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldOf } from '../../../../test/told.ts';
import { proposalsOf } from './outcome-basis.ts';

const told = toldOf(
  {
    facts: [
      { id: 'hours', label: '学时', type: 'number' },
      { id: 'penalty', label: '处分', type: 'flag', sensitive: true },
      { id: 'cases', label: '违纪人数', type: 'number', of: 'org', missing: 'no' },
    ],
    score: [{ id: 'total', label: '总分', const: '50' }],
    outcomes: [
      { id: 'train', do: '补课', when: { fact: 'hours', lt: '32' }, note: '两月之内' },
      { id: 'talk', do: '谈话', when: { all: [{ node: 'total', lt: '60' }, { fact: 'penalty' }] } },
      { id: 'order', do: '限期整顿', level: 'org', on: ['org'], when: { fact: 'cases', gte: '2' } },
    ],
  },
  {
    orgs: [{ id: 'X', name: '一支部', facts: { cases: '3' } }],
    subjects: [
      { id: 'm1', name: '甲', org: 'X', facts: { hours: '20', penalty: true } },
      { id: 'm2', name: '乙', org: 'X', facts: { hours: '40' } },
    ],
  },
);

test('every proposal stands with the figures of its condition, discipline aside', () => {
  assert.deepEqual(
    proposalsOf(told.report, told.scoring).map(({ on, do: what, note }) => [on, what, note]),
    [
      ['甲', '补课', '两月之内；依据：学时 20（条件是少于 32）'],
      ['甲', '谈话', '依据：总分 50（条件是少于 60）'],
      ['一支部', '限期整顿', '依据：违纪人数 3（条件是不少于 2）'],
    ],
  );
});
