import { pushAll } from '../push-all.ts';
import { problem, type Problem } from '../problem.ts';
import { isDecimal, isShare } from '../number.ts';
import { parseDay } from '../date.ts';
import { noSuchDay } from '../typed-date.ts';
import { PLAIN_LINE } from '../text/unseen.ts';

/** A JSON Schema fragment. */
export type JsonSchema = { readonly [key: string]: unknown };

/**
 * What a value in a document must look like. One description gives the TypeScript type, the strict parser and the
 * published JSON Schema, so that the three cannot drift apart.
 */
export type Shape<T> = {
  /** Adds every problem to `out`; returns undefined only if it added one. */
  readonly parse: (value: unknown, at: string, out: Problem[]) => T | undefined;
  readonly schema: () => JsonSchema;
  /** Present on optional fields: what stands there when nothing is written. */
  readonly absent?: { readonly value: T | undefined };
};

/** The type of the values that a shape lets through. */
export type Of<S> = S extends Shape<infer T> ? T : never;

type Fields = { readonly [key: string]: Shape<unknown> };
type Optional<T> = Shape<T> & { readonly absent: { readonly value: undefined } };
type OptionalKeys<F extends Fields> = { [K in keyof F]: F[K] extends Optional<unknown> ? K : never }[keyof F];
/** The record that a set of fields describes. */
export type RecordOf<F extends Fields> = { readonly [K in Exclude<keyof F, OptionalKeys<F>>]: Of<F[K]> } & {
  readonly [K in OptionalKeys<F>]?: Of<F[K]>;
};

function leaf<T>(
  code: string,
  schema: JsonSchema,
  accept: (value: unknown) => T | undefined,
  more: (value: unknown) => Problem['data'] = () => ({}),
): Shape<T> {
  return {
    parse(value, at, out) {
      const got = accept(value);
      if (got === undefined) out.push(problem(code, at, { got: quoted(value), ...more(value) }));
      return got;
    },
    schema: () => schema,
  };
}

/** What somebody wrote, short enough for a sentence. */
export function quoted(value: unknown): string {
  if (value === undefined) return '空';
  const text = typeof value === 'string' ? value : typeof value === 'number' ? inDigits(value) : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** A shape with a name of its own in the published schema (`$defs`). */
export type Named<T> = Shape<T> & { readonly definition: () => JsonSchema };

/** Gives a shape a name, so that the published schema says it once. */
export function named<T>(name: string, shape: Shape<T>): Named<T> {
  return { parse: shape.parse, schema: () => ({ $ref: `#/$defs/${name}` }), definition: shape.schema };
}

/** Text that a pattern lets through; the published schema carries the same pattern. */
function textLike(code: string, pattern: string, more?: (value: unknown) => Problem['data']): Shape<string> {
  const legal = new RegExp(pattern, 'u');
  return leaf(code, { type: 'string', pattern }, (v) => (typeof v === 'string' && legal.test(v) ? v : undefined), more);
}

/** Any text but the empty one; U+0000 and lone surrogates are refused. */
export const text = named('text', textLike('not-text', String.raw`^[^\u0000\ud800-\udfff]+$`, whyNoText));

/** A number wants quotes (2026); else a character may be at fault. */
function whyNoText(value: unknown): Problem['data'] {
  return Number.isFinite(value) ? { kind: 'number' } : (unstorable(value)[0] ?? {});
}

/** Where in a text the first character stands that cannot be kept, and the few around it; nothing where there is none. */
export function unstorable(value: unknown): readonly Problem['data'][] {
  if (typeof value !== 'string' || !LOST.test(value)) return [];
  const signs = Array.from(value);
  const at = signs.findIndex((one) => LOST.test(one));
  const got = signs.slice(Math.max(0, at - AROUND), at + AROUND + 1).join('');
  return [{ kind: signs[at] === '\u0000' ? 'unseen' : 'half', nth: String(at + 1), got }];
}

const LOST = /[\u0000\ud800-\udfff]/u;
const AROUND = 10;

const PLAIN = new RegExp(PLAIN_LINE, 'u');

/** What somebody or something is called: on one line, with nothing in it that nobody sees; else two could look alike. */
export const plainLine: Shape<string> = {
  parse(value, at, out) {
    const called = text.parse(value, at, out);
    if (called !== undefined && !PLAIN.test(called)) out.push(problem('not-a-name', at, { got: quoted(called) }));
    return called;
  },
  schema: () => ({ type: 'string', pattern: PLAIN_LINE }),
};

/** What every plain object has without anybody having put it there. */
const OF_OBJECTS = String.raw`constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf|__\w+__`;

/** An id: letters of any script, digits, `-`, `/`, `_`; no blanks, no `@ # : .`, nothing that objects have already. */
export const id = named('id', textLike('not-an-id', String.raw`^(?!(?:${OF_OBJECTS})$)[^\s@#:.\u0000\ud800-\udfff]+$`));

/** Digits enough for a number, and more of them than any number here has. */
const LONG = /^-?\d{31}/;
const SAFE = Number.MAX_SAFE_INTEGER;

/** What is said of a number of which nothing is left but that there is no end to it (1e400). */
const BEYOND_READING = '大得读不出的数';

/** A number as it would be written by hand: `1e-7` is 0.0000001. */
function inDigits(value: number): string {
  if (!Number.isFinite(value)) return BEYOND_READING;
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(String(value));
  if (match === null) return String(value);
  const [, minus = '', first = '', rest = '', power = ''] = match;
  const shift = Number(power);
  return shift < 0
    ? `${minus}0.${'0'.repeat(-shift - 1)}${first}${rest}`
    : `${minus}${first}${rest.padEnd(shift, '0')}`;
}

/** A number as text, or an integer; a JSON number with a point has gone through binary floating point, so it is refused. */
function exactText(code: string, pattern: string, isLegal: (text: string) => boolean): Shape<string> {
  return {
    parse(value, at, out) {
      if (typeof value === 'string' && isLegal(value)) return value;
      if (Number.isSafeInteger(value)) return String(value);
      const got = quoted(value);
      const short =
        typeof value === 'number' ? (Number.isFinite(value) ? 'number-not-quoted' : 'number-too-large') : code;
      out.push(problem(LONG.test(got) ? 'number-too-large' : short, at, { got }));
      return undefined;
    },
    schema: () => ({ type: ['string', 'integer'], pattern, minimum: -SAFE, maximum: SAFE }),
  };
}

/** An exact decimal, written as text or as an integer; kept as its shortest text. */
export const decimal: Shape<string> = exactText('not-a-decimal', String.raw`^-?\d{1,30}(\.\d{1,30})?$`, isDecimal);

/** A share: `15%`, `1/3` or a decimal. */
export const share = named(
  'share',
  exactText('not-a-share', String.raw`^(-?\d{1,30}(\.\d{1,30})?%?|\d{1,30}/(?!0+$)\d{1,30})$`, isShare),
);

/** A whole number from `least` (0 to 9) on. */
export function whole(least = 0): Shape<number> {
  const pattern = String.raw`${least === 0 ? '^' : `^(?!0*[0-${least - 1}]$)`}\d{1,9}$`;
  const legal = new RegExp(pattern);
  return leaf('not-a-whole-number', { type: ['integer', 'string'], minimum: least, maximum: SAFE, pattern }, (v) => {
    if (typeof v === 'string') return legal.test(v) ? Number(v) : undefined;
    return typeof v === 'number' && Number.isSafeInteger(v) && v >= least ? v : undefined;
  });
}

export const flag: Shape<boolean> = leaf('not-a-flag', { type: 'boolean' }, (v) =>
  typeof v === 'boolean' ? v : undefined,
);

/** A calendar day, `2026-03-02`. */
export const isoDate = named(
  'day',
  leaf(
    'not-a-date',
    { type: 'string', format: 'date' },
    (v) => (typeof v === 'string' && parseDay(v) !== undefined ? v : undefined),
    (value) => noSuchDay(quoted(value)),
  ),
);

/** One word of a closed list. */
export function oneOf<const W extends readonly string[]>(...words: W): Shape<W[number]> {
  return {
    parse(value, at, out) {
      if (typeof value === 'string' && words.includes(value)) return value;
      out.push(problem('not-in-list', at, { got: quoted(value), list: words.join('、') }));
      return undefined;
    },
    schema: () => ({ enum: words }),
  };
}

/** Any JSON value, taken as it is (parsed by whoever knows more). */
export const anything: Shape<unknown> = { parse: (v) => v ?? null, schema: () => ({}) };

/** A list; items with the same `id` are refused. */
export function list<T>(item: Shape<T>, least = 0): Shape<readonly T[]> {
  return {
    parse(value, at, out) {
      if (!Array.isArray(value)) return void out.push(problem('not-a-list', at, { got: quoted(value) }));
      if (value.length < least) out.push(problem('list-too-short', at, { least: String(least) }));
      const seen = new Map<string, number>();
      const got: T[] = [];
      value.forEach((one: unknown, index) => {
        const id = idOf(one);
        if (id !== undefined) tellRepeated(seen, id, index, at, out);
        const parsed = item.parse(one, `${at}.${id ?? index}`, out);
        if (parsed !== undefined) got.push(parsed);
      });
      return got;
    },
    schema: () => ({ type: 'array', items: item.schema(), ...(least > 0 ? { minItems: least } : {}) }),
  };
}

/** Notes where in a list an id stands; a second time both places are told. */
export function tellRepeated(seen: Map<string, number>, id: string, index: number, at: string, out: Problem[]): void {
  const first = seen.get(id);
  if (first === undefined) seen.set(id, index);
  else out.push(problem('duplicate-id', `${at}.${id}`, { id, first: String(first + 1), second: String(index + 1) }));
}

/** The id of a row, where it has one. */
export function idOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined;
  return typeof value.id === 'string' ? value.id : undefined;
}

/** A record with free keys. */
export function mapOf<T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    parse(value, at, out) {
      if (!isRecord(value)) return void out.push(problem('not-a-record', at, { got: quoted(value) }));
      const read = ([key, one]: readonly [string, unknown]): readonly (readonly [string, T])[] => {
        const parsed = item.parse(one, `${at}.${key}`, out);
        return parsed === undefined ? [] : [[key, parsed]];
      };
      return Object.fromEntries(Object.entries(value).flatMap(read));
    },
    schema: () => ({ type: 'object', additionalProperties: item.schema() }),
  };
}

/** Two values, a lower and an upper end. */
export function pair<T>(item: Shape<T>): Shape<readonly [T, T]> {
  return {
    parse(value, at, out) {
      const whole = Array.isArray(value) && value.length === 2;
      if (!whole) out.push(problem('not-a-pair', at, { got: quoted(value) }));
      if (!Array.isArray(value)) return undefined;
      const [low, high] = value.map((one: unknown, index) => item.parse(one, `${at}.${index}`, out));
      return !whole || low === undefined || high === undefined ? undefined : [low, high];
    },
    schema: () => ({ type: 'array', items: item.schema(), minItems: 2, maxItems: 2 }),
  };
}

/** A field that may be left out. */
export function opt<T>(shape: Shape<T>): Optional<T> {
  return { ...shape, absent: { value: undefined } };
}

/** A field that may be left out and then has this value. */
export function or<T>(shape: Shape<T>, value: T): Shape<T> {
  return { ...shape, absent: { value } };
}

/** A record with exactly these fields; an unknown key is an error. */
export function record<const F extends Fields>(fields: F): Shape<RecordOf<F>> {
  return {
    parse(value, at, out) {
      if (!isRecord(value)) return void out.push(problem('not-a-record', at, { got: quoted(value) }));
      unknownKeys(value, new Set(Object.keys(fields)), at, out);
      return readFields(fields, value, at, out) as RecordOf<F>;
    },
    schema: () => recordSchema(fields),
  };
}

function unknownKeys(value: object, known: ReadonlySet<string>, at: string, out: Problem[]): void {
  for (const key of Object.keys(value)) {
    if (known.has(key)) continue;
    out.push(problem('unknown-key', at === '' ? key : `${at}.${key}`, { key, list: [...known].join('、') }));
  }
}

function readFields(fields: Fields, value: Readonly<Record<string, unknown>>, at: string, out: Problem[]): object {
  const got: Record<string, unknown> = {};
  for (const [key, shape] of Object.entries(fields)) {
    const path = at === '' ? key : `${at}.${key}`;
    const given = value[key];
    // What is wrong has been told; in its place stands what would if nothing were written, so that the rest can be read.
    if (given !== undefined && given !== null) got[key] = shape.parse(given, path, out) ?? shape.absent?.value;
    else if (shape.absent === undefined) out.push(problem('missing-key', path, { key }));
    else if (shape.absent.value !== undefined) got[key] = shape.absent.value;
  }
  return got;
}

/** Null in a field is the same as leaving it out; what then stands there is its default. */
function fieldSchema(shape: Shape<unknown>): JsonSchema {
  if (shape.absent !== undefined) {
    const { value } = shape.absent;
    return { anyOf: [shape.schema(), NULL], ...(value === undefined ? {} : { default: value }) };
  }
  return shape === anything ? { not: NULL } : shape.schema();
}

const NULL: JsonSchema = { type: 'null' };

function recordSchema(fields: Fields): JsonSchema {
  const required = Object.entries(fields)
    .filter(([, s]) => s.absent === undefined)
    .map(([key]) => key);
  const properties = Object.fromEntries(Object.entries(fields).map(([key, s]) => [key, fieldSchema(s)]));
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}), additionalProperties: false };
}

type OneKind<K extends Fields> = { [P in keyof K]: { readonly [Q in P]: Of<K[P]> } }[keyof K];

/** A record with some common fields and exactly one of the kinds, told by its key: `{id, sum: […]}`. */
export function variant<const F extends Fields, const K extends Fields>(
  common: F,
  kinds: K,
): Shape<RecordOf<F> & OneKind<K>> {
  const names = Object.keys(kinds);
  return {
    parse(value, at, out) {
      if (!isRecord(value)) return void out.push(problem('not-a-record', at, { got: quoted(value) }));
      unknownKeys(value, new Set([...Object.keys(common), ...names]), at, out);
      const present = names.filter((name) => value[name] !== undefined);
      if (present.length !== 1)
        out.push(problem('not-one-kind', at, { list: names.join('、'), got: present.join('、') || '无' }));
      const rest = readFields(common, value, at, out);
      const own = present
        .filter((name) => present.length === 1 || value[name] !== null)
        .map((name) => [name, (kinds[name] as Shape<unknown>).parse(value[name], `${at}.${name}`, out)] as const);
      if (present.length !== 1 || own[0]?.[1] === undefined) return undefined;
      return { ...rest, ...Object.fromEntries(own) } as RecordOf<F> & OneKind<K>;
    },
    schema: () => ({
      oneOf: names.map((name) => {
        const one = { ...common, [name]: kinds[name] as Shape<unknown> };
        return recordSchema(one);
      }),
    }),
  };
}

/** The first shape that takes the value without a problem; else the problems of the one that came closer. */
export function either<A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> {
  return {
    parse(value, at, out) {
      const [asFirst, asSecond]: readonly [Problem[], Problem[]] = [[], []];
      const one = first.parse(value, at, asFirst);
      if (asFirst.length === 0) return one;
      const other = second.parse(value, at, asSecond);
      if (asSecond.length === 0) return other;
      // What is wrong inside says more than that the whole is of another kind.
      const far = (tried: readonly Problem[]): number =>
        tried.some((each) => each.at === at) ? Infinity : tried.length;
      pushAll(out, far(asSecond) < far(asFirst) ? asSecond : asFirst);
      return undefined;
    },
    schema: () => ({ anyOf: [first.schema(), second.schema()] }),
  };
}

/** A shape that refers to itself; `name` is where it stands in the published schema. */
export function lazy<T>(name: string, make: () => Shape<T>): Shape<T> {
  return { parse: (value, at, out) => make().parse(value, at, out), schema: () => ({ $ref: `#/$defs/${name}` }) };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
