import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultsOf, type Blocks } from '../../../test/small-scheme.ts';
import { lengthOf } from './text-rules.ts';

const facts = [
  { id: 'pledge', type: 'texts' },
  { id: 'report', type: 'text' },
  { id: 'problems', type: 'text' },
  { id: 'length', type: 'number' },
  { id: 'covers', type: 'set', missing: 'hold' },
  { id: 'names', type: 'set' },
  { id: 'brief', type: 'text', of: 'org' },
];

/** What a limit says of somebody's texts. */
function judged(rule: Blocks, own: Blocks): string {
  const { norms } = resultsOf(
    {
      facts,
      params: [{ id: 'open' }],
      texts: [{ id: 't', fact: 'pledge', ...rule }],
      score: [{ id: 'total', const: '1' }],
    },
    { subjects: [{ id: 'm1', facts: own }] },
  );
  return norms.map((one) => [one.subject, one.window, one.status, ...(one.missing ?? [])].join(' ')).join();
}

const rows: readonly (readonly [rule: Blocks, own: Blocks, status: string])[] = [
  [{ most: 4 }, { pledge: ['一二三四', '五 六'] }, 'met'],
  [{ most: 4 }, { pledge: ['一二三四五', '五六', '一二 三四五六'] }, 'over 第1条5字，多1字 第3条6字，多2字'],
  [{ most: 4, each: false }, { pledge: ['一二三', '四五'] }, 'over 合计5字，多1字'],
  [{ most: 5, each: false }, { pledge: ['一二三', '四五'] }, 'met'],
  [{ count: { most: 2 } }, { pledge: ['一', '二', '三'] }, 'over 共3条，多1条'],
  [{ count: { least: 2 } }, { pledge: ['一'] }, 'missed 共1条，少1条'],
  [{ count: { least: 2 }, most: 1 }, { pledge: ['一二'] }, 'missed 共1条，少1条 第1条2字，多1字'],
  [{ count: { least: 1, most: 1 } }, { pledge: ['一'] }, 'met'],
  [{ most: 4 }, { pledge: [] }, 'met'],
  [{ most: 4 }, {}, 'held'],
  // neither a text nor several
  [{ fact: 'length', most: 4 }, { length: 5 }, 'held'],
  [{ fact: 'gone', most: 4 }, {}, 'held'],
  [{ fact: 'report', most: 2 }, { report: '一二三' }, 'over 第1条3字，多1字'],
];

for (const [rule, own, status] of rows) {
  test(`${JSON.stringify(rule)} of ${JSON.stringify(own)}: ${status}`, () => {
    assert.equal(judged(rule, own), `m1 2026 ${status}`);
  });
}

const part = (more: Blocks, fact = 'problems'): Blocks => ({
  fact: 'report',
  parts: [{ fact, label: '问题', ...more }],
});
const report = '一二三四五六七八九十';

const parts: readonly (readonly [rule: Blocks, own: Blocks, status: string])[] = [
  [part({ least: '30%' }), { report, problems: '一二三' }, 'met'],
  [part({ least: '1/3' }), { report, problems: '一二三' }, 'missed 问题偏少，占 30%，应不少于 33.33%（1/3）'],
  [part({ most: '30%' }), { report, problems: '一二三四' }, 'missed 问题偏多，占 40%，应不超过 30%'],
  [part({ most: '40%' }), { report, problems: '一二三四' }, 'met'],
  [part({ least: '30%' }, 'length'), { report, length: '2' }, 'missed 问题偏少，占 20%，应不少于 30%'],
  [part({ least: '30%' }), { report }, 'missed 问题没有报告'],
  [part({ least: '30%' }), { report: '' }, 'met'],
  [part({ least: { param: 'open' } }), { report, problems: '一' }, 'held'],
  [part({ most: { param: 'open' } }), { report, problems: '一' }, 'held'],
];

for (const [rule, own, status] of parts) {
  test(`part ${JSON.stringify(rule['parts'])} of ${JSON.stringify(own)}: ${status}`, () => {
    assert.equal(judged(rule, own), `m1 2026 ${status}`);
  });
}

const aspects = (fact: string): Blocks => ({ fact: 'report', aspects: ['思想', '作风'], aspectFact: fact });

test('every aspect must be spoken of', () => {
  assert.equal(judged(aspects('covers'), { report, covers: ['作风', '思想'] }), 'm1 2026 met');
  assert.equal(judged(aspects('covers'), { report, covers: ['作风'] }), 'm1 2026 missed 缺思想');
  assert.equal(judged(aspects('covers'), { report }), 'm1 2026 held');
  assert.equal(judged(aspects('names'), { report }), 'm1 2026 missed 缺思想 缺作风');
  assert.equal(judged(aspects('gone'), { report }), 'm1 2026 met');
});

test('an organisation has texts of its own', () => {
  const { norms } = resultsOf(
    { facts, texts: [{ id: 't', of: 'org', fact: 'brief', most: 2 }], score: [{ id: 'total', const: '1' }] },
    { orgs: [{ id: 'X', facts: { brief: '一二三' } }, { id: 'Y' }], subjects: [] },
  );
  assert.deepEqual(
    norms.map((one) => `${one.org} ${one.status}`),
    ['X over', 'Y held'],
  );
});

test('characters are counted without blanks, rare ones once', () => {
  assert.deepEqual([' 一　二\n三 ', '𠮷野家', ''].map(lengthOf), [3, 3, 0]);
});
