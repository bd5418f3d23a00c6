import { add, compare, greatest, multiply, negate, ONE, sign, ZERO, type Exact } from '../number.ts';
import { periodOf, type PeriodUnit } from '../period.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Book } from './book.ts';
import type { Catalogue } from './catalogue.ts';
import { testOf, type ConditionEnv, type Test } from './conditions.ts';
import { word } from './ledger.ts';
import {
  amountOf,
  COUNTS,
  post,
  posted,
  type Amounted,
  type LinePlan,
  type PostingPlan,
  type ScopeOn,
} from './posted.ts';
import { holders, isWithin, orgOf, windowsOf } from './roster.ts';

type Rule = Scheme['derived']['rules'][number];

/** Derived postings and task quotas of a scheme, compiled. */
export type DerivePlan = {
  readonly policy: Scheme['derived'];
  readonly rules: readonly DeriveRule[];
  /** Rules by line of the catalogue. */
  readonly byLine: readonly (readonly number[])[];
  /** Some rule looks at totals of a month or year, so causes must be collected first. */
  readonly totals: boolean;
  readonly quotas: readonly { readonly quota: Scheme['taskQuotas'][number]; readonly giver: Test }[];
  readonly week: Scheme['period']['week'];
  readonly env: ConditionEnv;
  /** Surcharges that hang on the person (office), for derived postings. */
  readonly surcharges: readonly { readonly rate: Exact | undefined; readonly when: Test }[];
};

type DeriveRule = {
  readonly rule: Rule;
  readonly into: number;
  readonly over: Exact | undefined;
  readonly from: Exact | undefined;
  readonly below: Exact | undefined;
  readonly belowOrAt: Exact | undefined;
  readonly shares: readonly (Exact | undefined)[];
  readonly fixed: readonly (Exact | undefined)[];
};

export function derivePlan(scheme: Scheme, catalogue: Catalogue, env: ConditionEnv): DerivePlan {
  const rules = scheme.derived.rules.map((rule) => ({
    rule,
    into: rule.into === undefined ? -1 : (catalogue.lineIndex.get(rule.into) ?? -1),
    over: env.amounts(rule.trigger?.gt),
    from: env.amounts(rule.trigger?.gte),
    below: env.amounts(rule.trigger?.below),
    belowOrAt: env.amounts(rule.trigger?.belowOrAt),
    shares: rule.to.map((one) => env.amounts(one.share)),
    fixed: rule.to.map((one) => env.amounts(one.points)),
  }));
  const byLine = catalogue.lines.map((line) =>
    rules.flatMap(({ rule }, index) =>
      rule.groups.some((one) => line.groups.includes(one)) ||
      rule.items.some((one) => one === line.id || line.groups.includes(one))
        ? [index]
        : [],
    ),
  );
  const quotas = scheme.taskQuotas.map((quota) => ({ quota, giver: testOf(quota.giver, env) }));
  const surcharges = scheme.modifiers.rules
    .filter((one) => one.when !== undefined && one.repeat === undefined)
    .map((one) => ({ rate: env.amounts(one.rate), when: testOf(one.when, env) }));
  return {
    policy: scheme.derived,
    rules,
    byLine,
    totals: scheme.derived.rules.some((rule) => rule.trigger !== undefined && rule.trigger.scope !== 'per-event'),
    quotas,
    week: scheme.period.week,
    env,
    surcharges,
  };
}

/** One cause that may lead to derived postings: an entry, or what came together in a window. */
type Cause = {
  readonly owner: number;
  readonly entry: number;
  readonly surcharged: Exact;
  readonly standard: Exact;
  readonly day: number;
};
type Given = { readonly person: number; readonly rule: number; readonly amount: Exact };

/** Stage 2: postings to other people, one hop (or further where the scheme says it cascades). */
export function deriveAll(plan: DerivePlan, posting: PostingPlan, book: Book, out: Amounted, scopeOn: ScopeOn): void {
  if (plan.rules.length > 0) {
    const owners = book.ledger.start.length - 1;
    const passed = new Map<number, { sum: Exact; cause: number; day: number }>();
    for (let owner = 0; owner < owners; owner += 1) deriveFrom(plan, posting, book, owner, out, scopeOn, passed);
    if (plan.policy.cascade === 'accumulated') accumulate(plan, book, passed, out, scopeOn);
  }
  for (const { quota, giver } of plan.quotas) settleQuota(plan, book, quota, giver, out, scopeOn);
}

type Passed = Map<number, { sum: Exact; cause: number; day: number }>;

function deriveFrom(
  plan: DerivePlan,
  posting: PostingPlan,
  book: Book,
  owner: number,
  out: Amounted,
  scopeOn: ScopeOn,
  passed: Passed,
): void {
  const { ledger } = book;
  const totals = new Map<string, Cause & { readonly rule: number }>();
  for (let e = ledger.start[owner] as number; e < (ledger.start[owner + 1] as number); e += 1) {
    const rules = plan.byLine[ledger.line[e] as number] as readonly number[];
    if (rules.length === 0 || out.drop[e] !== COUNTS) continue;
    const amount = amountOf(out, e);
    const line = posting.lines[ledger.line[e] as number] as LinePlan;
    const standard =
      line.surcharges.length === 0 ? amount : (line.value(ledger, e, ledger.count[e] as number) ?? amount);
    const cause: Cause = { owner, entry: e, surcharged: amount, standard, day: ledger.on[e] as number };
    if (!plan.totals) {
      if (anyTriggered(plan, rules, cause)) spread(plan, book, rules, cause, out, scopeOn, ALONE, passed);
      continue;
    }
    for (const index of rules) {
      const scope = plan.rules[index]?.rule.trigger?.scope ?? 'per-event';
      if (scope === 'per-event') spread(plan, book, [index], cause, out, scopeOn, ALONE, passed);
      else collect(totals, index, scope, cause);
    }
  }
  for (const { rule, ...cause } of totals.values()) spread(plan, book, [rule], cause, out, scopeOn, ALONE, passed);
}

const ALONE: ReadonlySet<number> = new Set();

function anyTriggered(plan: DerivePlan, rules: readonly number[], cause: Cause): boolean {
  for (const index of rules) if (triggered(plan.rules[index] as DeriveRule, cause)) return true;
  return false;
}

function collect(
  totals: Map<string, Cause & { readonly rule: number }>,
  rule: number,
  scope: 'month-total' | 'year-total',
  cause: Cause,
): void {
  const key = `${rule} ${periodOf(scope === 'month-total' ? 'month' : 'year', cause.day).id}`;
  const sofar = totals.get(key);
  totals.set(key, {
    ...cause,
    rule,
    surcharged: add(sofar?.surcharged ?? ZERO, cause.surcharged),
    standard: add(sofar?.standard ?? ZERO, cause.standard),
  });
}

/** Posts what one cause brings to others. */
function spread(
  plan: DerivePlan,
  book: Book,
  rules: readonly number[],
  cause: Cause,
  out: Amounted,
  scopeOn: ScopeOn,
  visited: ReadonlySet<number>,
  passed: Passed,
): void {
  const given: Given[] = [];
  for (const index of rules) {
    const one = plan.rules[index] as DeriveRule;
    if (!triggered(one, cause)) continue;
    if (one.rule.members === undefined) given.push(...toRoles(plan, book, index, cause, scopeOn));
    else toMembers(plan, book, one, cause, out);
  }
  for (const one of choose(plan, given)) {
    const rule = plan.rules[one.rule] as DeriveRule;
    post(out, one.person, {
      ...posted(book.ledger, cause.entry, rule.into, one.amount, rule.rule.id),
      day: book.ledger.counted[cause.entry] as number,
    });
    pass(plan, book, rules, cause, one, out, scopeOn, visited, passed);
  }
}

/** A derived posting may itself be large enough to go further up. */
function pass(
  plan: DerivePlan,
  book: Book,
  rules: readonly number[],
  cause: Cause,
  one: Given,
  out: Amounted,
  scopeOn: ScopeOn,
  visited: ReadonlySet<number>,
  passed: Passed,
): void {
  const sofar = passed.get(one.person);
  if (plan.policy.cascade === 'accumulated') {
    passed.set(one.person, { sum: add(sofar?.sum ?? ZERO, one.amount), cause: cause.entry, day: cause.day });
  }
  if (plan.policy.cascade !== 'per-event' || visited.has(one.person) || one.person === cause.owner) return;
  const next: Cause = {
    owner: one.person,
    entry: cause.entry,
    surcharged: one.amount,
    standard: one.amount,
    day: cause.day,
  };
  spread(plan, book, rules, next, out, scopeOn, new Set([...visited, cause.owner, one.person]), passed);
}

function accumulate(plan: DerivePlan, book: Book, passed: Passed, out: Amounted, scopeOn: ScopeOn): void {
  const all = plan.rules.map((_, index) => index).filter((index) => plan.rules[index]?.rule.members === undefined);
  const first = [...passed.entries()];
  for (const [person, { sum, cause, day }] of first) {
    spread(
      plan,
      book,
      all,
      { owner: person, entry: cause, surcharged: sum, standard: sum, day },
      out,
      scopeOn,
      new Set([person]),
      new Map(),
    );
  }
}

function triggered(one: DeriveRule, cause: Cause): boolean {
  const { trigger } = one.rule;
  if (trigger === undefined) return true;
  const signedSize = trigger.value === 'standard' ? cause.standard : cause.surcharged;
  const size = sign(signedSize) < 0 ? negate(signedSize) : signedSize;
  if (trigger.gt !== undefined && (one.over === undefined || compare(size, one.over) <= 0)) return false;
  if (trigger.gte !== undefined && (one.from === undefined || compare(size, one.from) < 0)) return false;
  if (trigger.below !== undefined && (one.below === undefined || compare(size, one.below) >= 0)) return false;
  return trigger.belowOrAt === undefined || (one.belowOrAt !== undefined && compare(size, one.belowOrAt) <= 0);
}

function toRoles(plan: DerivePlan, book: Book, index: number, cause: Cause, scopeOn: ScopeOn): readonly Given[] {
  const { rule, shares, fixed } = plan.rules[index] as DeriveRule;
  if (cause.owner >= book.people.length) return NOBODY;
  const base = rule.base === 'standard' ? cause.standard : cause.surcharged;
  const given: Given[] = [];
  rule.to.forEach((target, at) => {
    const share = shares[at];
    const points = fixed[at];
    const amount =
      points !== undefined
        ? multiply(points, book.ledger.count[cause.entry] as number)
        : share === undefined
          ? undefined
          : multiply(base, share);
    if (amount === undefined) return;
    for (const person of receivers(book, cause, target.roles, target.choose)) {
      if (plan.policy.self === 'skip' && person === cause.owner) continue;
      given.push({ person, rule: index, amount: raised(plan, person, amount, cause.day, scopeOn) });
    }
  });
  return given;
}

const NOBODY: readonly Given[] = [];

/** Whoever holds the first role that is held, or all of them, each once. */
function receivers(book: Book, cause: Cause, roles: readonly string[], choose: 'first' | 'all'): readonly number[] {
  const found: number[] = [];
  for (const role of roles) {
    const people = holders(book, cause.owner, role, cause.day);
    if (choose === 'first' && people.length > 0) return people;
    for (const person of people) if (!found.includes(person)) found.push(person);
  }
  return found;
}

/** The surcharges of office apply to the person a posting is handed to, where the scheme says so. */
function raised(plan: DerivePlan, person: number, amount: Exact, day: number, scopeOn: ScopeOn): Exact {
  if (!plan.policy.surcharged) return amount;
  return plan.surcharges.reduce(
    (sum, one) =>
      one.when(scopeOn(person, day)) === true && one.rate !== undefined ? multiply(sum, add(ONE, one.rate)) : sum,
    amount,
  );
}

function choose(plan: DerivePlan, given: readonly Given[]): readonly Given[] {
  if (plan.policy.samePerson === 'sum' || given.length < 2) return given;
  const best = new Map<number, Given>();
  for (const one of given) {
    const before = best.get(one.person);
    if (before === undefined || compare(size(one.amount), size(before.amount)) > 0) best.set(one.person, one);
  }
  return [...best.values()];
}

function size(amount: Exact): Exact {
  return greatest(amount, negate(amount));
}

/** An organisation's entry goes on to those of its members who are rated. */
function toMembers(plan: DerivePlan, book: Book, one: DeriveRule, cause: Cause, out: Amounted): void {
  const people = book.people.length;
  if (cause.owner < people) return;
  const org = cause.owner - people;
  const line = one.into >= 0 ? one.into : (book.ledger.line[cause.entry] as number);
  for (const person of book.subjects) {
    const own = orgOf(book, person, cause.day);
    const inside = own !== undefined && (one.rule.members === 'direct' ? own === org : isWithin(book, own, org));
    if (inside) post(out, person, posted(book.ledger, cause.entry, line, cause.surcharged, one.rule.id));
  }
}

/** Settles what each manager had to give out in each window (任务分). */
function settleQuota(
  plan: DerivePlan,
  book: Book,
  quota: Scheme['taskQuotas'][number],
  giver: Test,
  out: Amounted,
  scopeOn: ScopeOn,
): void {
  const into = book.catalogue.lineIndex.get(quota.into);
  if (into === undefined) return;
  const times = plan.env.amounts(quota.times);
  for (const window of windowsOf(book, quota.window as PeriodUnit, plan.week)) {
    if (window.last > book.end && book.end < book.last) continue;
    const given = givenBy(book, out, window.first, window.last, quota.subordinates);
    for (const person of book.subjects) {
      if (giver(scopeOn(person, window.last)) !== true) continue;
      const heads = book.subjects.filter((one) =>
        holders(book, one, quota.subordinates, window.last).includes(person),
      ).length;
      if (heads === 0) continue;
      const met = quota.give.every((one) => {
        const each = plan.env.amounts(one.each);
        const due = each === undefined ? undefined : one.perHead ? multiply(each, heads * 1_000_000) : each;
        return due !== undefined && compare(given(person, one.effect), due) >= 0;
      });
      const amount = plan.env.amounts(met ? quota.met : quota.unmet);
      if (amount === undefined || times === undefined) continue;
      post(out, person, {
        line: into,
        amount: multiply(amount, times),
        day: Math.min(window.last, book.last),
        project: -1,
        cause: -1,
        via: `${quota.id} ${window.id} ${met ? '发完' : '未发完'}`,
      });
    }
  }
}

function givenBy(
  book: Book,
  out: Amounted,
  first: number,
  last: number,
  role: string,
): (giver: number, effect: 'add' | 'deduct') => Exact {
  const sums = new Map<string, Exact>();
  const { ledger } = book;
  for (const owner of book.subjects) {
    for (let e = ledger.start[owner] as number; e < (ledger.start[owner + 1] as number); e += 1) {
      const day = ledger.counted[e] as number;
      const by = word(ledger, ledger.by[e] as number);
      const giver = by === undefined ? undefined : book.personIndex.get(by);
      if (out.drop[e] !== COUNTS || giver === undefined || day < first || day > last) continue;
      if (!holders(book, owner, role, last).includes(giver)) continue;
      const amount = amountOf(out, e);
      const key = `${giver} ${sign(amount) < 0 ? 'deduct' : 'add'}`;
      sums.set(key, add(sums.get(key) ?? ZERO, size(amount)));
    }
  }
  return (giver, effect) => sums.get(`${giver} ${effect}`) ?? ZERO;
}
