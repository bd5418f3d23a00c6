import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolveScheme } from '../scheme/resolve.ts';
import { heldOf, resultOf, scoringOf, smallFacts, smallScheme, type Blocks } from '../../../test/small-scheme.ts';
import { scoreRuleset } from './evaluate.ts';
import { parseFacts } from './book/facts.ts';

const member = {
  ...smallScheme({
    facts: [
      { id: 'guest', type: 'flag' },
      { id: 'hours', type: 'number' },
    ],
    roles: [{ id: 'secretary' }],
    scope: { who: { not: { fact: 'guest' } } },
    items: [{ id: 'A', rules: [{ id: 'A/1', points: '1' }] }],
    score: [{ id: 'total', items: ['A'] }],
    outcomes: [{ id: 'visit', level: 'org', when: { entries: { items: ['A'] }, gte: '1' }, on: ['org'] }],
  }),
  scheme: 'member',
};
const office = {
  ...smallScheme({
    subject: 'secretary',
    score: [
      { id: 'total', sum: ['own', 'led'] },
      { id: 'own', from: { scheme: 'member', of: 'own' } },
      { id: 'led', from: { scheme: 'member', of: 'leadership', combine: 'sum' } },
    ],
  }),
  scheme: 'office',
};
const branch = {
  ...smallScheme({
    subject: 'org',
    facts: [{ id: 'meetings', type: 'number', of: 'org' }],
    inputs: [{ id: 'x' }],
    score: [
      { id: 'total', sum: ['mean', 'told', 'given'] },
      { id: 'mean', from: { scheme: 'member', of: 'members' } },
      { id: 'told', fact: 'meetings' },
      { id: 'given', input: 'x', missing: 'zero' },
    ],
    outcomes: [{ id: 'praise', level: 'org', when: { all: [] } }],
  }),
  scheme: 'branch',
};
const documents = new Map<string, unknown>([
  ['member', member],
  ['office', office],
  ['branch', branch],
]);
const together = { scheme: 'together', title: '合', extends: ['member', 'office', 'branch'] };

const facts = smallFacts({
  orgs: [{ id: 'X', facts: { meetings: 3 } }],
  subjects: [
    { id: 'm1', org: 'X', facts: { hours: 3 }, roles: { secretary: 'm2' } },
    { id: 'm2', kind: 'member', org: 'X', leadership: [{ value: true, from: '2026-02-01' }] },
    { id: 'm3', org: 'X', facts: { guest: true } },
    { id: 's', kind: 'secretary', person: 'm2', org: 'X' },
    { id: 'X', kind: 'org' },
  ],
  entries: [
    { item: 'A/1', count: '4' },
    { item: 'A/1', subject: 'm2', count: '8' },
    { item: 'A/1', subject: 'm3', count: '90' },
  ],
  inputs: { X: { x: '10' } },
});

test('schemes that go together are scored in their order, each for its own', () => {
  const { results } = scoringOf(together, facts, (id) => documents.get(id));
  const scores = Object.entries(results.subjects).map(([id, one]) => `${id} ${one.score ?? one.status}`);
  // The mean is of those who are members: (4 + 8) ÷ 2, and 3 meetings, and 10 given. The secretary has 8 of their own
  // and 8 of the leadership, which is the same person.
  assert.deepEqual(scores, ['m1 4', 'm2 8', 'm3 exempt', 's 16', 'X 19']);
  assert.deepEqual(
    results.orgs['X']?.outcomes.map((one) => one.id),
    ['visit', 'praise'],
  );
});

test('results that were reported go before those that come out', () => {
  const told = { ...facts, results: { member: { m2: { score: '50', org: 'X', leadership: true, status: 'scored' } } } };
  const { results } = scoringOf(together, told, (id) => documents.get(id));
  assert.deepEqual([results.subjects['s']?.score, results.subjects['X']?.score], ['100', '40']);
});

test('the version is the hash that was handed in of the canonical text, whatever order it was written in', () => {
  const version = (document: object): string => {
    const rules = resolveScheme(document, () => undefined);
    const parsed = parseFacts(smallFacts({}));
    assert.ok(rules.ok && parsed.ok);
    const scoring = scoreRuleset(rules.value, parsed.value, (text) => `hash of ${text.length}`);
    assert.ok(scoring.ok);
    return scoring.value.results.version;
  };
  const document = smallScheme({ score: [{ id: 'total', const: '1' }] });
  assert.match(version(document), /^hash of \d+$/);
  assert.equal(version(document), version(Object.fromEntries(Object.entries(document).toReversed())));
});

test('long runs say how far they are', () => {
  const rules = resolveScheme(smallScheme({ score: [{ id: 'total', const: '1' }] }), () => undefined);
  const parsed = parseFacts(smallFacts({ subjects: Array.from({ length: 250 }, (_, i) => ({ id: `m${i}` })) }));
  assert.ok(rules.ok && parsed.ok);
  const seen: (readonly [number, number])[] = [];
  scoreRuleset(rules.value, parsed.value, () => '', { progress: (done, all) => seen.push([done, all]) });
  assert.deepEqual(
    seen.map(([done]) => done),
    [100, 200, 250],
  );
});

const monthly: Blocks = {
  items: [
    { id: 'A', rules: [{ id: 'A/1', points: '1' }] },
    { id: 'B', per: 'month', start: 'judged', max: '5' },
    { id: 'V', rules: [{ id: 'V/1', effect: 'record' }] },
  ],
  score: [
    { id: 'total', over: { unit: 'month', node: 'month', combine: 'sum' } },
    { id: 'month', items: ['A'] },
    { id: 'aside', absent: { policy: 'exclude', what: '没有' } },
  ],
};

test('nodes, items and sub-periods stand in the result; what does not count and what only records do not', () => {
  const orgs = [{ id: 'X' }];
  const subjects = [{ id: 'm1', org: [{ value: 'X', from: '2026-02-01' }] }];
  const { nodes } = resultOf(monthly, { asOf: '2026-03-31', orgs, subjects, entries: [{ item: 'A/1' }] });
  assert.deepEqual(nodes, { total: '1', A: '1', 'month@2026-02': '0', 'month@2026-03': '1' });
});

test('an order and a credit are told where the scheme has them', () => {
  const blocks: Blocks = {
    score: [{ id: 'total', const: '5' }],
    rankings: [{ id: 'one' }, { id: 'two', among: 'all' }],
    carry: [{ id: 'leave', kind: 'account', opening: '3' }],
    outcomes: [
      { id: 'o', when: { all: [] }, credit: { account: 'leave', amount: '2' } },
      { id: 'p', when: { all: [] }, credit: { account: 'leave', amount: '1' } },
    ],
  };
  const result = resultOf(blocks);
  assert.deepEqual([result.rank, result.ranks, result.account], [1, { one: 1, two: 1 }, { leave: '6' }]);
});

test('every reason is told once', () => {
  const blocks: Blocks = {
    inputs: [{ id: 'x', label: '评分' }],
    score: [
      { id: 'total', sum: ['a', 'b'] },
      { id: 'a', input: 'x' },
      { id: 'b', input: 'x' },
    ],
    gates: [{ id: 'g', when: { node: 'a', gte: '1' } }],
  };
  assert.deepEqual(heldOf(resultOf(blocks)), ['评分没有报来']);
});
