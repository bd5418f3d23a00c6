import type { Column } from '../core/score/telling/report-columns.ts';
import { periodName } from '../core/period.ts';
import { openRankText } from '../core/score/grading/open-rank.ts';
import type { ReportNorm } from '../core/score/telling/report-norms.ts';
import type { ReportRecords } from '../core/score/telling/report-records.ts';
import { heldGroups, type HeldGroup } from '../core/score/telling/held-groups.ts';
import type { ReportLine } from '../core/score/telling/report-held.ts';
import {
  reportedPeriod,
  type Report,
  type ReportOutcome,
  type ReportPart,
  type ReportRow,
} from '../core/score/telling/report.ts';
import { screenWidth, tableLines, type TextColumn } from './table.ts';

/** One column with what it says of a row; the first to go where the screen is narrow are the `spare` ones. */
type RowColumn = TextColumn & { readonly cell: (row: ReportRow) => string; readonly spare?: boolean };

/** What stands beside the results of the subjects, for those who keep them. */
type Kept = { readonly records: ReportRecords; readonly reasons: ReadonlyMap<string, readonly ReportLine[]> };

/** The results as tables for a screen of so many places; without a screen lines are as long as they are. */
export function resultLines(report: Report, width: number, kept?: Kept): readonly string[] {
  const rows = report.parts.flatMap((part) => part.rows);
  return [
    ...report.parts.flatMap((part) => [
      `${part.title}　${reportedPeriod(report)}`,
      '',
      ...partLines(part, width),
      '',
      ...openRankLines(part),
    ]),
    ...heldLines(rows),
    ...(kept === undefined
      ? []
      : [
          ...assumedLines(kept.records),
          ...reasonLines(rows, kept.reasons),
          ...quotaLines(kept.records),
          ...normLines(kept.records),
        ]),
    ...outcomeLines([...rows.flatMap((row) => row.outcomes), ...report.orgOutcomes]),
    ...(kept === undefined ? [] : readingLines(report, kept.records)),
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

/** No name and no number may push the other columns off the screen. */
const WIDEST = 40;

function tableOf(columns: readonly RowColumn[], rows: readonly ReportRow[]): readonly string[] {
  return tableLines(
    columns.map((column) => ({ ...column, most: WIDEST })),
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

/** Orders that cannot be told yet, or may change. */
function openRankLines({ openRanks }: ReportPart): readonly string[] {
  if (openRanks.length === 0) return [];
  const lines = openRanks.map((one) => `  ${openRankText(one)}${clauseMark(one.clause)}`);
  return ['名次还会变', ...lines, ''];
}

/** What waits, each thing once with all who wait for it. */
function heldLines(rows: readonly ReportRow[]): readonly string[] {
  const groups = heldGroups(rows);
  if (groups.length === 0) return [];
  const [scored, without] = [groups.filter((one) => one.scored), groups.filter((one) => !one.scored)];
  const lines = (title: string, list: readonly HeldGroup[]): readonly string[] =>
    list.length === 0
      ? []
      : [`  ${title}`, ...list.flatMap((one) => [`    ${lineOf(one)}`, `      ${peopleText(one)}`])];
  const head = `待定事项　${rows.filter((row) => row.held.length > 0).length} 个对象`;
  return [head, ...lines('没有出分', without), ...lines('已出分', scored), ''];
}

function lineOf({ what, clause }: ReportLine): string {
  return `${what}${clauseMark(clause)}`;
}

/** Names on one line of the screen; the workbook has all. */
const NAMES = 20;

function peopleText({ people, count }: HeldGroup): string {
  let left = NAMES;
  const parts = people.flatMap(({ org, names }) => {
    const shown = names.slice(0, left);
    left -= shown.length;
    return shown.length === 0 ? [] : [`${org === '' ? '' : `${org}　`}${shown.join('、')}`];
  });
  return `${parts.join('；')}${count > NAMES ? ` 等 ${count} 个` : ''}`;
}

/** What nobody reported and counts as not there. */
function assumedLines({ assumed }: ReportRecords): readonly string[] {
  if (assumed.length === 0) return [];
  const lines = assumed.map((one) => `  ${one.label}：${whoOf(one)}${clauseMark(one.clause)}`);
  return ['没有报来，方案按没有这种情形算', ...lines, ''];
}

function whoOf({ count, of, names }: ReportRecords['assumed'][number]): string {
  if (count === of) return `${count} 个对象都没有报来`;
  return count > NAMES ? `${count} 个对象` : names.join('、');
}

/** One proposal that is the same for many is written once. */
function outcomeLines(outcomes: readonly ReportOutcome[]): readonly string[] {
  if (outcomes.length === 0) return [];
  const groups = Map.groupBy(outcomes, (one) => proposalText(one));
  const lines = [...groups].map(([text, ones]) => `  ${text}：${[...new Set(ones.map(whom))].join('、')}`);
  return ['建议（由人决定）', ...lines, ''];
}

function whom({ on, about }: ReportOutcome): string {
  return on === about ? on : `${on}（因${about}）`;
}

/** What is proposed, how binding it is, by whom and when. */
function proposalText(one: ReportOutcome): string {
  const parts = [one.force, one.by === '' ? '' : `由${one.by}`, dueText(one), one.note];
  return `${one.do}（${parts.filter((part) => part !== '').join('，')}）${clauseMark(one.clause)}`;
}

function quotaLines({ quotas }: ReportRecords): readonly string[] {
  if (quotas.length === 0) return [];
  const list = (title: string, names: readonly string[]): readonly string[] =>
    names.length === 0 ? [] : [`${title}：${names.join('、')}`];
  const lines = quotas.map((one) => {
    const parts = [...list('在内', one.in), ...list('并列，等人决定', one.contested), ...list('已满', one.out)];
    const open = one.pending === 0 ? [] : [`这一组还有 ${one.pending} 人待定，名额可能变`];
    const said = [...parts, ...open].join('；');
    return `  ${one.org}　${one.grade} ${one.slots} 名${one.how === '' ? '' : `（${one.how}）`}${clauseMark(one.clause)}${said === '' ? '' : `　${said}`}`;
  });
  return ['名额', ...lines, ''];
}

/** Scores and grades that points alone would not have given: those who stand in the list have to be told why. */
function reasonLines(rows: readonly ReportRow[], reasons: Kept['reasons']): readonly string[] {
  const lines = rows.flatMap((row) => {
    const whose = row.org === '' || row.org === row.name ? row.name : `${row.name}（${row.org}）`;
    return (reasons.get(row.id) ?? []).map((one) => `  ${whose}　${lineOf(one)}`);
  });
  return lines.length === 0 ? [] : ['得分、等次另有依据', ...lines, ''];
}

/** Only what was not met or went over; the rest stands in the workbook. */
function normLines({ norms, deadlines }: ReportRecords): readonly string[] {
  const [missed, over] = [norms.filter((one) => one.missed), norms.filter((one) => one.over)];
  const late = deadlines.filter((one) => one.late);
  const tooMany = over.length === 0 ? '' : `，超出 ${over.length} 条`;
  const open = norms.filter((one) => one.status === '没有报来').length;
  const untold = open === 0 ? '' : `，没有报来 ${open} 条`;
  const count = norms.length === 0 ? [] : [`规范　${norms.length} 条，没有达到 ${missed.length} 条${tooMany}${untold}`];
  return [
    ...count,
    ...[...missed, ...over].slice(0, LISTED).map(normLine),
    ...more(missed.length + over.length, '规范'),
    ...(count.length === 0 ? [] : ['']),
    ...(late.length === 0 ? [] : ['超过期限']),
    ...late
      .slice(0, LISTED)
      .map(
        (one) =>
          `  ${one.org}${one.org === '' ? '' : ' '}${periodName(one.window)} ${one.label}：应在 ${one.due} 以前${one.done === '' ? '，还没有报来' : `，${one.done} 才做`}${clauseMark(one.clause)}`,
      ),
    ...more(late.length, '期限'),
    ...(late.length === 0 ? [] : ['']),
  ];
}

/** Standards and deadlines listed on the screen. */
const LISTED = 20;

function more(count: number, sheet: string): readonly string[] {
  return count > LISTED ? [`  还有 ${count - LISTED} 条，见结果表的「${sheet}」`] : [];
}

function normLine({ owner, window, label, over, detail, clause }: ReportNorm): string {
  const said = [over ? '超出' : '', detail].filter((one) => one !== '').join('，');
  return `  ${owner} ${periodName(window)} ${label}${said === '' ? '' : `：${said}`}${clauseMark(clause)}`;
}

/** Readings listed on the screen. */
const READINGS = 5;

/** What nobody has decided yet: the question, and how it is read meanwhile. */
function readingLines({ scheme }: Report, { readings }: ReportRecords): readonly string[] {
  const open = readings.filter((one) => !one.decided);
  if (open.length === 0) return [];
  const lines = open.slice(0, READINGS).map((one) => `  ${one.question}先按「${one.choice}」${clauseMark(one.clause)}`);
  const rest = open.length - lines.length;
  const more = rest === 0 ? [] : [`  还有 ${rest} 处，见结果表的「读法」，或用 gongping schemes ${scheme} 看`];
  const head = `读法　${open.length} 处还没有组织定，只能试算；定下以后在「读法」里写明谁定、哪天定`;
  return [head, ...lines, ...more, ''];
}

/** One proposal as a sentence to somebody who is known, and to whom else it goes. */
export function outcomeText(one: ReportOutcome): string {
  return `${proposalText(one)}${one.on === one.about ? '' : `：${one.on}`}`;
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
