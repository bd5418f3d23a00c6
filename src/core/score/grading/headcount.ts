import { add, whole, ZERO, type Exact } from '../../number.ts';
import type { Amount } from '../../scheme/condition.ts';
import { membersIn, scopeFor, type Run, type Standing } from '../run.ts';
import { slotsFigures, slotsOf, type SlotBase } from '../slots.ts';
import { isAway } from '../book/roster.ts';
import { on } from '../book/timeline.ts';
import { hold, holdAll, isGap, type Gap, type Value } from '../value.ts';
import type { Test } from '../conditions.ts';

export type Among = 'all-members' | 'full-members' | 'graded-members';

/**
 * How many people a share is taken of, in one organisation or, where none is given, in all of them (名额比例的基数). Held
 * while nobody can tell who of them is a full member.
 */
export function membersAmong(run: Run, org: number | undefined, among: Among, graded: readonly Standing[]): Value {
  if (among === 'graded-members') return whole(graded.length);
  const counts = (org === undefined ? [...run.members.keys()] : [org]).map((one) => membersOf(run, one, among));
  const held = counts.filter(isGap);
  return held.length > 0 ? holdAll(held) : (counts as readonly Exact[]).reduce<Exact>(add, ZERO);
}

/** The members of one organisation as its facts tell them, else as the roster does; −1 is whoever has none. */
function membersOf(run: Run, org: number, among: Among): Value {
  const { who, fullMembers } = run.plan;
  const all = among === 'all-members';
  const told = on(run.book.orgFacts.get(all ? 'members' : 'full-members')?.[org], run.book.end) as Exact | undefined;
  if (told !== undefined) return told;
  // Whoever the scheme does not speak of is none of its members.
  if (all) return counted(run, org, who, '在不在考核范围');
  return fullMembers === undefined ? hold('没有报告正式党员人数') : counted(run, org, fullMembers, '是不是正式党员');
}

/** Those of the roster of whom something holds, or all; who has left is counted nowhere. */
function counted(run: Run, org: number, test: Test | undefined, unsure: string): Value {
  const { plan, book } = run;
  const present = membersIn(run, org).filter((person) => !isAway(book, person));
  const truths = present.map((person) => test?.(scopeFor(plan, book, person, book.end)) ?? true);
  const open = truths.filter((truth) => typeof truth === 'object');
  if (open.length === 0) return whole(truths.filter((truth) => truth === true).length);
  const reasons = holdAll(open).why.map((one) => one.what);
  return hold(`有 ${open.length} 人说不准${unsure}（${reasons.join('；')}）`);
}

/** How many places there are, and where a share makes them, by which sum. */
export type Slots = { readonly places: number; readonly how: string };

type SlotRule = Pick<SlotBase, 'rounding'> & {
  readonly share?: Amount | undefined;
  readonly count?: Amount | undefined;
  readonly among: Among;
};

/**
 * The places that a rule hands out in an organisation, or in all; undefined while its parameter has no value, a gap
 * while the people cannot be counted.
 */
export function slotsIn(
  run: Run,
  { share, count, among, rounding }: SlotRule,
  org: number | undefined,
  graded: readonly Standing[],
): Slots | Gap | undefined {
  const number = run.plan.amounts(count ?? share);
  if (count !== undefined)
    return typeof number === 'number' ? { places: Math.floor(number / 1_000_000), how: '' } : undefined;
  if (number === undefined) return undefined;
  const members = membersAmong(run, org, among, graded);
  if (isGap(members)) return members;
  const base = { members, rounding };
  return { places: slotsOf(number, base), how: slotsFigures(number, base) };
}

/** Why the places cannot be told, as a sentence. */
export function withoutCount({ why }: Gap): string {
  return `名额还算不出：${why.map((one) => one.what).join('；')}`;
}

/** Remarks in brackets behind a sentence. */
export function aside(...remarks: readonly string[]): string {
  const list = remarks.filter((one) => one !== '');
  return list.length === 0 ? '' : `（${list.join('；')}）`;
}

/** Places handed out along an order: who is in, who shares the line, who is out. */
export type Cut<T> = { readonly in: readonly T[]; readonly contested: readonly T[]; readonly out: readonly T[] };

/** Cuts an ordered list after so many places; those who share the value across the line are contested (并列). */
export function cutAt<T>(ordered: readonly T[], slots: number, equal: (a: T, b: T) => boolean): Cut<T> {
  const last = ordered[slots - 1];
  const next = ordered[slots];
  if (last === undefined || next === undefined || !equal(last, next)) {
    return { in: ordered.slice(0, Math.max(0, slots)), contested: [], out: ordered.slice(Math.max(0, slots)) };
  }
  const tied = (one: T): boolean => equal(one, last);
  return {
    in: ordered.slice(0, slots).filter((one) => !tied(one)),
    contested: ordered.filter(tied),
    out: ordered.slice(slots).filter((one) => !tied(one)),
  };
}
