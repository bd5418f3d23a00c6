// Of how many people a share is taken, and how many places it gives.
import type { Scheme } from '../../../src/core/scheme/scheme.ts';
import { add, mul, q, read, round, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { factValue, homeOf, lastDay, subjectOf, valueOn } from './world.ts';
import type { World } from './world.ts';

type Ranking = Scheme['rankings'][number];
/** One organisation, or those without one; or everybody. */
export type Whom = { readonly org: string | undefined } | 'all';

export function placesOf(share: Q, people: Q, rounding: Ranking['rounding']): number {
  const mode = rounding === 'round-down' ? 'down' : rounding === 'round-up' ? 'up' : 'half-up';
  return Number(round(mul(share, people), 0, mode).n);
}

export function slots(
  w: World,
  share: Q,
  base: Ranking['base'],
  rounding: Ranking['rounding'],
  whom: Whom,
  graded: readonly string[],
): number {
  return placesOf(share, headcount(w, base, whom, graded), rounding);
}

function headcount(w: World, base: Ranking['base'], whom: Whom, graded: readonly string[]): Q {
  if (base === 'graded-members') return q(graded.length);
  const orgs = whom === 'all' ? [...new Set(w.facts.subjects.map((one) => homeOf(w, one.id)))] : [whom.org];
  return orgs.map((org) => inOrg(w, base, org)).reduce(add, ZERO);
}

/** As the organisation's facts tell it, else as the roster does. */
function inOrg(w: World, base: Ranking['base'], org: string | undefined): Q {
  const facts = w.facts.orgs.find((one) => one.id === org)?.facts ?? {};
  const written = valueOn(facts[base === 'all-members' ? 'members' : 'full-members'], lastDay(w, w.period));
  if (typeof written === 'string') return read(written);
  const members = w.facts.subjects.map((one) => one.id).filter((one) => homeOf(w, one) === org);
  return q((base === 'all-members' ? members : members.filter((one) => isFull(w, one))).length);
}

/** Nobody said otherwise: a full member. */
function isFull(w: World, id: string): boolean {
  const status = factValue(w, 'status', subjectOf(id), { window: w.period });
  return status === undefined || status === '正式党员';
}
