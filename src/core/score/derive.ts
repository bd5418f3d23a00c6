import { add, compare, greatest, multiply, negate, ONE, ZERO, type Exact } from '../number.ts';
import { periodOf } from '../period.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Book } from './book.ts';
import type { Catalogue } from './catalogue.ts';
import { testOf, type ConditionEnv, type Test } from './conditions.ts';
import { postFrom, viaOf } from './extra.ts';
import { amountOf, COUNTS, type Amounted, type LinePlan, type PostingPlan, type ScopeOn } from './posted.ts';
import { membersOf, rolesOf } from './reach.ts';
import { leaveOpen } from './undecided.ts';
import { hold, isGap, type Gap, type Value } from './value.ts';
import { holders } from './roster.ts';
import { settleQuotas, taskQuotas, type TaskQuotas } from './task-quota.ts';

type Rule = Scheme['derived']['rules'][number];

/** Derived postings and task quotas of a scheme, compiled. */
export type DerivePlan = {
  readonly policy: Scheme['derived'];
  readonly rules: readonly DeriveRule[];
  /** Rules by line of the catalogue. */
  readonly byLine: readonly (readonly number[])[];
  /** Some rule looks at totals of a month or year, so causes must be collected first. */
  readonly totals: boolean;
  /** Some rule asks for the worth before surcharges. */
  readonly standard: boolean;
  /** By line: below this size, in ticks, an entry leads to nothing. */
  readonly least: Float64Array;
  readonly quotas: TaskQuotas;
  /** Surcharges that hang on the person (office), for derived postings. */
  readonly surcharges: readonly {
    readonly label: string;
    readonly clause: string;
    readonly rate: Exact | undefined;
    readonly when: Test;
  }[];
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
  /** A number of it, or of what raises it, was not filled in. */
  readonly unset: Gap | undefined;
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
    unset: unsetOf(rule, env),
  }));
  const byLine = catalogue.lines.map((line) =>
    rules.flatMap(({ rule }, index) =>
      rule.groups.some((one) => line.groups.includes(one)) ||
      rule.items.some((one) => one === line.id || line.groups.includes(one))
        ? [index]
        : [],
    ),
  );
  const surcharges = scheme.modifiers.rules
    .filter((one) => one.when !== undefined && one.repeat === undefined)
    .map((one) => ({
      label: one.label,
      clause: one.clause,
      rate: env.amounts(one.rate),
      when: testOf(one.when, env),
    }));
  return {
    policy: scheme.derived,
    rules,
    byLine,
    totals: scheme.derived.rules.some((rule) => rule.trigger !== undefined && rule.trigger.scope !== 'per-event'),
    least: Float64Array.from(byLine, (own) => Math.min(...own.map((index) => leastOf(rules[index] as DeriveRule)))),
    standard: scheme.derived.rules.some((rule) => rule.base === 'standard' || rule.trigger?.value === 'standard'),
    quotas: taskQuotas(scheme, env),
    surcharges,
  };
}

function unsetOf(rule: Rule, env: ConditionEnv): Gap | undefined {
  const { gt, gte, below, belowOrAt } = rule.trigger ?? {};
  const written = [gt, gte, below, belowOrAt, ...rule.to.flatMap((one) => [one.share, one.points])];
  const isUnset = written.some((one) => one !== undefined && env.amounts(one) === undefined);
  return isUnset ? hold(`${rule.label}的参数没有填写`, rule.clause) : undefined;
}

/** The least size of one entry that can trigger a rule; zero where it takes more to tell. */
function leastOf({ rule, over, from }: DeriveRule): number {
  const { trigger } = rule;
  if (trigger === undefined || trigger.scope !== 'per-event' || trigger.value === 'standard') return 0;
  return Math.max(typeof over === 'number' ? over : 0, typeof from === 'number' ? from : 0);
}

/** One cause that may lead to derived postings: an entry, or what came together in a window. */
type Cause = { owner: number; entry: number; surcharged: Exact; standard: Exact; day: number };

/** What reached whom in the first hop, where it may go on together. */
type Passed = Map<number, { sum: Exact; cause: number; day: number }>;

/** What causes are working on; `person`, `rule` and `amount` are a stack of what is being handed out. */
type Work = {
  readonly plan: DerivePlan;
  readonly posting: PostingPlan;
  readonly book: Book;
  readonly out: Amounted;
  readonly scopeOn: ScopeOn;
  readonly passed: Passed;
  readonly person: number[];
  readonly rule: number[];
  readonly amount: Exact[];
  top: number;
  /** The entry that is looked at. */
  readonly cause: Cause;
  /** By rule, the number of its way among the extra postings. */
  readonly vias: readonly number[];
};

/** Stage 2: postings to other people, one hop (or further where the scheme says it cascades). */
export function deriveAll(plan: DerivePlan, posting: PostingPlan, book: Book, out: Amounted, scopeOn: ScopeOn): void {
  if (plan.rules.length > 0) {
    const vias = plan.rules.map(({ rule }) => viaOf(out.extra, rule.id));
    const room = {
      passed: new Map(),
      person: [],
      rule: [],
      amount: [],
      top: 0,
      cause: { owner: 0, entry: 0, surcharged: ZERO, standard: ZERO, day: 0 },
      vias,
    };
    const work: Work = { plan, posting, book, out, scopeOn, ...room };
    const owners = book.ledger.start.length - 1;
    for (let owner = 0; owner < owners; owner += 1) deriveFrom(work, owner);
    if (plan.policy.cascade === 'accumulated') accumulate(work);
  }
  settleQuotas(plan.quotas, book, out, scopeOn);
}

function deriveFrom(work: Work, owner: number): void {
  const { least, byLine, totals: together } = work.plan;
  const { line, start } = work.book.ledger;
  const { ticks, drop } = work.out;
  const end = start[owner + 1] as number;
  let totals: Totals | undefined;
  for (let e = start[owner] as number; e < end; e += 1) {
    const at = line[e] as number;
    if (Math.abs(ticks[e] as number) < (least[at] as number) || drop[e] !== COUNTS) continue;
    const rules = byLine[at] as readonly number[];
    if (rules.length === 0) continue;
    const cause = lookAt(work, owner, e);
    if (together) collectAll((totals ??= new Map()), work, rules, cause);
    else spread(work, rules, cause, ALONE);
  }
  if (totals !== undefined) for (const { rule, ...cause } of totals.values()) spread(work, [rule], cause, ALONE);
  if (work.out.open.size > 0) openFrom(work, owner);
}

/** What an undecided entry may bring to others is undecided too. */
function openFrom(work: Work, owner: number): void {
  const { plan, posting, book, out } = work;
  const own = (out.open.get(owner) ?? []).filter((one) => one.via === '' && posting.lines[one.line]?.toOther === false);
  for (const { line, cause, gap } of own) {
    const day = book.ledger.on[cause] as number;
    for (const index of plan.byLine[line] ?? []) openShares(work, index, { owner, entry: cause, day }, gap);
  }
}

/** Leaves open what a rule may bring to whoever it would reach. */
function openShares(work: Work, index: number, cause: Pick<Cause, 'owner' | 'entry' | 'day'>, gap: Gap): void {
  const { rule } = work.plan.rules[index] as DeriveRule;
  const { self } = work.plan.policy;
  const reached = rule.members === undefined ? rolesOf(work.book, rule, cause) : membersOf(work.book, rule, cause);
  for (const person of new Set(reached))
    if (self === 'include' || person !== cause.owner) openShare(work, index, person, cause.entry, gap);
}

function openShare(work: Work, index: number, person: number, entry: number, gap: Gap): void {
  const { rule, into } = work.plan.rules[index] as DeriveRule;
  const line = rule.members !== undefined && into < 0 ? (work.book.ledger.line[entry] as number) : into;
  leaveOpen(work.out.open, person, {
    line,
    day: work.book.ledger.counted[entry] as number,
    cause: entry,
    via: rule.id,
    gap,
  });
}

/** Makes an entry the cause that is looked at. */
function lookAt({ plan, book, out, posting, cause }: Work, owner: number, entry: number): Cause {
  const { ledger } = book;
  const line = posting.lines[ledger.line[entry] as number] as LinePlan;
  cause.owner = owner;
  cause.entry = entry;
  cause.day = ledger.on[entry] as number;
  cause.surcharged = amountOf(out, entry);
  cause.standard =
    line.surcharges.length === 0 || !plan.standard
      ? cause.surcharged
      : (line.value(ledger, entry, ledger.count[entry] as number) ?? cause.surcharged);
  return cause;
}

const ALONE: ReadonlySet<number> = new Set();

type Totals = Map<string, Cause & { readonly rule: number }>;

function collectAll(totals: Totals, work: Work, rules: readonly number[], cause: Cause): void {
  for (const index of rules) {
    const scope = work.plan.rules[index]?.rule.trigger?.scope ?? 'per-event';
    if (scope === 'per-event') spread(work, [index], cause, ALONE);
    else collect(totals, index, scope, cause);
  }
}

function collect(totals: Totals, rule: number, scope: 'month-total' | 'year-total', cause: Cause): void {
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
function spread(work: Work, rules: readonly number[], cause: Cause, visited: ReadonlySet<number>): void {
  const { plan, book, out } = work;
  const bottom = work.top;
  for (const index of rules) {
    const one = plan.rules[index] as DeriveRule;
    if (one.unset !== undefined) openShares(work, index, cause, one.unset);
    if (one.unset !== undefined || !triggered(one, cause)) continue;
    if (one.rule.members === undefined) toRoles(work, index, cause, bottom);
    else toMembers(work, index, cause);
  }
  const { top } = work;
  for (let at = bottom; at < top; at += 1) {
    const rule = work.rule[at] as number;
    const person = work.person[at] as number;
    if (visited.has(person)) continue;
    const amount = work.amount[at] as Exact;
    const { into } = plan.rules[rule] as DeriveRule;
    postFrom(out.extra, book.ledger, person, cause.entry, into, amount, work.vias[rule] as number);
    if (plan.policy.cascade !== 'stop') pass(work, rules, cause, person, amount, visited);
  }
  work.top = bottom;
}

/** A derived posting may itself be large enough to go further up. */
function pass(
  work: Work,
  rules: readonly number[],
  cause: Cause,
  person: number,
  amount: Exact,
  visited: ReadonlySet<number>,
): void {
  const { passed, plan } = work;
  if (plan.policy.cascade === 'accumulated') {
    passed.set(person, { sum: add(passed.get(person)?.sum ?? ZERO, amount), cause: cause.entry, day: cause.day });
    return;
  }
  if (person === cause.owner) return;
  const next: Cause = { owner: person, entry: cause.entry, surcharged: amount, standard: amount, day: cause.day };
  spread(work, rules, next, new Set([...visited, cause.owner, person]));
}

function accumulate(work: Work): void {
  const { rules } = work.plan;
  const all = rules.map((_, index) => index).filter((index) => rules[index]?.rule.members === undefined);
  const first = [...work.passed];
  for (const [person, { sum, cause, day }] of first) {
    const together: Cause = { owner: person, entry: cause, surcharged: sum, standard: sum, day };
    spread(work, all, together, new Set([person]));
  }
}

function triggered(one: DeriveRule, cause: Cause): boolean {
  const { trigger } = one.rule;
  if (trigger === undefined) return true;
  const size = sizeOf(trigger.value === 'standard' ? cause.standard : cause.surcharged);
  if (trigger.gt !== undefined && (one.over === undefined || compare(size, one.over) <= 0)) return false;
  if (trigger.gte !== undefined && (one.from === undefined || compare(size, one.from) < 0)) return false;
  if (trigger.below !== undefined && (one.below === undefined || compare(size, one.below) >= 0)) return false;
  return trigger.belowOrAt === undefined || (one.belowOrAt !== undefined && compare(size, one.belowOrAt) <= 0);
}

/** Hands shares of a cause to those who hold the roles of a rule. */
function toRoles(work: Work, index: number, cause: Cause, bottom: number): void {
  const { plan, book } = work;
  const { rule, shares, fixed } = plan.rules[index] as DeriveRule;
  if (cause.owner >= book.people.length) return;
  const base = rule.base === 'standard' ? cause.standard : cause.surcharged;
  for (let at = 0; at < rule.to.length; at += 1) {
    const share = shares[at];
    const points = fixed[at];
    const target = rule.to[at] as Rule['to'][number];
    if (points !== undefined)
      handTo(work, index, target, cause, multiply(points, book.ledger.count[cause.entry] as number), bottom);
    else if (share !== undefined) handTo(work, index, target, cause, multiply(base, share), bottom);
  }
}

/** To whoever holds the first role that is held, or to all of them, each once. */
function handTo(
  work: Work,
  index: number,
  target: Rule['to'][number],
  cause: Cause,
  amount: Exact,
  bottom: number,
): void {
  const own = work.top;
  for (let i = 0; i < target.roles.length; i += 1) {
    const people = holders(work.book, cause.owner, target.roles[i] as string, cause.day);
    for (let j = 0; j < people.length; j += 1) {
      const person = people[j] as number;
      if (work.plan.policy.self === 'skip' && person === cause.owner) continue;
      if (i > 0 && placeOf(work, person, own) >= 0) continue;
      const worth = raised(work, person, amount, cause.day);
      if (isGap(worth)) openShare(work, index, person, cause.entry, worth);
      else hand(work, index, person, worth, bottom);
    }
    if (target.choose === 'first' && people.length > 0) return;
  }
}

/** Lays a share on the stack; where one person counts once, only the largest stays. */
function hand(work: Work, rule: number, person: number, amount: Exact, bottom: number): void {
  const before = work.plan.policy.samePerson === 'sum' ? -1 : placeOf(work, person, bottom);
  if (before >= 0 && compare(sizeOf(amount), sizeOf(work.amount[before] as Exact)) <= 0) return;
  const at = before >= 0 ? before : work.top;
  work.person[at] = person;
  work.rule[at] = rule;
  work.amount[at] = amount;
  if (before < 0) work.top += 1;
}

function placeOf(work: Work, person: number, from: number): number {
  for (let at = from; at < work.top; at += 1) if (work.person[at] === person) return at;
  return -1;
}

/** The surcharges of office apply to the person a posting is handed to, where the scheme says so. */
function raised(work: Work, person: number, amount: Exact, day: number): Value {
  const { policy, surcharges } = work.plan;
  let sum = amount;
  for (const one of policy.surcharged ? surcharges : []) {
    const truth = one.when(work.scopeOn(person, day));
    if (truth === false) continue;
    if (truth !== true) return truth;
    if (one.rate === undefined) return hold(`${one.label}的上浮比例没有填写`, one.clause);
    sum = multiply(sum, add(ONE, one.rate));
  }
  return sum;
}

function sizeOf(amount: Exact): Exact {
  return greatest(amount, negate(amount));
}

/** An organisation's entry goes on to those of its members who are rated. */
function toMembers(work: Work, index: number, cause: Cause): void {
  const { book, out } = work;
  const one = work.plan.rules[index] as DeriveRule;
  const line = one.into >= 0 ? one.into : (book.ledger.line[cause.entry] as number);
  for (const person of membersOf(work.book, one.rule, cause))
    postFrom(out.extra, book.ledger, person, cause.entry, line, cause.surcharged, work.vias[index] as number);
}
