import type { Column } from '../core/score/report-columns.ts';
import type { Report, ReportOutcome, ReportPart, ReportRow } from '../core/score/report.ts';
import { screenWidth, tableLines, type TextColumn } from './table.ts';

/** One column with what it says of a row; the first to go where the screen is narrow are the `spare` ones. */
type RowColumn = TextColumn & { readonly cell: (row: ReportRow) => string; readonly spare?: boolean };

/** The results as tables for a screen of so many places; without a screen lines are as long as they are. */
export function resultLines(report: Report, width: number): readonly string[] {
  return [
    ...report.parts.flatMap((part) => [`${part.title}　${report.period}`, '', ...partLines(part, width), '']),
    ...heldLines(report.parts.flatMap((part) => part.rows)),
    ...outcomeLines([
      ...report.parts.flatMap((part) => part.rows.flatMap((row) => row.outcomes)),
      ...report.orgOutcomes,
    ]),
  ];
}

function partLines(part: ReportPart, width: number): readonly string[] {
  if (part.rows.length === 0) return ['名册里没有参评的对象。'];
  const columns = columnsOf(part);
  const lines = tableOf(columns, part.rows);
  const tooWide = width > 0 && lines.some((line) => screenWidth(line) > width);
  return tooWide
    ? tableOf(
        columns.filter((column) => column.spare !== true),
        part.rows,
      )
    : lines;
}

function tableOf(columns: readonly RowColumn[], rows: readonly ReportRow[]): readonly string[] {
  return tableLines(
    columns,
    rows.map((row) => columns.map((column) => column.cell(row))),
  );
}

function columnsOf(part: ReportPart): readonly RowColumn[] {
  const isOrg = part.subject === 'org';
  const total: RowColumn = {
    header: '得分',
    align: 'right',
    cell: (row) => row.score?.shown ?? row.without,
  };
  return [
    ...part.ranks.map((column, at): RowColumn => ({
      header: column.label,
      align: 'right',
      cell: (row) => String(row.ranks[at] ?? ''),
    })),
    { header: isOrg ? '组织' : '姓名', cell: (row) => row.name },
    ...(isOrg ? [] : [{ header: '组织', cell: (row: ReportRow) => row.org }]),
    ...(part.categories ? [{ header: '类别', cell: (row: ReportRow) => row.category }] : []),
    ...numberColumns(part.columns, (row, at) => row.values[at]?.shown ?? '', true),
    ...(part.scored ? [total] : []),
    ...(part.graded ? [{ header: '等次', cell: (row: ReportRow) => row.grade }] : []),
    ...numberColumns(part.accounts, (row, at) => row.accounts[at]?.shown ?? '', false),
  ];
}

function numberColumns(
  columns: readonly Column[],
  cell: (row: ReportRow, at: number) => string,
  spare: boolean,
): readonly RowColumn[] {
  return columns.map((column, at) => ({ header: column.label, align: 'right', spare, cell: (row) => cell(row, at) }));
}

function heldLines(rows: readonly ReportRow[]): readonly string[] {
  const held = rows.filter((row) => row.held.length > 0);
  if (held.length === 0) return [];
  const lines = held.flatMap((row) => [
    `  ${row.name}${row.org === '' || row.org === row.name ? '' : `（${row.org}）`}`,
    ...row.held.map((line) => `    ${line.what}${clauseMark(line.clause)}`),
  ]);
  return [`待定事项　${held.length} 个对象`, ...lines, ''];
}

function outcomeLines(outcomes: readonly ReportOutcome[]): readonly string[] {
  if (outcomes.length === 0) return [];
  return ['建议（由人决定）', ...outcomes.map((one) => `  ${outcomeText(one)}`), ''];
}

/** One proposal as a sentence: who, what, how binding, by whom and when. */
export function outcomeText(one: ReportOutcome): string {
  const about = one.on === one.about ? '' : `（因${one.about}）`;
  const parts = [one.force, one.by === '' ? '' : `由${one.by}`, dueText(one), one.note];
  return `${one.on}${about}：${one.do}，${parts.filter((part) => part !== '').join('，')}${clauseMark(one.clause)}`;
}

function dueText({ due, until }: ReportOutcome): string {
  return [due === '' ? '' : `${due} 以前`, until === '' ? '' : `到 ${until} 为止`]
    .filter((one) => one !== '')
    .join('，');
}

/** The clause behind a sentence, in the brackets that official texts use. */
export function clauseMark(clause: string): string {
  return clause === '' ? '' : `〔${clause}〕`;
}
