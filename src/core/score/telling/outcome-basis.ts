import { presentScope } from '../carry.ts';
import { gradeSoFar } from '../grading/grade.ts';
import type { Scope } from '../book/scope.ts';
import { idOf } from '../book/roster.ts';
import { scopeFor, type Run, type Standing } from '../run.ts';
import type { Scored, Scoring } from '../scored.ts';
import { draftOf } from './explain-grade.ts';
import { readText, type Reader } from './read-text.ts';
import type { Report, ReportOutcome } from './report.ts';

/** All proposals, each with what its condition read, for those who keep the results (建议和依据). */
export function proposalsOf(report: Report, { scored, results }: Scoring): readonly ReportOutcome[] {
  const own = report.parts.flatMap((part) => {
    const one = scored.find((each) => each.run.plan.scheme.scheme === part.scheme);
    const byId = new Map(one?.run.standings.map((each) => [idOf(one.run.book, each.person), each]));
    return part.rows.flatMap(({ id, outcomes }) => {
      const standing = byId.get(id);
      if (one === undefined || standing === undefined || outcomes.length === 0) return outcomes;
      return outcomes.map((line) => withBasis(line, { run: one.run, all: true }, nowOf(one, standing)));
    });
  });
  const ids = Object.entries(results.orgs).flatMap(([id, org]) => org.outcomes.map(() => id));
  return [...own, ...report.orgOutcomes.map((line, at) => ofOrg(line, ids[at] ?? '', scored))];
}

/** What could be asked about a subject when its proposals were made. */
export function nowOf(one: Scored, standing: Standing): Scope {
  return presentScope(one.run, standing, { ...gradeSoFar(draftOf(one, standing)), places: one.places });
}

/** A proposal with what its condition read. */
export function withBasis(one: ReportOutcome, reader: Reader, scope: Scope): ReportOutcome {
  const rule = reader.run.plan.scheme.outcomes.find((each) => each.id === one.id);
  const read = readText(reader, rule?.when, scope);
  return read === '' ? one : { ...one, note: [one.note, `依据：${read}`].filter((text) => text !== '').join('；') };
}

/** The same of a proposal to an organisation, whose condition counts its entries and its members'. */
function ofOrg(line: ReportOutcome, id: string, scored: readonly Scored[]): ReportOutcome {
  const run = scored.map((one) => one.run).find((one) => isOrgRule(one, line.id));
  const org = run?.book.orgs.findIndex((one) => one.id === id) ?? -1;
  if (run === undefined || org < 0) return line;
  const { book, plan } = run;
  return withBasis(line, { run, all: true }, scopeFor(plan, book, book.people.length + org, book.end));
}

function isOrgRule({ plan }: Run, id: string): boolean {
  return plan.scheme.outcomes.some((one) => one.id === id && one.level === 'org');
}
