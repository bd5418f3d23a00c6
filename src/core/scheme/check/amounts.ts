import { shareOf, type Exact } from '../../number.ts';
import type { Amount } from '../condition.ts';
import type { Scheme } from '../scheme.ts';

/** Reads a number of the document; undefined where it is absent or its parameter has no value yet. */
export type ReadAmount = (amount: Amount | undefined) => Exact | undefined;

/** Reads the numbers of a scheme, its own parameter values filled in. */
export function readAmounts(scheme: Scheme): ReadAmount {
  const values = new Map(scheme.params.map((one) => [one.id, one.value]));
  const read = (amount: Amount | undefined, deep: boolean): Exact | undefined => {
    if (typeof amount === 'string') return shareOf(amount);
    return amount === undefined || deep ? undefined : read(values.get(amount.param), true);
  };
  return (amount) => read(amount, false);
}

/** How a number of the document is told to a reader. */
export function amountText(amount: Amount | undefined): string {
  if (amount === undefined) return '空';
  return typeof amount === 'string' ? amount : `参数「${amount.param}」`;
}
