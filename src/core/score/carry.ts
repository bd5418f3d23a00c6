import { parseDay } from '../date.ts';
import { add, divide, shareOf, whole, wholeIn, ZERO, type Exact } from '../number.ts';
import { isLastOfYear, periodName, periodOf, periodsIn, previousPeriod, yearOf, type Period } from '../period.ts';
import type { Carry } from '../scheme/outcome.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { PastResult } from './book/book.ts';
import { divisorOf } from './book/catalogue.ts';
import { testOf } from './conditions.ts';
import { pastPlace, type Places } from './grading/ranking.ts';
import { balanceOf, nodeValue, scopeFor, type Run, type Standing } from './run.ts';
import type { PeriodLook, Scope } from './book/scope.ts';
import { touches } from './book/timeline.ts';
import { EXCLUDED, hold, isGap, type Gap, type Truth, type Value } from './value.ts';

/** What of the present the multi-period rules may use. */
export type Present = {
  readonly grade: string | undefined;
  readonly options?: readonly string[] | undefined;
  readonly places: ReadonlyMap<string, Places>;
};

/** Stage 6: what several periods say together: streaks, counts, all periods, means over the year. */
export function carryOf(run: Run, standing: Standing, id: string, scope: Scope): Value | Truth {
  const rule = run.plan.scheme.carry.find((one) => one.id === id);
  if (rule === undefined) return hold(`没有声明的跨期项 ${id}`);
  if (rule.kind === 'account') return balanceOf(standing, id);
  // Mostly it is broken already: then nobody needs to look back.
  if (rule.kind === 'streak' && standing.status !== 'exempt' && testOf(rule.when, run.plan.env)(scope) === false)
    return ZERO;
  const looks = looksOf(run, standing, scope);
  if (rule.kind === 'streak') return streak(run, rule, looks, standing.person);
  if (rule.kind === 'count') return counted(run, rule, looks);
  return overYear(run, rule, looks);
}

function looksOf(run: Run, standing: Standing, scope: Scope): readonly PeriodLook[] {
  const { book } = run;
  const past = (book.history.get(standing.person) ?? []).map((row) => pastLook(run, standing, row));
  return [...past, presentLook(run, standing, scope)];
}

function labelOf({ score }: Scheme, id: string): string {
  return score.find((node) => node.id === id)?.label ?? id;
}

function pastLook(run: Run, standing: Standing, row: PastResult): PeriodLook {
  const { plan, book } = run;
  const { period } = row;
  const node = (id: string): Value => {
    const text = id === plan.total ? row.score : row.nodes[id];
    return text === undefined
      ? hold(`${periodName(period.id)}没有「${labelOf(plan.scheme, id)}」的结果`)
      : shareOf(text);
  };
  const scope: Scope = {
    ...scopeFor(plan, book, standing.person, period.last),
    node,
    grade: row.grade,
    gradeOptions: row.grade === undefined ? [] : undefined,
    rank: (id) => {
      const rule = plan.scheme.rankings.find((one) => one.id === id);
      if (rule === undefined) return undefined;
      return pastPlace(run, rule, standing.person, row) ?? hold(`${periodName(period.id)}的名次没有报来`, rule.clause);
    },
  };
  return { period, exempt: row.status === 'exempt', scope, node };
}

function presentLook(run: Run, standing: Standing, scope: Scope): PeriodLook {
  const node = (id: string): Value => nodeValue(run, standing, id);
  return { period: run.book.period, exempt: standing.status === 'exempt', scope, node };
}

/** What conditions may ask about the present of one subject once scores and grades are known. */
export function presentScope(run: Run, standing: Standing, present: Present): Scope {
  return presentScopes(run, present.places)(standing, present.grade, present.options);
}

/** The same for one subject after the other: one scope that moves from subject to subject. */
export function presentScopes(
  run: Run,
  places: Present['places'],
): (standing: Standing, grade: string | undefined, options?: Present['options']) => Scope {
  let now: Standing;
  const scope: { -readonly [K in keyof Scope]: Scope[K] } = {
    ...scopeFor(run.plan, run.book, 0, run.book.end),
    node: (id) => nodeValue(run, now, id),
    item: (id) => run.itemOf(now.person, id),
    account: (id) => balanceOf(now, id),
    rank: (id) => places.get(id)?.get(now.person),
    carry: (id) => carryOf(run, now, id, scope),
    periods: (id) => periodsCounted(run, now, id, scope),
  };
  return (standing, grade, options) => {
    now = standing;
    scope.owner = standing.person;
    scope.grade = grade;
    scope.gradeOptions = options;
    scope.vetoes = standing.vetoes;
    return scope;
  };
}

/** How many periods up to this one the condition held without a break; at least so many where one was not told. */
function streak(run: Run, rule: Carry, looks: readonly PeriodLook[], person: number): Value {
  const { counted: held, end } = unbroken(run, rule, looks);
  const n = whole(held.length);
  if (end === 'over') return n;
  if ('gap' in end) return end;
  if (hadNoResult(run, person, end)) return n;
  return { ...hold(`${periodName(end.id)}的结果没有报来，${rule.label}还不能定`, rule.clause), least: n };
}

/** The periods in which the condition held, the last first, and what ended them: it broke, or a period that is not told. */
type Unbroken = { readonly counted: readonly PeriodLook[]; readonly end: 'over' | Gap | Period };

function unbroken(run: Run, rule: Carry, looks: readonly PeriodLook[]): Unbroken {
  const test = testOf(rule.when, run.plan.env);
  const { period } = run.book;
  const counted: PeriodLook[] = [];
  const isOver = (one: Period): boolean => rule.over === 'year' && yearOf(one) !== yearOf(period);
  let wanted = period;
  for (const look of looks.toReversed()) {
    if (isOver(wanted)) return { counted, end: 'over' };
    if (look.period.id !== wanted.id) break;
    wanted = previousPeriod(wanted);
    if (look.exempt) continue;
    const truth = test(look.scope);
    if (truth === false) return { counted, end: 'over' };
    if (truth !== true) return { counted, end: truth };
    counted.push(look);
  }
  return { counted, end: isOver(wanted) ? 'over' : wanted };
}

/** The periods that such a rule has counted or put together, in order. */
function periodsCounted(run: Run, standing: Standing, id: string, scope: Scope): readonly PeriodLook[] {
  const rule = run.plan.scheme.carry.find((one) => one.id === id);
  if (rule === undefined || rule.kind === 'account') return [];
  const looks = looksOf(run, standing, scope);
  if (rule.kind === 'streak') return unbroken(run, rule, looks).counted.toReversed();
  const test = testOf(rule.when, run.plan.env);
  if (rule.kind === 'count') return unexpired(run, rule, looks).filter((look) => test(look.scope) === true);
  return looks.filter((look) => !look.exempt && yearOf(look.period) === yearOf(run.book.period));
}

/**
 * Whether nobody waits for a result of that period: the scheme was not in force or the person not on the roster, the
 * history of the person is told as empty, or nobody's is told at all (the first period; that is said once for all).
 */
function hadNoResult({ plan, book }: Run, person: number, { first, last }: Period): boolean {
  if (book.history.size === 0 || book.history.get(person)?.length === 0) return true;
  const { from } = plan.scheme.effective;
  const line = book.people[person]?.org;
  return last < (parseDay(from) ?? first) || (line !== undefined && !touches(line, first, last));
}

/** In how many periods the condition held, in a row or not. */
function counted(run: Run, rule: Carry, looks: readonly PeriodLook[]): Value {
  const test = testOf(rule.when, run.plan.env);
  const years = run.plan.amounts(rule.expiresAfterYears);
  if (rule.expiresAfterYears !== undefined && years === undefined)
    return hold(`${rule.label}：年限没有填写`, rule.clause);
  let n = 0;
  for (const look of unexpired(run, rule, looks)) {
    const truth = test(look.scope);
    if (typeof truth !== 'boolean') return truth;
    if (truth) n += 1;
  }
  return whole(n);
}

/** The periods that count still; all of them where nothing is said of years. */
function unexpired(run: Run, rule: Carry, looks: readonly PeriodLook[]): readonly PeriodLook[] {
  const years = run.plan.amounts(rule.expiresAfterYears);
  const since = years === undefined ? undefined : yearOf(run.book.period) - wholeIn(years);
  return looks.filter((look) => !look.exempt && (since === undefined || yearOf(look.period) > since));
}

/** All periods of the year, their mean or their sum; judged at its end. */
function overYear(run: Run, rule: Carry, looks: readonly PeriodLook[]): Value | Truth {
  const { period } = run.book;
  if (rule.complete && !isLastOfYear(period)) return EXCLUDED;
  const year = yearOf(period);
  const own = looks.filter((look) => yearOf(look.period) === year);
  const due = periodsIn(period.unit, periodOf('year', period.last)).filter((one) => one.first <= period.first);
  const lacking = due.find((one) => !own.some((look) => look.period.id === one.id));
  if (lacking !== undefined) return hold(`${periodName(lacking.id)}的结果没有报来，${rule.label}还不能算`, rule.clause);
  const present = own.filter((look) => !look.exempt);
  if (rule.kind === 'every') return everyOf(run, rule, present);
  const found = present.map((look) => look.node(rule.node ?? run.plan.total));
  const held = found.find((one) => isGap(one) && one.gap === 'hold');
  if (held !== undefined) return held;
  const values = found.flatMap((one): readonly Exact[] => (isGap(one) ? [] : [one]));
  if (values.length === 0) return EXCLUDED;
  const sum = values.reduce<Exact>(add, ZERO);
  if (rule.kind === 'sum') return sum;
  const divisor = rule.divisor === undefined ? whole(values.length) : divisorOf(run.plan.amounts, rule.divisor);
  return divisor === undefined ? run.plan.env.unset([rule.divisor], rule.clause) : divide(sum, divisor);
}

function everyOf(run: Run, rule: Carry, present: readonly PeriodLook[]): Truth {
  const test = testOf(rule.when, run.plan.env);
  if (present.length === 0) return false;
  let open: Truth = true;
  for (const look of present) {
    const truth = test(look.scope);
    if (truth === false) return false;
    if (truth !== true) open = truth;
  }
  return open;
}
