import type { Progress } from '../core/score/score-all.ts';

/** Where progress goes: a stream that may be a terminal. */
export type Screen = { readonly isTTY?: boolean; readonly write: (text: string) => unknown };

const SILENT_MS = 1000;
const BETWEEN_MS = 200;
const ERASE = '\r\u001b[K';

/** Tells a person at a terminal how far a long run is; short runs and other readers are told nothing. */
export function progressLine(screen: Screen = process.stderr, now: () => number = Date.now): Progress {
  if (screen.isTTY !== true) return () => undefined;
  const started = now();
  let last = started;
  let told = false;
  return (done, all) => {
    const time = now();
    if (done >= all) {
      if (told) screen.write(ERASE);
    } else if (time - started >= SILENT_MS && time - last >= BETWEEN_MS) {
      last = time;
      told = true;
      screen.write(`${ERASE}正在计分 ${done}/${all}`);
    }
  };
}

/** Says what begins now and lets nothing else run until it is over; only at a terminal. */
export function shownLine(
  text: string,
  screen: Screen = process.stderr,
): { readonly show: () => void; readonly erase: () => void } {
  let shown = false;
  const write = (line: string): void => void (screen.isTTY === true && screen.write(line));
  return {
    show: () => {
      shown = true;
      write(`${ERASE}${text}`);
    },
    erase: () => {
      if (shown) write(ERASE);
    },
  };
}

/** Says what takes a while, as long as it takes. */
export async function announced<T>(text: string, work: Promise<T>, screen: Screen = process.stderr): Promise<T> {
  const timer = setTimeout(() => screen.isTTY === true && screen.write(`${ERASE}${text}`), SILENT_MS);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    if (screen.isTTY === true) screen.write(ERASE);
  }
}
