import { conditionPlaces, leavesOf } from '../scheme/check/places.ts';
import { accountsOf } from '../scheme/account.ts';
import type { ParamValues } from '../scheme/param-values.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { childrenOf } from '../scheme/node.ts';
import { isParted } from '../scheme/tree.ts';
import { amountsOf, catalogueOf, type Amounts, type Catalogue } from './book/catalogue.ts';
import { testOf, type ConditionEnv, type Test } from './conditions.ts';
import { derivePlan, type DerivePlan } from './posting/derive-plan.ts';
import { tablePlan, type TablePlan } from './grading/grade.ts';
import { itemsPlan, type ItemsPlan } from './items/item-plan.ts';
import { postingPlan } from './posting/line-plan.ts';
import { type PostingPlan } from './posting/posted.ts';
import { categoryOf } from './category.ts';
import type { Scope } from './book/scope.ts';
import { scorePlan, type ScorePlan } from './score-plan.ts';
import type { Gap } from './value.ts';
import { unsetIn } from './unset.ts';

/** A scheme compiled: every rule a closure, every number exact. One plan serves any number of runs. */
export type Plan = {
  readonly scheme: Scheme;
  readonly amounts: Amounts;
  readonly env: ConditionEnv;
  readonly catalogue: Catalogue;
  readonly posting: PostingPlan;
  readonly derive: DerivePlan;
  readonly items: ItemsPlan;
  readonly score: ScorePlan;
  readonly tables: readonly TablePlan[];
  readonly who: Test | undefined;
  /** Who counts as a full member where a share is taken of them. */
  readonly fullMembers: Test | undefined;
  readonly exempt: readonly { readonly rule: Scheme['scope']['exempt'][number]; readonly when: Test }[];
  readonly categories: readonly { readonly id: string; readonly when: Test | undefined }[];
  /** The category of whoever a scope is about. */
  readonly category: (scope: Scope) => string | Gap | undefined;
  readonly vetoes: readonly {
    readonly veto: Scheme['vetoes'][number];
    /** By line, 1 where an entry brings it about; undefined where none does. */
    readonly byLine: Uint8Array | undefined;
    readonly when: Test | undefined;
  }[];
  /** All accounts: declared ones, and those that take an excess or a credit. */
  readonly accounts: readonly string[];
  /** When an account falls to zero. */
  readonly resets: ReadonlyMap<string, Test>;
  /** Whether the total is made of sub-periods. */
  readonly parted: boolean;
  /** The node that is the total; empty where a vote gives the grade and there is no score. */
  readonly total: string;
  /** Nodes that are always evaluated: the total, and those that later stages look at. */
  readonly tops: readonly string[];
  /** Nodes that nobody uses: evaluated only when a result is written. */
  readonly aside: ReadonlySet<string>;
};

/** Compiles one part of a ruleset with the parameters in force. */
export function compile(scheme: Scheme, params: ParamValues = {}): Plan {
  const amounts = amountsOf(scheme, params);
  const env: ConditionEnv = {
    amounts,
    unset: unsetIn(scheme, amounts),
    facts: new Map(scheme.facts.map((rule) => [rule.id, rule])),
    readings: Object.fromEntries(scheme.readings.map(({ id, choice }) => [id, choice])),
    compiled: new WeakMap(),
  };
  const catalogue = catalogueOf(scheme, amounts);
  const categories = scheme.scope.categories.map((one) => ({
    id: one.id,
    when: one.when === undefined ? undefined : testOf(one.when, env),
  }));
  return {
    scheme,
    amounts,
    env,
    catalogue,
    posting: postingPlan(scheme, catalogue, env),
    derive: derivePlan(scheme, catalogue, env),
    items: itemsPlan(scheme, catalogue, env),
    score: scorePlan(scheme, catalogue, env),
    tables: (scheme.grade?.tables ?? []).map((table) => tablePlan(table, env)),
    who: scheme.scope.who === undefined ? undefined : testOf(scheme.scope.who, env),
    fullMembers: scheme.scope.fullMembers === undefined ? undefined : testOf(scheme.scope.fullMembers, env),
    exempt: scheme.scope.exempt.map((rule) => ({ rule, when: testOf(rule.when, env) })),
    categories,
    category: (scope) => categoryOf({ scheme, categories }, scope),
    vetoes: scheme.vetoes.map((veto) => ({
      veto,
      byLine:
        veto.items.length === 0
          ? undefined
          : Uint8Array.from(catalogue.lines, ({ groups }) => (veto.items.some((id) => groups.includes(id)) ? 1 : 0)),
      when: veto.when === undefined ? undefined : testOf(veto.when, env),
    })),
    accounts: accountsOf(scheme),
    resets: new Map(
      scheme.carry.flatMap((one) =>
        one.resetWhen === undefined ? [] : [[one.id, testOf(one.resetWhen, env)] as const],
      ),
    ),
    parted: isParted(scheme),
    total: scheme.score[0]?.id ?? '',
    ...topsOf(scheme),
  };
}

function topsOf(scheme: Scheme): Pick<Plan, 'tops' | 'aside'> {
  const used = new Set(scheme.score.flatMap(childrenOf));
  const asked = askedNodes(scheme);
  const ids = scheme.score.map((node) => node.id);
  const aside = new Set(ids.filter((id, index) => index > 0 && !used.has(id) && !asked.has(id)));
  return { tops: ids.filter((id, index) => index === 0 || asked.has(id)), aside };
}

/** Nodes that grades, orders, carries or consequences look at; a choice that leaves them out does not make them nothing. */
function askedNodes(scheme: Scheme): ReadonlySet<string> {
  const { grade, rankings, carry } = scheme;
  const conditions = conditionPlaces(scheme).filter(({ at }) => !at.startsWith('score.'));
  return new Set([
    ...conditions.flatMap(({ condition }) => leavesOf(condition).flatMap((leaf) => ('node' in leaf ? leaf.node : []))),
    ...(grade?.tables ?? []).flatMap((one) => one.node ?? []),
    ...(grade?.quotas ?? []).flatMap((one) => one.keys),
    ...rankings.flatMap((one) => (one.per === undefined ? (one.node ?? []) : [])),
    ...carry.flatMap((one) => [...(one.node === undefined ? [] : [one.node]), ...one.add]),
  ]);
}
