import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultsOf, resultOf, heldOf, type Blocks } from '../../../../test/small-scheme.ts';

const people = (...ids: readonly string[]): Blocks => ({
  orgs: [{ id: 'X' }],
  subjects: ids.map((id) => ({ id, org: 'X' })),
});

/** Everybody's points by one item, `a` first. */
function points(...worth: readonly (readonly [string, string])[]): Blocks {
  return {
    ...people(...worth.map(([id]) => id)),
    entries: worth.map(([subject, count]) => ({ subject, item: 'A/1', count })),
  };
}

const items = [{ id: 'A', rules: [{ id: 'A/1', points: '1' }] }];
const score = [{ id: 'total', items: ['A'] }];

function asking(ranking: object, when: object): Blocks {
  return {
    items,
    score,
    rankings: [{ id: 'place', ...ranking }],
    outcomes: [{ id: 'o', when: { rank: 'place', ...when } }],
  };
}

function who(blocks: Blocks, facts: Blocks): readonly string[] {
  const { subjects } = resultsOf(blocks, facts);
  return Object.entries(subjects).flatMap(([id, one]) => (one.outcomes.length > 0 ? [id] : []));
}

function open(blocks: Blocks, facts: Blocks): readonly string[] {
  const { subjects } = resultsOf(blocks, facts);
  return Object.entries(subjects).flatMap(([id, one]) => (one.held.length > 0 ? [id] : []));
}

const four = points(['a', '9'], ['b', '8'], ['c', '8'], ['d', '1']);

test('equal scores share a place, and the next one is left out', () => {
  const { subjects } = resultsOf({ items, score, rankings: [{ id: 'place', node: 'total' }] }, four);
  assert.deepEqual(
    Object.values(subjects).map((one) => one.rank),
    [1, 2, 2, 4],
  );
});

test('a share of the people is so many places, rounded as the ranking says', () => {
  assert.deepEqual(who(asking({ node: 'total' }, { share: '49%' }), four), ['a']);
  assert.deepEqual(who(asking({ node: 'total' }, { share: '50%' }), four), ['a', 'b', 'c']);
  assert.deepEqual(who(asking({ node: 'total', rounding: 'round-up' }, { share: '26%' }), four), ['a', 'b', 'c']);
  assert.deepEqual(who(asking({ node: 'total', rounding: 'half-up' }, { share: '37.5%' }), four), ['a', 'b', 'c']);
  assert.deepEqual(who(asking({ node: 'total', first: 'lowest' }, { share: '25%' }), four), ['d']);
});

test('the share may be taken of everybody in the organisation', () => {
  const facts = { ...four, orgs: [{ id: 'X', facts: { members: '16' } }] };
  assert.deepEqual(who(asking({ node: 'total', base: 'all-members' }, { share: '25%' }), facts), ['a', 'b', 'c', 'd']);
  assert.deepEqual(who(asking({ node: 'total' }, { share: '25%' }), facts), ['a']);
});

test('a share of people who cannot be counted is open, but for whom another bound decides', () => {
  const full = asking({ node: 'total', base: 'full-members' }, { share: '25%', lte: '2' });
  assert.deepEqual(who(full, four), []);
  assert.deepEqual(open(full, four), ['a', 'b', 'c']);
  const { subjects } = resultsOf(full, four);
  assert.deepEqual(
    subjects['a']?.held.map((one) => one.what),
    ['o：没有报告正式党员人数'],
  );
  assert.deepEqual(
    open(asking({ node: 'total', base: 'full-members', ties: 'all-out' }, { share: '25%' }), four).length,
    4,
  );
  const counted = { ...four, orgs: [{ id: 'X', facts: { 'full-members': '4' } }] };
  assert.deepEqual(who(full, counted), ['a']);
});

test('a share that nobody has filled in holds', () => {
  const blocks = { ...asking({ node: 'total' }, { share: { param: 'top' } }), params: [{ id: 'top' }] };
  assert.deepEqual(open(blocks, four), ['a', 'b', 'c', 'd']);
  assert.deepEqual(who(blocks, { ...four, params: { top: '25%' } }), ['a']);
});

test('a tie is in doubt only where the line runs through it', () => {
  const asked = (ties: string, lte: string): Blocks => asking({ node: 'total', ties }, { lte });
  assert.deepEqual(who(asked('all-in', '2'), four), ['a', 'b', 'c']);
  assert.deepEqual(who(asked('human', '2'), four), ['a']);
  assert.deepEqual(open(asked('human', '2'), four), ['b', 'c']);
  assert.deepEqual(who(asked('all-out', '2'), four), ['a']);
  assert.deepEqual(open(asked('all-out', '2'), four), []);
  assert.deepEqual(who(asked('human', '3'), four), ['a', 'b', 'c']);
  assert.deepEqual(who(asked('all-out', '3'), four), ['a', 'b', 'c']);
});

test('an order for each month stands under its month; the last one over answers conditions', () => {
  const facts = {
    ...people('a', 'b'),
    entries: [
      { subject: 'a', item: 'A/1', on: '2026-11-02', count: '2' },
      { subject: 'b', item: 'A/1', on: '2026-12-02', count: '1' },
    ],
  };
  const blocks = {
    ...asking({ node: 'month', per: 'month' }, { lte: '1' }),
    score: [
      { id: 'total', over: { unit: 'month', node: 'month', combine: 'sum' } },
      { id: 'month', items: ['A'] },
    ],
  };
  const { subjects } = resultsOf(blocks, facts);
  assert.deepEqual([subjects['a']?.ranks?.['place@2026-11'], subjects['b']?.ranks?.['place@2026-11']], [1, 2]);
  assert.deepEqual([subjects['a']?.ranks?.['place@2026-12'], subjects['b']?.ranks?.['place@2026-12']], [2, 1]);
  assert.equal(subjects['a']?.rank, 2);
  assert.deepEqual(who(blocks, facts), ['b']);
  assert.deepEqual(who(blocks, { ...facts, asOf: '2026-12-30' }), ['a']);
});

test('whoever was not there in a month has no place in it', () => {
  const facts = {
    orgs: [{ id: 'X' }],
    subjects: [
      { id: 'a', org: 'X' },
      { id: 'b', org: [{ value: 'X', from: '2026-02-01' }] },
    ],
  };
  const { subjects } = resultsOf(asking({ per: 'month' }, { lte: '1' }), facts);
  assert.equal(subjects['b']?.ranks?.['place@2026-01'], undefined);
  assert.equal(subjects['b']?.ranks?.['place@2026-02'], 1);
});

test('a step that the total did not take is compared all the same', () => {
  const blocks = {
    ...asking({ node: 'other' }, { lte: '1' }),
    facts: [{ id: 'new', type: 'flag' }],
    score: [
      { id: 'total', select: { cases: [{ when: { fact: 'new' }, node: 'other' }], otherwise: 'usual' } },
      { id: 'usual', items: ['A'] },
      { id: 'other', items: ['A'], cap: '5' },
    ],
  };
  // 5 and 5, not 9 and 5.
  const facts = points(['a', '9'], ['b', '5']);
  assert.deepEqual(who(blocks, facts), ['a', 'b']);
  const asked = { ...blocks, outcomes: [{ id: 'o', when: { node: 'other', lte: '5' } }] };
  assert.deepEqual(who(asked, facts), ['a', 'b']);
});

const past = (...rows: readonly (readonly [string, string])[]): Blocks => ({
  history: Object.fromEntries(rows.map(([id, points_]) => [id, [{ period: '2025', score: points_ }]])),
});
const lastTwice: Blocks = {
  items,
  score,
  rankings: [{ id: 'place', node: 'total' }],
  carry: [{ id: 'streak', kind: 'streak', when: { rank: 'place', last: true } }],
  outcomes: [{ id: 'o', when: { carry: 'streak', gte: '2' } }],
};

test('whoever has left stands in the order of a month where they were last', () => {
  const orgs = [{ id: 'X' }, { id: 'Y' }];
  const left = [
    { value: 'Y', from: '2026-04-01', to: '2026-06-30' },
    { value: 'X', to: '2026-03-31' },
  ];
  const subjects = [
    { id: 'a', org: left },
    { id: 'b', org: 'Y' },
    { id: 'c', org: 'X' },
  ];
  const entries = [{ subject: 'a', item: 'A/1', count: '3' }];
  const ranked = { items, score, rankings: [{ id: 'place', node: 'total', per: 'month' }] };
  const { subjects: found } = resultsOf(ranked, { orgs, subjects, entries });
  const ranks = Object.values(found).map((one) => one.ranks?.['place@2026-03']);
  assert.deepEqual(ranks, [1, 2, 1]);
});

test('who was last in the year before is told from everybody who was there', () => {
  const facts = { ...points(['a', '9'], ['b', '1']), ...past(['a', '90'], ['b', '60']) };
  assert.deepEqual(who(lastTwice, facts), ['b']);
  assert.deepEqual(who(lastTwice, { ...points(['a', '9'], ['b', '1']), ...past(['a', '60'], ['b', '90']) }), []);
});

test('a share of the past is one of those who were there then', () => {
  const asked = (share: string): Blocks => ({
    ...lastTwice,
    carry: [{ id: 'streak', kind: 'count', when: { rank: 'place', share } }],
  });
  const facts = { ...points(['a', '9'], ['b', '1'], ['c', '0']), ...past(['a', '90'], ['b', '60']) };
  // Half of the two of then is one place, half of the three of now is one too.
  assert.deepEqual(who(asked('50%'), facts), ['a']);
  // Of the two of then one place, of the three of now two: only a was within both times.
  assert.deepEqual(who(asked('67%'), facts), ['a']);
  assert.deepEqual(who(asked('100%'), facts), ['a', 'b']);
});

test('one row of the past by itself does not say who was last', () => {
  const facts = { ...points(['a', '9'], ['b', '1']), history: { b: [{ period: '2025', score: '60', rank: 2 }] } };
  assert.deepEqual(who(lastTwice, facts), []);
  assert.match(heldOf(resultOf(lastTwice, facts, 'b')).join(), /2025年只报了一人/);
});

const gated = (ranking: Blocks, gates: readonly Blocks[]): Blocks => ({
  inputs: [{ id: 'given' }],
  score: [{ id: 'total', input: 'given' }],
  rankings: [{ id: 'place', node: 'total', ...ranking }],
  gates,
});

/** Gates of everybody who was given these scores, nobody where there is none. */
function gatesOf(ranking: Blocks, when: Blocks, given: readonly (string | undefined)[]) {
  const subjects = given.map((_, at) => ({ id: `m${at + 1}` }));
  const inputs = Object.fromEntries(
    given.flatMap((one, at) => (one === undefined ? [] : [[`m${at + 1}`, { given: one }]])),
  );
  const found = resultsOf(gated(ranking, [{ id: 'g', when }]), { subjects, inputs }).subjects;
  return Object.values(found).map((one) => one.gates?.['g']);
}

const sharedPlaces: readonly (readonly [ties: string, when: Blocks, gates: readonly (boolean | undefined)[]])[] = [
  ['all-in', { lte: '1' }, [true, true, false]],
  ['all-in', { eq: '2' }, [false, false, false]],
  ['all-out', { lte: '1' }, [false, false, false]],
  ['all-out', { lte: '2' }, [true, true, false]],
  ['human', { lte: '1' }, [undefined, undefined, false]],
  ['human', { eq: '2' }, [undefined, undefined, false]],
  ['human', { gte: '2' }, [undefined, undefined, true]],
  ['human', { lte: '2' }, [true, true, false]],
];

for (const [ties, when, gates] of sharedPlaces) {
  test(`two share the first place, ${ties}: ${JSON.stringify(when)} is ${gates.join('、')}`, () => {
    assert.deepEqual(gatesOf({ ties }, { rank: 'place', ...when }, ['9', '9', '8']), gates);
  });
}

test('no place can be told while somebody of the same order waits for a score', () => {
  const open = [undefined, undefined];
  assert.deepEqual(gatesOf({}, { rank: 'place', lte: '1' }, ['9', undefined]), open);
  assert.deepEqual(gatesOf({}, { not: { rank: 'place', last: true } }, ['9', undefined]), open);
});

const lastOf = (ranking: object): Blocks => asking({ node: 'total', ...ranking }, { last: true });
const tied = points(['a', '9'], ['b', '1'], ['c', '1']);
const equal = points(['a', '5'], ['b', '5']);

test('who is last, where several share the end or all are equal', () => {
  assert.deepEqual(who(lastOf({}), four), ['d']);
  assert.deepEqual(who(lastOf({ first: 'lowest' }), four), ['a']);
  assert.deepEqual(who(lastOf({}), tied), ['b', 'c']);
  assert.deepEqual(who(lastOf({ ties: 'all-out' }), tied), []);
  assert.deepEqual([who(lastOf({ ties: 'human' }), tied), open(lastOf({ ties: 'human' }), tied)], [[], ['b', 'c']]);
  assert.deepEqual(who(lastOf({}), equal), []);
  assert.deepEqual(who(lastOf({ allEqual: 'all' }), equal), ['a', 'b']);
});

test('whoever is alone is not last, unless all equal ones are', () => {
  const alone = points(['a', '5']);
  assert.deepEqual(who(lastOf({}), alone), []);
  assert.deepEqual(who(lastOf({ allEqual: 'all' }), alone), ['a']);
});

test('in a small branch a body may have to say who was last', () => {
  const small = (upTo: number) => lastOf({ small: { upTo, choose: 'human' } });
  assert.deepEqual([who(small(4), four), open(small(4), four)], [[], ['d']]);
  assert.deepEqual(who(small(3), four), ['d']);
  assert.deepEqual(who(lastOf({ small: { upTo: 4, choose: 'apply' } }), four), ['d']);
});

test('who is not last', () => {
  assert.deepEqual(who(asking({ node: 'total' }, { last: false }), four), ['a', 'b', 'c']);
});

test('among everybody instead of each organisation', () => {
  const facts = {
    ...four,
    orgs: [{ id: 'X' }, { id: 'Y' }],
    subjects: [{ id: 'a', org: 'X' }, { id: 'b', org: 'Y' }, { id: 'c', org: 'Y' }, { id: 'd' }],
  };
  const ranks = (among: string) =>
    Object.values(resultsOf({ items, score, rankings: [{ id: 'place', among }] }, facts).subjects).map(
      (one) => one.rank,
    );
  assert.deepEqual(ranks('org'), [1, 1, 1, 1]);
  assert.deepEqual(ranks('all'), [1, 2, 2, 4]);
});

test('one that is held leaves nobody in its organisation a place', () => {
  const blocks = { inputs: [{ id: 'x' }], score: [{ id: 'total', input: 'x' }], rankings: [{ id: 'place' }] };
  const { subjects, openRanks } = resultsOf(blocks, { ...people('a', 'b'), inputs: { a: { x: '5' } } });
  assert.deepEqual([subjects['a']?.rank, subjects['b']?.rank], [undefined, undefined]);
  assert.deepEqual(openRanks, [{ ranking: 'place', org: 'X', pending: 1, ranked: false }]);
});

test('an account may be ranked; one that there is not holds', () => {
  const ranked = (account: string): Blocks => ({
    items,
    score,
    carry: [{ id: 'box', kind: 'account', add: ['total'] }],
    rankings: [{ id: 'place', account }],
    outcomes: [{ id: 'o', when: { rank: 'place', lte: '1' } }],
  });
  assert.deepEqual(who(ranked('box'), four), ['a']);
  const facts = { ...four, history: { d: [{ period: '2025', account: { box: '99' } }] } };
  assert.deepEqual(who(ranked('box'), facts), ['d']);
  assert.deepEqual(heldOf(resultOf(ranked('gone'), four, 'a')), ['o：没有声明的账户 gone']);
});

/** Whether a was last in the year before, by its streak. */
function lastBefore(ranking: object, history: object, facts: Blocks = people('a', 'b')): unknown {
  const blocks = {
    score: [
      { id: 'total', const: '1' },
      { id: 'side', const: '2' },
    ],
    carry: [
      { id: 'k', kind: 'count', when: { rank: 'place', last: true } },
      { id: 'box', kind: 'account' },
    ],
    rankings: [{ id: 'place', ...ranking }],
    outcomes: [{ id: 'o', when: { carry: 'k', gte: '0' } }],
  };
  const result = resultOf(blocks, { ...facts, history }, 'a');
  return result.carry?.['k'] ?? heldOf(result).join();
}

test('the year before is told by scores, nodes, accounts, or the places reported', () => {
  const past = (a: object, b: object) => ({ a: [{ period: '2025', ...a }], b: [{ period: '2025', ...b }] });
  assert.equal(lastBefore({}, past({ score: '1' }, { score: '2' })), '1');
  assert.equal(lastBefore({}, past({ score: '2' }, { score: '1' })), '0');
  assert.equal(lastBefore({ node: 'side' }, past({ nodes: { side: '1' } }, { nodes: { side: '2' } })), '1');
  assert.equal(lastBefore({ account: 'box' }, past({ account: { box: '1' } }, { account: { box: '2' } })), '2');
  assert.equal(lastBefore({}, past({ rank: 2 }, { rank: 1 })), '1');
  assert.equal(lastBefore({}, past({ rank: 1 }, { rank: 2 })), '0');
  assert.equal(lastBefore({}, past({ rank: 1 }, {})), 'o：2025年的名次没有报来');
  assert.equal(lastBefore({ among: 'all' }, past({ score: '1' }, { score: '2' })), '1');
});

test('alone in the past, and alone in the branch', () => {
  const past = { a: [{ period: '2025', score: '1' }] };
  assert.equal(lastBefore({ allEqual: 'all' }, past, people('a')), '2');
  assert.equal(lastBefore({}, { a: [{ period: '2025', score: '1', rank: 3 }] }), 'o：2025年只报了一人，末位无法判断');
  assert.equal(lastBefore({}, past), 'o：2025年的名次没有报来');
});

test('what is on an account is the same in every sub-period', () => {
  const blocks = {
    items,
    score: [
      { id: 'total', over: { unit: 'month', node: 'part', combine: 'sum' } },
      { id: 'part', items: ['A'] },
      { id: 'saved', account: 'box' },
    ],
    carry: [{ id: 'box', kind: 'account', add: ['total'] }],
    rankings: [{ id: 'place', node: 'saved', per: 'month', first: 'highest' }],
  };
  const { subjects } = resultsOf(blocks, four);
  assert.deepEqual(new Set(Object.values(subjects['d']?.ranks ?? {})), new Set([4]));
});
