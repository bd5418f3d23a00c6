// What follows from the results, and who may be put forward for what.
import type { Outcome } from '../../src/core/scheme/outcome.ts';
import { add, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { allOf } from './truth.ts';
import type { Truth } from './truth.ts';
import { validEntries, countOf } from './naive-ledger.ts';
import { standingOf } from './naive-scope.ts';
import { vetoesOf } from './naive-veto.ts';
import { amount, covers, holders, isTimed, lastDay, orgOf, orgOn, ruleOf, subjectOf } from './world.ts';
import type { Who, World } from './world.ts';

export type OutcomeLine = { readonly id: string; readonly on: string };

function asked(w: World, outcome: Outcome, who: Who): Truth {
  return w.ask.condition(w, outcome.when, who, { window: w.period });
}

export function outcomeHolds(w: World, id: string, who: Who): Truth {
  const outcome = w.scheme.outcomes.find((one) => one.id === id);
  if (outcome === undefined) return false;
  if (outcome.level === 'subject' || who.org) return asked(w, outcome, who);
  const org = orgOn(w, who.id, lastDay(w, w.period));
  return org === undefined ? undefined : asked(w, outcome, orgOf(org));
}

export function outcomesOf(w: World, who: Who): readonly OutcomeLine[] {
  if (!who.org && standingOf(w, who.id).kind === 'outside') return [];
  return w.scheme.outcomes
    .filter((one) => (one.level === 'org') === who.org && asked(w, one, who) === true)
    .flatMap((one) => copies(w, one, who).flatMap(() => targets(w, one, who).map((on) => ({ id: one.id, on }))));
}

function copies(w: World, outcome: Outcome, who: Who): readonly number[] {
  if (outcome.each === undefined) return [1];
  const { items } = outcome.each;
  const day = lastDay(w, w.period);
  const total = validEntries(w)
    .filter(({ entry }) => items.includes(ruleOf(w, entry)?.rule.id ?? entry.item))
    .filter(({ entry }) => entry.subject === who.id || (who.org && orgOn(w, entry.subject, day) === who.id))
    .map(({ entry }) => countOf(entry))
    .reduce(add, ZERO);
  return Array.from({ length: Number(total.n / total.d) }, (_, n) => n);
}

function targets(w: World, outcome: Outcome, who: Who): readonly string[] {
  const day = lastDay(w, w.period);
  const org = who.org ? who.id : orgOn(w, who.id, day);
  return outcome.on.flatMap((on) => {
    if (on === 'subject') return [who.id];
    if (on === 'org') return org === undefined ? [] : [org];
    if (on === 'leaders') return org === undefined ? [] : leadersOf(w, org, day);
    return holders(w, on, who.id, day);
  });
}

export function leadersOf(w: World, org: string, day: string): readonly string[] {
  return [...w.facts.subjects, ...w.facts.people]
    .filter((one) => leads(one.leadership, day) && orgOn(w, one.id, day) === org)
    .map((one) => one.id);
}

function leads(value: unknown, day: string): boolean {
  return isTimed(value) ? value.find((one) => covers(one, day))?.value === true : value === true;
}

/** What outcomes put on an account of the subject. */
export function creditsOf(w: World, account: string, subject: string): Q {
  return w.scheme.outcomes
    .filter(
      (one) => one.credit?.account === account && one.level === 'subject' && asked(w, one, subjectOf(subject)) === true,
    )
    .flatMap((one) => (one.credit === undefined ? [] : [amount(w, one.credit.amount) ?? ZERO]))
    .reduce(add, ZERO);
}

export function gatesOf(w: World, subject: string): Readonly<Record<string, boolean>> {
  const standing = standingOf(w, subject);
  if (standing.kind === 'outside') return {};
  const barred = allOf([
    ...vetoesOf(w, subject, w.period)
      .filter((one) => one.effect === 'bar-from-award')
      .map((one) => (one.inForce === undefined ? undefined : !one.inForce)),
    standing.kind === 'exempt' ? standing.by.awards : true,
  ]);
  const open = w.scheme.gates.map((gate) => {
    const holds = w.ask.condition(w, gate.when, subjectOf(subject), { window: w.period });
    return [gate.id, allOf([barred, holds])] as const;
  });
  return Object.fromEntries(open.flatMap(([id, holds]) => (holds === undefined ? [] : [[id, holds]])));
}
