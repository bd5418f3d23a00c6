// 把方案里的每个数改动一步，看算例发现没有：node bin/dev.mjs scripts/mutation.ts [方案…]
// 不写方案就全部跑一遍，把数字写进 docs/mutation.md。至多两个进程。
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { mutationOf, type FreeNumber, type MutationReport } from './mutate.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const shipped = readdirSync('schemes').flatMap((one) => (one.endsWith('.yaml') ? [one.slice(0, -'.yaml'.length)] : []));
const ids = positionals.length > 0 ? positionals : shipped;

function read(id: string): unknown {
  if (!shipped.includes(id)) return undefined;
  return parse(readFileSync(`schemes/${id}.yaml`, 'utf8'), {
    schema: 'failsafe',
    customTags: ['bool', 'null'],
    maxAliasCount: -1,
  });
}

/** One document in a process of its own. */
async function apart(id: string): Promise<MutationReport> {
  const child = spawn(process.execPath, [import.meta.filename, '--json', id], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pieces: Buffer[] = [];
  for await (const piece of child.stdout) pieces.push(piece as Buffer);
  return JSON.parse(Buffer.concat(pieces).toString('utf8')) as MutationReport;
}

function tell(report: MutationReport): void {
  const { scheme, numbers, byCheck, free } = report;
  console.log(
    `${scheme}：${numbers} 个数，算例钉住 ${numbers - byCheck.length - free.length}，另有 ${byCheck.length} 个由检查发现，${free.length} 个没有钉住`,
  );
  const list = (what: string, all: readonly FreeNumber[]): void => {
    for (const { path, changes } of all) console.log(`  ${what} ${path}：${changes.join('，')}`);
  };
  list('只有检查发现', byCheck);
  list('没有钉住', free);
}

async function lane(queue: string[], reports: Map<string, MutationReport>): Promise<void> {
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const report = await apart(id);
    tell(report);
    reports.set(id, report);
  }
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`;
}

function row(name: string, reports: readonly MutationReport[]): string {
  const sum = (count: (one: MutationReport) => number): number => reports.reduce((all, one) => all + count(one), 0);
  const [numbers, byCheck, free] = [
    sum((one) => one.numbers),
    sum((one) => one.byCheck.length),
    sum((one) => one.free.length),
  ];
  const pinned = numbers - byCheck - free;
  return `| ${name} | ${numbers} | ${pinned} | ${percent(pinned, numbers)} | ${byCheck} | ${free} |\n`;
}

function writePage(reports: readonly MutationReport[]): void {
  const page = 'docs/mutation.md';
  const mark = '| --- | --- | --- | --- | --- | --- |\n';
  const [head = ''] = readFileSync(page, 'utf8').split(mark);
  const rows = reports.map((one) => row(`\`${one.scheme}\``, [one]));
  writeFileSync(page, `${head}${mark}${rows.join('')}${row('合计', reports)}`);
}

if (values.json) {
  process.stdout.write(JSON.stringify(mutationOf(ids[0] ?? '', read)));
} else {
  const reports = new Map<string, MutationReport>();
  const queue = [...ids];
  await Promise.all([lane(queue, reports), lane(queue, reports)]);
  const all = ids.flatMap((id) => reports.get(id) ?? []);
  console.log(row('合计', all).trim());
  if (positionals.length === 0) writePage(all);
  process.exitCode = all.some((one) => one.free.length > 0) ? 1 : 0;
}
