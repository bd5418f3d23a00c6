import type { Day } from '../../date.ts';
import { compare, least, negate, subtract, ZERO, type Exact } from '../../number.ts';
import { firstDayOf, type PeriodUnit } from '../../period.ts';
import type { Book } from '../book/book.ts';
import type { ItemLine, ItemPlan, ItemsPlan } from './item-plan.ts';
import type { Gap } from '../value.ts';

/**
 * Applies highest-only, then caps, to the first `count` lines of an item, direct and derived postings alike; points added
 * and points taken apart (加分、扣分分开算).
 */
type CutLines = (item: ItemPlan, lines: readonly ItemLine[], count: number) => void;

/** A cap, and what it has left for points added and for points taken. */
type Cap = {
  readonly max: Exact;
  readonly per: string;
  /** By day of the book: the first day of its span. Undefined where days do not matter. */
  readonly spans: Int32Array | undefined;
  readonly added: Left;
  readonly taken: Left;
};

/** What is left of each span of time, or of each project, that has come up. */
type Left = { readonly seen: Seen; readonly rest: Exact[] };

/** The cutting of lines over a book, one item of one owner after the other. */
export function lineCuts(plan: ItemsPlan, book: Book): CutLines {
  const spans = new Map<string, Int32Array>();
  const byLine: Cap[][] = plan.catalogue.lines.map(() => []);
  const byItem = plan.items.map(({ index, caps }) =>
    caps.map(({ max, per, only }) => {
      const cap: Cap = { max, per, spans: spansOf(book, per, spans), added: allLeft(), taken: allLeft() };
      for (const line of only === undefined ? (plan.catalogue.linesOf[index] ?? []) : [only]) byLine[line]?.push(cap);
      return cap;
    }),
  );
  const highest = plan.catalogue.lines.map(({ rule }) => rule?.highest);
  const [added, taken] = [noBest(), noBest()];
  return (item, lines, count) => {
    if (item.highest && count > 1) onlyHighest(highest, lines, count, added, taken);
    const caps = byItem[item.index] as readonly Cap[];
    if (caps.length === 0) return;
    for (const cap of caps) {
      clear(cap.added.seen);
      clear(cap.taken.seen);
    }
    for (let at = 0; at < count; at += 1) {
      const line = lines[at] as ItemLine;
      const own = byLine[line.line] as readonly Cap[];
      for (let i = 0; i < own.length; i += 1) holdTo(own[i] as Cap, line, line.day - book.first);
    }
  };
}

/** The caps over these lines that were not filled in; what brings no points needs none. */
export function unsetCaps({ openCaps }: ItemPlan, lines: readonly ItemLine[], count: number): readonly Gap[] {
  return openCaps.flatMap(({ only, gap }) => {
    const concerns = (one: ItemLine): boolean => only === undefined || one.line === only;
    return lines.some((one, at) => at < count && concerns(one) && compare(one.amount, ZERO) !== 0) ? [gap] : [];
  });
}

function allLeft(): Left {
  return { seen: noneSeen(), rest: [] };
}

function noBest(): Best {
  return { seen: noneSeen(), lines: [] };
}

/** Spans that are no part of the period. */
const TIMELESS: readonly string[] = ['period', 'entry', 'project'];

/** By day of the book, the first day of the span it falls into; undefined where days do not matter. */
export function spansOf(book: Book, per: string, known: Map<string, Int32Array>): Int32Array | undefined {
  if (TIMELESS.includes(per)) return undefined;
  const found = known.get(per);
  if (found !== undefined) return found;
  const firstOf = (day: Day): Day => (per === 'day' ? day : firstDayOf(per as PeriodUnit, day));
  const made = Int32Array.from({ length: book.last - book.first + 1 }, (_, at) => firstOf(book.first + at));
  known.set(per, made);
  return made;
}

/** The highest line so far of each project, or of the item. */
type Best = { readonly seen: Seen; readonly lines: ItemLine[] };

function onlyHighest(
  byLine: readonly ('item' | 'project' | undefined)[],
  lines: readonly ItemLine[],
  count: number,
  added: Best,
  taken: Best,
): void {
  clear(added.seen);
  clear(taken.seen);
  for (let at = 0; at < count; at += 1) {
    const line = lines[at] as ItemLine;
    const highest = byLine[line.line];
    if (highest === undefined || (highest === 'project' && line.project < 0)) continue;
    const best = isTaken(line) ? taken : added;
    const before = best.seen.size;
    const place = placeOf(best.seen, highest === 'item' ? WHOLE_ITEM : line.project);
    const sofar = place === before ? undefined : (best.lines[place] as ItemLine);
    const higher = sofar === undefined || compare(size(line), size(sofar)) > 0;
    if (higher) best.lines[place] = line;
    const loser = higher ? sofar : line;
    if (loser !== undefined) cutTo(loser, ZERO, 'highest');
  }
}

/** No project has this number. */
const WHOLE_ITEM = -1;

function isTaken({ amount }: ItemLine): boolean {
  return typeof amount === 'number' ? amount < 0 : amount.n < 0n;
}

/** Holds a line to what its span or project may still bring. */
function holdTo(cap: Cap, line: ItemLine, day: number): void {
  const { per, max } = cap;
  const taken = isTaken(line);
  const whole = size(line);
  // Whatever stands alone has the whole cap to itself.
  const alone = per === 'entry' || (per === 'project' && line.project < 0);
  const kept = alone ? least(whole, max) : takeFrom(cap, taken ? cap.taken : cap.added, line, day, whole);
  if (kept !== whole) cutTo(line, taken ? negate(kept) : kept, 'cap');
}

/** As much as the span or project of a line still has, which it then has no more. */
function takeFrom({ per, max, spans }: Cap, { seen, rest }: Left, line: ItemLine, day: number, whole: Exact): Exact {
  const before = seen.size;
  const place = placeOf(seen, per === 'project' ? line.project : spans === undefined ? 0 : (spans[day] as number));
  const left = place === before ? max : (rest[place] as Exact);
  const kept = least(whole, left);
  rest[place] = subtract(left, kept);
  return kept;
}

function cutTo(line: ItemLine, amount: Exact, by: 'highest' | 'cap'): void {
  line.amount = amount;
  line.cut = by;
}

function size(line: ItemLine): Exact {
  return isTaken(line) ? negate(line.amount) : line.amount;
}

/** Keys numbered as they come up. */
type Seen = { size: number; readonly keys: number[]; readonly far: Map<number, number> };

function noneSeen(): Seen {
  return { size: 0, keys: [], far: new Map() };
}

function clear(seen: Seen): void {
  seen.size = 0;
  if (seen.far.size > 0) seen.far.clear();
}

/** Keys are mostly few, and the last one is asked for again; only those farther back are worth a map. */
const NEAR = 12;

/** The number of a key; `size` before, where it is new. */
function placeOf(seen: Seen, key: number): number {
  const { keys, far, size: count } = seen;
  const near = Math.max(0, count - NEAR);
  for (let at = count - 1; at >= near; at -= 1) if (keys[at] === key) return at;
  if (near > 0) {
    const known = far.get(key);
    if (known !== undefined) return known;
  }
  if (count >= NEAR) far.set(keys[near] as number, near);
  keys[count] = key;
  seen.size = count + 1;
  return count;
}
