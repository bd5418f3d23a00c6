// Runs the measurements of test/bench one after the other, each in a process of its own, with nothing beside it.
//   npm run bench [-- NAME…] [-- --quick]   only those whose name contains a NAME; --quick: small, to see that it runs
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { root } from '../bin/launch.mjs';
import { testFiles } from './test-files.ts';

const FOLDER = join(root, 'test', 'bench');

/** The other engines have a package.json of their own: they are measured against, the product never needs them. */
function installRivals(): boolean {
  const wanted = readFileSync(join(FOLDER, 'package-lock.json'), 'utf8');
  const stamp = join(FOLDER, 'node_modules', '.package-lock.json');
  if (existsSync(stamp) && sameVersions(wanted, readFileSync(stamp, 'utf8'))) return true;
  console.log('正在安装对照用的引擎（只在第一次，装在 test/bench 里）……');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const options = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  return spawnSync(npm, options, { cwd: FOLDER, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

type Lock = { readonly packages: Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>> };

function sameVersions(wanted: string, installed: string): boolean {
  const have = (JSON.parse(installed) as Lock).packages;
  return Object.entries((JSON.parse(wanted) as Lock).packages).every(
    ([path, one]) => path === '' || one.optional === true || have[path]?.version === one.version,
  );
}

const names = process.argv.slice(2).filter((one) => !one.startsWith('--'));
const options = process.argv.slice(2).filter((one) => one.startsWith('--'));
const chosen = testFiles().bench.filter((path) => names.length === 0 || names.some((name) => path.includes(name)));
if (chosen.length === 0) {
  console.log('没有可跑的测量（test/bench/ 下没有相符的文件）。');
  process.exitCode = 2;
} else if (!installRivals()) {
  console.log('对照用的引擎没有装上。请检查网络或 npm 镜像设置后重试。');
  process.exitCode = 1;
} else {
  const memory = Math.round(totalmem() / 2 ** 30);
  console.log(
    `Node ${process.versions.node}，${availableParallelism()} 核（${cpus()[0]?.model.trim() ?? ''}），内存 ${memory} GiB`,
  );
  for (const path of chosen) {
    console.log(`\n── ${path}`);
    const { status } = spawnSync(process.execPath, ['--expose-gc', path, ...options], { cwd: root, stdio: 'inherit' });
    if (status !== 0) process.exitCode = 1;
  }
}
