import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { root } from '../../bin/launch.mjs';

/** The program as users start it. */
export const PROGRAM = join(root, 'bin', 'gongping.mjs');

/** What came of one call of the program. */
export type Outcome = { readonly exit: number | null; readonly out: string; readonly err: string };

/** Runs the program as a user does, in a folder of their own. */
export function gongping(args: readonly string[], cwd: string): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return { exit: status, out: stdout, err: stderr };
}

/** The same without waiting, for runs side by side. */
export function gongpingBeside(args: readonly string[], cwd: string): Promise<Outcome> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd });
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.on('error', reject);
  child.on('close', (exit) => resolve({ exit, out, err }));
  return promise;
}

/** A folder that is gone after the tests. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gongping-cli-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** One JSON document and nothing else, or the test fails. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- 测试自己知道要读的是什么
export function json<T>(outcome: Outcome): T {
  return JSON.parse(outcome.out) as T;
}

export type Told = {
  readonly problems: readonly { readonly code: string; readonly at: string; readonly message: string }[];
};

/** Problems as `code at`. */
export function told(outcome: Outcome): readonly string[] {
  return json<Told>(outcome).problems.map((one) => `${one.code} ${one.at}`.trim());
}
