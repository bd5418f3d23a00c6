import type { PeriodUnit } from '../period.ts';
import { amount, conditionRef, unit } from './condition.ts';
import { flag, id, list, oneOf, opt, or, record, text, whole, type Of } from './shape.ts';

/** Where a fact comes from; the list is closed, so that later modules can fill the same documents (事实来源). */
export const factSource = record({
  kind: oneOf(
    'recorded',
    'attendance',
    'meetings',
    'hours',
    'dues-gap',
    'visits',
    'pledge',
    'talks',
    'headcount',
    'age',
    'duration',
    'office',
    'ballot',
    'result',
    'external',
  ),
  /** attendance: which kind of meeting and which excuse; office: which role; visits: direct or area; … */
  of: opt(text),
  excuse: opt(oneOf('none', 'leave', 'any')),
  /** age, duration, dues-gap: the date (or month) fact it is counted from. */
  from: opt(id),
  at: or(oneOf('period-end', 'period-start', 'entry'), 'period-end'),
  window: opt(unit),
});

/** A typed fact of a subject or an organisation, true over intervals of time. */
export const fact = record({
  id,
  label: text,
  of: or(oneOf('subject', 'org'), 'subject'),
  type: oneOf('flag', 'number', 'choice', 'set', 'date', 'text', 'texts'),
  decimals: opt(whole()),
  values: opt(list(text)),
  unit: opt(text),
  least: opt(amount),
  most: opt(amount),
  source: or(factSource, { kind: 'recorded', at: 'period-end' }),
  /** Nobody reported it: `hold` holds whatever asks for it, `no` takes it as not so (flag, choice, set) or not there. */
  missing: opt(oneOf('hold', 'no')),
  sensitive: or(flag, false),
  clause: opt(id),
});
/** A declared fact (事实). */
export type FactRule = Of<typeof fact>;

/** What is counted while it goes on: amounts of a period, not how something stands on a day (计数). */
const COUNTED: ReadonlySet<string> = new Set(['attendance', 'meetings', 'hours', 'visits', 'talks', 'pledge']);

/** Whether a fact is one number for the whole period: a count that is not kept by a shorter unit (整个周期的合计). */
export function isWholeCount({ type, source }: FactRule, period: PeriodUnit | 'day'): boolean {
  return type === 'number' && (source.window === undefined ? COUNTED.has(source.kind) : source.window === period);
}

/** A relation between people, held over intervals (书记、分管领导…). */
export const role = record({ id, label: text, clause: opt(id) });

/** Who is appraised: categories in order of precedence, and who is out and how they are rated instead. */
export const scope = record({
  who: opt(conditionRef),
  /** Who counts as a full member where a share is taken of them (正式党员). */
  fullMembers: opt(conditionRef),
  outside: opt(text),
  clause: opt(id),
  /** First match wins; `human` asks for a person to decide where more than one matches. */
  categories: or(list(record({ id: text, label: text, when: opt(conditionRef), clause: opt(id) })), []),
  precedence: or(oneOf('first-match', 'human'), 'first-match'),
  categoryFrom: opt(id),
  exempt: or(
    list(
      record({
        id,
        label: text,
        when: conditionRef,
        clause: id,
        /** none: no grade; recorded: the body's own grade; score: another node; ballot-only likewise by a node. */
        path: oneOf('none', 'decision', 'node'),
        node: opt(id),
        grade: or(flag, true),
        awards: or(flag, true),
        approvers: opt(list(text)),
      }),
    ),
    [],
  ),
});
