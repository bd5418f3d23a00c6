import type { Day } from '../date.ts';
import { add, compare, whole, ZERO, type Exact } from '../number.ts';
import { periodOf, type PeriodUnit } from '../period.ts';
import type { Amount, Condition } from '../scheme/condition.ts';
import type { FactRule } from '../scheme/fact.ts';
import type { FactValue } from './book/book.ts';
import type { Amounts } from './book/catalogue.ts';
import { factOf, type FactRules } from './book/fact-value.ts';
import { VOID } from './book/ledger.ts';
import { isHolder, orgOf, rowsIn } from './book/roster.ts';
import type { RankPlace, Scope } from './book/scope.ts';
import { slotsOf } from './slots.ts';
import type { Unset } from './unset.ts';
import { allTrue, hold, holdAll, isGap, type Gap, type Truth, type Value } from './value.ts';

/** A condition ready to be asked. */
export type Test = (scope: Scope) => Truth;

/** What conditions are compiled with. */
export type ConditionEnv = {
  readonly amounts: Amounts;
  readonly unset: Unset;
  readonly facts: FactRules;
  readonly readings: Readonly<Record<string, string>>;
  /** Conditions already compiled: a scheme asks the same one for every subject. */
  readonly compiled: WeakMap<Condition, Test>;
};

const ALWAYS: Test = () => true;

/** Compiles a condition; `undefined` is always true. */
export function testOf(condition: Condition | undefined, env: ConditionEnv): Test {
  if (condition === undefined) return ALWAYS;
  const known = env.compiled.get(condition);
  if (known !== undefined) return known;
  const test = compileTest(condition, env);
  env.compiled.set(condition, test);
  return test;
}

function compileTest(condition: Condition, env: ConditionEnv): Test {
  if ('all' in condition) return allOf(condition.all.map((one) => testOf(one, env)));
  if ('any' in condition) return anyOf(condition.any.map((one) => testOf(one, env)));
  if ('not' in condition) return negation(testOf(condition.not, env));
  if ('fact' in condition) return factTest(condition, condition.fact, env);
  if ('node' in condition) return valueTest(condition, env, (scope) => scope.node?.(condition.node));
  if ('item' in condition) return valueTest(condition, env, (scope) => scope.item?.(condition.item));
  if ('account' in condition) return valueTest(condition, env, (scope) => scope.account?.(condition.account));
  if ('entries' in condition) return valueTest(condition, env, entryCount(condition.entries, condition.of));
  if ('findings' in condition) return valueTest(condition, env, findingCount(condition.findings, condition.of));
  return wordTest(condition, env);
}

function allOf(tests: readonly Test[]): Test {
  return (scope) => {
    let open: Gap[] | undefined;
    for (const test of tests) {
      const truth = test(scope);
      if (truth === false) return false;
      if (truth !== true) (open ??= []).push(truth);
    }
    return open === undefined ? true : holdAll(open);
  };
}

function anyOf(tests: readonly Test[]): Test {
  return (scope) => {
    let open: Gap[] | undefined;
    for (const test of tests) {
      const truth = test(scope);
      if (truth === true) return true;
      if (truth !== false) (open ??= []).push(truth);
    }
    return open === undefined ? false : holdAll(open);
  };
}

function negation(test: Test): Test {
  return (scope) => {
    const truth = test(scope);
    return typeof truth === 'boolean' ? !truth : truth;
  };
}

/** The numeric tests of a condition; undecided while a parameter in it has no value. */
function boundsOf(condition: Condition, env: ConditionEnv): (value: Exact) => Truth {
  const rules: readonly (readonly [Amount | undefined, (order: number) => boolean])[] = [
    [condition.gt, (order) => order > 0],
    [condition.gte, (order) => order >= 0],
    [condition.lt, (order) => order < 0],
    [condition.lte, (order) => order <= 0],
    [condition.eq, (order) => order === 0],
  ];
  const written = rules.filter(([amount]) => amount !== undefined);
  const set = written.flatMap(([amount, accept]) => {
    const bound = env.amounts(amount);
    return bound === undefined ? [] : [[bound, accept] as const];
  });
  const passed: Truth = set.length === written.length ? true : env.unset(written.map(([amount]) => amount));
  return (value) => (set.every(([bound, accept]) => accept(compare(value, bound))) ? passed : false);
}

function valueTest(condition: Condition, env: ConditionEnv, read: (scope: Scope) => Value | undefined): Test {
  const bounds = boundsOf(condition, env);
  return (scope) => {
    const value = read(scope);
    if (value === undefined) return hold('这里还不能用到的结果');
    if (condition.known !== undefined) return isGap(value) !== condition.known;
    if (!isGap(value)) return bounds(value);
    return value.gap === 'hold' ? value : false;
  };
}

function factTest(condition: Condition, id: string, env: ConditionEnv): Test {
  const rule = env.facts.get(id);
  if (rule === undefined) return () => hold(`没有声明的事实 ${id}`);
  const bounds = boundsOf(condition, env);
  const missing = missingOf(rule);
  const of = condition.of ?? rule.of;
  return (scope) => {
    const value = factOf(rule, scope, of, env.facts);
    if (condition.known !== undefined) return (value !== undefined) === condition.known;
    if (value !== undefined) return matches(condition, rule, value, bounds);
    if (missing !== 'no') return hold(`${rule.label}没有报告`, rule.clause);
    return condition.is === false;
  };
}

/** What an unreported fact means: number, date and text facts hold unless they say otherwise. */
export function missingOf(rule: FactRule): 'hold' | 'no' {
  if (rule.missing !== undefined) return rule.missing;
  return rule.type === 'flag' || rule.type === 'choice' || rule.type === 'set' ? 'no' : 'hold';
}

function matches(condition: Condition, rule: FactRule, value: FactValue, bounds: (value: Exact) => Truth): Truth {
  if (condition.is !== undefined && value !== condition.is) return false;
  if (condition.in !== undefined && !(typeof value === 'string' && condition.in.includes(value))) return false;
  if (condition.has !== undefined && !(value instanceof Set && value.has(condition.has))) return false;
  if (rule.type === 'number') return bounds(value as Exact);
  if (rule.type === 'flag' && condition.is === undefined) return value === true;
  return true;
}

type EntryFilter = {
  readonly items?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
  readonly within?: string | undefined;
};

/** Sum of the counts of the effective entries of an owner (or of a whole organisation) in the window. */
export function entryCount(filter: EntryFilter, of: 'subject' | 'org' | undefined): (scope: Scope) => Value {
  return (scope) => {
    const wanted = new Set([...(filter.items ?? []), ...(filter.groups ?? [])]);
    const { ledger, catalogue } = scope.book;
    const fits = catalogue.lines.map((line) => line.groups.some((group) => wanted.has(group)));
    const near = windowNear(filter.within, scope);
    let sum: Exact = ZERO;
    for (const owner of ownersOf(scope, of)) {
      for (let e = ledger.start[owner] as number; e < (ledger.start[owner + 1] as number); e += 1) {
        if (((ledger.flags[e] as number) & VOID) !== 0 || !fits[ledger.line[e] as number]) continue;
        const day = ledger.counted[e] as number;
        if (day >= near.first && day <= near.last) sum = add(sum, ledger.count[e] as number);
      }
    }
    return sum;
  };
}

/** The stretch around the day asked about; the window itself where none is said. */
function windowNear(within: string | undefined, scope: Scope): { readonly first: Day; readonly last: Day } {
  if (within === undefined) return scope.window;
  return within === 'day' ? { first: scope.day, last: scope.day } : periodOf(within as PeriodUnit, scope.day);
}

function ownersOf(scope: Scope, of: 'subject' | 'org' | undefined): readonly number[] {
  const { book, owner } = scope;
  const people = book.people.length;
  if (of !== 'org' && owner < people) return [owner];
  const org = owner >= people ? owner - people : orgOf(book, owner, scope.day);
  if (org === undefined) return [owner];
  return [people + org, ...rowsIn(book, org, scope.day)];
}

function findingCount(result: string, of: 'subject' | 'org' | undefined): (scope: Scope) => Value {
  return (scope) => {
    const owners = new Set(ownersOf(scope, of));
    return whole(scope.book.findings.filter((one) => one.result === result && owners.has(one.owner)).length);
  };
}

type Asks<K extends string> = K extends string ? Extract<Condition, Readonly<Record<K, unknown>>> : never;
type OnWords = Asks<'category' | 'grade' | 'veto' | 'outcome' | 'reading' | 'role' | 'rank' | 'carry'>;

/** Conditions on words: category, grade, carry, rank, veto, role, reading, outcome. */
function wordTest(condition: OnWords, env: ConditionEnv): Test {
  if ('category' in condition) return (scope) => categoryIn(scope, condition.category);
  if ('grade' in condition) return (scope) => gradeIn(scope, condition.grade);
  if ('veto' in condition) return (scope) => vetoIn(scope, condition.veto);
  if ('outcome' in condition) return (scope) => scope.outcomes?.get(condition.outcome) ?? false;
  if ('reading' in condition) {
    const choice = env.readings[condition.reading];
    const { is, in: among = is === undefined ? [] : [is] } = condition;
    const holds = choice !== undefined && among.includes(choice) && (is === undefined || is === choice);
    return () => holds;
  }
  if ('role' in condition) return (scope) => holdsRole(scope, condition.role);
  if ('rank' in condition) return rankTest(condition, condition.rank, env);
  return carryTest(condition, condition.carry, env);
}

function categoryIn(scope: Scope, wanted: readonly string[]): Truth {
  const category = scope.category?.(scope);
  if (typeof category === 'object') return category;
  return category !== undefined && wanted.includes(category);
}

/** A grade that waits for a person decides a condition only if all that are still possible would. */
function gradeIn(scope: Scope, wanted: readonly string[]): Truth {
  const { gradeOptions } = scope;
  if (gradeOptions === undefined) return scope.grade !== undefined && wanted.includes(scope.grade);
  const inside = gradeOptions.filter((one) => wanted.includes(one)).length;
  if (gradeOptions.length > 0 && inside === 0) return false;
  return gradeOptions.length > 0 && inside === gradeOptions.length ? true : hold(GRADE_OPEN);
}

function vetoIn(scope: Scope, wanted: readonly string[]): Truth {
  if (scope.vetoes === undefined) return hold('这里还不能用到的结果');
  const vetoes = [...scope.vetoes].filter(([id]) => wanted.includes(id) || wanted.includes('any'));
  const open = vetoes.flatMap(([, truth]) => (truth === true ? [] : [truth]));
  if (open.length < vetoes.length) return true;
  return open.length === 0 ? false : holdAll(open);
}

/** Somebody holds the role for this person, or this person holds it for somebody (书记本人). */
function holdsRole(scope: Scope, role: string): boolean {
  return isHolder(scope.book, scope.owner, role, scope.day);
}

function rankTest(condition: Condition, id: string, env: ConditionEnv): Test {
  const bounds = boundsOf(condition, env);
  const share = env.amounts(condition.share);
  const within = (place: RankPlace, rank: number): Truth => {
    if (condition.share === undefined) return bounds(whole(rank));
    if (share === undefined) return env.unset([condition.share]);
    if ('gap' in place.base) return allTrue([place.base, bounds(whole(rank))]);
    return rank <= slotsOf(share, place.base) ? bounds(whole(rank)) : false;
  };
  const judge = (place: RankPlace): Truth => {
    if (condition.last !== undefined && place.last !== condition.last)
      return typeof place.last === 'boolean' ? false : place.last;
    const truth = within(place, place.rank);
    if (place.tie === 'stands' || condition.last !== undefined) return truth;
    // A shared place is in doubt only where the line runs through those who share it.
    const others = Array.from({ length: place.same - 1 }, (_, at) => within(place, place.rank + 1 + at));
    if (others.every((one) => one === truth || (typeof one === 'object' && typeof truth === 'object'))) return truth;
    return place.tie === 'out' ? false : hold(`名次并列第${place.rank}，等待有权组织决定`);
  };
  // Those who share a place share the answer: looking through all of them for each of them would take their square.
  const judged = new WeakMap<RankPlace, Truth>();
  return (scope) => {
    const place = scope.rank?.(id);
    if (place === undefined) return false;
    if ('gap' in place) return place;
    const truth = judged.get(place) ?? judge(place);
    judged.set(place, truth);
    return truth;
  };
}

function carryTest(condition: Condition, id: string, env: ConditionEnv): Test {
  const bounds = boundsOf(condition, env);
  return (scope) => {
    const value = scope.carry?.(id);
    if (value === undefined) return hold('这里还不能用到的结果');
    if (typeof value === 'boolean') return condition.is === undefined ? value : value === condition.is;
    if (!isGap(value)) return bounds(value);
    if (value.gap !== 'hold') return false;
    return value.least === undefined ? value : atLeast(condition, env, value.least, value);
  };
}

/** What a count that is so much or more comes to: a bound that even the least of it passes or fails is decided. */
function atLeast(condition: Condition, env: ConditionEnv, least: Exact, open: Gap): Truth {
  const low = (key: 'gt' | 'gte' | 'lt' | 'lte' | 'eq', passed: (order: number) => Truth): Truth => {
    const bound = env.amounts(condition[key]);
    return condition[key] === undefined ? true : bound === undefined ? open : passed(compare(least, bound));
  };
  return allTrue([
    low('gte', (order) => order >= 0 || open),
    low('gt', (order) => order > 0 || open),
    low('lt', (order) => order < 0 && open),
    low('lte', (order) => order <= 0 && open),
    low('eq', (order) => order <= 0 && open),
  ]);
}

/** What a condition on a grade says while there is none. */
export const GRADE_OPEN = '等次还没有定';
