import type { Exact } from '../number.ts';

/** Something that is missing, the clause that asks for it, and by id of whom it is missing if of another (待定事由). */
export type Why = {
  readonly what: string;
  readonly clause?: string | undefined;
  readonly who?: string | undefined;
};

/**
 * No number: held until somebody reports (hold), or left out of what is put together (exclude, 不计). A count of which
 * only part is known is at least `least`.
 */
export type Gap = { readonly gap: 'hold' | 'exclude'; readonly why: readonly Why[]; readonly least?: Exact };

/** A number, or the reason why there is none. */
export type Value = Exact | Gap;

export const EXCLUDED: Gap = { gap: 'exclude', why: [] };

export function hold(what: string, clause?: string, who?: string): Gap {
  return { gap: 'hold', why: [{ what, clause, who }] };
}

export function isGap(value: Value): value is Gap {
  return typeof value === 'object' && 'gap' in value;
}

/** All the reasons of several held values together, each once. */
export function holdAll(gaps: readonly Gap[]): Gap {
  const seen = new Map<string, Why>();
  for (const gap of gaps) for (const why of gap.why) seen.set(`${why.clause ?? ''} ${whyKey(why)}`, why);
  return { gap: 'hold', why: [...seen.values()] };
}

/** By what a reason is the same as another, whatever the clause. */
export function whyKey({ what, who }: Why): string {
  return who === undefined ? what : `${what} ${who}`;
}

/** True, false, or undecided because something is missing (未定). */
export type Truth = boolean | Gap;

/** True if all are, false if any is not, else what is missing to tell. */
export function allTrue(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  const open = truths.filter((one) => one !== true) as readonly Gap[];
  return open.length === 0 ? true : holdAll(open);
}
