import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldOf, resultOf, resultsOf, type Blocks } from '../../../test/small-scheme.ts';

const facts = [
  { id: 'yes', label: '是', type: 'flag' },
  { id: 'sure', label: '确定', type: 'flag', missing: 'hold' },
  { id: 'n', label: '数', type: 'number' },
  { id: 'quiet', label: '静', type: 'number', missing: 'no' },
  { id: 'word', label: '词', type: 'choice' },
  { id: 'bag', label: '袋', type: 'set' },
  { id: 'day', label: '日', type: 'date' },
  { id: 'note', label: '记', type: 'text' },
  { id: 'size', label: '规模', type: 'number', of: 'org' },
];

/** What a condition comes to for m1 at the end of the year: true, false, or why it is undecided. */
function truthOf(condition: Blocks, told: Blocks = {}, more: Blocks = {}, blocks: Blocks = {}): boolean | string {
  const { orgs = [], ...rest } = more;
  const result = resultOf(
    {
      facts,
      params: [{ id: 'open' }, { id: 'two', value: '2' }],
      score: [{ id: 'total', const: '10' }],
      ...blocks,
      outcomes: [...((blocks['outcomes'] as readonly Blocks[] | undefined) ?? []), { id: 'asked', when: condition }],
    },
    {
      orgs,
      subjects: [{ id: 'm1', facts: told, ...((orgs as readonly unknown[]).length > 0 ? { org: 'X' } : {}) }],
      ...rest,
    },
  );
  if (result.outcomes.some((one) => one.id === 'asked')) return true;
  const held = heldOf(result).filter((one) => one.startsWith('asked：'));
  return held.length === 0 ? false : held.map((one) => one.slice('asked：'.length)).join('、');
}

const UNKNOWN = '数没有报告';

const rows: readonly (readonly [condition: Blocks, told: Blocks, truth: boolean | string])[] = [
  [{ fact: 'yes' }, { yes: true }, true],
  [{ fact: 'yes' }, { yes: false }, false],
  [{ fact: 'yes' }, {}, false],
  [{ fact: 'yes', is: false }, {}, true],
  [{ fact: 'yes', is: true }, {}, false],
  [{ fact: 'yes', is: false }, { yes: false }, true],
  [{ fact: 'yes', is: false }, { yes: true }, false],
  [{ fact: 'sure' }, {}, '确定没有报告'],
  [{ fact: 'sure', is: false }, {}, '确定没有报告'],
  [{ fact: 'n', gt: '2' }, { n: '2' }, false],
  [{ fact: 'n', gt: '2' }, { n: '2.1' }, true],
  [{ fact: 'n', gte: '2' }, { n: '2' }, true],
  [{ fact: 'n', gte: '2' }, { n: '1.9' }, false],
  [{ fact: 'n', lt: '2' }, { n: '2' }, false],
  [{ fact: 'n', lt: '2' }, { n: '1.9' }, true],
  [{ fact: 'n', lte: '2' }, { n: '2' }, true],
  [{ fact: 'n', lte: '2' }, { n: '2.1' }, false],
  [{ fact: 'n', eq: '2' }, { n: '2.0' }, true],
  [{ fact: 'n', eq: '2' }, { n: '2.1' }, false],
  [{ fact: 'n', gte: '2', lt: '4' }, { n: '4' }, false],
  [{ fact: 'n', gte: '2', lt: '4' }, { n: '3' }, true],
  [{ fact: 'n', gt: { param: 'two' } }, { n: '3' }, true],
  [{ fact: 'n', gt: { param: 'open' } }, { n: '3' }, '方案参数「open」（由支部填）没有填写'],
  [{ fact: 'n', gte: '2', lt: { param: 'open' } }, { n: '1' }, false],
  [{ fact: 'n', gt: '2' }, {}, UNKNOWN],
  [{ fact: 'quiet', gt: '2' }, {}, false],
  [{ fact: 'quiet', lt: '2' }, {}, false],
  [{ fact: 'n', known: true }, {}, false],
  [{ fact: 'n', known: false }, {}, true],
  [{ fact: 'n', known: true }, { n: '0' }, true],
  [{ fact: 'n', known: false }, { n: '0' }, false],
  [{ fact: 'word', is: '甲' }, { word: '甲' }, true],
  [{ fact: 'word', is: '甲' }, { word: '乙' }, false],
  [{ fact: 'word', is: '甲' }, {}, false],
  [{ fact: 'word', in: ['甲', '乙'] }, { word: '乙' }, true],
  [{ fact: 'word', in: ['甲', '乙'] }, { word: '丙' }, false],
  [{ fact: 'word' }, { word: '丙' }, true],
  [{ fact: 'bag', has: '甲' }, { bag: ['甲', '乙'] }, true],
  [{ fact: 'bag', has: '丙' }, { bag: ['甲', '乙'] }, false],
  [{ fact: 'bag', has: '甲' }, {}, false],
  [{ fact: 'bag', in: ['甲'] }, { bag: ['甲'] }, false],
  [{ fact: 'day' }, { day: '2026-01-01' }, true],
  [{ fact: 'day' }, {}, '日没有报告'],
  [{ fact: 'note', is: '好' }, { note: '好' }, true],
  [{ fact: 'gone' }, {}, '没有声明的事实 gone'],
  // and, or, not: what is unknown matters only while it could still change the answer
  [{ all: [{ fact: 'yes' }, { fact: 'n', gt: '2' }] }, { yes: true, n: '3' }, true],
  [{ all: [{ fact: 'yes' }, { fact: 'n', gt: '2' }] }, { yes: false }, false],
  [{ all: [{ fact: 'n', gt: '2' }, { fact: 'yes' }] }, { yes: false }, false],
  [{ all: [{ fact: 'n', gt: '2' }, { fact: 'yes' }] }, { yes: true }, UNKNOWN],
  [
    {
      all: [
        { fact: 'n', gt: '2' },
        { fact: 'n', gt: '3' },
      ],
    },
    {},
    UNKNOWN,
  ],
  [{ all: [] }, {}, true],
  [{ any: [{ fact: 'n', gt: '2' }, { fact: 'yes' }] }, { yes: true }, true],
  [{ any: [{ fact: 'n', gt: '2' }, { fact: 'yes' }] }, { yes: false }, UNKNOWN],
  [{ any: [{ fact: 'n', gt: '2' }, { fact: 'yes' }] }, { n: '1', yes: false }, false],
  [{ any: [] }, {}, false],
  [{ not: { fact: 'yes' } }, {}, true],
  [{ not: { fact: 'yes' } }, { yes: true }, false],
  [{ not: { fact: 'n', gt: '2' } }, {}, UNKNOWN],
];

for (const [condition, told, truth] of rows) {
  test(`${JSON.stringify(condition)} for ${JSON.stringify(told)} is ${truth}`, () => {
    assert.equal(truthOf(condition, told), truth);
  });
}

const orgs = [{ id: 'X', facts: { size: 30 } }];

test('a fact of the organisation is that of the one the person belongs to', () => {
  assert.equal(truthOf({ fact: 'size', gt: '20' }, {}, { orgs }), true);
  assert.equal(truthOf({ fact: 'size', of: 'org', gt: '40' }, {}, { orgs }), false);
  assert.equal(truthOf({ fact: 'size', gt: '20' }), '规模没有报告');
});

const scores: Blocks = {
  score: [
    { id: 'total', sum: ['half', 'more'] },
    { id: 'half', const: '5' },
    { id: 'more', const: '5' },
    { id: 'open', input: 'superior' },
    { id: 'aside', select: { cases: [{ when: { fact: 'yes' }, node: 'half' }] } },
  ],
  inputs: [{ id: 'superior', label: '上级评分' }],
  items: [
    {
      id: 'A',
      group: 'g',
      rules: [
        { id: 'A/1', points: '2' },
        { id: 'A/2', points: '3' },
      ],
    },
  ],
  carry: [
    { id: 'streak', kind: 'streak', when: { node: 'total', gte: '10' } },
    { id: 'every', kind: 'every', when: { node: 'total', gte: '10' } },
    { id: 'box', kind: 'account', add: ['half'] },
    { id: 'unsure', kind: 'count', when: { fact: 'n', gt: '1' } },
    { id: 'away', kind: 'mean', node: 'aside' },
  ],
  rankings: [{ id: 'place', node: 'total' }],
  roles: [{ id: 'secretary' }],
  findings: {
    clause: 'c',
    results: [
      { id: '不实', label: '不实', cancels: true },
      { id: '提醒', label: '提醒' },
    ],
  },
  vetoes: [{ id: 'out', items: ['A/2'], effect: 'bar-from-award' }],
  outcomes: [
    { id: 'first', when: { node: 'total', gte: '10' } },
    { id: 'never', when: { node: 'total', gt: '10' } },
  ],
};

const entries = [
  { item: 'A/1', count: '2' },
  { item: 'A/1', on: '2026-12-30' },
  { item: 'A/1', reverses: 'e4' },
  { item: 'A/1', on: '2026-05-01' },
];

const known: readonly (readonly [condition: Blocks, truth: boolean | string])[] = [
  [{ node: 'total', gte: '10' }, true],
  [{ node: 'half', gte: '6' }, false],
  [{ node: 'open', gte: '6' }, '上级评分没有报来'],
  [{ node: 'open', known: false }, true],
  [{ node: 'half', known: true }, true],
  [{ node: 'gone', gte: '0' }, '没有声明的节点 gone'],
  [{ node: 'aside', gte: '0' }, false],
  [{ item: 'A', eq: '6' }, true],
  [{ item: 'B', eq: '6' }, '没有声明的项目 B'],
  [{ account: 'box', eq: '5' }, true],
  [{ account: 'none', eq: '0' }, '没有声明的账户 none'],
  [{ entries: { items: ['A'] }, eq: '3' }, true],
  [{ entries: { items: ['A/1'] }, eq: '3' }, true],
  [{ entries: { groups: ['g'] }, gte: '4' }, false],
  [{ entries: { items: ['A/2'] }, eq: '0' }, true],
  [{ entries: {}, eq: '0' }, true],
  // The day asked about is the last of the year.
  [{ entries: { items: ['A'], within: 'month' }, eq: '1' }, true],
  [{ entries: { items: ['A'], within: 'day' }, eq: '0' }, true],
  [{ carry: 'streak', eq: '1' }, true],
  [{ carry: 'streak', gt: '1' }, false],
  [{ carry: 'every' }, true],
  [{ carry: 'box', eq: '5' }, true],
  [{ carry: 'every', is: false }, false],
  [{ carry: 'unsure', gte: '1' }, UNKNOWN],
  [{ carry: 'away', gte: '1' }, false],
  [{ carry: 'gone', gte: '1' }, '没有声明的跨期项 gone'],
  [{ rank: 'place', lte: '1' }, true],
  [{ rank: 'place', gt: '1' }, false],
  [{ rank: 'gone', lte: '1' }, false],
  [{ veto: ['any'] }, false],
  [{ veto: ['out'] }, false],
  [{ outcome: 'first' }, true],
  [{ outcome: 'never' }, false],
  [{ outcome: 'gone' }, false],
  [{ category: ['在职'] }, false],
  [{ grade: ['优'] }, false],
];

for (const [condition, truth] of known) {
  test(`${JSON.stringify(condition)} at the end is ${truth}`, () => {
    assert.equal(truthOf(condition, {}, { entries }, scores), truth);
  });
}

test('a veto is known once it has come about', () => {
  const vetoed = { entries: [{ item: 'A/2' }] };
  assert.equal(truthOf({ veto: ['any'] }, {}, vetoed, scores), true);
  assert.equal(truthOf({ veto: ['out'] }, {}, vetoed, scores), true);
  assert.equal(truthOf({ veto: ['other'] }, {}, vetoed, scores), false);
});

test('findings are counted, whatever became of the entry', () => {
  const found = {
    entries: [{ item: 'A/1' }, { item: 'A/1' }],
    findings: [
      { entry: 'e1', on: '2026-06-01', result: '提醒' },
      { entry: 'e2', on: '2026-06-01', result: '不实' },
      { entry: 'e2', on: '2026-07-01', result: '不实' },
    ],
  };
  assert.equal(truthOf({ findings: '不实', eq: '2' }, {}, found, scores), true);
  assert.equal(truthOf({ findings: '提醒', eq: '1' }, {}, found, scores), true);
});

test('somebody holds a role if they are it for anybody', () => {
  const subjects = [{ id: 'm1' }, { id: 'm2', roles: { secretary: [{ value: 'm1', from: '2026-02-01' }] } }];
  assert.equal(truthOf({ role: 'secretary' }, {}, { subjects }, scores), true);
  assert.equal(truthOf({ role: 'secretary' }, {}, { subjects, asOf: '2026-01-31' }, scores), false);
  assert.equal(truthOf({ role: 'secretary' }, {}, {}, scores), false);
});

test('a reading may be asked for', () => {
  const readings = [
    {
      id: 'r',
      question: '？',
      options: [
        { id: 'a', text: '甲' },
        { id: 'b', text: '乙' },
      ],
      choice: 'a',
    },
  ];
  const condition = { reading: 'r', is: 'b' };
  assert.equal(truthOf(condition, {}, {}, { readings }), false);
  assert.equal(truthOf(condition, {}, { readings: { r: 'b' } }, { readings }), true);
  assert.equal(truthOf({ reading: 'r' }, {}, {}, { readings }), false);
  assert.equal(truthOf({ reading: 'r', in: ['a', 'c'] }, {}, {}, { readings }), true);
});

test('entries of an organisation are its own and its members’', () => {
  const blocks: Blocks = {
    items: [{ id: 'A', rules: [{ id: 'A/1', points: '1' }] }],
    score: [{ id: 'total', items: ['A'] }],
    findings: { clause: 'c', results: [{ id: '提醒', label: '提醒' }] },
    outcomes: [
      { id: 'many', level: 'org', when: { entries: { items: ['A'] }, gte: '3' } },
      { id: 'found', level: 'org', when: { findings: '提醒', gte: '2' } },
      { id: 'together', when: { entries: { items: ['A'] }, of: 'org', gte: '3' } },
      { id: 'alone', when: { entries: { items: ['A'] }, gte: '2' } },
    ],
  };
  const subjects = [{ id: 'm1', org: 'X' }, { id: 'm2', org: 'X' }, { id: 'm3', org: 'Y' }, { id: 'm4' }];
  const results = resultsOf(blocks, {
    orgs: [{ id: 'X' }, { id: 'Y' }],
    subjects,
    entries: [
      { item: 'A/1' },
      { item: 'A/1', subject: 'm2' },
      { item: 'A/1', subject: 'X' },
      { item: 'A/1', subject: 'm3' },
      { item: 'A/1', subject: 'm4', count: '3' },
    ],
    findings: [
      { entry: 'e1', on: '2026-06-01', result: '提醒' },
      { entry: 'e3', on: '2026-06-01', result: '提醒' },
      { entry: 'e4', on: '2026-06-01', result: '提醒' },
    ],
  });
  const ids = (lines: readonly { readonly id: string }[] | undefined) => (lines ?? []).map((one) => one.id);
  assert.deepEqual(ids(results.orgs['X']?.outcomes), ['many', 'found']);
  assert.deepEqual(ids(results.orgs['Y']?.outcomes), []);
  assert.deepEqual(
    subjects.map((one) => ids(results.subjects[one.id]?.outcomes)),
    [['together'], ['together'], [], ['together', 'alone']],
  );
});

test('a veto of which it cannot be told whether it came about leaves the question open', () => {
  const vetoes = [{ id: 'out', when: { fact: 'n', gt: '1' }, effect: 'bar-from-award' }];
  const asked = { ...scores, vetoes };
  assert.equal(truthOf({ veto: ['out'] }, {}, {}, asked), UNKNOWN);
  assert.equal(truthOf({ veto: ['any'] }, {}, {}, asked), UNKNOWN);
  assert.equal(truthOf({ veto: ['other'] }, {}, {}, asked), false);
  assert.equal(truthOf({ veto: ['out'] }, { n: '2' }, {}, asked), true);
});

test('a grade that waits answers only what all that are possible would answer', () => {
  const table = { id: 't', bands: [{ grade: '良', pending: ['良', '差'] }] };
  const blocks = { grade: { clause: 'c', ladder: ['优', '良', '差'], tables: [table] } };
  const asked = (...grade: readonly string[]) => truthOf({ grade }, {}, {}, blocks);
  assert.deepEqual([asked('良', '差'), asked('优'), asked('良')], [true, false, '等次还没有定']);
});

const early: readonly Blocks[] = [
  { carry: 'x' },
  { node: 'total', gte: '0' },
  { item: 'A', gte: '0' },
  { account: 'box', gte: '0' },
  { veto: ['any'] },
];

for (const condition of early) {
  test(`${JSON.stringify(condition)} cannot be asked of an entry: it holds`, () => {
    const items = [{ id: 'A', rules: [{ id: 'A/1', points: '1', onlyWhen: condition }] }];
    const result = resultOf({ items, score: [{ id: 'total', items: ['A'] }] }, { entries: [{ item: 'A/1' }] });
    assert.deepEqual([result.score, heldOf(result)], [null, ['这里还不能用到的结果']]);
  });
}

test('what comes later cannot be asked earlier: it holds', () => {
  const early = {
    id: 'A',
    start: 'full',
    max: '10',
    rules: [{ id: 'A/1', effect: 'deduct', points: '1', when: { carry: 'x' } }],
  };
  const result = resultOf({ items: [early], score: [{ id: 'total', items: ['A'] }] });
  assert.deepEqual([result.score, heldOf(result)], [null, ['这里还不能用到的结果']]);
});
