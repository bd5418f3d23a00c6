import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../src/core/problem.ts';
import { resolveScheme, type Ruleset } from '../src/core/scheme/resolve.ts';
import type { Scoring } from '../src/core/score/scored.ts';
import { sentence } from '../src/core/text/sentence.ts';
import { readFactsSheets, type FactsBook, type RulesFor } from '../src/forms/facts-workbook.ts';
import { templateBook, type Filled } from '../src/forms/template.ts';
import type { Sheet } from '../src/forms/workbook-read.ts';
import { scoreBook } from '../src/service/score.ts';
import { smallScheme } from './small-scheme.ts';
import { sheetsOf } from './sheets-of.ts';

const clause = 'c';

/** A scheme that asks for something on every sheet. */
const document = smallScheme({
  title: '样例方案',
  params: [{ id: 'base', label: '基础分', value: '60', range: ['0', '100'] }],
  facts: [
    { id: 'status', label: '身份', type: 'choice', values: ['正式党员', '预备党员'] },
    { id: 'office', label: '担任职务', type: 'flag' },
    {
      id: 'hours',
      label: '学时',
      type: 'number',
      decimals: 1,
      unit: '学时',
      least: '0',
      most: '200',
      source: { kind: 'hours' },
    },
    { id: 'visits', label: '走访次数', type: 'number', decimals: 0, source: { kind: 'recorded', window: 'quarter' } },
    { id: 'paid', label: '党费交至', type: 'date' },
    { id: 'speech', label: '承诺', type: 'text' },
    { id: 'size', label: '职工数', of: 'org', type: 'number', decimals: 0, unit: '人' },
    { id: 'meetings', label: '开会次数', of: 'org', type: 'number', source: { kind: 'meetings', window: 'month' } },
  ],
  roles: [{ id: 'secretary', label: '党支部书记' }],
  ballots: [
    {
      id: 'vote',
      label: '群众测评',
      options: [
        { id: '满意', value: '100' },
        { id: '不满意', value: '0' },
      ],
    },
    { id: 'marks', label: '互评', scores: ['0', '100'], missing: 'exclude' },
  ],
  inputs: [
    { id: 'party', label: '支部评分', by: '支委会', decimals: 1 },
    { id: 'season', label: '季度评分', by: '上级', per: 'quarter', missing: 'exclude' },
  ],
  items: [
    {
      id: '纪律',
      label: '遵守纪律',
      rules: [
        { id: '纪律/1', label: '会议缺席', effect: 'deduct', points: '2' },
        { id: '纪律/2', label: '其他违纪', effect: 'deduct', judged: { from: '1', to: '5', by: '支委会' } },
      ],
    },
    {
      id: '奖励',
      label: '获得奖励',
      approval: { routes: [{ by: ['支委会'] }] },
      rules: [
        {
          id: '奖励/1',
          label: '竞赛获奖',
          highest: 'project',
          tiers: [
            { id: '县级', points: '2' },
            { id: '市级', points: '4' },
          ],
        },
      ],
    },
    { id: '作风', label: '工作作风', start: 'judged', max: '10', judgedBy: '支委会', onlyBy: true, decimals: 1 },
  ],
  findings: {
    clause,
    results: [
      { id: 'true', label: '属实' },
      { id: 'false', label: '不实', cancels: true },
    ],
  },
  score: [
    { id: 'total', sum: ['base', 'points', 'mix', 'other'] },
    { id: 'base', const: { param: 'base' } },
    { id: 'marks', ballot: 'marks' },
    { id: 'points', items: ['纪律', '奖励', '作风'], missing: 'zero' },
    {
      id: 'mix',
      weighted: [
        { node: 'vote', weight: '50%' },
        { node: 'party', weight: '50%' },
      ],
      missing: 'zero',
    },
    { id: 'vote', ballot: 'vote' },
    { id: 'party', input: 'party' },
    { id: 'other', from: { scheme: 'other', of: 'own' }, missing: 'zero' },
  ],
  carry: [{ id: 'low', kind: 'streak', when: { node: 'total', lt: '60' } }],
  grade: {
    clause,
    ladder: ['优秀', '合格', '不合格'],
    tables: [
      { id: 't', bands: [{ grade: '优秀', from: '90', pending: ['优秀', '合格'] }], otherwise: { grade: '合格' } },
    ],
  },
  readings: [
    {
      id: 'rounding',
      question: '分数要不要取整？',
      options: [
        { id: 'none', text: '不取整' },
        { id: 'whole', text: '取整' },
      ],
      choice: 'none',
    },
  ],
});

const rulesFor: RulesFor = (choices) => resolveScheme(document, () => undefined, choices);

/** The sample's rules. */
export function sampleRules(): Ruleset {
  const rules = rulesFor();
  assert.deepEqual(rules.problems, []);
  assert.ok(rules.ok);
  return rules.value;
}

/** A workbook with nothing wrong in it: two branches, three people, two of them called 王芳. */
export const GOOD: Filled = {
  读法: [{ id: 'period', value: '2026' }],
  组织: [
    { org: '一支部', 'fact.size': '20' },
    { org: '二支部', 'fact.size': '30' },
  ],
  名册: [
    { name: '王芳', org: '一支部' },
    { name: '王芳', org: '二支部' },
    { name: '李强', org: '一支部' },
  ],
  台账: [
    { id: '1', name: '李强', item: '会议缺席', on: '2026-03-02' },
    { id: '2', name: '李强', item: '奖励/1', on: '2026-05-04', tier: '县级', approval: '同意', approvedBy: '支委会' },
  ],
};

/** The sheets of the good workbook with some of its rows written otherwise. */
export function workbookOf(changes: Filled = {}): readonly Sheet[] {
  return sheetsOf(templateBook(sampleRules(), { ...GOOD, ...changes }));
}

/** What reading and scoring say about some sheets, as `台账!C12 sentence`; each must be a whole sentence. */
export function saidOf(sheets: readonly Sheet[]): readonly string[] {
  return scored(sheets).problems.map((one) => {
    const text = sentence(one);
    assert.doesNotMatch(text, /[{}]|（未写）/, one.code);
    return `${one.at} ${text}`.trim();
  });
}

type Tried = {
  readonly book: FactsBook;
  readonly scoring: Scoring | undefined;
  readonly problems: readonly Problem[];
};

/** Reads and scores sheets as the program does: everything that is wrong at once. */
export function scored(sheets: readonly Sheet[]): Tried {
  const book = readFactsSheets(sheets, rulesFor);
  const result = scoreBook(rulesFor, book);
  return { book, scoring: result.ok ? result.value.scoring : undefined, problems: result.problems };
}

/** The facts of sheets that have nothing wrong in them; `notes` may be there. */
export function factsOf(sheets: readonly Sheet[], notes = false): Readonly<Record<string, unknown>> {
  const { book, problems } = scored(sheets);
  assert.deepEqual(
    problems.filter((one) => !notes || one.severity !== 'note'),
    [],
  );
  return book.facts as Readonly<Record<string, unknown>>;
}

/** What is changed in the good workbook, and everything that is then said, cell by cell. */
type BadCase = readonly [wrong: string, changes: Filled, said: readonly string[]];

/** A test for each case. */
export function tellsAtCells(cases: readonly BadCase[]): void {
  for (const [wrong, changes, said] of cases)
    test(`${wrong}: told at the cell`, () => assert.deepEqual(saidOf(workbookOf(changes)), said));
}
