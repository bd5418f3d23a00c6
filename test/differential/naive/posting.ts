// From entries to postings, then what they bring to others; what of them counts in an item.
import type { Item, ItemRule } from '../../../src/core/scheme/item.ts';
import { automaticPostings, quotaPostings } from './automatic.ts';
import { windowOf, within } from './days.ts';
import type { Window } from './days.ts';
import { derivedFrom } from './derived.ts';
import { abs, cmp, max, min, neg, q, sub, sum, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { countOf, occurrences, validEntries } from './ledger.ts';
import type { Reported } from './ledger.ts';
import { worth } from './price.ts';
import { surcharged } from './surcharge.ts';
import type { Truth } from './truth.ts';
import { amount, compareText, findRule, holders, isOrg, isSubject, ruleOf, ownerOf } from './world.ts';
import type { Earlier, Posting, World } from './world.ts';

/** Every posting of the period from entries, with what they bring to others and what managers are settled; not the rules that act by themselves. */
export function allPostings(w: World): readonly Posting[] {
  if (w.postings.length === 0) {
    const direct = directPostings(w);
    w.postings.push(...direct, ...derivedFrom(w, direct), ...quotaPostings(w, direct));
  }
  return w.postings;
}

/** A person's postings on an item in a stretch of time, those of rules that act by themselves too. */
export function itemPostings(w: World, item: Item, person: string, scope: Window): readonly Posting[] {
  const posted = allPostings(w).filter(
    (one) => one.item?.id === item.id && one.person === person && within(one.at, scope),
  );
  return [...posted, ...automaticPostings(w, person, item, scope)];
}

// ── direct postings ──────────────────────────────────────────────────────────

/** An entry on a rule; `sure` false where a condition on it cannot be told; `left` of its count what is not free. */
type OnRule = {
  readonly entry: Reported;
  readonly item: Item;
  readonly rule: ItemRule;
  readonly sure: boolean;
  readonly left: Q;
};

function directPostings(w: World): readonly Posting[] {
  const counted = afterFree(w, onRules(w, validEntries(w)));
  const priced = counted.map((one) => priceOf(w, one));
  return afterSameFacts(w, onceOnly(priced)).flatMap((one) => handedOn(w, one));
}

/** What `onlyWhen` lets through. */
function onRules(w: World, entries: readonly Reported[]): readonly OnRule[] {
  return entries.flatMap((entry) => {
    const found = ruleOf(w, entry.entry);
    if (found === undefined) return [];
    const holds = heldOn(w, found.rule.onlyWhen, entry);
    return holds === false ? [] : [{ entry, ...found, sure: holds === true, left: countOf(entry.entry) }];
  });
}

function heldOn(w: World, when: ItemRule['onlyWhen'], one: Reported): Truth {
  if (when === undefined) return true;
  return w.ask.condition(w, when, ownerOf(w, one.entry.subject), { window: w.period, day: one.on });
}

/** Takes the free units of each window away, first come first free. */
function afterFree(w: World, all: readonly OnRule[]): readonly OnRule[] {
  return all.flatMap((one, place): readonly OnRule[] => {
    const { free } = one.rule;
    // What is not sure to count is not free either, and uses up nothing.
    if (free === undefined || !one.sure) return [one];
    const applies = heldOn(w, free.when, one.entry);
    if (applies === undefined) return [{ ...one, sure: false }];
    if (!applies) return [one];
    const window = windowOf(free.per, one.entry.on);
    const before = all
      .slice(0, place)
      .filter((other) => other.rule === one.rule && other.entry.entry.subject === one.entry.entry.subject)
      .filter((other) => other.sure && within(other.entry.on, window))
      .filter((other) => heldOn(w, free.when, other.entry) === true);
    const still = max(ZERO, sub(q(free.n), sum(before.map((other) => other.left))));
    if (cmp(still, ZERO) > 0 && cmp(one.left, still) <= 0) return [];
    return [{ ...one, left: sub(one.left, still) }];
  });
}

function priceOf(w: World, one: OnRule): Posting {
  const { entry, rule, item } = one;
  const { subject } = entry.entry;
  const standard = worth(w, rule, entry.entry, one.left);
  const posting: Posting = {
    kind: 'direct',
    cause: entry.entry.id,
    rule,
    item,
    person: subject,
    by: entry.entry.by,
    standard: standard ?? ZERO,
    value: one.sure ? standard : undefined,
    count: one.left,
    on: entry.on,
    at: entry.at,
    project: plain(entry.entry.project),
    via: undefined,
    passed: [],
  };
  return surcharged(w, { ...posting, before: earlier(w, one), beside: beside(w, one) });
}

/** The times before this one that the same standard was broken: entries on the rule, or facts that several rules speak of. */
function earlier(w: World, { entry, rule }: Pick<OnRule, 'entry' | 'rule'>): readonly Earlier[] {
  const same = w.scheme.sameFacts.find((one) => one.items.includes(rule.id));
  const rules = same?.items ?? [rule.id];
  const factOf = (one: Reported): string => {
    if (same?.key === 'day') return one.on;
    return same === undefined ? `entry ${one.index}` : (plain(one.entry.project) ?? `entry ${one.index}`);
  };
  return onRules(w, occurrences(w))
    .filter((other) => rules.includes(other.rule.id) && other.entry.entry.subject === entry.entry.subject)
    .filter((other) => plain(other.entry.entry.tier) === plain(entry.entry.tier) && happenedBefore(other.entry, entry))
    .map((other) => ({ on: other.entry.on, fact: factOf(other.entry) }))
    .filter((other) => other.fact !== factOf(entry));
}

/** When else the rule was broken, where the entry does not say which standard of it. */
function beside(w: World, { entry, rule }: Pick<OnRule, 'entry' | 'rule'>): readonly string[] {
  if (rule.standard !== 'tier' || entry.entry.tier !== undefined) return [];
  return onRules(w, occurrences(w))
    .filter((other) => other.rule.id === rule.id && other.entry.entry.subject === entry.entry.subject)
    .filter((other) => other.entry.index !== entry.index)
    .map((other) => other.entry.on);
}

/** Blanks and the width of signs mean nothing in a word that people type. */
const plain = (word: string | undefined): string | undefined => word?.normalize('NFKC').replaceAll(/\s/gu, '');

function happenedBefore(a: Reported, b: Reported): boolean {
  if (a.on !== b.on) return a.on < b.on;
  return a.posted === b.posted ? a.index < b.index : a.posted < b.posted;
}

/** The first of each stretch; while it is not sure that an earlier one counts, nor is it of a later one. */
function onceOnly(postings: readonly Posting[]): readonly Posting[] {
  return postings.flatMap((one, place): readonly Posting[] => {
    const span = one.rule?.once;
    if (span === undefined) return [one];
    const before = postings
      .slice(0, place)
      .filter((other) => other.rule === one.rule && other.person === one.person && sameSpan(span, other, one, 'on'));
    if (before.some((other) => other.value !== undefined)) return one.value === undefined ? [one] : [];
    return [before.length === 0 ? one : { ...one, value: undefined }];
  });
}

type Span = NonNullable<ItemRule['once']>;

/** Whether two postings fall into the same stretch that a rule speaks of, by the day they happened or the day they count. */
function sameSpan(span: Span, a: Posting, b: Posting, day: 'on' | 'at'): boolean {
  if (span === 'entry') return a === b;
  if (span === 'project') return a === b || (a.project !== undefined && a.project === b.project);
  return span === 'period' || windowOf(span, a[day]).id === windowOf(span, b[day]).id;
}

/** One fact that several clauses speak of: once at the first, or once at each, whichever it was entered on. */
function afterSameFacts(w: World, postings: readonly Posting[]): readonly Posting[] {
  let left = postings;
  const made: Posting[] = [];
  for (const same of w.scheme.sameFacts) {
    const touched = left.filter((one) => same.items.includes(one.rule?.id ?? ''));
    const isSame = (a: Posting, b: Posting): boolean => a.person === b.person && sameSpan(same.key, a, b, 'on');
    const firsts = touched.filter((one, place) => !touched.slice(0, place).some((other) => isSame(other, one)));
    for (const first of firsts) {
      const group = touched.filter((one) => isSame(one, first));
      const largest = group.reduce((best, one) => (cmp(one.count, best.count) > 0 ? one : best));
      const rules = same.counts === 'first' ? same.items.slice(0, 1) : same.items;
      const sure = group.every((one) => one.value !== undefined);
      made.push(
        ...rules.flatMap((id) => onOneRule(w, id, group.find((one) => one.rule?.id === id) ?? largest, largest, sure)),
      );
    }
    left = left.filter((one) => !touched.includes(one));
  }
  return [...left, ...made];
}

function onOneRule(w: World, id: string, one: Posting, largest: Posting, sure: boolean): readonly Posting[] {
  const found = findRule(w, id);
  const entry = w.facts.entries.find((each) => each.id === one.cause);
  if (found === undefined) return [];
  const value = worth(w, found.rule, entry, largest.count);
  return [surcharged(w, { ...one, kind: 'same', ...found, standard: value ?? ZERO, value: sure ? value : undefined })];
}

/** Points that go to the one who reported, or to whoever holds a role for the subject. */
function handedOn(w: World, one: Posting): readonly Posting[] {
  const to = one.rule?.to ?? 'subject';
  if (to === 'subject') return isSubject(w, one.person) || isOrg(w, one.person) ? [one] : [];
  const people = to === 'actor' ? (one.by === undefined ? [] : [one.by]) : holders(w, to.role, one.person, one.on);
  return people.filter((id) => isSubject(w, id)).map((person) => ({ ...one, kind: 'handed', person }));
}

// ── highest only, caps ───────────────────────────────────────────────────────

export type Counted = { readonly posting: Posting; readonly value: Q };

/** What counts of an item's postings, after highest-only and caps; undefined when something is not known. */
export function counted(w: World, item: Item, postings: readonly Posting[]): readonly Counted[] | undefined {
  const entries = new Map(
    w.facts.entries.map((entry, index) => [entry.id, { posted: entry.posted ?? entry.on, index }]),
  );
  const inTime = postings.toSorted((a, b) => {
    const [one, other] = [entries.get(a.cause), entries.get(b.cause)];
    const sameDay =
      one === undefined || other === undefined
        ? Number(one === undefined) - Number(other === undefined)
        : compareText(one.posted, other.posted) || one.index - other.index;
    return compareText(a.at, b.at) || sameDay;
  });
  const worth = (one: Posting): Q | undefined => (one.rule?.effect === 'record' ? ZERO : one.value);
  const known = inTime.flatMap((posting) => {
    const value = worth(posting);
    return value === undefined ? [] : [{ posting, value }];
  });
  if (known.length < postings.length) return undefined;
  const highest = known.filter((one, place) => !known.some((other, at) => beats(other, one, at < place)));
  const limits = [
    ...item.rules.flatMap((rule) => rule.caps.map((cap) => ({ cap, only: rule.id }))),
    ...item.caps.map((cap) => ({ cap, only: undefined })),
  ];
  return limits.reduce<readonly Counted[] | undefined>(
    (now, { cap, only }) => now && capped(w, (one) => only === undefined || one.posting.rule?.id === only, cap, now),
    highest,
  );
}

const sign = (value: Q): number => cmp(value, ZERO);

function beats(other: Counted, one: Counted, before: boolean): boolean {
  const span = one.posting.rule?.highest;
  if (other === one || span === undefined || other.posting.rule?.highest !== span) return false;
  if (sign(other.value) !== sign(one.value)) return false;
  if (span === 'project' && (one.posting.project === undefined || one.posting.project !== other.posting.project))
    return false;
  const order = cmp(abs(other.value), abs(one.value));
  return order > 0 || (order === 0 && before);
}

function capped(
  w: World,
  concerns: (one: Counted) => boolean,
  cap: ItemRule['caps'][number],
  all: readonly Counted[],
): readonly Counted[] | undefined {
  const most = amount(w, cap.max);
  if (most === undefined) return all.some((one) => concerns(one) && sign(one.value) !== 0) ? undefined : all;
  const done: Counted[] = [];
  for (const one of all) {
    if (!concerns(one)) {
      done.push(one);
      continue;
    }
    const used = done.filter(
      (other) =>
        concerns(other) && sign(other.value) === sign(one.value) && sameSpan(cap.per, other.posting, one.posting, 'at'),
    );
    const room = max(ZERO, sub(most, sum(used.map((other) => abs(other.value)))));
    const size = min(abs(one.value), room);
    done.push({ ...one, value: sign(one.value) < 0 ? neg(size) : size });
  }
  return done;
}
