// Which node is evaluated in which stretch of time.
import type { Condition } from '../../../src/core/scheme/condition.ts';
import type { ScoreNode } from '../../../src/core/scheme/node.ts';
import type { Window } from './days.ts';
import { present, subWindows } from './world.ts';
import type { World } from './world.ts';

/** The nodes a condition asks about. */
function asked(c: Condition): readonly string[] {
  if ('all' in c) return c.all.flatMap(asked);
  if ('any' in c) return c.any.flatMap(asked);
  if ('not' in c) return asked(c.not);
  return 'node' in c ? [c.node] : [];
}

/** The nodes that decide what a node takes. */
const questions = (node: ScoreNode): readonly string[] =>
  'select' in node ? node.select.cases.flatMap((one) => asked(one.when)) : [];

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

/** The nodes and all that they are made of, in the same stretch of time. */
export function madeOf(w: World, ids: readonly string[]): readonly ScoreNode[] {
  return reached(w, ids, children);
}

/** The same, and what is asked about on the way. */
function lookedAt(w: World, ids: readonly string[]): readonly ScoreNode[] {
  return reached(w, ids, (node) => [...questions(node), ...children(node)]);
}

function reached(w: World, ids: readonly string[], next: (node: ScoreNode) => readonly string[]): readonly ScoreNode[] {
  const found: ScoreNode[] = [];
  const visit = (id: string): void => {
    const node = w.scheme.score.find((one) => one.id === id);
    if (node === undefined || found.includes(node)) return;
    found.push(node);
    next(node).forEach(visit);
  };
  ids.forEach(visit);
  return found;
}

type Evaluation = { readonly node: ScoreNode; readonly scope: Window };

/** Every node in the whole period, and those of sub-periods in each of them. */
export function evaluationsOf(w: World, subject: string): readonly Evaluation[] {
  return expand(
    w,
    w.scheme.score.map((one) => one.id),
    w.period,
    subject,
  );
}

function expand(w: World, ids: readonly string[], scope: Window, subject: string): readonly Evaluation[] {
  return lookedAt(w, ids).flatMap((node) => {
    const own = [{ node, scope }];
    if (!('over' in node)) return own;
    const windows = subWindows(w, node.over.unit, scope).filter((one) => present(w, subject, one));
    return [...own, ...windows.flatMap((window) => expand(w, [node.over.node], window, subject))];
  });
}
