import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoringOf, smallFacts, smallScheme, type Blocks } from '../../../test/small-scheme.ts';
import { sentence } from '../text/sentence.ts';

/** What is said once for all. */
function noticesIn(blocks: Blocks, facts: Blocks): readonly string[] {
  return scoringOf(smallScheme(blocks), smallFacts(facts)).notices.map(sentence);
}

const YEARS: Blocks = {
  effective: { from: '2020-01-01' },
  inputs: [{ id: 'x' }],
  score: [{ id: 'total', input: 'x' }],
  carry: [
    { id: 'low', label: '连续不足60分', kind: 'streak', when: { node: 'total', lt: '60' } },
    { id: 'ever', label: '累计不足60分', kind: 'count', when: { node: 'total', lt: '60' } },
    { id: 'now', label: '本年', kind: 'streak', over: 'year', when: { node: 'total', lt: '60' } },
  ],
  outcomes: [{ id: 'o', when: { carry: 'low', gte: '2' } }],
};

const two = (first: string, second: string, more: Blocks = {}): Blocks => ({
  subjects: [{ id: 'm1' }, { id: 'm2' }],
  inputs: { m1: { x: first }, m2: { x: second } },
  ...more,
});

const SAID =
  '往期结果一条也没有报，「连续不足60分」（1 个对象）、「累计不足60分」（1 个对象）只数了本期；以前考核过的请补上往期，补上以前，有没有连续、累计还不能定。';

const histories: readonly (readonly [name: string, blocks: Blocks, facts: Blocks, said: readonly string[]])[] = [
  ['somebody for whom it would matter', YEARS, two('59', '60'), [SAID]],
  ['nobody for whom it would', YEARS, two('60', '60'), []],
  ['a history of somebody', YEARS, two('59', '60', { history: { m2: [{ period: '2025', score: '80' }] } }), []],
  ['a history that is said to be empty', YEARS, two('59', '60', { history: { m1: [] } }), []],
  ['a scheme of this very period', { ...YEARS, effective: { from: '2026-01-01' } }, two('59', '60'), []],
];

for (const [name, blocks, facts, said] of histories) {
  test(`no history at all is said once: ${name}`, () => assert.deepEqual(noticesIn(blocks, facts), said));
}

const JOINT: Blocks = {
  roles: [{ id: 'secretary' }],
  items: [{ id: 'A', rules: [{ id: 'A/1', effect: 'deduct', points: '2' }] }],
  derived: {
    rules: [{ id: 'd', label: '连带扣分', groups: ['A'], to: [{ roles: ['secretary'], share: '0.5' }], clause: 'c' }],
  },
  score: [{ id: 'total', items: ['A'] }],
};

const entries = [{ id: 'e1', subject: 'm1', item: 'A/1', on: '2026-03-02' }];

test('joint points of somebody who is not rated are said to be lost, of somebody who is they are not', () => {
  const subjects = [{ id: 'm1', roles: { secretary: 'm9' } }];
  const lead = { id: 'm9', name: '钱示范' };
  const said = ['「连带扣分」有 1 笔落在钱示范名下，他们不参评，没有记；也要评的，请列为参评。'];
  assert.deepEqual(noticesIn(JOINT, { subjects, people: [lead], entries }), said);
  assert.deepEqual(noticesIn(JOINT, { subjects: [...subjects, lead], entries }), []);
  const { results } = scoringOf(smallScheme(JOINT), smallFacts({ subjects, people: [lead], entries }));
  assert.match(JSON.stringify(results.problems), /m9/u);
  assert.doesNotMatch(JSON.stringify(results), /钱示范/u);
});

test('of many who are not rated the first are named', () => {
  const people = Array.from({ length: 6 }, (_, at) => ({ id: `p${at}`, name: `示范${at}` }));
  const holders = people.map(({ id }) => id);
  const all = {
    ...JOINT,
    derived: { rules: [{ ...ruleOf(JOINT), to: [{ roles: ['secretary'], choose: 'all', share: '0.5' }] }] },
  };
  const [said] = noticesIn(all, { subjects: [{ id: 'm1', roles: { secretary: holders } }], people, entries });
  assert.match(said ?? '', /有 6 笔落在示范0、示范1、示范2、示范3、示范4等 6 人名下/u);
});

function ruleOf(blocks: Blocks): object {
  const { rules } = blocks['derived'] as { readonly rules: readonly object[] };
  return rules[0] ?? {};
}
