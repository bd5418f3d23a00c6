import { pushAll } from '../core/push-all.ts';
import { entryMark } from '../core/score/book/ledger.ts';
import { textFigure } from '../core/score/figures.ts';
import type { ExplainedEntry } from '../core/score/telling/explained-entry.ts';
import type { Explanation } from '../core/score/telling/explanation.ts';
import { givenEntry, quietLines, toldStep, windowText, type ToldStep } from '../core/score/telling/told-step.ts';
import { MOST_ROWS } from './result-limit.ts';
import { keptDigits, placesOf, type Head } from './result-cells.ts';
import type { CellSpec, ColumnSpec, RowSpec, SheetSpec } from './workbook-write.ts';

/** With more rows than this in all, or than a printed page holds for somebody, steps in which nothing happened share one. */
const FULL_ROWS = 20_000;
const PAGE_ROWS = 34;
const DEEPEST = 6;

/** Every step of every score with its clause and its entries (明细). */
export function detailSheet(explanations: Iterable<Explanation>, head: Head): SheetSpec {
  const rows: RowSpec[] = [];
  const begins: number[] = [];
  let left = 0;
  for (const one of explanations) {
    if (rows.length >= MOST_ROWS) left += 1;
    else {
      begins.push(rows.length);
      const full = rows.length > FULL_ROWS ? [] : subjectRows(one, false);
      pushAll(rows, full.length === 0 || full.length > PAGE_ROWS ? subjectRows(one, true) : full);
    }
  }
  for (const at of pagesOf(begins, rows.length)) rows[at] = { ...(rows[at] as RowSpec), newPage: true };
  if (left > 0)
    rows.push({
      cells: [`还有 ${left} 个对象没有列出，请用 score --explain 姓名 查看。`],
      style: 'muted',
      spread: true,
    });
  // Where nothing was entered in a ledger, its columns would only make the print smaller.
  const columns = rows.some(({ cells }) => cells.slice(LEDGER).some((cell) => cell !== '' && cell !== undefined))
    ? COLUMNS
    : COLUMNS.slice(0, LEDGER);
  return {
    name: '明细',
    title: '明细',
    subtitles: [
      ...head.lines,
      '分值是精确的数，除不尽的取最接近的小数，精确的分数写在「怎样算」；「怎样算」可以用计算器核对。',
    ],
    columns,
    rows: rows.map((row) => ({ ...row, cells: row.cells.slice(0, columns.length) })),
    freezeColumns: 1,
    autofilter: true,
    print: { orientation: 'landscape', footer: true },
    tabColour: '#4A6785',
  };
}

const COLUMNS: readonly ColumnSpec[] = [
  { header: '姓名', kind: 'text' },
  { header: '组织', kind: 'text' },
  { header: '步骤', kind: 'text', width: 10 },
  { header: '内容', kind: 'wrapped', width: 38 },
  { header: '分值', kind: 'number' },
  { header: '怎样算', kind: 'wrapped', width: 56 },
  { header: '条款', kind: 'text' },
  { header: '日期', kind: 'date' },
  { header: '台账编号', kind: 'text', width: 16 },
];
/** The first column of what only an entry in a ledger has. */
const LEDGER = 7;

/** Excel keeps no more breaks of pages than these. */
const MOST_PAGES = 1000;
/** With fewer rows each, pages of their own would be nearly empty. */
const WORTH_A_PAGE = 6;

/**
 * The rows that begin a page, so that everybody can be handed their own; those of whom there is one line, as the exempt,
 * share a page with each other. Where there is little to tell of each, nobody gets a page.
 */
function pagesOf(begins: readonly number[], rows: number): readonly number[] {
  if (begins.length > MOST_PAGES || rows < begins.length * WORTH_A_PAGE) return [];
  const isLine = (at: number): boolean => (begins[at + 1] ?? rows) - (begins[at] ?? rows) === 1;
  return begins.filter((_, at) => at > 0 && !(isLine(at) && isLine(at - 1)));
}

type Cells = readonly [
  step: string,
  what: string,
  amount: CellSpec,
  how: string,
  clause: string,
  on: string,
  id: string,
];

function subjectRows(one: Explanation, brief: boolean): readonly RowSpec[] {
  const row = (cells: Cells, style?: RowSpec['style']): RowSpec => ({
    cells: [one.name, one.org, ...cells],
    ...(style === undefined ? {} : { style }),
  });
  const total: RowSpec['style'] = one.score === null ? 'warning' : 'total';
  const steps =
    one.steps === undefined
      ? one.without === '' || one.standing.length > 0
        ? []
        : [row(['', one.without, null, '', '', '', ''], 'muted')]
      : stepRows(toldStep(one.steps), { depth: 0, brief, around: undefined }).map(({ cells, depth, faint }) =>
          row(cells, depth === 0 ? total : faint ? 'muted' : undefined),
        );
  const left = one.steps === undefined ? one.without : '';
  const standing = one.standing.map((line, at) =>
    row(['参评', at === 0 ? left : '', null, line.what, line.clause, '', ''], left === '' ? undefined : 'muted'),
  );
  const votes = one.votes.map(({ what }) => row(['票数', '', null, what, '', '', '']));
  const grading = one.grading.map((line) => row(['等次', '', null, line.what, line.clause, '', '']));
  const grade = one.grade === '' ? [] : [row(['等次', one.grade, null, one.ranks.join('；'), '', '', ''], 'heading')];
  const gates = one.gates.map((line) => row(['资格', '', null, line.what, line.clause, '', '']));
  const proposals = one.outcomes.map((line) =>
    row(['建议', line.do, null, proposalText(line), line.clause, line.due, '']),
  );
  return [...steps, ...standing, ...votes, ...grade, ...grading, ...gates, ...proposals];
}

/** How binding a proposal is, who decides, whom else it is about, and by what it came. */
function proposalText({ force, by, on, about, until, note }: Explanation['outcomes'][number]): string {
  const whose = on === about ? '' : `对${on}`;
  const decides = by === '' ? '' : `由${by}定`;
  return [force, whose, decides, until === '' ? '' : `到 ${until} 为止`, note].filter((text) => text !== '').join('，');
}

type DetailRow = { readonly cells: Cells; readonly depth: number; readonly faint: boolean };

type Place = { readonly depth: number; readonly brief: boolean; readonly around: string | undefined };

function stepRows({ number, step, quiet, parts }: ToldStep, { depth, brief, around }: Place): readonly DetailRow[] {
  const indent = '　'.repeat(Math.min(depth, DEEPEST));
  const given = givenEntry(step);
  const told = [
    given === undefined ? step.how : given.how,
    step.read === '' ? '' : `依据：${step.read}`,
    ...step.notes,
  ];
  const how = [...told, ...fractionOf(step.value ?? '', told)].filter((text) => text !== '').join('；');
  const none: CellSpec = { value: step.withheld === true ? '不公开' : '待定', kind: 'text' };
  const amount = step.value === null ? none : exactCell(step.value);
  const label = `${indent}${step.label}${windowText(step, around)}`;
  const left = brief ? parts.filter((part) => part.quiet) : [];
  return [
    {
      cells: [
        number,
        label,
        amount,
        how,
        step.clause ?? '',
        given?.on ?? '',
        given === undefined ? '' : placeOf(given.id),
      ],
      depth,
      faint: quiet,
    },
    ...(given === undefined ? step.entries : []).map((entry) => ({
      cells: entryCells(entry, `${indent}　`),
      depth: depth + 1,
      faint: entry.dropped !== undefined,
    })),
    ...parts.flatMap((part) =>
      left.includes(part) ? [] : stepRows(part, { depth: depth + 1, brief, around: step.window }),
    ),
    ...quietLines(left, step.window).map((line): DetailRow => ({
      cells: ['', '', null, line, '', '', ''],
      depth: depth + 1,
      faint: true,
    })),
  ];
}

/** A number that can be added up; of a fraction the nearest decimal. */
function exactCell(text: string): CellSpec {
  if (!text.includes('/')) return text;
  return { value: keptDigits(text), kind: 'number', places: placesOf(textFigure(text)) };
}

/** The exact fraction of what the cell can only come near, where the sum does not end in it. */
function fractionOf(text: string, how: readonly string[]): readonly string[] {
  return !text.includes('/') || how.some((one) => one.includes(text)) ? [] : [`精确的分数 ${text}`];
}

/** The number of an entry; one that has none of its own, where it stands. */
function placeOf(id: string): string {
  return entryMark(id).replace(/^台账 /u, '');
}

function entryCells(entry: ExplainedEntry, indent: string): Cells {
  const worth = entry.dropped === undefined ? entry.amount.replace('+', '') : '0';
  const how = [
    entry.how,
    ...fractionOf(worth, [entry.how]),
    entry.dropped === undefined ? '' : `不计：${entry.dropped}`,
  ];
  return [
    '',
    `${indent}${entry.what}`,
    exactCell(worth),
    how.filter((text) => text !== '').join('；'),
    entry.clause ?? '',
    entry.on,
    placeOf(entry.id),
  ];
}
