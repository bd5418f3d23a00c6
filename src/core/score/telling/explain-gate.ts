import { presentScope, type Present } from '../carry.ts';
import { outcomesOf } from '../outcomes.ts';
import type { Standing } from '../run.ts';
import { inForce } from '../veto.ts';
import { readIn, type Reader } from './read-text.ts';
import type { ReportLine } from './report-held.ts';

/** Who may be put forward for what, and the facts that decided it; gates that are not told are left out (资格依据). */
export function gateLines(
  reader: Reader,
  standing: Standing,
  present: Present,
  told: readonly (boolean | undefined)[],
  clauses: (id: string | undefined) => string,
): readonly ReportLine[] {
  const { run } = reader;
  const { gates } = run.plan.scheme;
  if (!gates.some((_, at) => told[at] !== undefined)) return [];
  const outcomes = outcomesOf(run, standing, present).found;
  const scope = { ...presentScope(run, standing, present), outcomes };
  const barred = barOf(reader, standing);
  const lines = gates.flatMap(({ label, clause, when }, at) => {
    const answer = told[at];
    if (answer === undefined) return [];
    const why = answer || barred === '' ? readIn(reader, when, scope) : `，${barred}`;
    return [{ label, answer: `${answer ? '有资格' : '没有资格'}${why}`, clause: clauses(clause) }];
  });
  // What has the same answer for the same reason is told together.
  return [...Map.groupBy(lines, (one) => `${one.clause} ${one.answer}`).values()].map((ones) => {
    const [{ answer, clause }] = ones as [(typeof lines)[number], ...typeof lines];
    return { what: `${ones.map((one) => one.label).join('、')}：${answer}`, clause };
  });
}

/** What shuts all gates to somebody: an exemption without awards, or a veto; the latter is told to the officer alone. */
function barOf({ run, all }: Reader, { exemption, vetoes }: Standing): string {
  if (exemption?.awards === false) return `${exemption.label}不参加评优`;
  return all && inForce(run.plan, vetoes, 'bar-from-award') === true ? '一票否决' : '';
}
