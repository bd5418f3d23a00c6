import {
  add,
  compare,
  divide,
  greatest,
  least,
  multiply,
  negate,
  sign,
  whole,
  ZERO,
  type Exact,
} from '../../number.ts';
import type { Item, ItemRule } from '../item.ts';
import type { ScoreNode } from '../node.ts';
import type { Scheme } from '../scheme.ts';
import { childrenOf } from '../node.ts';
import { readAmounts, type ReadAmount } from './amounts.ts';

/** The lowest and highest value something can reach; undefined where there is no limit, or none is known (可达范围). */
export type Bounds = { readonly low: Exact | undefined; readonly high: Exact | undefined };

const OPEN: Bounds = { low: undefined, high: undefined };
const NOTHING: Bounds = { low: ZERO, high: ZERO };

/** What the items and nodes of a scheme can reach. */
export type Reach = {
  readonly item: (item: Item) => Bounds;
  readonly node: (id: string) => Bounds;
  /** Before the node's own floor and cap. */
  readonly inside: (id: string) => Bounds;
};

export function reachOf(scheme: Scheme): Reach {
  const read = readAmounts(scheme);
  const known = new Map<string, Bounds>();
  const inside = (id: string): Bounds => {
    const found = known.get(id);
    if (found !== undefined) return found;
    known.set(id, OPEN);
    const node = scheme.score.find((one) => one.id === id);
    const bounds =
      node === undefined
        ? OPEN
        : scale(rawBounds(node), node.times === undefined ? undefined : read(node.times), node.times);
    known.set(id, bounds);
    return bounds;
  };
  const node = (id: string): Bounds => {
    const rule = scheme.score.find((one) => one.id === id);
    return clamp(inside(id), read(rule?.floor), read(rule?.cap));
  };
  const item = (one: Item): Bounds => itemBounds(one, scheme, read);
  const rawBounds = (rule: ScoreNode): Bounds => nodeBounds(rule, { scheme, read, item, node });
  return { item, node, inside };
}

type Tools = {
  readonly scheme: Scheme;
  readonly read: ReadAmount;
  readonly item: Reach['item'];
  readonly node: Reach['node'];
};

function nodeBounds(node: ScoreNode, tools: Tools): Bounds {
  const { scheme, read } = tools;
  if ('const' in node) return exactly(read(node.const));
  if ('sum' in node) {
    return total(
      node.sum.map((one) =>
        typeof one === 'string' ? tools.node(one) : scale(tools.node(one.node), read(one.times), one.times),
      ),
    );
  }
  if ('weighted' in node)
    return total(node.weighted.map((one) => scale(tools.node(one.node), read(one.weight), one.weight)));
  if ('section' in node) return sectionBounds(node.section, tools);
  if ('items' in node) return total(scheme.items.filter((one) => node.items.includes(one.id)).map(tools.item));
  if ('input' in node) return pairBounds(scheme.inputs.find((one) => one.id === node.input)?.range, read);
  if ('ballot' in node) return ballotBounds(scheme, node.ballot, read);
  if ('fact' in node) return factBounds(scheme, node.fact, read);
  if ('over' in node) return overBounds(node, tools);
  if ('ofHighest' in node) return { low: undefined, high: whole(100) };
  if ('absent' in node) return NOTHING;
  const children = childrenOf(node);
  return children.length === 0 ? OPEN : among(children.map(tools.node));
}

type Over = Extract<ScoreNode, { readonly over: unknown }>;
const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, 'half-year': 6, year: 12 };

function overBounds(node: Over, { scheme, read, node: reach }: Tools): Bounds {
  const { unit, combine, divisor } = node.over;
  const part = reach(node.over.node);
  if (combine === 'last' || (combine === 'mean' && divisor === 'present')) return part;
  const [all, one] = [MONTHS[scheme.period.unit], MONTHS[unit]];
  if (all === undefined || one === undefined || all % one !== 0) return OPEN;
  const sum = scale(part, whole(all / one), '');
  const by = divisor === 'present' ? undefined : read(divisor);
  if (combine === 'sum') return sum;
  if (by === undefined || sign(by) <= 0) return OPEN;
  return {
    low: sum.low === undefined ? undefined : divide(sum.low, by),
    high: sum.high === undefined ? undefined : divide(sum.high, by),
  };
}

function sectionBounds(id: string, { scheme, read, item }: Tools): Bounds {
  const section = scheme.sections.find((one) => one.id === id);
  return clamp(
    total(scheme.items.filter((one) => one.section === id).map(item)),
    read(section?.floor),
    read(section?.cap),
  );
}

function ballotBounds(scheme: Scheme, id: string, read: ReadAmount): Bounds {
  const ballot = scheme.ballots.find((one) => one.id === id);
  if (ballot === undefined) return OPEN;
  if (ballot.scores !== undefined) return pairBounds(ballot.scores, read);
  const values = ballot.options.flatMap((one) => read(one.value) ?? []);
  const [first, ...rest] = values;
  return first === undefined || values.length < ballot.options.length
    ? OPEN
    : { low: rest.reduce(least, first), high: rest.reduce(greatest, first) };
}

function factBounds(scheme: Scheme, id: string, read: ReadAmount): Bounds {
  const fact = scheme.facts.find((one) => one.id === id);
  return { low: read(fact?.least), high: read(fact?.most) };
}

/** An item: full and judged ones lie in 0..max, the others are as high as their rules allow. */
function itemBounds(item: Item, scheme: Scheme, read: ReadAmount): Bounds {
  const max = read(item.max);
  const floor = read(item.floor);
  if (item.start !== 'zero') return { low: floor ?? ZERO, high: max };
  const sums = within(total(item.rules.map((rule) => ruleBounds(rule, scheme, read))), capOf(item.caps, scheme, read));
  const low = floor ?? (item.max === undefined ? sums.low : ZERO);
  if (item.max === undefined) return { low, high: sums.high };
  // A score can be given to the item directly, up to its maximum.
  return { low, high: max };
}

function ruleBounds(rule: ItemRule, scheme: Scheme, read: ReadAmount): Bounds {
  if (rule.effect === 'record' || rule.effect === 'forfeit') return NOTHING;
  const high = ruleLimit(rule, scheme, read);
  return rule.effect === 'add'
    ? { low: ZERO, high }
    : { low: high === undefined ? undefined : negate(high), high: ZERO };
}

/** The most that one rule can bring in the whole period, taken positive. */
export function ruleLimit(rule: ItemRule, scheme: Scheme, read: ReadAmount): Exact | undefined {
  const wide = ['period', scheme.period.unit];
  const cap = capOf(rule.caps, scheme, read);
  const single = singleWorth(rule, read);
  const plain =
    rule.every === undefined && rule.counted === undefined && rule.shortage === undefined && !isRaised(rule, scheme);
  const once =
    plain &&
    (wide.includes(rule.once ?? '') || rule.highest === 'item' || (rule.when !== undefined && rule.each === undefined));
  if (cap === undefined || !once) return cap ?? (once ? single : undefined);
  return single === undefined ? cap : least(cap, single);
}

/** The tightest cap that holds for the whole period. */
function capOf(caps: ItemRule['caps'], scheme: Scheme, read: ReadAmount): Exact | undefined {
  const wide = caps
    .filter((one) => one.per === 'period' || one.per === scheme.period.unit)
    .flatMap((one) => read(one.max) ?? []);
  const [first, ...rest] = wide;
  return first === undefined ? undefined : rest.reduce(least, first);
}

/** A cap works on both sides: neither more points than it, nor more taken away. */
function within(bounds: Bounds, cap: Exact | undefined): Bounds {
  if (cap === undefined) return bounds;
  const low = bounds.low === undefined ? negate(cap) : greatest(bounds.low, negate(cap));
  return { low, high: bounds.high === undefined ? cap : least(bounds.high, cap) };
}

/** Surcharges and other people's entries can bring more than the rule itself says. */
function isRaised(rule: ItemRule, scheme: Scheme): boolean {
  const into = [...scheme.derived.rules.map((one) => one.into), ...scheme.taskQuotas.map((one) => one.into)];
  return scheme.modifiers.rules.length > 0 || into.includes(rule.id);
}

/** The most that a single unit of a rule is worth. */
export function singleWorth(rule: ItemRule, read: ReadAmount): Exact | undefined {
  if (rule.points !== undefined) return read(rule.points);
  if (rule.judged !== undefined) return read(rule.judged.to);
  const worths = [
    ...(rule.tiers ?? []).map((one) => read(one.points ?? one.to)),
    ...(rule.roles ?? []).map((one) => read(one.points)),
  ];
  const [first, ...rest] = worths.filter((one) => one !== undefined);
  return first === undefined || rest.length + 1 < worths.length ? undefined : rest.reduce(greatest, first);
}

function pairBounds(pair: Scheme['inputs'][number]['range'] | undefined, read: ReadAmount): Bounds {
  return pair === undefined ? OPEN : { low: read(pair[0]), high: read(pair[1]) };
}

function exactly(value: Exact | undefined): Bounds {
  return { low: value, high: value };
}

/** The bounds of a sum. */
export function total(parts: readonly Bounds[]): Bounds {
  return parts.reduce(
    (sum, one) => ({
      low: sum.low === undefined || one.low === undefined ? undefined : add(sum.low, one.low),
      high: sum.high === undefined || one.high === undefined ? undefined : add(sum.high, one.high),
    }),
    NOTHING,
  );
}

/** The bounds of a choice between parts. */
function among(parts: readonly Bounds[]): Bounds {
  return parts.reduce((all, one) => ({
    low: all.low === undefined || one.low === undefined ? undefined : least(all.low, one.low),
    high: all.high === undefined || one.high === undefined ? undefined : greatest(all.high, one.high),
  }));
}

function scale(bounds: Bounds, times: Exact | undefined, written: unknown): Bounds {
  if (written === undefined) return bounds;
  if (times === undefined) return OPEN;
  const low = bounds.low === undefined ? undefined : multiply(bounds.low, times);
  const high = bounds.high === undefined ? undefined : multiply(bounds.high, times);
  return sign(times) < 0 ? { low: high, high: low } : { low, high };
}

function clamp({ low, high }: Bounds, floor: Exact | undefined, cap: Exact | undefined): Bounds {
  const up = (value: Exact | undefined, open: Exact | undefined): Exact | undefined => {
    if (value === undefined) return open;
    const raised = floor !== undefined && compare(value, floor) < 0 ? floor : value;
    return cap !== undefined && compare(raised, cap) > 0 ? cap : raised;
  };
  return { low: up(low, floor), high: up(high, cap) };
}
