import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { problem, type Result } from '../core/problem.ts';
import { templateBook, type Filled } from '../forms/template.ts';
import { unwritable } from '../store/file.ts';
import { mayNotWrite, saveForm } from './form.ts';
import { writeResults } from './result.ts';
import { openScheme } from './scheme.ts';
import { scoreFile, type ScoredFacts } from './score.ts';

const SCHEME = 'vanguard-index-demo';
const MARK = '虚构示范：单位、人员和事实都是编造的。';

/** Whose score the demonstration explains. */
export const DEMO_SUBJECT = '吴示范';

/** The demonstration as it was written and scored. */
export type Demo = { readonly scored: ScoredFacts; readonly form: string; readonly results: string };

/**
 * Fills in the form of a scheme for a made-up office, scores it as anybody would, and writes the results beside it
 * (虚构示范). What somebody has changed in the form since is never written over.
 */
export async function runDemo(folder: string): Promise<Result<Demo>> {
  const ruleset = openScheme(SCHEME);
  if (!ruleset.ok) return ruleset;
  const [form, results] = [join(folder, '填好的表.xlsx'), join(folder, '结果.xlsx')];
  const refused = makeFolder(folder) ?? unwritable(form, []);
  const lost = refused === undefined ? await mayNotWrite(results, []) : [refused];
  if (lost !== undefined) return { ok: false, problems: lost };
  const unwritten = await saveForm(form, templateBook(ruleset.value, DEMO_ROWS, '（虚构示范）'));
  if (unwritten.length > 0) return { ok: false, problems: unwritten };
  const scored = await scoreFile(SCHEME, form);
  if (!scored.ok) return scored;
  const failed = await writeResults(scored.value, results, MARK);
  if (failed.length > 0) return { ok: false, problems: failed };
  return { ok: true, value: { scored: scored.value, form, results }, problems: scored.problems };
}

function makeFolder(folder: string): ReturnType<typeof unwritable> {
  try {
    mkdirSync(folder, { recursive: true });
    return undefined;
  } catch {
    return problem('write-not-allowed', '', { path: folder });
  }
}

const [ONE, TWO] = ['虚构中心第一支部', '虚构中心第二支部'];

/** Name, branch, and what is out of the ordinary. */
type Someone = readonly [name: string, org: string, facts?: Readonly<Record<string, string>>];

const PEOPLE: readonly Someone[] = [
  ['赵示范', ONE],
  ['钱示范', ONE],
  ['孙示范', ONE],
  ['李示范', ONE],
  ['周示范', ONE],
  ['吴示范', ONE],
  ['郑示范', ONE],
  ['王示范', ONE],
  ['冯示范', ONE, { 'fact.attendance-rate': '' }],
  ['陈示范', ONE, { 'fact.status': '预备党员', 'fact.probation-end': '2026-06-20' }],
  ['王示范', TWO],
  ['褚示范', TWO, { 'fact.discipline': '警告' }],
  ['卫示范', TWO, { 'fact.under-investigation': '是' }],
  ['蒋示范', TWO, { 'fact.exempt-approved': '是' }],
  ['沈示范', TWO],
  ['韩示范', TWO],
  ['杨示范', TWO, { 'fact.party-education': '1', 'fact.attendance-rate': '0.75' }],
  ['朱示范', TWO],
];

const PRAISE = '正向-*/1 受表彰';
const ADVICE = '正向-*/2 建议被采纳';
const THANKS = '正向-*/3 收到锦旗、感谢信';
const URGENT = '正向-*/4 急难险重任务';
const SERVICE = '正向-*/5 志愿服务';
const LEAVE = '纪律-1/1 因故请假';
const ABSENT = '纪律-1/2 无故旷会';
const SHIRK = '作为-1/1 推诿、违反制度、消极怠工';
const WEAK = '作为-2/1 作用发挥不好';
const WORDS = '信念-2/1 不当言论，情节轻微';
const STYLE = '品行-2/3 群众反映作风问题属实';
const COMMUNITY = '品行-2/1 未到社区报到、志愿服务';

/** Whose entry, which item, on which day, and what goes with it. */
type Posting = readonly [name: string, org: string, item: string, on: string, rest?: Readonly<Record<string, string>>];

const LEDGER: readonly Posting[] = [
  ['赵示范', ONE, PRAISE, '2026-07-01', { tier: '省级以上', project: '虚构服务竞赛' }],
  ['赵示范', ONE, PRAISE, '2026-06-28', { tier: '市级', project: '虚构服务竞赛', reason: '同一项目，只计最高的一级' }],
  ['赵示范', ONE, ADVICE, '2026-04-12', { count: '2' }],
  ['赵示范', ONE, THANKS, '2026-05-20'],
  ['钱示范', ONE, PRAISE, '2026-07-01', { tier: '市级' }],
  ['钱示范', ONE, URGENT, '2026-08-03', { points: '4.5', reason: '虚构防汛值守七昼夜' }],
  ['孙示范', ONE, PRAISE, '2026-07-01', { tier: '市级' }],
  ['孙示范', ONE, URGENT, '2026-08-03', { points: '4.5', reason: '虚构防汛值守七昼夜' }],
  ['李示范', ONE, PRAISE, '2026-07-01', { tier: '县级' }],
  ['李示范', ONE, ADVICE, '2026-03-18', { count: '5', reason: '每年最多计6分' }],
  ['周示范', ONE, SERVICE, '2026-03-05', { count: '3', reason: '每月最多计1分' }],
  ['周示范', ONE, SERVICE, '2026-09-12'],
  ['周示范', ONE, LEAVE, '2026-05-08'],
  ['吴示范', ONE, ABSENT, '2026-02-27', { count: '2' }],
  ['吴示范', ONE, STYLE, '2026-04-09', { reason: '窗口服务态度，核实属实' }],
  ['吴示范', ONE, WEAK, '2026-06-30'],
  ['吴示范', ONE, SHIRK, '2026-07-15'],
  ['吴示范', ONE, WORDS, '2026-09-02'],
  ['吴示范', ONE, URGENT, '2026-08-03', { points: '1.9', reason: '虚构防汛值守一昼夜' }],
  ['郑示范', ONE, ABSENT, '2026-03-27', { count: '3' }],
  ['郑示范', ONE, STYLE, '2026-05-19'],
  ['郑示范', ONE, WEAK, '2026-06-30'],
  ['郑示范', ONE, SHIRK, '2026-10-10'],
  ['郑示范', ONE, COMMUNITY, '2026-11-20'],
  ['王示范', ONE, PRAISE, '2026-07-01', { tier: '县级' }],
  ['王示范', ONE, '否决/3 不执行决定，骗取积分，无故不参与积分', '2026-10-21', { reason: '虚报志愿服务，党组认定' }],
  ['冯示范', ONE, ADVICE, '2026-04-12'],
  ['陈示范', ONE, ABSENT, '2026-02-27', { count: '3' }],
  ['陈示范', ONE, WEAK, '2026-06-30'],
  ['陈示范', ONE, STYLE, '2026-08-17'],
  ['陈示范', ONE, SHIRK, '2026-09-22'],
  ['陈示范', ONE, COMMUNITY, '2026-11-20'],
  ['王示范', TWO, PRAISE, '2026-07-01', { tier: '县级' }],
  ['王示范', TWO, URGENT, '2026-08-03', { points: '3.5' }],
  ['褚示范', TWO, '反向-7/1 党纪处分', '2026-06-11', { tier: '警告' }],
  ['卫示范', TWO, THANKS, '2026-05-20'],
  ['沈示范', TWO, PRAISE, '2026-07-01', { tier: '市级' }],
  ['沈示范', TWO, THANKS, '2026-05-20', { count: '5', reason: '每年最多计4分' }],
  ['沈示范', TWO, ADVICE, '2026-03-18'],
  ['韩示范', TWO, PRAISE, '2026-07-01', { tier: '省级以上' }],
  ['韩示范', TWO, URGENT, '2026-08-03', { points: '5' }],
  ['韩示范', TWO, ADVICE, '2026-03-18', { count: '4' }],
  ['韩示范', TWO, WEAK, '2026-06-30'],
  ['韩示范', TWO, ABSENT, '2026-04-24'],
  ['朱示范', TWO, ABSENT, '2026-04-24'],
  ['朱示范', TWO, LEAVE, '2026-10-16'],
];

/** A slip of the pen, and the entry that takes it back. */
const REVERSAL = {
  id: '冲1',
  name: '朱示范',
  org: TWO,
  item: ABSENT,
  on: '2026-04-24',
  posted: '2026-05-06',
  reverses: '45',
  reason: '当天已请假，误记',
};

const DEMO_ROWS: Filled = {
  读法: [{ id: 'period', value: '2026' }],
  组织: [{ org: ONE }, { org: TWO }],
  名册: PEOPLE.map(([name, org]) => ({ name, org })),
  情况: PEOPLE.map(([name, org, facts]) => ({
    name,
    org,
    'fact.status': '正式党员',
    'fact.party-education': '2',
    'fact.attendance-rate': '1',
    ...facts,
  })),
  台账: [
    ...LEDGER.map(([name, org, item, on, rest], at) => ({ id: String(at + 1), name, org, item, on, ...rest })),
    REVERSAL,
  ],
  往期: [{ name: '郑示范', org: ONE, period: '2025', score: '57', grade: '警示党员' }],
};
