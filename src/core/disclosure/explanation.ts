import type { Explained } from '../score/explain.ts';
import { clauseNo } from '../score/explain-entry.ts';
import type { Run } from '../score/run.ts';
import type { Audience } from './level.ts';
import { maySpread, type SizeRule } from './size.ts';
import type { View, Viewer } from './view.ts';

/** By what an explanation is filtered. */
export type Veil = {
  readonly run: Run;
  readonly person: number;
  readonly audience: Audience;
  readonly view: View;
  readonly viewer: Viewer;
  readonly sizes: SizeRule;
};

/**
 * An explanation with everything left out that the audience may not see: numbers, the figures that lead to them, the
 * entries behind them. Hidden steps are not there at all; others keep their name and clause.
 */
export function veiled(tree: Explained, veil: Veil): Explained {
  const { audience, view } = veil;
  const name = nameOf(tree);
  const parts = tree.parts.filter((part) => view.level(nameOf(part)) !== 'hidden').map((part) => veiled(part, veil));
  if (!view.shows(name)) return { ...tree, value: null, how: '不公开', notes: [], entries: [], parts };
  const wide = audience === 'board' || audience === 'members';
  return {
    ...tree,
    how: tellsOthers(tree, veil) ? '' : tree.how,
    notes: tree.value === null ? reasons(tree.notes, veil) : tree.notes,
    entries: wide ? [] : tree.entries,
    parts,
  };
}

function nameOf({ id, window }: Explained): string {
  return window === undefined ? id : `${id}@${window}`;
}

/** Whether the figures of a step would give away another number: a part kept back, other people's scores, single papers. */
function tellsOthers(tree: Explained, { run, person, audience, view, sizes }: Veil): boolean {
  if (audience === 'superior') return false;
  if (tree.parts.some((part) => !view.shows(nameOf(part)))) return true;
  const node = run.plan.scheme.score.find((one) => one.id === tree.id);
  if (node === undefined) return false;
  if ('ballot' in node) return !maySpread(run, person, node.ballot, tree.window, sizes);
  return 'ofHighest' in node || ('from' in node && node.from.of !== 'own');
}

/** Why something waits: boards and other members are not told; nobody is told of discipline or investigation. */
function reasons(notes: readonly string[], { run, audience, viewer }: Veil): readonly string[] {
  if (audience === 'superior') return notes;
  if (audience !== 'self') return [];
  const { labels, clauses } = viewer.sensitive;
  const signs = [...labels, ...[...clauses].map((id) => `（${clauseNo(run, id)}）`)];
  const open = notes.filter((note) => !signs.some((sign) => note.includes(sign)));
  return open.length === notes.length ? notes : [...open, '待定'];
}
