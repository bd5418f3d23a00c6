// Both evaluators on random schemes with random facts, as many as asked for.
//   differential.ts                              a million
//   differential.ts --runs 5000 --seed 7         so many, others
//   differential.ts --from 250000                goes on where an earlier run stopped
//   differential.ts --jobs 1                     on one core; all of them where nothing is said
//   differential.ts --of pairs                   two random schemes in one document, the second upon the first
//   differential.ts --of shipped                 the worked cases of the shipped schemes, with changed facts
// Stopped (Ctrl+C, SIGTERM) or failing, it says how many it compared and how to go on.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Documents } from '../src/core/scheme/resolve.ts';
import type { Case } from '../test/differential/compare.ts';
import { randomCase } from '../test/differential/random/case.ts';
import { pairCase } from '../test/differential/random/pair-case.ts';
import { told, tried } from '../test/differential/random/trial.ts';

/** Cases of a seed, from the first to before the end. */
type Stretch = { readonly first: number; readonly end: number };
/** What came of a stretch. */
type News = Stretch & { readonly compared: number; readonly refused: number; readonly failed: readonly number[] };

const STRETCH = 100;

/** Where cases come from, and the documents they build on. */
type Source = { readonly caseAt: (seed: number, index: number) => Case; readonly documents?: Documents };

async function sourceOf(of: string): Promise<Source> {
  if (of !== 'shipped') return { caseAt: of === 'pairs' ? pairCase : randomCase };
  const { documents } = await import('../test/differential/shipped.ts');
  const { shippedCase } = await import('../test/differential/random/shipped-case.ts');
  return { caseAt: shippedCase, documents };
}

type Job = { readonly seed: number; readonly of: string };

async function work({ seed, of }: Job): Promise<void> {
  const { caseAt, documents } = await sourceOf(of);
  parentPort?.on('message', ({ first, end }: Stretch) => {
    let [compared, refused] = [0, 0];
    const failed: number[] = [];
    for (let index = first; index < end; index += 1) {
      const found = tried(caseAt(seed, index), undefined, documents);
      if (found.refused === undefined) compared += 1;
      else refused += 1;
      if (found.differences.length > 0) failed.push(index);
    }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- 线程之间没有来源可言，窗口之间才有
    parentPort?.postMessage({ first, end, compared, refused, failed } satisfies News);
  });
}

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  console.error(`--${name} 要写成不带小数的数，这里是「${text}」。`);
  process.exit(2);
}

function sourceNamed(name: string): string {
  if (SOURCES.includes(name)) return name;
  console.error(`--of 要写成 ${SOURCES.join('、')} 中的一种，这里是「${name}」。`);
  process.exit(2);
}

const SOURCES: readonly string[] = ['random', 'pairs', 'shipped'];

type Asked = Job & Readonly<Record<'runs' | 'from' | 'jobs', number>>;

function asked(): Asked {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      jobs: { type: 'string', default: String(availableParallelism()) },
      of: { type: 'string', default: 'random' },
    },
  });
  return {
    runs: wholeNumber('runs', values.runs),
    seed: wholeNumber('seed', values.seed),
    from: wholeNumber('from', values.from),
    jobs: Math.max(1, wholeNumber('jobs', values.jobs)),
    of: sourceNamed(values.of),
  };
}

/** How far a run is: `next` is handed out next, `open` are the stretches that are being worked on. */
type Run = {
  next: number;
  compared: number;
  refused: number;
  stopped: boolean;
  readonly end: number;
  readonly failed: number[];
  readonly open: Set<number>;
};

/** How a run is asked for. */
const again = ({ seed, of }: Job): string => `${of === 'random' ? '' : `--of ${of} `}--seed ${seed}`;

/** The first case that was not tried yet: every one before it was. */
const reached = ({ next, open }: Run): number => Math.min(next, ...open);

/** Hands a thread one stretch after the other, until none is left or the run is stopped. */
function finished(run: Run, job: Job, heard: () => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const worker = new Worker(new URL(import.meta.url), { workerData: job });
  const more = (): void => {
    const first = run.next;
    if (run.stopped || first >= run.end) {
      void worker.terminate().then(() => resolve());
      return;
    }
    run.next = Math.min(run.end, first + STRETCH);
    run.open.add(first);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- 线程之间没有来源可言，窗口之间才有
    worker.postMessage({ first, end: run.next } satisfies Stretch);
  };
  worker.on('message', ({ first, compared, refused, failed }: News) => {
    run.open.delete(first);
    run.compared += compared;
    run.refused += refused;
    run.failed.push(...failed);
    for (const index of failed) process.stderr.write(`不同：${again(job)} --from ${index} --runs 1\n`);
    heard();
    more();
  });
  worker.on('error', (error) => {
    run.stopped = true;
    reject(error);
  });
  more();
  return promise;
}

/** Half a minute: a log of a long run stays readable. */
const PAUSE = 30_000;

/** Says how far a run is: all the time on a screen, now and then in a file. */
function progress(run: Run, { runs, seed, from }: Asked): () => void {
  let last = 0;
  return () => {
    const line = `种子 ${seed}：从 ${from} 起试了 ${reached(run) - from} / ${runs} 个，不同 ${run.failed.length} 个`;
    if (process.stderr.isTTY) process.stderr.write(`\r${line}`);
    else if (Date.now() - last > PAUSE) {
      last = Date.now();
      process.stderr.write(`${line}\n`);
    }
  };
}

async function main(): Promise<void> {
  const all = asked();
  const { runs, from, jobs } = all;
  const run: Run = {
    next: from,
    end: from + runs,
    compared: 0,
    refused: 0,
    stopped: false,
    failed: [],
    open: new Set(),
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // What is being worked on is finished first. One request may come twice, by way of npm and the launcher.
    process.on(signal, () => {
      run.stopped = true;
    });
  }
  const heard = progress(run, all);
  const ends = await Promise.allSettled(
    Array.from({ length: Math.min(jobs, Math.ceil(runs / STRETCH)) }, () => finished(run, all, heard)),
  );
  if (process.stderr.isTTY) process.stderr.write('\n');
  for (const end of ends) if (end.status === 'rejected') console.error(end.reason);
  await report(run, all);
}

async function report(run: Run, all: Asked): Promise<void> {
  const { seed, of, from } = all;
  const to = reached(run);
  const failed = run.failed.toSorted((a, b) => a - b);
  const [first] = failed;
  if (first !== undefined) {
    const { caseAt, documents } = await sourceOf(of);
    if (!run.stopped) console.log(`${again(all)} --from ${first}\n${told(caseAt(seed, first), documents)}`);
    console.log(`不同的例子：${failed.join('、')}`);
  }
  if (run.refused > 0) console.log(`另有 ${run.refused} 个例子不合规定，没有比。`);
  if (to < run.end) {
    console.log(`没有做完：从 ${from} 试到 ${to} 之前。接着做：${again(all)} --from ${to} --runs ${run.end - to}`);
  }
  console.log(`${run.compared - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 && to === run.end ? 0 : 1;
}

if (isMainThread) await main();
else await work(workerData as Job);
