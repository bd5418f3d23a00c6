import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explanationOf, type Blocks } from '../../../test/small-scheme.ts';

const base: Blocks = {
  params: [{ id: 'open' }],
  facts: [
    { id: 'hours', label: '学时', type: 'number' },
    { id: 'secret', label: '处分', type: 'number', sensitive: true },
    { id: 'old', type: 'flag' },
  ],
  inputs: [
    { id: 'given', label: '评分', by: '党委' },
    { id: 'x', missing: 'exclude' },
    { id: 'y', missing: 'zero' },
    { id: 'month', per: 'month', missing: 'exclude' },
  ],
  ballots: [
    {
      id: 'vote',
      label: '测评',
      options: [
        { id: '好', value: '100' },
        { id: '差', value: '0' },
      ],
      missing: 'zero',
    },
    { id: 'points', scores: ['0', '100'], missing: 'exclude' },
    { id: 'middle', scores: ['0', '100'], combine: 'median' },
    { id: 'low', scores: ['0', '100'], combine: 'lowest' },
  ],
  items: [
    {
      id: 'A',
      section: 's',
      rules: [
        { id: 'A/1', points: '1' },
        { id: 'A/2', effect: 'deduct', points: '1' },
      ],
    },
  ],
  sections: [{ id: 's', cap: '5', floor: '-5' }],
};
const parts = [
  { id: 'ten', label: '十', const: '10' },
  { id: 'four', label: '四', const: '4' },
  { id: 'x', input: 'x' },
  { id: 'y', input: 'y' },
];

/** How the total came about, and what bounds did to it. */
function howOf(node: Blocks, facts: Blocks = {}, more: Blocks = {}): string {
  const tree = explanationOf({ ...base, score: [{ id: 'total', ...node }, ...parts], ...more }, facts);
  return [tree.how, ...tree.notes].join('；');
}

const rows: readonly (readonly [node: Blocks, facts: Blocks, how: string])[] = [
  [{ const: '5' }, {}, '方案规定'],
  [{ const: { param: 'open' }, label: '基准' }, {}, '；基准的参数没有填写'],
  [{ sum: ['ten', 'four'] }, {}, '10 + 4 = 14'],
  [{ sum: ['ten', { node: 'four', times: '-2' }] }, {}, '10 - 4×2 = 2'],
  [{ sum: ['ten'] }, {}, ''],
  [{ sum: ['ten', 'x'] }, {}, ''],
  [
    {
      weighted: [
        { node: 'ten', weight: '60%' },
        { node: 'four', weight: '40%' },
      ],
    },
    {},
    '10×60% + 4×40% = 7.6',
  ],
  [{ weighted: [{ node: 'ten', weight: '50%' }] }, {}, '10×50% = 5'],
  [
    {
      weighted: [
        { node: 'ten', weight: '60%' },
        { node: 'four', weight: '20%' },
        { node: 'x', weight: '20%' },
      ],
    },
    {},
    '（10×60% + 4×20%）÷ 80% × 100% = 8.5，缺的部分占比分给其余',
  ],
  [{ items: ['A'] }, { entries: [{ item: 'A/1', count: '2' }] }, ''],
  [{ section: 's' }, { entries: [{ item: 'A/1', count: '7' }] }, '；合计 7，这一部分最高 5'],
  [{ section: 's' }, { entries: [{ item: 'A/2', count: '7' }] }, '；合计 -7，这一部分最低 -5'],
  [{ input: 'given' }, { inputs: { m1: { given: '80' } } }, '党委在 0—100 内给出'],
  [{ input: 'given' }, {}, '；评分没有报来（一）'],
  [{ input: 'y' }, {}, '没有报来，按规定计 0'],
  [{ input: 'given', missing: 'zero' }, {}, '没有报来，按规定计 0'],
  [{ fact: 'hours' }, { subjects: [{ id: 'm1', facts: { hours: 3 } }] }, '报来的学时'],
  [{ fact: 'secret' }, { subjects: [{ id: 'm1', facts: { secret: 3 } }] }, '由登记的情况得出'],
  [{ fact: 'hours' }, {}, '；学时没有报告'],
  [
    { ballot: 'vote' },
    { ballots: { m1: { vote: { 好: 3, 差: 1 } } } },
    '（3张×100（好） + 1张×0（差））÷ 有效票4张 = 75',
  ],
  [{ ballot: 'vote' }, { ballots: { m1: { vote: { 好: 3, 差: 0 } } } }, '（3张×100（好））÷ 有效票3张 = 100'],
  [{ ballot: 'vote' }, {}, '没有报来，按规定计 0'],
  [{ ballot: 'points' }, { ballots: { m1: { points: { 90: 2, 60: 1 } } } }, '（1张×60 + 2张×90）÷ 有效票3张 = 80'],
  [{ ballot: 'middle' }, { ballots: { m1: { middle: { 90: 2, 60: 1 } } } }, '取各票的中位数'],
  [{ ballot: 'low' }, { ballots: { m1: { low: { 90: 2, 60: 1 } } } }, '取各票的最低分'],
  [{ ofHighest: 'ten' }, {}, '10 ÷ 本组织最高 10 × 100 = 100'],
  [{ ofHighest: 'y' }, {}, '本组织最高 0，计 0'],
  [{ derived: ['up'] }, {}, '没有'],
  [{ select: { cases: [{ when: { fact: 'old' }, node: 'ten' }], otherwise: 'four' } }, {}, '按规定取「四」'],
  [{ either: ['x', 'ten'] }, {}, '按规定取「十」'],
  [{ absent: { policy: 'zero', what: '上级没有组织' } }, {}, '上级没有组织'],
  // bounds
  [{ const: '5', times: '2' }, {}, '方案规定；5 × 2 = 10'],
  [{ const: '5.55', round: { places: 1, mode: 'half-up' } }, {}, '方案规定；四舍五入到 1 位小数：5.6'],
  [{ const: '5.55', round: { places: 1, mode: 'down' } }, {}, '方案规定；舍去尾数到 1 位小数：5.5'],
  [{ const: '5.51', round: { places: 1, mode: 'up' } }, {}, '方案规定；进一到 1 位小数：5.6'],
  [{ const: '5', round: { places: 1, mode: 'up' } }, {}, '方案规定'],
  [{ const: '-5', floor: '0' }, {}, '方案规定；不低于 0，按 0'],
  [{ const: '5', floor: '0', cap: '9' }, {}, '方案规定'],
  [{ const: '12', cap: '10' }, {}, '方案规定；最高 10，按 10'],
  [{ const: '12', cap: '10', excess: 'box' }, {}, '方案规定；最高 10，按 10；多出的 2 转入box'],
  [{ const: '6', times: '2', cap: '10' }, {}, '方案规定；6 × 2 = 12；最高 10，按 10'],
];

for (const [node, facts, how] of rows) {
  test(`${JSON.stringify(node)} with ${JSON.stringify(facts)} reads ${how}`, () => {
    assert.equal(howOf(node, facts), how);
  });
}

test('an account is called by its name', () => {
  const carry = [{ id: 'box', label: '奖励账户', kind: 'account' }];
  assert.equal(
    howOf({ const: '12', cap: '10', excess: 'box' }, {}, { carry }),
    '方案规定；最高 10，按 10；多出的 2 转入奖励账户',
  );
  assert.equal(howOf({ account: 'box' }, {}, { carry }), '账户余额');
});

test('the denominator is named', () => {
  const ballots = (denominator: string) => ({
    ballots: [{ id: 'vote', options: [{ id: '好', value: '100' }], denominator }],
  });
  const told = { ballots: { m1: { vote: { 好: 3, 弃权: 1, issued: 5 } } } };
  assert.equal(howOf({ ballot: 'vote' }, told, ballots('cast')), '（3张×100（好））÷ 收回票4张 = 75');
  assert.equal(howOf({ ballot: 'vote' }, told, ballots('issued')), '（3张×100（好））÷ 发出票5张 = 60');
});

const overs: readonly (readonly [over: Blocks, told: Blocks, how: string])[] = [
  [{ combine: 'mean' }, { '2026-01': '10', '2026-02': '4' }, '（10 + 4）÷ 2 = 7'],
  [{ combine: 'mean', divisor: '4' }, { '2026-01': '10', '2026-02': '4' }, '（10 + 4）÷ 4 = 3.5'],
  [{ combine: 'sum' }, { '2026-01': '10', '2026-02': '4' }, '10 + 4 = 14'],
  [{ combine: 'sum' }, { '2026-01': '10' }, ''],
  [{ combine: 'last' }, { '2026-01': '10', '2026-02': '4' }, '取最后一期 2026-02'],
];

for (const [over, told, how] of overs) {
  test(`months ${JSON.stringify(over)} of ${JSON.stringify(told)} read ${how || 'as the one month'}`, () => {
    const score = [
      { id: 'total', over: { unit: 'month', node: 'one', ...over } },
      { id: 'one', label: '月评', input: 'month' },
    ];
    const tree = explanationOf({ ...base, score }, { inputs: { m1: { month: told } } });
    assert.equal(tree.how, how);
    assert.deepEqual(
      tree.parts.filter((part) => part.value !== null).map((part) => [part.window, part.value]),
      Object.entries(told),
    );
  });
}

const results = { other: { m1: { score: '9', org: 'X' }, m2: { score: '5', org: 'X' }, m3: { org: 'X' } } };
const froms: readonly (readonly [rule: Blocks, how: string])[] = [
  [{ of: 'own' }, '引用「other」的结果：张一 9'],
  [{ of: 'members', missing: 'skip' }, '引用「other」的结果：张一 9、m2 5、m3 不计；（9 + 5） ÷ 2人 = 7'],
  [{ of: 'members', missing: 'zero', combine: 'sum' }, '引用「other」的结果：张一 9、m2 5、m3 0；（9 + 5） = 14'],
  [{ of: 'members' }, '9 + 5 + 待定；引用：m3还没有分数'],
];

for (const [rule, how] of froms) {
  test(`results of another scheme ${JSON.stringify(rule)} read ${how}`, () => {
    const facts = { orgs: [{ id: 'X' }], results, subjects: [{ id: 'm1', name: '张一', org: 'X' }] };
    assert.equal(howOf({ from: { scheme: 'other', ...rule }, label: '引用' }, facts), how);
  });
}

test('a veto is told at the top, with what it makes of the score', () => {
  const veto = { vetoes: [{ id: 'v', label: '严重违纪', when: { fact: 'old' }, effect: 'year-zero' }] };
  const tree = explanationOf(
    { ...base, score: [{ id: 'total', const: '5' }], ...veto },
    { subjects: [{ id: 'm1', facts: { old: true } }] },
  );
  assert.deepEqual([tree.value, tree.notes], ['0', ['一票否决：严重违纪（一）']]);
});

const items: readonly (readonly [item: Blocks, entries: readonly Blocks[], how: string])[] = [
  [{ start: 'full', max: '10' }, [], '满分 10'],
  [{ start: 'full', max: '10' }, [{ item: 'A/2', count: '3' }], '满分 10 - 3 = 7'],
  [{ start: 'full', max: '10' }, [{ item: 'A/1' }, { item: 'A/2', count: '3' }], '满分 10 + 1 - 3 = 8'],
  [{ start: 'full', max: '10' }, [{ item: 'A/1' }], '满分 10 + 1 = 11；最高 10，按 10'],
  [{ start: 'full', max: '2' }, [{ item: 'A/2', count: '3' }], '满分 2 - 3 = -1；扣到 0 为止，按 0'],
  [{}, [], ''],
  [{}, [{ item: 'A/1' }], ''],
  [{}, [{ item: 'A/1' }, { item: 'A/2', count: '3' }], '1 - 3 = -2'],
  [{ start: 'judged', max: '10' }, [{ item: 'A', points: '8' }, { item: 'A/2' }], '评定 8 - 1 = 7'],
  [{ start: 'judged', max: '10' }, [{ item: 'A', points: '8' }], '评定 8'],
  [{ start: 'judged', max: '10' }, [], '；A没有评分（一）'],
  [{ start: 'full', max: '10' }, [{ item: 'A/3' }], '；有「丢分」，该项不得分'],
];

for (const [item, entries, how] of items) {
  test(`the item ${JSON.stringify(item)} with ${JSON.stringify(entries)} reads ${how}`, () => {
    const rules = [
      { id: 'A/1', points: '1' },
      { id: 'A/2', effect: 'deduct', points: '1' },
      { id: 'A/3', label: '丢分', effect: 'forfeit' },
    ];
    const [tree] = explanationOf(
      { items: [{ id: 'A', rules, ...item }], score: [{ id: 'total', items: ['A'] }] },
      { entries },
    ).parts;
    assert.equal([tree?.how, ...(tree?.notes ?? [])].join('；'), how);
  });
}

test('an item that cannot occur has full marks, one for others is not shown', () => {
  const blocks = {
    facts: [
      { id: 'gone', type: 'set' },
      { id: 'old', type: 'flag' },
    ],
    notApplicable: { fact: 'gone', effect: 'full-marks' },
    items: [
      { id: 'A', start: 'full', max: '10', rules: [] },
      { id: 'B', start: 'full', max: '5', appliesWhen: { fact: 'old' } },
    ],
    score: [{ id: 'total', items: ['A', 'B'] }],
  };
  const tree = explanationOf(blocks, { subjects: [{ id: 'm1', facts: { gone: ['A'] } }] });
  assert.deepEqual(
    tree.parts.map((part) => [part.id, part.value, ...part.notes]),
    [['A', '10', '本组织不适用，按满分']],
  );
});
