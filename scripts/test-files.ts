import { globSync } from 'node:fs';
import { root } from '../bin/launch.mjs';

/**
 * The test files by where they run. `unit`: beside their source and the tests of the house, all in one process.
 * `whole`: the program as a whole, one process per file. `long` and `bench` run only when asked for.
 */
export function testFiles() {
  const unit = glob(['src/**/*.test.ts', 'test/house/**/*.test.ts']);
  const long = glob(['test/long/**/*.test.ts']);
  const apart = new Set([...unit, ...long, ...glob(['test/bench/**/*.test.ts'])]);
  const whole = glob(['test/**/*.test.ts']).filter((path) => !apart.has(path));
  return { unit, whole, long, bench: glob(['test/bench/measure-*.ts']) } as const;
}

/** Every source file of core; coverage is judged against this list. */
export function coreFiles(): readonly string[] {
  return glob(['src/core/**/*.ts']).filter((path) => !path.endsWith('.test.ts'));
}

function glob(patterns: readonly string[]): readonly string[] {
  return globSync([...patterns], { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted();
}
