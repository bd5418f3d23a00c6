// Standards of work: met, missed, over, excused, n/a or held, for each window.
import type { Amount } from '../../../src/core/scheme/condition.ts';
import type { Norm } from '../../../src/core/scheme/norm.ts';
import { lastOfMonth, within } from './days.ts';
import type { Window } from './days.ts';
import { add, cmp, mul, print, round, sum, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { countOf, reportedEntries } from './ledger.ts';
import type { Reported } from './ledger.ts';
import { isLeader } from './outcome.ts';
import {
  amount,
  factValue,
  holders,
  isNamed,
  isOver,
  isPast,
  isOrg,
  lastDay,
  numberFact,
  orgOf,
  orgOn,
  present,
  ruleOf,
  subjectOf,
  subWindows,
} from './world.ts';
import type { When, Who, World } from './world.ts';

export type Found = {
  readonly status: 'met' | 'missed' | 'over' | 'open' | 'excused' | 'n/a' | 'held';
  readonly required?: string;
  readonly allowed?: readonly string[];
  readonly missing?: readonly string[];
  readonly needs?: string;
};
export type NormLine = Found & {
  readonly id: string;
  readonly org?: string;
  readonly subject?: string;
  readonly window: string;
};

const HELD: Found = { status: 'held' };

/** Everybody on the list but organisations. */
const everybody = (w: World): readonly string[] =>
  [...w.facts.subjects, ...w.facts.people]
    .filter((one) => !isOrg(w, one.id) && one.kind !== 'org')
    .map((one) => one.id);

export function normsOf(w: World): readonly NormLine[] {
  return w.scheme.norms
    .filter((norm) => norm.use === 'remind')
    .flatMap((norm) => ownersOf(w, norm).flatMap((who) => linesOf(w, norm, who)));
}

function ownersOf(w: World, norm: Norm): readonly Who[] {
  if (norm.of === 'org') return w.facts.orgs.map((one) => orgOf(one.id));
  const people = everybody(w);
  return (norm.of === 'subject' ? people : people.filter((id) => isLeader(w, id))).map(subjectOf);
}

function linesOf(w: World, norm: Norm, who: Who): readonly NormLine[] {
  const windows = subWindows(w, norm.window, w.period);
  return windows
    .filter((window) => who.org || present(w, who.id, window))
    .map((window) => ({
      id: norm.id,
      ...(who.org ? { org: who.id } : { subject: who.id }),
      window: window.id,
      ...found(w, norm, who, window),
    }));
}

function found(w: World, norm: Norm, who: Who, window: Window): Found {
  const when = { window };
  const applies = norm.appliesWhen === undefined ? true : w.ask.condition(w, norm.appliesWhen, who, when);
  if (applies === false) return { status: 'n/a' };
  if (applies === undefined) return HELD;
  const one = judged(w, norm, who, when);
  const excused = norm.exceptApproved !== undefined && factValue(w, norm.exceptApproved, who, when) === true;
  if (excused && (one.status === 'missed' || one.status === 'over')) return { ...one, status: 'excused' };
  const mayYetBe = 'count' in norm || 'day' in norm || 'pairs' in norm;
  return mayYetBe && one.status === 'missed' && !isOver(w, window) ? { ...one, status: 'open' } : one;
}

function judged(w: World, norm: Norm, who: Who, when: When): Found {
  if ('count' in norm) return between(w, counted(w, norm.count, who, when.window), norm.count.least, norm.count.most);
  if ('range' in norm) return between(w, numberFact(w, norm.range.fact, who, when), norm.range.least, norm.range.most);
  if ('ratio' in norm) return ratio(w, norm.ratio, who, when);
  if ('holds' in norm) return holds(factValue(w, norm.holds.fact, who, when));
  if ('table' in norm) return table(w, norm.table, who, when);
  if ('day' in norm) return onDay(w, norm.day, who, when.window);
  return 'posts' in norm ? posts(w, norm.posts, who, when) : pairs(w, norm.pairs, who, when.window);
}

function holds(value: unknown): Found {
  if (value === undefined) return HELD;
  return { status: value === true ? 'met' : 'missed' };
}

function between(w: World, value: Q | undefined, least: Amount | undefined, most: Amount | undefined): Found {
  const low = least === undefined ? undefined : amount(w, least);
  const high = most === undefined ? undefined : amount(w, most);
  const unset = (least !== undefined && low === undefined) || (most !== undefined && high === undefined);
  if (value === undefined || unset) return HELD;
  if (low !== undefined && cmp(value, low) < 0) return { status: 'missed', required: print(low) };
  return { status: high !== undefined && cmp(value, high) > 0 ? 'over' : 'met' };
}

/** The entries on an item under the owner's own name, by the day they happened. */
function entriesOn(w: World, item: string, who: string): readonly Reported[] {
  return reportedEntries(w).filter(({ entry }) => {
    const named = ruleOf(w, entry) ?? { rule: undefined, item: w.scheme.items.find((one) => one.id === entry.item) };
    return entry.subject === who && isNamed([item], named.rule, named.item);
  });
}

const during = (window: Window) => (one: Reported) => within(one.on, window);

type Count = Extract<Norm, { readonly count: unknown }>['count'];

function counted(w: World, rule: Count, who: Who, window: Window): Q | undefined {
  const value = rule.fact === undefined ? undefined : numberFact(w, rule.fact, who, { window });
  if (value !== undefined || rule.item === undefined) return value;
  const all = entriesOn(w, rule.item, who.id);
  if (all.length === 0) return undefined;
  return sum(all.filter(during(window)).map(({ entry }) => countOf(entry)));
}

type Kind<K extends string> = Extract<Norm, Record<K, unknown>>;

function ratio(w: World, rule: Kind<'ratio'>['ratio'], who: Who, when: When): Found {
  const part = numberFact(w, rule.part, who, when);
  const whole = numberFact(w, rule.whole, who, when);
  const least = rule.least === undefined ? undefined : amount(w, rule.least);
  const most = rule.most === undefined ? undefined : amount(w, rule.most);
  const unset = (rule.least !== undefined && least === undefined) || (rule.most !== undefined && most === undefined);
  if (whole === undefined || unset) return HELD;
  const places = w.scheme.facts.find((one) => one.id === rule.part)?.decimals ?? 0;
  const told = least === undefined ? {} : { required: print(round(mul(whole, least), places, 'up')) };
  if (part === undefined) return { status: 'held', ...told };
  if (least !== undefined && cmp(part, mul(whole, least)) < 0) return { status: 'missed', ...told };
  return { status: most !== undefined && cmp(part, mul(whole, most)) > 0 ? 'over' : 'met', ...told };
}

function table(w: World, rule: Kind<'table'>['table'], who: Who, when: When): Found {
  const truths = rule.rows.map((row) => w.ask.condition(w, row.when, who, when));
  if (truths.includes(undefined)) return HELD;
  const allowed = rule.rows.filter((_, place) => truths[place] === true).map((row) => row.value);
  const value = rule.fact === undefined ? undefined : factValue(w, rule.fact, who, when);
  if (value === undefined) return { status: 'held', allowed };
  return { status: typeof value === 'string' && allowed.includes(value) ? 'met' : 'missed', allowed };
}

/** Nothing told of the whole period is not the same as nothing done in this month. */
function onDay(w: World, rule: Kind<'day'>['day'], who: Who, window: Window): Found {
  const entries = rule.item === undefined ? [] : entriesOn(w, rule.item, who.id);
  const there = entries.filter(during(window));
  const date = rule.fact === undefined ? undefined : factValue(w, rule.fact, who, { window });
  const told = typeof date === 'string' && isPast(w, date) ? date : undefined;
  const days = [...there.map((one) => one.on), ...(told === undefined ? [] : [told])];
  if (days.length === 0) return entries.length === 0 ? HELD : { status: 'missed' };
  const last = Number(lastOfMonth(Number(window.from.slice(0, 4)), Number(window.from.slice(5, 7))).slice(8));
  if (days.some((day) => Number(day.slice(8)) === Math.min(rule.dayOfMonth, last))) return { status: 'met' };
  if (!rule.movedWithReason) return { status: 'missed' };
  return there.some(({ entry }) => entry.reason !== undefined)
    ? { status: 'met' }
    : { status: 'met', needs: '改期理由' };
}

function posts(w: World, rule: Kind<'posts'>['posts'], who: Who, when: When): Found {
  const size = numberFact(w, rule.size, who, when);
  const base = amount(w, rule.least);
  const others = rule.extra.flatMap((one) => [one.above, one.from, one.add]).filter((one) => one !== undefined);
  const unset = others.some((one) => amount(w, one) === undefined);
  if (size === undefined || base === undefined || unset) return HELD;
  const more = rule.extra.filter((one) => {
    const above = one.above === undefined ? undefined : amount(w, one.above);
    const from = one.from === undefined ? undefined : amount(w, one.from);
    return (above === undefined || cmp(size, above) > 0) && (from === undefined || cmp(size, from) >= 0);
  });
  const needed = more.map((one) => amount(w, one.add) ?? ZERO).reduce(add, base);
  const required = print(needed);
  const value = numberFact(w, rule.fact, who, when);
  if (value === undefined) return { status: 'held', required };
  return { status: cmp(value, needed) < 0 ? 'missed' : 'met', required };
}

/** Everyone of one side with everyone of the other, or all together with everyone (谈心谈话). */
function pairs(w: World, rule: Kind<'pairs'>['pairs'], who: Who, window: Window): Found {
  if (!who.org) return { status: 'n/a' };
  const members = everybody(w).filter((id) => orgOn(w, id, lastDay(w, window)) === who.id);
  const least = amount(w, rule.least);
  if (least === undefined) return HELD;
  const times = (by: string | undefined, member: string): Q =>
    sum(
      entriesOn(w, rule.item, member)
        .filter(during(window))
        .filter(({ entry }) => by === undefined || entry.by === by)
        .map(({ entry }) => countOf(entry)),
    );
  const wanted: readonly (readonly [string | undefined, string])[] =
    rule.cover === 'together'
      ? members.map((member) => [undefined, member])
      : members
          .filter((id) => talks(w, rule.from, id))
          .flatMap((by) => members.filter((member) => member !== by).map((member) => [by, member] as const));
  const missing = wanted.filter(([by, member]) => cmp(times(by, member), least) < 0);
  if (missing.length === 0) return { status: 'met' };
  return { status: 'missed', missing: missing.map(([by, member]) => `${by ?? ''}→${member}`) };
}

function talks(w: World, from: string, id: string): boolean {
  if (from === 'leadership') return isLeader(w, id);
  const day = lastDay(w, w.period);
  return [...w.facts.subjects, ...w.facts.people].some((one) => holders(w, from, one.id, day).includes(id));
}
