import { dayOf, isDate, partsOf } from '../date.ts';
import { segmentOf } from './check/places.ts';
import { isRecord } from './shape.ts';

/** One number of a scheme document: where it stands and how it is written there (方案里的一个数). */
export type NumberPlace = { readonly path: string; readonly keys: readonly (string | number)[]; readonly text: string };

/** The document with one number changed by one step: what a good example must notice (改动一个数). */
export type Mutant = { readonly place: NumberPlace; readonly changed: string; readonly document: unknown };

/** Blocks that say nothing about how points are made. */
const SILENT = new Set([
  'scheme',
  'title',
  'subject',
  'source',
  'issued',
  'effective',
  'number',
  'clauses',
  'incomplete',
  'delegates',
  'notScored',
  'examples',
  'extends',
  'approved',
  'invented',
]);

/** Keys that hold a number which decides something. */
const DECIDING = new Set([
  'points',
  'from',
  'to',
  'max',
  'floor',
  'n',
  'step',
  'need',
  'upTo',
  'gt',
  'gte',
  'lt',
  'lte',
  'eq',
  'value',
  'times',
  'weight',
  'const',
  'cap',
  'rescaleTo',
  'divisor',
  'rate',
  'share',
  'below',
  'belowOrAt',
  'above',
  'each',
  'met',
  'unmet',
  'amount',
  'count',
  'least',
  'most',
  'days',
  'workingDays',
  'months',
  'years',
  'dayOfMonth',
  'expiresAfterYears',
  'opening',
  'leastVoters',
  'noticeDays',
  'people',
  'places',
  'add',
]);

/** Keys that hold a lower and an upper end. */
const PAIRS = new Set(['range', 'scores']);

const NUMBER = /^-?\d+(\.\d+)?%?$|^\d+\/\d+$/;

/**
 * Every number of a scheme document that decides something: amounts, thresholds, counts, days, caps, weights, shares,
 * also in the options of readings. Not ids, numbers of clauses, digits shown, examples, nor what a part is declared to
 * come to: the check holds that against the sum, the score never asks for it. Takes any JSON value.
 */
export function numbersOf(raw: unknown): readonly NumberPlace[] {
  if (!isRecord(raw)) return [];
  return Object.entries(raw).flatMap(([block, value]) => {
    // An overlay gives its parameters by name: `params: {points-share: 40%}`.
    const isNamed = block === 'params' && isRecord(value);
    return SILENT.has(block) ? [] : numbersIn(value, { keys: [block], path: block, name: block, isNamed });
  });
}

/** Where a value stands: the keys to it, its path, the name it goes by, and whether that name makes it a number. */
type Place = {
  readonly keys: readonly (string | number)[];
  readonly path: string;
  readonly name: string;
  readonly isNamed: boolean;
};

function numbersIn(value: unknown, place: Place): readonly NumberPlace[] {
  const { keys, path, name, isNamed } = place;
  if (Array.isArray(value)) {
    return value.flatMap((one: unknown, index) =>
      numbersIn(one, { ...place, keys: [...keys, index], path: `${path}.${segmentFor(one, index)}` }),
    );
  }
  if (isRecord(value)) {
    const areNamed = (isNamed && path === 'params') || name === 'ranges';
    return Object.entries(value).flatMap(([key, inner]) => {
      // A path that an option sets ends in the name.
      const own = key.slice(key.lastIndexOf('.') + 1);
      return numbersIn(inner, {
        keys: [...keys, key],
        path: `${path}.${key}`,
        name: own,
        isNamed: areNamed || PAIRS.has(own),
      });
    });
  }
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return [];
  const isNumber = NUMBER.test(text) && (isNamed || DECIDING.has(name));
  const isDay = name === 'monthDay' && /^\d\d-\d\d$/.test(text);
  return isNumber || isDay ? [{ path, keys, text }] : [];
}

/** An end of a range goes by its place, everything else by its name. */
function segmentFor(one: unknown, index: number): string {
  return typeof one === 'string' && NUMBER.test(one) ? String(index) : segmentOf(one, index);
}

/** Every document that differs from this one by one step of one number: the last digit up, and down. */
export function* mutants(raw: unknown): Generator<Mutant> {
  for (const place of numbersOf(raw)) {
    for (const changed of stepsOf(place.text)) yield { place, changed, document: replaced(raw, place.keys, changed) };
  }
}

/** A number one step up and one step down: 8 → 9, 7; 0.5 → 0.6, 0.4; 15% → 16%, 14%; 1/3 → 2/3, 0/3; 12-16 → 12-17, 12-15. */
export function stepsOf(text: string): readonly string[] {
  const day = /^(\d\d)-(\d\d)$/.exec(text);
  if (day !== null) return [1, -1].flatMap((step) => dayBeside(Number(day[1]), Number(day[2]), step));
  const head = text.replace(/^(-?[\d.]+).*$/, '$1');
  const rest = text.slice(head.length);
  const places = head.includes('.') ? head.length - head.indexOf('.') - 1 : 0;
  const ticks = BigInt(head.replace('.', ''));
  return [ticks + 1n, ticks - 1n].map((one) => `${decimal(one, places)}${rest}`);
}

function decimal(ticks: bigint, places: number): string {
  const digits = String(ticks < 0n ? -ticks : ticks).padStart(places + 1, '0');
  const cut = digits.length - places;
  return `${ticks < 0n ? '-' : ''}${digits.slice(0, cut)}${places > 0 ? `.${digits.slice(cut)}` : ''}`;
}

function dayBeside(month: number, day: number, step: number): readonly string[] {
  // Any year without 29 February will do.
  if (!isDate(2027, month, day)) return [];
  const near = partsOf(dayOf(2027, month, day) + step);
  const two = (n: number): string => String(n).padStart(2, '0');
  return [`${two(near.month)}-${two(near.day)}`];
}

function replaced(here: unknown, keys: readonly (string | number)[], text: string): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return text;
  if (Array.isArray(here)) return here.map((one: unknown, index) => (index === key ? replaced(one, rest, text) : one));
  const fields = here as Readonly<Record<string, unknown>>;
  return { ...fields, [key]: replaced(fields[key], rest, text) };
}
