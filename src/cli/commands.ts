import { problem, type Problem, type Result } from '../core/problem.ts';
import { blocksPublication } from '../core/scheme/check/gates.ts';
import type { Scoring } from '../core/score/scored.ts';
import { explanationOf, type Explanation } from '../core/score/telling/explanation.ts';
import { findSubjects, namesakes, nearSubjects, type FoundSubject } from '../core/score/telling/find-subject.ts';
import { reasonsOf } from '../core/score/telling/reasons.ts';
import { recordsOf } from '../core/score/telling/report-records.ts';
import { reportOf, type Report } from '../core/score/telling/report.ts';
import { triedReadings } from '../core/score/telling/trial.ts';
import { KIND_LABELS } from '../forms/form-columns.ts';
import { DEMO_SUBJECT, runDemo } from '../service/demo.ts';
import { scoreBundleFile } from '../service/bundle.ts';
import { mayNotWrite, writeTemplate } from '../service/form.ts';
import { checkDocument, isShipped, listSchemes, openScheme } from '../service/scheme.ts';
import { scoreFile, type ScoredFacts } from '../service/score.ts';
import { writeResults } from '../service/result.ts';
import { problemLines, refused, toldProblem, type Answer } from './answer.ts';
import { sealed, verified } from './bundle.ts';
import type { Call } from './call.ts';
import { explainedLines } from './explained-text.ts';
import { idLines, idObject } from './ids-text.ts';
import { announced, progressLine, shownLine } from './progress.ts';
import { resultLines } from './results-text.ts';
import { tableLines } from './table.ts';

type Run = Extract<Call, { readonly kind: 'run' }>;

/** Runs a command that has been understood. */
export async function run(call: Run): Promise<Answer> {
  const [scheme = '', facts = ''] = call.given;
  switch (call.command.name) {
    case 'schemes':
      return scheme === '' ? schemeList() : schemeIds(scheme);
    case 'check':
      return check(scheme);
    case 'score':
      if (facts === '') return scoreAgain(scheme, call);
      return swapped(call) ?? score(scheme, facts, call);
    case 'bundle':
      return swapped(call) ?? sealed(scheme, facts, call.output ?? '');
    case 'verify':
      return verified(scheme, call.hash);
    case 'template':
      return template(scheme, call.output ?? '');
    default:
      return demo();
  }
}

/** The form was named first, and a scheme where the form should stand. */
function swapped({ command, given: [facts = '', scheme = ''] }: Run): Answer | undefined {
  if (!isShipped(scheme) || !/\.(?:xlsx|json)$/iu.test(facts)) return undefined;
  return refused([problem('arguments-swapped', '', { command: command.name, scheme, facts })], 2);
}

/** The list of documents; exit 1 where one of them cannot be opened. */
export function schemeList(list = listSchemes()): Answer {
  const rows = list.map((one) => {
    if ('problems' in one) return [one.id, '', '打不开', ''];
    const { id, subject, complete, title } = one;
    const kinds = subject.split('+').map((one) => KIND_LABELS[one as keyof typeof KIND_LABELS]);
    return [id, kinds.join('、'), complete ? '完整' : '原文有缺', title];
  });
  const lines = tableLines([{ header: '方案' }, { header: '对象' }, { header: '条文' }, { header: '名称' }], rows);
  const problems = list.flatMap((one) => ('problems' in one ? one.problems : []));
  const told = list.map((one) => ('problems' in one ? { ...one, problems: one.problems.map(toldProblem) } : one));
  return { exit: problems.length === 0 ? 0 : 1, json: told, text: lines.join('\n'), asides: problemLines(problems) };
}

function schemeIds(scheme: string): Answer {
  const opened = openScheme(scheme);
  if (!opened.ok) return refused(opened.problems);
  return { exit: 0, json: idObject(opened.value), text: idLines(opened.value).join('\n'), asides: [] };
}

function check(scheme: string): Answer {
  const { unread, problems } = checkDocument(scheme);
  const blocking = problems.filter(blocksPublication).length;
  const last = blocking === 0 ? '可以公布。' : `还有 ${blocking} 处要先处理，才能公布。`;
  // Of what cannot be read nothing is to be published.
  const lines = [...problemLines(problems), ...(unread ? [] : [last])];
  const exit = problems.some((one) => one.severity === 'error') ? 1 : 0;
  return { exit, json: { problems: problems.map(toldProblem) }, text: lines.join('\n'), asides: [] };
}

async function template(scheme: string, output: string): Promise<Answer> {
  const problems = await writeTemplate(scheme, output);
  if (problems.length > 0) return refused(problems);
  return { exit: 0, json: { file: output, problems: [] }, text: `写好了：${output}`, asides: [] };
}

async function score(scheme: string, path: string, call: Run): Promise<Answer> {
  const { output } = call;
  const refusal = output === undefined ? undefined : await mayNotWrite(output, [path, scheme]);
  if (refusal !== undefined) return refused(refusal);
  const line = shownLine('正在读表……');
  const scored = await scoreFile(scheme, path, { progress: progressLine(), reading: line.show });
  line.erase();
  return scored.ok ? scoredAnswer(scored.value, scored.problems, call) : refused(scored.problems);
}

/** Scores what a bundle has sealed. */
async function scoreAgain(path: string, call: Run): Promise<Answer> {
  const { output } = call;
  const refusal = output === undefined ? undefined : await mayNotWrite(output, [path]);
  if (refusal !== undefined) return refused(refusal);
  const scored = scoreBundleFile(path);
  return scored.ok ? scoredAnswer(scored.value, scored.problems, call) : refused(scored.problems);
}

/** Prints the table or one explanation, and writes the workbook if one is asked for. */
async function scoredAnswer(
  scored: ScoredFacts,
  problems: readonly Problem[],
  { explain, output }: Pick<Run, 'explain' | 'output'>,
): Promise<Answer> {
  const { ruleset, scoring } = scored;
  const report = reportOf(ruleset, scoring);
  const found = explain === undefined ? undefined : oneSubject(scoring, explain);
  if (found?.ok === false) return refused(found.problems);
  const told = found === undefined ? undefined : toldOf(scored, report, found.value);
  const unwritten = output === undefined ? [] : await announced('正在写结果表……', writeResults(scored, output));
  const beside =
    found === undefined
      ? []
      : namesakes(scoring, found.value).map(({ id }) => `同名的另有「${id}」，用 --explain ${id} 看`);
  const lines =
    told === undefined
      ? tableOf(scored, report)
      : [...explainedLines(told), ...(beside.length === 0 ? [] : ['', ...beside])];
  const ended = unwritten.length > 0 ? `没有写成：${output}` : `写好了：${output}`;
  const explained = told === undefined ? {} : { explained: told };
  const text = [...trimmed(lines), ...(output === undefined ? [] : ['', ended])].join('\n');
  const json = { ...scoring.results, ...explained, problems: [...unwritten, ...problems].map(toldProblem) };
  const exit = unwritten.length > 0 ? 1 : 0;
  // What has been scored is shown, whatever became of the workbook; that it was not written is the last thing said.
  return { exit, json, text, asides: [...problemLines(problems), ...problemLines(unwritten)] };
}

function tableOf({ ruleset, scoring, facts }: ScoredFacts, report: Report): readonly string[] {
  const kept = { records: recordsOf(ruleset, scoring, facts.asOf), reasons: reasonsOf(scoring) };
  return resultLines(report, process.stdout.columns ?? 0, kept);
}

/** One subject's explanation with what every other option of an undecided reading would make of the result. */
function toldOf(scored: ScoredFacts, report: Report, found: FoundSubject): Explanation {
  const told = explanationOf(scored.ruleset, report, found);
  const line = shownLine('正在逐处改选还没有定的读法……');
  if (told.trial !== undefined) line.show();
  const trial = triedReadings(scored, found.id);
  line.erase();
  return trial === undefined ? told : { ...told, trial };
}

function trimmed(lines: readonly string[]): readonly string[] {
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
}

/** The one subject that is meant; the same name twice is asked about. */
function oneSubject(scoring: Scoring, typed: string): Result<FoundSubject> {
  const found = findSubjects(scoring, typed);
  const [one] = found;
  if (one === undefined) {
    const list = nearSubjects(scoring, typed).join('、');
    const data: Problem['data'] = list === '' ? { got: typed } : { got: typed, list, kind: 'near' };
    return { ok: false, problems: [problem('nobody-to-explain', '', data)] };
  }
  const list = found.map(({ id, name, org }) => `${name}（${org === '' ? id : org}，编号 ${id}）`).join('、');
  if (found.length > 1) return { ok: false, problems: [problem('several-to-explain', '', { got: typed, list })] };
  return { ok: true, value: one, problems: [] };
}

/** 虚构示范：算一个组织，讲一个人的分，写出填好的表和结果表。 */
async function demo(): Promise<Answer> {
  const made = await runDemo('demo');
  if (!made.ok) return refused(made.problems);
  const { scored, form, results } = made.value;
  const report = reportOf(scored.ruleset, scored.scoring);
  const [found] = findSubjects(scored.scoring, DEMO_SUBJECT);
  const told = found === undefined ? undefined : toldOf(scored, report, found);
  const lines = [
    '虚构示范：以下单位、人员和事实都是编造的。',
    '',
    ...tableOf(scored, report),
    ...(told === undefined ? [] : explainedLines(told)),
    '',
    `填好的表　${form}`,
    `结果表　　${results}`,
    '',
    '自己来做：gongping template 方案 -o 空白表.xlsx，填好以后 gongping score 方案 空白表.xlsx -o 结果.xlsx',
  ];
  const json = { ...scored.scoring.results, form, results, problems: made.problems.map(toldProblem) };
  return { exit: 0, json, text: lines.join('\n'), asides: problemLines(made.problems) };
}
