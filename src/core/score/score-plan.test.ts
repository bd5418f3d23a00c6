import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldOf, problemsOf, resultOf, type Blocks } from '../../../test/small-scheme.ts';

const params = [{ id: 'open' }, { id: 'top', value: '4' }];

/** The total of some nodes, or why it is held. */
function totalOf(score: readonly Blocks[], more: Blocks = {}, facts: Blocks = {}): string {
  const result = resultOf({ params, score, ...more }, facts);
  return result.score ?? heldOf(result).join();
}

const bounds: readonly (readonly [value: string, node: Blocks, total: string])[] = [
  ['7', {}, '7'],
  ['7', { times: '-1' }, '-7'],
  ['7', { times: '1/3' }, '7/3'],
  ['7', { times: '50%' }, '3.5'],
  ['7', { cap: '5' }, '5'],
  ['7', { cap: { param: 'top' } }, '4'],
  ['7', { cap: '7' }, '7'],
  ['-7', { floor: '0' }, '0'],
  ['-7', { floor: '-5', cap: '-6' }, '-6'],
  ['2.345', { round: { places: 2, mode: 'half-up' } }, '2.35'],
  ['2.345', { round: { places: 2, mode: 'down' } }, '2.34'],
  ['2.341', { round: { places: 2, mode: 'up' } }, '2.35'],
  ['2.5', { round: { places: 0, mode: 'half-up' } }, '3'],
  ['-2.5', { round: { places: 0, mode: 'half-up' } }, '-3'],
  // times, then round, then floor and cap
  ['2.26', { times: '2', round: { places: 1, mode: 'down' }, cap: '4.5' }, '4.5'],
  ['2.22', { times: '2', round: { places: 1, mode: 'down' }, cap: '4.5' }, '4.4'],
  ['0.04', { round: { places: 1, mode: 'down' }, floor: '0.02' }, '0.02'],
];

for (const [value, node, total] of bounds) {
  test(`${value} with ${JSON.stringify(node)} is ${total}`, () => {
    assert.equal(totalOf([{ id: 'total', const: value, ...node }]), total);
  });
}

test('a sum takes its parts so many times', () => {
  const score = [
    { id: 'total', sum: ['a', { node: 'b', times: '-1' }, { node: 'c', times: '50%' }] },
    { id: 'a', const: '10' },
    { id: 'b', const: '3' },
    { id: 'c', const: '5' },
  ];
  assert.equal(totalOf(score), '9.5');
});

test('a constant that nobody filled in holds', () => {
  assert.equal(totalOf([{ id: 'total', label: '基准分', const: { param: 'open' } }]), '基准分的参数没有填写');
});

test('a section is the sum of its items between its bounds', () => {
  const items = [
    { id: 'A', section: 's', rules: [{ id: 'A/1', points: '3' }] },
    { id: 'B', section: 's', rules: [{ id: 'B/1', effect: 'deduct', points: '9' }] },
    { id: 'C', rules: [{ id: 'C/1', points: '100' }] },
  ];
  const more = { items, sections: [{ id: 's', floor: '-5', cap: '5' }] };
  const at = (entries: readonly Blocks[]) => totalOf([{ id: 'total', section: 's' }], more, { entries });
  assert.equal(at([]), '0');
  assert.equal(at([{ item: 'A/1' }, { item: 'C/1' }]), '3');
  assert.equal(at([{ item: 'A/1', count: '2' }]), '5');
  assert.equal(at([{ item: 'A/1' }, { item: 'B/1' }]), '-5');
});

test('a section that has no items yet is nothing, one that is not declared holds', () => {
  const sections = [{ id: 's' }];
  assert.equal(totalOf([{ id: 'total', section: 's' }], { sections }), '0');
  assert.equal(totalOf([{ id: 'total', section: 'gone' }], { sections }), '没有声明的部分 gone');
  assert.equal(totalOf([{ id: 'total', items: ['gone'] }]), '没有声明的项目 gone');
  const either = [
    { id: 'total', label: '评价', either: ['a', 'gone'] },
    { id: 'a', input: 'gone' },
  ];
  assert.equal(totalOf(either), '没有声明的评分 gone');
});

const absent: readonly (readonly [policy: string, total: string])[] = [
  ['zero', '10'],
  ['exclude', '10'],
  ['block', '还缺「上级评价没有这一项」，补上以前不出分'],
];

for (const [policy, what] of absent) {
  test(`a part that is not there: ${policy}`, () => {
    const score = [
      { id: 'total', sum: ['a', 'b'] },
      { id: 'a', const: '10' },
      { id: 'b', absent: { policy, what: '上级评价没有这一项' } },
    ];
    assert.equal(totalOf(score), what);
  });
}

test('zero counts in a mean of parts, not counting does not', () => {
  const half = (policy: string) => [
    {
      id: 'total',
      weighted: [
        { node: 'a', weight: '50%' },
        { node: 'b', weight: '50%' },
      ],
    },
    { id: 'a', const: '10' },
    { id: 'b', absent: { policy, what: '没有' } },
  ];
  assert.deepEqual([totalOf(half('zero')), totalOf(half('exclude'))], ['5', '10']);
});

const facts = [{ id: 'hours', label: '学时', type: 'number' }];

test('what is missing may count as nothing where the node says so, of whatever kind', () => {
  const score = (missing: string | undefined) => [
    { id: 'total', sum: ['a', 'b'] },
    { id: 'a', const: '10' },
    { id: 'b', sum: ['hours'], missing },
    { id: 'hours', fact: 'hours' },
  ];
  assert.equal(totalOf(score(undefined), { facts }), '学时没有报告');
  assert.equal(totalOf(score('block'), { facts }), '学时没有报告');
  assert.equal(totalOf(score('zero'), { facts }), '10');
  assert.equal(totalOf(score('exclude'), { facts }), '10');
});

test('a fact as a part, and what it counts as where nobody told it', () => {
  const node = (missing: string | undefined) => [{ id: 'total', fact: 'hours', missing }];
  const told = { subjects: [{ id: 'm1', facts: { hours: '3.5' } }] };
  assert.equal(totalOf(node(undefined), { facts }, told), '3.5');
  assert.equal(totalOf(node('zero'), { facts }, told), '3.5');
  assert.equal(totalOf(node('zero'), { facts }), '0');
  assert.equal(totalOf(node(undefined), { facts }), '学时没有报告');
});

test('what a scheme does not declare is never a number', () => {
  assert.equal(totalOf([{ id: 'total', sum: ['gone'] }]), '没有声明的节点 gone');
  assert.equal(totalOf([{ id: 'total', fact: 'gone' }]), '没有声明的事实 gone');
  assert.equal(totalOf([{ id: 'total', input: 'gone' }]), '没有声明的评分 gone');
  assert.equal(totalOf([{ id: 'total', account: 'gone' }], {}), '没有声明的账户 gone');
});

test('nodes that use each other hold', () => {
  const score = [
    { id: 'total', sum: ['a'] },
    { id: 'a', sum: ['total'] },
  ];
  assert.equal(totalOf(score), '节点互相引用，成了一圈');
});

test('a score given by a body, and what it counts as where nobody gave it', () => {
  const at = (rule: Blocks, node: Blocks, inputs?: Blocks) =>
    totalOf([{ id: 'total', input: 'x', ...node }], { inputs: [{ id: 'x', label: '评分', ...rule }] }, inputs ?? {});
  assert.equal(at({}, {}, { inputs: { m1: { x: '88.5' } } }), '88.5');
  assert.equal(at({}, {}), '评分没有报来');
  assert.equal(at({ missing: 'zero' }, {}), '0');
  assert.equal(at({ missing: 'zero' }, { missing: 'block' }), '评分没有报来');
  assert.equal(at({}, { missing: 'zero' }), '0');
});

const account = (more: Blocks): readonly Blocks[] => [{ id: 'total', items: ['A'], cap: '5', excess: 'box', ...more }];
const items = [{ id: 'A', rules: [{ id: 'A/1', points: '1' }] }];

test('what a cap cuts off goes into the account that takes it', () => {
  const over = { entries: [{ item: 'A/1', count: '7' }] };
  const result = resultOf({ score: account({}), items }, over);
  assert.deepEqual([result.score, result.account], ['5', { box: '2' }]);
  assert.deepEqual(resultOf({ score: account({}), items }).account, { box: '0' });
  assert.deepEqual(resultOf({ score: account({ excess: undefined }), items }, over).account, undefined);
});

test('a scheme without nodes has no score', () => {
  const result = resultOf({});
  assert.deepEqual([result.status, result.score, result.nodes], ['scored', null, {}]);
  assert.deepEqual(problemsOf({}), []);
});

test('a bound that nobody filled in holds the node or the section', () => {
  const open = { param: 'open' };
  for (const bound of [{ floor: open }, { cap: open }, { rescaleTo: open }])
    assert.equal(totalOf([{ id: 'total', label: '合计', const: '7', ...bound }]), '合计的上下限没有填写');
  const items = [{ id: 'A', section: 's', rules: [] }];
  const sections = [{ id: 's', label: '加分', cap: open }];
  assert.equal(totalOf([{ id: 'total', section: 's' }], { items, sections }), '加分的上下限没有填写');
});

test('a fact that means no where it is missing does not count', () => {
  const of = (missing: string) => {
    const facts = [{ id: 'f', label: '数', type: 'number', missing }];
    return totalOf(
      [
        { id: 'total', sum: ['fact', 'one'] },
        { id: 'fact', fact: 'f' },
        { id: 'one', const: '1' },
      ],
      { facts },
    );
  };
  assert.deepEqual([of('no'), of('hold')], ['1', '数没有报告']);
});

test('a node that other stages ask about is there, whatever a choice leaves out', () => {
  const score = [
    { id: 'total', select: { cases: [{ when: { any: [] }, node: 'side' }], otherwise: 'main' } },
    { id: 'main', const: '1' },
    { id: 'side', const: '2' },
  ];
  const nodes = (more: Blocks) => Object.keys(resultOf({ score, ...more }).nodes);
  assert.deepEqual(nodes({}), ['total', 'main']);
  assert.deepEqual(nodes({ outcomes: [{ id: 'o', when: { node: 'side', gte: '2' } }] }), ['total', 'main', 'side']);
  assert.deepEqual(nodes({ rankings: [{ id: 'r', node: 'side' }] }), ['total', 'main', 'side']);
  assert.deepEqual(nodes({ carry: [{ id: 'k', kind: 'account', add: ['side'] }] }), ['total', 'main', 'side']);
});
