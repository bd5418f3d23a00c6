import { firstFew } from '../../text/first-few.ts';
import { idOf } from '../book/roster.ts';
import { gradeSoFar } from '../grading/grade.ts';
import type { Scored, Scoring } from '../scored.ts';
import { openGates } from './explain-gate.ts';
import { draftOf } from './explain-grade.ts';
import { clauseNumbers, type Report, type ReportPart } from './report.ts';

/** People named one by one where a gate waits for the same. */
const NAMED = 5;

/** Why gates are open, each reason once with whom it concerns, by scheme; for those who keep the results (资格待定). */
export function gateWaits(report: Report, { scored }: Scoring): ReadonlyMap<string, readonly string[]> {
  return new Map(
    report.parts.map((part) => {
      const own = scored.filter((one) => one.run.plan.scheme.scheme === part.scheme);
      return [part.scheme, own.flatMap((one) => waitsIn(part, one))];
    }),
  );
}

function waitsIn(part: ReportPart, one: Scored): readonly string[] {
  const { run, places } = one;
  if (part.gates.length === 0) return [];
  const clauses = clauseNumbers([run.plan.scheme]);
  const rows = new Map(part.rows.map((row) => [row.id, row]));
  const found = run.standings.flatMap((standing) => {
    const row = rows.get(idOf(run.book, standing.person));
    if (row === undefined || row.gates.every((gate) => gate !== undefined)) return [];
    const present = { ...gradeSoFar(draftOf(one, standing)), places };
    const open = openGates(run, standing, present, row.gates);
    return open.map(({ label, what, clause }) => ({
      name: row.name,
      text: `${label}待定：${what}〔${clauses(clause)}〕`,
    }));
  });
  return [...Map.groupBy(found, (each) => each.text)].map(([text, ones]) => {
    const names = ones.map((each) => each.name);
    return `${text}　${names.length === part.rows.length ? '全体' : firstFew(names, NAMED, '个')}`;
  });
}
