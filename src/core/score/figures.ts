import { equals, multiply, ONE, print, sign, whole, type Exact } from '../number.ts';
import { isGap, type Value } from './value.ts';

/** A value in a formula: a number, or in a word why there is none. */
export function figure(value: Value): string {
  return isGap(value) ? (value.gap === 'exclude' ? '不计' : '待定') : print(value);
}

/** An amount with its sign, for a column of movements. */
export function signedFigure(amount: Exact): string {
  return sign(amount) > 0 ? `+${print(amount)}` : print(amount);
}

/** One term of a sum, with what it is multiplied by. */
export type SumTerm = { readonly value: Value; readonly times?: Exact | undefined };

/** A sum as one would key it in: `100 - 5 + 12`; what is zero or does not count is left out. */
export function sumFigures(terms: readonly SumTerm[]): string {
  const written = terms.flatMap(({ value, times }) => {
    if (isGap(value)) return value.gap === 'exclude' ? [] : [{ minus: false, text: '待定' }];
    if (sign(value) === 0) return [];
    const minus = sign(value) < 0 !== (times !== undefined && sign(times) < 0);
    const size = print(magnitude(value));
    const plain = times === undefined || equals(magnitude(times), ONE);
    return [{ minus, text: plain ? size : `${size}×${print(magnitude(times))}` }];
  });
  const [first, ...rest] = written;
  if (first === undefined) return '0';
  return `${first.minus ? '-' : ''}${first.text}${rest.map((one) => `${one.minus ? ' - ' : ' + '}${one.text}`).join('')}`;
}

/** Whether a sum has more to show than its one term. */
export function isPassedOn(terms: readonly SumTerm[]): boolean {
  const [only] = terms.filter((one) => !(isGap(one.value) && one.value.gap === 'exclude'));
  return terms.length === 1 && only !== undefined && (only.times === undefined || equals(only.times, ONE));
}

export function magnitude(amount: Exact): Exact {
  return sign(amount) < 0 ? multiply(amount, whole(-1)) : amount;
}

/** A rate as a percentage. */
export function percentFigure(rate: Exact): string {
  return `${print(multiply(rate, whole(100)))}%`;
}
