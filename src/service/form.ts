import { problem, type Problem } from '../core/problem.ts';
import { saysTheSame, standingBook } from '../forms/filled-form.ts';
import { templateBook } from '../forms/template.ts';
import { WRITE_LIMIT_MS, writeWorkbook, writtenWorkbook, type BookSpec } from '../forms/workbook-write.ts';
import { readBytes, unwritable, writeWhole } from '../store/file.ts';
import { openScheme } from './scheme.ts';

/** Writes the blank workbook of a scheme (空白填写表); over what stands there only where that is the same blank form. */
export async function writeTemplate(idOrPath: string, path: string): Promise<readonly Problem[]> {
  const opened = openScheme(idOrPath);
  if (!opened.ok) return opened.problems;
  const refused = noWorkbook(path, []);
  if (refused !== undefined) return [refused];
  return saveForm(path, templateBook(opened.value));
}

/** Writes a form; over what stands there only where that says the same. */
export async function saveForm(path: string, book: BookSpec): Promise<readonly Problem[]> {
  const bytes = await writeWorkbook(book);
  const there = contentOf(path);
  if (there !== undefined && !(await saysTheSame(there, bytes))) return [await losing(path, there)];
  return written(path, bytes);
}

/**
 * Why no results may be written there, asked before any work is done for it: only an earlier result of ours is written
 * over, never what people have filled in or what we do not know.
 */
export async function mayNotWrite(path: string, inputs: readonly string[]): Promise<readonly Problem[] | undefined> {
  const refused = noWorkbook(path, inputs);
  if (refused !== undefined) return [refused];
  const there = contentOf(path);
  if (there === undefined || (await standingBook(there)) === 'result') return undefined;
  return [await losing(path, there)];
}

function noWorkbook(path: string, inputs: readonly string[]): Problem | undefined {
  const refused = unwritable(path, inputs);
  // Who names a folder is told so, not to give it another name.
  if (/\.xlsx$/iu.test(path) || refused?.code === 'write-onto-folder') return refused;
  return problem('write-not-xlsx', '', { path });
}

/** What would be lost; nothing of a file that is not there or is empty. */
function contentOf(path: string): Uint8Array | undefined {
  const there = readBytes(path);
  return there.ok && there.value.length > 0 ? there.value : undefined;
}

async function losing(path: string, there: Uint8Array): Promise<Problem> {
  const filled = (await standingBook(there)) === 'filled';
  return problem(filled ? 'write-onto-filled' : 'write-onto-other', '', { path });
}

const MINUTE_MS = 60_000;

/** Writes a workbook whole or not at all. */
export async function saveBook(path: string, book: BookSpec): Promise<readonly Problem[]> {
  const bytes = await writtenWorkbook(book);
  if (bytes === 'too-large') return [problem('write-too-large', '', { path })];
  if (bytes === 'too-long')
    return [problem('write-too-long', '', { path, minutes: String(WRITE_LIMIT_MS / MINUTE_MS) })];
  return written(path, bytes);
}

function written(path: string, bytes: Uint8Array): readonly Problem[] {
  const failed = writeWhole(path, bytes);
  return failed === undefined ? [] : [failed];
}
