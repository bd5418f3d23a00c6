import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedDocument, type Changes } from '../../../test/sample-scheme.ts';
import { idGroups, type IdRow } from './ids.ts';
import { resolveScheme, type Ruleset } from './resolve.ts';

function ruleset(document: unknown, documents: Readonly<Record<string, unknown>> = {}): Ruleset {
  const resolved = resolveScheme(document, (id) => documents[id]);
  assert.ok(resolved.ok, JSON.stringify(resolved.problems));
  return resolved.value;
}

function rows(rules: Ruleset, key: string): readonly IdRow[] {
  const group = idGroups(rules).find((one) => one.key === key);
  assert.ok(group !== undefined);
  return group.rows;
}

/** `id label（clause）detail`, then what is inside. */
function told({ id, label, clause, detail, inside }: IdRow): string {
  const own = [id, label, clause ?? '—', detail].filter((one) => one !== '').join(' ');
  return inside.length === 0 ? own : `${own} [${inside.map(told).join('; ')}]`;
}

const rule = 'items.B-1.rules.B-1/1';
const param: Changes = { params: [{ id: 'p', label: '上限', fills: '支部', clause: 'c' }] };
const table: readonly (readonly [key: string, changes: Changes, expected: readonly string[]])[] = [
  [
    'items',
    {},
    [
      'A-1 学习 c 满分 10，从满分起扣 [A-1/1 缺课 — 扣 1; A-1/2 缺学时 — 扣 1]',
      'B-1 奖励 c [B-1/1 获奖 — 加 2]',
      'V 否决情形 c [V/1 严重违纪 — 只登记]',
    ],
  ],
  [
    'items',
    {
      'items.A-1.start': 'judged',
      'items.A-1.judgedBy': '支部',
      'items.A-1.mandatory': true,
      'items.A-1.rules.A-1/2': null,
      'items.A-1.rules.A-1/1.effect': 'forfeit',
      'items.A-1.rules.A-1/1.points': null,
      [`${rule}.points`]: { param: 'p' },
      [`${rule}.unit`]: '条',
      ...param,
      'items.V': null,
      vetoes: [],
    },
    ['A-1 学习 c 满分 10，由支部评定，▲必达 [A-1/1 缺课 — 该项不得分]', 'B-1 奖励 c [B-1/1 获奖 — 每条加 〔p〕]'],
  ],
  [
    'items',
    {
      'items.A-1': null,
      'items.V': null,
      'items.+': {
        id: 'B-2',
        label: '宣传',
        clause: 'c',
        section: 'B',
        rules: [{ id: 'B-2/1', label: '任职', unit: '年', roles: [{ id: '组长', points: '2' }] }],
      },
      vetoes: [],
      [`${rule}.points`]: null,
      [`${rule}.tiers`]: [
        { id: '市', points: '3' },
        { id: '县', from: '1' },
      ],
    },
    ['B-1 奖励 c [B-1/1 获奖 — 加 市 3、县 1—不限]', 'B-2 宣传 c [B-2/1 任职 — 每年加 组长 2]'],
  ],
  [
    'items',
    {
      'items.A-1': null,
      'items.V': null,
      vetoes: [],
      [`${rule}.points`]: null,
      [`${rule}.judged`]: { to: '5', by: '支部' },
    },
    ['B-1 奖励 c [B-1/1 获奖 — 加 不限—5，由支部定]'],
  ],
  [
    'facts',
    { 'facts.hours.unit': '学时', 'facts.hours.clause': 'c' },
    [
      'status 身份 — 选一个 [正式 正式 —; 预备 预备 —]',
      'hours 学时 c 数（学时）',
      'birth 出生日期 — 日期',
      'age 周岁 — 数',
      'retired 已退休 — 是或否',
      'posted 公示日 — 组织的日期',
    ],
  ],
  ['roles', {}, ['secretary 书记 —']],
  ['categories', {}, ['在职 在职 —']],
  [
    'exemptions',
    { 'scope.exempt': [{ id: 'ill', label: '病重', when: { fact: 'retired' }, clause: 'c', path: 'none' }] },
    ['ill 病重 c'],
  ],
  ['ballots', {}, ['vote 测评 c [好 好 — 100 分; 差 差 — 0 分]']],
  ['ballots', { 'ballots.vote.options': [], 'ballots.vote.scores': ['0', '10'] }, ['vote 测评 c 票上写分，0—10']],
  [
    'ballots',
    {
      'ballots.vote.options': [{ id: '好' }],
      'score.vote': { id: 'vote', label: '测评分', const: '1' },
      'grade.tables.t.vote': { ballot: 'vote', rule: 'plurality', otherwise: '再议', clause: 'c' },
    },
    ['vote 测评 c [好 好 —]'],
  ],
  ['inputs', {}, ['superior 上级评分 c 0—100，由上级给']],
  ['sections', {}, ['A 基础 c', 'B 加分 c']],
  [
    'nodes',
    {},
    ['total 总分 — 总分', 'base 基础分 —', 'plus 加分 —', 'mix 评价 —', 'vote 测评分 —', 'superior 上级分 —'],
  ],
  ['grades', {}, ['优 优 c', '良 良 c', '差 差 c']],
  ['quotas', {}, ['q 优名额 c']],
  ['rankings', {}, ['place 名次 c']],
  ['vetoes', {}, ['veto 一票否决 c']],
  ['carry', {}, ['low 连续为差 c', 'points 积分账户 c']],
  ['outcomes', {}, ['talk 谈话 c', 'praise 表扬 c']],
  ['gates', {}, ['award 评优资格 c']],
  [
    'norms',
    {
      norms: [{ id: 'n', label: '开会', clause: 'c', holds: { fact: 'retired' } }],
      texts: [{ id: 't', label: '述职', clause: 'c', fact: 'status' }],
    },
    ['n 开会 c', 't 述职 c'],
  ],
  ['findings', {}, []],
  [
    'findings',
    {
      findings: {
        clause: 'c',
        results: [
          { id: '不实', label: '不实', cancels: true },
          { id: '属实', label: '属实' },
        ],
      },
    },
    ['不实 不实 — 取消该条', '属实 属实 —'],
  ],
  ['tracks', {}, ['year 年度考核 — [publish 公示 —; object 提异议 —]']],
  ['readings', {}, ['gap 空档归哪一档？ — 已定，现用 low [low 低的 — 现用; high 高的 —]']],
  [
    'readings',
    { 'readings.gap.decided': null },
    ['gap 空档归哪一档？ — 未定，现用 low [low 低的 — 现用; high 高的 —]'],
  ],
  ['params', param, ['p 上限 c 没有填写，由支部定']],
  [
    'params',
    { params: [{ id: 'p', label: '上限', fills: '支部', clause: 'c', value: '5' }] },
    ['p 上限 c 5，由支部定'],
  ],
  [
    'slots',
    { slots: [{ id: 's', label: '本地项目', clause: 'c', into: 'items', fills: '支部' }] },
    ['s 本地项目 c 由支部定'],
  ],
  ['incomplete', { incomplete: [{ id: 'g', what: '附表' }] }, ['g 附表 —']],
  ['clauses', {}, ['c 一 — 样例条款']],
];

for (const [key, changes, expected] of table) {
  test(`${key}: ${expected.join('；')}`, () =>
    assert.deepEqual(rows(ruleset(changedDocument(changes)), key).map(told), expected));
}

test('a scheme that grades nobody has no grades and no quotas', () => {
  const rules = ruleset(changedDocument({ grade: null, gates: [], 'carry.low': null, 'outcomes.talk': null }));
  assert.deepEqual([rows(rules, 'grades'), rows(rules, 'quotas')], [[], []]);
});

test('a document of several schemes says to which an id belongs', () => {
  const parents = {
    sample: changedDocument({}),
    other: changedDocument({ scheme: 'other' }),
  };
  const rules = ruleset({ scheme: 'both', title: '两份', extends: ['sample', 'other'] }, parents);
  assert.deepEqual(
    rows(rules, 'roles').map((one) => one.part),
    ['sample', 'other'],
  );
  assert.equal(rows(ruleset(changedDocument({})), 'roles')[0]?.part, undefined);
});

test('a reading nobody has settled stands as it is written', () => {
  const [reading] = rows({ ...ruleset(changedDocument({})), readings: {} }, 'readings');
  assert.deepEqual(reading?.state, { choice: 'low', decided: false });
});
