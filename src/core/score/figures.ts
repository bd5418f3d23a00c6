import {
  compare,
  equals,
  exact,
  magnitude,
  multiply,
  ONE,
  print,
  printPlaces,
  round,
  sign,
  whole,
  type Exact,
} from '../number.ts';
import { isGap, type Value } from './value.ts';

const MOST_PLACES = 12;

/**
 * A value as people read it: with the scheme's digits, and more where rounding would seem to carry it over a line that
 * it is judged by. 79.995 is below 80 and must not print as 80.00.
 */
export function shownValue(value: Exact, digits: number, lines: readonly Exact[]): string {
  for (let places = digits; places < MOST_PLACES; places += 1) {
    const rounded = round(value, places, 'half-up');
    const honest = lines.every((line) => Math.sign(compare(rounded, line)) === Math.sign(compare(value, line)));
    const vanished = sign(rounded) === 0 && sign(value) !== 0;
    if (equals(rounded, value) || (honest && !vanished)) return printPlaces(rounded, places);
  }
  return printPlaces(value, MOST_PLACES);
}

/** A value in a formula: a number, or in a word why there is none. */
export function figure(value: Value): string {
  return isGap(value) ? (value.gap === 'exclude' ? '不计' : '待定') : numberFigure(value);
}

/** Longer fractions tell nobody anything: they are only said to be rounded. */
const LONGEST = 15;
const PLACES = 2;

/**
 * A number as people read it in a sum: exact, or where its decimals do not end rounded with the exact fraction beside,
 * `97.17（583/6）`.
 */
export function numberFigure(value: Exact): string {
  const text = print(value);
  if (!text.includes('/')) return text;
  const near = (['down', 'up'] as const).map((mode) => round(value, 0, mode));
  const shown = shownValue(value, PLACES, near);
  return text.length > LONGEST ? `约 ${shown}` : `${shown}（${text}）`;
}

/** The same for an exact text with or without a sign before it. */
export function textFigure(text: string): string {
  if (!text.includes('/')) return text;
  const sign = text.startsWith('+') ? '+' : '';
  return `${sign}${numberFigure(exact(text.slice(sign.length)))}`;
}

/** An amount with its sign, for a column of movements. */
export function signedFigure(amount: Exact): string {
  return sign(amount) > 0 ? `+${print(amount)}` : print(amount);
}

/** One term of a sum, with what it is multiplied by. */
export type SumTerm = { readonly value: Value; readonly times?: Exact | undefined };

/**
 * What a number is multiplied by, to be keyed in: ` × 0.5`, and for a fraction whose decimals do not end ` × 10 ÷ 7`, so
 * that a pocket calculator comes to the sum that is printed. `gap` stands around the signs.
 */
export function factorFigure(times: Exact, gap = ''): string {
  const [over, under] = print(times).split('/');
  if (under === undefined) return `${gap}×${gap}${over}`;
  return `${over === '1' ? '' : `${gap}×${gap}${over}`}${gap}÷${gap}${under}`;
}

/** A sum as one would key it in: `100 - 5 + 12`; what is zero or does not count is left out. */
export function sumFigures(terms: readonly SumTerm[]): string {
  const written = terms.flatMap(({ value, times }) => {
    if (isGap(value)) return value.gap === 'exclude' ? [] : [{ minus: false, text: '待定' }];
    if (sign(value) === 0) return [];
    const minus = sign(value) < 0 !== (times !== undefined && sign(times) < 0);
    const size = numberFigure(magnitude(value));
    const plain = times === undefined || equals(magnitude(times), ONE);
    return [{ minus, text: plain ? size : `${size}${factorFigure(magnitude(times))}` }];
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

/** A rate as a percentage. */
export function percentFigure(rate: Exact): string {
  const percent = multiply(rate, whole(100));
  const text = print(percent);
  return text.includes('/') ? `${printPlaces(percent, PLACES)}%（${print(rate)}）` : `${text}%`;
}
