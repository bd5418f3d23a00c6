import { type LinePlan, type Surcharge, type PostingPlan } from './posted.ts';
import { compare, divide, fraction, multiply, negate, ONE, whole, ZERO, type Exact } from '../number.ts';
import type { ItemRule } from '../scheme/item.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Amounts, Catalogue, Line } from './catalogue.ts';
import { testOf, type ConditionEnv } from './conditions.ts';
import { points, word, type Ledger } from './ledger.ts';

/** Compiles what the entries of each line are worth. */
export function postingPlan(scheme: Scheme, catalogue: Catalogue, env: ConditionEnv): PostingPlan {
  const shared = new Set(scheme.sameFacts.flatMap((one) => one.items));
  const lines = catalogue.lines.map((line) => linePlan(scheme, catalogue, line, shared.has(line.id), env));
  return {
    lines,
    combine: scheme.modifiers.combine,
    repeats: scheme.modifiers.rules.some((one) => one.repeat !== undefined),
    sameFacts: scheme.sameFacts,
  };
}

function linePlan(scheme: Scheme, catalogue: Catalogue, line: Line, sameFact: boolean, env: ConditionEnv): LinePlan {
  const { rule } = line;
  const item = catalogue.items[line.item];
  const surcharges = rule === undefined ? [] : surchargesOf(scheme, line, env);
  const onlyWhen = rule?.onlyWhen === undefined ? undefined : testOf(rule.onlyWhen, env);
  const free =
    rule?.free === undefined
      ? undefined
      : { n: whole(rule.free.n), per: rule.free.per, when: testOf(rule.free.when, env) };
  const approval = rule?.approval !== undefined || item?.approval !== undefined;
  const toOther = rule !== undefined && rule.to !== 'subject';
  const plain =
    !onlyWhen && !free && !approval && !sameFact && !toOther && rule?.once === undefined && surcharges.length === 0;
  return {
    line,
    value: worthOf(line, env.amounts),
    onlyWhen,
    free,
    approval,
    once: rule?.once,
    sameFact,
    toOther,
    surcharges,
    plain,
  };
}

function surchargesOf(scheme: Scheme, line: Line, env: ConditionEnv): readonly Surcharge[] {
  return scheme.modifiers.rules
    .filter((rule) => rule.groups.some((group) => line.groups.includes(group)))
    .map((rule) => ({
      id: rule.id,
      label: rule.label,
      clause: rule.clause,
      rate: env.amounts(rule.rate),
      window: rule.repeat?.window,
      growth: rule.repeat?.growth ?? 'flat',
      when: rule.when === undefined ? undefined : testOf(rule.when, env),
    }));
}

/** The worth of one entry of a line: price × steps of the count, with its sign. */
function worthOf(line: Line, amounts: Amounts): LinePlan['value'] {
  const { rule, sign } = line;
  if (rule === undefined) return (ledger, entry) => points(ledger, entry);
  if (rule.effect === 'record' || rule.effect === 'forfeit') return () => ZERO;
  const steps = stepsOf(rule, amounts);
  const price = priceOf(rule, line, amounts);
  return (ledger, entry, count) => {
    const each = price(ledger, entry);
    const times = steps(count);
    if (each === undefined || times === undefined) return undefined;
    const worth = times === ONE ? each : multiply(each, times);
    return sign === 1 ? worth : negate(worth);
  };
}

function stepsOf(rule: ItemRule, amounts: Amounts): (count: Exact) => Exact | undefined {
  if (rule.every === undefined) return (count) => count;
  const step = amounts(rule.every.step);
  const { rounding } = rule.every;
  return (count) => (step === undefined ? undefined : wholeSteps(count, step, rounding));
}

/** How many steps fit: whole ones only, a begun one too, or exactly. */
export function wholeSteps(amount: Exact, step: Exact, rounding: 'down' | 'up' | 'none' | 'any'): Exact {
  if (rounding === 'any') return compare(amount, ZERO) > 0 ? ONE : ZERO;
  const exactly = divide(amount, step);
  if (rounding === 'none') return exactly;
  const value = typeof exactly === 'number' ? { n: BigInt(exactly), d: 1_000_000n } : exactly;
  const down = value.n / value.d;
  const up = value.n % value.d > 0n ? down + 1n : down;
  return fraction(rounding === 'down' ? down : up, 1n);
}

function priceOf(rule: ItemRule, line: Line, amounts: Amounts): (ledger: Ledger, entry: number) => Exact | undefined {
  if (rule.judged !== undefined) return (ledger, entry) => points(ledger, entry);
  if (rule.tiers !== undefined) {
    const tiers = new Map(rule.tiers.map((one) => [one.id, amounts(one.points)]));
    return (ledger, entry) => tiers.get(word(ledger, ledger.tier[entry] as number) ?? '') ?? points(ledger, entry);
  }
  if (rule.roles !== undefined) {
    const roles = new Map(rule.roles.map((one) => [one.id, amounts(one.points)]));
    return (ledger, entry) => roles.get(word(ledger, ledger.role[entry] as number) ?? '');
  }
  const { points: fixed } = line;
  return () => fixed;
}
