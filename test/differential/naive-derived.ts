// What a posting brings to other people (派生).
import type { Amount } from '../../src/core/scheme/condition.ts';
import { windowOf } from './days.ts';
import { abs, cmp, mul, sum, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { surcharged } from './naive-surcharge.ts';
import { amount, findRule, groupOf, holders, inOrder, inSubtree, isOrg, isSubject, orgOn } from './world.ts';
import type { Posting, World } from './world.ts';

type Rule = World['scheme']['derived']['rules'][number];

/** One occasion for deriving: a posting, or all postings of a person in a window. */
type Event = {
  readonly cause: string;
  readonly person: string;
  readonly standard: Q;
  readonly value: Q | undefined;
  readonly count: Q;
  readonly last: Posting;
  readonly passed: readonly string[];
};

export function derivedFrom(w: World, sources: readonly Posting[]): readonly Posting[] {
  const { cascade, rules } = w.scheme.derived;
  const first = round(w, rules, (rule) => eventsOf(rule, sources));
  if (cascade === 'stop') return first;
  if (cascade === 'accumulated') return [...first, ...round(w, rules, (rule) => accumulated(rule, first))];
  const all = [...first];
  for (let level = first; level.length > 0;) {
    const now = level;
    level = round(w, rules, (rule) => now.filter((one) => speaksOf(rule, one)).map(eventOf));
    all.push(...level);
  }
  return all;
}

function round(w: World, rules: readonly Rule[], events: (rule: Rule) => readonly Event[]): readonly Posting[] {
  const made = rules.flatMap((rule) =>
    events(rule).flatMap((event) => (reaches(w, rule, event) === false ? [] : spread(w, rule, event))),
  );
  return w.scheme.derived.samePerson === 'sum' ? made : highestOfEach(made);
}

function speaksOf(rule: Rule, one: Posting): boolean {
  const grouped = one.group !== undefined && rule.groups.includes(one.group);
  const named = (id: string | undefined): boolean => id !== undefined && rule.items.includes(id);
  return grouped || named(one.rule?.id) || named(one.item?.id);
}

const eventOf = (one: Posting): Event => ({ ...one, last: one });

function eventsOf(rule: Rule, sources: readonly Posting[]): readonly Event[] {
  const own = sources.filter((one) => speaksOf(rule, one));
  const scope = rule.trigger?.scope ?? 'per-event';
  if (scope === 'per-event') return own.map(eventOf);
  const unit = scope === 'month-total' ? 'month' : 'year';
  const keyOf = (one: Posting): string => `${one.person} ${windowOf(unit, one.at).id}`;
  return [...new Set(own.map(keyOf))].map((key) =>
    totalled(
      key,
      own.filter((one) => keyOf(one) === key),
    ),
  );
}

function accumulated(rule: Rule, derived: readonly Posting[]): readonly Event[] {
  const own = derived.filter((one) => speaksOf(rule, one)).toSorted(inOrder);
  return [...new Set(own.map((one) => one.person))].map((person) =>
    totalled(
      `total ${person}`,
      own.filter((one) => one.person === person),
    ),
  );
}

function totalled(cause: string, all: readonly Posting[]): Event {
  const last = all.at(-1);
  if (last === undefined) throw new Error('no postings');
  const values = all.map((one) => one.value);
  const known = values.filter((one) => one !== undefined);
  return {
    cause,
    person: last.person,
    standard: sum(all.map((one) => one.standard)),
    value: known.length < values.length ? undefined : sum(known),
    count: sum(all.map((one) => one.count)),
    last,
    passed: all.flatMap((one) => one.passed),
  };
}

function reaches(w: World, rule: Rule, event: Event): boolean | undefined {
  const { trigger } = rule;
  if (trigger === undefined) return true;
  const value = trigger.value === 'standard' ? event.standard : event.value;
  if (value === undefined || event.value === undefined) return undefined;
  const passes = (bound: Amount | undefined, holds: (order: number) => boolean): boolean | undefined => {
    if (bound === undefined) return true;
    const limit = amount(w, bound);
    return limit === undefined ? undefined : holds(cmp(abs(value), limit));
  };
  const tests = [
    passes(trigger.gt, (o) => o > 0),
    passes(trigger.gte, (o) => o >= 0),
    passes(trigger.below, (o) => o < 0),
    passes(trigger.belowOrAt, (o) => o <= 0),
  ];
  if (tests.includes(false)) return false;
  return tests.includes(undefined) ? undefined : true;
}

type Share = { readonly person: string; readonly value: Q | undefined };

function spread(w: World, rule: Rule, event: Event): readonly Posting[] {
  const sure = reaches(w, rule, event) === true;
  const base = rule.base === 'standard' ? event.standard : event.value;
  const shares =
    isOrg(w, event.person) && !isSubject(w, event.person)
      ? toMembers(w, rule, event, base)
      : toRoles(w, rule, event, base);
  return shares
    .filter((one) => isSubject(w, one.person) && !event.passed.includes(one.person))
    .map((one) =>
      derivedPosting(w, rule, event, { ...one, value: sure && event.value !== undefined ? one.value : undefined }),
    );
}

function toMembers(w: World, rule: Rule, event: Event, base: Q | undefined): readonly Share[] {
  if (rule.members === undefined) return [];
  const belongs = (id: string): boolean => {
    const org = orgOn(w, id, event.last.on);
    return rule.members === 'direct' ? org === event.person : inSubtree(w, org, event.person);
  };
  return w.facts.subjects.filter((one) => belongs(one.id)).map((one) => ({ person: one.id, value: base }));
}

function toRoles(w: World, rule: Rule, event: Event, base: Q | undefined): readonly Share[] {
  return rule.to.flatMap((receiver) => {
    const found = receiver.roles
      .map((role) => holders(w, role, event.person, event.last.on))
      .filter((all) => all.length > 0);
    const people = receiver.choose === 'first' ? (found[0] ?? []) : found.flat();
    const share = receiver.share === undefined ? undefined : amount(w, receiver.share);
    const points = receiver.points === undefined ? undefined : amount(w, receiver.points);
    const value =
      points !== undefined
        ? mul(points, event.count)
        : share === undefined || base === undefined
          ? undefined
          : mul(base, share);
    return people
      .filter((id) => w.scheme.derived.self === 'include' || id !== event.person)
      .map((id) => ({ person: id, value }));
  });
}

function derivedPosting(w: World, rule: Rule, event: Event, one: Share): Posting {
  const { last } = event;
  const intoRule = rule.into ?? (rule.members === undefined ? undefined : last.rule?.id);
  const into = intoRule === undefined ? undefined : findRule(w, intoRule);
  const posting: Posting = {
    ...last,
    kind: 'derived',
    cause: event.cause,
    rule: into?.rule,
    item: into?.item,
    group: into === undefined ? last.group : groupOf(into.rule, into.item),
    person: one.person,
    standard: one.value ?? ZERO,
    value: one.value,
    count: event.count,
    derivedBy: rule.id,
    passed: [...event.passed, event.person, one.person],
  };
  return w.scheme.derived.surcharged ? surcharged(w, posting, [], true) : posting;
}

/** One cause, one person: only the largest; the first of equal ones. */
function highestOfEach(all: readonly Posting[]): readonly Posting[] {
  return all.filter(
    (one, place) =>
      !all.some((other, at) => {
        if (other === one || other.cause !== one.cause || other.person !== one.person) return false;
        if (one.value === undefined || other.value === undefined) return false;
        const order = cmp(abs(other.value), abs(one.value));
        return order > 0 || (order === 0 && at < place);
      }),
  );
}
