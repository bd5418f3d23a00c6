import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { exact, negate, ONE } from '../number.ts';
import { derivable, type Relation } from './derivable.ts';
import { shownSafely, type Wish } from './suppress.ts';

/** `total: 'a b'` is total = a + b. */
function sums(of: Readonly<Record<string, string>>): Pick<Wish, 'parts' | 'relations'> {
  const parts = new Map(Object.entries(of).map(([name, list]) => [name, list.split(' ')]));
  const relations = [...parts].map(
    ([name, list]): Relation => new Map([[name, negate(ONE)], ...list.map((one) => [one, ONE] as const)]),
  );
  return { parts, relations };
}

const known: readonly (readonly [what: string, sums: Record<string, string>, known: string, follows: string])[] = [
  ['a sum of known parts', { t: 'a b' }, 'a b', 't'],
  ['the last part of a known sum', { t: 'a b c' }, 't a b', 'c'],
  ['two unknown parts stay unknown', { t: 'a b c' }, 't a', ''],
  ['through a part that is itself a sum', { t: 'a b', a: 'c d' }, 't c d', 'a b'],
  ['two sums that share both parts but one', { t: 'a b c', u: 'a b' }, 't u', 'c'],
  ['three sums that solve each other', { t: 'a b', u: 'b c', v: 'a c' }, 't u v', 'a b c'],
  ['a sum of one part', { t: 'a' }, 't', 'a'],
  ['nothing known, nothing follows', { t: 'a b' }, '', ''],
];

for (const [what, of, given, follows] of known) {
  test(`follows: ${what}`, () => {
    const found = derivable(sums(of).relations, new Set(given.split(' ')));
    assert.deepEqual([...found].toSorted(), follows === '' ? [] : follows.split(' '));
  });
}

test('a difference solves what sums alone do not', () => {
  const [sum] = sums({ t: 'a b' }).relations;
  const difference: Relation = new Map([
    ['u', negate(ONE)],
    ['a', ONE],
    ['b', exact('-1')],
  ]);
  assert.deepEqual([...derivable([sum as Relation, difference], new Set(['t', 'u']))].toSorted(), ['a', 'b']);
});

function wish(
  of: Readonly<Record<string, string>>,
  rest: { shown: string; guarded?: string; hidden?: string; open?: string },
): Wish {
  const set = (list = ''): ReadonlySet<string> => new Set(list === '' ? [] : list.split(' '));
  return {
    ...sums(of),
    shown: rest.shown.split(' '),
    guarded: set(rest.guarded),
    hidden: set(rest.hidden),
    open: set(rest.open),
  };
}

const shown: readonly (readonly [what: string, wish: Wish, left: string])[] = [
  ['nothing guarded: everything stays', wish({ t: 'a b' }, { shown: 't a b' }), 't a b'],
  [
    'a guarded part: the last one beside it goes, the total stays',
    wish({ t: 'a b c' }, { shown: 't a b', guarded: 'c' }),
    't a',
  ],
  ['two guarded parts cover each other', wish({ t: 'a b c' }, { shown: 't a', guarded: 'b c' }), 't a'],
  ['a guarded total does not follow from its parts', wish({ t: 'a b' }, { shown: 'a b', guarded: 't' }), 'a'],
  [
    'a hidden part: nothing beside it, only the total',
    wish({ t: 'a b c', a: 'd e' }, { shown: 't a b d e', hidden: 'c' }),
    't',
  ],
  ['the only part of a shown total: the total goes', wish({ t: 'a' }, { shown: 't', guarded: 'a' }), ''],
  [
    'a sum of what stands in the scheme is no secret either',
    wish({ u: 't c', t: 'a b' }, { shown: 'u c', open: 'a b', guarded: 't' }),
    'u c',
  ],
  ['what stands in the scheme is no secret', wish({ t: 'a b' }, { shown: 't b', open: 'a', guarded: 'a' }), 't b'],
  [
    'a number of the scheme beside a guarded part gives it away',
    wish({ t: 'a b' }, { shown: 't', open: 'a', guarded: 'b' }),
    '',
  ],
];

for (const [what, of, left] of shown) {
  test(`shown: ${what}`, () => {
    assert.deepEqual([...shownSafely(of)], left === '' ? [] : left.split(' '));
  });
}

const PRIME = 2_147_483_647n;

/** The rank of a matrix modulo a large prime, by the schoolbook. */
function rank(matrix: readonly (readonly bigint[])[]): number {
  let rows = matrix.map((row) => row.map((cell) => ((cell % PRIME) + PRIME) % PRIME));
  let found = 0;
  for (let column = 0; column < (matrix[0]?.length ?? 0); column += 1) {
    const pivot = rows.find((row) => row[column] !== 0n);
    if (pivot === undefined) continue;
    found += 1;
    rows = rows
      .filter((row) => row !== pivot)
      .map((row) =>
        row.map((cell, at) => {
          const cross = cell * (pivot[column] as bigint) - (row[column] as bigint) * (pivot[at] as bigint);
          return ((cross % PRIME) + PRIME) % PRIME;
        }),
      );
  }
  return found;
}

/** Whether a value is fixed by the sums, told apart from `derivable` by ranks: asking for it adds nothing new. */
function follows(name: string, relations: readonly Relation[], left: ReadonlySet<string>): boolean {
  const names = [...new Set([name, ...relations.flatMap((one) => [...one.keys()])])].filter((one) => !left.has(one));
  const rows = relations.map((one) => names.map((each) => BigInt(Number(one.get(each) ?? 0) / 1_000_000)));
  const asked = names.map((each) => (each === name ? 1n : 0n));
  return rank(rows) === rank([...rows, asked]);
}

/** Random trees of sums over up to nine leaves, some sums sharing parts. */
const trees = fc
  .tuple(
    fc.integer({ min: 2, max: 9 }),
    fc.array(fc.array(fc.nat(12), { minLength: 1, maxLength: 5 }), { maxLength: 6 }),
  )
  .map(([leaves, lists]) => {
    const of: Record<string, string> = {};
    lists.forEach((list, at) => {
      const names = [...new Set(list.map((n) => n % (leaves + at)))];
      of[`n${leaves + at}`] = names.map((n) => `n${n}`).join(' ');
    });
    return { of, names: Array.from({ length: leaves + lists.length }, (_, n) => `n${n}`).toReversed() };
  });

test('what follows is exactly what ranks say', () => {
  fc.assert(
    fc.property(trees, fc.array(fc.nat(20)), ({ of, names }, given) => {
      const left = new Set(given.flatMap((n) => names[n] ?? []));
      const { relations } = sums(of);
      const found = derivable(relations, left);
      const used = new Set(relations.flatMap((one) => [...one.keys()]));
      for (const name of used) if (!left.has(name)) assert.equal(found.has(name), follows(name, relations, left), name);
    }),
    { numRuns: 300 },
  );
});

test('nothing guarded can be worked out from what is shown, whatever the tree', () => {
  fc.assert(
    fc.property(trees, fc.array(fc.nat(20)), fc.array(fc.nat(20), { maxLength: 2 }), ({ of, names }, band, hidden) => {
      const pick = (list: readonly number[]): readonly string[] => list.flatMap((n) => names[n] ?? []);
      const guarded = new Set(pick(band.slice(0, 3)));
      const strong = new Set(pick(hidden));
      const full = { ...sums(of), shown: names, guarded, hidden: strong, open: new Set<string>() };
      const left = shownSafely(full);
      for (const name of [...guarded, ...strong]) assert.ok(!left.has(name) && !follows(name, full.relations, left));
      for (const [sum, parts] of full.parts)
        if (parts.some((name) => strong.has(name)))
          assert.ok(!parts.some((name) => left.has(name)), `${sum} = ${parts.join('+')}`);
    }),
    { numRuns: 500 },
  );
});
