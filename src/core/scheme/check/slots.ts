import { add, compare, print, ZERO } from '../../number.ts';
import type { Problem } from '../../problem.ts';
import type { Item } from '../item.ts';
import type { Scheme } from '../scheme.ts';
import { readAmounts, type ReadAmount } from './amounts.ts';
import { found } from './found.ts';

type Slot = Scheme['slots'][number];

/** What a local body was left to fill: not filled, filled in the wrong part, or beyond what it holds (留给细则的空). */
export function checkSlots(scheme: Scheme): readonly Problem[] {
  const read = readAmounts(scheme);
  return scheme.slots
    .filter((slot) => slot.into === 'items')
    .flatMap((slot) =>
      slotProblems(
        slot,
        scheme.items.filter((one) => one.slot === slot.id),
        read,
      ),
    );
}

function slotProblems(slot: Slot, items: readonly Item[], read: ReadAmount): readonly Problem[] {
  const at = `slots.${slot.id}`;
  if (items.length === 0) return [found('slot-unfilled', at, { label: slot.label, by: slot.fills }, slot.clause)];
  const astray = items
    .filter((one) => slot.section !== undefined && one.section !== slot.section)
    .map((one) =>
      found('slot-wrong-section', `items.${one.id}.section`, { item: one.label, label: slot.label }, one.clause),
    );
  const most = read(slot.most);
  const sum = items.flatMap((one) => read(one.max) ?? []).reduce(add, ZERO);
  if (most === undefined || compare(sum, most) <= 0) return astray;
  const data = { label: slot.label, sum: print(sum), most: print(most), by: slot.fills };
  return [...astray, found('slot-overfull', `${at}.most`, data, slot.clause)];
}
