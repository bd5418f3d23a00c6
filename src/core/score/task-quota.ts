import { add, compare, multiply, negate, sign, whole, ZERO, type Exact } from '../number.ts';
import type { PeriodUnit } from '../period.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Book } from './book.ts';
import { testOf, type ConditionEnv, type Test } from './conditions.ts';
import { postSettlement, viaOf } from './extra.ts';
import { word } from './ledger.ts';
import { amountOf, COUNTS, type Amounted, type ScopeOn } from './posted.ts';
import { holders, windowsOf } from './roster.ts';
import type { Window } from './scope.ts';

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
    for (const window of windowsOf(book, rule.quota.window as PeriodUnit, plan.week)) {
      if (window.last <= book.end || book.end >= book.last) settle(rule, window, book, out, scopeOn);
    }
  }
}

function settle(rule: TaskQuotas['rules'][number], window: Window, book: Book, out: Amounted, scopeOn: ScopeOn): void {
  const { quota, times } = rule;
  const into = book.catalogue.lineIndex.get(quota.into);
  if (into === undefined) return;
  const given = givenBy(book, out, window, quota.subordinates);
  const heads = headsOf(book, quota.subordinates, window);
  for (const person of book.subjects) {
    const own = heads.get(person) ?? 0;
    if (own === 0 || rule.giver(scopeOn(person, window.last)) !== true) continue;
    const met = rule.give.every((one) => {
      const due = one.each === undefined || !one.perHead ? one.each : multiply(one.each, whole(own));
      return due !== undefined && compare(given(person, one.effect), due) >= 0;
    });
    const amount = met ? rule.met : rule.unmet;
    if (amount === undefined || times === undefined) continue;
    const via = viaOf(out.extra, `${quota.id} ${window.id} ${met ? '发完' : '未发完'}`);
    postSettlement(out.extra, person, into, multiply(amount, times), Math.min(window.last, book.last), via);
  }
}

/** How many subjects each manager has at the end of a window. */
function headsOf(book: Book, role: string, window: Window): ReadonlyMap<number, number> {
  const heads = new Map<number, number>();
  for (const subject of book.subjects) {
    for (const manager of new Set(holders(book, subject, role, window.last)))
      heads.set(manager, (heads.get(manager) ?? 0) + 1);
  }
  return heads;
}

function givenBy(
  book: Book,
  out: Amounted,
  window: Window,
  role: string,
): (giver: number, effect: 'add' | 'deduct') => Exact {
  const sums = { add: new Map<number, Exact>(), deduct: new Map<number, Exact>() };
  const { ledger } = book;
  for (const owner of book.subjects) {
    const managers = holders(book, owner, role, window.last);
    if (managers.length === 0) continue;
    for (let e = ledger.start[owner] as number; e < (ledger.start[owner + 1] as number); e += 1) {
      const day = ledger.counted[e] as number;
      if (out.drop[e] !== COUNTS || day < window.first || day > window.last) continue;
      const by = word(ledger, ledger.by[e] as number);
      const giver = by === undefined ? undefined : book.personIndex.get(by);
      if (giver === undefined || !managers.includes(giver)) continue;
      const amount = amountOf(out, e);
      const negative = sign(amount) < 0;
      const sum = negative ? sums.deduct : sums.add;
      sum.set(giver, add(sum.get(giver) ?? ZERO, negative ? negate(amount) : amount));
    }
  }
  return (giver, effect) => sums[effect].get(giver) ?? ZERO;
}
