import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type BigIntStats,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { problem, type Problem, type Result } from '../core/problem.ts';

/** The bytes of a file, or a sentence why they cannot be had; a pipe or a device, which may never end, is not read. */
export function readBytes(path: string): Result<Uint8Array> {
  let file: number | undefined;
  try {
    // A pipe that nobody writes into is opened all the same, to be refused.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const found = fstatSync(file);
    const regular = found.isFile() || found.isDirectory();
    if (!regular) return { ok: false, problems: [problem('file-not-regular', '', { path })] };
    return { ok: true, value: readFileSync(file), problems: [] };
  } catch (error) {
    return { ok: false, problems: [unread(path, error)] };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** The bytes as text; a byte order mark is dropped, another encoding is a problem. */
export function textOf(path: string, bytes: Uint8Array): Result<string> {
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes), problems: [] };
  } catch {
    return { ok: false, problems: [problem('file-not-utf8', '', { path })] };
  }
}

/** Why nothing may be written there, before any work is done for it; undefined when it can be tried. */
export function unwritable(path: string, inputs: readonly string[]): Problem | undefined {
  const folder = dirname(resolve(path));
  if (statOf(folder)?.isDirectory() !== true) return problem('write-no-folder', '', { folder: dirname(path) });
  const there = statOf(path);
  if (there?.isDirectory() === true) return problem('write-onto-folder', '', { path });
  if (there !== undefined && !there.isFile()) return problem('write-not-a-file', '', { path });
  if (inputs.some((input) => isSame(path, input))) return problem('write-onto-input', '', { path });
  if (isTooLong(path)) return problem('write-name-too-long', '', { path });
  if (there !== undefined && !mayWrite(path)) return problem('write-not-allowed', '', { path });
  return tried(path);
}

/** Begins a file there and takes it away again: nothing else tells of every place where none can be made. */
function tried(path: string): Problem | undefined {
  try {
    const { file, beside } = begun(path);
    closeSync(file);
    rmSync(beside);
    return undefined;
  } catch (error) {
    return unwritten(path, error);
  }
}

type Begun = { readonly file: number; readonly beside: string; readonly place: string };

/** A new file beside the place of another, which it can take; its name is short, for that of the other may be long. */
function begun(path: string): Begun {
  const before = statOf(path);
  const place = before === undefined ? path : realpathSync(path);
  const beside = join(dirname(place), `.gongping-${randomBytes(6).toString('hex')}.tmp`);
  const file = openSync(beside, 'wx', before === undefined ? 0o666 : Number(before.mode) & 0o777);
  return { file, beside, place };
}

/**
 * Writes a file whole or not at all: beside its place, onto the disk, then renamed. Whoever reads meanwhile sees the old
 * one; of two who write at once the later wins. A link is followed.
 */
export function writeWhole(path: string, bytes: Uint8Array): Problem | undefined {
  let beside: string | undefined;
  try {
    const one = begun(path);
    beside = one.beside;
    try {
      writeFileSync(one.file, bytes);
      fsyncSync(one.file);
    } finally {
      closeSync(one.file);
    }
    renameSync(beside, one.place);
    return undefined;
  } catch (error) {
    if (beside !== undefined) removed(beside);
    return unwritten(path, error);
  }
}

/** Takes away what was begun; that this fails too is not told instead of why the writing did. */
function removed(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A disk that is gone: nothing was left there.
  }
}

function statOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    // A name that cannot be, or behind a folder that may not be entered: whoever opens it will say why.
    return undefined;
  }
}

/** Whether the disk takes no name that long. */
function isTooLong(path: string): boolean {
  try {
    lstatSync(path, { throwIfNoEntry: false });
    return false;
  } catch (error) {
    return codeOf(error) === 'ENAMETOOLONG';
  }
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether two names lead to one file, through links too. */
function isSame(a: string, b: string): boolean {
  const [one, other] = [statOf(a), statOf(b)];
  return one !== undefined && other !== undefined && one.ino === other.ino && one.dev === other.dev;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function reasonOf(error: unknown): string {
  return codeOf(error) || (error instanceof Error ? error.message : String(error));
}

function unread(path: string, error: unknown): Problem {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return problem('file-missing', '', { path });
  if (code === 'EISDIR') return problem('file-is-folder', '', { path });
  if (code === 'EACCES' || code === 'EPERM') return problem('file-not-allowed', '', { path });
  return problem('file-unreadable', '', { path, reason: reasonOf(error) });
}

function unwritten(path: string, error: unknown): Problem {
  const refused = ['EACCES', 'EPERM', 'EROFS', 'EBUSY'].includes(codeOf(error));
  return refused
    ? problem('write-not-allowed', '', { path })
    : problem('write-failed', '', { path, reason: reasonOf(error) });
}
