import type { Exact } from '../number.ts';

/** Something that is missing, the clause that asks for it, and by id of whom it is missing if of another (待定事由). */
export type Why = {
  readonly what: string;
  readonly clause?: string | undefined;
  readonly who?: string | undefined;
};

/**
 * No number: held until somebody reports (hold), or left out of what is put together (exclude, 不计). A count of which
 * only part is known is at least `least`. `unreported`: it waits for nothing but a report that has not come.
 */
export type Gap = {
  readonly gap: 'hold' | 'exclude';
  readonly why: readonly Why[];
  readonly least?: Exact;
  readonly unreported?: true;
};

/** A number, or the reason why there is none. */
export type Value = Exact | Gap;

export const EXCLUDED: Gap = { gap: 'exclude', why: [] };

export function hold(what: string, clause?: string, who?: string): Gap {
  return { gap: 'hold', why: [{ what, clause, who }] };
}

/** Held because nothing was reported (没有报来). */
export function unreported(what: string, clause?: string, who?: string): Gap {
  return { ...hold(what, clause, who), unreported: true };
}

/** Held by what something else waits for, which is no missing report of one's own. */
export function waitsFor({ why }: Gap): Gap {
  return { gap: 'hold', why };
}

export function isGap(value: Value): value is Gap {
  return typeof value === 'object' && 'gap' in value;
}

/** All the reasons of several held values together, each once; only unreported where each of them is. */
export function holdAll(gaps: readonly Gap[]): Gap {
  const seen = new Map<string, Why>();
  for (const gap of gaps) for (const why of gap.why) seen.set(`${why.clause ?? ''} ${whyKey(why)}`, why);
  const why = [...seen.values()];
  const isUnreported = gaps.length > 0 && gaps.every((gap) => gap.unreported === true);
  return isUnreported ? { gap: 'hold', why, unreported: true } : { gap: 'hold', why };
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
