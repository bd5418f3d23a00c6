import { PERIOD_UNITS } from '../period.ts';
import {
  either,
  flag,
  id,
  lazy,
  list,
  named,
  oneOf,
  opt,
  record,
  share,
  text,
  variant,
  type Named,
  type Of,
  type Shape,
} from './shape.ts';

/** A number written in the document, or the value of a parameter that a local body fills. */
export const amount = named('amount', either(share, record({ param: id })));
/** A number of the document before parameters are filled in: share, ratio, or `{param}`. */
export type Amount = Of<typeof amount>;

/** The units of time a rule can speak of; of periods only those longer than a day. */
export const unit = oneOf('day', ...PERIOD_UNITS);
export const periodUnit = oneOf(...PERIOD_UNITS);
export type Unit = Of<typeof unit>;

const tests = {
  gt: opt(amount),
  gte: opt(amount),
  lt: opt(amount),
  lte: opt(amount),
  eq: opt(amount),
  is: opt(either(flag, text)),
  in: opt(list(text)),
  has: opt(text),
  known: opt(flag),
  last: opt(flag),
  /** Of a place in an order: within this share of the people. */
  share: opt(amount),
  of: opt(oneOf('subject', 'org')),
};

const entryFilter = record({ items: opt(list(id)), groups: opt(list(id)), within: opt(unit) });

/**
 * A condition is data. Exactly one key says what is looked at; the tests beside it (gte, is, in, has, …) must all hold.
 * What nobody reported makes the condition undecided, never false, unless the fact says so.
 */
export type Condition = {
  readonly gt?: Amount;
  readonly gte?: Amount;
  readonly lt?: Amount;
  readonly lte?: Amount;
  readonly eq?: Amount;
  readonly is?: boolean | string;
  readonly in?: readonly string[];
  readonly has?: string;
  readonly known?: boolean;
  readonly last?: boolean;
  readonly share?: Amount;
  readonly of?: 'subject' | 'org';
} & (
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly node: string }
  | { readonly item: string }
  | { readonly fact: string }
  | { readonly category: readonly string[] }
  | { readonly grade: readonly string[] }
  | { readonly entries: Of<typeof entryFilter> }
  | { readonly findings: string }
  | { readonly carry: string }
  | { readonly account: string }
  | { readonly rank: string }
  | { readonly veto: readonly string[] }
  | { readonly role: string }
  | { readonly reading: string }
  | { readonly outcome: string }
);

const kinds = {
  all: list(lazy<Condition>('condition', () => condition)),
  any: list(lazy<Condition>('condition', () => condition)),
  not: lazy<Condition>('condition', () => condition),
  node: id,
  item: id,
  fact: id,
  category: list(text),
  grade: list(text),
  entries: entryFilter,
  findings: text,
  carry: id,
  account: id,
  rank: id,
  veto: list(id),
  role: id,
  reading: id,
  outcome: id,
};

export const condition: Named<Condition> = named('condition', variant(tests, kinds) as Shape<Condition>);
export const conditionRef = lazy<Condition>('condition', () => condition);
