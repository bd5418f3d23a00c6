import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldOf, resultOf, type Blocks } from '../../../test/small-scheme.ts';

const blocks: Blocks = {
  facts: [
    { id: 'old', type: 'flag' },
    { id: 'away', type: 'flag' },
    { id: 'level', label: '级别', type: 'number' },
  ],
  scope: {
    categories: [
      { id: '流动', label: '流动', when: { fact: 'away' } },
      { id: '退休', label: '退休', when: { fact: 'old' } },
      { id: '领导', label: '领导', when: { fact: 'level', gte: '3' } },
      { id: '在职', label: '在职' },
    ],
  },
  score: [
    { id: 'total', select: { cases: [{ when: { category: ['退休'] }, node: 'half' }], otherwise: 'whole' } },
    { id: 'half', const: '50' },
    { id: 'whole', const: '100' },
  ],
};

function categoryOf(person: Blocks, facts: Blocks = {}, more: Blocks = {}): string {
  const result = resultOf({ ...blocks, ...more }, { subjects: [{ id: 'm1', ...person }], ...facts });
  return result.category ?? (heldOf(result).join() || 'none');
}

const human = { scope: { ...(blocks['scope'] as Blocks), precedence: 'human' } };

const rows: readonly (readonly [name: string, person: Blocks, category: string, more?: Blocks])[] = [
  ['the first that fits', { facts: { away: true, old: true, level: '1' } }, '流动'],
  ['the next', { facts: { old: true } }, '退休'],
  ['the one for everybody else', { facts: { level: '1' } }, '在职'],
  ['what is not known holds', { facts: {} }, '级别没有报告'],
  ['the roster wins', { category: '在职', facts: { old: true } }, '在职'],
  [
    'two that fit need a person',
    { facts: { old: true, level: '1' } },
    '同时符合退休、在职几类，等待支部逐人认定',
    human,
  ],
  ['one alone does not', { facts: { old: false, level: '1' } }, '在职', human],
  ['the roster wins there too', { category: '退休' }, '退休', human],
  ['as rostered where the scheme has no rules', { category: '退休' }, '退休', { scope: {} }],
  ['none where nothing is said', {}, 'none', { scope: {} }],
  ['none of them fits', {}, 'none', { scope: { categories: [{ id: '流动', label: '流动', when: { fact: 'away' } }] } }],
];

for (const [name, person, category, more = {}] of rows) {
  test(`category: ${name}`, () => {
    assert.equal(categoryOf(person, {}, more), category);
  });
}

test('a category may change within the year: the day of the report decides', () => {
  const category = [
    { value: '在职', to: '2026-06-30' },
    { value: '退休', from: '2026-07-01' },
  ];
  assert.equal(categoryOf({ category }), '退休');
  assert.equal(categoryOf({ category }, { asOf: '2026-06-30' }), '在职');
});

test('the branch may have decided', () => {
  assert.equal(
    categoryOf(
      { facts: { old: true, level: '1' } },
      { decisions: { m1: { by: '支部大会', category: '在职' } } },
      human,
    ),
    '在职',
  );
});

test('the score goes by the category', () => {
  const score = (person: Blocks) => resultOf(blocks, { subjects: [{ id: 'm1', ...person }] }).score;
  assert.deepEqual([score({ category: '退休' }), score({ category: '在职' }), score({})], ['50', '100', null]);
});
