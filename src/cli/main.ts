// 命令行入口。退出码：0 正常，1 发现问题，2 用法不对。
import { problem } from '../core/problem.ts';
import { sentence, visible } from '../core/text/sentence.ts';
import { refused, versionAnswer, type Answer } from './answer.ts';
import { readCall, wantsJson } from './call.ts';
import { run } from './commands.ts';
import { helpOf, helpOfAll } from './usage.ts';

// `npm run` moves to the checkout; the files that were named stand where the person stands.
const { npm_lifecycle_event: script, INIT_CWD: standing } = process.env;
if (script === 'gongping' && standing !== undefined) process.chdir(standing);

const typed = process.argv.slice(2);
const json = wantsJson(typed);

/** Text for a terminal: a name in somebody's file must not be able to move the cursor or change the title. */
function harmless(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

async function answer(): Promise<Answer> {
  const read = readCall(typed);
  if (!read.ok) return refused(read.problems, 2);
  const call = read.value;
  if (call.kind === 'run') return run(call);
  if (call.kind === 'version') return versionAnswer();
  const text = call.command === undefined ? helpOfAll() : helpOf(call.command);
  return { exit: 0, json: { help: text }, text, asides: [] };
}

function print({ exit, json: value, text, asides }: Answer): void {
  process.exitCode = exit;
  if (json) process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  else if (text !== '') process.stdout.write(`${harmless(text)}\n`);
  if (!json) for (const line of asides) process.stderr.write(`${harmless(line)}\n`);
}

// Whoever was reading has left, as `head` does: that is no fault of ours.
const isFault = ({ code }: NodeJS.ErrnoException): boolean => code !== 'EPIPE';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (!isFault(error)) return;
  process.exitCode = 1;
  const told = problem('print-failed', '', { reason: error.code ?? error.message });
  process.stderr.write(`${sentence(told)}\n`);
});
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (isFault(error)) process.exitCode = 1;
});

try {
  print(await answer());
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  print(refused([problem('program-fault', '', { reason })]));
}
