import type { Explained } from '../core/score/telling/explain.ts';
import type { ExplainedEntry } from '../core/score/telling/explained-entry.ts';
import type { Explanation } from '../core/score/telling/explanation.ts';
import type { ReportLine } from '../core/score/telling/report-held.ts';
import { givenEntry, quietLines, toldStep, windowText, type ToldStep } from '../core/score/telling/told-step.ts';
import { textFigure } from '../core/score/figures.ts';
import { entryMark } from '../core/score/book/ledger.ts';
import { clauseMark, outcomeText } from './results-text.ts';
import { tableLines } from './table.ts';

/** One subject's result from the first entry to the last consequence, to be checked with a pocket calculator. */
export function explainedLines(one: Explanation): readonly string[] {
  const place = one.org === '' || one.org === one.name ? '' : `（${one.org}）`;
  // Who is left out is told why, with the clause, right below.
  const bare = one.without === '' || one.standing.length > 0 ? [] : [`  ${one.without}`];
  const tree = one.steps === undefined ? bare : stepLines(toldStep(one.steps), 0);
  return [
    `${one.name}${place}的得分依据${one.trial === undefined ? '' : '（试算）'}`,
    ...(tree.length === 0 ? [] : ['', ...tree]),
    ...block('参评', one.standing.map(lineText)),
    ...block(
      '票数',
      one.votes.map(({ what }) => what),
    ),
    ...block(
      '名次',
      one.ranks.map((rank) => rank.replace(/^名次：/u, '')),
    ),
    ...block(one.grade === '' ? '' : `等次　${one.grade}`, one.grading.map(lineText)),
    ...block('资格', one.gates.map(lineText)),
    ...block('待定事项', one.held.map(lineText)),
    ...block('建议（由人决定）', one.outcomes.map(outcomeText)),
    ...trialLines(one.trial),
  ];
}

/** What is still to be decided, and exactly what was tried: each other option, one reading at a time. */
function trialLines(trial: Explanation['trial']): readonly string[] {
  if (trial === undefined) return [];
  const { open, related } = trial;
  const title = `试算　${open} 处读法还没有组织定，定下以前不能公布`;
  if (related === undefined)
    return block(title, ['人和台账太多，没有逐处改选来算；想知道哪一处有影响，在「读法」里改选，再算一遍']);
  const rest = open - related.length;
  const same = `${related.length === 0 ? '' : '其余 '}${rest} 处逐一改选，各算了一遍，这里的结果都不变`;
  return block(title, [
    ...related.flatMap((one) => [lineText(one), ...one.changes.map((change) => `  ${change}`)]),
    ...(rest === 0 ? [] : [same]),
  ]);
}

function block(title: string, lines: readonly string[]): readonly string[] {
  return title === '' || (lines.length === 0 && !/^(等次|试算)/u.test(title))
    ? []
    : ['', title, ...lines.map((line) => `  ${line}`)];
}

function lineText({ what, clause }: ReportLine): string {
  return `${what}${clauseMark(clause)}`;
}

/** A step, how it was worked out, its entries, and the steps that went in, numbered below it. */
function stepLines({ number, step, parts }: ToldStep, depth: number, around?: string): readonly string[] {
  const pad = '  '.repeat(depth);
  const inner = `${pad}  ${' '.repeat(Math.max(0, number.length - 1))}`;
  const given = givenText(step);
  const value = step.value === null ? (step.withheld === true ? '不公开' : '待定') : textFigure(step.value);
  const head = `${pad}${number === '' ? '' : `${number} `}${step.label}${windowText(step, around)}　${value}`;
  const [quiet, loud] = [parts.filter((part) => part.quiet), parts.filter((part) => !part.quiet)];
  return [
    `${head}${clauseMark(step.clause ?? '')}${given === '' ? '' : `　${given}`}`,
    ...(step.how === '' || given !== '' ? [] : [`${inner}${step.how}`]),
    ...(step.read === '' ? [] : [`${inner}依据：${step.read}`]),
    ...step.notes.map((note) => `${inner}${note}`),
    ...(given === '' ? entryLines(step.entries, step.clause).map((line) => `${inner}${line}`) : []),
    ...loud.flatMap((part) => stepLines(part, depth + 1, step.window)),
    ...quietLines(quiet, step.window).map((line) => `${pad}  ${line}`),
  ];
}

/** A score given directly, or by one entry that is the item itself, stands in the line of its item. */
function givenText(step: Explained): string {
  const { entries, how, parts, notes } = step;
  if (entries.length === 0 && parts.length === 0 && notes.length === 0) return how;
  const only = givenEntry(step);
  if (only === undefined) return '';
  const mark = entryMark(only.id);
  // What stands in the sheet of scores has no day of its own.
  return [mark.startsWith('评分表') ? '' : only.on, only.how, mark].filter((one) => one !== '').join('　');
}

function entryLines(entries: readonly ExplainedEntry[], clause: string | undefined): readonly string[] {
  const rows = entries.map((one) => [
    one.on,
    one.dropped === undefined ? textFigure(one.amount) : '不计',
    one.what,
    [one.how, one.dropped ?? ''].filter((text) => text !== '').join('；'),
    one.clause === undefined || one.clause === clause ? '' : clauseMark(one.clause),
    entryMark(one.id),
  ]);
  const columns = [{}, { align: 'right' as const }, {}, {}, {}, {}].map((one) => ({ header: '', ...one }));
  return tableLines(columns, rows).slice(1);
}
