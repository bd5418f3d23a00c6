import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { merkleTree, proofIn, provesLine } from './merkle.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const lines = (n: number): readonly string[] => Array.from({ length: n }, (_, i) => `line ${i}`);

/** The same tree by its textbook definition: split at the largest power of two below the size. */
function topOf(of: readonly string[]): string {
  if (of.length === 1) return sha256(`leaf\n${of[0]}`);
  const half = 2 ** Math.ceil(Math.log2(of.length) - 1);
  return sha256(`node\n${topOf(of.slice(0, half))}\n${topOf(of.slice(half))}`);
}

test('the root of no lines, of one and of many is as the definition says', () => {
  assert.equal(merkleTree([], sha256).root, sha256('tree\n0\n'));
  for (let n = 1; n <= 40; n += 1)
    assert.equal(merkleTree(lines(n), sha256).root, sha256(`tree\n${n}\n${topOf(lines(n))}`));
});

test('every line is proved at its place, and nowhere else', () => {
  for (let n = 1; n <= 17; n += 1) {
    const tree = merkleTree(lines(n), sha256);
    for (let i = 0; i < n; i += 1) {
      const proof = proofIn(tree, i);
      for (let j = 0; j < n; j += 1) assert.equal(provesLine(`line ${j}`, proof, tree.root, sha256), i === j);
    }
  }
});

test('a proof is bound to its place, its size, its path and its root', () => {
  const tree = merkleTree(lines(6), sha256);
  const proof = proofIn(tree, 4);
  const holds = (changed: object, root = tree.root): boolean =>
    provesLine('line 4', { ...proof, ...changed }, root, sha256);
  assert.ok(holds({}));
  for (let index = -1; index < 8; index += 1) assert.equal(holds({ index }), index === 4);
  for (let size = 0; size < 12; size += 1) assert.equal(holds({ size }), size === 6);
  // Of eight lines the ninth place would look like the first.
  const eight = merkleTree(lines(8), sha256);
  assert.ok(!provesLine('line 0', { ...proofIn(eight, 0), index: 8 }, eight.root, sha256));
  assert.ok(!holds({ index: 4.5 }));
  assert.ok(!holds({ size: Number.NaN }));
  assert.ok(!holds({ path: proof.path.slice(1) }));
  assert.ok(!holds({ path: [...proof.path, sha256('')] }));
  assert.ok(!holds({ path: proof.path.toReversed() }));
  assert.ok(!holds({}, merkleTree(lines(7), sha256).root));
  assert.throws(() => proofIn(tree, 6), /no line 6/);
});

test('a false size does not move a line to another place', () => {
  // With the size outside the root, the last of two lines would also pass for the last of three.
  const two = merkleTree(['a', 'b'], sha256);
  const path = [two.levels[0]?.[0] ?? ''];
  assert.ok(provesLine('b', { index: 1, size: 2, path }, two.root, sha256));
  assert.ok(!provesLine('b', { index: 2, size: 3, path }, two.root, sha256));
});

test('no line hashes to what an inner node hashes to', () => {
  const hashed: string[] = [];
  const spy = (text: string): string => (hashed.push(text), sha256(text));
  merkleTree(lines(4), spy);
  const inner = hashed.filter((text) => !text.startsWith('leaf\n'));
  assert.equal(inner.length, 4);
  for (const text of inner) {
    for (let cut = 0; cut <= text.length; cut += 1) {
      hashed.length = 0;
      merkleTree([text.slice(cut)], spy);
      assert.ok(!inner.includes(hashed[0] ?? ''));
    }
  }
});

test('any change of the list changes the root', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 20 }),
      fc.nat(),
      fc.nat(),
      fc.string(),
      (list, a, b, text) => {
        const { root } = merkleTree(list, sha256);
        const [i, j] = [a % list.length, b % list.length];
        assert.notEqual(merkleTree(list.toSpliced(i, 1), sha256).root, root);
        assert.notEqual(merkleTree(list.toSpliced(i, 0, text), sha256).root, root);
        if (list[i] !== text) assert.notEqual(merkleTree(list.with(i, text), sha256).root, root);
        const swapped = list.with(i, list[j] as string).with(j, list[i] as string);
        if (i !== j) assert.notEqual(merkleTree(swapped, sha256).root, root);
      },
    ),
  );
});
