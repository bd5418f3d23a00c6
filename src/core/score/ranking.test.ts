import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultsOf, resultOf, heldOf, type Blocks } from '../../../test/small-scheme.ts';

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
  const { subjects } = resultsOf(asking({ node: 'total', per: 'month' }, { lte: '1' }), facts);
  assert.equal(subjects['b']?.ranks?.['place@2026-01'], undefined);
  assert.equal(subjects['b']?.ranks?.['place@2026-02'], 1);
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

test('who was last in the year before is told from everybody who was there', () => {
  const facts = { ...points(['a', '9'], ['b', '1']), ...past(['a', '90'], ['b', '60']) };
  assert.deepEqual(who(lastTwice, facts), ['b']);
  assert.deepEqual(who(lastTwice, { ...points(['a', '9'], ['b', '1']), ...past(['a', '60'], ['b', '90']) }), []);
});

test('one row of the past by itself does not say who was last', () => {
  const facts = { ...points(['a', '9'], ['b', '1']), history: { b: [{ period: '2025', score: '60', rank: 2 }] } };
  assert.deepEqual(who(lastTwice, facts), []);
  assert.match(heldOf(resultOf(lastTwice, facts, 'b')).join(), /2025只报了一人/);
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
