// Rules that act by themselves, from facts, and the settlement of what managers had to give out.
import type { Amount } from '../../../src/core/scheme/condition.ts';
import type { Item, ItemRule } from '../../../src/core/scheme/item.ts';
import type { Window } from './days.ts';
import { earlier, within } from './days.ts';
import { abs, cmp, div, mul, ONE, q, round, sub, sum, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { givenScore, validEntries } from './ledger.ts';
import { worth } from './price.ts';
import { allOf } from './truth.ts';
import type { Truth } from './truth.ts';
import {
  absentMeansNo,
  amount,
  findRule,
  holders,
  isOver,
  lastDay,
  numberFact,
  present,
  ruleOf,
  subjectOf,
  subWindows,
} from './world.ts';
import type { Posting, World } from './world.ts';

export function automaticPostings(w: World, subject: string, item: Item, scope: Window): readonly Posting[] {
  if (givenScore(w, item, subject, scope) !== undefined) return [];
  return item.rules.flatMap((rule) => actsByItself(w, item, rule, subject, scope));
}

function actsByItself(w: World, item: Item, rule: ItemRule, subject: string, scope: Window): readonly Posting[] {
  if (rule.shortage === undefined && rule.counted === undefined && rule.when === undefined) return [];
  const entered = validEntries(w).some(
    ({ entry, at }) => ruleOf(w, entry)?.rule.id === rule.id && entry.subject === subject && within(at, scope),
  );
  if (entered) return [];
  return windowsFor(w, rule, subject, scope).flatMap((window): readonly Posting[] => {
    const count = timesIn(w, rule, subject, window);
    if (count === 'nothing') return [];
    const value = count === undefined ? undefined : worth(w, rule, undefined, count);
    const day = lastDay(w, window);
    return [{ ...BLANK, kind: 'auto', cause: `${rule.id} ${window.id}`, rule, item, person: subject, value, at: day }];
  });
}

const BLANK = { standard: ZERO, count: ONE, on: '', via: undefined, project: undefined, passed: [] };

/** `each`: every window that is over; else once, for the whole period, in its last stretch. */
function windowsFor(w: World, rule: ItemRule, subject: string, scope: Window): readonly Window[] {
  if (rule.each === undefined) return scope.to >= w.period.to ? [w.period] : [];
  return subWindows(w, rule.each, scope)
    .filter((one) => isOver(w, one))
    .filter((one) => present(w, subject, one));
}

/** How often the rule acts by itself; `nothing` when it does not, undefined when that cannot be known. */
function timesIn(w: World, rule: ItemRule, subject: string, window: Window): Q | 'nothing' | undefined {
  const holds = rule.when === undefined ? true : w.ask.condition(w, rule.when, subjectOf(subject), { window });
  if (holds === false) return 'nothing';
  const source = rule.shortage ?? rule.counted;
  if (source === undefined || holds === undefined) return holds === undefined ? undefined : ONE;
  const value = numberFact(w, source.fact, subjectOf(subject), { window });
  if (value === undefined)
    return absentMeansNo(w.scheme.facts.find((one) => one.id === source.fact)) ? 'nothing' : undefined;
  const count = rule.shortage === undefined ? value : shortage(w, rule.shortage, value);
  return count !== undefined && cmp(count, ZERO) === 0 ? 'nothing' : count;
}

type Shortage = { readonly need: Amount; readonly step: Amount; readonly rounding: 'down' | 'up' | 'none' | 'any' };

function shortage(w: World, rule: Shortage, value: Q): Q | undefined {
  const need = amount(w, rule.need);
  const step = amount(w, rule.step);
  if (need === undefined || step === undefined) return undefined;
  if (cmp(value, need) >= 0) return ZERO;
  const lacking = div(sub(need, value), step);
  if (rule.rounding === 'any') return ONE;
  return rule.rounding === 'none' ? lacking : round(lacking, 0, rule.rounding);
}

type Quota = World['scheme']['taskQuotas'][number];

/** What each manager had to give out in each window, and what it brings or costs (任务分). */
export function quotaPostings(w: World, direct: readonly Posting[]): readonly Posting[] {
  return w.scheme.taskQuotas.flatMap((quota) =>
    w.facts.subjects.flatMap(({ id }) =>
      subWindows(w, quota.window, w.period)
        .filter((window) => isOver(w, window))
        .map((window) => ({ ...window, to: earlier(window.to, w.period.to) }))
        .flatMap((window) => settled(w, quota, id, window, direct)),
    ),
  );
}

function settled(
  w: World,
  quota: Quota,
  giver: string,
  window: Window,
  direct: readonly Posting[],
): readonly Posting[] {
  const gives = w.ask.condition(w, quota.giver, subjectOf(giver), { window: w.period, day: window.to });
  const below = w.facts.subjects
    .map((one) => one.id)
    .filter((id) => present(w, id, window) && holders(w, quota.subordinates, id, window.to).includes(giver));
  if (gives === false || below.length === 0) return [];
  if (quota.met === undefined && quota.unmet === undefined) return [];
  const done = allOf(quota.give.map((one) => gaveEnough(w, one, giver, below, window, direct)));
  const points = done === undefined ? undefined : done ? quota.met : quota.unmet;
  if (done !== undefined && points === undefined) return [];
  const value = points === undefined || gives === undefined ? undefined : amount(w, points);
  const times = amount(w, quota.times);
  const found = findRule(w, quota.into);
  return [
    {
      ...BLANK,
      kind: 'quota',
      cause: `${quota.id} ${window.id}`,
      rule: found?.rule,
      item: found?.item,
      person: giver,
      value: value === undefined || times === undefined ? undefined : mul(value, times),
      at: window.to,
    },
  ];
}

function gaveEnough(
  w: World,
  one: Quota['give'][number],
  giver: string,
  below: readonly string[],
  window: Window,
  direct: readonly Posting[],
): Truth {
  const each = amount(w, one.each);
  if (each === undefined) return undefined;
  const due = one.perHead ? mul(each, q(below.length)) : each;
  const given = direct.filter(
    (posting) =>
      posting.by === giver &&
      posting.kind !== 'handed' &&
      below.includes(posting.person) &&
      posting.rule?.effect === one.effect &&
      within(posting.at, window),
  );
  if (given.some((posting) => posting.value === undefined)) return undefined;
  return cmp(sum(given.map((posting) => abs(posting.value ?? ZERO))), due) >= 0;
}
