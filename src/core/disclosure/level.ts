import type { Scheme } from '../scheme/scheme.ts';
import type { Sensitive } from './sensitive.ts';

/** Who looks (给谁看): the public board, other members, the person themself, the next higher organisation. */
export type Audience = 'board' | 'members' | 'self' | 'superior';

/** How much of a number is shown: as it is, only the grade it leads to, or nothing at all (公开程度). */
export type Level = 'exact' | 'band' | 'hidden';

/** What may be shown of the nodes and items of a scheme; `guarded` are those somebody has said must not come out. */
export type Levels = { readonly of: ReadonlyMap<string, Level>; readonly guarded: ReadonlySet<string> };

const OPENNESS = ['exact', 'band', 'hidden'] as const;

/** Whoever may look at more may also look at what is shown to those who may look at less. */
const ALSO: Readonly<Record<Audience, readonly Audience[]>> = {
  board: ['board'],
  members: ['members', 'board'],
  self: ['self', 'members', 'board'],
  superior: ['superior'],
};

const UNSAID: Readonly<Record<Audience, Level>> = { board: 'band', members: 'band', self: 'exact', superior: 'exact' };

function opener(a: Level, b: Level): Level {
  return OPENNESS.indexOf(a) <= OPENNESS.indexOf(b) ? a : b;
}

function closer(a: Level, b: Level): Level {
  return opener(a, b) === a ? b : a;
}

/**
 * The levels that a scheme states for an audience. A node that says nothing is shown as an unsaid one; what reads
 * sensitive facts is hidden from boards and other members whatever the scheme says. An item has no word of its own: it
 * is as open as the nodes that add it up, and never shown to boards.
 */
export function levelsFor(scheme: Scheme, audience: Audience, sensitive: Sensitive): Levels {
  const wide = audience === 'board' || audience === 'members';
  const of = new Map<string, Level>();
  const guarded = new Set<string>();
  const put = (id: string, level: Level, isGuarded: boolean): void => {
    of.set(id, closer(level, of.get(id) ?? 'exact'));
    if (isGuarded) guarded.add(id);
  };
  for (const item of scheme.items) {
    const readers = scheme.score.filter(
      (node) =>
        ('section' in node && node.section === item.section) || ('items' in node && node.items.includes(item.id)),
    );
    const hidden = wide && sensitive.items.has(item.id);
    const stated = readers.map((node) => statedFor(node.disclosure, audience));
    const level = stated.length === 0 ? UNSAID[audience] : stated.reduce(closer);
    put(item.id, hidden ? 'hidden' : wide ? closer(level, 'band') : level, hidden);
  }
  for (const node of scheme.score) {
    const hidden = wide && sensitive.nodes.has(node.id);
    const level = hidden ? 'hidden' : statedFor(node.disclosure, audience);
    put(node.id, level, hidden || (node.disclosure !== undefined && level !== 'exact'));
  }
  return { of, guarded };
}

function statedFor(disclosure: Scheme['score'][number]['disclosure'], audience: Audience): Level {
  return disclosure === undefined ? UNSAID[audience] : ALSO[audience].map((one) => disclosure[one]).reduce(opener);
}
