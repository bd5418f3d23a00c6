import { amount, conditionRef, periodUnit, unit } from './condition.ts';
import { either, flag, id, list, oneOf, opt, or, record, text, whole, type Of } from './shape.ts';

const span = oneOf('entry', 'project', 'day', 'week', 'month', 'quarter', 'half-year', 'year', 'period');

/** How much may come together within a stretch at the most. */
const caps = or(list(record({ max: amount, per: span, clause: opt(id) })), []);

/** Who must agree before an entry counts; routes by size (分额审批). */
const approval = record({
  clause: opt(id),
  routes: list(record({ upTo: opt(amount), by: list(text) }), 1),
});

/** One rule of an item: what a single entry, or a fact, adds or takes (计分规则). */
export const itemRule = record({
  id,
  label: text,
  clause: opt(id),
  /** add / deduct points; forfeit: the item gets nothing (该项不得分); record: counted, worth nothing by itself. */
  effect: or(oneOf('add', 'deduct', 'forfeit', 'record'), 'add'),
  /** Worth of one unit of count; exactly one of points, tiers, roles, judged (none for forfeit and record). */
  points: opt(amount),
  tiers: opt(list(record({ id: text, points: opt(amount), from: opt(amount), to: opt(amount) }), 1)),
  roles: opt(list(record({ id: text, points: amount }), 1)),
  /** The entry carries the points, within a range that a body may use (酌情). */
  judged: opt(record({ from: opt(amount), to: opt(amount), by: text })),
  /** What is the same standard when times are counted: the rule (with its tier, if one is written), or a tier that must be written (同一标准). */
  standard: or(oneOf('rule', 'tier'), 'rule'),
  unit: or(text, '次'),
  /** Whole steps of the count: ⌊x/500⌋ with rounding down. */
  every: opt(record({ step: amount, rounding: oneOf('down', 'up', 'none') })),
  /** Posts by itself from a number fact: what is missing to `need`, in units of `step`. */
  shortage: opt(
    record({ fact: id, need: amount, step: or(amount, '1'), rounding: or(oneOf('down', 'up', 'none', 'any'), 'down') }),
  ),
  /** Posts by itself from a number fact: its value is the count. */
  counted: opt(record({ fact: id })),
  /** Posts by itself, once in each window, when the condition holds. */
  when: opt(conditionRef),
  each: opt(periodUnit),
  /** An entry counts only when this holds on its day. */
  onlyWhen: opt(conditionRef),
  free: opt(record({ n: whole(1), per: unit, when: opt(conditionRef) })),
  once: opt(span),
  caps,
  /** Only the highest counts among the postings of the same project / of this item / of the whole year. */
  highest: opt(oneOf('project', 'item')),
  /** Who gets the points: the subject, the one who reported or found (`actor`), or whoever holds a role for the subject. */
  to: or(either(oneOf('subject', 'actor'), record({ role: id })), 'subject'),
  group: opt(id),
  approval: opt(approval),
  evidence: opt(text),
  enteredBy: opt(text),
});
export type ItemRule = Of<typeof itemRule>;

/** One line of the catalogue (积分项目). */
export const item = record({
  id,
  label: text,
  clause: id,
  section: opt(id),
  group: opt(id),
  appliesWhen: opt(conditionRef),
  /** full: starts at max and loses; zero: starts at nothing and gains; judged: a body gives it within 0..max. */
  start: or(oneOf('full', 'zero', 'judged'), 'zero'),
  max: opt(amount),
  /** Lowest score of the item; absent: no floor, except that full and judged items never fall below 0. */
  floor: opt(amount),
  judgedBy: opt(text),
  onlyBy: or(flag, false),
  decimals: or(whole(), 2),
  per: opt(periodUnit),
  rules: or(list(itemRule), []),
  /** Bounds on what all rules of the item give together (同一内容累计不超过). */
  caps,
  mandatory: or(flag, false),
  /** When a mandatory item counts as met, if not simply by its points. */
  metWhen: opt(conditionRef),
  approval: opt(approval),
  evidence: opt(text),
  enteredBy: opt(text),
  incomplete: opt(text),
  /** Written by a local body into a declared slot. */
  slot: opt(id),
});
export type Item = Of<typeof item>;

/** Units of which there is no half: times, people, pieces. Hours, days, sums of money and what is not here have parts. */
const WHOLE_UNITS: ReadonlySet<string> = new Set('次人项篇个条件起家户处例份场名');

/** Whether the count of an entry on a rule is a whole number: times and the like, not counted by steps (数量). */
export function comesWhole({ unit: counted, every }: ItemRule): boolean {
  return every === undefined && WHOLE_UNITS.has(counted);
}

/** Whether a body may give the item's score directly: judged items, and those whose rules nobody or a body stands for. */
export function isGivenDirectly(item: Item): boolean {
  if (item.start === 'judged') return true;
  return item.max !== undefined && (item.rules.length === 0 || item.judgedBy !== undefined);
}

/** A part of the catalogue with its declared total (部分). */
export const section = record({
  id,
  label: text,
  clause: id,
  declared: opt(amount),
  cap: opt(amount),
  floor: opt(amount),
});
export type Section = Of<typeof section>;

/** One fact that two clauses speak of: counted at the first only, or at each (同一事实). */
export const sameFact = record({
  id,
  clause: opt(id),
  items: list(id, 2),
  key: or(oneOf('day', 'project'), 'day'),
  counts: oneOf('first', 'each'),
});
