import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { pinnedNode, root } from '../../bin/launch.mjs';
import { readProjectFile } from './project-files.ts';

type Dependencies = Readonly<Record<string, string>>;
type Manifest = {
  readonly scripts: Dependencies;
  readonly dependencies: Dependencies;
  readonly optionalDependencies: Dependencies;
  readonly devDependencies: Dependencies;
};
type LockFile = { readonly packages: Readonly<Record<string, Manifest & { readonly resolved?: string }>> };

const manifest = JSON.parse(readProjectFile('package.json')) as Manifest;
const lock = JSON.parse(readProjectFile('package-lock.json')) as LockFile;

test('the lock file names no place a package was downloaded from', () => {
  const placed = Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined);
  assert.deepEqual(
    placed.map(([path]) => path),
    [],
  );
  assert.match(readProjectFile('.npmrc'), /^omit-lockfile-registry-resolved=true$/m);
});

test('the lock file belongs to package.json', () => {
  const locked = lock.packages[''];
  assert.deepEqual(locked?.dependencies, manifest.dependencies);
  assert.deepEqual(locked?.optionalDependencies, manifest.optionalDependencies);
  assert.deepEqual(locked?.devDependencies, manifest.devDependencies);
});

test('every dependency is pinned to one version', () => {
  const all = Object.entries({
    ...manifest.dependencies,
    ...manifest.optionalDependencies,
    ...manifest.devDependencies,
  });
  assert.deepEqual(
    all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)),
    [],
  );
  assert.match(readProjectFile('.npmrc'), /^save-exact=true$/m);
});

test('the packages that are only measured against are pinned too, and the product does not know them', () => {
  const own = JSON.parse(readProjectFile('test/bench/package.json')) as Manifest;
  const locked = JSON.parse(readProjectFile('test/bench/package-lock.json')) as LockFile;
  assert.deepEqual(locked.packages['']?.dependencies, own.dependencies);
  const entries = Object.entries(locked.packages);
  assert.deepEqual(
    entries.filter(([, entry]) => entry.resolved !== undefined),
    [],
  );
  assert.deepEqual(
    entries.filter(([path]) => lock.packages[path] !== undefined && path !== ''),
    [],
  );
});

test('every runtime dependency has its line in decisions/dependencies.md', () => {
  const page = readProjectFile('decisions/dependencies.md');
  const names = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
  assert.deepEqual(
    names.filter((name) => !page.includes(`| \`${name}\` |`)),
    [],
  );
});

test('every script starts through a launcher of bin/', () => {
  const direct = Object.entries(manifest.scripts).filter(
    ([, command]) => !/^node bin\/(gongping|dev)\.mjs( |$)/.test(command),
  );
  assert.deepEqual(direct, []);
});

test('the pinned Node of this platform is where the launcher looks for it', () => {
  const folder = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  if (manifest.optionalDependencies[folder] === undefined) return;
  assert.ok(existsSync(pinnedNode(root, process.platform, process.arch)));
});
