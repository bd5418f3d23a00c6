import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { init } from 'excelize-wasm';
import type { NewFile, Style } from 'excelize-wasm';
import { composedSheet } from './composed.ts';
import { columnLetters } from './workbook-address.ts';
import {
  columnWidths,
  lineText,
  linesIn,
  rowLines,
  storedText,
  textWidth,
  writtenCell,
} from './workbook-write-cell.ts';
import { listSheetOf, rangeOf, validationOf } from './workbook-write-list.ts';
import type { ListSheet } from './workbook-write-list.ts';
import {
  FONTS,
  LINE_HEIGHT,
  ROW_PADDING,
  bodyStyle,
  headerStyle,
  lineStyle,
  spreadStyle,
  titleStyle,
} from './workbook-write-style.ts';
import type { Look } from './workbook-write-style.ts';
import type { BookSpec, ColumnKind, LineSpec, RowStyle, SheetSpec } from './workbook-write.ts';

type Engine = Awaited<ReturnType<typeof init>>;

/** One sheet being written, and where its parts stand. */
type Sheet = {
  readonly engine: Engine;
  readonly file: NewFile;
  readonly look: Look;
  readonly spec: SheetSpec;
  readonly widths: readonly number[];
  readonly style: (style: Style) => number;
  readonly lastColumn: string;
  readonly header: number;
  readonly firstRow: number;
  readonly lastRow: number;
};

const CHECKED_ROWS = 5000;
const TALLEST_ROW = 400;

/** Excelize answers with an error instead of throwing; each of them is a bug of ours. */
function done<T extends { readonly error: string | null }>(answer: T): T {
  if (answer.error !== null) throw new Error(answer.error);
  return answer;
}

function styleBank(file: NewFile): (style: Style) => number {
  const known = new Map<string, number>();
  return (style) => {
    const key = JSON.stringify(style);
    const id = known.get(key) ?? done(file.NewStyle(style)).style;
    known.set(key, id);
    return id;
  };
}

function heightOf(lines: number, look: Look): number {
  return Math.min(TALLEST_ROW, lines * LINE_HEIGHT[look] + ROW_PADDING);
}

function makeSheet(engine: Engine, file: NewFile, look: Look, spec: SheetSpec, style: Sheet['style']): Sheet {
  const above = (spec.title === undefined ? 0 : 1) + (spec.subtitles?.length ?? 0);
  const headers = spec.bare ? 0 : spec.columns.some((column) => column.group !== undefined) ? 2 : 1;
  const firstRow = above + headers + 1;
  const lastRow = firstRow + spec.rows.length + (spec.blankRows ?? 0) - 1;
  const lastColumn = columnLetters(Math.max(0, spec.columns.length - 1));
  const widths = columnWidths(spec.columns, spec.rows);
  return {
    engine,
    file,
    look,
    spec: spec.composed === true ? composedSheet(spec, widths) : spec,
    widths,
    style,
    lastColumn,
    header: above + headers,
    firstRow,
    lastRow,
  };
}

/** The widest table that can still be read on one page, in characters of its columns. */
const WIDEST_PAGE = { portrait: 150, landscape: 230 } as const;

function widthOf({ widths }: Pick<Sheet, 'widths'>): number {
  return widths.reduce((sum, width) => sum + width, 0);
}

/** Writes one line over the whole width; a pair shares it, the right part as wide as it needs. */
function writeLine(sheet: Sheet, row: number, line: LineSpec): void {
  const { file, look, spec, style, widths, lastColumn } = sheet;
  const { name } = spec;
  const total = widthOf(sheet);
  done(file.SetRowHeight(name, row, heightOf(linesIn(lineText(line), total), look)));
  if (typeof line === 'string' || spec.columns.length < 2) {
    done(file.SetSheetRow(name, `A${row}`, [storedText(lineText(line))]));
    if (spec.columns.length > 1) done(file.MergeCell(name, `A${row}`, `${lastColumn}${row}`));
    done(file.SetCellStyle(name, `A${row}`, `${lastColumn}${row}`, style(lineStyle(look, 'left'))));
    return;
  }
  let split = widths.length;
  for (let room = 0; split > 1 && room < textWidth(line.right) + 2; split -= 1) room += widths[split - 1]!;
  const [leftEnd, rightStart] = [columnLetters(split - 1), columnLetters(split)];
  done(file.SetSheetRow(name, `A${row}`, [storedText(line.left)]));
  done(file.SetSheetRow(name, `${rightStart}${row}`, [storedText(line.right)]));
  if (split > 1) done(file.MergeCell(name, `A${row}`, `${leftEnd}${row}`));
  if (rightStart !== lastColumn) done(file.MergeCell(name, `${rightStart}${row}`, `${lastColumn}${row}`));
  done(file.SetCellStyle(name, `A${row}`, `${leftEnd}${row}`, style(lineStyle(look, 'left'))));
  done(file.SetCellStyle(name, `${rightStart}${row}`, `${lastColumn}${row}`, style(lineStyle(look, 'right'))));
}

function writeTop(sheet: Sheet): void {
  const { file, look, spec, style, lastColumn } = sheet;
  if (spec.title === undefined) return;
  // The middle of a very wide table is out of sight.
  const side = widthOf(sheet) > WIDEST_PAGE.landscape ? 'left' : 'center';
  done(file.SetSheetRow(spec.name, 'A1', [storedText(spec.title)]));
  if (spec.columns.length > 1) done(file.MergeCell(spec.name, 'A1', `${lastColumn}1`));
  done(file.SetCellStyle(spec.name, 'A1', `${lastColumn}1`, style(titleStyle(look, side))));
  done(file.SetRowHeight(spec.name, 1, FONTS[look].titleSize * 1.5 + 12));
}

/** Merges equal neighbours of the upper header row sideways, and headers without a group downwards. */
function mergeGroups({ file, spec, header }: Sheet): void {
  const { columns, name } = spec;
  let start = 0;
  for (let i = 1; i <= columns.length; i += 1) {
    const { group } = columns[start]!;
    if (group !== undefined && i < columns.length && columns[i]!.group === group) continue;
    if (group === undefined)
      done(file.MergeCell(name, `${columnLetters(start)}${header - 1}`, `${columnLetters(start)}${header}`));
    else if (i - 1 > start)
      done(file.MergeCell(name, `${columnLetters(start)}${header - 1}`, `${columnLetters(i - 1)}${header - 1}`));
    start = i;
  }
}

function writeHeader(sheet: Sheet): void {
  const { file, look, spec, style, widths, header, lastColumn } = sheet;
  const { columns, name } = spec;
  const grouped = columns.some((column) => column.group !== undefined);
  const top = grouped ? header - 1 : header;
  if (grouped)
    done(
      file.SetSheetRow(
        name,
        `A${top}`,
        columns.map((column) => storedText(column.group ?? column.header)),
      ),
    );
  done(
    file.SetSheetRow(
      name,
      `A${header}`,
      columns.map((column) => (grouped && column.group === undefined ? null : storedText(column.header))),
    ),
  );
  done(file.SetCellStyle(name, `A${top}`, `${lastColumn}${header}`, style(headerStyle(look))));
  if (grouped) {
    mergeGroups(sheet);
    done(file.SetRowHeight(name, top, heightOf(1, look) + 2));
  }
  const lines = Math.max(
    ...columns.map((column, i) => (grouped && column.group === undefined ? 1 : linesIn(column.header, widths[i]!))),
  );
  done(file.SetRowHeight(name, header, heightOf(lines, look) + 6));
  for (const [i, { note }] of columns.entries()) {
    if (note === undefined) continue;
    const Cell = `${columnLetters(i)}${grouped && columns[i]!.group === undefined ? top : header}`;
    const Height = 24 + linesIn(note, 30) * 20;
    done(
      file.AddComment(name, {
        Cell,
        Author: '公评',
        Paragraph: [{ Text: note, Font: { Family: '宋体', Size: 10 } }],
        Width: 240,
        Height,
      }),
    );
  }
}

/** Gives every cell of the table its style: a column at a time, then the few that differ. */
function writeBody(sheet: Sheet): void {
  const { file, look, spec, style, widths, firstRow, lastRow } = sheet;
  const { name, columns } = spec;
  const styleId = (column: number, shown: ColumnKind, row: RowStyle, places?: number): number => {
    const own = places === undefined ? columns[column]! : { ...columns[column]!, places };
    return style(bodyStyle(look, own, shown, row, !spec.bare));
  };
  for (const [i, column] of columns.entries()) {
    const letters = columnLetters(i);
    if (lastRow >= firstRow)
      done(file.SetCellStyle(name, `${letters}${firstRow}`, `${letters}${lastRow}`, styleId(i, column.kind, 'plain')));
  }
  for (const [offset, row] of spec.rows.entries()) {
    const number = firstRow + offset;
    const rowStyle = row.style ?? 'plain';
    const lines = rowLines(row, columns, widths);
    if (!growing(spec) && (lines > 1 || row.spread)) done(file.SetRowHeight(name, number, heightOf(lines, look)));
    const cells = columns.map((column, i) =>
      writtenCell(row.cells[i], row.spread ? { ...column, kind: 'text' } : column, rowStyle),
    );
    done(
      file.SetSheetRow(
        name,
        `A${number}`,
        cells.map((cell) => cell.value),
      ),
    );
    if (row.spread) {
      done(file.MergeCell(name, `A${number}`, `${sheet.lastColumn}${number}`));
      done(file.SetCellStyle(name, `A${number}`, `${sheet.lastColumn}${number}`, style(spreadStyle(look, rowStyle))));
      continue;
    }
    for (const [i, cell] of cells.entries()) {
      if (cell.style === 'plain' && cell.shown === columns[i]!.kind && cell.places === undefined) continue;
      done(
        file.SetCellStyle(
          name,
          `${columnLetters(i)}${number}`,
          `${columnLetters(i)}${number}`,
          styleId(i, cell.shown, cell.style, cell.places),
        ),
      );
    }
  }
}

/** A row with a height of its own no longer grows with what is typed into it: not where long text is filled in. */
function growing(spec: SheetSpec): boolean {
  return spec.blankRows !== undefined && spec.columns.some((column) => column.kind === 'wrapped');
}

/** Drop-downs and checks of a table to fill in reach beyond its ruled rows. */
function checkedTo(lastRow: number, spec: SheetSpec): number {
  return spec.blankRows ? Math.max(lastRow, CHECKED_ROWS) : lastRow;
}

/** Sets columns as wholes, so that rows typed below the table look and behave like those in it. */
function writeColumns({ engine, file, look, spec, style, widths, firstRow, lastRow }: Sheet): void {
  if (!growing(spec)) done(file.SetSheetProps(spec.name, { DefaultRowHeight: heightOf(1, look), CustomHeight: true }));
  for (const [i, column] of spec.columns.entries()) {
    const letters = columnLetters(i);
    done(file.SetColWidth(spec.name, letters, letters, Math.min(widths[i]! * (FONTS[look].size / 11), 250)));
    done(file.SetColStyle(spec.name, letters, style(bodyStyle(look, column, column.kind, 'plain', false))));
    if (column.kind === 'number' || column.kind === 'date' || lastRow < firstRow) continue;
    // Phone numbers are text on purpose: no green corner on each of them.
    const cells = `${letters}${firstRow}:${letters}${checkedTo(lastRow, spec)}`;
    done(file.AddIgnoredErrors(spec.name, cells, engine.IgnoredErrorsNumberStoredAsText));
  }
}

function writeRules({ file, spec, firstRow, lastRow }: Sheet, listSheet: ListSheet): void {
  const last = checkedTo(lastRow, spec);
  if (last < firstRow) return;
  for (const [i, column] of spec.columns.entries()) {
    const rule = validationOf(column, `${columnLetters(i)}${firstRow}:${columnLetters(i)}${last}`, listSheet);
    if (rule) done(file.AddDataValidation(spec.name, rule));
  }
}

function writeView({ file, spec, header, firstRow, lastRow, lastColumn }: Sheet): void {
  const { name, freezeColumns = 0 } = spec;
  if (!spec.bare) {
    const TopLeftCell = `${columnLetters(freezeColumns)}${firstRow}`;
    const ActivePane = freezeColumns > 0 ? 'bottomRight' : 'bottomLeft';
    const Selection = [{ SQRef: TopLeftCell, ActiveCell: TopLeftCell, Pane: ActivePane }];
    done(
      file.SetPanes(name, { Freeze: true, XSplit: freezeColumns, YSplit: header, TopLeftCell, ActivePane, Selection }),
    );
    if (spec.autofilter) done(file.AutoFilter(name, `A${header}:${lastColumn}${Math.max(lastRow, header)}`, []));
  }
  if (!spec.blankRows) done(file.SetSheetView(name, 0, { ShowGridLines: false, TopLeftCell: 'A1', View: 'normal' }));
  if (spec.tabColour !== undefined) done(file.SetSheetProps(name, { TabColorRGB: spec.tabColour.replace('#', 'FF') }));
  if (spec.protect) {
    const allowed = {
      FormatCells: true,
      FormatColumns: true,
      FormatRows: true,
      InsertRows: true,
      DeleteRows: true,
      Sort: true,
      AutoFilter: true,
    };
    done(
      file.ProtectSheet(name, { ...allowed, SelectLockedCells: true, SelectUnlockedCells: true, EditObjects: true }),
    );
  }
}

function writePrint(sheet: Sheet): void {
  const { file, spec, header, firstRow } = sheet;
  const { name, print, freezeColumns = 0 } = spec;
  if (!print) return;
  done(file.SetSheetProps(name, { FitToPage: true }));
  const FitToWidth = Math.ceil(widthOf(sheet) / WIDEST_PAGE[print.orientation]);
  done(file.SetPageLayout(name, { Size: 9, Orientation: print.orientation, FitToWidth, FitToHeight: 0 }));
  done(
    file.SetPageMargins(name, {
      Left: 0.55,
      Right: 0.55,
      Top: 0.7,
      Bottom: 0.75,
      Header: 0.3,
      Footer: 0.35,
      Horizontally: true,
    }),
  );
  if (print.footer !== false) done(file.SetHeaderFooter(name, { OddFooter: '&C&"宋体"&10第 &P 页　共 &N 页' }));
  const pages = spec.rows.flatMap((row, offset) => (row.newPage === true ? [firstRow + offset] : []));
  for (const row of pages) done(file.InsertPageBreak(name, `A${row}`));
  if (spec.bare || header === 0) return;
  const upper = spec.columns.some((column) => column.group !== undefined) ? header - 1 : header;
  // A page that is handed out alone says of what it is.
  const top = pages.length > 0 ? 1 : upper;
  const rows = rangeOf(name, `$${top}:$${header}`);
  // On a second page beside the first one, who a row is about is printed again.
  const beside = FitToWidth > 1 && freezeColumns > 0;
  const RefersTo = beside ? `${rangeOf(name, `$A:$${columnLetters(freezeColumns - 1)}`)},${rows}` : rows;
  done(file.SetDefinedName({ Name: '_xlnm.Print_Titles', RefersTo, Scope: name }));
}

function writeSheet(sheet: Sheet, listSheet: ListSheet): void {
  const { spec } = sheet;
  writeColumns(sheet);
  writeTop(sheet);
  for (const [i, line] of (spec.subtitles ?? []).entries())
    writeLine(sheet, (spec.title === undefined ? 1 : 2) + i, line);
  if (!spec.bare) writeHeader(sheet);
  writeBody(sheet);
  for (const [i, line] of (spec.footnotes ?? []).entries()) writeLine(sheet, sheet.lastRow + 1 + i, line);
  // Excelize leaves the used range at A1, and readers that trust it would see one cell.
  const end = sheet.lastRow + (spec.footnotes?.length ?? 0);
  done(sheet.file.SetSheetDimension(spec.name, `A1:${sheet.lastColumn}${Math.max(end, sheet.header, 1)}`));
  writeRules(sheet, listSheet);
  writeView(sheet);
  writePrint(sheet);
}

function writeLists(file: NewFile, { name, lists }: ListSheet): void {
  if (lists.length === 0) return;
  done(file.NewSheet(name));
  for (const [i, values] of lists.entries())
    done(file.SetSheetCol(name, `${columnLetters(i)}1`, values.map(storedText)));
  done(file.SetSheetVisible(name, false));
}

async function write(book: BookSpec): Promise<Uint8Array> {
  const package_ = createRequire(import.meta.url).resolve('excelize-wasm');
  const engine = await init(join(dirname(package_), 'excelize.wasm.gz'));
  const file = engine.NewFile();
  const look = book.look ?? 'office';
  const [first] = book.sheets;
  if (!first) throw new Error('a workbook needs a sheet');
  done(file.SetDefaultFont(FONTS[look].plain));
  done(file.SetSheetName('Sheet1', first.name));
  for (const { name } of book.sheets.slice(1)) done(file.NewSheet(name));
  const listSheet = listSheetOf(book);
  writeLists(file, listSheet);
  const style = styleBank(file);
  for (const spec of book.sheets) writeSheet(makeSheet(engine, file, look, spec, style), listSheet);
  for (const { name, hidden } of book.sheets) if (hidden) done(file.SetSheetVisible(name, false));
  const shown = book.sheets.findIndex((sheet) => !sheet.hidden);
  done(file.SetActiveSheet(Math.max(0, shown)));
  done(file.SetDocProps({ Creator: '公评', LastModifiedBy: '公评', Title: book.title ?? '' }));
  return done(file.WriteToBuffer()).buffer as Uint8Array;
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(await write(workerData as BookSpec));
