import type { Explained } from '../src/core/score/telling/explain.ts';
import type { ExplainedEntry } from '../src/core/score/telling/explained-entry.ts';
import type { Explanation } from '../src/core/score/telling/explanation.ts';
import type { ReportLine } from '../src/core/score/telling/report-held.ts';
import type { Report, ReportOutcome, ReportPart, ReportRow } from '../src/core/score/telling/report.ts';
import type { ReportRecords } from '../src/core/score/telling/report-records.ts';

const NOBODY: ReportRow = {
  id: '',
  name: '',
  org: '虚构一支部',
  category: '',
  status: 'scored',
  without: '',
  score: undefined,
  values: [undefined, undefined],
  grade: '',
  ranks: [undefined, undefined],
  accounts: [undefined],
  gates: [undefined, undefined],
  held: [],
  outcomes: [],
};

const PROPOSAL: ReportOutcome = {
  id: 'talk',
  on: '甲示范',
  about: '甲示范',
  org: '虚构一支部',
  do: '谈话提醒',
  force: '应当',
  by: '支部委员会',
  due: '2027-01-15',
  until: '2027-06-30',
  clause: '十',
  note: '依据：连续两年',
};

const SHARED: ReportLine = { what: '民主测评没有报来', clause: '三' };

const ROWS: readonly ReportRow[] = [
  {
    ...NOBODY,
    id: 'a',
    name: '甲示范',
    category: '在职',
    score: { exact: '91.5', shown: '91.50' },
    values: [
      { exact: '85', shown: '85.00' },
      { exact: '6.5', shown: '6.50' },
    ],
    grade: '优秀',
    ranks: [1, 2],
    accounts: [{ exact: '100/3', shown: '33.33' }],
    gates: [true, false],
    outcomes: [PROPOSAL, { ...PROPOSAL, on: '虚构一支部书记', force: '可以', by: '', due: '', until: '', note: '' }],
  },
  {
    ...NOBODY,
    id: 'b',
    name: '乙示范',
    category: '退休',
    score: { exact: '59.999', shown: '59.999' },
    values: [{ exact: '59.999', shown: '59.999' }, undefined],
    grade: '合格（暂定）',
    ranks: [3, undefined],
    accounts: [{ exact: '-7', shown: '-7.00' }],
    gates: [undefined, true],
    held: [SHARED, { what: '加分要由党委审定', clause: '五' }],
    outcomes: [{ ...PROPOSAL, on: '乙示范', about: '乙示范' }],
  },
  { ...NOBODY, id: 'd', name: '丁示范', status: 'exempt', without: '请假半年', score: { exact: '60', shown: '60.00' } },
  { ...NOBODY, id: 'e', name: '戊示范', org: '虚构二支部', status: 'exempt', without: '不是本支部的' },
  {
    ...NOBODY,
    id: 'c',
    name: '丙示范',
    status: 'held',
    without: '待定',
    grade: '待定',
    held: [SHARED, { what: '出勤率没有报来', clause: '' }],
  },
  { ...NOBODY, id: 'f', name: '己示范', org: '虚构二支部', status: 'held', without: '待定', held: [SHARED] },
];

const MEMBERS: ReportPart = {
  scheme: 'sample',
  title: '党员积分',
  subject: 'member',
  digits: 2,
  scored: true,
  graded: true,
  categories: true,
  proposes: true,
  columns: [
    { id: 'base', label: '基础分' },
    { id: 'plus', label: '加分' },
  ],
  ranks: [
    { id: 'place', label: '名次' },
    { id: 'work', label: '工作名次' },
  ],
  accounts: [{ id: 'bank', label: '积分余额' }],
  gates: [
    { id: 'award', label: '评优' },
    { id: 'post', label: '提名' },
  ],
  rows: ROWS,
  openRanks: [
    { orgId: 'Y', org: '虚构二支部', label: '名次', what: '还排不出，这一组还有 1 人待定', clause: '六' },
    { orgId: '', org: '', label: '工作名次', what: '这一组还有 2 人待定，名次可能变', clause: '' },
  ],
};

const ORGS: ReportPart = {
  ...MEMBERS,
  title: '支部积分',
  subject: 'org',
  graded: false,
  categories: false,
  proposes: false,
  columns: [],
  ranks: [],
  accounts: [],
  gates: [],
  openRanks: [],
  rows: [{ ...NOBODY, id: 'X', name: '虚构一支部', score: { exact: '80', shown: '80.00' }, values: [] }],
};

/** Results in which everything is told that a report of subjects can tell. */
export const report: Report = {
  scheme: 'sample',
  title: '虚构方案',
  version: '0123456789abcdef',
  period: '2026',
  parts: [MEMBERS, ORGS],
  orgOutcomes: [
    { ...PROPOSAL, on: '虚构二支部', about: '虚构二支部', org: '虚构二支部', do: '通报', force: '一般应当' },
  ],
};

/** The same for members alone, with nothing proposed. */
export const alone: Report = {
  ...report,
  parts: [{ ...MEMBERS, openRanks: [], rows: ROWS.slice(2, 4) }],
  orgOutcomes: [],
};

/** What made the grade of 乙示范 other than the band of the score. */
export const reasons: ReadonlyMap<string, readonly ReportLine[]> = new Map([
  ['b', [{ what: '名额已满，定为「合格」', clause: '八' }]],
]);

const NORM = { owner: '虚构一支部', window: '2026Q2', detail: '', clause: '十一', missed: false, over: false };
const DEADLINE = { label: '公示', window: '2026', org: '虚构一支部', provisional: false, late: false, clause: '十二' };

/** Records in which everything is told that stands beside the results. */
export const records: ReportRecords = {
  readings: [
    {
      id: 'gap',
      question: '空档归哪一档？',
      choice: '归低的',
      others: ['归高的', '由支部定'],
      decided: true,
      by: '支部党员大会',
      on: '2026-01-05',
      clause: '二',
    },
    {
      id: 'tie',
      question: '并列怎么办？',
      choice: '都算',
      others: ['都不算'],
      decided: false,
      by: '',
      on: '',
      clause: '八',
    },
  ],
  params: [
    { label: '基准分', value: '80', by: '党委', clause: '四' },
    { label: '占比', value: '', by: '支部', clause: '' },
  ],
  gaps: [
    { what: '附表没有印出', clause: '十三', blocks: true },
    { what: '表式没有随文', clause: '', blocks: false },
  ],
  assumed: [
    { label: '迟到次数', clause: '七', count: 6, of: 6, names: ['甲示范', '乙示范'] },
    { label: '旷会次数', clause: '', count: 2, of: 6, names: ['甲示范', '乙示范'] },
  ],
  quotas: [
    {
      org: '虚构一支部',
      grade: '优秀',
      slots: 2,
      how: '8人×25% = 2',
      in: ['甲示范', '庚示范'],
      contested: ['乙示范'],
      out: ['辛示范', '壬示范'],
      pending: 3,
      clause: '八',
    },
    { org: '虚构二支部', grade: '良好', slots: 0, how: '', in: [], contested: [], out: [], pending: 0, clause: '九' },
    { org: '虚构三支部', grade: '优秀', slots: 1, how: '', in: [], contested: [], out: [], pending: 1, clause: '' },
    {
      org: '虚构四支部',
      grade: '优秀',
      slots: 1,
      how: '',
      in: [],
      contested: ['癸示范'],
      out: [],
      pending: 0,
      clause: '',
    },
  ],
  norms: [
    { ...NORM, label: '党员大会', status: '没有达到', missed: true, detail: '应有 1，实有 0' },
    { ...NORM, label: '主题党日', status: '达到' },
    { ...NORM, label: '没有失联党员', window: '2026', status: '超出', over: true, detail: '最多 0，实有 1' },
    { ...NORM, label: '处分人数', window: '2026', status: '超出', over: true, detail: '' },
  ],
  deadlines: [
    { ...DEADLINE, due: '2026-12-01', done: '2026-12-03', late: true, state: '超期完成' },
    { ...DEADLINE, due: '2026-12-02', done: '', late: true, org: '', state: '已过期，没有报来' },
    { ...DEADLINE, due: '2026-12-04', done: '2026-12-04', state: '按期完成' },
  ],
  orgs: [
    { name: '虚构一支部', sum: { exact: '271/3', shown: '90.33' }, mean: { exact: '45.125', shown: '45.13' }, rank: 1 },
    { name: '虚构二支部', sum: { exact: '70', shown: '70.00' }, mean: undefined, rank: 2 },
    { name: '虚构三支部', sum: undefined, mean: { exact: '30', shown: '30.00' }, rank: undefined },
  ],
};

const STEP: Explained = { id: '', label: '', value: '0', how: '', read: '', notes: [], entries: [], parts: [] };
const ENTRY: ExplainedEntry = { id: '12', on: '2026-03-02', what: '受表彰', clause: '四', how: '', amount: '+5' };

const STEPS: Explained = {
  ...STEP,
  id: 'total',
  label: '总分',
  clause: '一',
  value: '271/3',
  how: '85 + 5 + 1/3 = 271/3',
  read: '身份 正式党员',
  notes: ['最高 100，按 100'],
  parts: [
    { ...STEP, label: '学习', clause: '二', value: '40', kind: 'full', how: '满分 40' },
    { ...STEP, label: '待评', value: null, notes: ['民主测评没有报来（三）'] },
    { ...STEP, label: '家访', value: null, withheld: true },
    {
      ...STEP,
      label: '奖励',
      value: '5',
      window: '2026Q1',
      entries: [
        { ...ENTRY, how: '5 × 1' },
        { ...ENTRY, id: '台账9', what: '受表扬', amount: '+1/3', how: '1 × 1/3' },
        { ...ENTRY, id: '', what: '迟到', amount: '-1', dropped: '已冲回' },
      ],
    },
  ],
};

const TOLD: Explanation = {
  id: 'a',
  name: '甲示范',
  org: '虚构一支部',
  without: '',
  score: '271/3',
  steps: STEPS,
  ranks: ['名次：第 1', '工作名次：第 2'],
  votes: [{ ballot: 'vote', what: '测评：好 3 票，有效 3' }],
  grade: '优秀',
  standing: [{ what: '在职：依据 已退休 否', clause: '五' }],
  gates: [{ what: '评优：有资格', clause: '九' }],
  grading: [{ what: '得分 90 以上，「优秀」', clause: '六' }],
  held: [],
  outcomes: [],
};

const UNTOLD = { ...TOLD, steps: undefined, score: null, ranks: [], votes: [], grade: '', gates: [], grading: [] };

/** Explanations of one who is scored, one who waits, and those who are left out with a clause and without. */
export const told: readonly Explanation[] = [
  TOLD,
  { ...UNTOLD, name: '乙示范', without: '待定', standing: [], steps: { ...STEP, label: '总分', value: null } },
  { ...UNTOLD, name: '丙示范', without: '请假半年', standing: [{ what: '请假半年', clause: '七' }] },
  { ...UNTOLD, name: '丁示范', without: '不是本支部的', standing: [] },
];

/** Records of a scheme that speaks of nothing beside the results. */
export const NO_RECORDS: ReportRecords = {
  readings: [],
  params: [],
  gaps: [],
  assumed: [],
  quotas: [],
  norms: [],
  deadlines: [],
  orgs: [],
};
