import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';

/** Programs that npm does not bring, and the Debian package of each. */
const PACKAGES = {
  soffice: 'libreoffice-calc',
  pdftotext: 'poppler-utils',
  pdftoppm: 'poppler-utils',
  python3: 'python3',
} as const;
export type Program = keyof typeof PACKAGES;

/** What becomes of a test that needs a program: without it, skipped on a person's machine and failed where CI runs. */
export function fate(present: boolean, ci: boolean): 'run' | 'skip' | 'fail' {
  if (present) return 'run';
  return ci ? 'fail' : 'skip';
}

/** A test that needs a program of the machine. */
export function testWith(program: Program, name: string, body: () => void | Promise<void>): void {
  const decided = fate(isPresent(program), process.env['CI'] === 'true');
  const reason = `没有 ${program}（Debian 的 ${PACKAGES[program]}）`;
  test(name, { skip: decided === 'skip' ? reason : false }, async () => {
    if (decided === 'fail') throw new Error(reason);
    await body();
  });
}

/** Looked up rather than started: starting LibreOffice only to see whether it is there takes a second. */
function isPresent(program: Program): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.some((folder) => existsSync(join(folder, program)));
}
