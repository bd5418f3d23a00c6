import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explanationOf, scoringOf, smallFacts, smallScheme, type Blocks } from '../../../test/small-scheme.ts';
import { sentence } from '../text/sentence.ts';

/** Those of the committee are weighed in one way, the others in another, by their category. */
const classed: Blocks = {
  facts: [
    { id: 'class', label: '党员类别', type: 'choice', values: ['普通党员', '支部委员'] },
    { id: 'office', label: '任职', type: 'flag' },
    { id: 'rank', label: '职级', type: 'number', unit: '级' },
    { id: 'case', label: '处分', type: 'flag', sensitive: true },
    { id: 'speech', label: '承诺', type: 'text' },
  ],
  scope: {
    categories: [
      { id: 'c', label: '委员', when: { fact: 'class', is: '支部委员' } },
      { id: 'p', label: '党员', when: { fact: 'class', is: '普通党员' } },
    ],
  },
  score: [
    { id: 'total', select: { cases: [{ when: { category: ['c'] }, node: 'few' }], otherwise: 'many' } },
    { id: 'few', const: '1' },
    { id: 'many', const: '2' },
  ],
};

/** The same chosen by a condition. */
const chosenBy = (when: Blocks): Blocks => ({
  ...classed,
  score: [
    { id: 'total', select: { cases: [{ when, node: 'few' }], otherwise: 'many' } },
    { id: 'few', const: '1' },
    { id: 'many', const: '2' },
  ],
});

const july = (before: unknown, after: unknown): readonly Blocks[] => [
  { value: before, to: '2026-06-30' },
  { value: after, from: '2026-07-01' },
];

const CLASS = july('普通党员', '支部委员');

function noted(blocks: Blocks, person: Blocks, more: Blocks = {}): readonly string[] {
  const facts = smallFacts({ subjects: [{ id: 'm1', name: '甲示范', ...person }], ...more });
  return scoringOf(smallScheme(blocks), facts).notices.map((one) => `${one.severity} ${one.at} ${sentence(one)}`);
}

const said = (what: string, day = '2026-12-31'): string => `note subjects.m1 甲示范的${what}，整个周期按 ${day} 的计。`;

const rows: readonly (readonly [name: string, blocks: Blocks, person: Blocks, told: readonly string[]])[] = [
  [
    'a fact that makes a category',
    classed,
    { facts: { class: CLASS } },
    [said('「党员类别」2026-07-01 起由「普通党员」改为「支部委员」')],
  ],
  ['the same value over and over is no change', classed, { facts: { class: july('普通党员', '普通党员') } }, []],
  ['one value is none', classed, { facts: { class: '普通党员' } }, []],
  [
    'a change before the period is none',
    classed,
    {
      facts: {
        class: [
          { value: '普通党员', to: '2025-12-31' },
          { value: '支部委员', from: '2026-01-01' },
        ],
      },
    },
    [],
  ],
  [
    'there and back again',
    classed,
    {
      facts: {
        class: [
          { value: '普通党员', to: '2026-03-31' },
          { value: '支部委员', from: '2026-04-01', to: '2026-09-30' },
          { value: '普通党员', from: '2026-10-01' },
        ],
      },
    },
    [said('「党员类别」2026-04-01 起由「普通党员」改为「支部委员」，2026-10-01 起由「支部委员」改为「普通党员」')],
  ],
  [
    'a category of the roster, which goes before the facts',
    classed,
    { category: july('p', 'c'), facts: { class: CLASS } },
    [said('「类别」2026-07-01 起由「党员」改为「委员」')],
  ],
  [
    'a fact that chooses by itself, of every kind',
    chosenBy({
      any: [
        { fact: 'office', is: true },
        { fact: 'rank', gte: '3' },
      ],
    }),
    { facts: { office: july(false, true), rank: july('2', '3'), class: CLASS } },
    [said('「任职」2026-07-01 起由「否」改为「是」'), said('「职级」2026-07-01 起由「2 级」改为「3 级」')],
  ],
  [
    'a fact on discipline is not told',
    chosenBy({ fact: 'case', is: true }),
    { facts: { case: july(false, true) } },
    [],
  ],
  [
    'what the scheme does not choose by is not told',
    chosenBy({ fact: 'office', is: true }),
    { facts: { class: CLASS, speech: july('一', '二') } },
    [],
  ],
  [
    'somebody who is not rated',
    { ...classed, scope: { ...(classed['scope'] as Blocks), who: { fact: 'office', is: false } } },
    { facts: { class: CLASS, office: true } },
    [],
  ],
];

for (const [name, blocks, person, told] of rows) {
  test(`told of who changed: ${name}`, () => assert.deepEqual(noted(blocks, person), told));
}

test('up to the day of the report', () => {
  assert.deepEqual(noted(classed, { facts: { class: CLASS } }, { asOf: '2026-06-30' }), []);
  assert.deepEqual(noted(classed, { facts: { class: CLASS } }, { asOf: '2026-08-31' }), [
    said('「党员类别」2026-07-01 起由「普通党员」改为「支部委员」', '2026-08-31'),
  ]);
});

test('a sub-period that chooses looks at its own last day, and nothing is told', () => {
  const [total, ...rest] = classed['score'] as readonly Blocks[];
  const over = { id: 'year', over: { node: 'total', unit: 'quarter', combine: 'mean' } };
  assert.deepEqual(noted({ ...classed, score: [over, total, ...rest] }, { facts: { class: CLASS } }), []);
});

test('a decision on the category says it for the whole period', () => {
  const decisions = { m1: { category: 'c', by: '支部' } };
  assert.deepEqual(noted(classed, { facts: { class: CLASS } }, { decisions }), []);
});

test('an item that applies to some, and a table of grades, ask at the end too', () => {
  const items = [{ id: 'A', appliesWhen: { fact: 'office', is: true }, rules: [{ id: 'A/1', points: '1' }] }];
  const score = [{ id: 'total', items: ['A'] }];
  const bands = [{ grade: '优', from: '0' }];
  const grade = { clause: 'c', ladder: ['优'], tables: [{ id: 't', when: { fact: 'rank', gte: '3' }, bands }] };
  assert.deepEqual(
    noted({ ...classed, items, score, grade }, { facts: { office: july(false, true), rank: july('2', '3') } }),
    [said('「任职」2026-07-01 起由「否」改为「是」'), said('「职级」2026-07-01 起由「2 级」改为「3 级」')],
  );
});

test('the step that chose says so', () => {
  const read = (blocks: Blocks, person: Blocks): string | undefined =>
    explanationOf(blocks, { subjects: [{ id: 'm1', ...person }] }).read;
  const change = '2026-07-01 起由「普通党员」改为「支部委员」，按 2026-12-31 的计';
  assert.equal(read(classed, { facts: { class: CLASS } }), `类别：委员（党员类别 ${change}）`);
  assert.equal(
    read(classed, { category: july('p', 'c') }),
    '类别：委员（2026-07-01 起由「党员」改为「委员」，按 2026-12-31 的计）',
  );
  assert.equal(
    read(chosenBy({ fact: 'class', is: '支部委员' }), { facts: { class: CLASS } }),
    `党员类别：支部委员（${change}）`,
  );
  assert.equal(read(classed, { facts: { class: '支部委员' } }), '类别：委员');
});
