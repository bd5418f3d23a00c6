import { sign, subtract } from '../../number.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import { presentScope } from '../carry.ts';
import { numberFigure } from '../figures.ts';
import { gradeSoFar, isWithout, judgedScore, NO_GRADE, type Draft, type MissedLine } from '../grading/grade.ts';
import { nodeValue, type Standing } from '../run.ts';
import type { Scored } from '../scored.ts';
import { isGap } from '../value.ts';
import { readIn, type Reader } from './read-text.ts';
import type { ReportLine } from './report-held.ts';

/** How the score became a grade, step by step, with what each condition read (定等依据). */
export function gradeLines(
  scored: Scored,
  standing: Standing,
  reader: Reader,
  clauses: (id: string | undefined) => string,
): readonly ReportLine[] {
  const { run, places } = scored;
  const draft = draftOf(scored, standing);
  const gap = isWithout(draft) ? gapText(run.plan.scheme) : '';
  return draft.steps.map(({ what, clause, asked, before = gradeSoFar(NO_GRADE), missed }, at) => {
    const read = readIn(reader, asked, presentScope(run, standing, { ...before, places }));
    const lacking = at === draft.steps.length - 1 ? gap : '';
    return { what: `${what}${missedText(scored, standing, missed)}${read}${lacking}`, clause: clauses(clause) };
  });
}

export function draftOf({ graded }: Scored, { person }: Standing): Draft {
  return graded.drafts[person] ?? NO_GRADE;
}

/** What the source leaves out about grades. */
function gapText({ incomplete }: Scheme): string {
  const gaps = incomplete.filter((one) => one.fills.includes('grade')).map((one) => one.what);
  return gaps.length === 0 ? '' : `（原文缺：${gaps.join('；')}）`;
}

/** By how much a score does not come up to a line. */
function missedText({ run }: Scored, standing: Standing, missed: MissedLine | undefined): string {
  if (missed === undefined) return '';
  const { grade, range, line, table } = missed;
  const value = table.node === undefined ? standing.total : nodeValue(run, standing, table.node);
  if (isGap(value)) return '';
  const short = subtract(line, judgedScore(table, value));
  if (sign(short) < 0) return '';
  return `：「${grade}」要 ${range}，${sign(short) === 0 ? '正好在线上' : `差 ${numberFigure(short)} 分`}`;
}
