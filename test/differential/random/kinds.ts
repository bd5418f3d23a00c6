// The words of the language that scoring has, and whether one of them takes effect in a case.
import { saidOf, type Case } from '../compare.ts';
import type { Json, JsonRecord } from '../json.ts';

/**
 * A word of the language by where it stands: `items.rules.caps`, or with one of its values: `items.rules.caps.per=week`.
 * Conditions are alike wherever they stand: `condition.rank`.
 */
export type Kind = string;
type Path = readonly string[];

type Schema = {
  readonly $ref?: string;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
};

type Page = { readonly oneOf: readonly Schema[]; readonly $defs: Readonly<Record<string, Schema>> };

/** Every word of the language, from the published description of its documents. */
export function kindsOf(page: Page): readonly Kind[] {
  const kinds = new Set<Kind>();
  const walk = (schema: Schema, at: string): void => {
    for (const one of [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]) walk(one, at);
    for (const value of [...(schema.enum ?? []), ...('const' in schema ? [schema.const] : [])])
      if (typeof value === 'string') kinds.add(`${at}=${value}`);
    if (schema.items !== undefined) walk(schema.items, at);
    for (const [key, inner] of Object.entries(schema.properties ?? {})) {
      const own = at === '' ? key : `${at}.${key}`;
      kinds.add(own);
      walk(inner, own);
    }
  };
  walk(page.oneOf[0] ?? {}, '');
  walk(page.$defs['condition'] ?? {}, 'condition');
  return [...kinds];
}

type Found = { readonly kind: Kind; readonly path: Path };

const CONDITIONS = [
  'when',
  'also',
  'appliesWhen',
  'onlyWhen',
  'metWhen',
  'resetWhen',
  'who',
  'fullMembers',
  'giver',
  'all',
  'any',
  'not',
];

/** The words a document uses, and where. */
export function wordsOf(value: Json, known: ReadonlySet<Kind>, at = '', path: Path = []): readonly Found[] {
  if (typeof value === 'string') return known.has(`${at}=${value}`) ? [{ kind: `${at}=${value}`, path }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]): readonly Found[] => {
    const here = [...path, key];
    if (Array.isArray(value)) return wordsOf(inner, known, at, here);
    const kind = at === '' ? key : `${at}.${key}`;
    const below = wordsOf(inner, known, CONDITIONS.includes(key) ? 'condition' : kind, here);
    return known.has(kind) ? [{ kind, path: here }, ...below] : below;
  });
}

/** Whether something comes out otherwise without a word, or with another in its place. */
export function takesEffect(
  one: Case,
  said: string | undefined,
  { kind, path }: Found,
  kinds: readonly Kind[],
): boolean {
  return others(one.scheme, kind, path, kinds).some((scheme) => {
    const other = saidOf({ ...one, scheme });
    return other !== undefined && other !== said;
  });
}

/** The document with another value in place of one; without a word, or where it cannot do without, with another. */
function others(scheme: JsonRecord, kind: Kind, path: Path, kinds: readonly Kind[]): readonly JsonRecord[] {
  const [word, value] = kind.split('=');
  const put = (at: Path, other: Json | undefined): JsonRecord => replaced(scheme, at, other) as JsonRecord;
  if (value !== undefined) {
    const values = kinds.flatMap((other) => (other.startsWith(`${word}=`) ? [other.slice(kind.indexOf('=') + 1)] : []));
    return values.filter((other) => other !== value).map((other) => put(path, other));
  }
  const without = put(path, undefined);
  const at = path.slice(0, -1);
  if (kind.startsWith('condition.')) {
    const whole = conditionAt(kind, path);
    return [without, put(whole, { all: [] }), put(whole, { any: [] })];
  }
  const instead = /^score\.\w+$/.test(kind) ? ['77', '-3'].map((const_) => put(at, constant(scheme, at, const_))) : [];
  const more = ['7', '1', '0'].map((other) => put(path, other));
  const above = path.map((_, n) => put(path.slice(0, path.length - n), undefined)).slice(1, 4);
  return [without, ...instead, ...more, ...above];
}

/** The leaf of a condition that a word is part of. */
function conditionAt(kind: Kind, path: Path): Path {
  return path.slice(0, path.length - (kind.split('.').length - 1));
}

/** A node of the score that is always the same. */
function constant(scheme: JsonRecord, path: Path, value: string): Json {
  const {
    id = '',
    label = '',
    clause = '',
  } = path.reduce<Json>((inner, key) => (inner as JsonRecord)[key] ?? null, scheme) as JsonRecord;
  return { id, label, clause, const: value };
}

function replaced(value: Json, [key, ...rest]: Path, put: Json | undefined): Json | undefined {
  if (key === undefined) return put;
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((one, at): readonly Json[] => {
      const inner = String(at) === key ? replaced(one, rest, put) : one;
      return inner === undefined ? [] : [inner];
    });
  }
  const inner = replaced((value as JsonRecord)[key] ?? null, rest, put);
  const others = Object.entries(value as JsonRecord).filter(([own]) => own !== key);
  return Object.fromEntries(inner === undefined ? others : [...others, [key, inner]]);
}
