import type { CellSpec, ColumnSpec, LineSpec, RowSpec, SheetSpec } from '../src/forms/workbook-write.ts';

/** A sheet as a table of text with everything in it: titles, headers with their kinds, rows with their styles. */
export function sheetLines({ name, title = '', subtitles = [], columns, rows, footnotes = [] }: SheetSpec): string {
  const lines = [
    `【${name}】${title}`,
    ...subtitles.map(lineText),
    columns.map(columnText).join(' | '),
    ...rows.map(rowText),
    ...footnotes.map(lineText),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function lineText(line: LineSpec): string {
  return typeof line === 'string' ? line : `${line.left} …… ${line.right}`;
}

function columnText({ header, kind, places }: ColumnSpec): string {
  return `${header}${kind === 'text' ? '' : ` <${kind}${places === undefined ? '' : ` .${places}`}>`}`;
}

function rowText({ style, spread, cells }: RowSpec): string {
  const mark = [style, spread === true ? 'spread' : undefined].filter((one) => one !== undefined).join(' ');
  return `${mark === '' ? '' : `(${mark}) `}${cells.map(cellText).join(' | ')}`;
}

function cellText(cell: CellSpec): string {
  if (cell === null || cell === '') return '–';
  if (typeof cell === 'string') return cell;
  const { value, kind, places } = cell;
  return `${value}${kind === undefined ? '' : ` <${kind}${places === undefined ? '' : ` .${places}`}>`}`;
}
