import type { Problem } from '../core/problem.ts';
import { explanations } from '../core/score/telling/explanation.ts';
import { gateWaits } from '../core/score/telling/gate-waits.ts';
import { reasonsOf } from '../core/score/telling/reasons.ts';
import { proposalsOf } from '../core/score/telling/outcome-basis.ts';
import { recordsOf } from '../core/score/telling/report-records.ts';
import { reportOf } from '../core/score/telling/report.ts';
import { sentence } from '../core/text/sentence.ts';
import { resultBook } from '../forms/result-book.ts';
import { saveBook } from './form.ts';
import type { ScoredFacts } from './score.ts';

/** Writes the workbook of results (结果表). */
export function writeResults(
  { ruleset, scoring, facts }: ScoredFacts,
  path: string,
  mark = '',
): Promise<readonly Problem[]> {
  const report = reportOf(ruleset, scoring);
  const records = recordsOf(ruleset, scoring, facts.asOf);
  const open = records.readings.filter((one) => !one.decided).length;
  const marks = [
    mark !== '' || !ruleset.invented ? mark : '虚构示范：其中的数值是编造的。',
    open === 0 ? '' : `试算：${open} 处读法还没有组织定（见「读法」），定下以前不能公布。`,
  ];
  return saveBook(
    path,
    resultBook({
      report,
      records,
      explanations: explanations(ruleset, report, scoring),
      reasons: reasonsOf(scoring),
      waits: gateWaits(report, scoring),
      proposals: proposalsOf(report, scoring),
      // One that stands at several places is one sentence.
      notices: [...new Set(scoring.notices.map(sentence))],
      mark: marks.filter((one) => one !== '').join('　'),
    }),
  );
}
