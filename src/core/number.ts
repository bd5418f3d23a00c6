/**
 * Exact numbers. A score is a whole number of ticks (one millionth) whenever it can be, and a reduced fraction of
 * big integers when it cannot: a mean by seven, or a value too large for 2^53. No binary floating point is involved
 * either way; every operation gives back the plainer of the two forms, so equal numbers look equal.
 */
export type Exact = number | Fraction;
/** `n/d`, reduced, d > 0, and not a whole number of ticks. */
export type Fraction = { readonly n: bigint; readonly d: bigint };

/** Ticks in one point. */
const TICKS = 1_000_000;
const TICKS_BIG = 1_000_000n;
const DIGITS = 6;

export const ZERO: Exact = 0;
export const ONE: Exact = TICKS;

const DECIMAL = /^-?\d{1,30}(\.\d{1,30})?$/;
const RATIO = /^(\d{1,30})\/(\d{1,30})$/;

/** Whether the text is a plain decimal such as `-0.10`. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** Whether the text is a share: `15%`, `1/3` or a decimal. */
export function isShare(text: string): boolean {
  const ratio = RATIO.exec(text);
  return ratio === null ? isDecimal(text.endsWith('%') ? text.slice(0, -1) : text) : !/^0+$/.test(ratio[2] as string);
}

/** Reads a decimal or a reduced fraction `100/3`; the text must have been checked (`isDecimal`), else it throws. */
export function exact(text: string): Exact {
  const ratio = /^(-?\d+)\/(\d+)$/.exec(text);
  if (ratio !== null) return fraction(BigInt(ratio[1] as string), BigInt(ratio[2] as string));
  if (!isDecimal(text)) throw new Error(`not a decimal: ${text}`);
  const dot = text.indexOf('.');
  const places = dot < 0 ? 0 : text.length - dot - 1;
  const digits = dot < 0 ? text : text.slice(0, dot) + text.slice(dot + 1);
  if (digits.length <= 15 && places <= DIGITS && digits.length + DIGITS - places <= 15) {
    return Number(digits) * 10 ** (DIGITS - places) + 0;
  }
  return fraction(BigInt(digits), 10n ** BigInt(places));
}

/** Reads a share: `15%` is 0.15. */
export function shareOf(text: string): Exact {
  return text.endsWith('%') ? divide(exact(text.slice(0, -1)), whole(100)) : exact(text);
}

/** A whole number of points, people or votes. */
export function whole(n: number): Exact {
  const ticks = n * TICKS;
  return Number.isSafeInteger(ticks) ? ticks : fraction(BigInt(n), 1n);
}

/** How many whole points, people or votes are in a number that is not negative; what is left over is dropped. */
export function wholeIn(a: Exact): number {
  return typeof a === 'number' ? Math.floor(a / TICKS) : Number(a.n / a.d);
}

/** n/d in its plainest form; d must not be zero. */
export function fraction(n: bigint, d: bigint): Exact {
  if (d === 0n) throw new Error('division by zero');
  const ticks = n * TICKS_BIG;
  if (ticks % d === 0n) {
    const q = ticks / d;
    if (q <= 9007199254740991n && q >= -9007199254740991n) return Number(q);
  }
  const divisor = gcd(n < 0n ? -n : n, d < 0n ? -d : d);
  const sign = d < 0n ? -1n : 1n;
  return { n: (sign * n) / divisor, d: (sign * d) / divisor };
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function num(a: Exact): bigint {
  return typeof a === 'number' ? BigInt(a) : a.n;
}

function den(a: Exact): bigint {
  return typeof a === 'number' ? TICKS_BIG : a.d;
}

export function add(a: Exact, b: Exact): Exact {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return fraction(num(a) * den(b) + num(b) * den(a), den(a) * den(b));
}

export function negate(a: Exact): Exact {
  return typeof a === 'number' ? 0 - a : { n: -a.n, d: a.d };
}

export function subtract(a: Exact, b: Exact): Exact {
  if (typeof a === 'number' && typeof b === 'number') {
    const rest = a - b;
    if (Number.isSafeInteger(rest)) return rest;
  }
  return add(a, negate(b));
}

export function multiply(a: Exact, b: Exact): Exact {
  if (typeof a === 'number' && typeof b === 'number') {
    const ticks = timesTicks(a, b);
    if (!Number.isNaN(ticks)) return ticks;
  }
  return fraction(num(a) * num(b), den(a) * den(b));
}

/** Whether a sum or product of whole numbers has not grown beyond what is computed without error. */
export function isSafe(whole: number): boolean {
  return Math.abs(whole) <= Number.MAX_SAFE_INTEGER;
}

/** The product of two whole numbers of ticks where that is one too, else NaN. */
export function timesTicks(a: number, b: number): number {
  const product = a * b;
  // Near enough to be rounded to the quotient if there is a whole one; whether it is, the way back tells (no slow division).
  const ticks = Math.round(product * 1e-6);
  return ticks * TICKS === product && isSafe(product) ? ticks + 0 : Number.NaN;
}

/** a/b; b must not be zero. */
export function divide(a: Exact, b: Exact): Exact {
  if (typeof a === 'number' && typeof b === 'number') {
    const scaled = a * TICKS;
    const ticks = scaled / b;
    if (Number.isSafeInteger(scaled) && Number.isInteger(ticks) && ticks * b === scaled) return ticks + 0;
  }
  return fraction(num(a) * den(b), den(a) * num(b));
}

/** Negative, zero or positive, as a is below, equal to or above b. */
export function compare(a: Exact, b: Exact): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const left = num(a) * den(b);
  const right = num(b) * den(a);
  return left < right ? -1 : left > right ? 1 : 0;
}

export function equals(a: Exact, b: Exact): boolean {
  return compare(a, b) === 0;
}

export function sign(a: Exact): number {
  return compare(a, ZERO);
}

/** How much it is, whichever way it goes (绝对值). */
export function magnitude(a: Exact): Exact {
  return sign(a) < 0 ? negate(a) : a;
}

export function least(a: Exact, b: Exact): Exact {
  return compare(a, b) <= 0 ? a : b;
}

export function greatest(a: Exact, b: Exact): Exact {
  return compare(a, b) >= 0 ? a : b;
}

export type Rounding = 'half-up' | 'down' | 'up';

/** Rounds the absolute value to `places` decimals (四舍五入, 舍去, 进一): −1.005 at two places is −1.01. */
export function round(a: Exact, places: number, mode: Rounding): Exact {
  const scale = 10n ** BigInt(places);
  const n = num(a) * scale;
  const d = den(a);
  const size = n < 0n ? -n : n;
  const below = size / d;
  const rest = size % d;
  const up = mode === 'up' ? rest > 0n : mode === 'half-up' && rest * 2n >= d;
  const rounded = below + (up ? 1n : 0n);
  return fraction(n < 0n ? -rounded : rounded, scale);
}

/** Exact text: a decimal without trailing zeros when it ends, else a reduced fraction (`100/3`). */
export function print(a: Exact): string {
  if (typeof a === 'number') return decimalText(BigInt(a), DIGITS);
  let rest = a.d;
  let twos = 0;
  let fives = 0;
  while (rest % 2n === 0n) {
    rest /= 2n;
    twos += 1;
  }
  while (rest % 5n === 0n) {
    rest /= 5n;
    fives += 1;
  }
  if (rest !== 1n) return `${a.n}/${a.d}`;
  const places = Math.max(twos, fives);
  return decimalText((a.n * 10n ** BigInt(places)) / a.d, places);
}

/** Text with exactly so many decimals, the last one rounded half up: for showing, never for reckoning on. */
export function printPlaces(a: Exact, places: number): string {
  const rounded = round(a, places, 'half-up');
  const ticks = typeof rounded === 'number' ? { n: BigInt(rounded), d: TICKS_BIG } : rounded;
  return padded((ticks.n * 10n ** BigInt(places)) / ticks.d, places);
}

function decimalText(value: bigint, places: number): string {
  const text = padded(value, places);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function padded(value: bigint, places: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
  const sign = value < 0n ? '-' : '';
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
