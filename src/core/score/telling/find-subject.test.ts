import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoringOf, smallFacts, smallScheme } from '../../../../test/small-scheme.ts';
import { findSubjects, namesakes } from './find-subject.ts';

const scoring = scoringOf(
  smallScheme({ score: [{ id: 'total', const: '1' }] }),
  smallFacts({
    orgs: [
      { id: 'X', name: '虚构中心第一支部' },
      { id: 'Y', name: '虚构中心第二支部' },
    ],
    subjects: [
      { id: 'm1', name: '王示范', org: 'X' },
      { id: 'm2', name: '王示范', org: 'Y' },
      { id: 'm3', name: '李 示', org: 'Y' },
      { id: 'm4', name: 'm1', org: 'Y' },
      { id: 'm5', name: '孤身' },
      { id: 'm6', name: '孤身' },
    ],
  }),
);

const rows: readonly (readonly [typed: string, found: readonly string[]])[] = [
  ['m1', ['m1']],
  ['王示范', ['m1', 'm2']],
  ['王 示 范', ['m1', 'm2']],
  ['李示', ['m3']],
  ['虚构中心第二支部 王示范', ['m2']],
  ['王示范（虚构中心第二支部）', ['m2']],
  ['第二支部 王示范', ['m2']],
  ['王示范，第一支部', ['m1']],
  ['支部王示范', ['m1', 'm2']],
  ['第三支部 王示范', []],
  ['王示', []],
  ['支部', []],
  ['孤身', ['m5', 'm6']],
  ['第一支部孤身', []],
];

for (const [typed, found] of rows) {
  test(`${typed} may be ${found.join(', ') || 'nobody'}`, () => {
    assert.deepEqual(
      findSubjects(scoring, typed).map((one) => one.id),
      found,
    );
  });
}

test('who bears the same name in the same organisation is pointed at', () => {
  const beside = (id: string): readonly string[] =>
    findSubjects(scoring, id).flatMap((one) => namesakes(scoring, one).map((each) => each.id));
  assert.deepEqual(beside('m5'), ['m6']);
  assert.deepEqual(beside('m2'), []);
});
