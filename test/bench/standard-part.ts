import type { FactsFile, PersonRow } from '../../src/core/score/book/facts.ts';
import { rowsOf } from '../../src/core/score/book/facts.ts';
import { crowdOf } from './crowd.ts';

/** One entry as the rivals are given it, numbers as numbers. */
export type PlainEntry = {
  readonly item: string;
  readonly tier: string;
  readonly count: number;
  /** Points given with the entry; 0 where the scheme has a price. */
  readonly given: number;
};

export type PlainMember = { readonly office: boolean; readonly entries: readonly PlainEntry[] };

export type StandardPart = { readonly facts: FactsFile; readonly members: readonly PlainMember[] };

export function standardPart(members: number, each: number): StandardPart {
  const crowd = crowdOf('soe-joint-demo', members, each);
  const rows = rowsOf(crowd.entries);
  const plain = crowd.subjects.map((subject, at) => ({
    office: subject.facts['office'] === true,
    entries: rows.slice(at * each, (at + 1) * each).map((row) => ({
      item: row.item,
      tier: row.tier ?? '',
      count: Number(row.count ?? '1'),
      given: Number(row.points ?? '0'),
    })),
  }));
  const subjects = crowd.subjects.map((one): PersonRow => ({ ...one, roles: {} }));
  return { facts: { ...crowd, subjects, entries: rows }, members: plain };
}

/** The price list as a rival is given it: points by item and tier, negative where they are taken off. */
export const PRICES: readonly { readonly item: string; readonly tier: string; readonly points: number }[] = [
  ...fixed(-1, { D01: 2, D02: 4, D05: 1, D06: 3, D07: 1.5, D08: 2, D09: 0.2, D10: 1, D11: 0.5, D12: 0.5, D13: 1.2 }),
  ...fixed(-1, { D14: 3.5, D15: 4.5, D16: 2.8 }),
  ...fixed(1, { A01: 1, A04: 2, A07: 0.3 }),
  ...tiered(-1, 'D03', { 警告: 6, 严重警告: 10, 撤销党内职务: 15, 留党察看: 20 }),
  ...tiered(-1, 'D04', { 一般: 2.5, 较重: 5, 严重: 8 }),
  ...tiered(1, 'A02', { 支部: 1.5, 公司: 3, 集团: 5 }),
  ...tiered(1, 'A05', { 单位党委: 2, 公司党组织: 3, 地方党委: 4, 全国: 8 }),
  ...tiered(1, 'A06', { 集团网站: 0.5, 省市媒体: 1.5, 国家级媒体: 3.5 }),
];

/** The one item whose points are given with the entry. */
export const JUDGED = 'A03';

function fixed(sign: number, points: Readonly<Record<string, number>>) {
  return Object.entries(points).map(([item, value]) => ({ item, tier: '', points: sign * value }));
}

function tiered(sign: number, item: string, points: Readonly<Record<string, number>>) {
  return Object.entries(points).map(([tier, value]) => ({ item, tier, points: sign * value }));
}

/**
 * The part of soe-joint-demo that every rival can express, as a scheme of its own: the standard points of each entry by
 * item and tier, times the count, a tenth more for who holds an office, added up from a hundred. No repeats, caps,
 * highest-only or joint liability.
 */
export const STANDARD_SCHEME = {
  scheme: 'standard-part',
  title: '测量用：只算标准分',
  subject: 'member',
  source: '测量用',
  effective: { from: '2026-01-01' },
  period: { unit: 'year', clause: 'all' },
  clauses: [{ id: 'all', no: '测量用', text: '标准分乘次数，任职的扣分上浮一成' }],
  facts: [{ id: 'office', label: '任职', type: 'flag', clause: 'all' }],
  sections: [
    { id: '扣', label: '扣分', clause: 'all' },
    { id: '加', label: '加分', clause: 'all' },
  ],
  items: [...new Set([...PRICES.map((one) => one.item), JUDGED])].map(itemOf),
  modifiers: {
    combine: 'add',
    rules: [
      { id: 'office', label: '任职', clause: 'all', groups: ['扣'], rate: '10%', when: { fact: 'office', is: true } },
    ],
  },
  score: [
    { id: 'total', label: '总分', clause: 'all', sum: ['base', 'deducts', 'adds'] },
    { id: 'base', label: '基准分', clause: 'all', const: '100' },
    { id: 'deducts', label: '扣分', clause: 'all', section: '扣' },
    { id: 'adds', label: '加分', clause: 'all', section: '加' },
  ],
};

function itemOf(item: string): unknown {
  const section = item.startsWith('D') ? '扣' : '加';
  const prices = PRICES.filter((one) => one.item === item);
  const size = (points: number): string => String(Math.abs(points));
  const worth =
    prices.length === 0
      ? { judged: { from: '0', to: '10', by: '测量' } }
      : prices.length === 1
        ? { points: size(prices[0]?.points ?? 0) }
        : { tiers: prices.map(({ tier, points }) => ({ id: tier, points: size(points) })) };
  const rule = { id: `${item}/1`, label: item, effect: section === '扣' ? 'deduct' : 'add', ...worth };
  return { id: item, label: item, clause: 'all', section, start: 'zero', rules: [rule] };
}
