import { compare, greatest, least, negate, subtract, ZERO, type Exact } from '../number.ts';
import type { Line } from './catalogue.ts';
import type { ItemLine, ItemPlan, ItemsPlan } from './item-plan.ts';
import { spanOf } from './posted.ts';

/** Highest-only, then caps, over direct and derived postings alike. */
export function cutLines(plan: ItemsPlan, item: ItemPlan, lines: ItemLine[]): void {
  const best = new Map<number, ItemLine>();
  lines.forEach((line, at) => {
    const { rule } = plan.catalogue.lines[line.line] as Line;
    if (rule?.highest === undefined) return;
    const key = rule.highest === 'item' ? 0 : spanOf('project', line.day, line.project, at);
    const sofar = best.get(key);
    if (sofar === undefined) return void best.set(key, line);
    const higher = compare(size(line.amount), size(sofar.amount)) > 0;
    const loser = higher ? sofar : line;
    loser.amount = ZERO;
    loser.cut = 'highest';
    if (higher) best.set(key, line);
  });
  for (const line of plan.catalogue.linesOf[item.index] ?? []) {
    for (const cap of plan.caps.get(line) ?? [])
      capLines(
        lines.filter((one) => one.line === line),
        cap.max,
        cap.per,
      );
  }
  for (const cap of item.caps) capLines(lines, cap.max, cap.per);
}

function capLines(lines: readonly ItemLine[], max: Exact | undefined, per: string): void {
  if (max === undefined) return;
  const left = new Map<number, Exact>();
  lines.forEach((line, at) => {
    const key = spanOf(per, line.day, line.project, line.entry < 0 ? at : line.entry);
    const rest = left.get(key) ?? max;
    const own = size(line.amount);
    const kept = least(own, rest);
    left.set(key, subtract(rest, kept));
    if (compare(kept, own) === 0) return;
    line.amount = compare(line.amount, ZERO) < 0 ? negate(kept) : kept;
    line.cut = 'cap';
  });
}

function size(amount: Exact): Exact {
  return greatest(amount, negate(amount));
}
