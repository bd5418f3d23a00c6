import type { Scheme } from '../core/scheme/scheme.ts';
import { choiceText } from './form.ts';

/** Where else a score may be told instead: only one of the places is filled in (二者取其一). */
export type Alternative = {
  /** What the other places are called: `「测评」页的「年终民主评议」`. */
  readonly others: readonly string[];
  /** Another place comes first, and this is the second way. */
  readonly second: boolean;
};

/** The alternatives of inputs, ballots and items that are scored directly, by `inputs 平时`. */
export function alternativesOf(parts: readonly Scheme[]): ReadonlyMap<string, Alternative> {
  const found = parts.flatMap((part) =>
    part.score.flatMap((node) => {
      if (!('either' in node)) return [];
      const places = node.either.map((id, at) => placesOf(part, id, at > 0));
      return places.flatMap((own, at) => {
        const others = places.flatMap((ones, i) => (i === at ? [] : ones.map((one) => one.called)));
        return own.map(({ key }) => [key, { others, second: at > 0 }] as const);
      });
    }),
  );
  return new Map(found);
}

type Place = { readonly key: string; readonly called: string };

function placesOf({ score, inputs, ballots, items }: Scheme, id: string, second: boolean): readonly Place[] {
  const node = score.find((one) => one.id === id);
  if (node === undefined) return [];
  const onScores = (header: string): string => `「评分」页的「${second ? secondWay(header) : header}」`;
  if ('input' in node)
    return inputs
      .filter((one) => one.id === node.input)
      .map((one) => ({ key: `inputs ${one.id}`, called: onScores(one.label) }));
  if ('ballot' in node)
    return ballots
      .filter((one) => one.id === node.ballot)
      .map((one) => ({ key: `ballots ${one.id}`, called: `「测评」页的「${one.label}」` }));
  if (!('items' in node)) return [];
  return items
    .filter((one) => node.items.includes(one.id))
    .map((one) => ({ key: `items ${one.id}`, called: onScores(choiceText(one)) }));
}

/** The sentence for whoever fills in one of the places; empty where there is no other. */
export function insteadOf(alternative: Alternative | undefined): string {
  return alternative === undefined ? '' : `填了${alternative.others.join('、')}就空着`;
}

/** The header of the second of two ways to tell one score: without a mark the two look the same. */
export function secondWay(header: string): string {
  return `${header}（另一种填法）`;
}
