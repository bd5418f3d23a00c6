import { idGroups, type IdGroup, type IdRow } from '../core/scheme/ids.ts';
import type { Ruleset } from '../core/scheme/resolve.ts';
import { clauseNumbers } from '../core/score/telling/report.ts';
import { clauseMark } from './results-text.ts';
import { tableLines } from './table.ts';

/** Every id of a document as one JSON object: a list for each kind of id. */
export function idObject(ruleset: Ruleset): object {
  const groups = idGroups(ruleset).map((group): readonly [string, readonly object[]] => [
    group.key,
    group.rows.map((row) => rowObject(row, group.inside)),
  ]);
  const [first] = ruleset.parts;
  return {
    scheme: ruleset.id,
    title: ruleset.title,
    subject: ruleset.parts.map((part) => part.subject).join('+'),
    period: first?.period.unit,
    complete: ruleset.parts.every((part) => part.incomplete.length === 0),
    ...Object.fromEntries(groups),
  };
}

function rowObject({ inside, detail, state, ...row }: IdRow, name: string | undefined): object {
  return {
    ...row,
    ...(detail === '' ? {} : { detail }),
    ...state,
    ...(name === undefined ? {} : { [name]: inside.map((one) => rowObject(one, undefined)) }),
  };
}

/** The same for people: a table for each kind of id. */
export function idLines(ruleset: Ruleset): readonly string[] {
  const clauses = clauseNumbers(ruleset.parts);
  const groups = idGroups(ruleset).filter((group) => group.rows.length > 0);
  return [`${ruleset.id}　${ruleset.title}`, ...groups.flatMap((group) => groupLines(group, clauses))];
}

function groupLines(group: IdGroup, clauses: (id: string | undefined) => string): readonly string[] {
  const rows = group.rows.flatMap((row) => [
    cellsOf(row, '', clauses, row.part),
    ...row.inside
      .filter((one) => one.id !== one.label || one.detail !== '')
      .map((one) => cellsOf(one, '  ', clauses, undefined)),
  ]);
  const [, ...lines] = tableLines([{ header: '' }, { header: '' }, { header: '' }], rows);
  return ['', `${group.label}　${group.rows.length}`, ...lines];
}

function cellsOf(
  row: IdRow,
  indent: string,
  clauses: (id: string | undefined) => string,
  part: string | undefined,
): readonly string[] {
  const label = row.label === row.id ? '' : row.label;
  const place = part === undefined ? '' : `（${part}）`;
  return [`  ${indent}${row.id}`, `${label}${place}`, `${row.detail}${clauseMark(clauses(row.clause))}`];
}
