// Random score nodes: each takes only nodes further down the list; a part under `over` has its own small tree.
import fc from 'fast-check';
import { rawCondition } from './random-condition.ts';
import type { RawCondition } from './random-condition.ts';
import { CLAUSE } from './random-words.ts';
import type { Json, JsonRecord, Names } from './random-words.ts';

export const rawNode = fc.record({
  kind: fc.nat(19),
  children: fc.array(
    fc.record({
      at: fc.nat(4),
      weight: fc.constantFrom('40%', '30%', '0.5', '1'),
      times: fc.constantFrom('1', '1', '-1', '1/3', '50%'),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  when: rawCondition,
  otherwise: fc.boolean(),
  leaf: fc.nat(11),
  parts: fc.array(fc.nat(6), { minLength: 1, maxLength: 2 }),
  combine: fc.constantFrom('mean', 'mean', 'sum', 'last'),
  divisor: fc.option(fc.constantFrom('4', '2'), { freq: 1 }),
  times: fc.option(fc.constantFrom('50%', '2', '1/3'), { freq: 1 }),
  round: fc.option(fc.record({ places: fc.nat(2), mode: fc.constantFrom('half-up', 'down', 'up') }), { freq: 1 }),
  floor: fc.option(fc.constantFrom('0', '2'), { freq: 1 }),
  cap: fc.option(fc.constantFrom('100', '10', '5'), { freq: 1 }),
  excess: fc.boolean(),
  missing: fc.option(fc.constantFrom('block', 'zero', 'exclude'), { freq: 1 }),
  rescale: fc.boolean(),
  value: fc.constantFrom('80', '60', '10', '0', '90'),
  from: fc.record({
    of: fc.constantFrom('own', 'leadership', 'members'),
    scope: fc.constantFrom('direct', 'subtree'),
    combine: fc.constantFrom('mean', 'sum'),
    leaders: fc.constantFrom('include', 'exclude'),
    missing: fc.constantFrom('hold', 'skip', 'zero'),
    exempt: fc.constantFrom('hold', 'skip'),
  }),
});

export type RawNode = typeof rawNode extends fc.Arbitrary<infer T> ? T : never;

type Context = Names & {
  readonly derived: readonly string[];
  readonly accounts: readonly string[];
  readonly cond: (raw: RawCondition, level?: 'day' | 'window' | 'result') => JsonRecord;
};

export function buildNodes(raws: readonly RawNode[], context: Context): readonly JsonRecord[] {
  const main = raws.map((raw, n) => ({
    id: `n${n}`,
    label: '节点',
    clause: CLAUSE,
    ...finish(raw, n, context),
    ...kindOf(raw, n, raws.length, context),
  }));
  return [...main, ...raws.flatMap((raw, n) => (isOver(raw, context) ? partsOf(raw, n, context) : []))];
}

function finish(raw: RawNode, n: number, context: Context): JsonRecord {
  return {
    ...(raw.times === null ? {} : { times: raw.times }),
    ...(raw.round === null ? {} : { round: raw.round }),
    ...(raw.floor === null ? {} : { floor: raw.floor }),
    ...(raw.cap === null
      ? {}
      : {
          cap: raw.cap,
          ...(raw.excess && context.accounts.length > 0 && !readsAccount(raw, n, context) ? { excess: 'acc' } : {}),
        }),
  };
}

const isOver = (raw: RawNode, context: Context): boolean => raw.kind >= 16 && context.period.posting !== undefined;

function kindOf(raw: RawNode, n: number, count: number, context: Context): JsonRecord {
  const later = count - n - 1;
  const child = (at: number): string => `n${n + 1 + (at % later)}`;
  if (isOver(raw, context)) {
    return {
      over: {
        unit: context.period.posting ?? 'month',
        node: `p${n}`,
        combine: raw.combine,
        ...(raw.divisor === null ? {} : { divisor: raw.divisor }),
      },
    };
  }
  if (later === 0 || raw.kind >= 10) return leafOf(raw, n, context);
  const children = raw.children.map((one) => ({ ...one, node: child(one.at) }));
  if (raw.kind <= 3)
    return { sum: children.map((one) => (one.times === '1' ? one.node : { node: one.node, times: one.times })) };
  if (raw.kind <= 6) return { weighted: children.map((one) => ({ node: one.node, weight: one.weight })) };
  if (raw.kind <= 8) {
    const [first] = children;
    return {
      select: {
        cases: [{ when: context.cond(raw.when), node: first?.node ?? '' }],
        ...(raw.otherwise ? { otherwise: children.at(-1)?.node ?? '' } : {}),
      },
    };
  }
  return { ofHighest: children[0]?.node ?? '' };
}

/** Only the first node reads an account, which other nodes feed. */
const readsAccount = (raw: RawNode, n: number, context: Context): boolean =>
  n === 0 && raw.leaf === 11 && raw.rescale && context.accounts.length > 0 && context.wholeNodes.length > 1;

function leafOf(raw: RawNode, n: number, context: Context): JsonRecord {
  const missing: JsonRecord = raw.missing === null ? {} : { missing: raw.missing };
  const leaves: readonly (() => JsonRecord)[] = [
    () => ({ section: `s${raw.children.length % context.sections}`, ...(raw.rescale ? { rescaleTo: '50' } : {}) }),
    () => ({ section: 's0', ...(raw.rescale ? { rescaleTo: '50' } : {}) }),
    () => ({
      items: [...new Set([context.items[0] ?? '', context.items[raw.children.length % context.items.length] ?? ''])],
    }),
    () => ({ const: raw.value }),
    () => ({ input: 'given', ...missing }),
    () => ({ input: 'other', ...missing }),
    () => ({ ballot: 'vote', ...missing }),
    () => ({ ballot: 'papers', ...missing }),
    () => ({ fact: 'level', ...missing }),
    (): JsonRecord => (context.derived.length > 0 ? { derived: [...context.derived] } : { const: raw.value }),
    () => ({ from: { scheme: 'elsewhere', ...raw.from } }),
    (): JsonRecord =>
      readsAccount(raw, n, context) ? { account: 'acc' } : { absent: { policy: raw.missing ?? 'block', what: '缺' } },
  ];
  return (leaves[raw.leaf] ?? (() => ({ const: raw.value })))();
}

/** The nodes of a sub-period: a sum, its leaves, and sometimes a limit. */
function partsOf(raw: RawNode, n: number, context: Context): readonly JsonRecord[] {
  const missing: JsonRecord = raw.missing === null ? {} : { missing: raw.missing };
  const leaves: readonly (() => JsonRecord)[] = [
    () => ({ section: 's0' }),
    () => ({ section: `s${context.sections - 1}` }),
    () => ({ items: [context.items.at(-1) ?? ''] }),
    () => ({ const: raw.value }),
    () => ({ input: 'part', ...missing }),
    () => ({ ballot: 'part-vote', ...missing }),
    () => ({ fact: 'hours', ...missing }),
  ];
  const parts = raw.parts.map((leaf, m) => ({
    id: `p${n}${'ab'[m] ?? 'c'}`,
    label: '小周期',
    clause: CLAUSE,
    ...(leaves[leaf] ?? (() => ({ const: '1' })))(),
  }));
  const top: JsonRecord = {
    id: `p${n}`,
    label: '小周期',
    clause: CLAUSE,
    sum: parts.map((one): Json => one.id),
    ...(raw.cap === null ? {} : { cap: '8', ...(raw.excess && context.accounts.length > 0 ? { excess: 'acc' } : {}) }),
  };
  return [top, ...parts];
}
