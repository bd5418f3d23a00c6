import type { Exact } from '../../number.ts';
import { isRecord } from '../../scheme/shape.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import type { Amount } from '../../scheme/condition.ts';
import type { Amounts } from '../book/catalogue.ts';

const TESTS = ['gt', 'gte', 'lt', 'lte', 'eq'] as const;
const BOUNDS = ['from', 'above', 'to', 'below'] as const;

/** The lines that each node is judged by: bounds of grades, and numbers that conditions compare it with. */
export function judgedLines(scheme: Scheme, amounts: Amounts): ReadonlyMap<string, readonly Exact[]> {
  const lines = new Map<string, Exact[]>();
  const put = (node: string, amount: Amount | undefined): void => {
    const value = amounts(amount);
    if (value !== undefined) lines.set(node, [...(lines.get(node) ?? []), value]);
  };
  const total = scheme.score[0]?.id ?? '';
  for (const table of scheme.grade?.tables ?? [])
    for (const band of table.bands) for (const bound of BOUNDS) put(table.node ?? total, band[bound]);
  const look = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(look);
    if (!isRecord(value)) return;
    const { node } = value;
    if (typeof node === 'string') for (const test of TESTS) put(node, value[test] as Amount | undefined);
    Object.values(value).forEach(look);
  };
  [scheme.grade, scheme.outcomes, scheme.carry, scheme.gates, scheme.vetoes, scheme.score].forEach(look);
  return lines;
}
