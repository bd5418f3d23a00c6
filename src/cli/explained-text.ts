import type { Explained } from '../core/score/explain.ts';
import { clauseMark } from './results-text.ts';

/** The steps of one subject's score, one below the other, to be checked with a pocket calculator. */
export function explainedLines(tree: Explained, depth = 0): readonly string[] {
  const pad = '  '.repeat(depth);
  const window = tree.window === undefined ? '' : `（${tree.window}）`;
  return [
    `${pad}${tree.label}${window}　${tree.value ?? '待定'}${clauseMark(tree.clause ?? '')}　${tree.how}`,
    ...tree.notes.map((note) => `${pad}  · ${note}`),
    ...tree.entries.map(
      (one) =>
        `${pad}  · ${one.on} ${one.what} ${one.how}${one.dropped === undefined ? '' : `（不计：${one.dropped}）`}`,
    ),
    ...tree.parts.flatMap((part) => explainedLines(part, depth + 1)),
  ];
}
