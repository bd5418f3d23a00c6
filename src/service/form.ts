import { problem, type Problem } from '../core/problem.ts';
import { isFilledForm } from '../forms/filled-form.ts';
import { templateBook } from '../forms/template.ts';
import { writeWorkbook, type BookSpec } from '../forms/workbook-write.ts';
import { readBytes, unwritable, writeWhole } from '../store/file.ts';
import { openScheme } from './scheme.ts';

/** Writes the blank workbook of a scheme (空白填写表). */
export async function writeTemplate(idOrPath: string, path: string): Promise<readonly Problem[]> {
  const opened = openScheme(idOrPath);
  if (!opened.ok) return opened.problems;
  return (await mayNotWrite(path, [])) ?? saveBook(path, templateBook(opened.value));
}

/** Why no workbook may be written there; asked before any work is done for it. */
export async function mayNotWrite(path: string, inputs: readonly string[]): Promise<readonly Problem[] | undefined> {
  if (!/\.xlsx$/iu.test(path)) return [problem('write-not-xlsx', '', { path })];
  const refused = unwritable(path, inputs);
  if (refused !== undefined) return [refused];
  const there = readBytes(path);
  const filled = there.ok && (await isFilledForm(there.value));
  return filled ? [problem('write-onto-filled', '', { path })] : undefined;
}

/** Writes a workbook whole or not at all. */
export async function saveBook(path: string, book: BookSpec): Promise<readonly Problem[]> {
  const failed = writeWhole(path, await writeWorkbook(book));
  return failed === undefined ? [] : [failed];
}
