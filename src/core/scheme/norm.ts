import { amount, conditionRef, periodUnit } from './condition.ts';
import { force } from './grade.ts';
import { flag, id, list, oneOf, opt, or, record, text, variant, whole, type Of } from './shape.ts';

/** A standard of work that is met or missed and earns no points (工作规范). */
export const norm = variant(
  {
    id,
    label: text,
    clause: id,
    of: or(oneOf('org', 'subject', 'leadership'), 'org'),
    appliesWhen: opt(conditionRef),
    window: or(periodUnit, 'year'),
    force: or(force, 'must'),
    exceptApproved: opt(id),
    /** Only for reminders or only for scoring (计分看评分表，提醒看规范). */
    use: or(oneOf('remind', 'none'), 'remind'),
  },
  {
    /** How often: from a number fact per window, or from the ledger's entries of an item. */
    count: record({ fact: opt(id), item: opt(id), least: opt(amount), most: opt(amount) }),
    /** Everyone of one side (the leadership, or who holds a role) with every member: entries of `item`, `by` one of them. */
    pairs: record({
      item: id,
      from: id,
      cover: oneOf('each-pair', 'together'),
      least: or(amount, '1'),
    }),
    /** part / whole at least (or at most) this share. */
    ratio: record({ part: id, whole: id, least: opt(amount), most: opt(amount) }),
    range: record({ fact: id, least: opt(amount), most: opt(amount) }),
    /** Which forms are allowed; the actual one is a choice fact. */
    table: record({ fact: opt(id), rows: list(record({ value: text, when: conditionRef, note: opt(text) }), 1) }),
    /** On a fixed day; another day needs a reason. */
    day: record({ item: opt(id), fact: opt(id), dayOfMonth: whole(1), movedWithReason: or(flag, true) }),
    /** A yes/no that must be yes. */
    holds: record({ fact: id }),
    /** So many of a thing for each organisation: base number, and one more above each threshold. */
    posts: record({
      fact: id,
      size: id,
      least: amount,
      extra: or(list(record({ above: opt(amount), from: opt(amount), add: amount })), []),
    }),
  },
);
export type Norm = Of<typeof norm>;

/** Limits of length and proportion of a text (文字要求). */
export const textRule = record({
  id,
  label: text,
  clause: id,
  of: or(oneOf('org', 'subject'), 'subject'),
  fact: id,
  most: opt(whole(1)),
  /** The limit is for each text or for all together. */
  each: or(flag, true),
  count: opt(record({ least: opt(whole()), most: opt(whole()) })),
  /** Lengths of parts, each a text fact, as shares of all. */
  parts: or(list(record({ fact: id, label: text, least: opt(amount), most: opt(amount) })), []),
  aspects: or(list(text), []),
  aspectFact: opt(id),
});
export type TextRule = Of<typeof textRule>;
