// What the second evaluator knows of one facts document: who is who on which day, and what was reported of them.
import type { Amount, Condition } from '../../src/core/scheme/condition.ts';
import type { FactRule } from '../../src/core/scheme/fact.ts';
import type { Item, ItemRule } from '../../src/core/scheme/item.ts';
import type { ScoreNode } from '../../src/core/scheme/node.ts';
import type { Scheme } from '../../src/core/scheme/scheme.ts';
import type { EntryRow, FactsFile, PersonRow } from '../../src/core/score/facts.ts';
import { ageOn, earlier, monthsUnpaid, wholeMonths, windowsIn, within } from './days.ts';
import type { Window } from './days.ts';
import { add, q, read, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';

/** 得分、待定或不计. */
export type Score = { readonly kind: 'number'; readonly q: Q } | { readonly kind: 'held' } | { readonly kind: 'none' };

export const HELD: Score = { kind: 'held' };
export const NONE: Score = { kind: 'none' };
export const number = (value: Q): Score => ({ kind: 'number', q: value });
export const numberOrHeld = (value: Q | undefined): Score => (value === undefined ? HELD : number(value));

export type Missing = 'block' | 'zero' | 'exclude';

/** What stands where nothing was reported. */
export function missingAs(policy: Missing): Score {
  if (policy === 'zero') return number(ZERO);
  return policy === 'exclude' ? NONE : HELD;
}

/** Of whom something is asked, and for which stretch of time: a day of a posting, a sub-period or the whole period. */
export type Who = { readonly org: boolean; readonly id: string };
export type When = { readonly window: Window; readonly day?: string };

/** One account line of one person: signed value, undefined when it hangs on something nobody reported. */
export type Posting = {
  readonly kind: 'direct' | 'auto' | 'quota' | 'derived';
  readonly cause: string;
  readonly rule: ItemRule | undefined;
  readonly item: Item | undefined;
  readonly group: string | undefined;
  readonly person: string;
  readonly standard: Q;
  readonly value: Q | undefined;
  readonly count: Q;
  readonly on: string;
  readonly posted: string;
  readonly index: number;
  /** The day by which it belongs to a period. */
  readonly at: string;
  readonly tier: string | undefined;
  readonly project: string | undefined;
  readonly by: string | undefined;
  readonly derivedBy: string | undefined;
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
};

export type Evaluated = { readonly score: Score; readonly cut: Q };

export type World = {
  readonly scheme: Scheme;
  readonly facts: FactsFile;
  readonly period: Window;
  readonly nodes: Map<string, Evaluated>;
  readonly items: Map<string, Score>;
  readonly postings: Map<string, readonly Posting[]>;
  readonly grades: Map<string, GradeState>;
  readonly errors: string[];
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
export const orgOf = (id: string): Who => ({ org: true, id });

/** The day on which what holds over time is asked for. */
export function lastDay(w: World, window: Window): string {
  return w.facts.asOf === undefined ? window.to : earlier(window.to, w.facts.asOf);
}

export function dayOf(w: World, when: When): string {
  return when.day ?? lastDay(w, when.window);
}

type Timed = { readonly value: unknown; readonly from?: string; readonly to?: string };

export function isTimed(value: unknown): value is readonly Timed[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((one) => typeof one === 'object' && one !== null && 'value' in one)
  );
}

export const covers = (one: Timed, day: string): boolean =>
  (one.from === undefined || one.from <= day) && (one.to === undefined || day <= one.to);

function valueOn(value: unknown, day: string): unknown {
  return isTimed(value) ? value.find((one) => covers(one, day))?.value : value;
}

export function amount(w: World, a: Amount): Q | undefined {
  if (typeof a === 'string') return read(a);
  const filled = w.facts.params[a.param] ?? w.scheme.params.find((p) => p.id === a.param)?.value;
  return filled === undefined ? undefined : amount(w, filled);
}

export function person(w: World, id: string): PersonRow | undefined {
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
  const all = windowsIn(unit, scope, w.scheme.period.week);
  return w.facts.asOf === undefined ? all : all.filter((one) => one.from <= (w.facts.asOf ?? one.from));
}

/** What was reported of a fact: undefined when nothing was; `no` when its absence says no. */
export function factValue(w: World, id: string, who: Who, when: When, of?: 'subject' | 'org'): unknown {
  const rule = w.scheme.facts.find((f) => f.id === id);
  const onOrg = who.org || of === 'org' || rule?.of === 'org';
  const day = dayOf(w, when);
  const owner = onOrg ? (who.org ? who.id : orgOn(w, who.id, day)) : who.id;
  if (owner === undefined) return undefined;
  const facts = onOrg ? w.facts.orgs.find((o) => o.id === owner)?.facts : person(w, owner)?.facts;
  const raw = facts?.[id];
  if (raw === undefined || raw === null) return rule === undefined ? undefined : computed(w, rule, owner, onOrg, when);
  if (rule?.type === 'number' && rule.source.window !== undefined && when.day === undefined)
    return counted(w, rule.source.window, raw, when.window);
  return valueOn(raw, day) ?? undefined;
}

/** A count over a window: every unit of it must have been reported; one number stands for the whole period only. */
function counted(w: World, unit: Window['unit'], raw: unknown, window: Window): unknown {
  if (!isTimed(raw)) return window.id === w.period.id ? raw : undefined;
  const reported = subWindows(w, unit, window).every((one) =>
    raw.some((part) => covers(part, one.from) && covers(part, one.to)),
  );
  return reported ? sumWithin(raw, window) : undefined;
}

function sumWithin(parts: readonly Timed[], window: Window): string | undefined {
  const inside = parts.filter(
    (one) => one.from !== undefined && one.to !== undefined && within(one.from, window) && within(one.to, window),
  );
  if (inside.length === 0) return undefined;
  const total = inside.map((one) => read(String(one.value))).reduce(add, ZERO);
  return `${total.n}/${total.d}`;
}

function computed(w: World, rule: FactRule, owner: string, onOrg: boolean, when: When): unknown {
  const { kind, from, at } = rule.source;
  const day = at === 'period-start' ? w.period.from : at === 'entry' ? dayOf(w, when) : lastDay(w, w.period);
  if (kind === 'headcount') {
    const asked = dayOf(w, when);
    const org = onOrg ? owner : orgOn(w, owner, asked);
    return org === undefined ? undefined : String(w.facts.subjects.filter((s) => orgOn(w, s.id, asked) === org).length);
  }
  if (from === undefined || !['age', 'duration', 'dues-gap'].includes(kind)) return undefined;
  const date = factValue(w, from, onOrg ? orgOf(owner) : subjectOf(owner), { window: w.period, day });
  if (typeof date !== 'string') return undefined;
  if (kind === 'age') return String(ageOn(date, day));
  return String(kind === 'duration' ? wholeMonths(date, day) : monthsUnpaid(date, day));
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
export function ruleOf(w: World, entry: EntryRow): { readonly item: Item; readonly rule: ItemRule } | undefined {
  const item = w.scheme.items.find((one) => one.id === entry.item);
  const [only, more] = item?.rules ?? [];
  if (item === undefined || only === undefined || more !== undefined) return findRule(w, entry.item);
  return givesScore(item, entry) ? undefined : { item, rule: only };
}

export function givesScore(item: Item, entry: EntryRow): boolean {
  return entry.points !== undefined && (item.start === 'judged' || item.max !== undefined);
}

export function findRule(w: World, id: string): { readonly item: Item; readonly rule: ItemRule } | undefined {
  for (const item of w.scheme.items) {
    const rule = item.rules.find((r) => r.id === id);
    if (rule !== undefined) return { item, rule };
  }
  return undefined;
}

export function groupOf(rule: ItemRule | undefined, item: Item | undefined): string | undefined {
  return rule?.group ?? item?.group;
}

/** Earlier ones first: by the day it happened, the day it was posted, the order of reporting. */
export function inOrder(a: Ordered, b: Ordered): number {
  return compareText(a.on, b.on) || compareText(a.posted, b.posted) || a.index - b.index;
}

type Ordered = { readonly on: string; readonly posted: string; readonly index: number };

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export const worst = (ladder: readonly string[], a: string, b: string): string =>
  ladder.indexOf(a) >= ladder.indexOf(b) ? a : b;

export type { EntryRow };
