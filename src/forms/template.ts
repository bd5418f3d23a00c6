import type { Ruleset } from '../core/scheme/resolve.ts';
import { formRules, type FormRules } from './form-rules.ts';
import { choiceTexts, type FormColumn, type FormSheet, type SheetName } from './form.ts';
import { formSheets } from './sheets.ts';
import { ledgerLines } from './sheets-ledger.ts';
import { KIND_NAMES, readingRows, type ReadingRow } from './sheets-readings.ts';
import { notesSheet } from './template-notes.ts';
import { columnLetters } from './workbook-address.ts';
import type { BookSpec, CellSpec, ColumnKind, ColumnSpec, ListSource, RowSpec, SheetSpec } from './workbook-write.ts';

/** Rows to put into a sheet of the workbook: values by the key of the column. Used by the demonstration. */
export type Filled = Readonly<Partial<Record<SheetName, readonly Readonly<Record<string, string>>[]>>>;

const TAB_COLOURS: Readonly<Record<SheetName, string>> = {
  读法: '#8A6D3B',
  组织: '#4A6785',
  名册: '#4A6785',
  关系: '#4A6785',
  情况: '#3F7D58',
  台账: '#B71C1C',
  测评: '#3F7D58',
  评分: '#3F7D58',
  往期: '#6B7280',
  引用结果: '#6B7280',
  认定: '#6B7280',
};

/** Title and hint stand above the header. */
export const HEADER_ROW = 4;
const LAST_LISTED_ROW = 2000;

/** The workbook that `score` reads, blank or with rows filled in; a notes sheet explains every column (空白表). */
export function templateBook(ruleset: Ruleset, filled: Filled = {}, mark = ''): BookSpec {
  const rules = formRules(ruleset);
  const forms = formSheets(rules).filter((form) => !form.silent || filled[form.name] !== undefined);
  const sheets = forms.map((form) =>
    form.name === '读法' ? readingSpec(rules, form, filled, mark) : formSpec(rules, form, forms, filled, mark),
  );
  return { sheets: [notesSheet(rules, forms, mark), ...sheets], title: `${rules.title}${mark}` };
}

function formSpec(
  rules: FormRules,
  form: FormSheet,
  forms: readonly FormSheet[],
  filled: Filled,
  mark: string,
): SheetSpec {
  const columns = form.columns.filter((column) => !column.silent || isFilled(form, column, filled));
  const rows = (filled[form.name] ?? []).map((row, i): RowSpec => ({
    cells: columns.map((column) => (column.key === 'no' ? String(i + 1) : (row[column.key] ?? null))),
  }));
  const frozen = columns.findIndex((column) => column.key === 'name' || column.key === 'org') + 1;
  return {
    name: form.name,
    title: `${form.name}${mark}`,
    subtitles: [`${rules.title}${mark === '' ? '' : `　${mark}`}`, hintOf(form)],
    columns: columns.map((column) => columnSpec(column, form.name, forms, rules)),
    rows,
    blankRows: filled[form.name] === undefined ? form.blankRows : 5,
    freezeColumns: Math.min(frozen, 3),
    print: { orientation: columns.length > 7 ? 'landscape' : 'portrait' },
    tabColour: TAB_COLOURS[form.name],
  };
}

function isFilled(form: FormSheet, column: FormColumn, filled: Filled): boolean {
  return filled[form.name]?.some((row) => row[column.key] !== undefined) ?? false;
}

function hintOf(form: FormSheet): string {
  const required = form.columns.filter((column) => column.required && !column.silent).map((column) => column.header);
  return `${form.about}。${required.length > 0 ? `带 * 的必填：${required.join('、')}。` : ''}`;
}

/** A header as it stands in the blank form; the mark is not part of its name, and reading does without it. */
export function markedHeader({ header, required }: FormColumn): string {
  return required === true ? `${header}*` : header;
}

function columnSpec(column: FormColumn, sheet: SheetName, forms: readonly FormSheet[], rules: FormRules): ColumnSpec {
  const list = listOf(column, sheet, forms, rules);
  const { type } = column;
  return {
    header: markedHeader(column),
    kind: kindOf(column),
    note: `${column.required ? '必填。' : ''}${column.explain}`,
    ...(column.width === undefined ? {} : { width: column.width }),
    ...(list === undefined ? {} : { list, lenient: true }),
    ...(type.kind === 'date' ? { check: { kind: 'date' as const }, lenient: true } : {}),
    ...(type.kind === 'number'
      ? {
          check: {
            kind: type.places === 0 ? ('whole' as const) : ('decimal' as const),
            ...(type.least === undefined ? {} : { min: type.least }),
            ...(type.most === undefined ? {} : { max: type.most }),
          },
        }
      : {}),
    ...(column.key === 'no' ? { align: 'center' as const } : {}),
  };
}

function kindOf(column: FormColumn): ColumnKind {
  if (column.wide) return 'wrapped';
  if (column.type.kind === 'number') return 'number';
  return column.type.kind === 'date' ? 'date' : 'text';
}

function listOf(
  column: FormColumn,
  sheet: SheetName,
  forms: readonly FormSheet[],
  rules: FormRules,
): ListSource | undefined {
  const { type } = column;
  if (type.kind === 'flag') return { values: ['是', '否'] };
  if (type.kind === 'org') return columnRange(forms, '组织', 'org');
  if (type.kind === 'name' && sheet !== '名册') return columnRange(forms, '名册', 'name');
  if (type.kind === 'choice')
    return { values: column.key === 'item' ? offeredItems(rules) : choiceTexts(type.choices) };
  return undefined;
}

function offeredItems(rules: FormRules): readonly string[] {
  return choiceTexts(ledgerLines(rules).filter((line) => line.offered));
}

/** The cells of a column of another sheet, as a drop-down's source. */
function columnRange(forms: readonly FormSheet[], name: SheetName, key: string): ListSource | undefined {
  const form = forms.find((one) => one.name === name);
  const index = form?.columns.filter((column) => !column.silent).findIndex((column) => column.key === key) ?? -1;
  if (index < 0) return undefined;
  const letters = columnLetters(index);
  return { sheet: name, range: `$${letters}$${HEADER_ROW + 1}:$${letters}$${LAST_LISTED_ROW}` };
}

/** Who decided and when: to be filled in for a reading only. */
function decisionCells(
  { kind }: ReadingRow,
  given: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, CellSpec>> {
  if (kind !== 'reading') return { by: { value: '—', style: 'muted' }, on: { value: '—', style: 'muted' } };
  return {
    by: { value: given?.['by'] ?? '', kind: 'wrapped', style: 'input' },
    on: { value: given?.['on'] ?? '', kind: 'date', style: 'input' },
  };
}

/** 读法: a line for the period, parameters and questions; the options of a question stand in its own row. */
function readingSpec(rules: FormRules, form: FormSheet, filled: Filled, mark: string): SheetSpec {
  const rows = readingRows(rules);
  const given = new Map((filled['读法'] ?? []).map((row) => [row['id'] ?? '', row]));
  const options = form.columns.filter((column) => column.key.startsWith('option.'));
  const firstOption = form.columns.findIndex((column) => column.key === 'option.0');
  const own = `$${columnLetters(firstOption)}${HEADER_ROW + 1}:$${columnLetters(firstOption + options.length - 1)}${HEADER_ROW + 1}`;
  return {
    name: form.name,
    title: `考核周期、参数和读法${mark}`,
    subtitles: [`${rules.title}${mark === '' ? '' : `　${mark}`}`, hintOf(form)],
    columns: form.columns.map((column) => ({
      header: column.header,
      kind: kindOf(column),
      note: column.explain,
      ...(column.width === undefined ? {} : { width: column.width }),
      // The range moves down with the row, so each question offers its own options.
      ...(column.key === 'choice' ? { list: { sheet: form.name, range: own }, lenient: true } : {}),
      ...(column.type.kind === 'date' ? { check: { kind: 'date' as const }, lenient: true } : {}),
      ...(column.key === 'kind' || column.key === 'clause' ? { align: 'center' as const } : {}),
    })),
    rows: rows.map((row): RowSpec => {
      const cells: Readonly<Record<string, CellSpec>> = {
        kind: KIND_NAMES[row.kind],
        topic: row.topic,
        clause: row.clause,
        value:
          row.kind === 'reading' || row.kind === 'scheme'
            ? { value: '—', style: 'muted' }
            : { value: given.get(row.id)?.['value'] ?? '', style: 'input' },
        choice:
          row.kind === 'reading'
            ? { value: given.get(row.id)?.['choice'] ?? row.chosen, kind: 'wrapped', style: 'input' }
            : { value: '—', style: 'muted' },
        ...decisionCells(row, given.get(row.id)),
        id: { value: row.id, style: 'muted' },
      };
      const text = (key: string): CellSpec => {
        if (!key.startsWith('option.')) return cells[key] ?? null;
        const option = row.options[Number(key.slice(7))];
        return option === undefined ? null : { value: option.text, style: 'muted', kind: 'wrapped' };
      };
      return { cells: form.columns.map((column) => text(column.key)) };
    }),
    freezeColumns: 0,
    print: { orientation: 'landscape' },
    tabColour: TAB_COLOURS['读法'],
  };
}
