import { add, compare, magnitude, multiply, ONE, ZERO, type Exact } from '../../number.ts';
import { periodOf } from '../../period.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import type { Book, Timelines } from '../book/book.ts';
import type { Ledger } from '../book/ledger.ts';
import type { DerivePlan, DeriveRule } from './derive-plan.ts';
import { postFrom, viaOf } from './extra.ts';
import { amountOf, countOf, COUNTS, type Amounted, type LinePlan, type PostingPlan, type ScopeOn } from './posted.ts';
import { membersOf } from './reach.ts';
import { leaveOpen } from './undecided.ts';
import { hold, isGap, type Gap, type Truth, type Value } from '../value.ts';
import { settleQuotas } from './task-quota.ts';
import { on } from '../book/timeline.ts';

type Rule = Scheme['derived']['rules'][number];

/** One cause that may lead to derived postings: an entry, or what came together; with a gap, nobody can tell how much. */
type Cause = {
  owner: number;
  entry: number;
  surcharged: Exact;
  standard: Exact;
  count: Exact;
  day: number;
  gap: Gap | undefined;
};

/** What causes are working on; `person`, `rule` and `amount` are a stack of what is being handed out. */
type Work = {
  readonly plan: DerivePlan;
  readonly posting: PostingPlan;
  readonly book: Book;
  readonly out: Amounted;
  readonly scopeOn: ScopeOn;
  /** What reached whom in the first hop, where it may go on together; nothing is added while it does. */
  readonly passed: Map<number, Cause>;
  together: boolean;
  readonly person: number[];
  readonly rule: number[];
  readonly amount: Exact[];
  top: number;
  /** The entry that is looked at. */
  readonly cause: Cause;
  /** By rule, the number of its way among the extra postings. */
  readonly vias: readonly number[];
  /** By rule and by each it hands to: who holds the roles it names, in their order. */
  readonly holding: readonly (readonly (readonly (Timelines<readonly number[]> | undefined)[])[])[];
};

/** Stage 2: postings to other people, one hop (or further where the scheme says it cascades). */
export function deriveAll(plan: DerivePlan, posting: PostingPlan, book: Book, out: Amounted, scopeOn: ScopeOn): void {
  if (plan.rules.length > 0) {
    const work: Work = {
      plan,
      posting,
      book,
      out,
      scopeOn,
      passed: new Map(),
      together: plan.policy.cascade === 'accumulated',
      person: [],
      rule: [],
      amount: [],
      top: 0,
      cause: { owner: 0, entry: 0, surcharged: ZERO, standard: ZERO, count: ONE, day: 0, gap: undefined },
      vias: plan.rules.map(({ rule }) => viaOf(out.extra, rule.id)),
      holding: plan.rules.map(({ rule }) => rule.to.map(({ roles }) => roles.map((role) => book.roles.get(role)))),
    };
    const owners = book.ledger.start.length - 1;
    for (let owner = 0; owner < owners; owner += 1) deriveFrom(work, owner);
    if (work.together) passTogether(work);
  }
  settleQuotas(plan.quotas, book, out, scopeOn);
}

function deriveFrom(work: Work, owner: number): void {
  const { least, byLine, totals: together } = work.plan;
  const { line, start } = work.book.ledger;
  const { ticks, drop, open } = work.out;
  const end = start[owner + 1] as number;
  const totals: Totals | undefined = together ? new Map() : undefined;
  for (let e = start[owner] as number; e < end; e += 1) {
    const at = line[e] as number;
    if (Math.abs(ticks[e] as number) < (least[at] as number) || drop[e] !== COUNTS) continue;
    const rules = byLine[at] as readonly number[];
    if (rules.length === 0) continue;
    lookAt(work, owner, e, undefined);
    startFrom(work, rules, totals);
  }
  if (open.size > 0) openFrom(work, owner, totals);
  if (totals !== undefined) for (const { rule, ...cause } of totals.values()) spread(work, [rule], cause, ALONE);
}

/** What an undecided entry may bring to others is undecided too. */
function openFrom(work: Work, owner: number, totals: Totals | undefined): void {
  const { plan, posting, out } = work;
  const own = (out.open.get(owner) ?? []).filter((one) => one.via === '' && posting.lines[one.line]?.toOther === false);
  for (const { line, cause, gap } of own) {
    lookAt(work, owner, cause, gap);
    startFrom(work, plan.byLine[line] as readonly number[], totals);
  }
}

function startFrom(work: Work, rules: readonly number[], totals: Totals | undefined): void {
  const { plan, book, cause } = work;
  if (totals === undefined) {
    spread(work, rules, cause, ALONE);
    return;
  }
  const scopeOf = (index: number): Scope => plan.rules[index]?.rule.trigger?.scope ?? 'per-event';
  spread(
    work,
    rules.filter((index) => scopeOf(index) === 'per-event'),
    cause,
    ALONE,
  );
  for (const index of rules) {
    const scope = scopeOf(index);
    if (scope !== 'per-event') collect(book.ledger, totals, index, scope, cause);
  }
}

type Scope = NonNullable<Rule['trigger']>['scope'];

/** Makes an entry the cause that is looked at. */
function lookAt({ plan, book, out, posting, cause }: Work, owner: number, entry: number, gap: Gap | undefined): void {
  const { ledger } = book;
  const line = posting.lines[ledger.line[entry] as number] as LinePlan;
  cause.owner = owner;
  cause.entry = entry;
  cause.day = ledger.on[entry] as number;
  cause.count = countOf(out, ledger, entry);
  cause.surcharged = gap === undefined ? amountOf(out, entry) : ZERO;
  cause.standard =
    line.surcharges.length === 0 || !plan.standard
      ? cause.surcharged
      : (line.value(ledger, entry, cause.count) ?? cause.surcharged);
  cause.gap = gap;
}

const ALONE: ReadonlySet<number> = new Set();

type Totals = Map<string, Cause & { readonly rule: number }>;

function collect(
  ledger: Ledger,
  totals: Totals,
  rule: number,
  scope: 'month-total' | 'year-total',
  cause: Cause,
): void {
  const key = `${rule} ${periodOf(scope === 'month-total' ? 'month' : 'year', cause.day).id}`;
  totals.set(key, { ...joined(ledger, totals.get(key), cause), rule });
}

/** Several causes as one: the sum of them, on the day of the latest; of one day the one that was reported last. */
function joined({ row }: Ledger, sofar: Cause | undefined, cause: Cause): Cause {
  if (sofar === undefined) return { ...cause, count: ONE };
  const order = sofar.day - cause.day || (row[sofar.entry] as number) - (row[cause.entry] as number);
  const latest = order > 0 ? sofar : cause;
  return {
    owner: cause.owner,
    entry: latest.entry,
    surcharged: add(sofar.surcharged, cause.surcharged),
    standard: add(sofar.standard, cause.standard),
    count: ONE,
    day: latest.day,
    gap: sofar.gap ?? cause.gap,
  };
}

/** Posts what one cause brings to others. */
function spread(work: Work, rules: readonly number[], cause: Cause, visited: ReadonlySet<number>): void {
  const { plan, book, out } = work;
  const bottom = work.top;
  for (const index of rules) {
    const one = plan.rules[index] as DeriveRule;
    const truth = triggered(one, cause);
    if (truth === false) continue;
    const gap = truth === true ? undefined : truth;
    if (one.rule.members === undefined) toRoles(work, index, cause, gap, visited, bottom);
    else toMembers(work, index, cause, gap);
  }
  const { top } = work;
  for (let at = bottom; at < top; at += 1) {
    const rule = work.rule[at] as number;
    const person = work.person[at] as number;
    if (visited.has(person)) continue;
    const amount = work.amount[at] as Exact;
    const { into } = plan.rules[rule] as DeriveRule;
    postFrom(out.extra, book.ledger, person, cause.entry, into, amount, work.vias[rule] as number);
    pass(work, cause, person, amount, undefined, visited);
  }
  work.top = bottom;
}

/** A derived posting may itself be large enough to go further up. */
function pass(
  work: Work,
  cause: Cause,
  person: number,
  amount: Exact,
  gap: Gap | undefined,
  visited: ReadonlySet<number>,
): void {
  const { passed, plan, book } = work;
  if (plan.policy.cascade === 'stop') return;
  const next: Cause = { ...cause, owner: person, surcharged: amount, standard: amount, gap };
  if (plan.policy.cascade === 'accumulated') {
    if (work.together) passed.set(person, joined(book.ledger, passed.get(person), next));
    return;
  }
  if (person === cause.owner) return;
  const rules = plan.byLine[book.ledger.line[cause.entry] as number] as readonly number[];
  spread(work, rules, next, new Set([...visited, cause.owner, person]));
}

/** What has reached somebody goes on together, once. */
function passTogether(work: Work): void {
  const { rules } = work.plan;
  const all = rules.map((_, index) => index).filter((index) => rules[index]?.rule.members === undefined);
  work.together = false;
  for (const [person, cause] of work.passed) spread(work, all, cause, new Set([person]));
}

/** Whether a cause is as large as the rule asks for; a gap where nobody can tell. */
function triggered(one: DeriveRule, cause: Cause): Truth {
  if (cause.gap !== undefined) return cause.gap;
  const { trigger } = one.rule;
  if (trigger === undefined) return true;
  const size = magnitude(trigger.value === 'standard' ? cause.standard : cause.surcharged);
  const gt = trigger.gt === undefined ? 1 : orderOf(size, one.over);
  const gte = trigger.gte === undefined ? 1 : orderOf(size, one.from);
  const below = trigger.below === undefined ? -1 : orderOf(size, one.below);
  const belowOrAt = trigger.belowOrAt === undefined ? -1 : orderOf(size, one.belowOrAt);
  if (gt <= 0 || gte < 0 || below >= 0 || belowOrAt > 0) return false;
  return Number.isNaN(gt + gte + below + belowOrAt) ? one.unset : true;
}

/** Whether an entry of this worth leads to postings by the rule; true where it takes more to tell. */
export function mayStart(one: DeriveRule, worth: Exact): boolean {
  const alone = one.rule.trigger?.scope === 'per-event' && one.rule.trigger.value === 'surcharged';
  const cause = { owner: 0, entry: 0, surcharged: worth, standard: worth, count: ONE, day: 0, gap: undefined };
  return !alone || triggered(one, cause) !== false;
}

function orderOf(size: Exact, bound: Exact | undefined): number {
  return bound === undefined ? Number.NaN : compare(size, bound);
}

/** Hands shares of a cause to those who hold the roles of a rule. */
function toRoles(
  work: Work,
  index: number,
  cause: Cause,
  gap: Gap | undefined,
  visited: ReadonlySet<number>,
  bottom: number,
): void {
  if (cause.owner >= work.book.people.length) return;
  const one = work.plan.rules[index] as DeriveRule;
  for (let at = 0; at < one.rule.to.length; at += 1)
    handTo(work, index, at, cause, gap ?? shareOf(one, at, cause), visited, bottom);
}

function shareOf(one: DeriveRule, at: number, cause: Cause): Value {
  const points = one.fixed[at];
  if (points !== undefined) return multiply(points, cause.count);
  const share = one.shares[at];
  if (share === undefined) return one.unset;
  return multiply(one.rule.base === 'standard' ? cause.standard : cause.surcharged, share);
}

const NOBODY: readonly number[] = [];

/** To whoever holds the first role that is held, or to all of them, each once. */
function handTo(
  work: Work,
  index: number,
  to: number,
  cause: Cause,
  amount: Value,
  visited: ReadonlySet<number>,
  bottom: number,
): void {
  const own = work.top;
  const { choose } = (work.plan.rules[index] as DeriveRule).rule.to[to] as Rule['to'][number];
  const roles = work.holding[index]?.[to] as Work['holding'][number][number];
  for (let i = 0; i < roles.length; i += 1) {
    const people = on(roles[i]?.[cause.owner], cause.day) ?? NOBODY;
    for (let j = 0; j < people.length; j += 1) {
      const person = people[j] as number;
      if (work.plan.policy.self === 'skip' && person === cause.owner) continue;
      if (i > 0 && placeOf(work, person, own) >= 0) continue;
      const worth = isGap(amount) ? amount : raised(work, person, amount, cause);
      if (!isGap(worth)) hand(work, index, person, worth, bottom);
      else if (!visited.has(person)) openShare(work, index, person, cause, worth, visited);
    }
    if (choose === 'first' && people.length > 0) return;
  }
}

/** Lays a share on the stack; where one person counts once, only the largest stays. */
function hand(work: Work, rule: number, person: number, amount: Exact, bottom: number): void {
  const before = work.plan.policy.samePerson === 'sum' ? -1 : placeOf(work, person, bottom);
  if (before >= 0 && compare(magnitude(amount), magnitude(work.amount[before] as Exact)) <= 0) return;
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

/** Leaves open what a rule may bring to somebody, and what may go further up from there. */
function openShare(
  work: Work,
  index: number,
  person: number,
  cause: Cause,
  gap: Gap,
  visited: ReadonlySet<number>,
): void {
  const { rule, into } = work.plan.rules[index] as DeriveRule;
  leave(work, person, cause, rule, into, gap);
  pass(work, cause, person, ZERO, gap, visited);
}

function leave({ book, out }: Work, person: number, { entry }: Cause, rule: Rule, line: number, gap: Gap): void {
  leaveOpen(out.open, person, { line, day: book.ledger.counted[entry] as number, cause: entry, via: rule.id, gap });
}

/** The surcharges of office apply to the person a posting is handed to, where the scheme says so. */
function raised({ plan, posting, book, scopeOn }: Work, person: number, amount: Exact, cause: Cause): Value {
  if (!plan.policy.surcharged) return amount;
  let factor = ONE;
  for (const one of (posting.lines[book.ledger.line[cause.entry] as number] as LinePlan).surcharges) {
    if (one.when === undefined || one.window !== undefined) continue;
    const truth = one.when(scopeOn(person, cause.day));
    if (truth === false) continue;
    if (truth !== true) return truth;
    if (one.rate === undefined) return hold(`${one.label}的上浮比例没有填写`, one.clause);
    factor = posting.combine === 'add' ? add(factor, one.rate) : multiply(factor, add(ONE, one.rate));
  }
  return multiply(amount, factor);
}

/** An organisation's entry goes on to those of its members who are rated. */
function toMembers(work: Work, index: number, cause: Cause, gap: Gap | undefined): void {
  const { book, out } = work;
  const one = work.plan.rules[index] as DeriveRule;
  const line = one.into >= 0 ? one.into : (book.ledger.line[cause.entry] as number);
  for (const person of membersOf(book, one.rule, cause)) {
    if (gap === undefined)
      postFrom(out.extra, book.ledger, person, cause.entry, line, cause.surcharged, work.vias[index] as number);
    else leave(work, person, cause, one.rule, line, gap);
  }
}
