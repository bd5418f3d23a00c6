import { add, whole, ZERO, type Exact } from '../../number.ts';
import type { Amount } from '../../scheme/condition.ts';
import { factOf } from '../book/fact-value.ts';
import { membersIn, scopeFor, type Run, type Standing } from '../run.ts';
import { slotsFigures, slotsOf, type SlotBase } from '../slots.ts';
import { on } from '../book/timeline.ts';

export type Among = 'all-members' | 'full-members' | 'graded-members';

/** How many people a share is taken of, in one organisation or, where none is given, in all of them (名额比例的基数). */
export function membersAmong(run: Run, org: number | undefined, among: Among, graded: readonly Standing[]): Exact {
  if (among === 'graded-members') return whole(graded.length);
  const orgs = org === undefined ? [...run.members.keys()] : [org];
  return orgs.map((one) => membersOf(run, one, among)).reduce<Exact>(add, ZERO);
}

/** The members of one organisation as its facts tell them, else as the roster does; −1 is whoever has none. */
function membersOf(run: Run, org: number, among: Among): Exact {
  const fact = among === 'all-members' ? 'members' : 'full-members';
  const told = on(run.book.orgFacts.get(fact)?.[org], run.book.end) as Exact | undefined;
  return told ?? whole(membersIn(run, org).filter((person) => among === 'all-members' || isFull(run, person)).length);
}

function isFull(run: Run, person: number): boolean {
  const rule = run.plan.env.facts.get('status');
  if (rule === undefined) return true;
  const status = factOf(rule, scopeFor(run.plan, run.book, person, run.book.end), 'subject', run.plan.env.facts);
  return status === undefined || status === '正式党员';
}

/** How many places there are, and where a share makes them, by which sum. */
export type Slots = { readonly places: number; readonly how: string };

type SlotRule = Pick<SlotBase, 'rounding'> & {
  readonly share?: Amount | undefined;
  readonly count?: Amount | undefined;
  readonly among: Among;
};

/** The places that a rule hands out in an organisation, or in all; undefined while its parameter has no value. */
export function slotsIn(
  run: Run,
  { share, count, among, rounding }: SlotRule,
  org: number | undefined,
  graded: readonly Standing[],
): Slots | undefined {
  const number = run.plan.amounts(count ?? share);
  if (count !== undefined)
    return typeof number === 'number' ? { places: Math.floor(number / 1_000_000), how: '' } : undefined;
  if (number === undefined) return undefined;
  const base = { members: membersAmong(run, org, among, graded), rounding };
  return { places: slotsOf(number, base), how: slotsFigures(number, base) };
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
