import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scored, workbookOf } from '../../test/workbook-case.ts';
import type { SheetName } from './form.ts';

type Cells = Readonly<Record<string, string>>;
/** What is written into the row, which problem that is, and in which column it is told. */
type Fault = readonly [cells: Cells, code: string, column: string];

const STRANGER: Fault = [{ name: '赵敏' }, 'name-not-listed', 'B'];
const TABLES: readonly (readonly [sheet: SheetName, usual: Cells, faults: readonly Fault[]])[] = [
  [
    '台账',
    { name: '李强', item: '纪律/2', on: '2026-03-02', points: '2' },
    [
      STRANGER,
      [{ name: '' }, 'cell-empty', 'B'],
      [{ org: '三支部' }, 'org-not-listed', 'C'],
      [{ item: '迟到' }, 'cell-not-choice', 'D'],
      [{ item: '' }, 'cell-empty', 'D'],
      [{ on: '昨天' }, 'cell-not-date', 'E'],
      [{ on: '' }, 'cell-empty', 'E'],
      [{ on: '2027-03-02' }, 'date-out-of-period', 'E'],
      [{ posted: '明天' }, 'cell-not-date', 'F'],
      [{ count: '两次' }, 'cell-not-number', 'G'],
      [{ count: '-1' }, 'negative-count', 'G'],
      [{ points: '很多' }, 'cell-not-number', 'H'],
      [{ points: '9' }, 'not-allowed-points', 'H'],
      [{ points: '' }, 'points-missing', 'H'],
      [{ by: '王芳' }, 'name-several', 'K'],
      [{ approval: '行' }, 'cell-not-choice', 'L'],
      [{ finding: '不清楚', foundOn: '2026-04-01' }, 'cell-not-choice', 'N'],
      [{ finding: '不实' }, 'cell-empty', 'O'],
      [{ finding: '不实', foundOn: '春天' }, 'cell-not-date', 'O'],
      [{ reverses: '99' }, 'unknown-reversed', 'Q'],
    ],
  ],
  [
    '名册',
    { name: '赵敏', org: '一支部', rated: '是' },
    [
      [{ name: '' }, 'cell-empty', 'B'],
      [{ org: '三支部' }, 'org-not-listed', 'C'],
      [{ org: '' }, 'cell-empty', 'C'],
      [{ rated: '也许' }, 'cell-not-flag', 'D'],
      [{ from: '昨天' }, 'cell-not-date', 'E'],
      [{ to: '明天' }, 'cell-not-date', 'F'],
      [{ from: '2026-05-01', to: '2026-04-01' }, 'interval-backwards', 'F'],
    ],
  ],
  [
    '情况',
    { name: '李强', 'fact.hours': '3' },
    [
      STRANGER,
      [{ org: '三支部' }, 'org-not-listed', 'C'],
      [{ window: '上月' }, 'cell-not-period', 'D'],
      [{ 'fact.status': '党员' }, 'cell-not-choice', 'E'],
      [{ 'fact.office': '大概' }, 'cell-not-flag', 'F'],
      [{ 'fact.hours': '201' }, 'fact-out-of-range', 'G'],
      [{ 'fact.hours': '1.25' }, 'too-many-decimals', 'G'],
      [{ 'fact.hours': '多' }, 'cell-not-number', 'G'],
      [{ 'fact.paid': '春天' }, 'cell-not-date', 'I'],
      [{ from: '昨天' }, 'cell-not-date', 'L'],
      [{ to: '明天' }, 'cell-not-date', 'M'],
      [{ from: '2026-05-01', to: '2026-04-01' }, 'interval-backwards', 'M'],
    ],
  ],
  [
    '组织',
    { org: '三支部', 'fact.size': '20' },
    [
      [{ org: '' }, 'cell-empty', 'B'],
      [{ superior: '党委' }, 'unknown-org', 'C'],
      [{ 'fact.size': '多' }, 'cell-not-number', 'D'],
      [{ 'fact.size': '1.5' }, 'too-many-decimals', 'D'],
      [{ 'fact.size': '-1' }, 'fact-out-of-range', 'D'],
    ],
  ],
  [
    '关系',
    { name: '李强', role: '党支部书记', holder: '王芳', holderOrg: '一支部' },
    [
      STRANGER,
      [{ org: '三支部' }, 'org-not-listed', 'C'],
      [{ role: '书记' }, 'cell-not-choice', 'D'],
      [{ role: '' }, 'cell-empty', 'D'],
      [{ holder: '' }, 'cell-empty', 'E'],
      [{ holder: '赵敏' }, 'name-not-listed', 'E'],
      [{ from: '昨天' }, 'cell-not-date', 'G'],
      [{ to: '明天' }, 'cell-not-date', 'H'],
      [{ from: '2026-05-01', to: '2026-04-01' }, 'interval-backwards', 'H'],
    ],
  ],
  [
    '测评',
    { name: '李强', ballot: '群众测评', 'option.满意': '3' },
    [
      STRANGER,
      [{ org: '三支部' }, 'org-not-listed', 'C'],
      [{ ballot: '满意度' }, 'cell-not-choice', 'D'],
      [{ ballot: '' }, 'cell-empty', 'D'],
      [{ 'option.满意': '三' }, 'cell-not-number', 'G'],
      [{ 'option.满意': '1.5' }, 'votes-not-whole', 'G'],
      [{ 'option.不满意': '-1' }, 'votes-not-whole', 'H'],
    ],
  ],
  [
    '评分',
    { name: '李强', window: '2026Q1', 'input.party': '9' },
    [
      STRANGER,
      [{ org: '三支部' }, 'org-not-listed', 'C'],
      [{ window: '上月', 'input.season': '5' }, 'cell-not-period', 'D'],
      [{ window: '', 'input.season': '5' }, 'window-missing', 'F'],
      [{ window: '2025Q1', 'input.season': '5' }, 'other-sub-period', 'F'],
      [{ 'input.party': '101' }, 'not-allowed-points', 'E'],
      [{ 'input.party': '1.25' }, 'too-many-decimals', 'E'],
      [{ 'input.party': '多' }, 'cell-not-number', 'E'],
      [{ 'item.作风': '11' }, 'not-allowed-points', 'G'],
      [{ 'item.作风': '多' }, 'cell-not-number', 'G'],
    ],
  ],
  [
    '往期',
    { name: '李强', period: '2025', score: '60' },
    [
      STRANGER,
      [{ org: '三支部' }, 'org-not-listed', 'C'],
      [{ period: '' }, 'cell-empty', 'D'],
      [{ period: '去年' }, 'cell-not-period', 'D'],
      [{ period: '2026' }, 'history-not-past', 'D'],
      [{ score: '高' }, 'cell-not-number', 'E'],
    ],
  ],
  [
    '引用结果',
    { name: '李强', score: '60' },
    [
      [{ name: '' }, 'cell-empty', 'B'],
      [{ org: '三支部' }, 'org-not-listed', 'C'],
      [{ score: '高' }, 'cell-not-number', 'D'],
      [{ status: '好' }, 'cell-not-choice', 'F'],
      [{ leadership: '也许' }, 'cell-not-flag', 'E'],
    ],
  ],
  [
    '认定',
    { name: '李强', by: '支部党员大会' },
    [STRANGER, [{ org: '三支部' }, 'org-not-listed', 'C'], [{ grade: '良好' }, 'cell-not-choice', 'D']],
  ],
];

/** What cannot be asked while the other is unknown: what an unknown item is worth, which votes an unknown ballot has. */
const SILENT: readonly (readonly [cause: string, silent: string])[] = [
  // Without a name a row of the ledger is about the organisation.
  ['org-not-listed C', 'cell-empty B'],
  ['cell-not-choice D', 'not-allowed-points H'],
  ['cell-not-choice D', 'points-missing H'],
  ['cell-empty D', 'not-allowed-points H'],
  ['cell-empty D', 'points-missing H'],
  ['unknown-reversed Q', 'not-allowed-points H'],
  ['unknown-reversed Q', 'points-missing H'],
  ['cell-not-choice D', 'votes-not-whole G'],
  ['cell-not-choice D', 'votes-not-whole H'],
  ['cell-empty D', 'votes-not-whole G'],
  ['cell-empty D', 'votes-not-whole H'],
];

function toldIn(sheet: SheetName, row: Cells): readonly string[] {
  const before = { 名册: 3, 台账: 0, 组织: 2 }[sheet as '名册'] ?? 0;
  const filled = sheet === '名册' || sheet === '组织' ? [...USUAL[sheet], row] : [row];
  const { problems } = scored(workbookOf({ [sheet]: filled }));
  const place = new RegExp(`^${sheet}!([A-Z]+)${5 + before}$`, 'u');
  return problems.flatMap((one) => {
    const [, column] = place.exec(one.at) ?? [];
    return column === undefined ? [] : [`${one.code} ${column}`];
  });
}

const USUAL = {
  名册: [
    { name: '王芳', org: '一支部' },
    { name: '王芳', org: '二支部' },
    { name: '李强', org: '一支部' },
  ],
  组织: [{ org: '一支部' }, { org: '二支部' }],
};

for (const [sheet, usual, faults] of TABLES) {
  test(`${sheet}: any two faults of a row are both told`, () => {
    assert.deepEqual(toldIn(sheet, usual), []);
    for (const [cells, code, column] of faults) {
      const told = `${code} ${column}`;
      for (const [other, otherCode, otherColumn] of faults) {
        const cause = `${otherCode} ${otherColumn}`;
        const apart = Object.keys(cells).every((key) => !(key in other));
        if (cells !== other && !apart) continue;
        const found = toldIn(sheet, { ...usual, ...other, ...cells });
        const silent = SILENT.some(([one, quiet]) => one === cause && quiet === told);
        assert.ok(silent || found.includes(told), `${told} beside ${cause}: ${found.join('; ')}`);
      }
    }
  });
}
