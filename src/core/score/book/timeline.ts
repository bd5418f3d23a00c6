import { parseDay, type Day } from '../../date.ts';
import { isRecord } from '../../scheme/shape.ts';
import { noSuchDay } from '../../typed-date.ts';
import { isSpan, overlaps } from '../../span.ts';

/** What holds from one day to another, both included. */
export type Piece<T> = { readonly value: T; readonly from: Day; readonly to: Day };

/** A value that may change with time: one value for always, or pieces in the order they were written. */
export type Timeline<T> = { readonly always: T } | { readonly pieces: readonly Piece<T>[] };

const KEYS: ReadonlySet<string> = new Set(['value', 'from', 'to']);
const LONG_AGO = -1e9;
const FAR_OFF = 1e9;

/** Whether a JSON value is written as intervals: `[{value, from, to}, …]`. */
export function isTimed(value: unknown): value is readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => isRecord(one) && 'value' in one);
}

/** Is told what is wrong with an interval, and where in the list: `1.from`. */
export type IntervalFault = (code: string, place: string, data: Readonly<Record<string, string>>) => void;

/** Reads a value or intervals of it; `read` reads one value and reports its own problems, `fault` those of an interval. */
export function timeline<T>(
  value: unknown,
  read: (one: unknown) => T | undefined,
  fault: IntervalFault,
): Timeline<T> | undefined {
  if (!isTimed(value)) {
    const always = read(value);
    return always === undefined ? undefined : { always };
  }
  const pieces = value.flatMap((one, index): readonly Piece<T>[] => {
    for (const key of Object.keys(one))
      if (!KEYS.has(key)) fault('unknown-key', `${index}.${key}`, { key, list: [...KEYS].join('、') });
    const got = read(one['value']);
    const from = bound(one['from'], LONG_AGO);
    const to = bound(one['to'], FAR_OFF);
    if (from === undefined) fault('not-a-date', `${index}.from`, notADate(one['from']));
    if (to === undefined) fault('not-a-date', `${index}.to`, notADate(one['to']));
    if (from === undefined || to === undefined) return [];
    const forwards = isSpan({ from, to });
    if (!forwards) fault('interval-backwards', String(index), { got: `${String(one['from'])}—${String(one['to'])}` });
    return !forwards || got === undefined ? [] : [{ value: got, from, to }];
  });
  tellOverlaps(value, fault);
  return { pieces };
}

/** Of two values for one day nobody can say which is meant. */
function tellOverlaps(written: readonly Readonly<Record<string, unknown>>[], fault: IntervalFault): void {
  const spans = written.flatMap((one, index) => {
    const [from, to] = [bound(one['from'], LONG_AGO), bound(one['to'], FAR_OFF)];
    return from === undefined || to === undefined || !isSpan({ from, to }) ? [] : [{ from, to, index }];
  });
  let before: (typeof spans)[number] | undefined;
  for (const span of spans.toSorted((a, b) => a.from - b.from || a.index - b.index)) {
    if (before !== undefined && overlaps(before, span)) {
      const [first, second] = [before.index, span.index].toSorted((a, b) => a - b) as [number, number];
      fault('interval-overlap', String(second), {
        first: String(first + 1),
        second: String(second + 1),
        kind: 'spans',
      });
    }
    if (before === undefined || span.to > before.to) before = span;
  }
}

function notADate(written: unknown): Readonly<Record<string, string>> {
  const got = String(written);
  return { got, ...noSuchDay(got) };
}

function bound(value: unknown, open: Day): Day | undefined {
  if (value === undefined || value === null) return open;
  return typeof value === 'string' ? parseDay(value) : undefined;
}

/** The value on a day. */
export function on<T>(line: Timeline<T> | undefined, day: Day): T | undefined {
  if (line === undefined) return undefined;
  if ('always' in line) return line.always;
  for (let i = line.pieces.length - 1; i >= 0; i -= 1) {
    const piece = line.pieces[i] as Piece<T>;
    if (piece.from <= day && day <= piece.to) return piece.value;
  }
  return undefined;
}

/** Whether any value holds on some day of the stretch. */
export function touches<T>(line: Timeline<T>, first: Day, last: Day): boolean {
  return 'always' in line || line.pieces.some((piece) => piece.from <= last && piece.to >= first);
}

/** The pieces that lie wholly within the stretch. */
export function within<T>(line: Timeline<T> | undefined, first: Day, last: Day): readonly Piece<T>[] {
  if (line === undefined || 'always' in line) return [];
  return line.pieces.filter((piece) => piece.from >= first && piece.to <= last);
}
