import type { Progress } from '../core/score/score-all.ts';

const SILENT_MS = 1000;
const BETWEEN_MS = 200;

/** Tells a person at a terminal how far a long run is; short runs and other readers are told nothing. */
export function progressLine(stream: NodeJS.WriteStream = process.stderr, now: () => number = Date.now): Progress {
  if (!stream.isTTY) return () => undefined;
  const started = now();
  let last = started;
  let told = false;
  return (done, all) => {
    const time = now();
    const over = done >= all;
    if (over && told) stream.write('\r\u001b[K');
    if (over || time - started < SILENT_MS || time - last < BETWEEN_MS) return;
    last = time;
    told = true;
    stream.write(`\r正在计分 ${done}/${all}\u001b[K`);
  };
}
