import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { evaluatorVersion } from '../store/release.ts';
import { scoreBundleFile, verifyBundleFile } from './bundle.ts';
import { writeBundle } from './publish.ts';
import { scoreFile } from './score.ts';

const folder = mkdtempSync(join(tmpdir(), 'gongping-bundle-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string): string => join(folder, name);

const SCHEME = 'village-discipline';
const facts = file('facts.json');
writeFileSync(
  facts,
  JSON.stringify({
    period: '2026',
    orgs: [{ id: 'X', name: '虚构示范村' }],
    subjects: [{ id: 'm1', name: '示范甲', org: 'X' }],
    entries: [{ id: 'e1', subject: 'm1', item: '一-1', on: '2026-12-20', points: '3', reason: '按时完成' }],
  }),
);

const written = await writeBundle(SCHEME, facts, file('bundle.json'));
const bytes = readFileSync(file('bundle.json'));
const codes = (path: string, hash?: string): readonly string[] =>
  verifyBundleFile(path, hash).problems.map((one) => one.code);

test('a bundle that was written is whole, and its hash is the one that was told', () => {
  assert.ok(written.ok);
  assert.deepEqual(written.problems, []);
  assert.deepEqual(codes(file('bundle.json'), written.value.hash), []);
  assert.equal(verifyBundleFile(file('bundle.json')).bundle?.head.evaluator, evaluatorVersion());
});

test('a bundle scores to the same bytes as its facts', async () => {
  const again = scoreBundleFile(file('bundle.json'));
  const first = await scoreFile(SCHEME, facts);
  assert.ok(again.ok && first.ok);
  assert.equal(JSON.stringify(again.value.scoring.results), JSON.stringify(first.value.scoring.results));
});

const changes: readonly (readonly [what: string, bytes: Uint8Array, code: string])[] = [
  ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]), 'not-a-bundle'],
  ['a byte that is no UTF-8', bytes.with(40, 0xff), 'not-a-bundle'],
  ['another line end', Buffer.concat([bytes.subarray(0, -1), Buffer.from('\r\n')]), 'bundle-not-canonical'],
  ['nothing at all', Buffer.from(''), 'not-a-bundle'],
];

for (const [what, changed, code] of changes) {
  test(`found: ${what}`, () => {
    writeFileSync(file('changed.json'), changed);
    assert.deepEqual(codes(file('changed.json')), [code]);
    assert.ok(!scoreBundleFile(file('changed.json')).ok);
  });
}

test('a file that is not there is told', () => assert.deepEqual(codes(file('none.json')), ['file-missing']));

test('two bundles of the same facts have salts of their own, and the same outputs', async () => {
  const other = await writeBundle(SCHEME, facts, file('other.json'));
  assert.ok(other.ok && written.ok);
  assert.notEqual(other.value.head.facts, written.value.head.facts);
  assert.equal(other.value.head.scheme.hash, written.value.head.scheme.hash);
});

test('facts that do not score are not sealed, and nothing is written', async () => {
  writeFileSync(file('bad.json'), JSON.stringify({ period: '2026', subjects: [{ id: 'm1', org: 'nowhere' }] }));
  const refused = await writeBundle(SCHEME, file('bad.json'), file('bad-bundle.json'));
  assert.deepEqual([refused.ok, refused.problems.map((one) => one.code)], [false, ['unknown-org']]);
  assert.deepEqual(codes(file('bad-bundle.json')), ['file-missing']);
  const onto = await writeBundle(SCHEME, facts, facts);
  assert.deepEqual(
    onto.problems.map((one) => one.code),
    ['write-onto-input'],
  );
});
