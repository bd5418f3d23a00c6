import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);

/**
 * Which evaluator this is (计算程序的版本): the release, and a digest of the very source that computes. Two that differ in
 * one byte of core have different names; tests do not count.
 */
export function evaluatorVersion(): string {
  const release = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as { readonly version: string };
  const core = fileURLToPath(new URL('src/core/', ROOT));
  const files = readdirSync(core, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted();
  const digest = createHash('sha256');
  for (const path of files) {
    const source = readFileSync(`${core}${path}`, 'utf8');
    digest.update(`${path}\n${source.length}\n${source}\n`);
  }
  return `${release.version}+${digest.digest('hex').slice(0, 16)}`;
}
