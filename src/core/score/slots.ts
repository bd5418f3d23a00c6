import { equals, multiply, round, whole, wholeIn, type Exact } from '../number.ts';
import { numberFigure, percentFigure } from './figures.ts';

/** Of how many people a share is taken, and how it becomes whole places (名额的基数和取整). */
export type SlotBase = {
  readonly members: Exact;
  readonly rounding: 'round-down' | 'half-up' | 'round-up';
};

const MODES = { 'round-down': 'down', 'half-up': 'half-up', 'round-up': 'up' } as const;

/** A share of a number of people, as whole places. */
export function slotsOf(share: Exact, { members, rounding }: SlotBase): number {
  return wholeIn(round(multiply(share, members), 0, MODES[rounding]));
}

const ROUNDED = { 'round-down': '舍去尾数', 'half-up': '四舍五入', 'round-up': '进一' } as const;

/** The same as a sum: `30%×5人 = 1.5，舍去尾数取 1`. */
export function slotsFigures(share: Exact, base: SlotBase): string {
  const exact = multiply(share, base.members);
  const slots = slotsOf(share, base);
  const sum = `${percentFigure(share)}×${numberFigure(base.members)}人 = ${numberFigure(exact)}`;
  return equals(exact, whole(slots)) ? sum : `${sum}，${ROUNDED[base.rounding]}取 ${slots}`;
}
