import { FREE, ONCE, SAME_FACT, TO_OTHER, type LinePlan, type PostingPlan, type Surcharge } from './posted.ts';
import { divide, fraction, multiply, ONE, whole, ZERO, type Exact } from '../../number.ts';
import type { ItemRule } from '../../scheme/item.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import { divisorOf, signed, type Amounts, type Catalogue, type Line } from '../book/catalogue.ts';
import { testOf, type ConditionEnv } from '../conditions.ts';
import { recordedFacts } from './steady.ts';
import { kindAt, points, type EntryKind } from '../book/ledger.ts';

/** Compiles what the entries of each line are worth. */
export function postingPlan(scheme: Scheme, catalogue: Catalogue, env: ConditionEnv): PostingPlan {
  const shared = new Set(scheme.sameFacts.flatMap((one) => one.items));
  const lines = catalogue.lines.map((line) => linePlan(scheme, line, shared.has(line.id), env));
  return {
    lines,
    combine: scheme.modifiers.combine,
    sameFacts: scheme.sameFacts.map(({ id, items, key, counts }) => {
      const lines = items.flatMap((item) => catalogue.lineIndex.get(item) ?? []);
      return { id, lines, key, counts };
    }),
  };
}

function linePlan(scheme: Scheme, line: Line, sameFact: boolean, env: ConditionEnv): LinePlan {
  const { rule } = line;
  const surcharges = rule === undefined ? [] : surchargesOf(scheme, line, env);
  const onlyWhen = rule?.onlyWhen === undefined ? undefined : testOf(rule.onlyWhen, env);
  const free =
    rule?.free === undefined
      ? undefined
      : { n: whole(rule.free.n), per: rule.free.per, when: testOf(rule.free.when, env) };
  const approval = line.approval !== undefined;
  const toOther = rule !== undefined && rule.to !== 'subject';
  const once = rule?.once;
  return {
    line,
    label: line.label,
    clause: line.clause,
    ...worthOf(line, env.amounts),
    onlyWhen,
    free,
    approval,
    byTier: rule?.standard === 'tier',
    once,
    sameFact,
    toOther,
    surcharges,
    together:
      (free ? FREE : 0) | (once === undefined ? 0 : ONCE) | (sameFact ? SAME_FACT : 0) | (toOther ? TO_OTHER : 0),
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
      facts: rule.when === undefined ? [] : recordedFacts(rule.when, env.facts),
    }));
}

/** The worth of one entry of a line: price × steps of the count, with its sign. */
function worthOf(line: Line, amounts: Amounts): Pick<LinePlan, 'price' | 'given' | 'steps' | 'value'> {
  const { rule, sign } = line;
  const plain = { given: NEVER, steps: undefined };
  if (rule === undefined) return { ...plain, price: NO_PRICE, value: (ledger, entry) => points(ledger, entry) };
  if (rule.effect === 'record' || rule.effect === 'forfeit') return { ...plain, price: () => ZERO, value: () => ZERO };
  const steps = stepsOf(rule, amounts);
  const priceOfKind = priceOf(rule, line, amounts);
  const given = givenWith(rule);
  const value: LinePlan['value'] = (ledger, entry, count) => {
    const kind = kindAt(ledger, entry);
    const each = given(kind) ? points(ledger, entry) : priceOfKind(kind);
    const times = steps === undefined ? count : steps(count);
    if (each === undefined || times === undefined) return undefined;
    return signed(times === ONE ? each : multiply(each, times), sign);
  };
  const price: LinePlan['price'] = (kind) => {
    const each = priceOfKind(kind);
    return each === undefined ? undefined : signed(each, sign);
  };
  return { given, steps, price, value };
}

const NO_PRICE = (): undefined => undefined;
const NEVER = (): boolean => false;

/** The kinds of entries that carry their points: all that a body judges, those of a tier that only names a range. */
function givenWith({ judged, tiers }: ItemRule): LinePlan['given'] {
  if (judged !== undefined) return () => true;
  const open = new Set(tiers?.flatMap((one) => (one.points === undefined ? [one.id] : [])));
  return open.size === 0 ? NEVER : ({ tier = '' }) => open.has(tier);
}

function stepsOf(rule: ItemRule, amounts: Amounts): LinePlan['steps'] {
  if (rule.every === undefined) return undefined;
  const step = divisorOf(amounts, rule.every.step);
  const { rounding } = rule.every;
  return (count) => (step === undefined ? undefined : wholeSteps(count, step, rounding));
}

/** How many steps fit: whole ones only, a begun one too, or exactly; one for any amount at all. */
export function wholeSteps(amount: Exact, step: Exact, rounding: 'down' | 'up' | 'none' | 'any'): Exact {
  if (rounding === 'any') return ONE;
  if (rounding === 'none') return divide(amount, step);
  if (typeof amount === 'number' && typeof step === 'number' && amount >= 0 && step > 0) {
    const rest = amount % step;
    return whole((amount - rest) / step + (rest > 0 && rounding === 'up' ? 1 : 0));
  }
  const exactly = divide(amount, step);
  const value = typeof exactly === 'number' ? { n: BigInt(exactly), d: 1_000_000n } : exactly;
  const down = value.n / value.d;
  const up = value.n % value.d > 0n ? down + 1n : down;
  return fraction(rounding === 'down' ? down : up, 1n);
}

/** The price that stands in the scheme; undefined where the points are given with the entry, or not filled in. */
function priceOf(rule: ItemRule, line: Line, amounts: Amounts): (kind: EntryKind) => Exact | undefined {
  if (rule.judged !== undefined) return NO_PRICE;
  if (rule.tiers !== undefined) {
    const tiers = new Map(rule.tiers.map((one) => [one.id, amounts(one.points)]));
    return (kind) => tiers.get(kind.tier ?? '');
  }
  if (rule.roles !== undefined) {
    const roles = new Map(rule.roles.map((one) => [one.id, amounts(one.points)]));
    return (kind) => roles.get(kind.role ?? '');
  }
  const { points: fixed } = line;
  return () => fixed;
}
