// From entries and facts to postings: direct ones, automatic ones, task quotas; then what they bring to others.
import type { Amount } from '../../src/core/scheme/condition.ts';
import type { Item, ItemRule } from '../../src/core/scheme/item.ts';
import type { EntryRow } from '../../src/core/score/facts.ts';
import { allOf } from './truth.ts';
import type { Truth } from './truth.ts';
import { derivedFrom } from './naive-derived.ts';
import { surcharged } from './naive-surcharge.ts';
import { windowOf, within } from './days.ts';
import type { Window } from './days.ts';
import { abs, add, cmp, div, max, min, mul, neg, ONE, q, read, round, sub, sum, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { countOf, earlierEntries, givenScore, merged, validEntries } from './naive-ledger.ts';
import type { Valid } from './naive-ledger.ts';
import {
  absentMeansNo,
  amount,
  findRule,
  groupOf,
  holders,
  inOrder,
  isOrg,
  isSubject,
  lastDay,
  numberFact,
  present,
  ruleOf,
  subjectOf,
  subWindows,
} from './world.ts';
import type { Posting, World } from './world.ts';

/** Every posting of a stretch of time, derived ones too, in order. */
export function postingsIn(w: World, scope: Window): readonly Posting[] {
  const known = w.postings.get(scope.id);
  if (known !== undefined) return known;
  const own = [
    ...directPostings(w).filter((one) => within(one.at, scope)),
    ...automaticPostings(w, scope),
    ...quotaPostings(w, scope),
  ];
  const sorted = own.toSorted(inOrder);
  const all = [
    ...sorted,
    ...derivedFrom(
      w,
      sorted.filter((one) => one.kind === 'direct'),
    ),
  ].toSorted(inOrder);
  w.postings.set(scope.id, all);
  return all;
}

type Priced = {
  readonly valid: Valid;
  readonly item: Item;
  readonly rule: ItemRule;
  readonly sure: boolean;
  readonly left: Q;
};

/** Entries on rules, with what `onlyWhen` and `free` leave of their count. */
function countedEntries(w: World, entries: readonly Valid[], withFree: boolean): readonly Priced[] {
  const passing = entries.flatMap((valid) => {
    const found = ruleOf(w, valid.entry);
    if (found === undefined) return [];
    const { onlyWhen } = found.rule;
    const when = { window: w.period, day: valid.on };
    const holds = onlyWhen === undefined ? true : w.ask.condition(w, onlyWhen, subjectOf(valid.entry.subject), when);
    return holds === false ? [] : [{ valid, ...found, sure: holds === true, left: countOf(valid.entry) }];
  });
  if (!withFree) return passing;
  return passing.map((one, place) => {
    const { free } = one.rule;
    if (free === undefined) return one;
    const applies = freeApplies(w, one);
    if (applies === undefined) return { ...one, sure: false };
    if (!applies) return one;
    const window = windowOf(free.per, one.valid.at);
    const before = passing
      .slice(0, place)
      .filter((other) => other.rule.id === one.rule.id && other.valid.entry.subject === one.valid.entry.subject)
      .filter((other) => within(other.valid.at, window) && freeApplies(w, other) === true);
    const remaining = max(ZERO, sub(q(free.n), sum(before.map((other) => other.left))));
    return { ...one, left: max(ZERO, sub(one.left, remaining)) };
  });
}

function freeApplies(w: World, one: Priced): Truth {
  const when = one.rule.free?.when;
  if (when === undefined) return true;
  return w.ask.condition(w, when, subjectOf(one.valid.entry.subject), { window: w.period, day: one.valid.on });
}

export function directPostings(w: World): readonly Posting[] {
  const counted = countedEntries(w, merged(w, validEntries(w)), true).filter((one) => cmp(one.left, ZERO) !== 0);
  const earlier = countedEntries(w, merged(w, earlierEntries(w)), false);
  const made = counted.map((one) => directPosting(w, one, [...earlier, ...counted]));
  return onceOnly(w, made).flatMap((one) => beneficiaries(w, one).map((person) => ({ ...one, person })));
}

function directPosting(w: World, one: Priced, all: readonly Priced[]): Posting {
  const { valid, item, rule, left } = one;
  const { entry } = valid;
  const count = inSteps(w, rule, left);
  const unit = price(w, rule, entry);
  const standard = unit === undefined || count === undefined ? undefined : signed(rule, mul(unit, count));
  const nth = all.filter((other) => sameStandard(other, one) && inOrder(other.valid, valid) < 0);
  const base = {
    kind: 'direct' as const,
    cause: entry.id,
    rule,
    item,
    group: groupOf(rule, item),
    person: entry.subject,
    standard: standard ?? ZERO,
    value: one.sure ? standard : undefined,
    count: count ?? ZERO,
    on: valid.on,
    posted: valid.posted,
    index: valid.index,
    at: valid.at,
    tier: entry.tier,
    project: entry.project,
    by: entry.by,
    derivedBy: undefined,
    passed: [],
  };
  return surcharged(
    w,
    base,
    nth.map((other) => other.valid.on),
    false,
  );
}

function sameStandard(a: Priced, b: Priced): boolean {
  const same = a.rule.id === b.rule.id && a.valid.entry.subject === b.valid.entry.subject;
  return same && a.valid.entry.tier === b.valid.entry.tier;
}

function inSteps(w: World, rule: ItemRule, count: Q): Q | undefined {
  if (rule.every === undefined) return count;
  const step = amount(w, rule.every.step);
  if (step === undefined) return undefined;
  const steps = div(count, step);
  return rule.every.rounding === 'none' ? steps : round(steps, 0, rule.every.rounding);
}

const signed = (rule: ItemRule, value: Q): Q => {
  if (rule.effect === 'deduct') return neg(value);
  return rule.effect === 'add' ? value : ZERO;
};

function price(w: World, rule: ItemRule, entry: EntryRow | undefined): Q | undefined {
  const given = entry?.points === undefined ? undefined : read(entry.points);
  if (rule.points !== undefined) return amount(w, rule.points);
  if (rule.tiers !== undefined) {
    const tier = rule.tiers.find((one) => one.id === entry?.tier);
    return tier?.points === undefined ? given : amount(w, tier.points);
  }
  if (rule.roles !== undefined) {
    const role = rule.roles.find((one) => one.id === entry?.role);
    return role === undefined ? undefined : amount(w, role.points);
  }
  return rule.judged === undefined ? ZERO : given;
}

function onceOnly(w: World, postings: readonly Posting[]): readonly Posting[] {
  return postings.filter((one, place) => {
    const span = one.rule?.once;
    if (span === undefined) return true;
    return !postings
      .slice(0, place)
      .some((other) => other.rule === one.rule && other.person === one.person && sameSpan(w, span, other, one));
  });
}

type Span = NonNullable<ItemRule['once']>;

/** Whether two postings fall into the same stretch a cap or `once` speaks of. */
export function sameSpan(w: World, span: Span, a: Posting, b: Posting): boolean {
  if (span === 'entry') return a === b;
  if (span === 'project') return a === b || (a.project !== undefined && a.project === b.project);
  if (span === 'period') return true;
  return windowOf(span, a.at).id === windowOf(span, b.at).id;
}

function beneficiaries(w: World, one: Posting): readonly string[] {
  const to = one.rule?.to ?? 'subject';
  const meant =
    to === 'subject'
      ? [one.person]
      : to === 'actor'
        ? one.by === undefined
          ? []
          : [one.by]
        : holders(w, to.role, one.person, one.on);
  return meant.filter((id) => isSubject(w, id) || (to === 'subject' && isOrg(w, id)));
}

// ── automatic rules ──────────────────────────────────────────────────────────

function automaticPostings(w: World, scope: Window): readonly Posting[] {
  const subjects = w.facts.subjects.map((one) => one.id);
  return subjects.flatMap((subject) =>
    w.scheme.items.flatMap((item) => {
      const applies =
        item.appliesWhen === undefined
          ? true
          : w.ask.condition(w, item.appliesWhen, subjectOf(subject), { window: scope });
      if (applies !== true || givenScore(w, item, subject, scope) !== undefined) return [];
      return item.rules.flatMap((rule) => automaticOf(w, item, rule, subject, scope));
    }),
  );
}

function automaticOf(w: World, item: Item, rule: ItemRule, subject: string, scope: Window): readonly Posting[] {
  if (rule.shortage === undefined && rule.counted === undefined && rule.when === undefined) return [];
  const direct = merged(w, validEntries(w)).some(
    ({ entry, at }) => ruleOf(w, entry)?.rule.id === rule.id && entry.subject === subject && within(at, scope),
  );
  if (direct) return [];
  const windows =
    rule.each === undefined ? [scope] : subWindows(w, rule.each, scope).filter((one) => present(w, subject, one));
  const made: Posting[] = [];
  for (const window of windows) {
    const found = automaticCount(w, rule, subject, window);
    if (found === 'nothing') continue;
    const count = found === undefined ? undefined : inSteps(w, rule, found);
    const unit = price(w, rule, undefined);
    const standard = count === undefined || unit === undefined ? undefined : signed(rule, mul(unit, count));
    const on = lastDay(w, window);
    made.push({
      kind: 'auto',
      cause: `${rule.id} ${subject} ${window.id}`,
      rule,
      item,
      group: groupOf(rule, item),
      person: subject,
      standard: standard ?? ZERO,
      value: standard,
      count: count ?? ZERO,
      on,
      posted: on,
      index: Number.MAX_SAFE_INTEGER,
      at: on,
      tier: undefined,
      project: undefined,
      by: undefined,
      derivedBy: undefined,
      passed: [],
    });
  }
  return onceOnly(w, made);
}

/** How much the rule counts by itself; `nothing` when it does not act, undefined when it cannot be known. */
function automaticCount(w: World, rule: ItemRule, subject: string, window: Window): Q | 'nothing' | undefined {
  const asked = rule.when === undefined ? true : w.ask.condition(w, rule.when, subjectOf(subject), { window });
  const holds = allOf([asked]);
  if (holds === false) return 'nothing';
  const source = rule.shortage ?? rule.counted;
  if (source === undefined) return holds === undefined ? undefined : ONE;
  const value = numberFact(w, source.fact, subjectOf(subject), { window });
  if (value === undefined) {
    return absentMeansNo(w.scheme.facts.find((f) => f.id === source.fact)) ? 'nothing' : undefined;
  }
  const count = rule.shortage === undefined ? value : shortage(w, rule.shortage, value);
  if (count === undefined || holds === undefined) return undefined;
  return cmp(count, ZERO) === 0 ? 'nothing' : count;
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

// ── task quotas ──────────────────────────────────────────────────────────────

function quotaPostings(w: World, scope: Window): readonly Posting[] {
  return w.scheme.taskQuotas.flatMap((quota) =>
    w.facts.subjects.flatMap(({ id: giver }) =>
      subWindows(w, quota.window, scope).flatMap((window) => {
        const gives = w.ask.condition(w, quota.giver, subjectOf(giver), { window });
        const day = lastDay(w, window);
        const below = w.facts.subjects
          .map((one) => one.id)
          .filter((id) => present(w, id, window) && holders(w, quota.subordinates, id, day).includes(giver));
        if (gives === false || below.length === 0) return [];
        const value = gives === undefined ? undefined : settled(w, quota, giver, below, window);
        const found = findRule(w, quota.into);
        return [
          {
            kind: 'quota' as const,
            cause: `${quota.id} ${giver} ${window.id}`,
            rule: found?.rule,
            item: found?.item,
            group: groupOf(found?.rule, found?.item),
            person: giver,
            standard: value ?? ZERO,
            value,
            count: ONE,
            on: day,
            posted: day,
            index: Number.MAX_SAFE_INTEGER,
            at: day,
            tier: undefined,
            project: undefined,
            by: undefined,
            derivedBy: undefined,
            passed: [],
          },
        ];
      }),
    ),
  );
}

type Quota = World['scheme']['taskQuotas'][number];

function settled(w: World, quota: Quota, giver: string, below: readonly string[], window: Window): Q | undefined {
  const enough = quota.give.map((one): Truth => {
    const each = amount(w, one.each);
    if (each === undefined) return undefined;
    const due = one.perHead ? mul(each, q(below.length)) : each;
    const given = directPostings(w).filter(
      (p) => p.by === giver && below.includes(p.person) && p.rule?.effect === one.effect && within(p.at, window),
    );
    if (given.some((p) => p.value === undefined)) return undefined;
    return cmp(sum(given.map((p) => abs(p.value ?? ZERO))), due) >= 0;
  });
  const done = allOf(enough);
  if (done === undefined) return undefined;
  const points = done ? quota.met : quota.unmet;
  const times = amount(w, quota.times);
  const value = points === undefined ? ZERO : amount(w, points);
  return value === undefined || times === undefined ? undefined : mul(value, times);
}

// ── highest only, caps ───────────────────────────────────────────────────────

export type Folded = { readonly posting: Posting; readonly value: Q };

/** What counts of an item's postings of one person, after highest-only and caps; undefined when something is not known. */
export function folded(w: World, item: Item, person: string, scope: Window): readonly Folded[] | undefined {
  const own = postingsIn(w, scope).filter((one) => one.item?.id === item.id && one.person === person);
  const known = own.flatMap((posting) => (posting.value === undefined ? [] : [{ posting, value: posting.value }]));
  if (known.length < own.length) return undefined;
  const highest = known.filter((one, place) => !known.some((other, at) => beats(other, one, at < place)));
  return item.rules.reduce<readonly Folded[] | undefined>(
    (left, rule) =>
      rule.caps.reduce<readonly Folded[] | undefined>((now, cap) => now && capped(w, rule, cap, now), left),
    highest,
  );
}

function beats(other: Folded, one: Folded, before: boolean): boolean {
  const span = one.posting.rule?.highest;
  if (other === one || span === undefined || other.posting.rule?.highest !== span) return false;
  if (span === 'project' && (one.posting.project === undefined || one.posting.project !== other.posting.project))
    return false;
  const order = cmp(abs(other.value), abs(one.value));
  return order > 0 || (order === 0 && before);
}

function capped(
  w: World,
  rule: ItemRule,
  cap: ItemRule['caps'][number],
  all: readonly Folded[],
): readonly Folded[] | undefined {
  const most = amount(w, cap.max);
  if (most === undefined) return all.some((one) => one.posting.rule?.id === rule.id) ? undefined : all;
  const done: Folded[] = [];
  for (const one of all) {
    if (one.posting.rule?.id !== rule.id) {
      done.push(one);
      continue;
    }
    const used = done.filter(
      (other) => other.posting.rule?.id === rule.id && sameSpan(w, cap.per, other.posting, one.posting),
    );
    const room = max(ZERO, sub(most, sum(used.map((other) => abs(other.value)))));
    const size = min(abs(one.value), room);
    done.push({ ...one, value: cmp(one.value, ZERO) < 0 ? neg(size) : size });
  }
  return done;
}
