// 命令行入口。退出码：0 正常，1 有问题，2 用法不对。
import { parseArgs } from 'node:util';
import { check, demo, schemes, score } from './commands.ts';

const USAGE = `用法：
  gongping schemes [方案] [--json]             列出随带的方案，或一份方案的全部编号
  gongping check 方案 [--json]                 检查一份方案
  gongping score 方案 事实.json [--json] [--explain 对象]   计分
  gongping demo                                算一份虚构示范
`;

function run(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, explain: { type: 'string' } },
  });
  const [command, first, second] = positionals;
  if (command === 'schemes') return schemes(first, values.json);
  if (command === 'check' && first !== undefined) return check(first, values.json);
  if (command === 'score' && first !== undefined && second !== undefined) {
    return score(first, second, { json: values.json, explain: values.explain });
  }
  if (command === 'demo') return demo();
  process.stderr.write(USAGE);
  return 2;
}

try {
  process.exitCode = run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exitCode = 2;
}
