import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleScheme } from '../../../test/sample-scheme.ts';
import { resolveScheme } from './resolve.ts';

const parent = {
  ...sampleScheme,
  delegates: [{ path: 'process', clause: 'c' }],
  params: [{ id: 'line', label: '及格线', clause: 'c', fills: '支部', range: ['0', '100'] }],
  slots: [{ id: 'local', label: '本地加分', clause: 'c', into: 'items', fills: '支部' }],
  incomplete: [{ id: 'list', what: '清单没有附上', fills: ['sections.A.declared'] }],
};

function refused(over: object, extends_: readonly string[] = ['sample']): readonly string[] {
  const document = { scheme: 'local', title: '细则', extends: extends_, ...over };
  const second = { ...parent, scheme: 'other', delegates: [] };
  const resolved = resolveScheme(document, (id) => (id === 'sample' ? parent : id === 'other' ? second : undefined));
  return resolved.problems.filter((one) => one.code === 'overlay-not-allowed').map((one) => one.at);
}

const item = { id: 'L', label: '本地', clause: 'c', section: 'B', rules: [{ id: 'L/1', label: '加', points: '1' }] };

test('a local document fills what its parent leaves to it', () => {
  const over = {
    clauses: [{ id: 'l', no: '细1', text: '本地条款' }],
    set: { 'process.countFirstDay': true, 'incomplete.list': null, 'sections.A.declared': '12' },
    add: { items: [item], notScored: [{ clause: 'l', reason: '只是要求' }] },
    params: { line: '60' },
    choices: { gap: { choice: 'high' } },
  };
  assert.deepEqual(refused(over), []);
});

test('a change of anything else is refused at its place', () => {
  const over = {
    set: { 'items.A-1.max': '9', 'sections.A.cap': '9', 'grade.ladder': ['好', '差'], processes: true },
    add: { outcomes: [{ id: 'o', clause: 'c', when: { grade: ['差'] }, do: '谈话', force: 'must' }] },
  };
  assert.deepEqual(refused(over), [
    'set.items.A-1.max',
    'set.sections.A.cap',
    'set.grade.ladder',
    'set.processes',
    'add.outcomes',
  ]);
});

test('a parent that leaves nothing leaves nothing', () => {
  const bare = { ...sampleScheme, incomplete: [{ id: 'list', what: '清单没有附上' }] };
  for (const raw of [bare, 'x']) {
    const resolved = resolveScheme(
      { scheme: 'local', title: '细则', extends: ['sample'], set: { 'items.A-1.max': '9' } },
      () => raw,
    );
    assert.ok(resolved.problems.some((one) => one.code === 'overlay-not-allowed'));
  }
});

test('what is meant for one of several parents is asked of that one', () => {
  const both = ['sample', 'other'];
  assert.deepEqual(refused({ set: { 'sample/process.countFirstDay': true } }, both), []);
  assert.deepEqual(refused({ set: { 'other/process.countFirstDay': true } }, both), [
    'set.other/process.countFirstDay',
  ]);
});
