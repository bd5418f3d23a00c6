// Standards of work: met, missed, over, excused, n/a or held, for each window.
import type { Amount } from '../../src/core/scheme/condition.ts';
import type { Norm } from '../../src/core/scheme/norm.ts';
import { within } from './days.ts';
import type { Window } from './days.ts';
import { add, cmp, mul, q, read, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { validEntries } from './naive-ledger.ts';
import { leadersOf } from './naive-outcome.ts';
import { amount, factValue, lastDay, numberFact, orgOf, orgOn, ruleOf, subjectOf, subWindows } from './world.ts';
import type { When, Who, World } from './world.ts';

type Status = 'met' | 'missed' | 'over' | 'excused' | 'n/a' | 'held';
export type NormLine = {
  readonly id: string;
  readonly org?: string;
  readonly subject?: string;
  readonly window: string;
  readonly status: Status;
};

export function normsOf(w: World): readonly NormLine[] {
  return w.scheme.norms.flatMap((norm) => {
    const owners =
      norm.of === 'subject'
        ? w.facts.subjects.map((one) => subjectOf(one.id))
        : w.facts.orgs.map((one) => orgOf(one.id));
    return owners.flatMap((who) =>
      subWindows(w, norm.window, w.period).map((window) => ({
        id: norm.id,
        ...(who.org ? { org: who.id } : { subject: who.id }),
        window: window.id,
        status: statusOf(w, norm, who, window),
      })),
    );
  });
}

function statusOf(w: World, norm: Norm, who: Who, window: Window): Status {
  const when = { window };
  const applies = norm.appliesWhen === undefined ? true : w.ask.condition(w, norm.appliesWhen, who, when);
  if (applies === false) return 'n/a';
  if (applies === undefined) return 'held';
  const status = judged(w, norm, who, when);
  const excused = norm.exceptApproved !== undefined && factValue(w, norm.exceptApproved, who, when) === true;
  return status === 'missed' && excused ? 'excused' : status;
}

function judged(w: World, norm: Norm, who: Who, when: When): Status {
  if ('count' in norm) return between(w, counted(w, norm.count, who, when.window), norm.count.least, norm.count.most);
  if ('range' in norm) {
    const status = between(w, numberFact(w, norm.range.fact, who, when), norm.range.least, norm.range.most);
    return status === 'over' ? 'missed' : status;
  }
  if ('ratio' in norm) return ratio(w, norm.ratio, who, when);
  if ('holds' in norm) {
    const value = factValue(w, norm.holds.fact, who, when);
    return value === undefined ? 'held' : value === true ? 'met' : 'missed';
  }
  if ('table' in norm) return table(w, norm.table, who, when);
  if ('day' in norm) return onDay(w, norm.day, who, when.window);
  if ('posts' in norm) return posts(w, norm.posts, who, when);
  return pairs(w, norm.pairs, who, when.window);
}

function between(w: World, value: Q | undefined, least: Amount | undefined, most: Amount | undefined): Status {
  if (value === undefined) return 'held';
  const low = least === undefined ? undefined : amount(w, least);
  const high = most === undefined ? undefined : amount(w, most);
  if ((least !== undefined && low === undefined) || (most !== undefined && high === undefined)) return 'held';
  if (low !== undefined && cmp(value, low) < 0) return 'missed';
  return high !== undefined && cmp(value, high) > 0 ? 'over' : 'met';
}

function entriesOn(w: World, item: string, who: Who, window: Window) {
  return validEntries(w).filter(({ entry, at }) => {
    const found = ruleOf(w, entry);
    const on = entry.item === item || found?.item.id === item || found?.rule.id === item;
    const own = entry.subject === who.id || (who.org && orgOn(w, entry.subject, lastDay(w, w.period)) === who.id);
    return on && own && within(at, window);
  });
}

function counted(
  w: World,
  rule: { readonly fact?: string; readonly item?: string },
  who: Who,
  window: Window,
): Q | undefined {
  const value = rule.fact === undefined ? undefined : numberFact(w, rule.fact, who, { window });
  if (value !== undefined || rule.item === undefined) return value;
  if (entriesOn(w, rule.item, who, w.period).length === 0) return undefined;
  return entriesOn(w, rule.item, who, window)
    .map(({ entry }) => read(entry.count ?? '1'))
    .reduce(add, ZERO);
}

type Kind<K extends string> = Extract<Norm, Record<K, unknown>>;

function ratio(w: World, rule: Kind<'ratio'>['ratio'], who: Who, when: When): Status {
  const part = numberFact(w, rule.part, who, when);
  const whole = numberFact(w, rule.whole, who, when);
  if (part === undefined || whole === undefined) return 'held';
  const low = rule.least === undefined ? undefined : amount(w, rule.least);
  const high = rule.most === undefined ? undefined : amount(w, rule.most);
  if (low !== undefined && cmp(part, mul(low, whole)) < 0) return 'missed';
  return high !== undefined && cmp(part, mul(high, whole)) > 0 ? 'missed' : 'met';
}

function table(w: World, rule: Kind<'table'>['table'], who: Who, when: When): Status {
  const truths = rule.rows.map((row) => w.ask.condition(w, row.when, who, when));
  const value = rule.fact === undefined ? undefined : factValue(w, rule.fact, who, when);
  if (value === undefined || truths.includes(undefined)) return 'held';
  return rule.rows.some((row, place) => truths[place] === true && row.value === value) ? 'met' : 'missed';
}

function onDay(w: World, rule: Kind<'day'>['day'], who: Who, window: Window): Status {
  const date = rule.fact === undefined ? undefined : factValue(w, rule.fact, who, { window });
  const days = rule.item === undefined ? [] : entriesOn(w, rule.item, who, window).map((one) => one.on);
  const held = [...days, ...(typeof date === 'string' && within(date, window) ? [date] : [])];
  if (held.some((day) => Number(day.slice(8)) === rule.dayOfMonth)) return 'met';
  return held.length > 0 && rule.movedWithReason ? 'met' : 'missed';
}

function posts(w: World, rule: Kind<'posts'>['posts'], who: Who, when: When): Status {
  const value = numberFact(w, rule.fact, who, when);
  const size = numberFact(w, rule.size, who, when);
  const base = amount(w, rule.least);
  if (value === undefined || size === undefined || base === undefined) return 'held';
  const more = rule.extra.filter((one) => {
    const above = one.above === undefined ? undefined : amount(w, one.above);
    const from = one.from === undefined ? undefined : amount(w, one.from);
    return (above === undefined || cmp(size, above) > 0) && (from === undefined || cmp(size, from) >= 0);
  });
  const required = more.map((one) => amount(w, one.add) ?? ZERO).reduce(add, base);
  return cmp(value, required) < 0 ? 'missed' : 'met';
}

function pairs(w: World, rule: Kind<'pairs'>['pairs'], who: Who, window: Window): Status {
  const day = lastDay(w, window);
  const leaders = leadersOf(w, who.id, day);
  const members = w.facts.subjects.map((one) => one.id).filter((id) => orgOn(w, id, day) === who.id);
  const entries = entriesOn(w, rule.item, who, window);
  const least = amount(w, rule.least);
  if (least === undefined) return 'held';
  const times = (leader: string | undefined, member: string): Q =>
    q(
      entries.filter(
        ({ entry }) =>
          entry.subject === member && (leader === undefined ? leaders.includes(entry.by ?? '') : entry.by === leader),
      ).length,
    );
  const enough =
    rule.cover === 'together'
      ? members.every((member) => cmp(times(undefined, member), least) >= 0)
      : leaders.every((leader) =>
          members.filter((one) => one !== leader).every((member) => cmp(times(leader, member), least) >= 0),
        );
  return enough ? 'met' : 'missed';
}
