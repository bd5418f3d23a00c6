import { add, compare, divide, greatest, least, multiply, round, subtract, ZERO, type Exact } from '../number.ts';
import type { Absence } from '../scheme/ballot.ts';
import type { ScoreNode } from '../scheme/node.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { divisorOf, type Amounts, type Catalogue } from './book/catalogue.ts';
import { missingOf, testOf, type ConditionEnv } from './conditions.ts';
import { factOf } from './book/fact-value.ts';
import { ballot, papersOf } from './nodes/ballot.ts';
import { either, select } from './nodes/choose.ts';
import { absent, absentValue, constant } from './nodes/constant.ts';
import { derived } from './nodes/derived.ts';
import { from } from './nodes/from.ts';
import { ofHighest } from './nodes/highest.ts';
import { input, inputOf } from './nodes/input.ts';
import { itemSum } from './nodes/item-sum.ts';
import type { Evaluate, NodeContext, Part } from './nodes/node-context.ts';
import { over } from './nodes/over.ts';
import { sum } from './nodes/sum.ts';
import { weighted } from './nodes/weighted.ts';
import { hold, isGap, type Gap, type Value } from './value.ts';

/** A node ready to be evaluated, with what bounds it afterwards. */
export type NodePlan = {
  readonly node: ScoreNode;
  readonly index: number;
  readonly evaluate: Evaluate;
  /** What is done to a value in the end, in this order: times and rescaling; rounding and floor; cap. */
  readonly scale: (value: Exact, context: NodeContext) => Exact;
  readonly raise: (value: Exact) => Exact;
  readonly cap: Exact | undefined;
  readonly plain: boolean;
  /** One of its bounds was not filled in. */
  readonly unset: Gap | undefined;
};

export type ScorePlan = { readonly nodes: readonly NodePlan[]; readonly index: ReadonlyMap<string, number> };

/** Compiles the score tree; kinds of nodes do not know each other, they are given what they need. */
export function scorePlan(scheme: Scheme, catalogue: Catalogue, env: ConditionEnv): ScorePlan {
  const nodes = scheme.score.map((node, index): NodePlan => {
    const bounds = [node.times, node.floor, node.cap, node.round, node.rescaleTo];
    return {
      node,
      index,
      evaluate: evaluateOf(scheme, catalogue, node, env),
      scale: scaleOf(
        catalogue,
        node,
        env,
        scheme.notApplicable?.effect === 'redistribute' ? scheme.notApplicable.fact : undefined,
      ),
      raise: raiseOf(node, env.amounts(node.floor)),
      cap: env.amounts(node.cap),
      plain: bounds.every((one) => one === undefined),
      unset: unsetOf(node, env.amounts),
    };
  });
  return { nodes, index: new Map(scheme.score.map((node, index) => [node.id, index])) };
}

function evaluateOf(scheme: Scheme, catalogue: Catalogue, node: ScoreNode, env: ConditionEnv): Evaluate {
  const { amounts } = env;
  const { label, clause } = node;
  if ('const' in node) return constant(amounts(node.const), label, clause);
  if ('sum' in node)
    return sum(
      node.sum.map((one) =>
        typeof one === 'string' ? { node: one, times: undefined } : { node: one.node, times: amounts(one.times) },
      ),
    );
  if ('weighted' in node)
    return weighted(
      node.weighted.map((one) => ({ node: one.node, weight: amounts(one.weight) })),
      clause,
    );
  if ('section' in node) return sectionOf(scheme, node.section, amounts);
  if ('items' in node) return itemsOf(catalogue, node.items);
  if ('select' in node)
    return select(
      node.select.cases.map((one) => ({ when: testOf(one.when, env), node: one.node })),
      node.select.otherwise,
    );
  if ('either' in node)
    return either(
      node.either.map((id) => ({ node: id, reported: reportedOf(scheme, id, env) })),
      label,
      clause,
    );
  if ('over' in node) return overOf(node.over, amounts, clause);
  if ('derived' in node) return derived(node.derived);
  if ('ofHighest' in node) return ofHighest(node.ofHighest);
  if ('account' in node) return (context) => context.account(node.account);
  if ('absent' in node) return absent(node.absent.policy, node.absent.what, clause);
  return sourceOf(scheme, node, env);
}

/** Whether somebody reported what a node reads, whatever a missing report counts as. */
function reportedOf(scheme: Scheme, id: string, env: ConditionEnv): (context: NodeContext) => boolean {
  const node = scheme.score.find((one) => one.id === id);
  if (node !== undefined && 'input' in node) {
    const rule = scheme.inputs.find((one) => one.id === node.input);
    return (context) => rule !== undefined && inputOf(rule, context) !== undefined;
  }
  if (node !== undefined && 'ballot' in node) {
    const rule = scheme.ballots.find((one) => one.id === node.ballot);
    return (context) => rule !== undefined && papersOf(rule, context) !== undefined;
  }
  if (node !== undefined && 'fact' in node) {
    const rule = env.facts.get(node.fact);
    return (context) => rule !== undefined && factOf(rule, context.scope, rule.of, env.facts) !== undefined;
  }
  return (context) => !isGap(context.value(id));
}

type Source = Extract<
  ScoreNode,
  { readonly input: string } | { readonly ballot: string } | { readonly fact: string } | { readonly from: unknown }
>;

function sourceOf(scheme: Scheme, node: Source, env: ConditionEnv): Evaluate {
  if ('from' in node) return from(node.from, node.label, node.clause);
  if ('fact' in node) return factNode(node.fact, node.missing, env);
  if ('input' in node) {
    const rule = scheme.inputs.find((one) => one.id === node.input);
    return rule === undefined ? () => hold(`没有声明的评分 ${node.input}`) : input(rule, node.missing ?? rule.missing);
  }
  const rule = scheme.ballots.find((one) => one.id === node.ballot);
  return rule === undefined
    ? () => hold(`没有声明的票 ${node.ballot}`)
    : ballot(rule, env.amounts, node.missing ?? rule.missing);
}

function factNode(id: string, said: Absence | undefined, env: ConditionEnv): Evaluate {
  const rule = env.facts.get(id);
  if (rule === undefined) return () => hold(`没有声明的事实 ${id}`);
  const missing = said ?? (missingOf(rule) === 'no' ? 'exclude' : 'block');
  return (context) => {
    const value = factOf(rule, context.scope, rule.of, env.facts);
    return value === undefined ? absentValue(missing, `${rule.label}没有报告`, rule.clause) : (value as Exact);
  };
}

function itemsOf({ itemIndex }: Catalogue, ids: readonly string[]): Evaluate {
  const items: number[] = [];
  for (const id of ids) {
    const index = itemIndex.get(id);
    if (index === undefined) return () => hold(`没有声明的项目 ${id}`);
    items.push(index);
  }
  return itemSum(items);
}

function sectionOf(scheme: Scheme, id: string, amounts: Amounts): Evaluate {
  const section = scheme.sections.find((one) => one.id === id);
  if (section === undefined) return () => hold(`没有声明的部分 ${id}`);
  const items = scheme.items.flatMap((item, index) => (item.section === id ? [index] : []));
  return itemSum(items, amounts(section.floor), amounts(section.cap), unsetOf(section, amounts));
}

type Bounds = Pick<ScoreNode, 'label' | 'clause' | 'floor' | 'cap' | 'rescaleTo'>;

/** Why a value cannot be held to its bounds: one of them was not filled in. */
function unsetOf({ label, clause, ...bounds }: Bounds, amounts: Amounts): Gap | undefined {
  const { floor, cap, rescaleTo } = bounds;
  const open = [floor, cap, rescaleTo].some((one) => one !== undefined && amounts(one) === undefined);
  return open ? hold(`${label}的上下限没有填写`, clause) : undefined;
}

type Over = Extract<ScoreNode, { readonly over: unknown }>['over'];

function overOf(rule: Over, amounts: Amounts, clause: string | undefined): Evaluate {
  const divisor = rule.divisor === 'present' ? 'present' : divisorOf(amounts, rule.divisor);
  return over(rule.unit, rule.node, rule.combine, divisor, clause);
}

/** Times and rescaling. */
function scaleOf(
  catalogue: Catalogue,
  node: ScoreNode,
  env: ConditionEnv,
  away: string | undefined,
): NodePlan['scale'] {
  const [times, full] = [env.amounts(node.times), env.amounts(node.rescaleTo)];
  return (value, context) => {
    const scaled = times === undefined ? value : multiply(value, times);
    return full === undefined || away === undefined ? scaled : rescale(scaled, full, away, catalogue, context, env);
  };
}

/** Rounding, then floor. */
function raiseOf(node: ScoreNode, floor: Exact | undefined): NodePlan['raise'] {
  return (value) => {
    const rounded = node.round === undefined ? value : round(value, node.round.places, node.round.mode);
    return floor === undefined ? rounded : greatest(rounded, floor);
  };
}

/** Items that cannot occur are taken out, the rest is scaled up to the full total (AMB-44). */
function rescale(
  value: Exact,
  full: Exact,
  fact: string,
  catalogue: Catalogue,
  context: NodeContext,
  env: ConditionEnv,
): Exact {
  let lost: Exact = ZERO;
  for (const item of catalogue.items) {
    if (testOf({ fact, has: item.id }, env)(context.scope) === true) lost = add(lost, env.amounts(item.max) ?? ZERO);
  }
  const rest = subtract(full, lost);
  return compare(rest, ZERO) <= 0 ? value : divide(multiply(value, full), rest);
}

/** One step of the explanation: a node's value in a window, what went in, and what bounds changed. */
export type Step = {
  readonly node: ScoreNode;
  readonly window: string;
  readonly whole: boolean;
  readonly before: Value;
  /** After times and rescaling. */
  readonly scaled: Value;
  readonly value: Value;
  readonly parts: readonly Part[];
};

/** Where steps go while an explanation is made; absent in a bulk run. */
export type Sink = (step: Step) => void;

/** Evaluates one node of the plan in a context, puts what its cap cuts off on the account, and tells the sink, if there is one. */
export function evaluateNode(
  plan: NodePlan,
  context: NodeContext,
  sink: Sink | undefined,
  excess: Map<string, Exact>,
): Value {
  const parts: Part[] | undefined = sink === undefined ? undefined : [];
  const found = plan.evaluate(context, parts);
  const policy = plan.node.missing;
  const before =
    isGap(found) && found.unreported === true && policy !== undefined && policy !== 'block'
      ? absentValue(policy, plan.node.label, plan.node.clause)
      : found;
  let scaled = before;
  let value = before;
  if (plan.unset !== undefined && !isGap(before)) value = plan.unset;
  else if (!plan.plain && !isGap(before)) {
    scaled = plan.scale(before, context);
    const raised = plan.raise(scaled);
    value = plan.cap === undefined ? raised : least(raised, plan.cap);
    const account = plan.node.excess;
    if (account !== undefined && compare(raised, value) > 0)
      excess.set(account, add(excess.get(account) ?? ZERO, subtract(raised, value)));
  }
  if (sink !== undefined && parts !== undefined) {
    const { id, whole } = context.scope.window;
    sink({ node: plan.node, window: id, whole, before, scaled, value, parts });
  }
  return value;
}
