import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf, type Blocks } from '../../../test/small-scheme.ts';

const blocks: Blocks = {
  params: [{ id: 'most', value: '30' }, { id: 'open' }],
  facts: [{ id: 'level', type: 'choice', values: ['优', '良', '差'] }],
  inputs: [
    { id: 'superior', range: ['0', '20'], decimals: 1 },
    { id: 'local', range: ['0', { param: 'most' }] },
    { id: 'unfilled', range: ['0', { param: 'open' }] },
    { id: 'quarter', range: ['0', '50'], per: 'quarter' },
    { id: 'graded', range: ['0', '100'], rangeBy: { fact: 'level', ranges: { 优: ['90', '100'], 良: ['80', '89'] } } },
  ],
  ballots: [
    {
      id: 'mass',
      options: [
        { id: '好', value: '100' },
        { id: '差', value: '0' },
      ],
    },
    { id: 'points', scores: ['0', '100'] },
    { id: 'free', combine: 'median' },
    { id: 'monthly', per: 'month', options: [{ id: '好', value: '100' }] },
  ],
  score: [
    { id: 'total', const: '0' },
    ...['mass', 'points', 'free', 'monthly'].map((id) => ({ id: `votes-${id}`, ballot: id })),
  ],
};

const rows: readonly (readonly [
  block: 'inputs' | 'ballots',
  id: string,
  value: unknown,
  problems: readonly string[],
])[] = [
  ['inputs', 'superior', '20', []],
  ['inputs', 'superior', 0, []],
  ['inputs', 'superior', '20.1', ['not-allowed-points inputs.m1.superior']],
  ['inputs', 'superior', '-1', ['not-allowed-points inputs.m1.superior']],
  ['inputs', 'superior', '9.55', ['too-many-decimals inputs.m1.superior']],
  ['inputs', 'local', '30', []],
  ['inputs', 'local', '31', ['not-allowed-points inputs.m1.local']],
  ['inputs', 'unfilled', '1000', []],
  ['inputs', 'quarter', { '2026Q1': '48', '2026Q2': '51' }, ['not-allowed-points inputs.m1.quarter.2026Q2']],
  ['ballots', 'mass', { 好: 6, 差: '2', 弃权: 1, issued: 10, returned: 9, invalid: 0 }, []],
  ['ballots', 'mass', { 中: 6 }, ['unknown-option-vote ballots.m1.mass.中']],
  ['ballots', 'mass', { 80: 6 }, ['unknown-option-vote ballots.m1.mass.80']],
  ['ballots', 'mass', { 好: '6.5' }, ['votes-not-whole ballots.m1.mass.好']],
  ['ballots', 'mass', { 好: -1 }, ['votes-not-whole ballots.m1.mass.好']],
  ['ballots', 'mass', { 好: '六' }, ['votes-not-whole ballots.m1.mass.好']],
  [
    'ballots',
    'mass',
    { 好: 6, 差: '2', 弃权: 1, issued: 10, returned: 8, invalid: 0 },
    ['votes-too-many ballots.m1.mass'],
  ],
  ['ballots', 'mass', { 好: 6, issued: 5 }, ['votes-too-many ballots.m1.mass']],
  ['ballots', 'mass', { 好: 6, issued: 6 }, []],
  ['ballots', 'mass', { 好: 6, returned: 9, issued: 8 }, ['returned-too-many ballots.m1.mass.returned']],
  ['ballots', 'points', { 95: 2, '88.5': 1, 弃权: 1 }, []],
  ['ballots', 'points', { 101: 2 }, ['not-allowed-points ballots.m1.points.101']],
  ['ballots', 'points', { '-1': 2 }, ['not-allowed-points ballots.m1.points.-1']],
  ['ballots', 'points', { 优: 2 }, ['unknown-option-vote ballots.m1.points.优']],
  ['ballots', 'free', { 1000: 2 }, []],
  [
    'ballots',
    'monthly',
    { '2026-01': { 好: 1 }, '2026-02': { 坏: 1 } },
    ['unknown-option-vote ballots.m1.monthly.2026-02.坏'],
  ],
];

for (const [block, id, value, problems] of rows) {
  test(`${id} told as ${JSON.stringify(value)}`, () => {
    assert.deepEqual(problemsOf(blocks, { [block]: { m1: { [id]: value } } }), problems);
  });
}

for (const [level, given, allowed] of [
  ['优', '90', true],
  ['优', '89', false],
  ['良', '89', true],
  ['良', '90', false],
  // No range of its own: the one for everybody.
  ['差', '0', true],
  ['差', '101', false],
  [undefined, '50', true],
] as const) {
  test(`for the level ${level ?? 'not told'} a score of ${given} is ${allowed ? '' : 'not '}allowed`, () => {
    const subjects = [{ id: 'm1', facts: level === undefined ? {} : { level } }];
    const problems = allowed ? [] : ['not-allowed-points inputs.m1.graded'];
    assert.deepEqual(problemsOf(blocks, { subjects, inputs: { m1: { graded: given } } }), problems);
  });
}

test('a range by a fact of any words is the one for everybody where there is none for that word', () => {
  const blocks = {
    facts: [{ id: 'f', type: 'choice' }],
    inputs: [{ id: 'graded', range: ['0', '10'], rangeBy: { fact: 'f', ranges: { 优: ['90', '100'] } } }],
  };
  const subjects = [{ id: 'm1', facts: { f: 'constructor' } }];
  assert.deepEqual(problemsOf(blocks, { subjects, inputs: { m1: { graded: '9' } } }), []);
});

test('a range by a fact that is not declared is the one for everybody', () => {
  const inputs = [{ id: 'graded', range: ['0', '10'], rangeBy: { fact: 'gone', ranges: { 优: ['90', '100'] } } }];
  assert.deepEqual(problemsOf({ inputs }, { inputs: { m1: { graded: '11' } } }), [
    'not-allowed-points inputs.m1.graded',
  ]);
});
