import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FOUR, FOUR_BANDS, inFour } from '../../../../test/small-ladder.ts';
import { heldOf, problemsOf, resultOf, type Blocks } from '../../../../test/small-scheme.ts';

function blocksOf(grade: Blocks, more: Blocks = {}): Blocks {
  return {
    facts: [
      { id: 'a', type: 'flag' },
      { id: 'b', type: 'flag' },
    ],
    inputs: [{ id: 'x' }],
    score: [{ id: 'total', input: 'x' }],
    grade: inFour(grade),
    ...more,
  };
}

/** The grade for a score: itself with `~` if provisional, `优!` if proposed, `?` with the choices. */
function gradeOf(blocks: Blocks, x: string, own: Blocks = {}, facts: Blocks = {}): string {
  const result = resultOf(blocks, { subjects: [{ id: 'm1', facts: own }], inputs: { m1: { x } }, ...facts });
  if (result.grade !== null && result.grade !== undefined)
    return `${result.grade}${result.provisional === true ? '~' : ''}`;
  const proposed = result.proposed === undefined ? '' : `${result.proposed}!`;
  return result.options === undefined ? heldOf(result).join() : `${proposed}?${result.options.join('/')}`;
}

const override = (...rules: readonly Blocks[]): Blocks => ({
  overrides: rules.map((rule, at) => ({ id: `o${at}`, when: { fact: 'a' }, clause: 'c', ...rule })),
});
const isA = { a: true };
const both = { a: true, b: true };

const rows: readonly (readonly [grade: Blocks, score: string, own: Blocks, result: string])[] = [
  [override({ grade: '差' }), '95', isA, '差'],
  [override({ grade: '差' }), '95', {}, '优'],
  // A grade that is fixed may be a better one as well.
  [override({ grade: '良' }), '50', isA, '良'],
  [override({ atMost: '中' }), '95', isA, '中'],
  [override({ atMost: '中' }), '50', isA, '差'],
  [override({ atMost: '中' }), '70', isA, '中'],
  [override({ grade: '中', provisional: true }), '95', isA, '中~'],
  [override({ grade: '中', force: 'may' }), '95', isA, '中!?中/优'],
  [override({ atMost: '中', force: 'may' }), '95', isA, '中!?中/优'],
  [override({ atMost: '中', force: 'may' }), '50', isA, '差'],
  // Several: the lowest.
  [override({ grade: '中' }, { grade: '差', when: { fact: 'b' } }), '95', both, '差'],
  [override({ grade: '差' }, { grade: '中', when: { fact: 'b' } }), '95', both, '差'],
  [override({ grade: '良' }, { atMost: '中', when: { fact: 'b' } }), '95', both, '中'],
  [override({ atMost: '中' }, { grade: '差', when: { fact: 'b' } }), '95', both, '差'],
  [override({}), '95', isA, '优'],
];

for (const [grade, score, own, result] of rows) {
  test(`${JSON.stringify(grade['overrides'])} makes ${score} with ${JSON.stringify(own)} ${result}`, () => {
    assert.equal(gradeOf(blocksOf(grade), score, own), result);
  });
}

test('an upper bound takes the better choices away from a grade that waits', () => {
  const open = (pending: readonly string[]): Blocks => ({
    tables: [{ id: 't', bands: [{ grade: '优', from: '90', pending }] }],
    ...override({ atMost: '中' }),
  });
  assert.equal(gradeOf(blocksOf(open(['良', '中', '差'])), '95', isA), '?中/差');
  assert.equal(gradeOf(blocksOf(open(['优', '良'])), '95', isA), '中');
});

const veto = (effect: string): Blocks => ({ vetoes: [{ id: 'v', when: { fact: 'b' }, effect }] });

test('an upper bound between the two choices moves the better one down to it', () => {
  // 优 is only possible, else 中; 良 has no line of its own.
  const tables = [
    {
      id: 't',
      bands: [
        { grade: '优', from: '90', force: 'may' },
        { grade: '中', from: '60' },
      ],
    },
  ];
  const table = { tables: [{ ...tables[0], otherwise: { grade: '差' } }] };
  assert.equal(gradeOf(blocksOf(table), '95', isA), '优!?优/中');
  assert.equal(gradeOf(blocksOf({ ...table, ...override({ atMost: '良' }) }), '95', isA), '良!?良/中');
});

test('a veto with the lowest grade leaves the score as it is', () => {
  const blocks = blocksOf({}, veto('lowest-grade'));
  assert.equal(gradeOf(blocks, '95', { b: true }), '差');
  assert.equal(gradeOf(blocks, '95'), '优');
  assert.equal(
    resultOf(blocks, { subjects: [{ id: 'm1', facts: { b: true } }], inputs: { m1: { x: '95' } } }).score,
    '95',
  );
});

test('a veto with the lowest grade wins over an override', () => {
  assert.equal(gradeOf(blocksOf(override({ grade: '中' }), veto('lowest-grade')), '95', both), '差');
});

const carried = (...rules: readonly Blocks[]): Blocks => ({
  carried: rules.map((rule, at) => ({ id: `k${at}`, when: { fact: 'a' }, clause: 'c', grade: '差', ...rule })),
});

test('what went before may change the grade last of all', () => {
  assert.equal(gradeOf(blocksOf(carried({})), '95', isA), '差');
  assert.equal(gradeOf(blocksOf(carried({})), '95'), '优');
  assert.equal(gradeOf(blocksOf(carried({ force: 'may' })), '95', isA), '差!?差/优');
  assert.equal(gradeOf(blocksOf(carried({ when: { carry: 'poor', gte: '2' } }), streak), '50', {}, past), '差');
  assert.equal(
    gradeOf(blocksOf(carried({ when: { carry: 'poor', gte: '2' }, grade: '中' }), streak), '50', {}, past),
    '中',
  );
});

const streak = { carry: [{ id: 'poor', kind: 'streak', when: { grade: ['差'] } }] };
const past = { history: { m1: [{ period: '2025', grade: '差' }] } };

const decide = (grade: string, more: Blocks = {}): Blocks => ({
  decisions: { m1: { by: '支部大会', grade, ...more } },
});

test('a person decides among the choices, and nothing else', () => {
  const blocks = blocksOf({ tables: [{ id: 't', bands: [{ grade: '优', from: '90', pending: ['优', '良'] }] }] });
  assert.equal(gradeOf(blocks, '95', {}, decide('良')), '良');
  assert.deepEqual(problemsOf(blocks, { inputs: { m1: { x: '95' } }, ...decide('差') }), [
    'decision-not-allowed decisions.m1.grade',
  ]);
});

test('a decision for the grade that there is changes nothing', () => {
  assert.equal(gradeOf(blocksOf({}), '95', {}, decide('优')), '优');
});

test('a decision against a grade that must be is refused', () => {
  assert.deepEqual(problemsOf(blocksOf({}), { inputs: { m1: { x: '95' } }, ...decide('良') }), [
    'decision-not-allowed decisions.m1.grade',
  ]);
});

test('what should be may be left with a reason', () => {
  const should = blocksOf({ tables: [{ id: 't', bands: [{ grade: '优', from: '90', force: 'should' }] }] });
  const facts = { inputs: { m1: { x: '95' } } };
  assert.equal(gradeOf(should, '95', {}, decide('良', { reason: '公认度不高' })), '良');
  assert.deepEqual(problemsOf(should, { ...facts, ...decide('良') }), ['decision-needs-reason decisions.m1.grade']);
});

test('nothing is decided about somebody without a table', () => {
  const blocks = blocksOf({ tables: [{ id: 't', when: { fact: 'a' }, bands: FOUR_BANDS }] });
  assert.deepEqual(problemsOf(blocks, { inputs: { m1: { x: '95' } }, ...decide('优') }), [
    'decision-not-allowed decisions.m1.grade',
  ]);
});

test('the first table that holds is used; one that cannot be told holds the grade', () => {
  const tables = (when: Blocks) => [
    { id: 'a', when, bands: [{ grade: '差', from: '0' }] },
    { id: 'b', bands: FOUR_BANDS },
  ];
  assert.equal(gradeOf(blocksOf({ tables: tables({ fact: 'a' }) }), '95', isA), '差');
  assert.equal(gradeOf(blocksOf({ tables: tables({ fact: 'a' }) }), '95'), '优');
  const facts = [{ id: 'n', label: '数', type: 'number' }];
  assert.equal(gradeOf(blocksOf({ tables: tables({ fact: 'n', gt: '1' }) }, { facts }), '95'), '数没有报告');
});

test('a table may leave some without a grade, and go by another node', () => {
  const tables = [
    { id: 'none', when: { fact: 'a' }, ungraded: true, bands: [] },
    { id: 'other', when: { fact: 'b' }, node: 'half', bands: FOUR_BANDS, otherwise: { grade: '差' } },
    { id: 't', node: 'total', bands: FOUR_BANDS },
  ];
  const score = [
    { id: 'total', input: 'x' },
    { id: 'half', sum: [{ node: 'total', times: '50%' }] },
  ];
  const blocks = blocksOf({ tables }, { score });
  const graded = (own: Blocks) =>
    resultOf(blocks, { subjects: [{ id: 'm1', facts: own }], inputs: { m1: { x: '95' } } });
  assert.deepEqual([graded(isA).grade, 'grade' in graded(isA)], [undefined, false]);
  assert.equal(graded({ b: true }).grade, '差');
  assert.equal(graded({}).grade, '优');
});

/** The grade by vote. */
function voted(papers: Blocks | undefined, vote: Blocks = {}, ballot: Blocks = {}): string {
  const blocks = {
    ballots: [{ id: 'vote', label: '票决', options: FOUR.slice(0, 3).map((id) => ({ id })), ...ballot }],
    grade: {
      clause: 'c',
      ladder: FOUR.slice(0, 3),
      tables: [
        {
          id: 't',
          bands: [],
          vote: { ballot: 'vote', rule: 'plurality', otherwise: '由党委定', clause: 'c', ...vote },
        },
      ],
    },
  };
  const result = resultOf(blocks, papers === undefined ? {} : { ballots: { m1: { vote: papers } } });
  return (
    result.grade ??
    (result.options === undefined
      ? `${result.status} ${heldOf(result).join()}`
      : `?${result.options.join('/')} ${heldOf(result).join()}`)
  );
}

const votes: readonly (readonly [papers: Blocks | undefined, vote: Blocks, grade: string])[] = [
  [{ 优: 3, 良: 2 }, {}, '优'],
  [{ 优: 2, 良: 2, 中: 1 }, {}, '?优/良 得票并列，由党委定（可选：优、良）'],
  [{ 优: 3, 良: 2 }, { rule: 'majority' }, '优'],
  // Three of six is no majority; nor is three of five valid ones when seven were cast.
  [{ 优: 3, 良: 2, 中: 1 }, { rule: 'majority' }, '?优/良/中 没有等次过半，由党委定（可选：优、良、中）'],
  [{ 优: 3, 良: 2, 弃权: 1, invalid: 1 }, { rule: 'majority' }, '?优/良/中 没有等次过半，由党委定（可选：优、良、中）'],
  [{ 优: 4, 良: 2, 弃权: 1 }, { rule: 'majority' }, '优'],
  [undefined, {}, 'held 票决没有有效票'],
  [{ 弃权: 3 }, {}, 'held 票决没有有效票'],
  [undefined, { ballot: 'gone' }, 'held 没有声明的票 gone'],
];

for (const [papers, vote, grade] of votes) {
  test(`${JSON.stringify(papers)} by ${JSON.stringify(vote)} is ${grade}`, () => {
    assert.equal(voted(papers, vote), grade);
  });
}

test('a vote by too few gives no grade', () => {
  assert.equal(voted({ 优: 2, 弃权: 5 }, {}, { leastVoters: 3 }), 'held 票决人数不足3人');
  assert.equal(voted({ 优: 3 }, {}, { leastVoters: 3 }), '优');
});

test('a grade that must be confirmed says by whom', () => {
  const blocks = blocksOf({ confirm: { by: '上级党组织', clause: 'c' } });
  assert.deepEqual(heldOf(resultOf(blocks, { inputs: { m1: { x: '95' } } })), ['等次须经上级党组织确认']);
});
