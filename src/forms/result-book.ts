import { periodName } from '../core/period.ts';
import { openRankText } from '../core/score/grading/open-rank.ts';
import type { Explanation } from '../core/score/telling/explanation.ts';
import { heldGroups, heldRemarks, type HeldGroup } from '../core/score/telling/held-groups.ts';
import type { ReportLine } from '../core/score/telling/report-held.ts';
import {
  reportedPeriod,
  type Report,
  type ReportOutcome,
  type ReportPart,
  type ReportRow,
} from '../core/score/telling/report.ts';
import type { ReportRecords } from '../core/score/telling/report-records.ts';
import { detailSheet } from './result-detail.ts';
import { heldSheet } from './result-held.ts';
import { deadlineSheet, normSheet, orgSheet, quotaSheet, readingSheet } from './result-records.ts';
import { numberCell, type Head } from './result-cells.ts';
import { limited } from './result-limit.ts';
import { resultSheetName } from './result-name.ts';
import { columnWidths, textWidth } from './workbook-write-cell.ts';
import type { BookSpec, CellSpec, ColumnSpec, RowSpec, SheetSpec } from './workbook-write.ts';

/** What a result workbook is made of. */
export type ResultData = {
  readonly report: Report;
  readonly records: ReportRecords;
  /** Of the subjects, in the order of the report; asked for one at a time. */
  readonly explanations: Iterable<Explanation>;
  /** What made a score or a grade other than the points and the band alone, by subject. */
  readonly reasons: ReadonlyMap<string, readonly ReportLine[]>;
  /** All proposals with their basis; left out, those of the report are told without. */
  readonly proposals?: readonly ReportOutcome[];
  /** Why gates are open, by scheme. */
  readonly waits?: ReadonlyMap<string, readonly string[]>;
  /** Why the results may not be published yet, or that they are invented; empty where neither. */
  readonly mark: string;
  /** What is said once for all, in sentences. */
  readonly notices: readonly string[];
};

/** The workbook of results: 结果, 明细, 待定, 建议, 读法, and what else the scheme speaks of. */
export function resultBook(data: ResultData): BookSpec {
  const { report, records, explanations, mark, notices } = data;
  const head: Head = {
    lines: [
      { left: `${report.title}　${reportedPeriod(report)}`, right: `方案版本 ${report.version.slice(0, 12)}` },
      ...(mark === '' ? [] : [mark]),
    ],
  };
  const groups = heldGroups(report.parts.flatMap((part) => part.rows));
  const sheets = [
    ...report.parts.map((part) => limited(resultSheet(part, report, { ...data, groups }, head))),
    detailSheet(explanations, head),
    ...[
      heldSheet(groups, notices, records.assumed, head),
      outcomeSheet(data, head),
      ...(records.quotas.length === 0 ? [] : [quotaSheet(records.quotas, head)]),
      ...(records.orgs.length === 0 ? [] : [orgSheet(records.orgs, head)]),
      ...(records.norms.length === 0 ? [] : [normSheet(records.norms, head)]),
      ...(records.deadlines.length === 0 ? [] : [deadlineSheet(records.deadlines, head)]),
      readingSheet(report, records, head),
    ].map((sheet) => limited(sheet)),
  ];
  return { sheets: sheets.map((sheet) => ({ ...sheet, composed: true })), title: `${report.title}结果` };
}

/** A table of no more characters across is read well on an upright page. */
const UPRIGHT = 120;

type RowColumn = { readonly spec: ColumnSpec; readonly cell: (row: ReportRow) => CellSpec };

/** What stands behind the lines of the results: what made a grade, and what is waited for. */
type Behind = Pick<ResultData, 'reasons' | 'waits'> & { readonly groups: readonly HeldGroup[] };

function resultSheet(part: ReportPart, report: Report, behind: Behind, head: Head): SheetSpec {
  const columns = columnsOf(part, behind);
  const several = report.parts.length > 1;
  const name = report.asOf === undefined ? `${periodName(report.period)}结果` : reportedPeriod(report);
  const named = columns.findIndex(({ spec }) => spec.header === '姓名' || spec.header === '组织');
  const specs = columns.map(({ spec }) => spec);
  const rows = part.rows.map((row): RowSpec => ({
    cells: columns.map(({ cell }) => cell(row)),
    ...(row.status === 'held' ? { style: 'warning' } : row.status === 'exempt' ? { style: 'muted' } : {}),
  }));
  const width = columnWidths(specs, rows).reduce((sum, one) => sum + one, 0);
  return {
    name: resultSheetName(part.subject, !several),
    title: several ? `${part.title}　${name}` : name,
    subtitles: head.lines,
    columns: specs,
    rows,
    footnotes: [
      { left: countText(part.rows), right: '精确的分数见「明细」' },
      ...part.openRanks.map((one) => openRankText(one)),
      ...(behind.waits?.get(part.scheme) ?? []),
    ],
    freezeColumns: Math.min(named + 1, 3),
    autofilter: true,
    print: { orientation: width > UPRIGHT ? 'landscape' : 'portrait', footer: true },
    tabColour: '#B71C1C',
  };
}

/** How many take part; the exempt who still get a score or a grade of their own are not called left out. */
function countText(rows: readonly ReportRow[]): string {
  const held = rows.filter((row) => row.status === 'held').length;
  const exempt = rows.filter((row) => row.status === 'exempt');
  const apart = exempt.filter((row) => row.score !== undefined || row.grade !== '').length;
  const out = exempt.length - apart;
  return [
    `参评 ${rows.length - exempt.length}`,
    `没有出分 ${held}`,
    ...(apart === 0 ? [] : [`免积分、另行定等 ${apart}`]),
    ...(out === 0 ? [] : [`不参评 ${out}`]),
  ].join('，');
}

function columnsOf(part: ReportPart, { reasons, groups }: Behind): readonly RowColumn[] {
  const waiting = heldRemarks(groups);
  const isOrg = part.subject === 'org';
  const { digits } = part;
  const text = (header: string, cell: (row: ReportRow) => string, more: Partial<ColumnSpec> = {}): RowColumn => ({
    spec: { header, kind: 'text', ...more },
    cell,
  });
  const number = (header: string, cell: (row: ReportRow) => CellSpec, more: Partial<ColumnSpec> = {}): RowColumn => ({
    spec: { header, kind: 'number', places: digits, ...more },
    cell,
  });
  const place: Partial<ColumnSpec> = { places: 0, align: 'center' };
  return [
    ...part.ranks.map(({ label }, at) => number(label, (row) => String(row.ranks[at] ?? ''), place)),
    text(isOrg ? '组织' : '姓名', (row) => row.name),
    ...(isOrg ? [] : [text('组织', (row) => row.org)]),
    ...(part.categories ? [text('类别', (row) => row.category)] : []),
    ...part.columns.map(({ label }, at) => number(label, (row) => numberCell(row.values[at], digits))),
    ...(part.scored ? [number('得分', (row) => scoreCell(row, digits))] : []),
    ...(part.graded ? [text('等次', (row) => row.grade, { kind: 'wrapped', width: gradeWidth(part.rows) })] : []),
    ...part.accounts.map(({ label }, at) => number(label, (row) => numberCell(row.accounts[at], digits))),
    ...part.gates.map(({ label }, at) => text(label, (row) => gateText(row, row.gates[at]), { align: 'center' })),
    text('说明', (row) => remarkOf(row, reasons.get(row.id) ?? [], waiting(row)), { kind: 'wrapped' }),
  ];
}

function gradeWidth(rows: readonly ReportRow[]): number {
  const widest = rows.reduce((most, row) => Math.max(most, textWidth(row.grade)), 0);
  return Math.min(Math.max(widest + 4, 9), 19);
}

function scoreCell(row: ReportRow, digits: number): CellSpec {
  return row.score === undefined ? { value: row.without, kind: 'text' } : numberCell(row.score, digits);
}

function gateText({ status }: ReportRow, gate: boolean | undefined): string {
  if (gate === undefined) return status === 'exempt' ? '' : '待定';
  return gate ? '有资格' : '没有资格';
}

/** What made the score and the grade beside the points, what keeps a line from being final, and how much is proposed. */
function remarkOf(row: ReportRow, reasons: readonly ReportLine[], held: readonly string[]): string {
  const proposed = row.outcomes.length === 0 ? [] : [`建议 ${row.outcomes.length} 项`];
  const exempt = row.status === 'exempt' && row.score !== undefined ? [row.without] : [];
  return [...new Set([...exempt, ...reasons.map((one) => one.what)]), ...held, ...proposed].join('；');
}

function outcomeSheet({ report, records: { quotas }, proposals }: ResultData, head: Head): SheetSpec {
  const own = report.parts.flatMap((part) => part.rows.flatMap((row) => row.outcomes));
  const all = proposals ?? [...own, ...report.orgOutcomes];
  const open = quotas.some((one) => one.pending > 0) || report.parts.some((part) => part.openRanks.length > 0);
  const rows = all.map((one): RowSpec => ({
    cells: [
      one.on,
      one.org === one.on ? '' : one.org,
      one.do,
      one.force,
      one.by,
      one.due,
      one.until,
      [one.on === one.about ? '' : `因${one.about}`, one.note].filter((text) => text !== '').join('；'),
      one.clause,
    ],
  }));
  return {
    name: '建议',
    title: '建议',
    subtitles: [...head.lines, '办法提议，由人决定；程序不执行任何处理。', ...(open ? [MAY_CHANGE] : [])],
    columns: [
      { header: '对象', kind: 'text' },
      { header: '组织', kind: 'text' },
      { header: '建议', kind: 'wrapped', width: 32 },
      {
        header: '效力',
        kind: 'text',
        width: 11,
        align: 'center',
        note: '应当：条款写一律、应；一般应当：原则上、一般应；可以：可、酌情',
      },
      { header: '由谁定', kind: 'wrapped', width: 18 },
      { header: '期限', kind: 'date' },
      { header: '到哪天为止', kind: 'date' },
      { header: '依据和说明', kind: 'wrapped', width: 56 },
      { header: '条款', kind: 'text' },
    ],
    rows: rows.length === 0 ? [{ cells: [nothingProposed(report)], style: 'muted', spread: true }] : rows,
    freezeColumns: 1,
    autofilter: rows.length > 0,
    print: { orientation: 'landscape', footer: true },
    tabColour: '#3F7D58',
  };
}

/** Whether nobody met a condition, or there is none to meet. */
function nothingProposed({ parts }: Report): string {
  return parts.some((part) => part.proposes) ? '没有要提出的建议。' : '这份办法没有写要提出建议的情形。';
}

const MAY_CHANGE = '还有人待定的组，名次、名额可能变，由它们来的建议也可能变；是哪些组见「结果」和「名额」。';
