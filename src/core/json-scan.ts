/** What reading JSON does not tell: where the text breaks the rules, and which names stand twice in one place. */
export type JsonScan = {
  /** Line and column, from 1, where the text stops being JSON. */
  readonly fault?: { readonly line: number; readonly column: number };
  /** Where brackets stand in more brackets than any document of ours has; the text is not read on from there. */
  readonly tooDeep?: { readonly line: number; readonly column: number };
  readonly repeated: readonly { readonly at: string; readonly key: string }[];
};

/** More brackets within brackets than this nobody means; whatever goes through them by itself would run out of room. */
export const MOST_DEEP = 100;

type Frame = { readonly end: '}' | ']'; readonly keys: Set<string>; key: string; index: number };
type Awaited = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'comma' | 'nothing';

const TOKEN =
  /[ \t\n\r]*(?:(")|((?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.]))|([{}[\],:]))/y;

/**
 * Goes through a JSON text once. `JSON.parse` takes the last of two equal names without a word, which would lose one of
 * two members' entries; and its messages give no place that a person can go to.
 */
export function scanJson(text: string): JsonScan {
  const frames: Frame[] = [];
  const repeated: { at: string; key: string }[] = [];
  let awaited: Awaited = 'value';
  TOKEN.lastIndex = 0;
  for (;;) {
    const start = TOKEN.lastIndex;
    const token = TOKEN.exec(text);
    if (token === null) {
      const at = start + text.slice(start).search(/[^ \t\n\r]|$/);
      return awaited === 'nothing' && at === text.length ? { repeated } : { fault: placeOf(text, at), repeated };
    }
    const [whole, quote, , mark] = token;
    const begin = TOKEN.lastIndex - whole.trimStart().length;
    const end = quote === undefined ? TOKEN.lastIndex : endOfString(text, TOKEN.lastIndex);
    const string = quote === undefined ? undefined : text.slice(begin, end);
    const next: Awaited | undefined = end === undefined ? undefined : step(awaited, string, mark, frames, repeated);
    if (end === undefined || next === undefined) return { fault: placeOf(text, begin), repeated };
    TOKEN.lastIndex = end;
    if (frames.length > MOST_DEEP) return { tooDeep: placeOf(text, TOKEN.lastIndex - 1), repeated };
    awaited = next;
  }
}

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Behind the closing quote; undefined where there is none. By hand: a pattern for all of it runs out of room. */
function endOfString(text: string, first: number): number | undefined {
  for (let at = first; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '"') return at + 1;
    if (sign < ' ') return undefined;
    if (sign !== '\\') continue;
    ESCAPE.lastIndex = at;
    if (!ESCAPE.test(text)) return undefined;
    at = ESCAPE.lastIndex - 1;
  }
  return undefined;
}

/** What may come after a token; undefined when the token may not stand here. */
function step(
  awaited: Awaited,
  string: string | undefined,
  mark: string | undefined,
  frames: Frame[],
  repeated: { at: string; key: string }[],
): Awaited | undefined {
  const frame = frames.at(-1);
  const atEnd = awaited === 'comma' || awaited === 'first value' || awaited === 'first key';
  if (frame !== undefined && mark === frame.end) {
    if (!atEnd) return undefined;
    frames.pop();
    return frames.length === 0 ? 'nothing' : 'comma';
  }
  if (awaited === 'comma' && mark === ',' && frame !== undefined) {
    frame.index += 1;
    return frame.end === '}' ? 'key' : 'value';
  }
  if (awaited === 'colon') return mark === ':' ? 'value' : undefined;
  if (awaited === 'key' || awaited === 'first key') return named(string, frames, repeated);
  return awaited === 'value' || awaited === 'first value' ? begun(mark, frames) : undefined;
}

function named(
  string: string | undefined,
  frames: readonly Frame[],
  repeated: { at: string; key: string }[],
): Awaited | undefined {
  const frame = frames.at(-1);
  if (string === undefined || frame === undefined) return undefined;
  const key = JSON.parse(string) as string;
  frame.key = key;
  if (frame.keys.has(key)) repeated.push({ at: pathOf(frames), key });
  frame.keys.add(key);
  return 'colon';
}

function begun(mark: string | undefined, frames: Frame[]): Awaited | undefined {
  if (mark === undefined) return frames.length === 0 ? 'nothing' : 'comma';
  if (mark !== '{' && mark !== '[') return undefined;
  frames.push({ end: mark === '{' ? '}' : ']', keys: new Set(), key: '', index: 0 });
  return mark === '{' ? 'first key' : 'first value';
}

function pathOf(frames: readonly Frame[]): string {
  return frames.map((frame) => (frame.end === '}' ? frame.key : String(frame.index))).join('.');
}

function placeOf(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at);
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
}
