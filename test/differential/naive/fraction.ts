// Exact numbers of the second evaluator: nothing but bigint fractions.

export type Q = { readonly n: bigint; readonly d: bigint };

export const ZERO: Q = { n: 0n, d: 1n };
export const ONE: Q = { n: 1n, d: 1n };
export const HUNDRED: Q = { n: 100n, d: 1n };

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

export function q(n: bigint | number, d: bigint | number = 1n): Q {
  let top = BigInt(n);
  let bottom = BigInt(d);
  if (bottom === 0n) throw new RangeError('divided by zero');
  if (bottom < 0n) {
    top = -top;
    bottom = -bottom;
  }
  const shared = gcd(top < 0n ? -top : top, bottom);
  return shared === 0n ? ZERO : { n: top / shared, d: bottom / shared };
}

/** Reads `-3`, `0.10`, `15%`, `1/3`. */
export function read(text: string): Q {
  if (text.endsWith('%')) return div(read(text.slice(0, -1)), HUNDRED);
  const [above = '', below] = text.split('/');
  if (below !== undefined) return q(BigInt(above), BigInt(below));
  const [whole = '', decimals = ''] = text.replace('-', '').split('.');
  const size = q(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
  return text.startsWith('-') ? neg(size) : size;
}

export const add = (a: Q, b: Q): Q => q(a.n * b.d + b.n * a.d, a.d * b.d);
export const neg = (a: Q): Q => ({ n: -a.n, d: a.d });
export const sub = (a: Q, b: Q): Q => add(a, neg(b));
export const mul = (a: Q, b: Q): Q => q(a.n * b.n, a.d * b.d);
export const div = (a: Q, b: Q): Q => q(a.n * b.d, a.d * b.n);
export const abs = (a: Q): Q => (a.n < 0n ? neg(a) : a);
export const sum = (all: readonly Q[]): Q => all.reduce(add, ZERO);

export function cmp(a: Q, b: Q): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const min = (a: Q, b: Q): Q => (cmp(a, b) <= 0 ? a : b);
export const max = (a: Q, b: Q): Q => (cmp(a, b) >= 0 ? a : b);

/** Rounds the size and keeps the sign. */
export function round(a: Q, places: number, mode: 'half-up' | 'down' | 'up'): Q {
  const scale = 10n ** BigInt(places);
  const size = abs(a);
  const shifted = size.n * scale;
  const below = shifted / size.d;
  const rest = shifted - below * size.d;
  const up = mode === 'up' ? rest > 0n : mode === 'half-up' && 2n * rest >= size.d;
  const rounded = q(up ? below + 1n : below, scale);
  return a.n < 0n ? neg(rounded) : rounded;
}

/** A terminating decimal without trailing zeros, else a reduced fraction. */
export function print(a: Q): string {
  let places = 0;
  while (places <= 400 && (a.n * 10n ** BigInt(places)) % a.d !== 0n) places += 1;
  if (places > 400 || !onlyTwosAndFives(a.d)) return `${a.n}/${a.d}`;
  const digits = ((abs(a).n * 10n ** BigInt(places)) / a.d).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const decimals = digits.slice(digits.length - places);
  return `${a.n < 0n ? '-' : ''}${whole}${decimals === '' ? '' : `.${decimals}`}`;
}

function onlyTwosAndFives(d: bigint): boolean {
  if (d % 2n === 0n) return onlyTwosAndFives(d / 2n);
  if (d % 5n === 0n) return onlyTwosAndFives(d / 5n);
  return d === 1n;
}
