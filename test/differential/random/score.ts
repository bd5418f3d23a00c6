// Random score nodes: each takes only nodes further down the list; a part under `over` has its own small tree.
import type { Dice } from '../dice.ts';
import type { Json, JsonRecord } from '../json.ts';
import { condition, type Place } from './condition.ts';
import { CLAUSE, field, partOf, type Names } from './names.ts';

/** What nodes may use besides the names. */
export type Means = { readonly names: Names; readonly derived: readonly string[]; readonly redistributes: boolean };

export function score(d: Dice, means: Means): readonly JsonRecord[] {
  const { names } = means;
  const main = names.nodes.map((id, at) => {
    const after = names.nodes.slice(at + 1);
    const kind = mainKind(d, means, id, after, at === 0);
    return { id, label: `节点${id}`, clause: CLAUSE, ...finish(d, means, at), ...kind };
  });
  const parts = main.flatMap((node) => (isOver(node) ? partsOf(d, means, node) : []));
  return [...main, ...parts];
}

type Over = JsonRecord & { readonly over: { readonly node: string; readonly unit: string } };
const isOver = (node: JsonRecord): node is Over => 'over' in node;

/** What is done to a value in the end. Only nodes after the first feed the account, which the first may read. */
function finish(d: Dice, { names, redistributes }: Means, at: number): JsonRecord {
  const cap = d.maybe(4, () => d.pick(['100', '10', '5']));
  return {
    ...field(
      'times',
      d.maybe(8, () => d.pick(['50%', '2', '1/3', '-1'])),
    ),
    ...field(
      'round',
      d.maybe(8, () => ({ places: d.below(3), mode: d.pick(['half-up', 'down', 'up']) })),
    ),
    ...field(
      'floor',
      d.maybe(8, () => d.pick(['0', '2'])),
    ),
    ...field('cap', cap),
    ...(cap !== undefined && names.account && at > 0 && d.oneIn(2) ? { excess: 'acc' } : {}),
    ...field(
      'missing',
      d.maybe(8, () => d.pick(['block', 'zero', 'exclude'])),
    ),
    ...(redistributes && d.oneIn(3) ? { rescaleTo: '50' } : {}),
  };
}

const WEIGHTS = ['40%', '30%', '0.5', '1'] as const;

function mainKind(d: Dice, means: Means, id: string, after: readonly string[], isFirst: boolean): JsonRecord {
  const { names } = means;
  if (names.posting !== undefined && d.oneIn(5)) return over(d, names, `${id}p`);
  if (after.length === 0 || d.oneIn(3)) return leaf(d, means, isFirst);
  const child = (): string => d.pick(after);
  const place: Place = { stage: 3, nodes: after, account: isFirst };
  const kinds: readonly (() => JsonRecord)[] = [
    () => ({
      sum: d.list(1, 3, (): Json => (d.oneIn(3) ? { node: child(), times: d.pick(['-1', '1/3', '50%']) } : child())),
    }),
    () => ({ sum: [...after].slice(0, 3) }),
    () => ({ weighted: d.list(1, 3, () => ({ node: child(), weight: d.pick(WEIGHTS) })) }),
    () => ({
      select: {
        cases: d.list(1, 2, () => ({ when: condition(d, names, place), node: child() })),
        ...field('otherwise', d.maybe(2, child)),
      },
    }),
    () => ({ ofHighest: child() }),
    ...(after.length > 1 ? [() => ({ either: [...after].slice(0, 2) })] : []),
  ];
  return d.pick(kinds)();
}

function over(d: Dice, names: Names, node: string): JsonRecord {
  return {
    over: {
      unit: partOf(d, names) ?? names.unit,
      node,
      combine: d.pick(['mean', 'mean', 'sum', 'last']),
      ...field(
        'divisor',
        d.maybe(4, () => d.pick(['4', '2', 'present'])),
      ),
    },
  };
}

function leaf(d: Dice, { names, derived }: Means, isFirst: boolean): JsonRecord {
  const some = (): JsonRecord => ({ items: [...d.some(names.items, 2)].map((one) => one.id) });
  const section = (): JsonRecord => ({ section: d.pick(names.sections) });
  const kinds: readonly (() => JsonRecord)[] = [
    section,
    section,
    section,
    some,
    () => ({ const: d.pick(['80', '60', '10', '0', '90']) }),
    () => ({ input: d.pick(['given', 'other']) }),
    () => ({ ballot: d.pick(['vote', 'papers']) }),
    () => ({ fact: d.pick(['level', 'size', 'hours', 'tenure']) }),
    () => ({ from: from(d) }),
    () => ({ absent: { policy: d.pick(['block', 'zero', 'exclude']), what: '缺' } }),
    ...(derived.length > 0
      ? [(): JsonRecord => ({ derived: [...derived] }), (): JsonRecord => ({ derived: [...derived] })]
      : []),
    ...(names.account && isFirst ? [() => ({ account: 'acc' })] : []),
  ];
  return d.pick(kinds)();
}

const from = (d: Dice): JsonRecord => ({
  scheme: 'elsewhere',
  of: d.pick(['own', 'leadership', 'members']),
  scope: d.pick(['direct', 'subtree']),
  combine: d.pick(['mean', 'sum']),
  leaders: d.pick(['include', 'exclude']),
  missing: d.pick(['hold', 'skip', 'zero']),
  exempt: d.pick(['hold', 'skip']),
});

/** The nodes of a sub-period: one that puts together, and its leaves. */
function partsOf(d: Dice, { names, derived }: Means, { over: { node, unit } }: Over): readonly JsonRecord[] {
  const own = unit === names.posting;
  const leaves: readonly (() => JsonRecord)[] = [
    () => ({ section: d.pick(names.sections) }),
    () => ({ section: d.pick(names.sections) }),
    () => ({ items: [d.pick(names.items).id] }),
    () => ({ const: d.pick(['1', '5']) }),
    () => ({ input: own ? d.pick(['part', 'given']) : 'given' }),
    () => ({ ballot: own ? d.pick(['part-vote', 'vote']) : 'vote' }),
    () => ({ fact: d.pick(['hours', 'level']) }),
    ...(derived.length > 0 ? [(): JsonRecord => ({ derived: [...derived] })] : []),
  ];
  const parts = d.list(1, 3, (at) => ({
    id: `${node}${at}`,
    label: `小周期${node}${at}`,
    clause: CLAUSE,
    ...d.pick(leaves)(),
    ...field(
      'missing',
      d.maybe(6, () => d.pick(['zero', 'exclude'])),
    ),
  }));
  const ids = parts.map((one) => one.id);
  const tops: readonly (() => JsonRecord)[] = [
    () => ({ sum: [...ids] }),
    () => ({ sum: [...ids] }),
    () => ({ weighted: ids.map((id) => ({ node: id, weight: d.pick(WEIGHTS) })) }),
    () => ({
      select: {
        cases: [{ when: condition(d, names, { stage: 3, nodes: ids }), node: d.pick(ids) }],
        ...field(
          'otherwise',
          d.maybe(2, () => d.pick(ids)),
        ),
      },
    }),
    () => ({ ofHighest: d.pick(ids) }),
  ];
  const cap = d.maybe(4, () => '8');
  return [{ id: node, label: `小周期${node}`, clause: CLAUSE, ...field('cap', cap), ...d.pick(tops)() }, ...parts];
}
