import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldOf, resultOf, type Blocks } from '../../../../test/small-scheme.ts';

const orgs = [{ id: 'X' }, { id: 'Y', superior: 'X' }, { id: 'Z', superior: 'Y' }, { id: 'W' }];
const results = {
  other: {
    s: { score: '90', org: 'X', leadership: true },
    a: { score: '80', org: 'X' },
    b: { score: '60', org: 'Y', leadership: true, status: 'scored' },
    c: { score: '40', org: 'Z' },
    d: { score: '1', org: 'W' },
    e: { score: '2' },
  },
};

/** What a node from another scheme comes to, or why it is held. */
function valueOf(rule: Blocks, facts: Blocks = {}, more: Blocks = {}): string {
  const blocks = { score: [{ id: 'total', label: '引用', from: { scheme: 'other', ...rule } }], ...more };
  const result = resultOf(blocks, { orgs, results, subjects: [{ id: 's', org: 'X' }], ...facts }, 's');
  return result.score ?? heldOf(result).join();
}

const rows: readonly (readonly [rule: Blocks, value: string])[] = [
  [{ of: 'own' }, '90'],
  [{ of: 'leadership' }, '90'],
  [{ of: 'leadership', scope: 'subtree' }, '75'],
  [{ of: 'members' }, '85'],
  [{ of: 'members', combine: 'sum' }, '170'],
  [{ of: 'members', leaders: 'exclude' }, '80'],
  [{ of: 'members', scope: 'subtree' }, '67.5'],
  [{ of: 'members', scope: 'subtree', combine: 'sum', leaders: 'exclude' }, '120'],
];

for (const [rule, value] of rows) {
  test(`${JSON.stringify(rule)} is ${value}`, () => {
    assert.equal(valueOf(rule), value);
  });
}

test('of a scheme of which no results were given there is nobody', () => {
  assert.equal(valueOf({ of: 'members' }, { results: {} }), '引用：引用的结果里没有人');
});

test('one’s own results may stand under another name: the person of an office', () => {
  const subjects = [{ id: 's', person: 'b', org: 'X' }];
  assert.equal(valueOf({ of: 'own' }, { subjects }), '60');
});

test('without an organisation one has no members, unless one is the organisation', () => {
  assert.equal(valueOf({ of: 'members' }, { subjects: [{ id: 's' }] }), '引用：引用的结果里没有人');
  const org = { orgs, results, subjects: [] };
  const blocks = {
    subject: 'org',
    score: [{ id: 'total', from: { scheme: 'other', of: 'members', scope: 'subtree' } }],
  };
  assert.equal(resultOf(blocks, org, 'Y').score, '50');
});

const open = (row: Blocks) => ({ results: { other: { s: { score: '90', org: 'X' }, a: { org: 'X', ...row } } } });

const gaps: readonly (readonly [rule: Blocks, row: Blocks, value: string])[] = [
  [{}, { status: 'held' }, '引用：有人还没有分数'],
  [{}, {}, '引用：有人还没有分数'],
  [{}, { status: 'held', score: '10' }, '引用：有人还没有分数'],
  [{ missing: 'zero' }, {}, '45'],
  [{ missing: 'skip' }, {}, '90'],
  [{}, { status: 'exempt' }, '引用：有人免评，等待组织定'],
  [{ exempt: 'skip' }, { status: 'exempt' }, '90'],
  [{ missing: 'skip' }, { status: 'exempt' }, '引用：有人免评，等待组织定'],
];

for (const [rule, row, value] of gaps) {
  test(`${JSON.stringify(rule)} with a member ${JSON.stringify(row)} is ${value}`, () => {
    assert.equal(valueOf({ of: 'members', ...rule }, open(row)), value);
  });
}

test('all left out is no mean of nothing', () => {
  const nobody = { results: { other: { a: { org: 'X' } } } };
  assert.equal(valueOf({ of: 'members', missing: 'skip' }, nobody), '引用：没有可用的分数');
});

test('an organisation that nobody knows is nobody’s', () => {
  const stray = { results: { other: { a: { score: '3', org: 'V' }, s: { score: '9', org: 'X' } } } };
  assert.equal(valueOf({ of: 'members', scope: 'subtree' }, stray), '9');
});
