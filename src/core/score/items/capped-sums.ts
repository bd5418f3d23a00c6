import type { Day } from '../../date.ts';
import { least, negate, sign, subtract, type Exact } from '../../number.ts';
import type { Book } from '../book/book.ts';
import { spansOf } from './cut-lines.ts';
import type { CapPlan, ItemPlan, ItemsPlan } from './item-plan.ts';

/**
 * Caps that stand alone: nothing else concerns their lines, so what they leave does not depend on the order of the
 * postings, and none has to be kept. Serves one owner at a time.
 */
export type CappedSums = {
  /** Whether the postings of a line are held by such a cap. */
  readonly holds: (line: number) => boolean;
  /** What still counts of an amount on such a line. */
  readonly take: (line: number, amount: Exact, day: Day) => Exact;
  /** Makes room for the next owner. */
  readonly clear: () => void;
};

/** What a cap has left in each span of time, for points added and for points taken. */
type Room = {
  readonly max: Exact;
  /** By day of the book, the number of its span; undefined where days do not matter. */
  readonly spans: Uint8Array | undefined;
  readonly added: Exact[];
  readonly taken: Exact[];
  used: boolean;
};

/** A cap that stands alone; its room is laid out when something first comes under it. */
type Alone = { readonly cap: CapPlan; room: Room | undefined };

export function cappedSums(plan: ItemsPlan, book: Book): CappedSums {
  const byLine: (Alone | undefined)[] = plan.catalogue.lines.map(() => undefined);
  for (const { item, cap } of plan.items.flatMap((item) => item.caps.map((cap) => ({ item, cap })))) {
    const lines = linesUnder(plan, item, cap);
    if (TOO_MANY.includes(cap.per) || !lines.every((line) => isAlone(plan, item, line))) continue;
    const alone: Alone = { cap, room: undefined };
    for (const line of lines) byLine[line] = alone;
  }
  const used: Room[] = [];
  return {
    holds: (line) => byLine[line] !== undefined,
    take: (line, amount, day) => {
      const alone = byLine[line] as Alone;
      const room = (alone.room ??= roomOf(book, alone.cap));
      if (!room.used) used.push(room);
      room.used = true;
      return takeFrom(room, amount, day - book.first);
    },
    clear: () => {
      for (let room = used.pop(); room !== undefined; room = used.pop()) {
        room.added.fill(room.max);
        room.taken.fill(room.max);
        room.used = false;
      }
    },
  };
}

function linesUnder({ catalogue }: ItemsPlan, item: ItemPlan, cap: CapPlan): readonly number[] {
  return cap.only === undefined ? (catalogue.linesOf[item.index] ?? []) : [cap.only];
}

/** Whether no more than one cap concerns a line, and nothing else that looks at postings side by side. */
function isAlone({ catalogue }: ItemsPlan, { caps, openCaps, autos }: ItemPlan, line: number): boolean {
  const over = [...caps, ...openCaps].filter(({ only }) => only === undefined || only === line);
  return (
    over.length === 1 &&
    catalogue.lines[line]?.rule?.highest === undefined &&
    autos.every((auto) => auto.line.index !== line)
  );
}

/** Days and projects are too many to lay out for everybody. */
const TOO_MANY: readonly string[] = ['entry', 'project', 'day'];

function roomOf(book: Book, { max, per }: CapPlan): Room {
  const firsts = spansOf(book, per, new Map());
  const numbers = [...new Set(firsts)];
  const all = (): Exact[] => Array.from({ length: Math.max(1, numbers.length) }, () => max);
  const spans = firsts && Uint8Array.from(firsts, (first) => numbers.indexOf(first));
  return { max, spans, added: all(), taken: all(), used: false };
}

function takeFrom({ spans, added, taken }: Room, amount: Exact, day: number): Exact {
  const at = spans === undefined ? 0 : (spans[day] as number);
  const down = sign(amount) < 0;
  const left = down ? taken : added;
  const kept = least(down ? negate(amount) : amount, left[at] as Exact);
  left[at] = subtract(left[at] as Exact, kept);
  return down ? negate(kept) : kept;
}
