import { chunks } from '../core/chunks.ts';
import type { HeldGroup } from '../core/score/telling/held-groups.ts';
import type { ReportRecords } from '../core/score/telling/report-records.ts';
import type { Head } from './result-cells.ts';
import type { RowSpec, SheetSpec } from './workbook-write.ts';

/** Names in one cell; a cell has room for 32,767 characters, and a reader for fewer. */
const NAMES = 60;

/** What is missing, for whom, and what was not reported and counts as not there (待定). */
export function heldSheet(
  groups: readonly HeldGroup[],
  notices: readonly string[],
  assumed: ReportRecords['assumed'],
  head: Head,
): SheetSpec {
  const all = notices.map((one): RowSpec => ({ cells: [null, one, null, null, null, '（全体）'] }));
  const rows = [...all, ...groups.flatMap(groupRows), ...assumed.flatMap(assumedRows)];
  return {
    name: '待定',
    title: '待定事项',
    subtitles: head.lines,
    columns: [
      { header: '第几条', kind: 'number', places: 0, align: 'center', width: 8 },
      { header: '缺什么，等谁定', kind: 'wrapped', width: 58 },
      { header: '条款', kind: 'wrapped', width: 16 },
      { header: '分数', kind: 'text', width: 13, align: 'center' },
      { header: '组织', kind: 'text' },
      { header: '是谁', kind: 'wrapped', width: 40 },
    ],
    rows: rows.length === 0 ? [{ cells: ['没有待定事项。'], style: 'muted', spread: true }] : rows,
    autofilter: rows.length > 0,
    print: { orientation: 'landscape', footer: true },
    tabColour: '#8A4B00',
  };
}

function groupRows({ number, what, clause, scored, people }: HeldGroup): readonly RowSpec[] {
  return people.flatMap(({ org, names }) =>
    chunks(names, NAMES).map((some): RowSpec => ({
      cells: [String(number), what, clause, scored ? '已出分' : '没有出分', org, some.join('、')],
      ...(scored ? {} : { style: 'warning' }),
    })),
  );
}

/** Numbers that nobody reported and that count as not there: no mark was taken, and somebody should know why. */
function assumedRows({ label, clause, count, of, names }: ReportRecords['assumed'][number]): readonly RowSpec[] {
  const lists = count === of ? [`${count} 个对象都没有报来`] : chunks(names, NAMES).map((some) => some.join('、'));
  return lists.map((who): RowSpec => ({
    cells: [null, `${label}没有报来，方案按没有这种情形算；有的话填进「情况」`, clause, '按没有算', null, who],
  }));
}
