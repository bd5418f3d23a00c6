import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { hashOfHead, printBundle } from '../core/bundle/bundle.ts';
import { templateBook } from '../forms/template.ts';
import { writeWorkbook } from '../forms/workbook-write.ts';
import { evaluatorVersion } from '../store/release.ts';
import { scoreBundleFile, sha256, verifyBundleFile } from './bundle.ts';
import { readScheme } from '../store/scheme.ts';
import { writeBundle } from './publish.ts';
import { openScheme } from './scheme.ts';
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

test('a scheme in a file of one’s own is sealed under its own id, its parents beside it', async () => {
  const document = { ...(readScheme(SCHEME) as object), scheme: 'our-village' };
  writeFileSync(file('方案.yaml'), JSON.stringify(document));
  const own = await writeBundle(file('方案.yaml'), facts, file('own.json'));
  assert.ok(own.ok, JSON.stringify(own.problems));
  assert.equal(own.value.head.scheme.id, 'our-village');
  assert.deepEqual(codes(file('own.json')), []);
  assert.deepEqual(
    (await writeBundle(file('方案.yaml'), facts, file('方案.yaml'))).problems.map((one) => one.code),
    ['write-not-json'],
  );
});

test('what was told when the facts were scored is told when they are sealed, once, and when the bundle is scored', async () => {
  const read = JSON.parse(readFileSync(facts, 'utf8')) as object;
  const readings = { 'rounding-before-bands': { choice: 'none', decided: { by: '党支部', on: '2027-02-01' } } };
  writeFileSync(file('later.json'), JSON.stringify({ ...read, readings }));
  const later = await writeBundle(SCHEME, file('later.json'), file('later-bundle.json'));
  const scored = await scoreFile(SCHEME, file('later.json'));
  const told = (problems: readonly { readonly code: string }[]): readonly string[] => problems.map((one) => one.code);
  assert.deepEqual(told(scored.problems), ['reading-decided-later']);
  assert.deepEqual(told(later.problems), ['reading-decided-later']);
  assert.deepEqual(told(scoreBundleFile(file('later-bundle.json')).problems), ['reading-decided-later']);
});

test('while a reading is not decided the bundle is a draft; a head that says otherwise is found', async () => {
  assert.ok(written.ok);
  assert.equal(written.value.head.draft, true);
  const read = JSON.parse(readFileSync(facts, 'utf8')) as object;
  const rules = openScheme(SCHEME);
  assert.ok(rules.ok);
  const decided = { by: '村党支部', on: '2026-01-05' };
  const readings = Object.fromEntries(
    Object.entries(rules.value.readings).map(([id, { choice }]) => [id, { choice, decided }]),
  );
  writeFileSync(file('decided.json'), JSON.stringify({ ...read, readings }));
  const final = await writeBundle(SCHEME, file('decided.json'), file('final.json'));
  assert.ok(final.ok);
  assert.equal(final.value.head.draft, false);
  const head = { ...written.value.head, draft: false };
  writeFileSync(file('forged.json'), printBundle({ ...written.value, head, hash: hashOfHead(head, sha256) }));
  const found = verifyBundleFile(file('forged.json')).problems;
  assert.deepEqual(
    found.map((one) => `${one.code} ${one.at}`),
    ['output-differs head.draft'],
  );
});

test('people of a form are sealed under numbers, and their names can be erased', async () => {
  const rows = {
    读法: [{ id: 'period', value: '2026' }],
    组织: [{ org: '虚构示范村' }],
    名册: [{ name: '示范甲', org: '虚构示范村' }],
    台账: [{ name: '示范甲', org: '虚构示范村', item: '一-1', on: '2026-12-20', points: '3' }],
  };
  const rules = openScheme(SCHEME);
  assert.ok(rules.ok);
  writeFileSync(file('form.xlsx'), await writeWorkbook(templateBook(rules.value, rows)));
  const sealed = await writeBundle(SCHEME, file('form.xlsx'), file('form.json'));
  assert.ok(sealed.ok, JSON.stringify(sealed.problems));
  assert.deepEqual(sealed.problems, []);
  assert.deepEqual(
    Object.values(sealed.value.texts)
      .map((one) => one.text)
      .toSorted(),
    ['示范甲', '虚构示范村'],
  );
  const erased = printBundle({ ...sealed.value, texts: {} });
  assert.doesNotMatch(erased, /示范甲/u);
  writeFileSync(file('erased.json'), erased);
  assert.deepEqual(codes(file('erased.json')), []);
});
