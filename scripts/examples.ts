// 运行方案文档里的算例：node scripts/examples.ts [方案…]，列出每一处不同。
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { examplesOf, runExample } from '../src/core/score/example.ts';
import { resolveScheme } from '../src/core/scheme/resolve.ts';

const read = (id: string): unknown => {
  const file = `schemes/${id}.yaml`;
  if (!existsSync(file)) return undefined;
  return parse(readFileSync(file, 'utf8'), { schema: 'failsafe', customTags: ['bool', 'null'] });
};

const named = process.argv.slice(2).filter((one) => !one.startsWith('--'));
const ids =
  named.length > 0
    ? named
    : readdirSync('schemes')
        .filter((one) => one.endsWith('.yaml'))
        .map((one) => one.slice(0, -5));
let failed = 0;
let passed = 0;
for (const id of ids) {
  const document = read(id);
  if (document === undefined) {
    console.log(`${id}: 没有这份文档`);
    failed += 1;
    continue;
  }
  const resolved = resolveScheme(document, read);
  for (const one of resolved.problems)
    console.log(`${id} ${one.severity} ${one.code} ${one.at} ${JSON.stringify(one.data)}`);
  if (!resolved.ok) failed += 1;
  for (const example of examplesOf(document)) {
    const differences = runExample(document, read, example);
    if (differences.length === 0) passed += 1;
    else failed += 1;
    for (const one of differences) console.log(`${id} ${one.at}: ${one.code} ${JSON.stringify(one.data)}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
