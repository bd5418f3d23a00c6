// Who is appraised, in which category, and who is out.
import type { Scheme } from '../../../src/core/scheme/scheme.ts';
import { covers, dayOf, isTimed, lastDay, orgOn, person, present, subjectOf } from './world.ts';
import type { When, World } from './world.ts';

export type Category = { readonly is: string } | 'pending' | undefined;

export function categoryOf(w: World, id: string, when: When): Category {
  const row = person(w, id);
  if (row === undefined) return undefined;
  const written: unknown = row.category;
  const rostered = isTimed(written) ? written.findLast((one) => covers(one, dayOf(w, when)))?.value : written;
  if (typeof rostered === 'string') return { is: rostered };
  const decided = w.facts.decisions[id]?.category;
  if (decided !== undefined) return { is: decided };
  const truths = w.scheme.scope.categories.map((one) => ({
    id: one.id,
    holds: one.when === undefined ? true : w.ask.condition(w, one.when, subjectOf(id), when),
  }));
  if (w.scheme.scope.precedence === 'human') {
    if (truths.some((one) => one.holds === undefined)) return 'pending';
    const fitting = truths.filter((one) => one.holds === true);
    if (fitting.length > 1) return 'pending';
    return fitting[0] === undefined ? undefined : { is: fitting[0].id };
  }
  for (const one of truths) {
    if (one.holds === undefined) return 'pending';
    if (one.holds) return { is: one.id };
  }
  return undefined;
}

export type Standing =
  | { readonly kind: 'in' }
  | { readonly kind: 'undecided' }
  | { readonly kind: 'outside' }
  | { readonly kind: 'exempt'; readonly by: Scheme['scope']['exempt'][number] };

export function standingOf(w: World, id: string): Standing {
  if (isAway(w, id) && !hasLeft(w, id)) return { kind: 'outside' };
  const when = { window: w.period };
  const { who, exempt } = w.scheme.scope;
  const inside = who === undefined ? true : w.ask.condition(w, who, subjectOf(id), when);
  if (inside === undefined) return { kind: 'undecided' };
  if (!inside) return { kind: 'outside' };
  for (const one of exempt) {
    const holds = w.ask.condition(w, one.when, subjectOf(id), when);
    if (holds === undefined) return { kind: 'undecided' };
    if (holds) return { kind: 'exempt', by: one };
  }
  return { kind: 'in' };
}

/** Without an organisation on the day of the report, though it is told when there is one (不在册). */
export const isAway = (w: World, id: string): boolean =>
  isTimed(person(w, id)?.org) && orgOn(w, id, lastDay(w, w.period)) === undefined;

/** There in the period, and gone by the day of the report. */
const hasLeft = (w: World, id: string): boolean => isAway(w, id) && present(w, id, w.period);

const isIn = (w: World, id: string): boolean => ['in', 'undecided'].includes(standingOf(w, id).kind);

/** Whether the subject takes part with a score of its own; whoever is away does not. */
export const takesPart = (w: World, id: string): boolean => !isAway(w, id) && isIn(w, id);

/** Whether the subject took part in a sub-period, gone since or not; whether it was there then is asked elsewhere. */
export const tookPart = (w: World, id: string): boolean => isIn(w, id);

/** Whether the subject has a score at all: taking part, or exempt and rated by another node. */
export function isRated(w: World, id: string): boolean {
  const standing = standingOf(w, id);
  return isIn(w, id) || (standing.kind === 'exempt' && standing.by.path === 'node');
}

/** The node that is the total of the subject: the first, or the one by which an exempt one is rated instead. */
export function totalOf(w: World, id: string): string | undefined {
  const standing = standingOf(w, id);
  return standing.kind === 'exempt' && standing.by.path === 'node' ? standing.by.node : w.scheme.score[0]?.id;
}
