import { createHash } from 'node:crypto';
import { parseBundle, type Bundle } from '../core/bundle/bundle.ts';
import { scoreBundle, type Rescored } from '../core/bundle/publish.ts';
import { verifyBundle } from '../core/bundle/verify.ts';
import { problem, type Problem, type Result } from '../core/problem.ts';
import { readBytes } from '../store/file.ts';

/** SHA-256 of the UTF-8 bytes, in hexadecimal: the hash of everything that is published. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Scores a bundle from itself alone, after checking every hash in it. */
export function scoreBundleFile(path: string): Result<Rescored> {
  const bundle = readBundle(path);
  return bundle.ok ? scoreBundle(bundle.value, sha256) : bundle;
}

/** A bundle file that has been checked: what it is, where its own hashes hold, and everything that is wrong with it. */
export type Verified = { readonly bundle: Bundle | undefined; readonly problems: readonly Problem[] };

/** Checks a bundle file and scores it again; `expected` is the hash from a board or a form. */
export function verifyBundleFile(path: string, expected?: string): Verified {
  const source = readText(path);
  if (!source.ok) return { bundle: undefined, problems: source.problems };
  const bundle = parseBundle(source.value, sha256);
  const problems = inFile(path, verifyBundle(source.value, sha256, expected));
  return { bundle: bundle.ok ? bundle.value : undefined, problems };
}

function readBundle(path: string): Result<Bundle> {
  const source = readText(path);
  const bundle = source.ok ? parseBundle(source.value, sha256) : source;
  return { ...bundle, problems: inFile(path, bundle.problems) };
}

/** What is wrong with the whole is told with the name of the file. */
function inFile(path: string, problems: readonly Problem[]): readonly Problem[] {
  return problems.map((one) => (one.at === '' ? { ...one, at: path } : one));
}

/** The text whose bytes these are and no other: nothing is mended, a byte order mark is a change. */
function readText(path: string): Result<string> {
  const bytes = readBytes(path);
  if (!bytes.ok) return bytes;
  try {
    const value = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.value);
    return { ok: true, value, problems: [] };
  } catch {
    return { ok: false, problems: [problem('not-a-bundle', path)] };
  }
}
