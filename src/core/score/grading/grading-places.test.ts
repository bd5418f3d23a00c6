import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FOUR_BANDS, inFour, quotaOf } from '../../../../test/small-ladder.ts';
import { heldOf, problemsOf, resultOf, resultsOf, type Blocks } from '../../../../test/small-scheme.ts';

function blocksOf(grade: Blocks, more: Blocks = {}): Blocks {
  return {
    facts: [
      { id: 'place', label: '名次', type: 'choice', values: ['靠前', '靠后'] },
      { id: 'star', type: 'flag' },
    ],
    inputs: [{ id: 'x' }, { id: 'y', missing: 'zero' }],
    score: [
      { id: 'total', input: 'x' },
      { id: 'second', input: 'y' },
    ],
    grade: inFour(grade),
    ...more,
  };
}

/** Facts about everybody with a score, all in X unless said. */
function factsOf(scores: Readonly<Record<string, string>>, people: Readonly<Record<string, Blocks>> = {}): Blocks {
  return {
    orgs: [{ id: 'X' }, { id: 'Y' }],
    subjects: Object.keys(scores).map((id) => ({ id, org: 'X', ...people[id] })),
    inputs: Object.fromEntries(Object.entries(scores).map(([id, x]) => [id, { x }])),
  };
}

/** Everybody's grade, or `?` with the choices. */
function gradesOf(blocks: Blocks, facts: Blocks): string {
  const { subjects } = resultsOf(blocks, facts);
  return Object.entries(subjects)
    .map(([id, one]) => `${id} ${one.grade ?? (one.options === undefined ? 'held' : `?${one.options.join('/')}`)}`)
    .join(', ');
}

const top = (more: Blocks): Blocks => ({
  standings: [{ grade: '优', end: 'top', among: 'graded-members', ties: 'human', unmet: 'next', clause: 'c', ...more }],
});
const four = { a: '99', b: '97', c: '95', d: '70' };

const standings: readonly (readonly [rule: Blocks, scores: Readonly<Record<string, string>>, grades: string])[] = [
  [{ share: '50%' }, four, 'a 优, b 优, c 良, d 中'],
  [{ share: '25%' }, four, 'a 优, b 良, c 良, d 中'],
  [{ share: '30%', rounding: 'round-up' }, four, 'a 优, b 优, c 良, d 中'],
  [{ share: '40%', rounding: 'half-up' }, four, 'a 优, b 优, c 良, d 中'],
  [{ count: '1' }, four, 'a 优, b 良, c 良, d 中'],
  [{ count: '1', unmet: 'same' }, four, 'a 优, b 优, c 优, d 中'],
  [{ count: '1', unmet: 'pending' }, four, 'a 优, b ?优/良, c ?优/良, d 中'],
  [{ count: '1', unmet: 'lower' }, four, 'a 优, b ?良/中/差, c ?良/中/差, d 中'],
  // nothing says where the line is
  [{}, four, 'a ?优/良, b ?优/良, c ?优/良, d 中'],
  [{ unmet: 'same' }, four, 'a ?优/良, b ?优/良, c ?优/良, d 中'],
  [{ count: { param: 'open' } }, four, 'a ?优/良, b ?优/良, c ?优/良, d 中'],
  // a tie on the line
  [{ count: '2' }, { a: '99', b: '95', c: '95' }, 'a 优, b ?优/良, c ?优/良'],
  [{ count: '2', ties: 'all-in' }, { a: '99', b: '95', c: '95' }, 'a 优, b 优, c 优'],
  [{ count: '2', ties: 'all-out' }, { a: '99', b: '95', c: '95' }, 'a 优, b 良, c 良'],
  [{ count: '3' }, { a: '99', b: '95', c: '95' }, 'a 优, b 优, c 优'],
  // from the other end
  [{ grade: '差', end: 'bottom', count: '1', unmet: 'upper' }, { a: '50', b: '40', c: '30' }, 'a 中, b 中, c 差'],
  [{ grade: '差', end: 'bottom', unmet: 'pending' }, { a: '50', b: '90' }, 'a ?差/中, b 优'],
  [{ grade: '差', end: 'bottom', count: '1', unmet: 'pending' }, { a: '50', b: '40' }, 'a ?差/中, b 差'],
  // nothing above the best, nothing below the worst
  [{ unmet: 'upper' }, { a: '99' }, 'a ?优'],
  [{ unmet: 'upper', count: '1' }, { a: '99', b: '97' }, 'a 优, b 优'],
  [{ grade: '差', end: 'bottom', count: '1', unmet: 'lower' }, { a: '50', b: '40' }, 'a 差, b 差'],
];

for (const [rule, scores, grades] of standings) {
  test(`standing ${JSON.stringify(rule)} of ${Object.values(scores).join(' ')}: ${grades}`, () => {
    assert.equal(gradesOf(blocksOf(top(rule), { params: [{ id: 'open' }] }), factsOf(scores)), grades);
  });
}

test('what the branch has decided about a place stands', () => {
  const told = { a: { facts: { place: '靠后' } }, b: { facts: { place: '靠前' } } };
  const rule = top({ fact: 'place', value: '靠前', count: '1' });
  assert.equal(gradesOf(blocksOf(rule), factsOf({ a: '99', b: '97', c: '95' }, told)), 'a 良, b 优, c 良');
});

test('no line can be drawn through people who cannot be counted', () => {
  const blocks = blocksOf(top({ share: '50%', among: 'full-members' }));
  assert.equal(gradesOf(blocks, factsOf({ a: '99', b: '70' })), 'a ?优/良, b 中');
  const { subjects } = resultsOf(blocks, factsOf({ a: '99' }));
  assert.deepEqual(
    subjects['a']?.held.map((one) => one.what),
    ['名额还算不出：没有报告正式党员人数，等待支部认定（可选：优、良）'],
  );
});

test('each organisation by itself', () => {
  const grades = gradesOf(blocksOf(top({ count: '1' })), factsOf({ a: '99', b: '97' }, { b: { org: 'Y' } }));
  assert.equal(grades, 'a 优, b 优');
});

test('those without an organisation are measured by themselves', () => {
  const loose = { a: { org: undefined }, b: { org: undefined } };
  assert.equal(gradesOf(blocksOf(top({ share: '50%' })), factsOf({ a: '99', b: '97' }, loose)), 'a 优, b 良');
});

const quota = (more: Blocks = {}): Blocks => ({ quotas: [quotaOf(more)] });

const quotas: readonly (readonly [
  rule: Blocks,
  scores: Readonly<Record<string, string>>,
  grades: string,
  places: string,
])[] = [
  [{}, four, 'a 优, b 优, c 良, d 中', 'a b||c'],
  [{ count: '5' }, four, 'a 优, b 优, c 优, d 中', 'a b c||'],
  [{ count: '0' }, four, 'a 良, b 良, c 良, d 中', '||a b c'],
  [{ count: undefined, share: '25%' }, four, 'a 优, b 良, c 良, d 中', 'a||b c'],
  [{ spill: '中' }, four, 'a 优, b 优, c 中, d 中', 'a b||c'],
  [{}, { a: '99', b: '95', c: '95' }, 'a 优, b ?优/良, c ?优/良', 'a|b c|'],
  [{ ties: 'all-in' }, { a: '99', b: '95', c: '95' }, 'a 优, b 优, c 优', 'a b c||'],
  [{ ties: 'all-out' }, { a: '99', b: '95', c: '95' }, 'a 优, b 良, c 良', 'a||b c'],
  [{ count: undefined }, four, 'a ?优/良, b ?优/良, c ?优/良, d 中', 'no'],
  [{ count: { param: 'open' } }, four, 'a ?优/良, b ?优/良, c ?优/良, d 中', 'no'],
  [{ count: undefined, share: { param: 'open' } }, four, 'a ?优/良, b ?优/良, c ?优/良, d 中', 'no'],
];

for (const [rule, scores, grades, places] of quotas) {
  test(`quota ${JSON.stringify(rule)} of ${Object.values(scores).join(' ')}: ${grades}`, () => {
    const blocks = blocksOf(quota(rule), { params: [{ id: 'open' }] });
    assert.equal(gradesOf(blocks, factsOf(scores)), grades);
    const found = resultsOf(blocks, factsOf(scores)).quotas.find((one) => one.org === 'X');
    const text =
      found === undefined ? 'no' : [found.in, found.contested, found.out].map((ids) => ids.join(' ')).join('|');
    assert.equal(text, places);
  });
}

test('a key that one of them has no number for tells none of them apart', () => {
  const facts = factsOf({ a: '95', b: '95', c: '96' });
  const inputs = { a: { x: '95', y: '1' }, b: { x: '95' }, c: { x: '96', y: '0' } };
  const held = { inputs: [{ id: 'x' }, { id: 'y' }] };
  const blocks = { ...blocksOf(quota({ keys: ['total', 'second'] })), ...held };
  assert.equal(gradesOf(blocks, { ...facts, inputs }), 'a ?优/良, b ?优/良, c 优');
});

test('equal totals are told apart by the next key', () => {
  const facts = factsOf({ a: '95', b: '95', c: '95' });
  const inputs = { a: { x: '95', y: '1' }, b: { x: '95', y: '3' }, c: { x: '95', y: '2' } };
  assert.equal(gradesOf(blocksOf(quota({ keys: ['total', 'second'] })), { ...facts, inputs }), 'a 良, b 优, c 优');
});

test('a place in an order is told where a quota or standing asks for it', () => {
  const ranks = (blocks: Blocks) => Object.values(resultsOf(blocks, factsOf(four)).subjects).map((one) => one.rank);
  assert.deepEqual(ranks(blocksOf(quota())), [1, 2, 3, 4]);
  assert.deepEqual(ranks(blocksOf({})), [undefined, undefined, undefined, undefined]);
  assert.deepEqual(
    Object.values(resultsOf(blocksOf(quota()), factsOf({ a: '95', b: '95', c: '90' })).subjects).map((one) => one.rank),
    [1, 1, 3],
  );
});

test('a share of everybody is one of the members of all organisations, those told and those counted', () => {
  const rule = quota({ count: undefined, share: '25%', over: 'all', among: 'all-members' });
  const facts = factsOf({ a: '99', b: '97', c: '95' }, { c: { org: 'Y' } });
  // Two and one: a quarter of three is no place; with nine in Y it is a quarter of eleven.
  assert.equal(gradesOf(blocksOf(rule), facts), 'a 良, b 良, c 良');
  const orgs = [{ id: 'X' }, { id: 'Y', facts: { members: '9' } }];
  assert.equal(gradesOf(blocksOf(rule), { ...facts, orgs }), 'a 优, b 优, c 良');
});

test('who is over the quota may be kept with a reason where the clause says so', () => {
  const facts = factsOf(four);
  const keep = (reason: Blocks, force: string) => ({
    blocks: blocksOf(quota({ force })),
    facts: { ...facts, decisions: { c: { by: '支部大会', grade: '优', ...reason } } },
  });
  const reasoned = keep({ reason: '事迹突出' }, 'should');
  assert.equal(gradesOf(reasoned.blocks, reasoned.facts), 'a 优, b 优, c 优, d 中');
  const silent = keep({}, 'should');
  assert.deepEqual(problemsOf(silent.blocks, silent.facts), ['decision-needs-reason decisions.c.grade']);
  const must = keep({ reason: '事迹突出' }, 'must');
  assert.deepEqual(problemsOf(must.blocks, must.facts), ['decision-not-allowed decisions.c.grade']);
});

/** 良 is usual (原则上), 差 only possible (可). */
const usual = (more: Blocks): Blocks =>
  blocksOf({
    ladder: ['优', '良', '差'],
    tables: [
      {
        id: 't',
        bands: [
          { grade: '优', from: '90' },
          { grade: '良', from: '60', force: 'should' },
        ],
        otherwise: { grade: '差', force: 'may' },
      },
    ],
    ...more,
  });

test('a grade reached by rank or quota binds as it binds those whose points give it', () => {
  const facts = factsOf({ a: '99', b: '97', c: '70' });
  const reason = '群众反映强烈';
  const by = '支部大会';
  const low = { b: { grade: '差', by, reason }, c: { grade: '差', by, reason } };
  for (const rule of [top({ count: '1' }), quota({ count: '1' })]) {
    assert.equal(gradesOf(usual(rule), { ...facts, decisions: low }), 'a 优, b 差, c 差');
    assert.deepEqual(problemsOf(usual(rule), { ...facts, decisions: { b: { by: '支部大会', grade: '差' } } }), [
      'decision-needs-reason decisions.b.grade',
    ]);
  }
});

test('no reason makes room in a quota that must be kept, nor in another grade', () => {
  const facts = {
    ...factsOf({ a: '99', b: '97' }),
    decisions: { b: { by: '支部大会', grade: '优', reason: '事迹突出' } },
  };
  assert.deepEqual(problemsOf(usual(quota({ count: '1' })), facts), ['decision-not-allowed decisions.b.grade']);
});

test('a grade that only may be given waits for a decision, however it was reached', () => {
  const out = usual(quota({ count: '1', spill: '差' }));
  const facts = factsOf({ a: '99', b: '97' });
  assert.equal(gradesOf(out, facts), 'a 优, b ?差/良');
  assert.equal(gradesOf(out, { ...facts, decisions: { b: { by: '支部大会', grade: '良' } } }), 'a 优, b 良');
  // Out of the grade above, the way back is not offered.
  assert.equal(gradesOf(usual(top({ grade: '良', count: '1' })), factsOf({ a: '70', b: '65' })), 'a 良, b ?差');
});

test('out of a usual quota into a grade that only may be given, the way back is offered, with a reason', () => {
  const out = usual(quota({ count: '1', spill: '差', force: 'should' }));
  const facts = factsOf({ a: '99', b: '97' });
  assert.equal(gradesOf(out, facts), 'a 优, b ?差/良/优');
  const back = (more: Blocks) => ({ ...facts, decisions: { b: { by: '支部大会', grade: '优', ...more } } });
  assert.equal(gradesOf(out, back({ reason: '事迹突出' })), 'a 优, b 优');
  assert.deepEqual(problemsOf(out, back({})), ['decision-needs-reason decisions.b.grade']);
});

test('a tie over the line is decided by a person', () => {
  const facts = {
    ...factsOf({ a: '99', b: '95', c: '95' }),
    decisions: { b: { by: '支部大会', grade: '优' }, c: { by: '支部大会', grade: '良' } },
  };
  assert.equal(gradesOf(blocksOf(quota()), facts), 'a 优, b 优, c 良');
  const wrong = { ...factsOf({ a: '99', b: '95', c: '95' }), decisions: { b: { by: '支部大会', grade: '差' } } };
  assert.deepEqual(problemsOf(blocksOf(quota()), wrong), ['decision-not-allowed decisions.b.grade']);
});

test('somebody without an organisation has a quota of their own', () => {
  const { quotas: found } = resultsOf(blocksOf(quota()), factsOf({ a: '99' }, { a: { org: undefined } }));
  assert.deepEqual(
    found.map((one) => [one.org, one.slots, one.in]),
    [['', 2, ['a']]],
  );
});

test('a grade that is fixed by an override takes no place', () => {
  const overrides = [{ id: 'o', when: { fact: 'star' }, grade: '优', clause: 'c' }];
  const people = { a: { facts: { star: true } } };
  const grades = gradesOf(
    blocksOf({ ...quota({ count: '1' }), overrides }),
    factsOf({ a: '99', b: '97', c: '95' }, people),
  );
  assert.equal(grades, 'a 优, b 优, c 良');
});

test('why a grade waits is told', () => {
  const { subjects } = resultsOf(blocksOf(quota()), factsOf({ a: '99', b: '95', c: '95' }));
  const b = subjects['b'];
  assert.ok(b !== undefined);
  assert.deepEqual(heldOf(b), ['名额线上并列（2 个名额），等待有权组织决定（可选：优、良）']);
});

test('places are told to be open while somebody of the group is awaited', () => {
  const facts = {
    ...factsOf({ a: '99', b: '97', c: '95' }),
    subjects: ['a', 'b', 'c', 'd'].map((id) => ({ id, org: 'X' })),
  };
  const { quotas, openRanks } = resultsOf(blocksOf(quota()), facts);
  assert.deepEqual(
    quotas.map(({ in: within, pending }) => [within, pending]),
    [[['a', 'b'], 1]],
  );
  assert.deepEqual(openRanks, [{ org: 'X', pending: 1, ranked: true }]);
  const settled = resultsOf(blocksOf(quota()), factsOf(four));
  assert.deepEqual([settled.quotas[0]?.pending, settled.openRanks], [undefined, []]);
});

test('one whose grade waits between others cannot come to this one', () => {
  const two = { standings: top({ grade: '良', share: undefined, unmet: 'next' })['standings'], ...quota() };
  const { quotas } = resultsOf(blocksOf(two), factsOf({ a: '99', b: '85' }));
  assert.deepEqual([quotas[0]?.in, quotas[0]?.pending], [['a'], undefined]);
});

test('who waits for the table they are graded by counts among those who are graded', () => {
  const tables = [
    { id: 'v', when: { fact: 'n', gt: '1' }, bands: FOUR_BANDS, otherwise: { grade: '差' } },
    { id: 't', bands: FOUR_BANDS, otherwise: { grade: '差' } },
  ];
  const more = { facts: [{ id: 'n', type: 'number' }] };
  const facts = factsOf({ a: '99', b: '97', c: '95' }, { a: { facts: { n: '1' } }, b: { facts: { n: '1' } } });
  const half = { share: '50%', rounding: 'half-up' };
  // Half of three is two, half of the two who are through is one.
  for (const rule of [top(half), quota({ ...half, count: undefined })])
    assert.equal(gradesOf(blocksOf({ tables, ...rule }, more), facts), 'a 优, b 优, c held');
});

test('a line that is drawn by a parameter waits for the parameter', () => {
  const held = (more: Blocks): readonly string[] =>
    heldOf(resultOf(blocksOf(top(more), { params: [{ id: 'n', label: '前几名' }] }), factsOf({ a: '99' }), 'a'));
  assert.deepEqual(held({ count: { param: 'n' } }), [
    '方案参数「前几名」（由支部填）没有填写，等待支部认定（可选：优、良）',
  ]);
  assert.deepEqual(held({}), ['名次是否靠前没有写明界线，等待支部认定（可选：优、良）']);
});
