// What one unit of a rule is worth, and how many units there are.
import type { ItemRule } from '../../../src/core/scheme/item.ts';
import type { Entry } from './facts.ts';
import { div, mul, neg, read, round, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { amount } from './world.ts';
import type { World } from './world.ts';

/** 单价 × 数量 with its sign; undefined when a parameter has no value. */
export function worth(w: World, rule: ItemRule, entry: Entry | undefined, count: Q): Q | undefined {
  if (rule.effect === 'record' || rule.effect === 'forfeit') return ZERO;
  const unit = price(w, rule, entry);
  const steps = inSteps(w, rule, count);
  if (unit === undefined || steps === undefined) return undefined;
  return rule.effect === 'deduct' ? neg(mul(unit, steps)) : mul(unit, steps);
}

function price(w: World, rule: ItemRule, entry: Entry | undefined): Q | undefined {
  const given = entry?.points === undefined ? undefined : read(entry.points);
  if (rule.points !== undefined) return amount(w, rule.points);
  if (rule.tiers !== undefined) {
    const tier = rule.tiers.find((one) => one.id === entry?.tier);
    return tier?.points === undefined ? given : amount(w, tier.points);
  }
  if (rule.roles !== undefined) {
    const role = rule.roles.find((one) => one.id === entry?.role);
    return role === undefined ? undefined : amount(w, role.points);
  }
  return rule.judged === undefined ? undefined : given;
}

function inSteps(w: World, rule: ItemRule, count: Q): Q | undefined {
  if (rule.every === undefined) return count;
  const step = amount(w, rule.every.step);
  if (step === undefined) return undefined;
  const steps = div(count, step);
  return rule.every.rounding === 'none' ? steps : round(steps, 0, rule.every.rounding);
}
