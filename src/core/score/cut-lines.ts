import { compare, greatest, least, negate, subtract, ZERO, type Exact } from '../number.ts';
import type { Line } from './catalogue.ts';
import type { ItemLine, ItemPlan, ItemsPlan } from './item-plan.ts';
import { spanOf } from './posted.ts';
import type { Gap } from './value.ts';

/**
 * Highest-only, then caps, over the first `count` lines of an item, direct and derived postings alike; points added and
 * points taken apart (加分、扣分分开算).
 */
export function cutLines(plan: ItemsPlan, item: ItemPlan, lines: readonly ItemLine[], count: number): void {
  for (const taken of [false, true]) {
    if (!lines.some((line, at) => at < count && isTaken(line) === taken)) continue;
    if (item.highest && count > 1) onlyHighest(plan, lines, count, taken);
    for (const { max, per, only } of item.caps) capLines({ lines, count, only, taken }, max, per);
  }
}

/** The caps over these lines that were not filled in. */
export function unsetCaps({ openCaps }: ItemPlan, lines: readonly ItemLine[], count: number): readonly Gap[] {
  return openCaps.flatMap(({ only, gap }) => {
    const held = only === undefined || lines.some((one, at) => at < count && one.line === only);
    return held ? [gap] : [];
  });
}

const isTaken = (line: ItemLine): boolean => compare(line.amount, ZERO) < 0;

function onlyHighest(plan: ItemsPlan, lines: readonly ItemLine[], count: number, taken: boolean): void {
  const best = new Map<number, ItemLine>();
  for (let at = 0; at < count; at += 1) {
    const line = lines[at] as ItemLine;
    const { rule } = plan.catalogue.lines[line.line] as Line;
    if (rule?.highest === undefined || isTaken(line) !== taken) continue;
    const key = rule.highest === 'item' ? 0 : spanOf('project', line.day, line.project, at);
    const sofar = best.get(key);
    const higher = sofar === undefined || compare(size(line.amount), size(sofar.amount)) > 0;
    if (higher) best.set(key, line);
    const loser = higher ? sofar : line;
    if (loser === undefined) continue;
    loser.amount = ZERO;
    loser.cut = 'highest';
  }
}

/** What caps look at: of the first `count` lines of an item those that add, or take; of one rule only where that is said. */
type Capped = {
  readonly lines: readonly ItemLine[];
  readonly count: number;
  readonly only: number | undefined;
  readonly taken: boolean;
};

const concerns = ({ only, taken }: Capped, line: ItemLine): boolean =>
  (only === undefined || line.line === only) && isTaken(line) === taken;

/** Holds lines to what a stretch of time or a project may bring. */
function capLines(capped: Capped, max: Exact, per: string): void {
  const { lines, count, taken } = capped;
  let left: Map<number, Exact> | undefined;
  let [span, rest]: [number, Exact] = [-Infinity, max];
  for (let at = 0; at < count; at += 1) {
    const line = lines[at] as ItemLine;
    if (!concerns(capped, line)) continue;
    const own = spanAt(line, per, at);
    if (own !== span) {
      // Lines mostly come in the order of time: as long as spans only rise, none is asked for again.
      if (left !== undefined) left.set(span, rest);
      else if (own < span) left = leftBefore(capped, at, max, per);
      rest = left?.get(own) ?? max;
      span = own;
    }
    const whole = size(line.amount);
    const kept = least(whole, rest);
    rest = subtract(rest, kept);
    if (compare(kept, whole) === 0) continue;
    line.amount = taken ? negate(kept) : kept;
    line.cut = 'cap';
  }
}

/** What the lines before one, held to the cap already, have left of each span. */
function leftBefore(capped: Capped, before: number, max: Exact, per: string): Map<number, Exact> {
  const { lines } = capped;
  const left = new Map<number, Exact>();
  for (let at = 0; at < before; at += 1) {
    const line = lines[at] as ItemLine;
    if (!concerns(capped, line)) continue;
    const span = spanAt(line, per, at);
    left.set(span, subtract(left.get(span) ?? max, size(line.amount)));
  }
  return left;
}

function spanAt(line: ItemLine, per: string, at: number): number {
  return spanOf(per, line.day, line.project, line.entry < 0 ? at : line.entry);
}

function size(amount: Exact): Exact {
  return greatest(amount, negate(amount));
}
