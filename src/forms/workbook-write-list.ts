import type { DataValidation } from 'excelize-wasm';
import { columnLetters } from './workbook-address.ts';
import { daySerial } from './workbook-write-cell.ts';
import type { BookSpec, ColumnCheck, ColumnSpec, ListSource } from './workbook-write.ts';

/** Drop-downs too long to stand in the cell's own rule, each a column of one hidden sheet. */
export type ListSheet = { readonly name: string; readonly lists: readonly (readonly string[])[] };

const LONGEST_INLINE = 255;

/** Excel keeps a short list inside the rule, split at commas; anything else must stand in cells. */
function fitsInline(values: readonly string[]): boolean {
  const joined = values.join(',');
  return (
    joined.length <= LONGEST_INLINE &&
    joined !== '' &&
    values.every((value) => value !== '' && value === value.trim() && !/[,"&<>\n]/.test(value))
  );
}

function freeName(book: BookSpec): string {
  const taken = new Set(book.sheets.map((sheet) => sheet.name));
  let name = '选项';
  for (let i = 2; taken.has(name); i += 1) name = `选项${i}`;
  return name;
}

/** Gathers the lists of a book that need cells; equal lists share a column. */
export function listSheetOf(book: BookSpec): ListSheet {
  const lists = new Map<string, readonly string[]>();
  for (const { list } of book.sheets.flatMap((sheet) => sheet.columns)) {
    if (list && 'values' in list && list.values.length > 0 && !fitsInline(list.values))
      lists.set(JSON.stringify(list.values), list.values);
  }
  return { name: freeName(book), lists: [...lists.values()] };
}

/** A range of a sheet as formulas name it. */
export function rangeOf(sheet: string, range: string): string {
  return `'${sheet.replaceAll("'", "''")}'!${range}`;
}

function listFormula(list: ListSource, listSheet: ListSheet): string {
  if ('sheet' in list) return rangeOf(list.sheet, list.range);
  if (fitsInline(list.values)) return `"${list.values.join(',')}"`;
  const key = JSON.stringify(list.values);
  const column = columnLetters(listSheet.lists.findIndex((values) => JSON.stringify(values) === key));
  return rangeOf(listSheet.name, `$${column}$1:$${column}$${list.values.length}`);
}

const CHECK_NAMES = { decimal: '数', whole: '整数', date: '日期' } as const;

function checkSentence({ kind, min, max }: ColumnCheck): string {
  const name = CHECK_NAMES[kind];
  if (min !== undefined && max !== undefined) return `这一格请填写 ${min} 到 ${max} 之间的${name}。`;
  if (min !== undefined) return `这一格请填写不小于 ${min} 的${name}。`;
  if (max !== undefined) return `这一格请填写不大于 ${max} 的${name}。`;
  return kind === 'date' ? '这一格请填写日期，如 2026-03-05。' : `这一格请填写${name}，不带单位和文字。`;
}

function bounds({ kind, min, max }: ColumnCheck): Partial<DataValidation> {
  const bound = (text: string): string => (kind === 'date' ? String(daySerial(text) ?? 0) : text);
  // Excel has no rule "any number": the widest bounds stand for it.
  const [least, most] = kind === 'date' ? ['61', '2958465'] : ['-999999999999999', '999999999999999'];
  return {
    Operator: 'between',
    Formula1: min === undefined ? least : bound(min),
    Formula2: max === undefined ? most : bound(max),
  };
}

/** Excelize writes the formulas of a rule into the XML as they are. */
function escaped(formula: string): string {
  return formula.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The rule of a column for a range of cells, or nothing. */
export function validationOf(column: ColumnSpec, cells: string, listSheet: ListSheet): DataValidation | undefined {
  const { list, check, lenient = false } = column;
  const common = {
    Sqref: cells,
    AllowBlank: true,
    ShowErrorMessage: true,
    ErrorStyle: lenient ? 'warning' : 'stop',
    ErrorTitle: '请检查',
  };
  if (list && !('values' in list && list.values.length === 0)) {
    const Error = lenient ? '列表里没有这一项。确实要这样填吗？' : '这一格请从下拉列表中选一项。';
    return { ...common, Type: 'list', Formula1: escaped(listFormula(list, listSheet)), Error };
  }
  if (!check) return undefined;
  return { ...common, Type: check.kind, ...bounds(check), Error: checkSentence(check) };
}
