// Surcharges on a posting (上浮).
import { windowOf, within } from './days.ts';
import { add, mul, ONE, q, sub, sum, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { amount, subjectOf } from './world.ts';
import type { Posting, World } from './world.ts';

/** The posting with its surcharges; `before` are the days on which the same standard was broken earlier. */
export function surcharged(w: World, posting: Posting, before: readonly string[], conditionalOnly: boolean): Posting {
  const { combine, rules } = w.scheme.modifiers;
  const rates: Q[] = [];
  for (const rule of rules) {
    if (posting.group === undefined || !rule.groups.includes(posting.group)) continue;
    if (conditionalOnly && (rule.when === undefined || rule.repeat !== undefined)) continue;
    const when = { window: w.period, day: posting.on };
    const holds = rule.when === undefined ? true : w.ask.condition(w, rule.when, subjectOf(posting.person), when);
    const rate = amount(w, rule.rate);
    if (holds === undefined || rate === undefined) return { ...posting, value: undefined };
    if (holds) rates.push(rule.repeat === undefined ? rate : repeated(rule.repeat, rate, posting.on, before));
  }
  const factor =
    combine === 'add' ? add(ONE, sum(rates)) : rates.reduce((product, rate) => mul(product, add(ONE, rate)), ONE);
  return { ...posting, value: posting.value === undefined ? undefined : mul(posting.value, factor) };
}

type Repeat = { readonly window: 'month' | 'year' | 'lifetime'; readonly growth: 'flat' | 'step' | 'compound' };

function repeated(repeat: Repeat, rate: Q, on: string, before: readonly string[]): Q {
  const { window } = repeat;
  const times =
    window === 'lifetime' ? before.length : before.filter((day) => within(day, windowOf(window, on))).length;
  if (times === 0) return ZERO;
  if (repeat.growth === 'flat') return rate;
  if (repeat.growth === 'step') return mul(q(times), rate);
  return sub(Array.from({ length: times }, () => add(ONE, rate)).reduce(mul), ONE);
}
