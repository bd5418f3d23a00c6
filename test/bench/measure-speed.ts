// 并排比较：引擎（不追踪、追踪）、手写循环、其他引擎。同一次运行里轮流跑，只看 CPU 时间和比值。
import assert from 'node:assert/strict';
import { explainSubject } from '../../src/core/score/telling/explain.ts';
import { finish } from '../../src/core/score/evaluate.ts';
import type { Scored } from '../../src/core/score/scored.ts';
import { readScheme } from '../../src/store/scheme.ts';
import { figure, median, rounds, table, timesAsFast, type Lap, type Runner } from './clock.ts';
import { crowdOf, type CrowdName } from './crowd.ts';
import { handSoeJoint } from './hand-soe-joint.ts';
import { handVanguardIndex } from './hand-vanguard-index.ts';
import { opened, rulesetOf, type Opened } from './opened.ts';
import { rivals, type Rival } from './rivals.ts';
import { STANDARD_SCHEME, standardPart } from './standard-part.ts';

const quick = process.argv.includes('--quick');
const ENTRIES = 50;
const MEMBERS = quick ? 5_000 : 100_000;
const EXPLAINED = quick ? 100 : 1_000;
const [WARM, MEASURED] = quick ? [1, 3] : [2, 7];

const ticksOf = (points: number): number => Math.round(points * 1_000_000);
const totalsOf = ({ run }: Scored): readonly number[] =>
  run.standings.map(({ total }) => (typeof total === 'number' ? total : Number.NaN));

/** Every total, and every grade, is what the loop written by hand makes it. */
function checkByHand(name: CrowdName, { plan, book }: Opened): void {
  const scored = finish(plan, book, []);
  if (name === 'soe-joint-demo') {
    assert.deepEqual(totalsOf(scored), [...handSoeJoint(book)]);
    return;
  }
  const { totals, grades } = handVanguardIndex(book);
  assert.deepEqual(totalsOf(scored), [...totals]);
  const drafts = scored.run.standings.map(({ person }) => scored.graded.drafts[person]?.grade);
  assert.deepEqual(drafts, grades);
}

function runnersFor(name: CrowdName, one: Opened): readonly Runner[] {
  const { plan, book } = one;
  const few = opened(rulesetOf(readScheme(name)), crowdOf(name, EXPLAINED, ENTRIES));
  const byHand = (): unknown => (name === 'soe-joint-demo' ? handSoeJoint(book) : handVanguardIndex(book));
  return [
    { name: '手写循环', members: MEMBERS, run: byHand },
    { name: '引擎，不追踪', members: MEMBERS, run: () => finish(plan, book, []) },
    { name: '引擎，追踪（每人一棵得分依据）', members: EXPLAINED, run: () => explainAll(few) },
  ];
}

function explainAll({ plan, book }: Opened): number {
  const scored = finish(plan, book, []);
  return scored.run.standings.filter((standing) => explainSubject(scored, standing) !== undefined).length;
}

async function bulk(name: CrowdName): Promise<readonly Lap[]> {
  const one = opened(rulesetOf(readScheme(name)), crowdOf(name, MEMBERS, ENTRIES));
  checkByHand(name, one);
  const laps = await rounds(runnersFor(name, one), WARM, MEASURED);
  const [hand] = laps as readonly [Lap];
  console.log(`\n${name}，每人 ${ENTRIES} 条；总分、等次与手写循环逐人相同`);
  console.log(table([['', '人数', '人/CPU秒', '手写循环的几倍'], ...laps.map((lap) => rowOf(lap, hand))]));
  return laps;
}

function rowOf(lap: Lap, against: Lap): readonly string[] {
  return [
    lap.name,
    lap.members.toLocaleString('en'),
    figure(1 / median(lap.perMember)),
    lap === against ? '' : figure(timesAsFast(lap, against)),
  ];
}

/** How many members each rival is given: enough to measure, not so many that one waits. */
const PACE: Readonly<Record<string, number>> = { 'json-rules-engine': 20, HyperFormula: 200 };

/** How many times as fast as a rival the scorer is: on the part that both do, and doing the whole scheme beside it. */
type Faster = { readonly same: number; readonly whole: number };

async function againstRivals(): Promise<ReadonlyMap<string, Faster>> {
  const all = await rivals();
  const part = standardPart(quick ? 2_000 : 20_000, ENTRIES);
  const own = opened(rulesetOf(STANDARD_SCHEME), part.facts);
  const whole = opened(
    rulesetOf(readScheme('soe-joint-demo')),
    crowdOf('soe-joint-demo', part.members.length, ENTRIES),
  );
  await checkRivals(all, own, part.members);
  const countOf = (rival: Rival): number => PACE[rival.name] ?? 500;
  const laps = await rounds(
    [
      { name: '引擎，同一部分', members: part.members.length, run: () => finish(own.plan, own.book, []) },
      { name: '引擎，整个方案', members: part.members.length, run: () => finish(whole.plan, whole.book, []) },
      ...all.map((rival) => {
        const members = part.members.slice(0, countOf(rival));
        return { name: rival.name, members: members.length, run: () => rival.run(members) };
      }),
    ],
    WARM,
    MEASURED,
  );
  const [same, full] = laps as readonly [Lap, Lap];
  console.log('\nsoe-joint-demo 里别家写得出来的一部分：标准分 × 次数 × 任职上浮，求和；与引擎逐人相同');
  const head = ['', '人数', '人/CPU秒', '引擎（同一部分）快几倍', '引擎（整个方案）快几倍'];
  const rows = laps.map((lap) => [
    lap.name,
    lap.members.toLocaleString('en'),
    figure(1 / median(lap.perMember)),
    figure(timesAsFast(same, lap)),
    figure(timesAsFast(full, lap)),
  ]);
  console.log(table([head, ...rows]));
  for (const { name, does } of all) console.log(`  ${name}：${does}`);
  return new Map(laps.map((lap) => [lap.name, { same: timesAsFast(same, lap), whole: timesAsFast(full, lap) }]));
}

async function checkRivals(
  all: readonly Rival[],
  own: Opened,
  members: readonly Parameters<Rival['run']>[0][number][],
): Promise<void> {
  const ours = totalsOf(finish(own.plan, own.book, []));
  for (const rival of all) {
    const some = members.slice(0, 20);
    const theirs = await rival.run(some);
    assert.deepEqual(theirs.map(ticksOf), ours.slice(0, some.length), rival.name);
  }
}

const joint = await bulk('soe-joint-demo');
const index = await bulk('vanguard-index-demo');
const faster = await againstRivals();

const ratio = ([hand, off]: readonly Lap[]): number => timesAsFast(off as Lap, hand as Lap);
const goals: readonly (readonly [string, number, number])[] = [
  ['soe-joint：不追踪 ÷ 手写循环', ratio(joint), 0.6],
  ['vanguard-index：不追踪 ÷ 手写循环', ratio(index), 0.6],
  ['同一部分 ÷ json-rules-engine', faster.get('json-rules-engine')?.same ?? 0, 3_000],
  ['整个方案 ÷ json-rules-engine 的一部分', faster.get('json-rules-engine')?.whole ?? 0, 3_000],
  ['同一部分 ÷ ZEN 表达式', faster.get('ZEN 表达式')?.same ?? 0, 250],
  ['整个方案 ÷ ZEN 表达式的一部分', faster.get('ZEN 表达式')?.whole ?? 0, 250],
];
console.log('');
console.log(
  table([
    ['目标', '要求', '实测', ''],
    ...goals.map(([what, got, least]) => [what, figure(least), figure(got), got >= least ? '达到' : '没有达到']),
  ]),
);
