import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDay } from '../../date.ts';
import { isTimed, on, timeline, touches, within, type Timeline } from './timeline.ts';

const day = (iso: string): number => parseDay(iso) as number;

/** Reads whole words; says what was wrong. */
function read(value: unknown): readonly [line: Timeline<string> | undefined, faults: readonly string[]] {
  const faults: string[] = [];
  const line = timeline(
    value,
    (one) => (typeof one === 'string' ? one : undefined),
    (code, place, data) => faults.push(`${code} ${place} ${data['got'] ?? data['key'] ?? data['first']}`),
  );
  return [line, faults];
}

const pieces = [
  { value: '甲', to: '2026-03-31' },
  { value: '乙', from: '2026-04-01', to: '2026-06-30' },
  { value: '丙', from: '2026-07-01', to: '2026-07-31' },
  { value: '丁', from: '2026-09-01', to: null },
];

test('a value holds always, an interval from its first day to its last', () => {
  const [always] = read('甲');
  assert.equal(on(always, day('1900-01-01')), '甲');
  const [line, faults] = read(pieces);
  assert.deepEqual(faults, []);
  const found = [
    '1900-01-01',
    '2026-03-31',
    '2026-04-01',
    '2026-06-29',
    '2026-07-31',
    '2026-08-15',
    '2026-09-01',
    '2999-12-31',
  ].map((iso) => on(line, day(iso)));
  assert.deepEqual(found, ['甲', '甲', '乙', '乙', '丙', undefined, '丁', '丁']);
});

const overlapping: readonly (readonly [written: readonly object[], faults: readonly string[]])[] = [
  [
    [
      { value: '甲', to: '2026-06-30' },
      { value: '乙', from: '2026-06-30' },
    ],
    ['interval-overlap 1 1'],
  ],
  [
    [
      { value: '乙', from: '2026-06-30' },
      { value: '甲', to: '2026-06-30' },
    ],
    ['interval-overlap 1 1'],
  ],
  [[{ value: '甲' }, { value: '乙' }], ['interval-overlap 1 1']],
  [
    [
      { value: '甲', from: '2026-01-01', to: '2026-12-31' },
      { value: '乙', from: '2026-02-01', to: '2026-02-28' },
      { value: '丙', from: '2026-04-01', to: '2026-04-30' },
    ],
    ['interval-overlap 1 1', 'interval-overlap 2 1'],
  ],
  [
    [
      { value: '甲', to: '2026-06-30' },
      { value: '乙', from: '2026-07-01' },
    ],
    [],
  ],
  // What is wrong by itself has been told.
  [[{ value: '甲', from: '2026-13-01' }, { value: '乙' }], ['not-a-date 0.from 2026-13-01']],
];

for (const [written, faults] of overlapping) {
  test(`two values for one day are refused: ${JSON.stringify(written)}`, () => {
    assert.deepEqual(read(written)[1], faults);
  });
}

test('nothing holds of what was not told', () => {
  assert.equal(on(undefined, day('2026-01-01')), undefined);
  assert.deepEqual(within(undefined, 0, 10), []);
  assert.deepEqual(within(read('甲')[0], 0, 10), []);
});

test('a stretch is touched by one common day', () => {
  const [line] = read([{ value: '甲', from: '2026-03-10', to: '2026-03-20' }]) as [Timeline<string>, unknown];
  const at = (first: string, last: string) => touches(line, day(first), day(last));
  assert.deepEqual(
    [
      at('2026-03-20', '2026-04-01'),
      at('2026-03-21', '2026-04-01'),
      at('2026-03-01', '2026-03-10'),
      at('2026-03-01', '2026-03-09'),
    ],
    [true, false, true, false],
  );
  assert.equal(touches({ always: '甲' }, 0, 1), true);
});

test('within a stretch are the pieces that lie in it whole', () => {
  const [line] = read(pieces);
  const found = within(line, day('2026-04-01'), day('2026-07-31'));
  assert.deepEqual(
    found.map((one) => one.value),
    ['乙', '丙'],
  );
  assert.deepEqual(within(line, day('2026-04-02'), day('2026-07-30')), []);
});

test('an interval is refused for its days, a value by whoever reads it', () => {
  assert.deepEqual(read([{ value: '甲', from: '2026-02-30' }])[1], ['not-a-date 0.from 2026-02-30']);
  assert.deepEqual(read([{ value: '甲' }, { value: '乙', to: 7, from: '春', form: '春' }])[1], [
    'unknown-key 1.form form',
    'not-a-date 1.from 春',
    'not-a-date 1.to 7',
  ]);
  assert.deepEqual(read([{ value: '甲', from: '2026-03-02', to: '2026-03-01' }])[1], [
    'interval-backwards 0 2026-03-02—2026-03-01',
  ]);
  const [line, faults] = read([
    { value: 7, to: '2025-12-31' },
    { value: '甲', from: '2026-01-01', to: '2026-01-01' },
  ]);
  assert.deepEqual([faults, on(line, day('2026-01-01'))], [[], '甲']);
  assert.equal(read(7)[0], undefined);
});

test('a list is one of intervals when every one of it has a value', () => {
  assert.deepEqual(
    [[], ['m1'], [{ value: 'm1' }], [{ value: 'm1' }, 'm2'], [{ from: '2026-01-01' }], 'm1'].map(isTimed),
    [false, false, true, false, false, false],
  );
});
