import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quotaOf } from '../../../test/small-ladder.ts';
import { heldOf, problemsOf, resultOf, resultsOf, type Blocks } from '../../../test/small-scheme.ts';

const ladder = { clause: 'c', ladder: ['优', '良', '差'] };
const bands = [{ grade: '优', from: '90' }, { grade: '良', from: '60' }, { grade: '差' }];
const given = { inputs: [{ id: 'points' }], score: [{ id: 'total', input: 'points' }] };
const scored = (value: string): Blocks => ({ inputs: { m1: { points: value } } });

const eitherOne: Blocks = {
  inputs: [{ id: 'given' }, { id: 'monthly', per: 'month' }],
  ballots: [{ id: 'vote', scores: ['0', '100'], combine: 'mean' }],
  score: [
    { id: 'total', either: ['voted', 'told'] },
    { id: 'voted', ballot: 'vote' },
    { id: 'told', input: 'given' },
  ],
};

test('two reports for one place are an error, one is not', () => {
  const vote = { m1: { vote: { '80': '2' } } };
  assert.deepEqual(problemsOf(eitherOne, { ballots: vote, inputs: { m1: { given: '70' } } }), [
    'reported-twice inputs.m1.given',
  ]);
  assert.equal(resultOf(eitherOne, { ballots: vote }).score, '80');
  assert.equal(resultOf(eitherOne, { inputs: { m1: { given: '70' } } }).score, '70');
});

test('reports for different months do not meet', () => {
  const blocks = {
    inputs: [
      { id: 'a', per: 'month' },
      { id: 'b', per: 'month' },
    ],
    score: [
      { id: 'total', over: { unit: 'month', node: 'one', combine: 'sum' } },
      { id: 'one', either: ['a', 'b'], missing: 'zero' },
      { id: 'a', input: 'a', missing: 'zero' },
      { id: 'b', input: 'b', missing: 'zero' },
    ],
  };
  const inputs = { m1: { a: { '2026-01': '1' }, b: { '2026-02': '2' } } };
  assert.equal(resultOf(blocks, { inputs }).score, '3');
  const both = { m1: { a: { '2026-01': '1' }, b: { '2026-01': '2' } } };
  assert.deepEqual(problemsOf(blocks, { inputs: both }), ['reported-twice inputs.m1.b']);
});

test('too few voters hold, whatever no paper at all would mean', () => {
  const blocks = {
    ballots: [{ id: 'vote', scores: ['0', '100'], combine: 'mean', leastVoters: 3, missing: 'zero' }],
    score: [{ id: 'total', ballot: 'vote' }],
  };
  assert.equal(resultOf(blocks, { ballots: { m1: { vote: { '80': '2' } } } }).status, 'held');
  assert.equal(resultOf(blocks, { ballots: { m1: { vote: { '80': '3' } } } }).score, '80');
  assert.equal(resultOf(blocks).score, '0');
});

test('what a missing part counts as is for what nobody reported, not for a report that cannot be used', () => {
  const asked: Blocks = {
    inputs: [{ id: 'given' }],
    ballots: [
      {
        id: 'vote',
        options: [{ id: '好', value: '90' }],
        denominator: 'issued',
        leastVoters: 3,
      },
    ],
    score: [
      { id: 'total', sum: ['base', 'half'] },
      { id: 'base', const: '50' },
      { id: 'half', sum: ['all'], missing: 'zero' },
      { id: 'all', sum: ['given', 'vote'] },
      { id: 'given', input: 'given' },
      { id: 'vote', ballot: 'vote' },
    ],
  };
  assert.equal(resultOf(asked).score, '50');
  assert.equal(resultOf(asked, { inputs: { m1: { given: '7' } } }).score, '50');
  const voted = (papers: Readonly<Record<string, string>>): string | undefined => {
    const result = resultOf(asked, { inputs: { m1: { given: '7' } }, ballots: { m1: { vote: papers } } });
    return result.score ?? heldOf(result)[0];
  };
  assert.equal(voted({ 好: '4', issued: '4' }), '147');
  assert.match(String(voted({ 好: '4' })), /没有报发出票数/u);
  assert.match(String(voted({ 好: '2', issued: '4' })), /人数不足3人/u);
});

test('an account waits for what flows into it, which is no missing part', () => {
  const account: Blocks = {
    inputs: [{ id: 'given' }],
    carry: [{ id: 'acc', kind: 'account', add: ['flow'] }],
    score: [
      { id: 'total', account: 'acc', missing: 'zero' },
      { id: 'flow', input: 'given' },
    ],
  };
  assert.equal(resultOf(account).status, 'held');
  assert.equal(resultOf(account, { inputs: { m1: { given: '7' } } }).score, '7');
});

test('two reports do not count as a missing part', () => {
  const twice: Blocks = {
    ...eitherOne,
    score: [{ id: 'total', either: ['voted', 'told'], missing: 'zero' }, ...(eitherOne['score'] as object[]).slice(1)],
  };
  const both = { ballots: { m1: { vote: { '80': '2' } } }, inputs: { m1: { given: '70' } } };
  assert.deepEqual(problemsOf(twice, both), ['reported-twice inputs.m1.given']);
  assert.equal(resultOf(twice).score, '0');
});

const mandatory: Blocks = {
  facts: [
    { id: 'met', type: 'set', values: ['A', 'B'], missing: 'hold' },
    { id: 'has-b', type: 'flag' },
  ],
  items: [
    { id: 'A', start: 'full', max: '50', mandatory: true, rules: [] },
    { id: 'B', start: 'full', max: '50', mandatory: true, appliesWhen: { fact: 'has-b' }, rules: [] },
  ],
  score: [{ id: 'total', items: ['A', 'B'] }],
  grade: {
    ...ladder,
    tables: [{ id: 't', bands: [{ grade: '优', from: '50' }, { grade: '差' }] }],
    mandatory: { allowed: ['差'], choose: 'lowest', met: 'judged', metFact: 'met', clause: 'c' },
  },
};
const facts = (values: object): Blocks => ({ subjects: [{ id: 'm1', facts: values }] });

test('a mandatory item that nobody judged holds the grade, one not met bounds it', () => {
  assert.deepEqual(heldOf(resultOf(mandatory)), ['met没有报告']);
  assert.equal(resultOf(mandatory, facts({ met: [] })).grade, '差');
  assert.equal(resultOf(mandatory, facts({ met: ['A'] })).grade, '优');
});

test('a mandatory item that cannot occur for somebody is met', () => {
  assert.equal(resultOf(mandatory, facts({ met: ['A'], 'has-b': false })).grade, '优');
  assert.equal(resultOf(mandatory, facts({ met: ['A'], 'has-b': true })).grade, '差');
});

const voted: Blocks = {
  ballots: [
    {
      id: 'vote',
      options: [{ id: '优' }, { id: '良' }],
    },
  ],
  grade: {
    ...ladder,
    tables: [{ id: 't', bands: [], vote: { ballot: 'vote', rule: 'majority', otherwise: '再投一次', clause: 'c' } }],
    confirm: { by: '上级', clause: 'c' },
  },
  scope: { exempt: [{ id: 'away', label: '外出', when: { fact: 'away' }, clause: 'c', path: 'none', grade: false }] },
  facts: [{ id: 'away', type: 'flag' }],
};

test('a grade by vote waits as held until there are papers', () => {
  assert.equal(resultOf(voted).status, 'held');
  const result = resultOf(voted, { ballots: { m1: { vote: { 优: '2', 良: '1' } } } });
  assert.deepEqual([result.status, result.grade], ['scored', '优']);
  assert.deepEqual(heldOf(result), ['等次须经上级确认']);
});

test('whoever is exempt has no grade to be confirmed', () => {
  assert.deepEqual(heldOf(resultOf(voted, facts({ away: true }))), []);
});

test('the top band may be left for the next one where a clause only allows it', () => {
  const may = {
    ...given,
    grade: { ...ladder, tables: [{ id: 't', bands: [{ ...bands[0], force: 'may' }, ...bands.slice(1)] }] },
  };
  const result = resultOf(may, scored('95'));
  assert.deepEqual([result.grade, result.proposed, result.options], [null, '优', ['优', '良']]);
});

test('a quota without a number leaves the choice to a body', () => {
  const quota = quotaOf({ count: undefined });
  const result = resultOf(
    { ...given, grade: { ...ladder, tables: [{ id: 't', bands }], quotas: [quota] } },
    scored('95'),
  );
  assert.deepEqual([result.grade, result.options], [null, ['优', '良']]);
  assert.match(heldOf(result).join(), /名额还没有定/);
});

test('a quota over everybody does not stop at organisations', () => {
  const quota = quotaOf({ count: undefined, share: '50%' });
  const two = {
    orgs: [{ id: 'X' }, { id: 'Y' }],
    subjects: [
      { id: 'a', org: 'X' },
      { id: 'b', org: 'Y' },
    ],
    inputs: { a: { points: '95' }, b: { points: '91' } },
  };
  const grades = (over: string): unknown => {
    const { subjects } = resultsOf(
      { ...given, grade: { ...ladder, tables: [{ id: 't', bands }], quotas: [{ ...quota, over }] } },
      two,
    );
    return [subjects['a']?.grade, subjects['b']?.grade];
  };
  assert.deepEqual(grades('all'), ['优', '良']);
  assert.deepEqual(grades('org'), ['良', '良']);
});

test('a gate may ask what follows', () => {
  const blocks = {
    ...given,
    outcomes: [{ id: 'talk', when: { node: 'total', lt: '60' } }],
    gates: [{ id: 'award', when: { not: { outcome: 'talk' } } }],
  };
  assert.deepEqual(resultOf(blocks, scored('59')).gates, { award: false });
  assert.deepEqual(resultOf(blocks, scored('60')).gates, { award: true });
});

test('an entry for whoever did it names them', () => {
  const blocks = {
    items: [{ id: 'A', rules: [{ id: 'A/1', points: '2', to: 'actor' }] }],
    score: [{ id: 'total', items: ['A'] }],
  };
  const people = { subjects: [{ id: 'm1' }, { id: 'm2' }] };
  assert.deepEqual(problemsOf(blocks, { ...people, entries: [{ item: 'A/1' }] }), ['actor-missing entries.e1.by']);
  const { subjects } = resultsOf(blocks, { ...people, entries: [{ item: 'A/1', by: 'm2' }] });
  assert.deepEqual([subjects['m1']?.score, subjects['m2']?.score], ['0', '2']);
});

const weekly = (week: string): Blocks => ({
  period: { unit: 'month', posting: 'week', week },
  items: [{ id: 'A', rules: [{ id: 'A/1', points: '1' }] }],
  score: [
    { id: 'total', items: ['A'] },
    { id: 'weeks', over: { unit: 'week', node: 'week', combine: 'sum' } },
    { id: 'week', items: ['A'] },
  ],
});

test('a day at the edge of a month belongs to one week and one month', () => {
  // 2026-11-30 is the Monday of the week that ends on 6 December.
  const entry = { entries: [{ item: 'A/1', on: '2026-11-30' }] };
  const november = { period: '2026-11', ...entry };
  const december = { period: '2026-12', ...entry };
  assert.deepEqual(problemsOf(weekly('week-end-day'), november), ['date-out-of-period entries.e1.on']);
  assert.equal(resultOf(weekly('week-end-day'), december).nodes['weeks'], '1');
  assert.equal(resultOf(weekly('week-start-day'), november).nodes['weeks'], '1');
  assert.deepEqual(problemsOf(weekly('week-start-day'), december), ['date-out-of-period entries.e1.on']);
});

test('weeks that are split by day lie in both months, each with its own days', () => {
  const november = { period: '2026-11', entries: [{ item: 'A/1', on: '2026-11-30' }] };
  const december = { period: '2026-12', entries: [{ item: 'A/1', on: '2026-12-06' }] };
  assert.equal(resultOf(weekly('by-day'), november).nodes['week@2026-W49'], '1');
  assert.equal(resultOf(weekly('by-day'), december).nodes['week@2026-W49'], '1');
  assert.deepEqual(problemsOf(weekly('by-day'), { ...november, period: '2026-12' }), [
    'date-out-of-period entries.e1.on',
  ]);
});

const zeroed: Blocks = {
  facts: [{ id: 'struck', type: 'flag' }],
  inputs: [{ id: 'points', per: 'quarter' }],
  period: { unit: 'year', posting: 'quarter' },
  vetoes: [{ id: 'v', when: { fact: 'struck' }, effect: 'period-zero' }],
  score: [
    { id: 'total', over: { unit: 'quarter', node: 'points', combine: 'sum' } },
    { id: 'points', input: 'points' },
  ],
};

test('a veto by a fact zeroes the sub-periods at whose end it holds', () => {
  const struck = [{ value: true, from: '2026-05-01', to: '2026-08-01' }];
  const inputs = { m1: { points: { '2026Q1': '10', '2026Q2': '20', '2026Q3': '40', '2026Q4': '80' } } };
  assert.equal(resultOf(zeroed, { subjects: [{ id: 'm1', facts: { struck } }], inputs }).score, '130');
});

test('a veto of a period zeroes a total that is not made of sub-periods', () => {
  const blocks = {
    ...given,
    facts: [{ id: 'struck', type: 'flag' }],
    vetoes: [{ id: 'v', when: { fact: 'struck' }, effect: 'period-zero' }],
    score: [
      { id: 'total', input: 'points' },
      { id: 'aside', over: { unit: 'quarter', node: 'one', combine: 'sum' } },
      { id: 'one', const: '1' },
    ],
  };
  assert.equal(resultOf(blocks, { ...scored('70'), subjects: [{ id: 'm1', facts: { struck: true } }] }).score, '0');
  assert.equal(resultOf(blocks, scored('70')).score, '70');
});

test('a text whose aspects nobody named holds', () => {
  const text = {
    id: 't',
    fact: 'pledge',
    of: 'subject',
    most: 100,
    aspects: ['学习'],
    aspectFact: 'aspects',
    clause: 'c',
  };
  const blocks = (missing: string): Blocks => ({
    ...given,
    facts: [
      { id: 'pledge', type: 'text' },
      { id: 'aspects', type: 'set', values: ['学习'], missing },
    ],
    texts: [text],
  });
  const told = { subjects: [{ id: 'm1', facts: { pledge: '好好学习' } }] };
  const status = (missing: string, more: object = {}): unknown =>
    resultsOf(blocks(missing), { subjects: [{ id: 'm1', facts: { ...told.subjects[0]?.facts, ...more } }] }).norms[0]
      ?.status;
  assert.equal(status('hold'), 'held');
  assert.equal(status('no'), 'missed');
  assert.equal(status('hold', { aspects: ['学习'] }), 'met');
});

test('an organisation that is rated may have its facts with it as a subject', () => {
  const blocks = {
    ...given,
    facts: [{ id: 'meetings', type: 'number', of: 'org' }],
    norms: [{ id: 'n', of: 'org', window: 'year', range: { fact: 'meetings', least: '4' } }],
  };
  const norms = resultsOf(blocks, { orgs: [{ id: 'X' }], subjects: [{ id: 'X', facts: { meetings: '3' } }] }).norms;
  assert.deepEqual(
    norms.map((one) => one.status),
    ['missed'],
  );
});
