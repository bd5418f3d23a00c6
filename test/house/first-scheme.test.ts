// docs/first-scheme.md: the scheme on the page can be taken as it stands.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gongping, json, temporaryFolder } from '../cli/run.ts';
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
