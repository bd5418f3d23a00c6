import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldOf } from '../../../../test/told.ts';
import type { Blocks } from '../../../../test/small-scheme.ts';

const scheme: Blocks = {
  facts: [
    { id: 'age', label: '年龄', type: 'number', unit: '岁', missing: 'no' },
    { id: 'away', label: '外出', type: 'flag' },
    { id: 'formal', label: '正式党员', type: 'flag' },
    { id: 'penalty', label: '处分', type: 'flag', sensitive: true },
  ],
  scope: {
    clause: 'c',
    outside: '不是正式党员',
    who: { fact: 'formal' },
    categories: [
      { id: 'old', label: '离退', when: { fact: 'age', gte: '60' } },
      { id: 'rest', label: '在职' },
    ],
    exempt: [
      { id: 'away', label: '外出免评', clause: 'c', when: { fact: 'away' }, path: 'none' },
      { id: 'penalty', label: '暂缓', clause: 'c', when: { fact: 'penalty' }, path: 'none' },
    ],
  },
  score: [{ id: 'total', label: '总分', const: '60' }],
};

const linesOf = (facts: Blocks, own: Blocks = {}, more: Blocks = {}): readonly string[] =>
  toldOf(scheme, { subjects: [{ id: 'm1', facts: { formal: true, ...facts }, ...own }], ...more })
    .explain('m1')
    .standing.map((one) => `${one.what}（${one.clause}）`);

test('a category by facts says which', () => {
  assert.deepEqual(linesOf({ age: '61' }), ['类别：离退，依据：年龄 61 岁（条件是不少于 60 岁）（一）']);
  assert.deepEqual(linesOf({ age: '40' }), []);
});

test('a category that the roster or a decision names hangs on no fact', () => {
  assert.deepEqual(linesOf({ age: '61' }, { category: 'old' }), []);
  assert.deepEqual(linesOf({ age: '61' }, {}, { decisions: { m1: { by: '支部大会', category: 'old' } } }), []);
});

test('who is exempt or outside is told why, but not of discipline', () => {
  assert.deepEqual(linesOf({ away: true }), ['外出免评，依据：外出：是（一）']);
  assert.deepEqual(linesOf({ penalty: true }), ['暂缓（一）']);
  assert.deepEqual(linesOf({ formal: false }), ['不是正式党员，依据：正式党员：否（一）']);
});

test('who is left out by discipline is told the clause, and what their entries bring to others', () => {
  const hidden = { ...scheme, scope: { clause: 'c', outside: '不评', who: { not: { fact: 'penalty' } } } };
  const joint: Blocks = {
    ...hidden,
    roles: [{ id: 'boss' }],
    items: [{ id: 'A', rules: [{ id: 'A/1', label: '旷会', effect: 'deduct', points: '4' }] }],
    derived: {
      rules: [{ id: 'up', label: '领导连带', clause: 'c', items: ['A'], to: [{ roles: ['boss'], share: '10%' }] }],
    },
    score: [{ id: 'total', derived: ['up'] }],
  };
  const { explain } = toldOf(joint, {
    subjects: [
      { id: 'm1', facts: { penalty: true }, roles: { boss: 'm2' } },
      { id: 'm2', name: '王二' },
    ],
    entries: [{ item: 'A/1', on: '2026-03-10' }],
  });
  assert.deepEqual(
    explain('m1').standing.map((one) => `${one.what}（${one.clause}）`),
    ['不评（一）', '2026-03-10「旷会」本人不计分，领导连带照记：王二 -0.4（一）'],
  );
  assert.deepEqual(explain('m2').standing, []);
});
