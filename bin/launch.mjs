// The launcher. It uses only what Node 20 has and no package, because nothing may be installed yet when it runs:
// install what is missing or stale, find a Node that is new enough, run the given .ts file, hand its exit code back.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** @typedef {{ version?: string, integrity?: string, link?: boolean, dev?: boolean, devOptional?: boolean, optional?: boolean }} LockedPackage */
/** @typedef {{ packages?: Record<string, LockedPackage> }} Lock */
/** @typedef {{ dev: boolean }} Need `dev`: the development dependencies are needed too */

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Types are stripped without a flag and without a warning from here on. */
const OLDEST_NODE = 24;

/**
 * What is missing from an installation, by the lock file; empty when it can be used as it is.
 * It compares with npm's own list of what it installed, so an `npm install` done by hand counts too.
 * @param {Lock} wanted package-lock.json
 * @param {Lock | null} installed node_modules/.package-lock.json, null when there is none
 * @param {Need} need
 * @returns {string[]}
 */
export function missingPackages(wanted, installed, { dev }) {
  const have = installed?.packages ?? {};
  const missing = [];
  for (const [path, entry] of Object.entries(wanted.packages ?? {})) {
    if (path === '' || entry.link) continue;
    if (!dev && (entry.dev || entry.devOptional)) continue;
    const found = have[path];
    // A package for another platform stays away; one that is here must be the pinned one.
    if (!found && entry.optional) continue;
    if (found?.version !== entry.version || found?.integrity !== entry.integrity) missing.push(path);
  }
  return missing;
}

/**
 * The Node that came with the project. Neither PATH nor .bin is trusted: with several platform packages npm 10
 * leaves no .bin/node.
 * @param {string} folder
 * @param {string} platform as in process.platform
 * @param {string} arch as in process.arch
 */
export function pinnedNode(folder, platform, arch) {
  const system = platform === 'win32' ? 'win' : platform;
  const file = platform === 'win32' ? 'node.exe' : 'node';
  return join(folder, 'node_modules', `node-${system}-${arch}`, 'bin', file);
}

/** @param {string} version such as "24.21.0" */
export function newEnough(version) {
  return Number(version.split('.')[0]) >= OLDEST_NODE;
}

/** The running Node when it is new enough, else the pinned one, else null. */
function usableNode() {
  if (newEnough(process.versions.node)) return process.execPath;
  const pinned = pinnedNode(root, process.platform, process.arch);
  return existsSync(pinned) ? pinned : null;
}

/**
 * @param {string} path
 * @returns {Lock | null}
 */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // An installation that broke off leaves no list or half of one: either way it is not installed.
    return null;
  }
}

/** @param {Need} need */
function needsInstall(need) {
  const wanted = readLock(join(root, 'package-lock.json'));
  if (wanted === null) throw new Error('package-lock.json cannot be read');
  const installed = readLock(join(root, 'node_modules', '.package-lock.json'));
  return usableNode() === null || missingPackages(wanted, installed, need).length > 0;
}

/** The npm that started us, if one did, so that versions do not mix; else the one on PATH. */
function npmCommand() {
  const script = process.env['npm_execpath']?.replace(/npx-cli\.js$/, 'npm-cli.js');
  if (script?.endsWith('npm-cli.js')) return { command: process.execPath, args: [script], shell: false };
  return { command: 'npm', args: [], shell: process.platform === 'win32' };
}

/** What npx and NODE_ENV say to us through the environment must not reach the npm that installs. */
const NOT_INHERITED = [
  'NODE_ENV',
  'npm_config_call',
  'npm_config_global',
  'npm_config_include',
  'npm_config_local_prefix',
  'npm_config_omit',
  'npm_config_package',
  'npm_config_prefix',
];

function installEnvironment() {
  const env = { ...process.env };
  for (const name of NOT_INHERITED) delete env[name];
  return env;
}

/** @param {Need} need */
function install({ dev }) {
  process.stderr.write('正在安装依赖（第一次运行或更新之后才需要）……\n');
  const npm = npmCommand();
  const which = dev ? '--include=dev' : '--omit=dev';
  // Not `npm ci`: it refuses a lock file that lacks a package for some far platform which the registry it was made
  // with did not have. `install --no-save` takes the versions of the lock file too, and leaves the file as it is.
  const options = ['--no-save', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error', which];
  const result = spawnSync(npm.command, [...npm.args, 'install', ...options], {
    cwd: root,
    env: installEnvironment(),
    shell: npm.shell,
    // Standard output belongs to the program: who reads --json must not read npm.
    stdio: ['ignore', 2, 2],
  });
  if (result.status === 0) return;
  process.stderr.write('依赖没有装上。请检查网络或 npm 镜像设置后重试。\n');
  process.exit(result.status ?? 1);
}

/**
 * @param {string} node
 * @param {readonly string[]} args
 */
function runChild(node, args) {
  const child = spawn(node, args, { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // Ctrl+C in a terminal reaches the child by itself; handing it on would make it two.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    process.stderr.write(`启动不了 ${node}：${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    process.exit(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
  });
}

/**
 * Runs one .ts file of the project on a Node that is new enough.
 * @param {string} entry path from the project root
 * @param {readonly string[]} args
 * @param {Need} need
 */
export async function launch(entry, args, need) {
  if (needsInstall(need)) install(need);
  const node = usableNode();
  if (node === null) {
    const machine = `${process.platform}-${process.arch}`;
    process.stderr.write(
      `项目没有带来适合这台机器（${machine}）的 Node，请自行安装 Node ${OLDEST_NODE} 或更新的版本。\n`,
    );
    process.exit(1);
  }
  const path = join(root, entry);
  if (node !== process.execPath) {
    runChild(node, [path, ...args]);
    return;
  }
  // New enough already: run it in this process and save a start.
  process.argv.splice(1, process.argv.length - 1, path, ...args);
  await import(pathToFileURL(path).href);
}
