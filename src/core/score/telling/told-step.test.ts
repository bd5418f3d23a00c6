import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Explained } from './explain.ts';
import { quietLines, toldStep, type ToldStep } from './told-step.ts';

function step(label: string, more: Partial<Explained> = {}): Explained {
  return { id: label, label, value: '0', how: '', read: '', notes: [], entries: [], parts: [], ...more };
}

const ENTRY = { id: 'e1', on: '2026-03-01', what: '旷会', how: '', amount: '-2' };
const LOST = { entries: [ENTRY], value: '-2' };

function numbers({ number, step: { label }, parts }: ToldStep): readonly string[] {
  return [`${number} ${label}`, ...parts.flatMap(numbers)];
}

test('a step keeps its number whether or not the ones before it are told', () => {
  const tree = step('总分', {
    value: '-2',
    how: '-2 - 0 = -2',
    parts: [step('甲'), step('乙', { ...LOST, parts: [step('丙'), step('丁', LOST)] })],
  });
  assert.deepEqual(numbers(toldStep(tree)), [' 总分', '1 甲', '2 乙', '2.1 丙', '2.2 丁']);
});

test('a step that only passes on the one below gives way to it', () => {
  const below = step('积分', { ...LOST, parts: [step('旷会', LOST)] });
  assert.deepEqual(numbers(toldStep(step('总分', { value: '-2', parts: [below] }))), [' 总分', '1 旷会']);
  // Not where it says something of its own, is of another clause or another sub-period, or changes the value.
  for (const own of [{ notes: ['最高 3'] }, { clause: '一' }, { window: '2026Q1' }, { value: '3' }, { how: '2 - 4' }]) {
    const kept = step('总分', { value: '-2', parts: [{ ...below, clause: '二' }], ...own });
    assert.equal(numbers(toldStep(kept))[1], '1 积分', JSON.stringify(own));
  }
});

test('where nothing happened one line says so, and many zeros are only counted', () => {
  const quiet = (list: readonly Explained[]): readonly string[] =>
    quietLines(toldStep(step('总分', { how: '合计', parts: list })).parts, undefined);
  const away = { value: '5', kind: 'away' as const, notes: ['本组织不适用，按满分'] };
  assert.deepEqual(quiet([step('甲', { value: '5', kind: 'full', how: '满分 5' }), step('乙'), step('丙', away)]), [
    '没有扣分的：甲 5',
    '没有记录的：乙 0',
    '本组织不适用，按满分：丙 5',
  ]);
  const seven = Array.from({ length: 7 }, (_, at) => step(`第${at + 1}项`));
  assert.deepEqual(quiet(seven), ['没有记录的：7 项，都是 0']);
  assert.deepEqual(quiet(seven.slice(0, 2)), ['没有记录的：第1项 0、第2项 0']);
  assert.deepEqual(quiet([step('甲', { window: '2026Q1' })]), ['没有记录的：甲（2026年第1季度） 0']);
});

test('what has an entry, a note or nothing to show for it is not quiet', () => {
  const loud = [LOST, { notes: ['待批'] }, { value: null }, { how: '3 - 3 = 0' }, { parts: [step('旷会', LOST)] }];
  for (const more of loud) assert.equal(toldStep(step('甲', more)).quiet, false, JSON.stringify(more));
  for (const more of [{ parts: [step('乙')] }, { how: '没有', kind: 'nothing' as const }])
    assert.ok(toldStep(step('甲', more)).quiet, JSON.stringify(more));
});
