import { amount, conditionRef } from './condition.ts';
import { force } from './grade.ts';
import { flag, id, list, oneOf, opt, or, record, text, whole, type Of } from './shape.ts';

/** When something must be done; see `date.ts` for how days are counted. */
export const due = record({
  clause: opt(id),
  /** The event from which time runs; `period-end` and `period-start` need no date fact. */
  after: or(id, 'period-end'),
  days: opt(whole()),
  workingDays: opt(whole()),
  months: opt(whole()),
  years: opt(whole()),
  /** N-th day of the month (after `months`); 31 is the month's last day. */
  dayOfMonth: opt(whole(1)),
  /** Fixed day of the period's year, `12-16`; `nextYear` for the year after. */
  monthDay: opt(text),
  nextYear: or(flag, false),
  /** Whether the day of the event is the first day. */
  sameDay: or(flag, false),
});
export type Due = Of<typeof due>;

/** What goes from one period into judgements over several (多期). Conditions look at one period at a time. */
export const carry = record({
  id,
  label: text,
  clause: id,
  kind: oneOf('streak', 'count', 'every', 'mean', 'sum', 'account'),
  /** streak, count, every: what must hold in a period (node, grade, or rank last). */
  when: opt(conditionRef),
  /** mean, sum: of which node. */
  node: opt(id),
  /** every, mean, sum: over the year; streak: `year` keeps it within one year. */
  over: opt(oneOf('year')),
  /** count: periods longer ago than this many years are not counted. */
  expiresAfterYears: opt(amount),
  /** every, mean, sum: judged only when the year is complete. */
  complete: or(flag, true),
  divisor: opt(amount),
  /** account: what flows in this period, when it falls to zero. */
  add: or(list(id), []),
  opening: or(amount, '0'),
  resetWhen: opt(conditionRef),
  reset: or(oneOf('never', 'month', 'year'), 'never'),
});
export type Carry = Of<typeof carry>;

/** What follows from a result: proposed, never executed (结果运用). */
export const outcome = record({
  id,
  clause: id,
  when: conditionRef,
  do: text,
  /** subject: the person or organisation rated; leaders: each member of its leadership; others by role; org: the branch. */
  on: or(list(id), ['subject']),
  level: or(oneOf('subject', 'org'), 'subject'),
  force,
  by: opt(text),
  due: opt(due),
  until: opt(record({ years: opt(whole(1)), months: opt(whole(1)), from: opt(id) })),
  /** A date fact that moves: 延长预备期 to this much later. */
  extends: opt(record({ fact: id, years: opt(whole(1)), months: opt(whole(1)) })),
  credit: opt(record({ account: id, amount })),
  /** Repeated for each unit of a count (每出现一次). */
  each: opt(record({ items: list(id, 1), amount: opt(amount) })),
  note: opt(text),
});
export type Outcome = Of<typeof outcome>;

/** Who may be put forward for what (资格). */
export const gate = record({ id, label: text, clause: id, when: conditionRef });

/** Sums of a branch for comparing branches (集体). */
export const orgTotals = record({
  clause: opt(id),
  node: opt(id),
  order: or(oneOf('sum', 'mean', 'none'), 'none'),
  scope: or(oneOf('direct', 'subtree'), 'direct'),
});

/** Checks of entries by others (检查). A finding with a cancelling result takes the entry back. */
export const findings = record({
  clause: id,
  results: list(record({ id: text, label: text, cancels: or(flag, false) }), 1),
});
