import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { negate, ONE } from '../number.ts';
import { derivable, type Relation } from './derivable.ts';
import { groupsShown, type Group } from './groups.ts';

const people = (from: number, to: number): ReadonlySet<number> =>
  new Set(Array.from({ length: to - from }, (_, at) => from + at));
const group = (id: string, from: number, to: number): Group => ({ id, members: people(from, to) });

const rows: readonly (readonly [what: string, groups: readonly Group[], known: ReadonlySet<number>, shown: string])[] =
  [
    ['ten people may be summed up', [group('X', 0, 10)], new Set(), 'X'],
    ['nine may not', [group('X', 0, 9)], new Set(), ''],
    ['of eleven, one is known already: ten are left', [group('X', 0, 11)], people(0, 1), 'X'],
    ['of ten, one is known already: nine are left', [group('X', 0, 10)], people(0, 1), ''],
    ['everybody is known already', [group('X', 0, 3)], people(0, 3), 'X'],
    ['two branches apart', [group('X', 0, 10), group('Y', 10, 19)], new Set(), 'X'],
    ['a committee that adds one person to a branch', [group('C', 0, 11), group('X', 0, 10)], new Set(), 'X'],
    ['a committee that adds ten', [group('C', 0, 20), group('X', 0, 10)], new Set(), 'C X'],
    [
      'two branches that leave nobody over',
      [group('C', 0, 20), group('X', 0, 10), group('Y', 10, 20)],
      new Set(),
      'C X Y',
    ],
    [
      'of three branches the small one follows from the others',
      [group('C', 0, 24), group('X', 0, 10), group('Y', 10, 20), group('Z', 20, 24)],
      new Set(),
      'X Y',
    ],
  ];

for (const [what, groups, known, shown] of rows) {
  test(what, () => assert.equal([...groupsShown(groups, known, 10)].toSorted().join(' '), shown));
}

/** A random tree of organisations over consecutive people. */
const trees = fc
  .record({
    sizes: fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 8 }),
    cuts: fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 6 }),
    known: fc.array(fc.nat(60), { maxLength: 8 }),
  })
  .map(({ sizes, cuts, known }) => {
    const starts = sizes.map((_, at) => sizes.slice(0, at).reduce((sum, one) => sum + one, 0));
    const end = (at: number): number => (starts[at] as number) + (sizes[at] as number);
    const groups = sizes.map((_, at) => group(`leaf${at}`, starts[at] as number, end(at)));
    for (const [a, b] of cuts) {
      const [from, to] = [Math.min(a, b) % sizes.length, Math.max(a, b) % sizes.length];
      const made = group(`from${from}to${to}`, starts[Math.min(from, to)] as number, end(Math.max(from, to)));
      const apart = groups.every(
        (one) =>
          one.members.isSubsetOf(made.members) ||
          made.members.isSubsetOf(one.members) ||
          one.members.isDisjointFrom(made.members),
      );
      if (apart && groups.every((one) => one.id !== made.id)) groups.push(made);
    }
    return { groups, known: new Set(known) };
  });

test('no sum of a few people follows from the sums that are shown, whatever the tree', () => {
  fc.assert(
    fc.property(trees, ({ groups, known }) => {
      const shown = groupsShown(groups, known, 5);
      const open = groups.filter((one) => shown.has(one.id));
      // People who always appear together are one number; what can be solved for is one of these.
      const together = new Map<string, number>();
      const everybody = new Set(groups.flatMap((one) => [...one.members]));
      const nameOf = (person: number): string =>
        open.flatMap((one) => (one.members.has(person) ? one.id : [])).join(' ');
      for (const person of everybody)
        if (!known.has(person)) together.set(nameOf(person), (together.get(nameOf(person)) ?? 0) + 1);
      const relations = open.map((one): Relation => {
        const parts = [...one.members]
          .filter((person) => !known.has(person))
          .map((person) => [`people ${nameOf(person)}`, ONE] as const);
        return new Map([[one.id, negate(ONE)], ...parts]);
      });
      const found = derivable(relations, shown);
      for (const [name, size] of together) assert.ok(!found.has(`people ${name}`) || size >= 5, `${name}: ${size}`);
    }),
    { numRuns: 500 },
  );
});
