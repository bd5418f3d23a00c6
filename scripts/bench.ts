// Runs the measurements of test/bench one after the other, each in a process of its own, with nothing beside it.
//   npm run bench [-- NAME…]   only the files whose path contains a NAME
import { spawnSync } from 'node:child_process';
import { root } from '../bin/launch.mjs';
import { testFiles } from './test-files.ts';

const names = process.argv.slice(2);
const chosen = testFiles().bench.filter((path) => names.length === 0 || names.some((name) => path.includes(name)));
if (chosen.length === 0) {
  console.log('没有可跑的测量（test/bench/ 下没有相符的文件）。');
  process.exitCode = names.length === 0 ? 0 : 2;
}
for (const path of chosen) {
  console.log(`\n── ${path}`);
  const { status } = spawnSync(process.execPath, ['--expose-gc', path], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
