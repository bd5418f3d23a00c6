import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { fileURLToPath } from 'node:url';
import { writeBundle } from '../src/service/publish.ts';
import { testWith } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'gongping-second-'));
const path = join(folder, 'bundle.json');
const SECOND = fileURLToPath(new URL('bundle.py', import.meta.url));

/** What the second program, written from docs/bundle.md alone, says of a bundle. */
function second(bytes: Uint8Array): string {
  writeFileSync(path, bytes);
  const { stdout, stderr } = spawnSync('python3', [SECOND, path], { encoding: 'utf8' });
  return stdout.trim() || stderr.trim();
}

describe('a second program reads bundles by the page that describes them', () => {
  let bundle: Buffer;

  before(async () => {
    const facts = join(folder, 'facts.json');
    const subjects = ['m1', 'm2', 'm3'].map((id) => ({ id, name: `示范${id} 😀`, org: 'X' }));
    const entries = [{ id: 'e', subject: 'm1', item: '一-1', on: '2026-12-20', points: '3', reason: '换行\n引号"' }];
    writeFileSync(facts, JSON.stringify({ period: '2026', orgs: [{ id: 'X' }], subjects, entries }));
    const written = await writeBundle('village-discipline', facts, path);
    assert.ok(written.ok, JSON.stringify(written.problems));
    bundle = readFileSync(path);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  testWith('python3', 'it finds a bundle whole', () => assert.equal(second(bundle), 'whole'));

  testWith('python3', 'it finds a changed byte in each part', () => {
    const text = bundle.toString();
    const changes = {
      facts: ['"id":"e","item":"一-1"', '"id":"e","item":"一-2"'],
      head: ['"evaluator":"0', '"evaluator":"1'],
      outputs: ['"id":"m2","kind":"subject","result"', '"id":"m4","kind":"subject","result"'],
      documents: ['"title":"', '"title":"某'],
      text: ['"text":"换行', '"text":"分行'],
    };
    for (const [part, [from, to]] of Object.entries(changes)) {
      assert.ok(text.includes(from as string), part);
      assert.match(second(Buffer.from(text.replace(from as string, to as string))), new RegExp(part));
    }
    assert.match(second(Buffer.from(` ${text}`)), /canonical/);
  });
});
