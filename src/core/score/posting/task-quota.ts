import { add, compare, magnitude, multiply, whole, ZERO, type Exact } from '../../number.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import type { Book } from '../book/book.ts';
import { testOf, type ConditionEnv, type Test } from '../conditions.ts';
import { extraOf, postSettlement, viaOf } from './extra.ts';
import { word } from '../book/ledger.ts';
import { amountOf, COUNTS, DROPPED_UNKNOWN, type Amounted, type ScopeOn } from './posted.ts';
import { holders, isOnRoster, isOver, windowsOf } from '../book/roster.ts';
import type { Window } from '../book/scope.ts';
import { leaveOpen } from './undecided.ts';
import { allTrue, hold, isGap, type Gap, type Truth, type Value } from '../value.ts';

type Rule = Scheme['taskQuotas'][number];
type Give = { readonly effect: 'add' | 'deduct'; readonly perHead: boolean; readonly each: Exact | undefined };

/** What managers have to give out in each window, compiled (任务分). */
export type TaskQuotas = {
  readonly week: Scheme['period']['week'];
  readonly rules: readonly {
    readonly quota: Rule;
    readonly giver: Test;
    readonly give: readonly Give[];
    readonly times: Exact | undefined;
    readonly met: Exact | undefined;
    readonly unmet: Exact | undefined;
  }[];
};

export function taskQuotas(scheme: Scheme, env: ConditionEnv): TaskQuotas {
  const rules = scheme.taskQuotas.map((quota) => ({
    quota,
    giver: testOf(quota.giver, env),
    give: quota.give.map((one) => ({ effect: one.effect, perHead: one.perHead, each: env.amounts(one.each) })),
    times: env.amounts(quota.times),
    met: env.amounts(quota.met),
    unmet: env.amounts(quota.unmet),
  }));
  return { week: scheme.period.week, rules };
}

/** Settles what each manager had to give out in each window that is over. */
export function settleQuotas(plan: TaskQuotas, book: Book, out: Amounted, scopeOn: ScopeOn): void {
  for (const rule of plan.rules) {
    for (const window of windowsOf(book, rule.quota.window, plan.week)) {
      if (isOver(book, window)) settle(rule, { ...window, last: Math.min(window.last, book.last) }, book, out, scopeOn);
    }
  }
}

function settle(rule: Compiled, window: Window, book: Book, out: Amounted, scopeOn: ScopeOn): void {
  const { quota } = rule;
  const into = book.catalogue.lineIndex.get(quota.into);
  if (into === undefined) return;
  const given = givenBy(book, out, window, quota.subordinates);
  const heads = headsOf(book, quota.subordinates, window);
  const day = window.last;
  for (const person of book.subjects) {
    const own = heads.get(person) ?? 0;
    const gives = own === 0 ? false : rule.giver(scopeOn(person, window.last));
    if (gives === false) continue;
    const gave = rule.give.map((one) => gaveEnough(rule, one, own, given, person));
    const met = allTrue(gave);
    const worth = worthOf(rule, met);
    if (worth === undefined) continue;
    const amount = gives === true ? worth : gives;
    const via = `${quota.id} ${window.id} ${met === true ? '发完' : '未发完'}`;
    if (isGap(amount)) leaveOpen(out.open, person, { line: into, day, cause: -1, via, gap: amount });
    else postSettlement(out.extra, person, into, amount, day, viaOf(out.extra, via));
  }
}

type Compiled = TaskQuotas['rules'][number];

function gaveEnough({ quota }: Compiled, one: Give, heads: number, given: Given, person: number): Truth {
  const due = one.each === undefined || !one.perHead ? one.each : multiply(one.each, whole(heads));
  if (due === undefined) return unset(quota);
  const sofar = given(person, one.effect);
  return isGap(sofar) ? sofar : compare(sofar, due) >= 0;
}

/** What it brings to have given out enough, or not; undefined where the scheme says nothing of it. */
function worthOf(rule: Compiled, met: Truth): Value | undefined {
  const { quota, times } = rule;
  if (typeof met !== 'boolean') return quota.met === undefined && quota.unmet === undefined ? undefined : met;
  if ((met ? quota.met : quota.unmet) === undefined) return undefined;
  const amount = met ? rule.met : rule.unmet;
  return amount === undefined || times === undefined ? unset(quota) : multiply(amount, times);
}

function unset(quota: Rule): Gap {
  return hold(`${quota.label}的参数没有填写`, quota.clause);
}

/** How many subjects on the roster each manager has at the end of a window. */
function headsOf(book: Book, role: string, window: Window): ReadonlyMap<number, number> {
  const heads = new Map<number, number>();
  for (const subject of book.subjects) {
    for (const manager of managersOf(book, subject, window, role)) heads.set(manager, (heads.get(manager) ?? 0) + 1);
  }
  return heads;
}

function managersOf(book: Book, subject: number, window: Window, role: string): readonly number[] {
  if (!isOnRoster(book, subject, window.first, window.last)) return [];
  return [...new Set(holders(book, subject, role, window.last))];
}

type Given = (giver: number, effect: 'add' | 'deduct') => Value;

function givenBy(book: Book, out: Amounted, window: Window, role: string): Given {
  const sums = { add: new Map<number, Exact>(), deduct: new Map<number, Exact>() };
  const unsure = { add: new Set<number>(), deduct: new Set<number>() };
  const { ledger, catalogue } = book;
  const give = (managers: readonly number[], entry: number, line: number, amount: Exact | undefined): void => {
    const day = ledger.counted[entry] as number;
    const giver = book.personIndex.get(word(ledger, ledger.by[entry] as number) ?? '');
    if (giver === undefined || !managers.includes(giver) || day < window.first || day > window.last) return;
    // A score given to an item is neither added nor taken.
    const effect = catalogue.lines[line]?.rule?.effect;
    if (effect !== 'add' && effect !== 'deduct') return;
    if (amount === undefined) unsure[effect].add(giver);
    else sums[effect].set(giver, add(sums[effect].get(giver) ?? ZERO, magnitude(amount)));
  };
  for (const owner of book.subjects) {
    const managers = managersOf(book, owner, window, role);
    if (managers.length === 0) continue;
    for (let e = ledger.start[owner] as number; e < (ledger.start[owner + 1] as number); e += 1) {
      const line = ledger.line[e] as number;
      if (out.drop[e] === COUNTS) give(managers, e, line, amountOf(out, e));
      else if (out.drop[e] === DROPPED_UNKNOWN && isKept(book, line)) give(managers, e, line, undefined);
    }
    const own = (one: { readonly via: string }): boolean => one.via.startsWith('same-fact ');
    for (const one of extraOf(out.extra, owner).filter(own)) give(managers, one.cause, one.line, one.amount);
    for (const one of (out.open.get(owner) ?? []).filter(own)) give(managers, one.cause, one.line, undefined);
  }
  return (giver, effect) => (unsure[effect].has(giver) ? UNSURE : (sums[effect].get(giver) ?? ZERO));
}

/** Points that stay with whom they are about; those for others are not given out to them. */
function isKept({ catalogue }: Book, line: number): boolean {
  return (catalogue.lines[line]?.rule?.to ?? 'subject') === 'subject';
}

const UNSURE = hold('给出的台账里有还不能定的');
