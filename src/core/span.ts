import { addMonths, monthNumber } from './date.ts';
import type { Day } from './date.ts';

/** A stretch of days, both ends included; a missing end is open (起止，含首尾). */
export type Span = { readonly from?: Day | undefined; readonly to?: Day | undefined };

/** A stretch of days with both ends known; it is never empty. */
export type ClosedSpan = { readonly from: Day; readonly to: Day };

/** A run of consecutive whole numbers, both ends included: days, `monthNumber`s, or places in any list. */
export type Run = { readonly from: number; readonly to: number; readonly length: number };

function startOf(span: Span): number {
  return span.from ?? -Infinity;
}

function endOf(span: Span): number {
  return span.to ?? Infinity;
}

/** Whether there is a day in the span: its start is not after its end. */
export function isSpan(span: Span): boolean {
  return startOf(span) <= endOf(span);
}

/** Whether the day lies in the span. */
export function contains(span: Span, day: Day): boolean {
  return startOf(span) <= day && day <= endOf(span);
}

/** Whether two spans share a day. */
export function overlaps(a: Span, b: Span): boolean {
  return Math.max(startOf(a), startOf(b)) <= Math.min(endOf(a), endOf(b));
}

/** The part of a span inside a closed one, or undefined when they share no day. */
export function clip(span: Span, within: ClosedSpan): ClosedSpan | undefined {
  if (!overlaps(span, within)) return undefined;
  return { from: Math.max(startOf(span), within.from), to: Math.min(endOf(span), within.to) };
}

/** How many days of the span lie inside the closed one (0 when none). */
export function daysIn(span: Span, within: ClosedSpan): number {
  const part = clip(span, within);
  return part === undefined ? 0 : part.to - part.from + 1;
}

/** The parts of the spans inside the closed one, in order, with overlapping and touching ones joined. */
export function joinSpans(spans: readonly Span[], within: ClosedSpan): readonly ClosedSpan[] {
  const parts = spans.flatMap((span) => clip(span, within) ?? []).toSorted((a, b) => a.from - b.from);
  const joined: ClosedSpan[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last === undefined || part.from > last.to + 1) joined.push(part);
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, part.to) };
  }
  return joined;
}

/**
 * The longest run of consecutive whole numbers among those given (any order, repeats allowed), the earliest when
 * several are equal, or undefined when none is given. With `monthNumber`s of missed months it answers 连续6个月: `length >= 6`.
 */
export function longestRun(numbers: Iterable<number>): Run | undefined {
  const sorted = [...new Set(numbers)].toSorted((a, b) => a - b);
  let best: Run | undefined;
  let from = Number.NaN;
  let previous = Number.NaN;
  for (const value of sorted) {
    if (value !== previous + 1) from = value;
    previous = value;
    const length = value - from + 1;
    if (best === undefined || length > best.length) best = { from, to: value, length };
  }
  return best;
}

/** Whether the span lasts `months` full months or more (六个月以上、满三个月: the number itself is included). */
export function lastsMonths(span: ClosedSpan, months: number): boolean {
  return span.to + 1 >= addMonths(span.from, months);
}

/** Whether the span lasts longer than `months` full months by at least a day (超过半年、超过3个月: strictly more, AMB-25). */
export function exceedsMonths(span: ClosedSpan, months: number): boolean {
  return span.to + 1 > addMonths(span.from, months);
}

/**
 * Whole months without dues (欠缴月数): those after the last paid month that were over before the day of the check.
 * Paid to 2026-01 and checked on 2026-08-01 gives 6 (February to July); any day of a month stands for it. Never negative.
 */
export function monthsUnpaid(lastPaidMonth: Day, check: Day): number {
  return Math.max(0, monthNumber(check) - monthNumber(lastPaidMonth) - 1);
}
