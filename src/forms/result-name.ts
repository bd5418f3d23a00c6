import { KIND_LABELS } from './form-columns.ts';
import type { SubjectKind } from './form-rules.ts';
import { tightText } from './plain-text.ts';

const RESULT = '结果';

/** What a sheet of results is called; where several kinds of subjects are scored together, each has its own (结果表). */
export function resultSheetName(subject: SubjectKind, alone: boolean): string {
  return alone ? RESULT : `${RESULT}·${KIND_LABELS[subject]}`;
}

const NAMES: ReadonlySet<string> = new Set([
  RESULT,
  ...Object.values(KIND_LABELS).map((label) => `${RESULT}·${label}`),
]);

/** Whether a sheet is called as our sheets of results are. */
export function isResultSheet(name: string): boolean {
  return NAMES.has(tightText(name));
}
