import type { Grading } from '../grade.ts';
import type { Scheme } from '../scheme.ts';
import type { PutReference } from './names.ts';

/** The names that grading and orders use. */
export function gradeReferences(scheme: Scheme, put: PutReference): void {
  for (const one of scheme.rankings) {
    put('node', one.node, `rankings.${one.id}.node`, one.clause);
    put('account', one.account, `rankings.${one.id}.account`, one.clause);
  }
  if (scheme.grade === undefined) return;
  for (const table of scheme.grade.tables) tableReferences(table, put);
  orderReferences(scheme.grade, put);
}

function tableReferences(table: Grading['tables'][number], put: PutReference): void {
  const at = `grade.tables.${table.id}`;
  put('node', table.node, `${at}.node`);
  for (const band of table.bands) {
    const place = `${at}.bands.${band.grade}`;
    put('grade', band.grade, place, band.clause);
    if (typeof band.unmet === 'object') put('grade', band.unmet.grade, `${place}.unmet`, band.clause);
    for (const one of band.pending ?? []) put('grade', one, `${place}.pending`, band.clause);
  }
  put('grade', table.otherwise?.grade, `${at}.otherwise.grade`, table.otherwise?.clause);
  for (const one of table.otherwise?.pending ?? [])
    put('grade', one, `${at}.otherwise.pending`, table.otherwise?.clause);
  put('ballot', table.vote?.ballot, `${at}.vote.ballot`, table.vote?.clause);
}

function orderReferences(grade: Grading, put: PutReference): void {
  for (const one of grade.mandatory?.allowed ?? [])
    put('grade', one, 'grade.mandatory.allowed', grade.mandatory?.clause);
  put('fact', grade.mandatory?.metFact, 'grade.mandatory.metFact', grade.mandatory?.clause);
  for (const one of grade.standings) {
    put('grade', one.grade, `grade.standings.${one.grade}`, one.clause);
    put('fact', one.fact, `grade.standings.${one.grade}.fact`, one.clause);
  }
  for (const one of grade.quotas) {
    const at = `grade.quotas.${one.id}`;
    put('grade', one.grade, `${at}.grade`, one.clause);
    put('grade', one.spill, `${at}.spill`, one.clause);
    for (const key of one.keys) put('node', key, `${at}.keys.${key}`, one.clause);
  }
  for (const one of grade.overrides) {
    put('grade', one.grade, `grade.overrides.${one.id}.grade`, one.clause);
    put('grade', one.atMost, `grade.overrides.${one.id}.atMost`, one.clause);
  }
  for (const one of grade.carried) put('grade', one.grade, `grade.carried.${one.id}.grade`, one.clause);
}
