// Which node is evaluated in which stretch of time.
import type { ScoreNode } from '../../../src/core/scheme/node.ts';
import type { Window } from './days.ts';
import { present, subWindows } from './world.ts';
import type { World } from './world.ts';

/** The nodes a node takes directly, in its own stretch of time. */
function children(node: ScoreNode): readonly string[] {
  if ('sum' in node) return node.sum.map((one) => (typeof one === 'string' ? one : one.node));
  if ('weighted' in node) return node.weighted.map((one) => one.node);
  if ('either' in node) return node.either;
  if ('ofHighest' in node) return [node.ofHighest];
  if ('select' in node)
    return [
      ...node.select.cases.map((one) => one.node),
      ...(node.select.otherwise === undefined ? [] : [node.select.otherwise]),
    ];
  return [];
}

/** The nodes and all that they are put together of, in the same stretch of time. */
export function closure(w: World, ids: readonly string[]): readonly ScoreNode[] {
  const found: ScoreNode[] = [];
  const visit = (id: string): void => {
    const node = w.scheme.score.find((one) => one.id === id);
    if (node === undefined || found.includes(node)) return;
    found.push(node);
    children(node).forEach(visit);
  };
  ids.forEach(visit);
  return found;
}

/** Everything under an `over`, through any number of steps. */
function partial(w: World): readonly ScoreNode[] {
  const found: ScoreNode[] = [];
  let starts = w.scheme.score.flatMap((one) => ('over' in one ? [one.over.node] : []));
  while (starts.length > 0) {
    const next = closure(w, starts).filter((one) => !found.includes(one));
    found.push(...next);
    starts = next.flatMap((one) => ('over' in one ? [one.over.node] : []));
  }
  return found;
}

type Evaluation = { readonly node: ScoreNode; readonly scope: Window };

export function evaluationsOf(w: World, subject: string): readonly Evaluation[] {
  const under = partial(w);
  const roots = w.scheme.score.filter((one, place) => place === 0 || !under.includes(one));
  return expand(
    w,
    roots.map((one) => one.id),
    w.period,
    subject,
  );
}

function expand(w: World, ids: readonly string[], scope: Window, subject: string): readonly Evaluation[] {
  return closure(w, ids).flatMap((node) => {
    const own = [{ node, scope }];
    if (!('over' in node)) return own;
    const windows = subWindows(w, node.over.unit, scope).filter((one) => present(w, subject, one));
    return [...own, ...windows.flatMap((window) => expand(w, [node.over.node], window, subject))];
  });
}
