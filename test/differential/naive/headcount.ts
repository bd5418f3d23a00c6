// Of how many people a share is taken, and how many places it gives.
import type { Scheme } from '../../../src/core/scheme/scheme.ts';
import { add, mul, q, read, round, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { isAway } from './scope.ts';
import { homeOf, lastDay, subjectOf, valueOn } from './world.ts';
import type { World } from './world.ts';

type Ranking = Scheme['rankings'][number];
/** One organisation, or those without one; or everybody. */
export type Whom = { readonly org: string | undefined } | 'all';

export function placesOf(share: Q, people: Q, rounding: Ranking['rounding']): number {
  const mode = rounding === 'round-down' ? 'down' : rounding === 'round-up' ? 'up' : 'half-up';
  return Number(round(mul(share, people), 0, mode).n);
}

/** Undefined where it cannot be told of how many people the share is taken. */
export function slots(
  w: World,
  share: Q,
  base: Ranking['base'],
  rounding: Ranking['rounding'],
  whom: Whom,
  graded: readonly string[],
): number | undefined {
  const people = headcount(w, base, whom, graded);
  return people === undefined ? undefined : placesOf(share, people, rounding);
}

function headcount(w: World, base: Ranking['base'], whom: Whom, graded: readonly string[]): Q | undefined {
  if (base === 'graded-members') return q(graded.length);
  const orgs = whom === 'all' ? [...new Set(w.facts.subjects.map((one) => homeOf(w, one.id)))] : [whom.org];
  let all: Q | undefined = ZERO;
  for (const org of orgs) {
    const here = inOrg(w, base, org);
    all = all === undefined || here === undefined ? undefined : add(all, here);
  }
  return all;
}

/** As the organisation's facts tell it, else as the roster does. */
function inOrg(w: World, base: Ranking['base'], org: string | undefined): Q | undefined {
  const facts = w.facts.orgs.find((one) => one.id === org)?.facts ?? {};
  const written = valueOn(facts[base === 'all-members' ? 'members' : 'full-members'], lastDay(w, w.period));
  if (typeof written === 'string') return read(written);
  const members = w.facts.subjects.map((one) => one.id).filter((one) => homeOf(w, one) === org && !isAway(w, one));
  const { who, fullMembers } = w.scheme.scope;
  if (base === 'all-members' && who === undefined) return q(members.length);
  const rule = base === 'all-members' ? who : fullMembers;
  if (rule === undefined) return undefined;
  const full = members.map((one) => w.ask.condition(w, rule, subjectOf(one), { window: w.period }));
  return full.includes(undefined) ? undefined : q(full.filter((one) => one === true).length);
}
