import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../src/core/problem.ts';
import { parseScheme } from '../src/core/scheme/parse.ts';
import { setAt } from '../src/core/scheme/path.ts';
import type { Scheme } from '../src/core/scheme/scheme.ts';
import { sentence } from '../src/core/text/sentence.ts';

const clause = 'c';

/** A small scheme with nothing wrong in it; tests change one thing. */
export const sampleScheme = {
  scheme: 'sample',
  title: '样例',
  subject: 'member',
  source: '样例',
  effective: { from: '2026-01-01' },
  period: { unit: 'year', posting: 'month' },
  clauses: [{ id: 'c', no: '一', text: '样例条款' }],
  scope: { who: { fact: 'status', in: ['正式', '预备'] }, categories: [{ id: '在职', label: '在职' }] },
  facts: [
    { id: 'status', label: '身份', type: 'choice', values: ['正式', '预备'] },
    { id: 'hours', label: '学时', type: 'number' },
    { id: 'birth', label: '出生日期', type: 'date' },
    { id: 'age', label: '周岁', type: 'number', source: { kind: 'age', from: 'birth' } },
    { id: 'retired', label: '已退休', type: 'flag' },
    { id: 'posted', label: '公示日', of: 'org', type: 'date' },
  ],
  roles: [{ id: 'secretary', label: '书记' }],
  ballots: [
    {
      id: 'vote',
      label: '测评',
      clause,
      options: [
        { id: '好', value: '100' },
        { id: '差', value: '0' },
      ],
    },
  ],
  inputs: [{ id: 'superior', label: '上级评分', clause, range: ['0', '100'], by: '上级' }],
  sections: [
    { id: 'A', label: '基础', clause, declared: '10' },
    { id: 'B', label: '加分', clause, cap: '5' },
  ],
  items: [
    {
      id: 'A-1',
      label: '学习',
      clause,
      section: 'A',
      start: 'full',
      max: '10',
      rules: [
        { id: 'A-1/1', label: '缺课', effect: 'deduct', points: '1', onlyWhen: { not: { fact: 'retired' } } },
        { id: 'A-1/2', label: '缺学时', effect: 'deduct', points: '1', shortage: { fact: 'hours', need: '32' } },
      ],
    },
    { id: 'B-1', label: '奖励', clause, section: 'B', rules: [{ id: 'B-1/1', label: '获奖', points: '2' }] },
    { id: 'V', label: '否决情形', clause, rules: [{ id: 'V/1', label: '严重违纪', effect: 'record' }] },
  ],
  vetoes: [{ id: 'veto', label: '一票否决', clause, items: ['V/1'], effect: 'year-zero' }],
  score: [
    { id: 'total', label: '总分', sum: ['base', 'plus', 'mix'] },
    { id: 'base', label: '基础分', section: 'A' },
    { id: 'plus', label: '加分', section: 'B' },
    {
      id: 'mix',
      label: '评价',
      weighted: [
        { node: 'vote', weight: '60%' },
        { node: 'superior', weight: '40%' },
      ],
    },
    { id: 'vote', label: '测评分', ballot: 'vote' },
    { id: 'superior', label: '上级分', input: 'superior' },
  ],
  rankings: [{ id: 'place', label: '名次', clause, node: 'total' }],
  grade: {
    clause,
    ladder: ['优', '良', '差'],
    tables: [
      {
        id: 't',
        bands: [
          { grade: '优', from: '90' },
          { grade: '良', from: '60', below: '90' },
          { grade: '差', below: '60' },
        ],
      },
    ],
    quotas: [
      {
        id: 'q',
        grade: '优',
        share: '20%',
        among: 'graded-members',
        rounding: 'round-up',
        keys: ['total'],
        ties: 'human',
        spill: '良',
        clause,
      },
    ],
  },
  carry: [
    { id: 'low', label: '连续为差', clause, kind: 'streak', when: { grade: ['差'] } },
    { id: 'points', label: '积分账户', clause, kind: 'account', add: ['plus'] },
  ],
  outcomes: [
    {
      id: 'talk',
      clause,
      when: { carry: 'low', gte: '2' },
      do: '谈话',
      on: ['subject', 'secretary'],
      force: 'must',
      by: '支部',
    },
    {
      id: 'praise',
      clause,
      when: {
        all: [
          { rank: 'place', lte: '3' },
          { fact: 'age', gte: '18' },
        ],
      },
      do: '表扬',
      force: 'may',
      by: '支部',
    },
  ],
  gates: [{ id: 'award', label: '评优资格', clause, when: { grade: ['优'] } }],
  process: {
    tracks: [
      {
        id: 'year',
        label: '年度考核',
        cadence: 'year',
        steps: [
          { id: 'publish', label: '公示', action: 'publish', noticeDays: 5, done: 'posted' },
          { id: 'object', label: '提异议', action: 'object', identity: 'named' },
        ],
      },
    ],
  },
  readings: [
    {
      id: 'gap',
      question: '空档归哪一档？',
      at: ['grade.tables.t.gaps'],
      options: [
        { id: 'low', text: '低的' },
        { id: 'high', text: '高的', set: { 'grade.tables.t.gaps': 'upper-band' } },
      ],
      choice: 'low',
      decided: { by: '支部', on: '2026-01-02' },
    },
  ],
  examples: [{ id: 'e', name: '满分', clauses: ['c'], facts: { period: '2026' }, expect: { subjects: {} } }],
};

/** What a test changes, by path as overlays write it; null removes, a last `+` appends. */
export type Changes = Readonly<Record<string, unknown>>;

/** The sample with some changes, as a document; a path that leads nowhere is a fault of the test. */
export function changedDocument(changes: Changes): unknown {
  let document: unknown = sampleScheme;
  for (const [path, value] of Object.entries(changes)) {
    document = setAt(document, path, value);
    assert.notEqual(document, undefined, `no such path: ${path}`);
  }
  return document;
}

/** The sample with some changes, parsed strictly; a change that does not parse is a fault of the test. */
export function changedSample(changes: Changes): Scheme {
  const document = changedDocument(changes);
  const parsed = parseScheme(document);
  assert.deepEqual(parsed.problems, []);
  assert.ok(parsed.ok);
  return parsed.value;
}

/** One code, changes that call it up, and changes close by that do not. */
export type Row = readonly [code: string, wrong: Changes, right?: Changes];

/** Two tests for each row; every problem found must also have a whole sentence. */
export function testRows(check: (scheme: Scheme) => readonly Problem[], rows: readonly Row[]): void {
  for (const [code, wrong, right = {}] of rows) {
    test(`${code} is found`, () => {
      const found = check(changedSample(wrong));
      assert.ok(
        found.some((one) => one.code === code),
        JSON.stringify(found),
      );
      for (const one of found) assert.doesNotMatch(sentence(one), /[{}]|（未写）/);
    });
    test(`${code} is not found close by`, () => {
      assert.deepEqual(
        check(changedSample(right)).filter((one) => one.code === code),
        [],
      );
    });
  }
}
