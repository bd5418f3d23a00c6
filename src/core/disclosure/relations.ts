import { negate, ONE, shareOf, type Exact } from '../number.ts';
import { parsePeriod } from '../period.ts';
import type { Amount } from '../scheme/condition.ts';
import { childrenOf, type ScoreNode } from '../scheme/node.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Relation } from './derivable.ts';

/** How the numbers of one subject hang together: a number is named by its node or item, and its sub-period `@2026Q1`. */
export type Web = {
  readonly relations: readonly Relation[];
  readonly parts: ReadonlyMap<string, readonly string[]>;
  /** Every name that occurs, the total first, then nodes, sub-periods and items in the order of the scheme. */
  readonly names: readonly string[];
  /** Names of constants. */
  readonly constants: ReadonlySet<string>;
};

type Read = (amount: Amount | undefined) => Exact | undefined;
type Term = readonly [name: string, factor: Exact];

/**
 * The equations between the numbers that a subject's result names. Where a rule is not a plain sum (bounds, rounding,
 * a choice, a share of the highest) it is taken as if it could be undone: rather one number too few than one too many.
 */
export function webOf(scheme: Scheme, named: ReadonlySet<string>, read: Read): Web {
  const windows = [...new Set([...named].flatMap((name) => name.split('@')[1] ?? []))];
  const given = { named, windows, read };
  const sums = [undefined, ...windows].flatMap((window) =>
    scheme.score
      .filter((node) => named.has(at(node.id, window)))
      .map((node) => ({ node, name: at(node.id, window), terms: termsOf(scheme, node, window, given) })),
  );
  const names = new Set([
    ...sums.map((one) => one.name),
    ...sums.flatMap((one) => one.terms.map(([part]) => part)),
    ...scheme.items.flatMap((item) => (named.has(item.id) ? item.id : [])),
  ]);
  return {
    relations: sums.flatMap(equations),
    parts: new Map(sums.map((one) => [one.name, one.terms.map(([part]) => part)])),
    names: [...names],
    constants: new Set(sums.flatMap((one) => ('const' in one.node ? one.name : []))),
  };
}

type Sum = { readonly node: ScoreNode; readonly name: string; readonly terms: readonly Term[] };

/** One equation with all terms; where only one of them was taken, one equation for each. */
function equations({ node, name, terms }: Sum): readonly Relation[] {
  if (terms.length === 0) return [];
  const lists = 'select' in node || 'either' in node ? terms.map((one) => [one]) : [terms];
  return lists.map((list) => new Map([[name, negate(ONE)], ...list]));
}

function at(id: string, window: string | undefined): string {
  return window === undefined ? id : `${id}@${window}`;
}

type Given = { readonly named: ReadonlySet<string>; readonly windows: readonly string[]; readonly read: Read };

/** What a node is put together from, as far as the subject has it. */
function termsOf(scheme: Scheme, node: ScoreNode, window: string | undefined, given: Given): readonly Term[] {
  const { named, read } = given;
  const node1 = (id: string, factor: Exact = ONE): readonly Term[] =>
    named.has(at(id, window)) ? [[at(id, window), factor]] : [];
  if ('sum' in node)
    return node.sum.flatMap((one) => (typeof one === 'string' ? node1(one) : node1(one.node, shareOf(one.times))));
  if ('weighted' in node) return node.weighted.flatMap((one) => node1(one.node, read(one.weight) ?? ONE));
  if ('over' in node) return overTerms(node.over, window, given);
  const children = childrenOf(node).flatMap((id) => node1(id));
  const items =
    'section' in node
      ? scheme.items.filter((item) => item.section === node.section)
      : 'items' in node
        ? scheme.items.filter((item) => node.items.includes(item.id))
        : [];
  // A sub-period's items are not in the results, but they are in the explanation.
  const own = items.filter((item) => window !== undefined || named.has(item.id));
  return [...children, ...own.map((item) => [at(item.id, window), ONE] as const)];
}

function overTerms(
  over: Extract<ScoreNode, { readonly over: unknown }>['over'],
  window: string | undefined,
  { named, windows }: Given,
): readonly Term[] {
  const around = window === undefined ? undefined : parsePeriod(window);
  const inside = windows.filter((id) => {
    const period = parsePeriod(id);
    if (period === undefined || period.unit !== over.unit || !named.has(at(over.node, id))) return false;
    return around === undefined || (period.first >= around.first && period.last <= around.last);
  });
  const counted = over.combine === 'last' ? inside.slice(-1) : inside;
  return counted.map((id) => [at(over.node, id), ONE] as const);
}
