import type { Exact } from '../../number.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import type { Catalogue } from '../book/catalogue.ts';
import type { ConditionEnv } from '../conditions.ts';
import { taskQuotas, type TaskQuotas } from './task-quota.ts';
import { hold, type Gap } from '../value.ts';

type Rule = Scheme['derived']['rules'][number];

/** Derived postings and task quotas of a scheme, compiled. */
export type DerivePlan = {
  readonly policy: Scheme['derived'];
  readonly rules: readonly DeriveRule[];
  /** Rules by line of the catalogue. */
  readonly byLine: readonly (readonly number[])[];
  /** Some rule looks at totals of a month or year, so causes must be collected first. */
  readonly totals: boolean;
  /** Some rule asks for the worth before surcharges. */
  readonly standard: boolean;
  /** By line: below this size, in ticks, an entry leads to nothing. */
  readonly least: Float64Array;
  readonly quotas: TaskQuotas;
};

export type DeriveRule = {
  readonly rule: Rule;
  readonly into: number;
  readonly over: Exact | undefined;
  readonly from: Exact | undefined;
  readonly below: Exact | undefined;
  readonly belowOrAt: Exact | undefined;
  readonly shares: readonly (Exact | undefined)[];
  readonly fixed: readonly (Exact | undefined)[];
  /** Where a number of it was not filled in. */
  readonly unset: Gap;
};

export function derivePlan(scheme: Scheme, catalogue: Catalogue, env: ConditionEnv): DerivePlan {
  const rules = scheme.derived.rules.map((rule) => ({
    rule,
    into: rule.into === undefined ? -1 : (catalogue.lineIndex.get(rule.into) ?? -1),
    over: env.amounts(rule.trigger?.gt),
    from: env.amounts(rule.trigger?.gte),
    below: env.amounts(rule.trigger?.below),
    belowOrAt: env.amounts(rule.trigger?.belowOrAt),
    shares: rule.to.map((one) => env.amounts(one.share)),
    fixed: rule.to.map((one) => env.amounts(one.points)),
    unset: hold(`${rule.label}的参数没有填写`, rule.clause),
  }));
  const byLine = catalogue.lines.map((line) =>
    // A score given to an item is no posting that could be shared.
    (line.rule === undefined ? [] : rules).flatMap(({ rule }, index) =>
      rule.groups.some((one) => line.groups.includes(one)) ||
      rule.items.some((one) => one === line.id || line.groups.includes(one))
        ? [index]
        : [],
    ),
  );
  return {
    policy: scheme.derived,
    rules,
    byLine,
    totals: scheme.derived.rules.some((rule) => rule.trigger !== undefined && rule.trigger.scope !== 'per-event'),
    least: Float64Array.from(byLine, (own) => Math.min(...own.map((index) => leastOf(rules[index] as DeriveRule)))),
    standard: scheme.derived.rules.some((rule) => rule.base === 'standard' || rule.trigger?.value === 'standard'),
    quotas: taskQuotas(scheme, env),
  };
}

/** The least size of one entry that can trigger a rule; zero where it takes more to tell. */
function leastOf({ rule, over, from }: DeriveRule): number {
  const { trigger } = rule;
  if (trigger === undefined || trigger.scope !== 'per-event' || trigger.value === 'standard') return 0;
  return Math.max(typeof over === 'number' ? over : 0, typeof from === 'number' ? from : 0);
}
