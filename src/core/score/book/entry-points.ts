import { compare, equals, exact, negate, print, ZERO, type Exact } from '../../number.ts';
import { problem, type Problem } from '../../problem.ts';
import type { Item, ItemRule } from '../../scheme/item.ts';
import type { Amounts, Catalogue, Line } from './catalogue.ts';
import type { EntryRow } from './facts.ts';

type Range = { readonly from: Exact | undefined; readonly to: Exact | undefined };

/**
 * Whether the points, tier and role of an entry are what its line allows: a judged score within its range, a fixed
 * amount unchanged, a tier and role that exist, the right body judging. Reports; changes nothing.
 */
export function checkPoints(
  catalogue: Catalogue,
  amounts: Amounts,
): (line: Line, row: EntryRow, at: string, out: Problem[]) => void {
  return (line, row, at, out) => {
    const item = catalogue.items[line.item] as Item;
    if (line.rule === undefined) checkScore(item, row, at, amounts, out);
    else checkRule(line.rule, row, at, amounts, out);
    if (line.rule?.to === 'actor' && row.by === undefined)
      out.push(problem('actor-missing', `${at}.by`, { item: line.rule.label }));
    if (item.onlyBy && row.by !== undefined && item.judgedBy !== undefined && row.by !== item.judgedBy) {
      out.push(problem('judge-not-allowed', `${at}.by`, { got: row.by, by: item.judgedBy, item: item.label }));
    }
  };
}

function checkScore(item: Item, row: EntryRow, at: string, amounts: Amounts, out: Problem[]): void {
  if (row.points === undefined) return void out.push(problem('points-missing', `${at}.points`, { item: item.label }));
  const range = { from: amounts(item.floor) ?? ZERO, to: amounts(item.max) };
  checkRange(row.points, range, `${at}.points`, item.label, out);
  const places = row.points.includes('.') ? row.points.length - row.points.indexOf('.') - 1 : 0;
  if (places > item.decimals)
    out.push(
      problem('too-many-decimals', `${at}.points`, { label: item.label, got: row.points, most: String(item.decimals) }),
    );
}

function checkRule(rule: ItemRule, row: EntryRow, at: string, amounts: Amounts, out: Problem[]): void {
  if (rule.judged !== undefined) {
    if (row.points === undefined) out.push(problem('points-missing', `${at}.points`, { item: rule.label }));
    else
      checkRange(
        row.points,
        { from: amounts(rule.judged.from) ?? ZERO, to: amounts(rule.judged.to) },
        `${at}.points`,
        rule.label,
        out,
      );
  } else if (rule.tiers !== undefined) {
    checkTier(rule, rule.tiers, row, at, amounts, out);
  } else if (rule.roles !== undefined) {
    if (!rule.roles.some((one) => one.id === row.role)) {
      const list = rule.roles.map((one) => one.id).join('、');
      out.push(problem('unknown-entry-role', `${at}.role`, { ...gotOf(row.role), list, item: rule.label }));
    }
  } else {
    checkFixed(rule, amounts(rule.points), row, at, out);
  }
}

/** Nothing written is told in another way than something wrong. */
function gotOf(word: string | undefined): Readonly<Record<string, string>> {
  return word === undefined ? { kind: 'empty' } : { got: word };
}

type Tiers = NonNullable<ItemRule['tiers']>;

function checkTier(rule: ItemRule, tiers: Tiers, row: EntryRow, at: string, amounts: Amounts, out: Problem[]): void {
  const { label } = rule;
  const tier = tiers.find((one) => one.id === row.tier);
  if (tier === undefined) {
    const list = tiers.map((one) => one.id).join('、');
    return void out.push(problem('unknown-tier', `${at}.tier`, { ...gotOf(row.tier), list, item: label }));
  }
  if (tier.points !== undefined) return checkFixed(rule, amounts(tier.points), row, at, out);
  if (row.points === undefined) return void out.push(problem('points-missing', `${at}.points`, { item: label }));
  checkRange(row.points, { from: amounts(tier.from) ?? ZERO, to: amounts(tier.to) }, `${at}.points`, label, out);
}

/** A fixed amount may be written out, what is taken with or without its sign; another amount is an error. */
function checkFixed(rule: ItemRule, points: Exact | undefined, row: EntryRow, at: string, out: Problem[]): void {
  if (row.points === undefined || points === undefined) return;
  const got = exact(row.points);
  const taken = rule.effect === 'deduct' ? negate(got) : got;
  if (!equals(got, points) && !equals(taken, points)) {
    const range = `固定的 ${print(points)} 分`;
    out.push(problem('not-allowed-points', `${at}.points`, { got: row.points, item: rule.label, range }));
  }
}

function checkRange(points: string, range: Range, at: string, label: string, out: Problem[]): void {
  const got = exact(points);
  const low = range.from !== undefined && compare(got, range.from) < 0;
  const high = range.to !== undefined && compare(got, range.to) > 0;
  if (low || high) out.push(problem('not-allowed-points', at, { got: points, item: label, range: rangeText(range) }));
}

function rangeText(range: Range): string {
  const text = (value: Exact | undefined, open: string): string => (value === undefined ? open : print(value));
  return `${text(range.from, '不限')}—${text(range.to, '不限')}`;
}
