// 一个人、一份方案要多久：得分依据的 p50 与 p99，全部方案的解析和编译。
import { explainSubject } from '../../src/core/score/telling/explain.ts';
import { finish } from '../../src/core/score/evaluate.ts';
import type { Standing } from '../../src/core/score/run.ts';
import { compile } from '../../src/core/score/plan.ts';
import { resolveScheme } from '../../src/core/scheme/resolve.ts';
import { readScheme, shippedSchemes } from '../../src/store/scheme.ts';
import { cpuSeconds, figure, median, quantile, table } from './clock.ts';
import { crowdOf, type CrowdName } from './crowd.ts';
import { opened, rulesetOf } from './opened.ts';

const quick = process.argv.includes('--quick');
const MEMBERS = quick ? 2_000 : 100_000;
const ASKED = quick ? 500 : 5_000;
const REPEATS = quick ? 5 : 25;

/** Milliseconds of processor time. */
function milliseconds(work: () => unknown): number {
  const before = cpuSeconds();
  work();
  return (cpuSeconds() - before) * 1_000;
}

/** One member's explanation out of a large run that has been scored, as when somebody opens the page. */
function explained(name: CrowdName): readonly string[] {
  const { plan, book } = opened(rulesetOf(readScheme(name)), crowdOf(name, MEMBERS, 50));
  const scored = finish(plan, book, []);
  const ask = (at: number): unknown => explainSubject(scored, scored.run.standings[(at * 7919) % MEMBERS] as Standing);
  for (let at = 0; at < ASKED; at += 1) ask(at);
  const times = Array.from({ length: ASKED }, (_, at) => milliseconds(() => ask(at)));
  return [name, figure(median(times)), figure(quantile(times, 0.99)), figure(Math.max(...times))];
}

type Took = { readonly id: string; readonly resolve: readonly number[]; readonly compile: readonly number[] };

function took(id: string): Took {
  const document = readScheme(id);
  const ruleset = rulesetOf(document);
  const times = (work: () => unknown): readonly number[] => Array.from({ length: REPEATS }, () => milliseconds(work));
  return {
    id,
    resolve: times(() => resolveScheme(document, readScheme)),
    compile: times(() => ruleset.parts.map((part) => compile(part))),
  };
}

/** The first time in this process, before anything is warm. */
const cold = shippedSchemes().map((id) => {
  const document = readScheme(id);
  const resolve = milliseconds(() => resolveScheme(document, readScheme));
  const ruleset = rulesetOf(document);
  const own = milliseconds(() => ruleset.parts.map((part) => compile(part)));
  return { id, resolve, compile: own };
});
const schemes = shippedSchemes().map(took);

console.log(`一个人的得分依据，${MEMBERS.toLocaleString('en')} 人里抽 ${ASKED.toLocaleString('en')} 人，CPU 毫秒`);
const people = (['soe-joint-demo', 'vanguard-index-demo'] as const).map(explained);
console.log(table([['', 'p50', 'p99', '最长'], ...people]));

const line = (what: string, of: (one: Took) => readonly number[], first: readonly number[]): readonly string[] => {
  const medians = schemes.map((one) => median(of(one)));
  const slowest = schemes[medians.indexOf(Math.max(...medians))]?.id ?? '';
  const least = Math.min(...schemes.flatMap(of));
  return [
    what,
    figure(least),
    figure(median(medians)),
    `${figure(Math.max(...medians))}（${slowest}）`,
    figure(median(first)),
    figure(Math.max(...first)),
  ];
};
console.log(`\n${schemes.length} 份方案，每份 ${REPEATS} 次，CPU 毫秒`);
console.log(
  table([
    ['', '最短', '各份中位数的中位', '最慢一份的中位数', '头一次：中位', '头一次：最长'],
    line(
      '解析、叠加、读法（resolve）',
      (one) => one.resolve,
      cold.map((one) => one.resolve),
    ),
    line(
      '编译（compile）',
      (one) => one.compile,
      cold.map((one) => one.compile),
    ),
  ]),
);

const slowest = Math.max(...schemes.map((one) => median(one.compile)));
console.log('');
console.log(
  table([
    ['目标', '要求', '实测', ''],
    ...people.map(([name, p50]) => [
      `${name} 一个人的得分依据 p50`,
      '< 1',
      p50 ?? '',
      Number(p50) < 1 ? '达到' : '没有达到',
    ]),
    ['编译一份方案，最慢一份的中位数', '< 5', figure(slowest), slowest < 5 ? '达到' : '没有达到'],
  ]),
);
