import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectFiles, readProjectFile } from './project-files.ts';

// Each pattern is written so that it does not match itself.
const FORBIDDEN: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a path of somebody’s machine', /(?<![\w.])[/]work[/]|[/]home[/][a-z]+[/]|[/]Users[/][a-z]+[/]/],
  ['the host of a package registry', /registry[.][a-z]|npmmirro[r]|\bpypi[.]org|deb[.]debian[.]org/i],
  [
    'the tools somebody wrote it with',
    /\bclaud[e]|anthropi[c]|\bcopilo[t]\b|chat ?gp[t]|open ?a[i]\b|sub-?agen[t]|language mode[l]|大语言模[型]|co-authored-b[y]/i,
  ],
];
const BINARY = /\.(png|jpg|ico|woff2?|ttf|otf|xlsx|docx|pdf|gz|zip|wasm)$/;

function findings(text: string): readonly string[] {
  return FORBIDDEN.filter(([, pattern]) => pattern.test(text)).map(([what]) => what);
}

test('no file speaks of the machine, the registry or the tools it was made with', () => {
  const found = projectFiles()
    .filter((path) => !BINARY.test(path))
    .flatMap((path) => findings(readProjectFile(path)).map((what) => `${path}: ${what}`));
  assert.deepEqual(found, []);
});

/** Joined here, so that this file does not hold what it looks for. */
const SAMPLES = [
  ['cd /wor', 'k/main'],
  ['see /ho', 'me/li/notes'],
  ['https://registry', '.npmjs.org/x'],
  ['written by Clau', 'de'],
  ['Co-Authored-', 'By: x'],
].map((parts) => parts.join(''));

for (const text of SAMPLES) {
  test(`found: ${text.slice(0, 9)}…`, () => assert.equal(findings(text).length, 1));
}

for (const text of ['network/work-list', '/worker/', 'the registry of members', 'user-agent', '名册 registry.']) {
  test(`let through: ${text}`, () => assert.deepEqual(findings(text), []));
}
