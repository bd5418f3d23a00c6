import type { Problem } from '../problem.ts';
import { found } from './check/found.ts';
import type { Scheme } from './scheme.ts';
import { isRecord } from './shape.ts';

/**
 * Results that would have to be there before themselves: schemes that use each other's results, together in one
 * document or in documents beside it (引用绕圈). A scheme that uses its own is told by the check of the scheme alone.
 */
export function circularSources(parts: readonly Scheme[], documents: (id: string) => unknown): readonly Problem[] {
  const own = new Map(parts.map((part) => [part.scheme, sourcesOf(part)]));
  const known = new Map<string, readonly string[]>();
  const sources = (id: string): readonly string[] => {
    const used = own.get(id) ?? known.get(id) ?? usedBy(documents(id));
    known.set(id, used);
    return used;
  };
  return parts.flatMap((part) =>
    part.score.flatMap((node) => {
      if (!('from' in node) || node.from.scheme === part.scheme) return [];
      const way = wayTo(part.scheme, node.from.scheme, sources);
      if (way === undefined) return [];
      const list = [part.scheme, ...way].join(' → ');
      return [found('circular-sources', `score.${node.id}.from.scheme`, { list }, node.clause)];
    }),
  );
}

function sourcesOf({ score }: Scheme): readonly string[] {
  return score.flatMap((node) => ('from' in node ? [node.from.scheme] : []));
}

/** What a document that was not composed uses: the results its nodes name, and what it extends. */
function usedBy(document: unknown): readonly string[] {
  if (!isRecord(document)) return [];
  const nodes: readonly unknown[] = Array.isArray(document['score']) ? document['score'] : [];
  const named = nodes.flatMap((node) => (isRecord(node) && isRecord(node['from']) ? [node['from']['scheme']] : []));
  return [...named, document['extends']].flat().filter((one) => typeof one === 'string');
}

/** The way from one scheme back to another, along the results that each uses; the shortest. */
function wayTo(goal: string, start: string, sources: (id: string) => readonly string[]): readonly string[] | undefined {
  const ways: (readonly [string, ...string[]])[] = [[start]];
  const seen = new Set([start]);
  for (const way of ways) {
    const last = way.at(-1) as string;
    if (last === goal) return way;
    for (const next of sources(last)) {
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}
