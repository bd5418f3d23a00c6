import { periodName } from '../core/period.ts';
import type { Report } from '../core/score/telling/report.ts';
import type { ReportDeadline } from '../core/score/telling/report-deadlines.ts';
import type { ReportNorm } from '../core/score/telling/report-norms.ts';
import type { ReportOrg, ReportQuota, ReportRecords } from '../core/score/telling/report-records.ts';
import { numberCell, type Head } from './result-cells.ts';
import type { RowSpec, SheetSpec } from './workbook-write.ts';

/** Who is within a quota, who shares its last place, who is out (名额). */
export function quotaSheet(quotas: readonly ReportQuota[], head: Head): SheetSpec {
  return {
    name: '名额',
    title: '名额',
    subtitles: head.lines,
    columns: [
      { header: '组织', kind: 'text' },
      { header: '等次', kind: 'text', align: 'center' },
      { header: '名额', kind: 'number', places: 0, align: 'center' },
      { header: '怎样算', kind: 'wrapped', width: 24 },
      { header: '在名额以内', kind: 'wrapped', width: 36 },
      { header: '并列，等人决定', kind: 'wrapped', width: 26 },
      { header: '名额已满', kind: 'wrapped', width: 36 },
      { header: '还会变吗', kind: 'wrapped', width: 24 },
      { header: '条款', kind: 'text' },
    ],
    rows: quotas.map((one): RowSpec => ({
      cells: [
        one.org,
        one.grade,
        String(one.slots),
        one.how,
        one.in.join('、'),
        one.contested.join('、'),
        one.out.join('、'),
        one.pending === 0 ? '' : `这一组还有 ${one.pending} 人待定，名额可能变`,
        one.clause,
      ],
      ...(one.contested.length + one.pending > 0 ? { style: 'warning' } : {}),
    })),
    print: { orientation: 'landscape', footer: true },
    tabColour: '#4A6785',
  };
}

/** Organisations side by side, where a clause orders them. */
export function orgSheet(orgs: readonly ReportOrg[], head: Head): SheetSpec {
  return {
    name: '组织汇总',
    title: '组织汇总',
    subtitles: head.lines,
    columns: [
      { header: '名次', kind: 'number', places: 0, align: 'center' },
      { header: '组织', kind: 'text', width: 30 },
      { header: '合计', kind: 'number' },
      { header: '平均', kind: 'number' },
    ],
    rows: orgs.map((one): RowSpec => ({
      cells: [
        one.rank === undefined ? { value: '待定', kind: 'text' } : String(one.rank),
        one.name,
        numberCell(one.sum, -1),
        numberCell(one.mean, -1),
      ],
    })),
    print: { orientation: 'portrait', footer: true },
    tabColour: '#4A6785',
  };
}

/** Standards of work, met, missed and gone over (规范). */
export function normSheet(norms: readonly ReportNorm[], head: Head): SheetSpec {
  return {
    name: '规范',
    title: '工作规范',
    subtitles: [...head.lines, `只提醒，不计分；不参评的不列。${countsText(norms)}`],
    columns: [
      { header: '组织或姓名', kind: 'text' },
      { header: '规范', kind: 'wrapped', width: 36 },
      { header: '期间', kind: 'text', width: 16 },
      { header: '情况', kind: 'text', width: 13, align: 'center' },
      { header: '要求和差距', kind: 'wrapped', width: 36 },
      { header: '条款', kind: 'text' },
    ],
    rows: norms.flatMap((one) =>
      (one.full ?? [one.detail]).map((text): RowSpec => ({
        cells: [one.owner, one.label, periodName(one.window), one.status, text, one.clause],
        ...(one.missed || one.over ? { style: 'warning' } : {}),
      })),
    ),
    freezeColumns: 1,
    autofilter: true,
    print: { orientation: 'landscape', footer: true },
    tabColour: '#6B7280',
  };
}

/** How many came to what: `没有达到 6，超出 1，达到 80`. */
function countsText(norms: readonly ReportNorm[]): string {
  const counts = [...Map.groupBy(norms, (one) => one.status)].map(([status, ones]) => `${status} ${ones.length}`);
  return counts.length === 0 ? '' : `${counts.join('，')}。`;
}

/** What had to be done by when (期限). */
export function deadlineSheet(deadlines: readonly ReportDeadline[], head: Head): SheetSpec {
  return {
    name: '期限',
    title: '程序期限',
    subtitles: head.lines,
    columns: [
      { header: '步骤', kind: 'wrapped', width: 36 },
      { header: '期间', kind: 'text', width: 16 },
      { header: '组织', kind: 'text' },
      { header: '期限', kind: 'date' },
      { header: '完成日', kind: 'date' },
      { header: '情况', kind: 'text', width: 20, align: 'center' },
      { header: '条款', kind: 'text' },
    ],
    rows: deadlines.map((one): RowSpec => ({
      cells: [one.label, periodName(one.window), one.org, one.due, one.done, one.state, one.clause],
      ...(one.late ? { style: 'warning' } : {}),
    })),
    freezeColumns: 1,
    autofilter: true,
    print: { orientation: 'landscape', footer: true },
    tabColour: '#6B7280',
  };
}

/** How the ambiguities of the text were read, with which values, and what the text leaves out (读法). */
export function readingSheet(report: Report, records: ReportRecords, head: Head): SheetSpec {
  const { readings, params, gaps } = records;
  const open = readings.filter((one) => !one.decided).length;
  const heading = (text: string): RowSpec => ({ cells: [text], style: 'heading', spread: true });
  const nothing = readings.length + params.length + gaps.length === 0;
  return {
    name: '读法',
    title: '所用的读法和参数',
    subtitles: [...head.lines, `方案 ${report.scheme}，版本 ${report.version}`],
    columns: [
      { header: '条款', kind: 'text' },
      { header: '问题', kind: 'wrapped', width: 54 },
      { header: '采用', kind: 'wrapped', width: 34 },
      { header: '状态', kind: 'text', width: 10, align: 'center' },
      { header: '谁定的', kind: 'wrapped', width: 20 },
      { header: '哪天定的', kind: 'date' },
      { header: '别的读法', kind: 'wrapped', width: 40 },
    ],
    rows: [
      ...(nothing ? [{ cells: ['没有读法和参数。'], style: 'muted' as const, spread: true }] : []),
      ...(readings.length === 0
        ? []
        : [heading(`读法：${readings.length} 处${open === 0 ? '' : `，${open} 处还没有组织定，只能试算`}`)]),
      ...readings.map((one): RowSpec => ({
        cells: [
          one.clause,
          one.question,
          one.choice,
          one.decided ? '已定' : '未定',
          one.by,
          one.on,
          one.others.join('；'),
        ],
        ...(one.decided ? {} : { style: 'warning' }),
      })),
      ...(params.length === 0 ? [] : [heading('参数：原文留给各单位自己定的数')]),
      ...params.map((one): RowSpec => ({
        cells: [
          one.clause,
          `${one.label}（由${one.by}定）`,
          one.value,
          one.value === '' ? '没有填' : '已填',
          null,
          null,
          null,
        ],
      })),
      ...(gaps.length === 0
        ? []
        : [heading('原文缺的内容：随文没有印出来，方案没有替它补写；右边写着妨碍不妨碍计分和公布')]),
      ...gaps.map(({ clause, what, blocks }): RowSpec => ({
        cells: [clause, what, blocks ? '补齐以前可以试算，不能公布' : '不妨碍计分和公布', null, null, null, null],
      })),
    ],
    print: { orientation: 'landscape', footer: true },
    tabColour: '#8A6D3B',
  };
}
