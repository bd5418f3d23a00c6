import { absence } from './ballot.ts';
import { amount, conditionRef, periodUnit } from './condition.ts';
import { either, id, list, oneOf, opt, or, record, share, text, variant, whole, type Of } from './shape.ts';

/** Who may see how much of a node (公开程度). */
export const disclosure = record({
  self: or(oneOf('exact', 'band', 'hidden'), 'exact'),
  members: or(oneOf('exact', 'band', 'hidden'), 'band'),
  board: or(oneOf('exact', 'band', 'hidden'), 'band'),
  superior: or(oneOf('exact', 'band', 'hidden'), 'exact'),
});

const from = record({
  scheme: id,
  of: oneOf('own', 'leadership', 'members'),
  scope: or(oneOf('direct', 'subtree'), 'direct'),
  combine: or(oneOf('mean', 'sum'), 'mean'),
  leaders: or(oneOf('include', 'exclude'), 'include'),
  missing: or(oneOf('hold', 'skip', 'zero'), 'hold'),
  exempt: or(oneOf('hold', 'skip'), 'hold'),
});
export type From = Of<typeof from>;

/** One step of the score. The first node of the list is the total; each node is named and gets a line in the explanation. */
export const node = variant(
  {
    id,
    label: text,
    clause: opt(id),
    times: opt(share),
    floor: opt(amount),
    cap: opt(amount),
    /** What a cap cuts off goes into this account; else it is dropped. */
    excess: opt(id),
    round: opt(record({ places: whole(), mode: oneOf('half-up', 'down', 'up') })),
    /** For input, ballot and from nodes and `either`: overrides the source's own `missing`. */
    missing: opt(absence),
    declared: opt(amount),
    /** Items that cannot occur are taken out and the rest is scaled up to this. */
    rescaleTo: opt(amount),
    disclosure: opt(disclosure),
  },
  {
    const: amount,
    sum: list(either(id, record({ node: id, times: share })), 1),
    weighted: list(record({ node: id, weight: amount }), 1),
    section: id,
    items: list(id, 1),
    input: id,
    ballot: id,
    fact: id,
    from,
    select: record({ cases: list(record({ when: conditionRef, node: id }), 1), otherwise: opt(id) }),
    /** The first of these that has been reported; two reported is a problem. */
    either: list(id, 2),
    /** Sub-periods combined: mean over those present or over a fixed number, sum, the last. */
    over: record({
      unit: periodUnit,
      node: id,
      combine: oneOf('mean', 'sum', 'last'),
      divisor: or(either(oneOf('present'), amount), 'present'),
    }),
    derived: list(id, 1),
    /** Divided by the highest in the organisation, times 100. */
    ofHighest: id,
    account: id,
    /** Not there: blocks, counts as zero, or is left out of the mean or weighting around it. */
    absent: record({ policy: absence, what: text }),
  },
);
export type ScoreNode = Of<typeof node>;

/** The nodes that a node puts together. */
export function childrenOf(node: ScoreNode): readonly string[] {
  if ('sum' in node) return node.sum.map((one) => (typeof one === 'string' ? one : one.node));
  if ('weighted' in node) return node.weighted.map((one) => one.node);
  if ('select' in node)
    return [
      ...node.select.cases.map((one) => one.node),
      ...(node.select.otherwise === undefined ? [] : [node.select.otherwise]),
    ];
  if ('either' in node) return node.either;
  if ('over' in node) return [node.over.node];
  return 'ofHighest' in node ? [node.ofHighest] : [];
}
