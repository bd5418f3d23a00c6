import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { schemeList } from '../cli/commands.ts';
import { listSchemes } from './scheme.ts';

const folder = mkdtempSync(join(tmpdir(), 'gongping-schemes-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('a document that cannot be opened stands in the list all the same, and why', () => {
  const broken = join(folder, 'broken.yaml');
  writeFileSync(broken, 'scheme: [');
  const list = listSchemes(['village-discipline', broken]);
  assert.deepEqual(
    list.map((one) => ('problems' in one ? one.problems.map(({ code }) => code) : one.complete)),
    [true, ['yaml-broken']],
  );
  const answer = schemeList(list);
  assert.equal(answer.exit, 1);
  assert.match(answer.text, /broken\.yaml +打不开/u);
  assert.equal(answer.asides.length, 1);
  assert.equal(schemeList(list.slice(0, 1)).exit, 0);
});
