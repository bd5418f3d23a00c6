import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../core/problem.ts';
import { isOnePeriod, joinPieces, type Piece } from './pieces.ts';

function joined(...pieces: readonly Omit<Piece, 'at'>[]): readonly [unknown, readonly string[]] {
  const out: Problem[] = [];
  const value = joinPieces(
    pieces.map((piece, i) => ({ ...piece, at: `情况!D${i + 5}` })),
    '职务',
    out,
  );
  return [value, out.map((one) => `${one.at} ${one.code} ${one.data['first'] ?? ''}`)];
}

test('one value, or the same one twice, holds always', () => {
  assert.deepEqual(joined({ value: true }), [true, []]);
  assert.deepEqual(joined({ value: '在职' }, { value: '在职' }), ['在职', []]);
});

test('values one after another are intervals; an open end is closed by the next beginning', () => {
  const pieces = [
    { value: '乙', from: '2026-07-01' },
    { value: '甲' as unknown, to: '2026-06-30' },
  ] as const;
  const both = [
    { value: '甲', to: '2026-06-30' },
    { value: '乙', from: '2026-07-01' },
  ];
  assert.deepEqual(joined(...pieces), [both, []]);
  assert.deepEqual(joined({ value: '甲', from: '2026-01-01' }, { value: '乙', from: '2026-07-01' }), [
    [
      { value: '甲', from: '2026-01-01', to: '2026-06-30' },
      { value: '乙', from: '2026-07-01' },
    ],
    [],
  ]);
});

test('two values for one day are told with both cells', () => {
  assert.deepEqual(joined({ value: '甲' }, { value: '乙' }), [undefined, ['情况!D6 value-twice D5']]);
  assert.deepEqual(joined({ value: '甲' }, { value: '乙', from: '2026-07-01' })[1], ['情况!D6 value-twice D5']);
  assert.deepEqual(
    joined(
      { value: '甲', from: '2026-01-01', to: '2026-07-01' },
      { value: '乙', from: '2026-07-01', to: '2026-12-31' },
    )[1],
    ['情况!D6 interval-overlap D5'],
  );
  assert.deepEqual(
    joined({ value: 1, from: '2026-01-01', to: '2026-01-31' }, { value: 2, from: '2026-01-01', to: '2026-01-31' })[1],
    ['情况!D6 value-twice D5'],
  );
});

test('exactly one month, one quarter', () => {
  assert.equal(isOnePeriod('2026-02-01', '2026-02-28', 'month'), true);
  assert.equal(isOnePeriod('2026-01-01', '2026-03-31', 'quarter'), true);
  assert.equal(isOnePeriod('2026-01-01', '2026-03-31', 'month'), false);
  assert.equal(isOnePeriod('2026-02-01', '2026-02-27', 'month'), false);
  assert.equal(isOnePeriod('2026-02-01', undefined, 'month'), false);
});
