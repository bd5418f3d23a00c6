// What a posting brings to other people (派生).
import type { Amount } from '../../../src/core/scheme/condition.ts';
import { windowOf } from './days.ts';
import { abs, add, cmp, mul, ONE, sum, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { surchargedForOffice } from './surcharge.ts';
import { amount, findRule, holders, inSubtree, isNamed, isOrg, isSubject, orgOn } from './world.ts';
import type { Posting, World } from './world.ts';

type Rule = World['scheme']['derived']['rules'][number];

/** One occasion for deriving: a posting, or what came together; `source` is the posting, or the last of them. */
type Event = {
  readonly cause: string;
  readonly person: string;
  readonly standard: Q;
  readonly value: Q | undefined;
  readonly count: Q;
  readonly source: Posting;
  readonly passed: readonly string[];
};

export function derivedFrom(w: World, direct: readonly Posting[]): readonly Posting[] {
  const sources = direct.filter((one) => one.kind === 'direct');
  const { cascade, rules } = w.scheme.derived;
  const first = [
    ...sources.flatMap((one) =>
      derive(
        w,
        rules.filter((rule) => scopeOf(rule) === 'per-event'),
        eventOf(one),
      ),
    ),
    ...rules.flatMap((rule) => totals(w, rule, sources).flatMap((event) => derive(w, [rule], event))),
  ];
  if (cascade === 'stop') return first;
  if (cascade === 'accumulated') return [...first, ...accumulated(w, first)];
  const all = [...first];
  for (let level = first; level.length > 0;) {
    const up = level.filter((one) => !isForMembers(w, one) && !one.passed.includes(one.person));
    level = up.flatMap((one) => derive(w, rules, handedUp(one)));
    all.push(...level);
  }
  return all;
}

const scopeOf = (rule: Rule) => rule.trigger?.scope ?? 'per-event';

const eventOf = (one: Posting): Event => ({ ...one, source: one, passed: [] });

/** A derived posting that may go further up, under the rules of what it came from. */
function handedUp(one: Posting): Event {
  return { ...eventOf(one), passed: [...one.passed, one.person] };
}

/** What one person's postings of a month or year come to, for a rule that looks at the total. */
function totals(w: World, rule: Rule, sources: readonly Posting[]): readonly Event[] {
  const scope = scopeOf(rule);
  if (scope === 'per-event') return [];
  const unit = scope === 'month-total' ? 'month' : 'year';
  const own = sources.filter((one) => speaksOf(rule, one));
  const keyOf = (one: Posting): string => `${one.person} ${windowOf(unit, one.on).id}`;
  return [...new Set(own.map(keyOf))].map((key) =>
    together(
      w,
      own.filter((one) => keyOf(one) === key),
    ),
  );
}

/** Everything that was derived to a person goes further up once. */
function accumulated(w: World, first: readonly Posting[]): readonly Posting[] {
  const up = first.filter((one) => !isForMembers(w, one));
  return [...new Set(up.map((one) => one.person))].flatMap((person) => {
    const event = together(
      w,
      up.filter((one) => one.person === person),
    );
    return chosen(w, spreadAll(w, w.scheme.derived.rules, { ...event, passed: [person] }));
  });
}

function isForMembers(w: World, one: Posting): boolean {
  return w.scheme.derived.rules.find((rule) => rule.id === one.via)?.members !== undefined;
}

/** Several postings as one: the sum of them, on the day of the latest; of one day the one reported last. */
function together(w: World, all: readonly Posting[]): Event {
  const placeOf = (one: Posting): number => w.facts.entries.findIndex(({ id }) => id === one.cause);
  const source = all.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : placeOf(a) - placeOf(b))).at(-1);
  if (source === undefined) throw new Error('no postings');
  const values = all.map((one) => one.value);
  const known = values.filter((one) => one !== undefined);
  return {
    cause: source.cause,
    person: source.person,
    standard: all.map((one) => one.standard).reduce(add),
    value: known.length < values.length ? undefined : sum(known),
    count: ONE,
    source,
    passed: [],
  };
}

function derive(w: World, rules: readonly Rule[], event: Event): readonly Posting[] {
  return chosen(
    w,
    spreadAll(
      w,
      rules.filter((rule) => speaksOf(rule, event.source)),
      event,
    ),
  );
}

/** The source's own group counts, also where the posting has landed in another rule. */
function speaksOf(rule: Rule, one: Posting): boolean {
  const { rule: own, item } = one.origin ?? one;
  return isNamed([...rule.groups, ...rule.items], own, item);
}

function spreadAll(w: World, rules: readonly Rule[], event: Event): readonly Posting[] {
  return rules.flatMap((rule) => {
    const reached = reaches(w, rule, event);
    return reached === false ? [] : spread(w, rule, event, reached === true);
  });
}

function reaches(w: World, rule: Rule, event: Event): boolean | undefined {
  const { trigger } = rule;
  if (trigger === undefined) return true;
  if (event.value === undefined) return undefined;
  const size = abs(trigger.value === 'standard' ? event.standard : event.value);
  const passes = (bound: Amount | undefined, holds: (order: number) => boolean): boolean | undefined => {
    if (bound === undefined) return true;
    const limit = amount(w, bound);
    return limit === undefined ? undefined : holds(cmp(size, limit));
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

function spread(w: World, rule: Rule, event: Event, sure: boolean): readonly Posting[] {
  const base = rule.base === 'standard' ? event.standard : event.value;
  const toOrg = isOrg(w, event.person) && !isSubject(w, event.person);
  const shares = toOrg ? toMembers(w, rule, event) : toRoles(w, rule, event, base);
  return shares
    .filter((one) => isSubject(w, one.person) && !event.passed.includes(one.person))
    .map((one) =>
      derivedPosting(w, rule, event, sure && event.value !== undefined ? one : { ...one, value: undefined }),
    );
}

function toMembers(w: World, rule: Rule, event: Event): readonly Share[] {
  if (rule.members === undefined) return [];
  const belongs = (id: string): boolean => {
    const org = orgOn(w, id, event.source.on);
    return rule.members === 'direct' ? org === event.person : inSubtree(w, org, event.person);
  };
  return w.facts.subjects.filter((one) => belongs(one.id)).map((one) => ({ person: one.id, value: event.value }));
}

function toRoles(w: World, rule: Rule, event: Event, base: Q | undefined): readonly Share[] {
  if (rule.members !== undefined) return [];
  return rule.to.flatMap((receiver) => {
    const found = receiver.roles
      .map((role) => holders(w, role, event.person, event.source.on))
      .filter((all) => all.length > 0);
    const people = receiver.choose === 'first' ? (found[0] ?? []) : [...new Set(found.flat())];
    const value = shareOf(w, receiver, event, base);
    return people
      .filter((id) => w.scheme.derived.self === 'include' || id !== event.person)
      .map((id) => ({ person: id, value }));
  });
}

function shareOf(w: World, receiver: Rule['to'][number], event: Event, base: Q | undefined): Q | undefined {
  const points = receiver.points === undefined ? undefined : amount(w, receiver.points);
  if (receiver.points !== undefined) return points === undefined ? undefined : mul(points, event.count);
  const share = receiver.share === undefined ? undefined : amount(w, receiver.share);
  return share === undefined || base === undefined ? undefined : mul(base, share);
}

function derivedPosting(w: World, rule: Rule, event: Event, one: Share): Posting {
  const { source } = event;
  const landing = rule.into ?? (rule.members === undefined ? undefined : source.rule?.id);
  const into = landing === undefined ? undefined : findRule(w, landing);
  const posting: Posting = {
    ...source,
    kind: 'derived',
    origin: source.origin ?? source,
    rule: into?.rule,
    item: into?.item,
    person: one.person,
    count: event.count,
    standard: one.value ?? ZERO,
    value: one.value,
    via: rule.id,
    passed: [...event.passed, event.person],
  };
  if (!w.scheme.derived.surcharged || rule.members !== undefined) return posting;
  const raised = surchargedForOffice(w, posting, posting.origin ?? posting);
  return { ...raised, standard: raised.value ?? ZERO };
}

/** One cause, one person: only the largest; the first of equal ones. What an organisation's entry brings to its members is apart. */
function chosen(w: World, all: readonly Posting[]): readonly Posting[] {
  if (w.scheme.derived.samePerson === 'sum') return all;
  return all.filter(
    (one, place) =>
      isForMembers(w, one) ||
      !all.some((other, at) => {
        if (other === one || isForMembers(w, other) || other.person !== one.person) return false;
        if (one.value === undefined || other.value === undefined) return false;
        const order = cmp(abs(other.value), abs(one.value));
        return order > 0 || (order === 0 && at < place);
      }),
  );
}
