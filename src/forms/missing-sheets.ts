import { nearest } from '../core/nearest.ts';
import { problem, type Problem } from '../core/problem.ts';
import type { FormSheet, SheetName } from './form.ts';
import { tightText, writtenText } from './plain-text.ts';
import { hasColumnsOf } from './read-table.ts';
import type { Sheet } from './workbook-read.ts';

/**
 * Sheets of the blank workbook that are not there: one that was only called otherwise is a fault, or all that stands in
 * it would be lost without a word; that the others are taken for empty is said, unless they are `needed`, and told of by
 * themselves. What is left over is named (缺的表).
 */
export function tellMissingSheets(
  forms: readonly FormSheet[],
  ours: ReadonlyMap<SheetName, Sheet>,
  others: readonly Sheet[],
  needed: ReadonlySet<string>,
  out: Problem[],
): void {
  const missing = forms.filter((form) => !form.silent && !ours.has(form.name));
  const meant = new Map(missing.map((form) => [form, others.find((sheet) => isMeant(form, sheet))]));
  const gone: string[] = [];
  for (const [form, sheet] of meant) {
    if (sheet === undefined) gone.push(form.name);
    else out.push(problem('sheet-renamed', sheet.name, { sheet: form.name, got: writtenText(sheet.name) }));
  }
  const list = gone.filter((name) => !needed.has(name)).map((name) => `「${name}」`);
  if (list.length > 0) out.push({ ...problem('sheets-missing', '', { list: list.join('、') }), severity: 'warning' });
  const ignored = others.filter((sheet) => ![...meant.values()].includes(sheet)).map(({ name }) => writtenText(name));
  if (ignored.length > 0)
    out.push({ ...problem('sheet-ignored', '', { list: ignored.slice(0, 20).join('、') }), severity: 'note' });
}

/** Whether it has been told that a sheet is there under another name. */
export function isRenamed(sheet: SheetName, problems: readonly Problem[]): boolean {
  return problems.some(({ code, data }) => code === 'sheet-renamed' && data['sheet'] === sheet);
}

/** Whether a sheet of another name is the one that is missing: by a slip in its name, or by its columns. */
function isMeant(form: FormSheet, sheet: Sheet): boolean {
  const name = tightText(sheet.name);
  return name.includes(form.name) || nearest(name, [form.name]) !== undefined || hasColumnsOf(form, sheet);
}
