import type { FormRules } from './form-rules.ts';
import type { FormColumn, FormSheet } from './form.ts';
import { tightText } from './plain-text.ts';
import { readingSheet } from './sheets-readings.ts';
import { factSheet, orgSheet, relationSheet, rosterSheet } from './sheets-people.ts';
import { ledgerSheet } from './sheets-ledger.ts';
import { decisionSheet, historySheet, sourceSheet } from './sheets-past.ts';
import { ballotSheet, scoreSheet } from './sheets-scores.ts';

/** The sheets that a scheme needs, in order, with headers that are all different within a sheet. */
export function formSheets(rules: FormRules): readonly FormSheet[] {
  const sheets = [
    readingSheet(rules),
    orgSheet(rules),
    rosterSheet(rules),
    relationSheet(rules),
    factSheet(rules),
    ledgerSheet(rules),
    ballotSheet(rules),
    scoreSheet(rules),
    historySheet(rules),
    sourceSheet(rules),
    decisionSheet(rules),
  ];
  return sheets.filter((sheet) => sheet !== undefined).map((sheet) => ({ ...sheet, columns: distinct(sheet.columns) }));
}

/** Two facts may have one label: the later one then carries its id in the header. */
function distinct(columns: readonly FormColumn[]): readonly FormColumn[] {
  const seen = new Set<string>();
  return columns.map((column) => {
    const key = tightText(column.header);
    if (!seen.has(key)) {
      seen.add(key);
      return column;
    }
    const own = column.key.slice(column.key.indexOf('.') + 1);
    return { ...column, header: `${column.header}（${own}）`, also: [own] };
  });
}
