import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { dayOf, monthNumber } from './date.ts';
import {
  clip,
  contains,
  daysIn,
  exceedsMonths,
  isSpan,
  joinSpans,
  lastsMonths,
  longestRun,
  monthsUnpaid,
  overlaps,
} from './span.ts';
import type { Span } from './span.ts';

const RUNS = { numRuns: 1000 };
const within = { from: 0, to: 30 };

const anySpan: fc.Arbitrary<Span> = fc.record(
  { from: fc.integer({ min: -10, max: 40 }), to: fc.integer({ min: -10, max: 40 }) },
  { requiredKeys: [] },
);

function daysOf(span: Span): number[] {
  return Array.from({ length: 31 }, (_, day) => day).filter((day) => contains(span, day));
}

test('spans with open ends', () => {
  const table: readonly (readonly [Span, number, boolean])[] = [
    [{}, 5, true],
    [{ from: 5 }, 5, true],
    [{ from: 6 }, 5, false],
    [{ to: 5 }, 5, true],
    [{ to: 4 }, 5, false],
    [{ from: undefined, to: 9 }, 5, true],
    [{ from: 6, to: 4 }, 5, false],
  ];
  for (const [span, day, expected] of table) assert.equal(contains(span, day), expected);
  assert.equal(isSpan({ from: 5, to: 5 }), true);
  assert.equal(isSpan({ from: 6, to: 5 }), false);
  assert.equal(isSpan({}), true);
});

test('clipping', () => {
  assert.deepEqual(clip({}, within), within);
  assert.deepEqual(clip({ from: 20 }, within), { from: 20, to: 30 });
  assert.deepEqual(clip({ to: 0 }, within), { from: 0, to: 0 });
  assert.equal(clip({ from: 31 }, within), undefined);
  assert.equal(clip({ from: 6, to: 4 }, within), undefined);
});

test('overlap, clip and length agree with the sets of days', () => {
  const agree = fc.property(anySpan, anySpan, (a, b) => {
    const [inA, inB] = [daysOf(a), daysOf(b)];
    assert.equal(daysIn(a, within), inA.length);
    const part = clip(b, within);
    const shared = inA.filter((day) => inB.includes(day));
    assert.equal(part === undefined ? false : overlaps(a, part), shared.length > 0);
    assert.equal(part === undefined ? 0 : daysIn(a, part), shared.length);
  });
  fc.assert(agree, RUNS);
});

test('joining spans keeps exactly their days, apart from each other', () => {
  assert.deepEqual(
    joinSpans(
      [
        { from: 5, to: 9 },
        { from: 1, to: 4 },
        { from: 2, to: 3 },
      ],
      within,
    ),
    [{ from: 1, to: 9 }],
  );
  assert.deepEqual(joinSpans([{ from: 25 }, { to: 2 }], within), [
    { from: 0, to: 2 },
    { from: 25, to: 30 },
  ]);
  const agree = fc.property(fc.array(anySpan, { maxLength: 6 }), (spans) => {
    const joined = joinSpans(spans, within);
    const expected = daysOf({}).filter((day) => spans.some((span) => contains(span, day)));
    assert.deepEqual(joined.flatMap(daysOf), expected);
    for (const [place, span] of joined.entries()) {
      const next = joined[place + 1];
      assert.ok(next === undefined || next.from > span.to + 1);
    }
  });
  fc.assert(agree, RUNS);
});

test('the longest run', () => {
  const table: readonly (readonly [readonly number[], readonly number[] | undefined])[] = [
    [[], undefined],
    [[7], [7, 7, 1]],
    [
      [1, 2, 4, 5, 6, 9],
      [4, 6, 3],
    ],
    [
      [6, 4, 5, 5, 1, 2],
      [4, 6, 3],
    ],
    [
      [1, 2, 8, 9],
      [1, 2, 2],
    ],
    [
      [-2, -1, 0, 1],
      [-2, 1, 4],
    ],
  ];
  for (const [numbers, expected] of table) {
    const run = longestRun(numbers);
    assert.deepEqual(run && [run.from, run.to, run.length], expected);
  }
});

test('no run is longer than the longest', () => {
  const longest = fc.property(fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 1 }), (numbers) => {
    const flags = Array.from({ length: 27 }, (_, n) => (numbers.includes(n) ? 'x' : ' ')).join('');
    const expected = Math.max(...flags.split(' ').map((run) => run.length));
    const run = longestRun(numbers);
    assert.ok(run !== undefined);
    assert.equal(run.length, expected);
    assert.equal(flags.slice(run.from, run.to + 1), 'x'.repeat(expected));
  });
  fc.assert(longest, RUNS);
});

test('连续6个月: missed months across the turn of the year', () => {
  const missed = [10, 11, 12]
    .map((month) => dayOf(2025, month, 8))
    .concat([1, 2, 3].map((month) => dayOf(2026, month, 8)));
  assert.equal(longestRun(missed.map(monthNumber))?.length, 6);
});

test('六个月以上 includes six months, 超过半年 does not', () => {
  const from = dayOf(2026, 1, 1);
  const table = [
    [dayOf(2026, 6, 29), false, false],
    [dayOf(2026, 6, 30), true, false],
    [dayOf(2026, 7, 1), true, true],
  ] as const;
  for (const [to, atLeast, more] of table) {
    assert.equal(lastsMonths({ from, to }, 6), atLeast);
    assert.equal(exceedsMonths({ from, to }, 6), more);
  }
});

test('months without dues', () => {
  const january = dayOf(2026, 1, 1);
  const table = [
    [dayOf(2026, 8, 1), 6],
    [dayOf(2026, 7, 31), 5],
    [dayOf(2026, 8, 31), 6],
    [dayOf(2027, 2, 1), 12],
    [dayOf(2026, 2, 28), 0],
    [dayOf(2026, 1, 15), 0],
    [dayOf(2025, 12, 1), 0],
  ] as const;
  for (const [check, months] of table) assert.equal(monthsUnpaid(january, check), months);
});

test('B-S03-16-07: 党费缴至2026年1月，8月1日检查，欠6个月，满六个月以上', () => {
  const months = monthsUnpaid(dayOf(2026, 1, 31), dayOf(2026, 8, 1));
  assert.equal(months, 6);
  assert.equal(months >= 6, true);
});
