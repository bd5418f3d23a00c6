import type { Cell, Sheet } from '../src/forms/workbook-read.ts';
import { columnLetters } from '../src/forms/workbook-address.ts';
import { OFFICE, relations, zip } from './zip.ts';

/** Sheets as a file, plainly: a large ledger takes a moment instead of the minutes of a program with styles. */
export function xlsxOf(sheets: readonly Sheet[]): Buffer {
  const name = (i: number): string => `worksheets/sheet${i + 1}.xml`;
  const entries = sheets.map(
    ({ name: title }, i) => `<sheet name="${escaped(title)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  return zip([
    { name: '_rels/.rels', data: relations(['rId1', 'officeDocument', 'xl/workbook.xml']) },
    { name: 'xl/workbook.xml', data: `<workbook xmlns:r="${OFFICE}"><sheets>${entries.join('')}</sheets></workbook>` },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: relations(...sheets.map((_, i) => [`rId${i + 1}`, 'worksheet', name(i)] as const)),
    },
    ...sheets.map((sheet, i) => ({ name: `xl/${name(i)}`, data: sheetXml(sheet) })),
  ]);
}

function sheetXml({ rows, merges }: Sheet): string {
  const data = rows.map((row) => {
    const cells = [...row.cells].map(([column, cell]) => cellXml(`${columnLetters(column)}${row.number}`, cell));
    return `<row r="${row.number}">${cells.join('')}</row>`;
  });
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  const after = merged === '' ? '' : `<mergeCells>${merged}</mergeCells>`;
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>${data.join('')}</sheetData>${after}</worksheet>`;
}

function cellXml(at: string, { kind, text }: Cell): string {
  if (kind === 'number') return `<c r="${at}"><v>${text}</v></c>`;
  if (kind === 'formula') return `<c r="${at}"><f>${escaped(text.slice(1))}</f><v>1</v></c>`;
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
