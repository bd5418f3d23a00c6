// What the second evaluator knows of one facts document: who is who on which day, and what was reported of them.
import type { Amount, Condition } from '../../../src/core/scheme/condition.ts';
import type { FactRule } from '../../../src/core/scheme/fact.ts';
import type { Item, ItemRule } from '../../../src/core/scheme/item.ts';
import type { ScoreNode } from '../../../src/core/scheme/node.ts';
import type { Scheme } from '../../../src/core/scheme/scheme.ts';
import type { Entry, Facts, Person, Timed } from './facts.ts';
import { ageOn, earlier, monthsUnpaid, wholeMonths, windowById, windowsIn, within } from './days.ts';
import type { Window } from './days.ts';
import { add, q, read, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';

/** 得分、待定或不计. */
export type Score =
  | { readonly kind: 'number'; readonly q: Q }
  | { readonly kind: 'held'; readonly silent?: true }
  | { readonly kind: 'none' };

export const HELD: Score = { kind: 'held' };
/** Held only because nobody has reported. */
export const SILENT: Score = { kind: 'held', silent: true };
export const NONE: Score = { kind: 'none' };
export const number = (value: Q): Score => ({ kind: 'number', q: value });
export const numberOrHeld = (value: Q | undefined): Score => (value === undefined ? HELD : number(value));

export type Missing = 'block' | 'zero' | 'exclude';

/** What stands where nothing was reported. */
export function missingAs(policy: Missing): Score {
  if (policy === 'zero') return number(ZERO);
  return policy === 'exclude' ? NONE : SILENT;
}

/** Of whom something is asked, and for which stretch of time: a day of a posting, a sub-period or the whole period. */
export type Who = { readonly org: boolean; readonly id: string };
export type When = { readonly window: Window; readonly day?: string };

/** An earlier time: the day, and which of the facts it was. */
export type Earlier = { readonly on: string; readonly fact: string };

/**
 * One line of somebody's account: signed value, undefined when it hangs on something nobody reported. Direct ones come
 * from an entry on the person itself; `via` the derived rule that brought it.
 */
export type Posting = {
  readonly kind: 'direct' | 'same' | 'handed' | 'auto' | 'quota' | 'derived';
  readonly cause: string;
  readonly rule: ItemRule | undefined;
  readonly item: Item | undefined;
  readonly person: string;
  readonly by?: string | undefined;
  readonly standard: Q;
  readonly value: Q | undefined;
  readonly count: Q;
  /** The day it happened, and the day by which it belongs to a period. */
  readonly on: string;
  readonly at: string;
  readonly project: string | undefined;
  readonly via: string | undefined;
  /** When the same standard was broken before. */
  readonly before?: readonly Earlier[];
  /** When else the rule was broken, where nobody can tell whether it was the same standard. */
  readonly beside?: readonly string[];
  /** What a derived posting first came from. */
  readonly origin?: Posting;
  readonly passed: readonly string[];
};

export type GradeState = {
  readonly grade: string | undefined;
  /** Waiting for a person: what may be chosen. */
  readonly options: readonly string[] | undefined;
  readonly proposed: string | undefined;
  readonly held: boolean;
  readonly provisional: boolean;
  readonly should: boolean;
  readonly overridden: boolean;
  /** A rule that may yet fix it otherwise cannot be told. */
  readonly unsure: boolean;
};

export type Evaluated = { readonly score: Score; readonly cut: Q };

export type World = {
  readonly scheme: Scheme;
  readonly facts: Facts;
  readonly period: Window;
  readonly nodes: Map<string, Evaluated>;
  readonly items: Map<string, Score>;
  /** All of the period; filled when first asked for. */
  readonly postings: Posting[];
  readonly grades: Map<string, GradeState>;
  readonly errors: string[];
  /** What a condition on consequences may see: those of the same level that stand before. */
  readonly outcomes: ReadonlyMap<string, boolean | undefined>;
  /** What is asked is a gate, which waits for the end of the year. */
  readonly atGate?: boolean;
  /** Asked of the parts that live in other files. */
  readonly ask: Asked;
};

export type Asked = {
  readonly condition: (w: World, c: Condition, who: Who, when: When) => boolean | undefined;
  readonly node: (w: World, node: ScoreNode, subject: string, scope: Window) => Score;
  readonly item: (w: World, item: Item, subject: string, scope: Window) => Score;
  readonly account: (w: World, id: string, subject: string) => Score;
};

export const subjectOf = (id: string): Who => ({ org: false, id });
/** Of whom an entry speaks: an organisation that is not itself rated stands for all its people. */
/** Whom an entry is about: an organisation that this scheme does not rate is one, also where another scheme does. */
export const ownerOf = (w: World, id: string): Who =>
  isSubject(w, id) || (person(w, id) !== undefined && !isOrg(w, id)) ? subjectOf(id) : orgOf(id);
export const orgOf = (id: string): Who => ({ org: true, id });

/** The day on which what holds over time is asked for. */
/** The last day of a window that is told of: neither after the period nor after the day of the report. */
export function lastDay(w: World, window: Window): string {
  const last = earlier(window.to, w.period.to);
  return w.facts.asOf === undefined ? last : earlier(last, w.facts.asOf);
}

/** Whether a sub-period has passed; with the period its last week has, though some of its days come later. */
export function isOver(w: World, window: Window): boolean {
  const now = lastDay(w, w.period);
  return window.to <= now || now >= w.period.to;
}

/** A report in the course of the period tells only what has happened by its day. */
export function isPast(w: World, day: string): boolean {
  return w.facts.asOf === undefined || w.facts.asOf >= w.period.to || day <= w.facts.asOf;
}

export function dayOf(w: World, when: When): string {
  return when.day ?? lastDay(w, when.window);
}

type Stretch = Timed<unknown>[number];

export function isTimed(value: unknown): value is Timed<unknown> {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((one) => typeof one === 'object' && one !== null && 'value' in one)
  );
}

export const covers = (one: Stretch, day: string): boolean =>
  (one.from === undefined || one.from <= day) && (one.to === undefined || day <= one.to);

/** The value on a day; of overlapping stretches the one written last. */
export function valueOn(value: unknown, day: string): unknown {
  return isTimed(value) ? value.findLast((one) => covers(one, day))?.value : value;
}

export function amount(w: World, a: Amount): Q | undefined {
  if (typeof a === 'string') return read(a);
  const own = w.facts.params[`${w.scheme.scheme}/${a.param}`];
  const filled = own ?? w.facts.params[a.param] ?? w.scheme.params.find((p) => p.id === a.param)?.value;
  return filled === undefined ? undefined : amount(w, filled);
}

export function person(w: World, id: string): Person | undefined {
  return w.facts.subjects.find((s) => s.id === id) ?? w.facts.people.find((s) => s.id === id);
}

export const isSubject = (w: World, id: string): boolean => w.facts.subjects.some((s) => s.id === id);
export const isOrg = (w: World, id: string): boolean => w.facts.orgs.some((o) => o.id === id);

/** The organisation of a person on a day; an appraised organisation is its own. */
export function orgOn(w: World, id: string, day: string): string | undefined {
  const row = person(w, id);
  if (row === undefined) return undefined;
  const org = valueOn(row.org, day);
  if (typeof org === 'string') return org;
  return row.org === undefined && isOrg(w, id) ? id : undefined;
}

/** The organisation of the end of the period, or the last one before it for those who have left. */
export function homeOf(w: World, id: string): string | undefined {
  const day = lastDay(w, w.period);
  const now = orgOn(w, id, day);
  const written: unknown = person(w, id)?.org;
  if (now !== undefined || !isTimed(written)) return now;
  const past = written.filter((one) => one.from === undefined || one.from <= day);
  const last = past.toSorted((a, b) => compareText(a.to ?? '9', b.to ?? '9')).at(-1)?.value;
  return typeof last === 'string' ? last : undefined;
}

/** 在册. */
export function present(w: World, id: string, window: Window): boolean {
  const org: unknown = person(w, id)?.org;
  if (!isTimed(org)) return true;
  const to = lastDay(w, window);
  return org.some(
    (one) => (one.from === undefined || one.from <= to) && (one.to === undefined || window.from <= one.to),
  );
}

export function inSubtree(w: World, org: string | undefined, top: string): boolean {
  const seen: string[] = [];
  for (let here = org; here !== undefined && !seen.includes(here);) {
    if (here === top) return true;
    seen.push(here);
    const row = w.facts.orgs.find((o) => o.id === here);
    here = row?.superior ?? undefined;
  }
  return false;
}

/** Who holds the role for the person on the day. */
export function holders(w: World, role: string, id: string, day: string): readonly string[] {
  const value = valueOn(person(w, id)?.roles[role], day);
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

export function subWindows(w: World, unit: Window['unit'], scope: Window): readonly Window[] {
  // A period that is kept by weeks has its months and quarters as the calendar has them.
  const within = scope.id === w.period.id && unit !== w.period.unit ? windowById(w.facts.period) : scope;
  const all = windowsIn(unit, within, w.scheme.period.week);
  return w.facts.asOf === undefined ? all : all.filter((one) => one.from <= (w.facts.asOf ?? one.from));
}

/** What was reported of a fact: undefined when nothing was; `no` when its absence says no. */
export function factValue(w: World, id: string, who: Who, when: When, of?: 'subject' | 'org'): unknown {
  const rule = w.scheme.facts.find((f) => f.id === id);
  if (rule === undefined) return undefined;
  const raw = writtenOf(w, id, who, of ?? rule.of, dayOf(w, when));
  if (rule.type === 'number' && rule.source.window !== undefined)
    return raw === undefined ? undefined : counted(w, rule.source.window, raw, when.window);
  const day = dayFor(w, rule, when);
  return valueOn(raw, day) ?? computed(w, rule, who, of ?? rule.of, day, when);
}

/** Ages and lengths of time go by the day the fact says; everything else by the day it is asked for. */
function dayFor(w: World, rule: FactRule, when: When): string {
  if (rule.source.at === 'period-start') return w.period.from;
  const computed = ['age', 'duration', 'dues-gap'].includes(rule.source.kind);
  return rule.source.at === 'period-end' && computed ? lastDay(w, w.period) : dayOf(w, when);
}

/** Where a fact was written: with the organisation or with the person; an organisation that is rated may have it in either place. */
function writtenOf(w: World, id: string, who: Who, of: 'subject' | 'org', day: string): unknown {
  const withOrg = (org: string | undefined): unknown => w.facts.orgs.find((one) => one.id === org)?.facts[id];
  const withPerson = person(w, who.id)?.facts[id];
  if (who.org) return withOrg(who.id) ?? withPerson;
  if (of !== 'org') return withPerson ?? withOrg(who.id);
  return withOrg(isOrg(w, who.id) ? who.id : orgOn(w, who.id, day)) ?? withPerson;
}

/** A count over a window: every unit of it must have been reported; one number stands for the whole period only. */
function counted(w: World, unit: Window['unit'], raw: unknown, window: Window): unknown {
  if (!isTimed(raw)) return window.id === w.period.id ? raw : undefined;
  const whole = windowsIn(unit, window, 'week-end-day').filter((one) => window.from <= one.from && one.to <= window.to);
  const over = whole.filter((one) => one.to <= lastDay(w, window));
  const inside = raw.filter(
    (one) => one.from !== undefined && one.to !== undefined && within(one.from, window) && within(one.to, window),
  );
  const told = (one: Window): boolean => inside.some((part) => covers(part, one.from) && covers(part, one.to));
  if (unit !== 'day' && !over.every(told)) return undefined;
  const total = inside.map((one) => read(String(one.value))).reduce(add, ZERO);
  return `${total.n}/${total.d}`;
}

function computed(w: World, rule: FactRule, who: Who, of: 'subject' | 'org', day: string, when: When): unknown {
  const { kind, from } = rule.source;
  if (kind === 'headcount') return String(headcount(w, who, dayOf(w, when)));
  if (from === undefined || !['age', 'duration', 'dues-gap'].includes(kind)) return undefined;
  const date = factValue(w, from, who, when, of);
  if (typeof date !== 'string') return undefined;
  if (kind === 'age') return String(ageOn(date, day));
  return String(kind === 'duration' ? wholeMonths(date, day) : monthsUnpaid(date, day));
}

/** Those of the organisation on the day; an organisation that is rated is not one of them. */
function headcount(w: World, who: Who, day: string): number {
  const org = isOrg(w, who.id) ? who.id : orgOn(w, who.id, day);
  return [...w.facts.subjects, ...w.facts.people].filter((one) => !isOrg(w, one.id) && orgOn(w, one.id, day) === org)
    .length;
}

/** Whether the absence of the fact says no, rather than nothing. */
export function absentMeansNo(rule: FactRule | undefined): boolean {
  if (rule?.missing !== undefined) return rule.missing === 'no';
  return rule !== undefined && ['flag', 'choice', 'set'].includes(rule.type);
}

export function numberFact(w: World, id: string, who: Who, when: When): Q | undefined {
  const value = factValue(w, id, who, when);
  if (typeof value === 'number') return q(value);
  return typeof value === 'string' ? read(value) : undefined;
}

/** The rule an entry is on: by the id of the rule, or of an item with a single rule where no score is given directly. */
export function ruleOf(w: World, entry: Entry): { readonly item: Item; readonly rule: ItemRule } | undefined {
  const item = w.scheme.items.find((one) => one.id === entry.item);
  const [only, more] = item?.rules ?? [];
  if (item === undefined || only === undefined || more !== undefined) return findRule(w, entry.item);
  return givesScore(item, entry) ? undefined : { item, rule: only };
}

export function givesScore(item: Item, entry: Entry): boolean {
  return entry.points !== undefined && (item.start === 'judged' || item.max !== undefined);
}

export function findRule(w: World, id: string): { readonly item: Item; readonly rule: ItemRule } | undefined {
  for (const item of w.scheme.items) {
    const rule = item.rules.find((r) => r.id === id);
    if (rule !== undefined) return { item, rule };
  }
  return undefined;
}

/** Whether a list of ids names a rule: itself, its group, or its item, the item's group or section. */
export function isNamed(ids: readonly string[], rule: ItemRule | undefined, item: Item | undefined): boolean {
  const names = [rule?.id, rule?.group, item?.id, item?.group, item?.section];
  return names.some((name) => name !== undefined && ids.includes(name));
}

/** Earlier ones first: by the day that counts, the day it was posted, the order of reporting. */
export function inOrder(a: Ordered, b: Ordered): number {
  return compareText(a.at, b.at) || compareText(a.posted, b.posted) || a.index - b.index;
}

type Ordered = { readonly at: string; readonly posted: string; readonly index: number };

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export const worst = (ladder: readonly string[], a: string, b: string): string =>
  ladder.indexOf(a) >= ladder.indexOf(b) ? a : b;
