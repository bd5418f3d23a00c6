// Surcharges on a posting (上浮).
import { windowOf, within } from './days.ts';
import { add, mul, ONE, q, sub, sum, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { amount, isNamed, ownerOf } from './world.ts';
import type { Earlier, Posting, World } from './world.ts';

/** The posting with its surcharges. */
export function surcharged(w: World, posting: Posting): Posting {
  const named = w.scheme.modifiers.rules.filter((rule) => isNamed(rule.groups, posting.rule, posting.item));
  const rates = named.map((rule): Q | undefined => {
    const holds = holdsFor(w, rule, posting);
    const rate = amount(w, rule.rate);
    if (holds === false) return ZERO;
    if (holds === undefined) return undefined;
    if (rule.repeat !== undefined && isBeside(rule.repeat, posting)) return undefined;
    // The first time nothing is raised, whatever the rate.
    const times = rule.repeat === undefined ? 1 : timesBefore(rule.repeat, posting.on, posting.before ?? []);
    if (times === 0) return ZERO;
    if (rate === undefined) return undefined;
    return rule.repeat === undefined ? rate : grown(rule.repeat, rate, times);
  });
  return raised(w, posting, rates);
}

/** Surcharges that hang on the person (office), for what was derived to somebody. */
export function surchargedForOffice(w: World, posting: Posting, source: Posting): Posting {
  const rules = w.scheme.modifiers.rules.filter((rule) => rule.when !== undefined && rule.repeat === undefined);
  const own = rules.filter((rule) => isNamed(rule.groups, source.rule, source.item));
  return raised(
    w,
    posting,
    own.map((rule) => {
      const holds = holdsFor(w, rule, posting);
      return holds === false ? ZERO : holds === undefined ? undefined : amount(w, rule.rate);
    }),
  );
}

type Modifier = World['scheme']['modifiers']['rules'][number];

function holdsFor(w: World, rule: Modifier, posting: Posting): boolean | undefined {
  if (rule.when === undefined) return true;
  return w.ask.condition(w, rule.when, ownerOf(w, posting.person), { window: w.period, day: posting.on });
}

function raised(w: World, posting: Posting, rates: readonly (Q | undefined)[]): Posting {
  const known = rates.filter((rate) => rate !== undefined);
  if (known.length < rates.length || posting.value === undefined) return { ...posting, value: undefined };
  const factor =
    w.scheme.modifiers.combine === 'add'
      ? add(ONE, sum(known))
      : known.reduce((product, rate) => mul(product, add(ONE, rate)), ONE);
  return { ...posting, value: mul(posting.value, factor) };
}

type Repeat = { readonly window: 'month' | 'year' | 'lifetime'; readonly growth: 'flat' | 'step' | 'compound' };

function timesBefore({ window }: Repeat, on: string, before: readonly Earlier[]): number {
  const recent = before.filter((one) => window === 'lifetime' || within(one.on, windowOf(window, on)));
  return new Set(recent.map((one) => one.fact)).size;
}

function isBeside({ window }: Repeat, { on, beside = [] }: Posting): boolean {
  return beside.some((day) => window === 'lifetime' || within(day, windowOf(window, on)));
}

function grown({ growth }: Repeat, rate: Q, times: number): Q {
  if (growth === 'flat') return rate;
  if (growth === 'step') return mul(q(times), rate);
  return sub(Array.from({ length: times }, () => add(ONE, rate)).reduce(mul), ONE);
}
