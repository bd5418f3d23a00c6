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
  const said = ['「连带扣分」有 1 笔没有记，落在不参评的钱示范名下；也要评的，请列为参评。'];
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
  assert.match(said ?? '', /有 6 笔没有记，落在不参评的示范0、示范1、示范2、示范3、示范4等 6 人名下/u);
});

function ruleOf(blocks: Blocks): object {
  const { rules } = blocks['derived'] as { readonly rules: readonly object[] };
  return rules[0] ?? {};
}

const again = (window: string): Blocks => ({
  items: [
    { id: 'A', rules: [{ id: 'A/1', effect: 'deduct', points: '2' }] },
    { id: 'B', rules: [{ id: 'B/1', points: '1' }] },
  ],
  modifiers: {
    combine: 'add',
    rules: [{ id: 'again', groups: ['A'], rate: '50%', repeat: { window, growth: 'flat' } }],
  },
  score: [{ id: 'total', items: ['A', 'B'] }],
});
const lastYear = ['2025-12-30', '2025-12-31', '2026-01-01'].map((on, at) => ({
  id: `e${at}`,
  subject: 'm1',
  item: 'A/1',
  on,
}));

test('entries before the period are said to count as times only, or not at all', () => {
  const facts = { subjects: [{ id: 'm1' }], entries: lastYear };
  assert.deepEqual(noticesIn(again('lifetime'), facts), ['2 笔早于本周期，只用来数次数，不计分：台账 e0、台账 e1。']);
  const unused = '2 笔早于本周期，数次数也数不到，没有用到：台账 e0、台账 e1；年份写错的请改正，本来就是上期的请删去。';
  assert.deepEqual(noticesIn(again('year'), facts), [unused]);
  assert.deepEqual(noticesIn(again('month'), facts), [unused]);
  const [warning] = scoringOf(smallScheme(again('year')), smallFacts(facts)).notices;
  assert.equal(warning?.severity, 'warning');
  assert.deepEqual(noticesIn(again('year'), { ...facts, entries: lastYear.slice(2) }), []);
});

test('within one year an earlier month counts for the times of the year', () => {
  const facts = { period: '2026-03', subjects: [{ id: 'm1' }], entries: lastYear.slice(1) };
  const said = (window: string): readonly string[] =>
    noticesIn({ ...again(window), period: { unit: 'month' } }, facts).map((one) => one.replace(/：.*/u, ''));
  assert.deepEqual(said('year'), ['1 笔早于本周期，数次数也数不到，没有用到', '1 笔早于本周期，只用来数次数，不计分']);
  assert.deepEqual(said('lifetime'), ['2 笔早于本周期，只用来数次数，不计分']);
});

test('what was taken back before the period is not told of', () => {
  const [first, second] = lastYear;
  const facts = { subjects: [{ id: 'm1' }], entries: [first, { ...second, reverses: 'e0' }] };
  assert.deepEqual(noticesIn(again('year'), facts), []);
});

const joint = (choose: string): Blocks => ({
  ...JOINT,
  roles: [
    { id: 'secretary', label: '书记' },
    { id: 'leader', label: '组长' },
  ],
  derived: {
    rules: [
      { ...ruleOf(JOINT), trigger: { gte: '2' }, to: [{ roles: ['secretary', 'leader'], choose, share: '0.5' }] },
    ],
  },
});

test('where nobody holds the role that joint points go to, that is said', () => {
  const subjects = [{ id: 'm1' }, { id: 'm2' }];
  const said =
    '「连带扣分」要找书记、组长，「关系」里一个也没有填，1 笔都没有找到人，一笔也没有记；有这些人的，请补上。';
  assert.deepEqual(noticesIn(joint('first'), { subjects, entries }), [said]);
  const held = [{ id: 'm1' }, { id: 'm2', roles: { leader: 'm1' } }];
  // Somebody holds it, but not for whom the points are of.
  const lacking =
    '「连带扣分」要找书记、组长，m1的「关系」里没有填，1 笔没有记给人；本来没有这样的人的不用管，漏填的请补上。';
  assert.deepEqual(noticesIn(joint('first'), { subjects: held, entries }), [lacking]);
  const own = [{ id: 'm1', roles: { leader: 'm2' } }, { id: 'm2' }];
  assert.deepEqual(noticesIn(joint('first'), { subjects: own, entries }), []);
  const bigger = { ...ruleOf(joint('first')), trigger: { gt: '2' } };
  assert.deepEqual(noticesIn({ ...joint('first'), derived: { rules: [bigger] } }, { subjects, entries }), []);
});

test('where nobody holds the role that points are given to, that is said', () => {
  const rules = [{ id: 'A/1', label: '表扬', points: '2', to: { role: 'secretary' } }];
  const blocks = { roles: [{ id: 'secretary', label: '书记' }], items: [{ id: 'A', rules }] };
  const said = '「表扬」要找书记，「关系」里一个也没有填，1 笔都没有找到人，一笔也没有记；有这些人的，请补上。';
  assert.deepEqual(noticesIn(blocks, { subjects: [{ id: 'm1' }], entries }), [said]);
  assert.deepEqual(noticesIn(blocks, { subjects: [{ id: 'm1', roles: { secretary: 'm1' } }], entries }), []);
  assert.deepEqual(noticesIn(blocks, { subjects: [{ id: 'm1' }], entries: [] }), []);
});

test('joint points that come from somebody who is not rated are told of', () => {
  const out = {
    ...JOINT,
    facts: [{ id: 'away', type: 'flag' }],
    scope: { exempt: [{ id: 'x', label: '不列入', when: { fact: 'away', is: true }, clause: 'c', path: 'none' }] },
  };
  const subjects = (away: boolean): readonly object[] => [
    { id: 'm1', name: '李示范', facts: { away }, roles: { secretary: 'm2' } },
    { id: 'm2', name: '王示范' },
  ];
  const said = '「连带扣分」有 1 笔来自不参评的李示范，仍照记给了有关的人；不该记的，请把那几笔冲回或删去。';
  assert.deepEqual(noticesIn(out, { subjects: subjects(true), entries }), [said]);
  assert.deepEqual(noticesIn(out, { subjects: subjects(false), entries }), []);
});

test('votes that no rule reads are told, others are not', () => {
  const ballots = [{ id: 'v', label: '民主评议', options: [{ id: '好', value: '100' }] }];
  const facts: Blocks = { subjects: [{ id: 'm1' }, { id: 'm2' }], ballots: { m1: { v: { 好: '3' } } } };
  const constant: Blocks = { ballots, score: [{ id: 'total', const: '60' }] };
  assert.deepEqual(noticesIn(constant, facts), [
    '「民主评议」报了 1 个对象的票，方案没有一条规则用到，一张也没有算；由票定下的等次、分数，请登记到「台账」或「评分」。',
  ]);
  assert.deepEqual(noticesIn(constant, { subjects: [{ id: 'm1' }] }), []);
  assert.deepEqual(noticesIn({ ballots, score: [{ id: 'total', ballot: 'v' }] }, facts), []);
});
