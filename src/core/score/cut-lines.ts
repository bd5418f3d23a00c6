import { compare, greatest, least, negate, subtract, ZERO, type Exact } from '../number.ts';
import type { Line } from './catalogue.ts';
import type { ItemLine, ItemPlan, ItemsPlan } from './item-plan.ts';
import { spanOf } from './posted.ts';

/** Highest-only, then caps, over the first `count` lines of an item, direct and derived postings alike. */
export function cutLines(plan: ItemsPlan, item: ItemPlan, lines: readonly ItemLine[], count: number): void {
  if (item.highest && count > 1) onlyHighest(plan, lines, count);
  for (const line of plan.catalogue.linesOf[item.index] ?? []) {
    for (const cap of plan.caps.get(line) ?? []) capLines(lines, count, line, cap.max, cap.per);
  }
  for (const cap of item.caps) capLines(lines, count, undefined, cap.max, cap.per);
}

function onlyHighest(plan: ItemsPlan, lines: readonly ItemLine[], count: number): void {
  const best = new Map<number, ItemLine>();
  for (let at = 0; at < count; at += 1) {
    const line = lines[at] as ItemLine;
    const { rule } = plan.catalogue.lines[line.line] as Line;
    if (rule?.highest === undefined) continue;
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

/** Holds the lines of one rule, or all of an item, to what a stretch of time or a project may bring. */
function capLines(
  lines: readonly ItemLine[],
  count: number,
  only: number | undefined,
  max: Exact | undefined,
  per: string,
): void {
  if (max === undefined) return;
  let left: Map<number, Exact> | undefined;
  let [span, rest]: [number | undefined, Exact] = [undefined, max];
  for (let at = 0; at < count; at += 1) {
    const line = lines[at] as ItemLine;
    if (only !== undefined && line.line !== only) continue;
    const own = spanOf(per, line.day, line.project, line.entry < 0 ? at : line.entry);
    if (own !== span) {
      // Lines mostly come in the order of time, so what is left of a span is seldom asked for again.
      if (span !== undefined) (left ??= new Map()).set(span, rest);
      rest = left?.get(own) ?? max;
      span = own;
    }
    const whole = size(line.amount);
    const kept = least(whole, rest);
    rest = subtract(rest, kept);
    if (compare(kept, whole) === 0) continue;
    line.amount = compare(line.amount, ZERO) < 0 ? negate(kept) : kept;
    line.cut = 'cap';
  }
}

function size(amount: Exact): Exact {
  return greatest(amount, negate(amount));
}
