import { amount, conditionRef, periodUnit } from './condition.ts';
import { flag, id, list, oneOf, opt, or, record, text } from './shape.ts';

/** Surcharges on postings and how they combine (上浮). */
export const modifiers = record({
  combine: oneOf('add', 'multiply'),
  clause: opt(id),
  rules: list(
    record({
      id,
      label: text,
      clause: id,
      groups: list(id, 1),
      rate: amount,
      /** The n-th time the same standard is broken, from the second on. */
      repeat: opt(record({ window: oneOf('month', 'year', 'lifetime'), growth: oneOf('flat', 'step', 'compound') })),
      when: opt(conditionRef),
    }),
  ),
});

const receiver = record({
  roles: list(id, 1),
  choose: or(oneOf('first', 'all'), 'first'),
  share: opt(amount),
  points: opt(amount),
});

/** Postings to other people, made from postings (派生分录): joint liability, group awards, superiors. */
export const derived = record({
  /** The same person met through two roles by one cause: the higher only, or both. */
  samePerson: or(oneOf('max', 'sum'), 'max'),
  self: or(oneOf('skip', 'include'), 'skip'),
  /** Whether modifiers with a `when` (office) apply to derived postings too. */
  surcharged: or(flag, false),
  cascade: or(oneOf('stop', 'per-event', 'accumulated'), 'stop'),
  rules: or(
    list(
      record({
        id,
        label: text,
        clause: id,
        groups: or(list(id), []),
        items: or(list(id), []),
        /** Size of the deduction (or addition), taken positive. */
        trigger: opt(
          record({
            gt: opt(amount),
            gte: opt(amount),
            below: opt(amount),
            belowOrAt: opt(amount),
            value: or(oneOf('surcharged', 'standard'), 'surcharged'),
            scope: or(oneOf('per-event', 'month-total', 'year-total'), 'per-event'),
          }),
        ),
        base: or(oneOf('surcharged', 'standard'), 'surcharged'),
        to: or(list(receiver), []),
        /** An organisation's entry goes on to its members. */
        members: opt(oneOf('direct', 'subtree')),
        /** Lands in this rule of the catalogue (so that its caps and highest-only apply); else in a `derived` node. */
        into: opt(id),
      }),
    ),
    [],
  ),
});

/** What a manager must give out in a window, and what it brings or costs the manager (任务分). */
export const taskQuota = record({
  id,
  label: text,
  clause: id,
  giver: conditionRef,
  subordinates: id,
  window: periodUnit,
  give: list(record({ effect: oneOf('add', 'deduct'), each: amount, perHead: or(flag, true) }), 1),
  met: opt(amount),
  unmet: opt(amount),
  times: or(amount, '1'),
  into: id,
});

/** 一票否决 and what it does; `hold` until a body has said what. */
export const veto = record({
  id,
  label: text,
  clause: id,
  items: or(list(id), []),
  when: opt(conditionRef),
  effect: oneOf('hold', 'year-zero', 'period-zero', 'lowest-grade', 'bar-from-award'),
});
