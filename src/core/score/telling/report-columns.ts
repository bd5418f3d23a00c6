import { periodName } from '../../period.ts';
import type { ScoreNode } from '../../scheme/node.ts';
import type { Plan } from '../plan.ts';

/** A column of a table: an id of the results and what stands above it. */
export type Column = { readonly id: string; readonly label: string };

const MOST = 8;

/**
 * The steps next to the total that are worth a column of their own: what it is put together from, or its sub-periods. A
 * step that only passes one other on is passed over.
 */
export function nodeColumns(
  plan: Plan,
  results: readonly Readonly<Record<string, string | null>>[],
): readonly Column[] {
  const byId = new Map(plan.scheme.score.map((node) => [node.id, node]));
  let node = plan.scheme.score[0];
  for (let depth = 0; node !== undefined && depth < plan.scheme.score.length; depth += 1) {
    if ('over' in node) return windowColumns(node.over.node, results);
    const parts = partsOf(node)
      .map((id) => byId.get(id))
      .filter((one) => one !== undefined);
    if (parts.length !== 1) return parts.length > MOST ? [] : parts.map(({ id, label }) => ({ id, label }));
    node = parts[0];
  }
  return [];
}

function partsOf(node: ScoreNode): readonly string[] {
  if ('sum' in node) return node.sum.map((one) => (typeof one === 'string' ? one : one.node));
  return 'weighted' in node ? node.weighted.map((one) => one.node) : [];
}

function windowColumns(node: string, results: readonly Readonly<Record<string, string | null>>[]): readonly Column[] {
  const windows = new Set(results.flatMap((nodes) => Object.keys(nodes).filter((key) => key.startsWith(`${node}@`))));
  return [...windows].toSorted().map((id) => ({ id, label: periodName(id.slice(node.length + 1)) }));
}
