// What follows from the results, and who may be put forward for what.
import type { Outcome } from '../../../src/core/scheme/outcome.ts';
import { dueDay, lastsUntil } from './due.ts';
import { add, cmp, print, sum, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { countOf, validEntries } from './ledger.ts';
import { allPostings } from './posting.ts';
import { isAway, isRated, standingOf } from './scope.ts';
import { allOf, not } from './truth.ts';
import type { Truth } from './truth.ts';
import { vetoed } from './veto.ts';
import {
  amount,
  covers,
  homeOf,
  holders,
  isNamed,
  isOrg,
  isTimed,
  lastDay,
  orgOn,
  ruleOf,
  subjectOf,
} from './world.ts';
import type { Who, World } from './world.ts';

export type OutcomeLine = {
  readonly id: string;
  readonly on: string;
  readonly due?: string;
  readonly until?: string;
  /** How often, where it is told per time. */
  readonly times?: string;
};

/** Whether outcomes of the same level come about, each seeing those before it. */
function truths(w: World, who: Who): ReadonlyMap<string, Truth> {
  const found = new Map<string, Truth>();
  const asking: World = { ...w, outcomes: found };
  for (const one of w.scheme.outcomes) {
    if ((one.level === 'org') === who.org)
      found.set(one.id, w.ask.condition(asking, one.when, who, { window: w.period }));
  }
  return found;
}

export function outcomesOf(w: World, who: Who): readonly OutcomeLine[] {
  if (!who.org && (!isRated(w, who.id) || isAway(w, who.id))) return [];
  const found = truths(w, who);
  return w.scheme.outcomes.filter((one) => found.get(one.id) === true).flatMap((one) => linesOf(w, one, who));
}

function linesOf(w: World, outcome: Outcome, who: Who): readonly OutcomeLine[] {
  const times = outcome.each === undefined ? undefined : timesOf(w, outcome.each.items, who);
  if (times !== undefined && cmp(times, ZERO) <= 0) return [];
  const due = outcome.due === undefined ? undefined : dueDay(w, outcome.due, who);
  const until = lastsUntil(w, outcome, who);
  const found = outcome.on.flatMap((on) => targets(w, on, who));
  return (found.length === 0 ? [who.id] : [...new Set(found)]).map((on) => ({
    id: outcome.id,
    on,
    ...(due === undefined ? {} : { due }),
    ...(until === undefined ? {} : { until }),
    ...(times === undefined ? {} : { times: print(times) }),
  }));
}

/** How many of the listed things there are with the subject, or in the whole organisation; only what counts. */
function timesOf(w: World, items: readonly string[], who: Who): Q {
  const day = lastDay(w, w.period);
  const own = (id: string): boolean => id === who.id || (who.org && orgOn(w, id, day) === who.id);
  const rules = allPostings(w).filter(
    (one) => one.kind === 'direct' && one.value !== undefined && isNamed(items, one.rule, one.item),
  );
  const given = validEntries(w).filter(({ entry }) => {
    const item = w.scheme.items.find((one) => one.id === entry.item);
    return item !== undefined && ruleOf(w, entry) === undefined && isNamed(items, undefined, item);
  });
  return add(
    sum(rules.filter((one) => own(one.person)).map((one) => one.count)),
    sum(given.filter(({ entry }) => own(entry.subject)).map(({ entry }) => countOf(entry))),
  );
}

function targets(w: World, on: string, who: Who): readonly string[] {
  const day = lastDay(w, w.period);
  const org = isOrg(w, who.id) ? who.id : homeOf(w, who.id);
  if (on === 'subject') return [who.id];
  if (on === 'org') return [org ?? who.id];
  const everybody = [...w.facts.subjects, ...w.facts.people].map((one) => one.id);
  const colleagues = everybody.filter((id) => orgOn(w, id, day) === org);
  if (on === 'leaders') return colleagues.filter((id) => id !== who.id && !isOrg(w, id) && isLeader(w, id));
  const own = who.org ? [] : holders(w, on, who.id, day);
  return own.length > 0 ? own : [...new Set(colleagues.flatMap((id) => holders(w, on, id, day)))];
}

export function isLeader(w: World, id: string): boolean {
  const written = [...w.facts.subjects, ...w.facts.people].find((one) => one.id === id)?.leadership;
  const day = lastDay(w, w.period);
  return isTimed(written) ? written.findLast((one) => covers(one, day))?.value === true : written === true;
}

/** What the outcomes that came about put on an account of the subject. */
export function creditsOf(w: World, account: string, subject: string): Q {
  if (isAway(w, subject)) return ZERO;
  const found = truths(w, subjectOf(subject));
  const credits = w.scheme.outcomes.filter((one) => one.credit?.account === account && found.get(one.id) === true);
  return sum(credits.map((one) => (one.credit === undefined ? undefined : amount(w, one.credit.amount)) ?? ZERO));
}

export function gatesOf(w: World, subject: string): Readonly<Record<string, boolean>> {
  const standing = standingOf(w, subject);
  const may = allOf([
    not(vetoed(w, ['bar-from-award'], subject, w.period)),
    standing.kind !== 'exempt' || standing.by.awards,
  ]);
  const outcomes =
    isRated(w, subject) && !isAway(w, subject) ? truths(w, subjectOf(subject)) : new Map<string, Truth>();
  const asking: World = { ...w, atGate: true, outcomes };
  const open = w.scheme.gates.map((gate) => {
    const holds = w.ask.condition(asking, gate.when, subjectOf(subject), { window: w.period });
    return [gate.id, allOf([may, holds])] as const;
  });
  return Object.fromEntries(open.flatMap(([id, holds]) => (holds === undefined ? [] : [[id, holds]])));
}
