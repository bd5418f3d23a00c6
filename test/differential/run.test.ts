// A long run may be stopped, and says how to go on.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';

test('a run that is stopped says how many it compared and how to go on', async () => {
  const run = spawn(process.execPath, ['bin/dev.mjs', 'scripts/differential.ts', '--seed', '5', '--from', '40']);
  const printed = text(run.stdout);
  // The first stretch is done.
  await once(run.stderr, 'data');
  const ended = once(run, 'exit');
  run.kill('SIGTERM');
  assert.deepEqual(await ended, [1, null]);
  const said = await printed;
  const [, next, rest] = /--seed 5 --from (\d+) --runs (\d+)\n/.exec(said) ?? [];
  const refused = /另有 (\d+) 个/.exec(said)?.[1] ?? '0';
  const passed = /^(\d+) passed, 0 failed$/m.exec(said)?.[1] ?? '';
  assert.ok(Number(next) > 40, said);
  assert.equal(Number(rest), 1_000_040 - Number(next));
  assert.equal(Number(passed) + Number(refused), Number(next) - 40);
});
