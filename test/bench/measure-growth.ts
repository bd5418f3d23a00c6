// 人数增加十倍、百倍时，时间和内存怎样增长。每一档在自己的进程里，内存取进程的最高值。
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { figure, table } from './clock.ts';
import type { Grown } from './growth-child.ts';

const quick = process.argv.includes('--quick');
const SIZES = quick ? [1_000, 10_000] : [10_000, 100_000, 1_000_000];
const CHILD = fileURLToPath(new URL('growth-child.ts', import.meta.url));

function grown(name: string, members: number): Grown {
  const options = ['--expose-gc', '--max-old-space-size=16000', CHILD, name, String(members)];
  const { stdout, status } = spawnSync(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error(`${name} ${members}: ended with ${status}`);
  return JSON.parse(stdout.toString()) as Grown;
}

const micro = (seconds: number, members: number): string => figure((seconds / members) * 1e6);
const verdicts: (readonly string[])[] = [];
for (const name of ['soe-joint-demo', 'vanguard-index-demo']) {
  const sizes = SIZES.map((members) => grown(name, members));
  console.log(`\n${name}，每人 50 条，从报来的事实到全部结果；微秒是每人的 CPU 时间`);
  const head = ['人数', '记录', '读入并核对', '计分（阶段一至六）', '写成结果（阶段七）', '内存最高 MiB'];
  const rows = sizes.map((one) => [
    one.members.toLocaleString('en'),
    (one.members * 50).toLocaleString('en'),
    micro(one.open, one.members),
    micro(one.score, one.members),
    micro(one.results, one.members),
    figure(one.peak),
  ]);
  console.log(table([head, ...rows]));
  const [first, last] = [sizes[0] as Grown, sizes.at(-1) as Grown];
  const cost = (one: Grown): number => (one.open + one.score + one.results) / one.members;
  verdicts.push([
    `${name}：${last.members.toLocaleString('en')} 人时每人所用 ÷ ${first.members.toLocaleString('en')} 人时`,
    '≤ 1.5',
    figure(cost(last) / cost(first)),
    cost(last) / cost(first) <= 1.5 ? '达到' : '没有达到',
  ]);
  const large = sizes.find((one) => one.members === 100_000);
  if (large !== undefined)
    verdicts.push([
      `${name}：100,000 人 × 50 条的内存`,
      '< 1,024 MiB',
      figure(large.peak),
      large.peak < 1024 ? '达到' : '没有达到',
    ]);
}
console.log('');
console.log(table([['目标', '要求', '实测', ''], ...verdicts]));
