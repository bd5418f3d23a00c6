// What makes an entry, an input or a vote impossible rather than merely worth nothing.
import type { EntryRow } from '../../src/core/score/facts.ts';
import type { Item, ItemRule } from '../../src/core/scheme/item.ts';
import { cmp, read, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { amount, ruleOf, isOrg, person } from './world.ts';
import type { World } from './world.ts';

export function entryErrors(w: World): readonly string[] {
  return [...w.facts.entries.flatMap((entry) => oneEntry(w, entry)), ...inputErrors(w)];
}

function oneEntry(w: World, entry: EntryRow): readonly string[] {
  const wrong: string[] = [];
  if (person(w, entry.subject) === undefined && !isOrg(w, entry.subject)) wrong.push(`nobody ${entry.id}`);
  const found = ruleOf(w, entry);
  const item = found?.item ?? w.scheme.items.find((one) => one.id === entry.item);
  if (item === undefined) return [...wrong, `no item ${entry.id}`];
  if (item.onlyBy && entry.by !== undefined && entry.by !== item.judgedBy) wrong.push(`not the judge ${entry.id}`);
  if (entry.reverses !== undefined && !w.facts.entries.some((one) => one.id === entry.reverses))
    wrong.push(`reverses nothing ${entry.id}`);
  if (found === undefined) wrong.push(...givenErrors(w, item, entry));
  else wrong.push(...priceErrors(w, found.rule, entry));
  return wrong;
}

function givenErrors(w: World, item: Item, entry: EntryRow): readonly string[] {
  if (entry.points === undefined) return [`no points ${entry.id}`];
  if (item.start !== 'judged' && item.max === undefined) return [`no score can be given ${entry.id}`];
  return outside(w, read(entry.points), '0', item.max) ? [`out of range ${entry.id}`] : [];
}

function priceErrors(w: World, rule: ItemRule, entry: EntryRow): readonly string[] {
  const given = entry.points === undefined ? undefined : read(entry.points);
  const fixed = (price: Q | undefined): readonly string[] =>
    given !== undefined && price !== undefined && cmp(given, price) !== 0 ? [`another price ${entry.id}`] : [];
  const ranged = (from: Bound, to: Bound): readonly string[] => {
    if (given === undefined) return [`no points ${entry.id}`];
    return outside(w, given, from, to) ? [`out of range ${entry.id}`] : [];
  };
  if (rule.points !== undefined) return fixed(amount(w, rule.points));
  if (rule.tiers !== undefined) {
    const tier = rule.tiers.find((one) => one.id === entry.tier);
    if (tier === undefined) return [`no tier ${entry.id}`];
    return tier.points === undefined ? ranged(tier.from, tier.to) : fixed(amount(w, tier.points));
  }
  if (rule.roles !== undefined) {
    const role = rule.roles.find((one) => one.id === entry.role);
    return role === undefined ? [`no role ${entry.id}`] : fixed(amount(w, role.points));
  }
  return rule.judged === undefined ? [] : ranged(rule.judged.from, rule.judged.to);
}

type Bound = ItemRule['points'];

function outside(w: World, value: Q, from: Bound, to: Bound): boolean {
  const low = from === undefined ? ZERO : (amount(w, from) ?? value);
  const high = to === undefined ? value : (amount(w, to) ?? value);
  return cmp(value, low) < 0 || cmp(value, high) > 0;
}

function inputErrors(w: World): readonly string[] {
  return Object.entries(w.facts.inputs).flatMap(([subject, inputs]) =>
    Object.entries(inputs).flatMap(([id, value]) => {
      const rule = w.scheme.inputs.find((one) => one.id === id);
      if (rule === undefined) return [`no input ${id}`];
      const by = rule.rangeBy === undefined ? undefined : person(w, subject)?.facts[rule.rangeBy.fact];
      const [low, high] = (typeof by === 'string' ? rule.rangeBy?.ranges[by] : undefined) ?? rule.range;
      const values = typeof value === 'object' ? Object.values(value) : [value];
      return values.filter((one) => outside(w, read(one), low, high)).map((one) => `input ${subject} ${id} ${one}`);
    }),
  );
}
