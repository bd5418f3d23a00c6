import assert from 'node:assert/strict';
import { test } from 'node:test';
import { announced, progressLine, shownLine, type Screen } from './progress.ts';

function screen(isTTY: boolean): Screen & { readonly lines: string[] } {
  const lines: string[] = [];
  return { isTTY, lines, write: (text) => lines.push(text.replaceAll(/[\r\u001b]/g, '')) };
}

/** A clock that is looked at once a call and goes on by so many milliseconds. */
function clock(step: number): () => number {
  let time = 0;
  return () => (time += step);
}

for (const [what, isTTY, step, expected] of [
  ['a long run at a terminal', true, 600, ['[K正在计分 2/4', '[K正在计分 3/4', '[K']],
  ['a short run', true, 100, []],
  ['no terminal', false, 600, []],
] as const) {
  test(`progress: ${what}`, () => {
    const terminal = screen(isTTY);
    const progress = progressLine(terminal, clock(step));
    for (const done of [1, 2, 3, 4]) progress(done, 4);
    assert.deepEqual(terminal.lines, expected);
  });
}

test('what lets nothing else run is shown before it begins, at a terminal only', () => {
  for (const isTTY of [true, false]) {
    const terminal = screen(isTTY);
    const line = shownLine('正在读表……', terminal);
    line.erase();
    assert.deepEqual(terminal.lines, []);
    line.show();
    line.erase();
    assert.deepEqual(terminal.lines, isTTY ? ['[K正在读表……', '[K'] : []);
  }
});

test('what is quick is not announced, what fails still is told', async () => {
  const terminal = screen(true);
  assert.equal(await announced('正在写', Promise.resolve(1), terminal), 1);
  assert.deepEqual(terminal.lines, ['[K']);
  await assert.rejects(announced('正在写', Promise.reject(new Error('满了')), terminal), /满了/u);
});

test('what takes a while is announced at a terminal only', async () => {
  for (const isTTY of [true, false]) {
    const terminal = screen(isTTY);
    const { promise, resolve } = Promise.withResolvers<void>();
    setTimeout(resolve, 1100);
    await announced('正在写结果表……', promise, terminal);
    assert.deepEqual(terminal.lines, isTTY ? ['[K正在写结果表……', '[K'] : []);
  }
});
