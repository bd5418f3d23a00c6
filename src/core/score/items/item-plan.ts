import { compare, ONE, subtract, ZERO, type Exact } from '../../number.ts';
import type { PeriodUnit } from '../../period.ts';
import type { Item, ItemRule } from '../../scheme/item.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import { divisorOf, type Amounts, type Catalogue, type Line } from '../book/catalogue.ts';
import { missingOf, testOf, type ConditionEnv, type Test } from '../conditions.ts';
import { factOf } from '../book/fact-value.ts';
import { wholeSteps } from '../posting/line-plan.ts';
import type { Scope } from '../book/scope.ts';
import { EXCLUDED, hold, isGap, type Gap } from '../value.ts';

/** One posting on an item, looked at beside the others; `amount` is what counts of it in the end. */
export type ItemLine = {
  line: number;
  day: number;
  project: number;
  /** Ledger entry behind it; −1 for rules that act by themselves and settlements. */
  entry: number;
  via: string;
  amount: Exact;
  /** Cut by highest-only or a cap. */
  cut: 'highest' | 'cap' | undefined;
};

/** A rule that acts by itself, from facts. */
export type AutoRule = {
  readonly line: Line;
  readonly rule: ItemRule;
  readonly each: PeriodUnit | undefined;
  readonly count: (scope: Scope) => Exact | Gap;
  readonly every: { readonly step: Exact | undefined; readonly rounding: 'down' | 'up' | 'none' } | undefined;
};

/** What the postings on one line of an item, or on all of them, may come to. */
export type CapPlan = { readonly only: number | undefined; readonly max: Exact; readonly per: string };

/** An item ready to be scored. */
export type ItemPlan = {
  readonly item: Item;
  readonly index: number;
  readonly applies: Test | undefined;
  readonly max: Exact | undefined;
  /** Which of its bounds was not filled in. */
  readonly unset: '满分' | '封底' | undefined;
  readonly floor: Exact | undefined;
  readonly autos: readonly AutoRule[];
  /** Has highest-only, caps or rules that act by themselves: its postings must be looked at side by side. */
  readonly sideBySide: boolean;
  readonly highest: boolean;
  readonly caps: readonly CapPlan[];
  /** Caps that were not filled in. */
  readonly openCaps: readonly { readonly only: number | undefined; readonly gap: Gap }[];
  /** Whether it cannot occur for a subject, and what then (缺项). */
  readonly away: { readonly test: Test; readonly effect: 'full-marks' | 'redistribute' | 'judged' } | undefined;
  /** Nothing to ask about: its postings are added up and held to its bounds. */
  readonly plain: boolean;
};

export type ItemsPlan = {
  readonly items: readonly ItemPlan[];
  readonly catalogue: Catalogue;
  readonly week: Scheme['period']['week'];
  /** By line: its item, and what an entry on it does to the item. */
  readonly itemOf: Int32Array;
  readonly acts: Uint8Array;
};

/** Entries of a line are added up; or one gives the score directly; or one forfeits the item. */
export const ADDS = 0;
export const GIVES = 1;
export const FORFEITS = 2;

export function itemsPlan(scheme: Scheme, catalogue: Catalogue, env: ConditionEnv): ItemsPlan {
  const items = scheme.items.map((item, index) => itemPlan(scheme, catalogue, item, index, env));
  const itemOf = Int32Array.from(catalogue.lines, (line) => line.item);
  const acts = Uint8Array.from(catalogue.lines, ({ rule }) =>
    rule === undefined ? GIVES : rule.effect === 'forfeit' ? FORFEITS : ADDS,
  );
  return { items, catalogue, week: scheme.period.week, itemOf, acts };
}

function itemPlan(scheme: Scheme, catalogue: Catalogue, item: Item, index: number, env: ConditionEnv): ItemPlan {
  const max = env.amounts(item.max);
  const floor = env.amounts(item.floor);
  const unset =
    item.max !== undefined && max === undefined
      ? '满分'
      : item.floor !== undefined && floor === undefined
        ? '封底'
        : undefined;
  const open = item.start === 'zero' && item.max === undefined;
  const applies = item.appliesWhen === undefined ? undefined : testOf(item.appliesWhen, env);
  const lines = catalogue.lines.filter((line) => line.item === index);
  const autos = lines.flatMap((line) => autosOf(line, env));
  const { caps, openCaps } = capsOf(item, lines, env.amounts);
  const highest = item.rules.some((rule) => rule.highest !== undefined);
  const absent = scheme.notApplicable;
  const away =
    absent === undefined
      ? undefined
      : { test: testOf({ fact: absent.fact, has: item.id }, env), effect: absent.effect };
  return {
    item,
    index,
    applies,
    max,
    unset,
    floor: item.floor !== undefined ? floor : open ? undefined : ZERO,
    autos,
    sideBySide: highest || autos.length > 0 || caps.length > 0 || openCaps.length > 0,
    highest,
    caps,
    openCaps,
    away,
    plain: applies === undefined && unset === undefined && away === undefined && item.start !== 'judged',
  };
}

/** The caps of an item's rules, then its own, which hold what those of the rules have left. */
function capsOf(item: Item, lines: readonly Line[], amounts: Amounts): Pick<ItemPlan, 'caps' | 'openCaps'> {
  const written = [
    ...lines.flatMap(({ rule, index, label, clause }) =>
      (rule?.caps ?? []).map((cap) => ({ ...cap, only: index, label, clause })),
    ),
    ...item.caps.map((cap) => ({ ...cap, only: undefined, label: item.label, clause: item.clause })),
  ];
  const caps: CapPlan[] = [];
  const openCaps: ItemPlan['openCaps'][number][] = [];
  for (const { only, per, label, clause, ...cap } of written) {
    const max = amounts(cap.max);
    if (max === undefined) openCaps.push({ only, gap: hold(`${label}的封顶没有填写`, clause) });
    else caps.push({ only, max, per });
  }
  return { caps, openCaps };
}

function autosOf(line: Line, env: ConditionEnv): readonly AutoRule[] {
  const { rule } = line;
  const count = rule === undefined ? undefined : autoCount(rule, env);
  if (rule === undefined || count === undefined) return [];
  const every = rule.every && { step: divisorOf(env.amounts, rule.every.step), rounding: rule.every.rounding };
  return [{ line, rule, each: rule.each, count, every }];
}

/** How often a rule acts by itself in a window, from facts; undefined for rules that need entries. */
function autoCount(rule: ItemRule, env: ConditionEnv): ((scope: Scope) => Exact | Gap) | undefined {
  const { shortage, counted } = rule;
  const applies = rule.when === undefined ? undefined : testOf(rule.when, env);
  if (shortage !== undefined) {
    const [need, step] = [env.amounts(shortage.need), divisorOf(env.amounts, shortage.step)];
    return ifApplies(applies, (scope) => {
      const value = numberOf(shortage.fact, scope, env);
      if (isGap(value)) return value;
      if (need === undefined || step === undefined) return env.unset([shortage.need, shortage.step], rule.clause);
      const short = subtract(need, value);
      return compare(short, ZERO) <= 0 ? ZERO : wholeSteps(short, step, shortage.rounding);
    });
  }
  if (counted !== undefined) return ifApplies(applies, (scope) => numberOf(counted.fact, scope, env));
  return applies === undefined ? undefined : (scope) => truthCount(applies, scope);
}

function ifApplies(applies: Test | undefined, count: (scope: Scope) => Exact | Gap): (scope: Scope) => Exact | Gap {
  if (applies === undefined) return count;
  return (scope) => {
    const truth = applies(scope);
    if (truth === false) return ZERO;
    return truth === true ? count(scope) : truth;
  };
}

function truthCount(applies: Test, scope: Scope): Exact | Gap {
  const truth = applies(scope);
  if (typeof truth !== 'boolean') return truth;
  return truth ? ONE : ZERO;
}

function numberOf(id: string, scope: Scope, env: ConditionEnv): Exact | Gap {
  const rule = env.facts.get(id);
  if (rule === undefined) return hold(`没有声明的事实 ${id}`);
  const value = factOf(rule, scope, rule.of, env.facts);
  if (value !== undefined) return value as Exact;
  return missingOf(rule) === 'no' ? EXCLUDED : hold(`${rule.label}没有报告`, rule.clause);
}
