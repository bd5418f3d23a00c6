import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldOf, resultOf, type Blocks } from '../../../../test/small-scheme.ts';

const ladder = ['优', '良', '中', '差'];

/** The grade that one table gives to a score: itself, `?` with the choices, or why it is held. */
function gradeOf(table: Blocks, score: string, own: Blocks = {}, params: Blocks = {}): string {
  const result = resultOf(
    {
      params: [{ id: 'line' }],
      facts: [
        { id: 'active', type: 'flag' },
        { id: 'hours', label: '学时', type: 'number' },
      ],
      inputs: [{ id: 'x', range: ['-1000', '1000'], decimals: 9 }],
      score: [{ id: 'total', input: 'x' }],
      grade: { clause: 'c', ladder, tables: [{ id: 't', ...table }] },
    },
    { subjects: [{ id: 'm1', facts: own }], inputs: { m1: { x: score } }, params },
  );
  if (result.grade !== null && result.grade !== undefined) return result.grade;
  const proposed = result.proposed === undefined ? '' : `${result.proposed}!`;
  return result.options === undefined ? heldOf(result).join() || 'none' : `${proposed}?${result.options.join('/')}`;
}

const halfOpen = {
  bands: [
    { grade: '优', from: '90' },
    { grade: '良', from: '80', below: '90' },
    { grade: '中', from: '60', below: '80' },
  ],
  otherwise: { grade: '差' },
};
const printed = {
  bands: [
    { grade: '优', from: '90', to: '100' },
    { grade: '良', from: '80', to: '89' },
    { grade: '中', above: '60', to: '79' },
  ],
  otherwise: { grade: '差' },
};
const shared = {
  bands: [
    { grade: '优', from: '90', to: '100' },
    { grade: '良', from: '80', to: '90' },
    { grade: '中', from: '0', to: '80' },
  ],
};

const rows: readonly (readonly [name: string, table: Blocks, score: string, grade: string])[] = [
  ['on the line', halfOpen, '90', '优'],
  ['just below it, however it prints', halfOpen, '89.999999999', '良'],
  ['on the lowest line', halfOpen, '60', '中'],
  ['below every band', halfOpen, '59.99', '差'],
  ['below every band, where nothing is said', { bands: halfOpen.bands }, '59', 'none'],
  ['above the printed top', printed, '103', '优'],
  ['above, not from', printed, '60', '差'],
  ['just above', printed, '60.01', '中'],
  ['in a gap: the lower band', printed, '89.5', '良'],
  ['in a gap: the upper band', { ...printed, gaps: 'upper-band' }, '89.5', '优'],
  ['in a gap: a person decides', { ...printed, gaps: 'pending' }, '89.5', '?优/良'],
  ['between the lowest two', { ...printed, gaps: 'pending' }, '79.5', '?良/中'],
  ['named by two: the higher', shared, '90', '优'],
  ['named by two: the lower', { ...shared, shared: 'lower-band' }, '90', '良'],
  ['named by one where the lower goes first', { ...shared, shared: 'lower-band' }, '91', '优'],
  [
    'above the best, though the next has no upper line',
    {
      shared: 'lower-band',
      bands: [
        { grade: '优', from: '90', to: '100' },
        { grade: '良', from: '80' },
      ],
    },
    '101',
    '优',
  ],
  ['the lowest of all where the lower goes first', { ...shared, shared: 'lower-band' }, '80', '中'],
  ['rounded first', { ...halfOpen, rounding: 'integer-half-up' }, '89.5', '优'],
  ['rounded down', { ...halfOpen, rounding: 'integer-half-up' }, '89.4', '良'],
  [
    'a band that leaves it to a person',
    { bands: [{ grade: '优', from: '90', pending: ['优', '良'] }] },
    '95',
    '?优/良',
  ],
  [
    'otherwise: to a person',
    { bands: [{ grade: '优', from: '90' }], otherwise: { pending: ['中', '差'] } },
    '50',
    '?中/差',
  ],
  [
    'otherwise: something is missing',
    { bands: [{ grade: '优', from: '90' }], otherwise: { missing: '没有印出来' } },
    '50',
    '还缺「没有印出来」，补上以前不定等',
  ],
  ['otherwise: nothing', { bands: [{ grade: '优', from: '90' }], otherwise: {} }, '50', 'none'],
  ['should', { bands: [{ grade: '优', from: '90', force: 'should' }] }, '95', '优'],
  [
    'may: with the band above',
    {
      bands: [
        { grade: '优', from: '90' },
        { grade: '良', force: 'may' },
      ],
    },
    '50',
    '良!?良/优',
  ],
  [
    'may, at the top: with the band below',
    { bands: [{ grade: '优', from: '90', force: 'may' }, { grade: '良' }] },
    '95',
    '优!?优/良',
  ],
  ['may, alone', { bands: [{ grade: '优', from: '90', force: 'may' }] }, '95', '优!?优'],
  [
    'otherwise: may',
    { bands: [{ grade: '优', from: '90' }], otherwise: { grade: '差', force: 'may' } },
    '50',
    '差!?差/优',
  ],
  ['a line that nobody filled in', { bands: [{ grade: '优', from: { param: 'line' } }] }, '95', '等次的分数线没有填写'],
];

for (const [name, table, score, grade] of rows) {
  test(`${score} ${name}: ${grade}`, () => {
    assert.equal(gradeOf(table, score), grade);
  });
}

test('a line may be a parameter', () => {
  const table = { bands: [{ grade: '优', from: { param: 'line' } }], otherwise: { grade: '差' } };
  assert.deepEqual([gradeOf(table, '85', {}, { line: '85' }), gradeOf(table, '84', {}, { line: '85' })], ['优', '差']);
});

const also = (unmet: unknown, more: Blocks = {}): Blocks => ({
  bands: [
    { grade: '优', from: '90', also: { fact: 'active' }, ...(unmet === undefined ? {} : { unmet }) },
    { grade: '良', from: '60', ...more },
  ],
  otherwise: { grade: '差' },
});

const extra: readonly (readonly [table: Blocks, own: Blocks, grade: string])[] = [
  [also(undefined), { active: true }, '优'],
  [also(undefined), { active: false }, '良'],
  [also('next'), { active: false }, '良'],
  [also('pending'), { active: false }, '?优/良'],
  [also({ grade: '中' }), { active: false }, '中'],
  [also('next', { also: { fact: 'active' } }), { active: false }, '差'],
  [also('next', { also: { fact: 'active' }, unmet: 'pending' }), { active: false }, '?良/差'],
  [{ bands: [{ grade: '优', from: '90', also: { fact: 'active' }, unmet: 'pending' }] }, {}, '?优'],
  [also('next', { also: { fact: 'hours', gte: '8' } }), {}, '学时没有报告'],
  [{ bands: [{ grade: '优', from: '90', also: { fact: 'hours', gte: '8' } }] }, { hours: '8' }, '优'],
];

for (const [table, own, grade] of extra) {
  test(`95 with ${JSON.stringify(own)} by ${JSON.stringify(table['bands'])} is ${grade}`, () => {
    assert.equal(gradeOf(table, '95', own), grade);
  });
}
