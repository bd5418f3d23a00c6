// Both evaluators on random schemes with random facts, as many as asked for.
//   differential.ts                              a million
//   differential.ts --runs 5000 --seed 7         so many, others
//   differential.ts --from 250000                goes on where an earlier run stopped
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { randomCase } from '../test/differential/random/case.ts';
import { told, tried } from '../test/differential/random/trial.ts';

/** Every `step`-th case of a seed. */
type Share = { readonly seed: number; readonly first: number; readonly end: number; readonly step: number };
/** What came of the cases since the last news. */
type News = { readonly compared: number; readonly refused: number; readonly failed: readonly number[] };

const BATCH = 50;

function work({ seed, first, end, step }: Share): void {
  for (let from = first; from < end; from += BATCH * step) {
    let [compared, refused] = [0, 0];
    const failed: number[] = [];
    for (let index = from; index < Math.min(end, from + BATCH * step); index += step) {
      const found = tried(randomCase(seed, index));
      if (found.refused !== undefined) refused += 1;
      else compared += 1;
      if (found.differences.length > 0) failed.push(index);
    }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- 线程之间没有来源可言，窗口之间才有
    parentPort?.postMessage({ compared, refused, failed } satisfies News);
  }
}

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  console.error(`--${name} 要写成不带小数的数，这里是「${text}」。`);
  process.exit(2);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
    },
  });
  const [runs, seed, from] = [
    wholeNumber('runs', values.runs),
    wholeNumber('seed', values.seed),
    wholeNumber('from', values.from),
  ];
  const step = Math.min(availableParallelism(), Math.max(1, runs));
  const failed: number[] = [];
  let [compared, refused] = [0, 0];
  const take = (news: News): void => {
    compared += news.compared;
    refused += news.refused;
    failed.push(...news.failed);
    if (process.stderr.isTTY)
      process.stderr.write(`\r${compared + refused} / ${runs}，不同 ${failed.length}（种子 ${seed}，从 ${from} 起）`);
  };
  const shares = Array.from({ length: step }, (_, at): Share => ({ seed, first: from + at, end: from + runs, step }));
  await Promise.all(shares.map((share) => ended(share, take)));
  if (process.stderr.isTTY) process.stderr.write('\n');
  const [first] = failed.toSorted((a, b) => a - b);
  if (first !== undefined)
    console.log(`${told(seed, first)}\n不同的例子：${failed.toSorted((a, b) => a - b).join('、')}`);
  if (refused > 0) console.log(`另有 ${refused} 个例子不合规定，没有比。`);
  console.log(`${compared - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

function ended(share: Share, take: (news: News) => void): Promise<void> {
  return new Promise((done, stopped) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: share });
    worker.on('message', take);
    worker.on('error', stopped);
    worker.on('exit', () => done());
  });
}

if (isMainThread) await main();
else work(workerData as Share);
