import { pushAll } from '../push-all.ts';
import { addMonths, addYears, printDay } from '../date.ts';
import { add, compare, multiply, print, ZERO, type Exact } from '../number.ts';
import type { Outcome } from '../scheme/outcome.ts';
import type { Person } from './book/book.ts';
import { carryOf, presentScope, type Present } from './carry.ts';
import { testOf } from './conditions.ts';
import { dueOn } from './due-rule.ts';
import { factOf } from './book/fact-value.ts';
import { countOf, COUNTS } from './posting/posted.ts';
import type { HeldLine, OutcomeLine } from './results.ts';
import { holders, homeOrg, idOf, peopleIn, rowsIn } from './book/roster.ts';
import { scopeFor, type Run, type Standing } from './run.ts';
import type { Scope } from './book/scope.ts';
import { on } from './book/timeline.ts';
import { inForce } from './veto.ts';
import { EXCLUDED, hold, type Gap, type Truth, type Value } from './value.ts';

/** What follows for one owner: proposals, credits to accounts, and what cannot be told yet (结果运用). */
export type Followed = {
  readonly lines: readonly OutcomeLine[];
  readonly held: readonly HeldLine[];
  readonly credits: readonly (readonly [string, Exact])[];
  /** The outcomes that came about, or of which that cannot be told, by id. */
  readonly found: ReadonlyMap<string, true | Gap>;
};

/** Stage 7 for one subject. An outcome may ask about one written before it. */
export function outcomesOf(run: Run, standing: Standing, present: Present): Followed {
  const rules = run.plan.scheme.outcomes.filter((one) => one.level === 'subject');
  return follow(run, standing.person, rules, presentScope(run, standing, present));
}

/** Stage 7 for one organisation: conditions count its own entries and its members'. */
export function orgOutcomes(run: Run, org: number): Followed {
  const owner = run.book.people.length + org;
  const rules = run.plan.scheme.outcomes.filter((one) => one.level === 'org');
  return follow(run, owner, rules, scopeFor(run.plan, run.book, owner, run.book.end));
}

function follow(run: Run, owner: number, rules: readonly Outcome[], scope: Scope): Followed {
  const found = new Map<string, true | Gap>();
  const lines: OutcomeLine[] = [];
  const held: HeldLine[] = [];
  const credits: (readonly [string, Exact])[] = [];
  for (const rule of rules) {
    const truth = testOf(rule.when, run.plan.env)({ ...scope, outcomes: found });
    if (truth === false) continue;
    found.set(rule.id, truth);
    if (truth !== true) {
      pushAll(held, heldBy(rule, truth));
      continue;
    }
    pushAll(lines, linesOf(run, owner, rule, scope));
    if (rule.credit === undefined) continue;
    const amount = run.plan.amounts(rule.credit.amount);
    if (amount === undefined) held.push({ what: `${rule.do}：记入多少没有填写`, clause: rule.clause });
    else credits.push([rule.credit.account, amount]);
  }
  return { lines, held, credits, found };
}

function heldBy(rule: Outcome, gap: Gap): readonly HeldLine[] {
  return gap.why.map((why) => ({
    what: `${rule.do}：${why.what}`,
    clause: why.clause ?? rule.clause,
    ...(why.who === undefined ? {} : { who: why.who }),
    proposal: rule.do,
  }));
}

function linesOf(run: Run, owner: number, rule: Outcome, scope: Scope): readonly OutcomeLine[] {
  const times = rule.each === undefined ? undefined : timesOf(run, owner, rule.each.items);
  if (times !== undefined && compare(times, ZERO) <= 0) return [];
  const due = rule.due === undefined ? undefined : dueOn(run, rule.due, owner);
  const until = untilOf(run, owner, rule, scope);
  const note = [rule.note, eachNote(run, rule, times)].filter((one) => one !== undefined).join('；');
  return receivers(run, owner, rule).map((id) => ({
    id: rule.id,
    on: id,
    do: rule.do,
    force: rule.force,
    ...(rule.by === undefined ? {} : { by: rule.by }),
    ...(due === undefined ? {} : { due: printDay(due.day) }),
    ...(until === undefined ? {} : { until }),
    clause: rule.clause,
    ...(note === '' ? {} : { note }),
  }));
}

function eachNote(run: Run, rule: Outcome, times: Exact | undefined): string | undefined {
  if (times === undefined) return undefined;
  const amount = run.plan.amounts(rule.each?.amount);
  return amount === undefined ? `共${print(times)}次` : `共${print(times)}次，合计${print(multiply(times, amount))}`;
}

function timesOf(run: Run, owner: number, items: readonly string[]): Exact {
  const { book } = run;
  const people = book.people.length;
  const owners = owner < people ? [owner] : [owner, ...rowsIn(book, owner - people, book.end)];
  let sum: Exact = ZERO;
  for (const each of owners) {
    for (let e = book.ledger.start[each] as number; e < (book.ledger.start[each + 1] as number); e += 1) {
      const line = book.catalogue.lines[book.ledger.line[e] as number];
      const fits = items.some((id) => line?.groups.includes(id) === true);
      if (run.posts.drop[e] === COUNTS && fits) sum = add(sum, countOf(run.posts, book.ledger, e));
    }
  }
  return sum;
}

/** Until when an effect lasts: a ban from the period's end, or a date that moves on. */
function untilOf(run: Run, owner: number, rule: Outcome, scope: Scope): string | undefined {
  const shift = rule.extends ?? rule.until;
  if (shift === undefined) return undefined;
  const fact = rule.extends?.fact ?? rule.until?.from;
  const declared = fact === undefined ? undefined : run.plan.env.facts.get(fact);
  const from = declared === undefined ? undefined : factOf(declared, scope, declared.of, run.plan.env.facts);
  if (fact !== undefined && typeof from !== 'number') return undefined;
  const base = typeof from === 'number' ? from : run.book.period.last;
  return printDay(addMonths(addYears(base, shift.years ?? 0), shift.months ?? 0));
}

/** Whom it concerns: the subject, its organisation, each of the leadership, or whoever holds a role. */
function receivers(run: Run, owner: number, rule: Outcome): readonly string[] {
  const { book } = run;
  const people = book.people.length;
  const org = owner >= people ? owner - people : (book.people[owner]?.itself ?? homeOrg(book, owner));
  const own = idOf(book, owner);
  const ids = rule.on.flatMap((target): readonly string[] => {
    if (target === 'subject') return [own];
    if (target === 'org') return [org === undefined ? own : idOf(book, people + org)];
    if (target === 'leaders') return leadersOf(run, org, owner).map((one) => idOf(book, one));
    return roleHolders(run, owner, org, target);
  });
  return ids.length === 0 ? [own] : [...new Set(ids)];
}

function leadersOf(run: Run, org: number | undefined, owner: number): readonly number[] {
  const { book } = run;
  const leads = (one: Person | undefined): boolean =>
    one?.itself === undefined && on(one?.leadership, book.end) === true;
  return peopleIn(book, org, book.end).filter((one) => one !== owner && leads(book.people[one]));
}

/** Holders of a role for the person, or for the organisation's people where an organisation is rated. */
function roleHolders(run: Run, owner: number, org: number | undefined, role: string): readonly string[] {
  const { book } = run;
  const own = owner < book.people.length ? holders(book, owner, role, book.end) : [];
  const found =
    own.length > 0 ? own : peopleIn(book, org, book.end).flatMap((one) => holders(book, one, role, book.end));
  return [...new Set(found)].map((one) => idOf(book, one));
}

/** Who may be put forward for what (资格); undecided gates are left out. */
export function gatesOf(
  run: Run,
  standing: Standing,
  present: Present,
  outcomes: Followed['found'],
): Readonly<Record<string, boolean>> | undefined {
  const { gates } = run.plan.scheme;
  if (gates.length === 0) return undefined;
  const truths = gateTruths(run, standing, present, outcomes);
  return Object.fromEntries(
    gates.flatMap(({ id }, at) => (typeof truths[at] === 'boolean' ? [[id, truths[at]] as const] : [])),
  );
}

/** What the conditions of the gates come to, one after the other. */
export function gateTruths(
  run: Run,
  standing: Standing,
  present: Present,
  outcomes: Followed['found'],
): readonly Truth[] {
  const scope = { ...gateScope(run, standing, present), outcomes };
  const bar = standing.exemption?.awards === false || inForce(run.plan, standing.vetoes, 'bar-from-award');
  return run.plan.scheme.gates.map((gate) => {
    const truth = bar === true ? false : testOf(gate.when, run.plan.env)(scope);
    return truth === true && bar !== false ? bar : truth;
  });
}

/** What gates ask: what can be told only at the end of the year is open until then, not a no. */
function gateScope(run: Run, standing: Standing, present: Present): Scope {
  const scope = presentScope(run, standing, present);
  const carry = (id: string): Value | Truth => {
    const value = carryOf(run, standing, id, scope);
    return value === EXCLUDED ? hold('本年各期还没有完') : value;
  };
  return { ...scope, carry };
}
