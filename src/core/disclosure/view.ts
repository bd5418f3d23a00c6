import type { Scored } from '../score/scored.ts';
import type { SubjectResult } from '../score/results.ts';
import { levelsFor, type Audience, type Level, type Levels } from './level.ts';
import { webOf, type Web } from './relations.ts';
import { sensitiveIn, type Sensitive } from './sensitive.ts';
import { smallness, type SizeRule } from './size.ts';
import { shownSafely } from './suppress.ts';

/** What an audience sees of the numbers of one subject. */
export type View = {
  /** Whether a number is shown, by the name it has in the results: `node`, `node@2026Q1`, `item`. */
  readonly shows: (name: string) => boolean;
  /** What the scheme states for it, made stricter where too few people stand behind it. */
  readonly level: (name: string) => Level;
  /** Whether nothing at all is kept back. */
  readonly whole: boolean;
};

/** Looks at the subjects of one part of a run for one audience; like subjects are worked out once. */
export type Viewer = {
  readonly sensitive: Sensitive;
  readonly view: (person: number, result: SubjectResult) => View;
};

export function viewerOf({ run }: Scored, audience: Audience, sizes: SizeRule): Viewer {
  const { scheme, amounts } = run.plan;
  const sensitive = sensitiveIn(scheme);
  const levels = levelsFor(scheme, audience, sensitive);
  const views = new Map<string, View>();
  return {
    sensitive,
    view(person, result) {
      const names = Object.keys(result.nodes);
      const small = audience === 'superior' ? SMALL_IS_FINE : smallNames(person, names);
      const key = [names.join(' '), [...small.hidden].join(' '), [...small.guarded].join(' ')].join('|');
      const known = views.get(key) ?? viewOf(webOf(scheme, new Set(names), amounts), levels, small);
      views.set(key, known);
      return known;
    },
  };

  function smallNames(person: number, names: readonly string[]): Small {
    const found = { hidden: new Set<string>(), guarded: new Set<string>() };
    for (const name of names) {
      const [id, window] = name.split('@');
      const node = scheme.score.find((one) => one.id === id);
      const size = node === undefined ? undefined : smallness(run, person, node, window, sizes);
      if (size !== undefined) found[size].add(name);
    }
    return found;
  }
}

type Small = { readonly hidden: ReadonlySet<string>; readonly guarded: ReadonlySet<string> };
const SMALL_IS_FINE: Small = { hidden: new Set(), guarded: new Set() };

function viewOf(web: Web, levels: Levels, small: Small): View {
  const level = (name: string): Level => {
    const stated = levels.of.get(name.split('@')[0] as string) ?? 'hidden';
    if (stated === 'hidden' || small.hidden.has(name)) return 'hidden';
    return small.guarded.has(name) ? 'band' : stated;
  };
  const isGuarded = (name: string): boolean =>
    small.guarded.has(name) || levels.guarded.has(name.split('@')[0] as string);
  const shown = shownSafely({
    shown: web.names.filter((name) => level(name) === 'exact'),
    guarded: new Set(web.names.filter((name) => level(name) === 'band' && isGuarded(name))),
    hidden: new Set(web.names.filter((name) => level(name) === 'hidden')),
    open: web.constants,
    parts: web.parts,
    relations: web.relations,
  });
  return { shows: (name) => shown.has(name), level, whole: web.names.every((name) => shown.has(name)) };
}
