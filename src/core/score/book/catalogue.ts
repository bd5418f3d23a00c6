import type { Exact } from '../../number.ts';
import { negate, shareOf, sign } from '../../number.ts';
import type { Amount } from '../../scheme/condition.ts';
import type { Item, ItemRule } from '../../scheme/item.ts';
import { chosenKey, type ParamValues } from '../../scheme/param-values.ts';
import type { Scheme } from '../../scheme/scheme.ts';

/** What an entry can be posted to: an item itself (a score given directly) or one of its rules. */
export type Line = {
  readonly index: number;
  readonly id: string;
  readonly item: number;
  readonly of: Item;
  readonly rule: ItemRule | undefined;
  readonly sign: 1 | -1;
  readonly points: Exact | undefined;
  readonly groups: readonly string[];
  /** What the rule says, or where it says nothing, the item. */
  readonly label: string;
  readonly clause: string;
  readonly approval: Item['approval'];
};

/** The line of a rule; postings always stand on one, since a score given to an item is none. */
export type RuleLine = Line & { readonly rule: ItemRule };

/** The items of a scheme with their lines, ready to be looked up by id. */
export type Catalogue = {
  readonly items: readonly Item[];
  readonly itemIndex: ReadonlyMap<string, number>;
  readonly lines: readonly Line[];
  readonly lineIndex: ReadonlyMap<string, number>;
  /** Lines of each item, its own first. */
  readonly linesOf: readonly (readonly number[])[];
};

/** A number of the document as an exact number; undefined while its parameter has no value. */
export type Amounts = (amount: Amount | undefined) => Exact | undefined;

/** A number to divide by; one of zero is none. */
export function divisorOf(amounts: Amounts, amount: Amount | undefined): Exact | undefined {
  const found = amounts(amount);
  return found === undefined || sign(found) === 0 ? undefined : found;
}

/** Reads the numbers of a scheme, parameters filled in. */
export function amountsOf(scheme: Scheme, params: ParamValues): Amounts {
  const values = new Map<string, Amount | undefined>(
    scheme.params.map(({ id, value }) => {
      const key = chosenKey(params, scheme.scheme, id);
      return [id, key === undefined ? value : params[key]];
    }),
  );
  const read: Amounts = (amount) => {
    if (amount === undefined) return undefined;
    if (typeof amount === 'string') return shareOf(amount);
    const value = values.get(amount.param);
    return typeof value === 'string' ? shareOf(value) : undefined;
  };
  return read;
}

/** Lays out the catalogue of a scheme. */
export function catalogueOf(scheme: Scheme, amounts: Amounts): Catalogue {
  const lines: Line[] = [];
  const linesOf: number[][] = [];
  scheme.items.forEach((item, index) => {
    const own: number[] = [];
    const put = (rule: ItemRule | undefined): void => {
      own.push(lines.length);
      lines.push(lineOf(lines.length, item, index, rule, amounts));
    };
    put(undefined);
    for (const rule of item.rules) put(rule);
    linesOf.push(own);
  });
  return {
    items: scheme.items,
    itemIndex: new Map(scheme.items.map((item, index) => [item.id, index])),
    lines,
    lineIndex: new Map(lines.map((line) => [line.id, line.index])),
    linesOf,
  };
}

function lineOf(index: number, item: Item, at: number, rule: ItemRule | undefined, amounts: Amounts): Line {
  const groups = [item.id, rule?.id, rule?.group, item.group, item.section].filter((one) => one !== undefined);
  const sign = rule?.effect === 'deduct' ? -1 : 1;
  const { id, label } = rule ?? item;
  const clause = rule?.clause ?? item.clause;
  const approval = rule?.approval ?? item.approval;
  const points = amounts(rule?.points);
  return { index, id, item: at, of: item, rule, sign, points, groups, label, clause, approval };
}

/**
 * The line an entry means: a rule by its id, an item that takes a score directly, or the only rule of an item.
 * `ambiguous` when the item has several rules and the entry does not say which.
 */
export function lineFor(catalogue: Catalogue, id: string, hasPoints: boolean): Line | 'unknown' | 'ambiguous' {
  const found = catalogue.lineIndex.get(id);
  if (found === undefined) return 'unknown';
  const line = catalogue.lines[found] as Line;
  if (line.rule !== undefined) return line;
  const item = catalogue.items[line.item] as Item;
  if (item.start === 'judged' || (hasPoints && item.max !== undefined)) return line;
  const own = catalogue.linesOf[line.item] as readonly number[];
  return own.length === 2 ? (catalogue.lines[own[1] as number] as Line) : 'ambiguous';
}

export function signed(amount: Exact, sign: 1 | -1): Exact {
  return sign === 1 ? amount : negate(amount);
}
