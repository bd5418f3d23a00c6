// docs/first-scheme.md: the scheme on the page can be taken as it stands.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gongping, json, temporaryFolder, told } from '../cli/run.ts';
import { readProjectFile } from './project-files.ts';

const [, document = ''] = /```yaml\n([^]*?)```/u.exec(readProjectFile('docs/first-scheme.md')) ?? [];

test('the scheme of docs/first-scheme.md has no fault, its case comes out, and a form can be made of it', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'first-scheme.yaml'), document);
  const checked = gongping(['check', 'first-scheme.yaml', '--json'], folder);
  assert.equal(checked.exit, 0, checked.err);
  const { problems } = json<{ readonly problems: readonly { readonly code: string }[] }>(checked);
  assert.deepEqual(
    problems.map((one) => one.code),
    ['quota-none-in-small'],
  );
  const made = gongping(['template', 'first-scheme.yaml', '-o', 'blank.xlsx'], folder);
  assert.equal(made.exit, 0, made.err);
});

/** What `check` says of the scheme after something in it was changed. */
function codesWith(change: (text: string) => string): readonly string[] {
  const folder = temporaryFolder();
  const changed = change(document);
  assert.notEqual(changed, document);
  writeFileSync(join(folder, 'first-scheme.yaml'), changed);
  return told(gongping(['check', 'first-scheme.yaml', '--json'], folder)).filter((one) => one.startsWith('example-'));
}

test('the veto and the judged item of the page bear on its case', () => {
  assert.notDeepEqual(
    codesWith((text) => text.replace(/vetoes:\n.*\n/u, '')),
    [],
  );
  assert.notDeepEqual(
    codesWith((text) => text.replace('points: 4, by', 'points: 3, by')),
    [],
  );
  assert.notDeepEqual(
    codesWith((text) => text.replace('points: 3, by', 'points: 6, by')),
    [],
  );
});

test('the sums that the page works out are those of its case', () => {
  const sums = [...readProjectFile('docs/first-scheme.md').matchAll(/(?:80|\d+ [−+] )[\d −+]+ = (\d+)/gu)];
  assert.deepEqual(
    sums.map(([, sum]) => sum),
    [...document.matchAll(/\{score: (\d+)/gu)].map(([, score]) => score),
  );
  assert.equal(sums.length, 2);
});
