/**
 * A digest of text in hexadecimal, handed in: core brings no hash of its own. Published values are SHA-256 of the
 * UTF-8 bytes. Every text hashed here begins with a word that says what it is (leaf, node, tree, text), so that a
 * digest of one kind can never be passed off as another.
 */
export type Hash = (text: string) => string;

/** A list of lines under one hash (默克尔树): `levels[0]` holds the leaves, the last level the top. */
export type MerkleTree = { readonly levels: Levels; readonly root: string };
type Levels = readonly [leaves: readonly string[], ...above: readonly (readonly string[])[]];

/** That one line stands at a place of a list, shown without the other lines (包含证明): siblings from leaf to top. */
export type Proof = { readonly index: number; readonly size: number; readonly path: readonly string[] };

/** Hashes lines into a tree: neighbours in pairs, an odd last one moves up as it is; the root covers the number of lines. */
export function merkleTree(lines: readonly string[], hash: Hash): MerkleTree {
  let level: readonly string[] = lines.map((line) => leaf(line, hash));
  const levels: [readonly string[], ...(readonly string[])[]] = [level];
  while (level.length > 1) {
    const paired: string[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = [level[at] as string, level[at + 1]];
      paired.push(right === undefined ? left : node(left, right, hash));
    }
    levels.push(paired);
    level = paired;
  }
  return { levels, root: tree(lines.length, level[0] ?? '', hash) };
}

/** The proof for the line at `index`, which must exist. */
export function proofIn({ levels }: MerkleTree, index: number): Proof {
  const size = levels[0].length;
  if (index < 0 || index >= size) throw new Error(`no line ${index} of ${size}`);
  const path = levels.flatMap((level, height) => level[Math.floor(index / 2 ** height) ^ 1] ?? []);
  return { index, size, path };
}

/** Whether a line is the one that the proof places under the root. */
export function provesLine(line: string, { index, size, path }: Proof, root: string, hash: Hash): boolean {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  const rest = [...path];
  let digest = leaf(line, hash);
  for (let [at, width] = [index, size]; width > 1; [at, width] = [Math.floor(at / 2), Math.ceil(width / 2)]) {
    if (at % 2 === 0 && at === width - 1) continue;
    const sibling = rest.shift();
    if (sibling === undefined) return false;
    digest = at % 2 === 0 ? node(digest, sibling, hash) : node(sibling, digest, hash);
  }
  return rest.length === 0 && tree(size, digest, hash) === root;
}

function leaf(line: string, hash: Hash): string {
  return hash(`leaf\n${line}`);
}

function node(left: string, right: string, hash: Hash): string {
  return hash(`node\n${left}\n${right}`);
}

function tree(size: number, top: string, hash: Hash): string {
  return hash(`tree\n${size}\n${top}`);
}
