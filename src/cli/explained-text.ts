import type { Explained } from '../core/score/telling/explain.ts';
import type { ExplainedEntry } from '../core/score/telling/explain-entry.ts';
import type { Explanation } from '../core/score/telling/explanation.ts';
import type { ReportLine } from '../core/score/telling/report-held.ts';
import { periodName } from '../core/period.ts';
import { textFigure } from '../core/score/telling/figures.ts';
import { entryMark } from '../core/score/book/ledger.ts';
import { clauseMark, outcomeText } from './results-text.ts';
import { tableLines } from './table.ts';

/** One subject's result from the first entry to the last consequence, to be checked with a pocket calculator. */
export function explainedLines(one: Explanation): readonly string[] {
  const place = one.org === '' || one.org === one.name ? '' : `（${one.org}）`;
  const bare = one.without === '' ? [] : [`  ${one.without}`];
  const tree = one.steps === undefined ? bare : stepLines(one.steps, '', 0);
  return [
    `${one.name}${place}的得分依据`,
    ...(tree.length === 0 ? [] : ['', ...tree]),
    ...block('参评', one.standing.map(lineText)),
    ...block(
      '票数',
      one.votes.map(({ what }) => what),
    ),
    ...block('名次', one.ranks),
    ...block(one.grade === '' ? '' : `等次　${one.grade}`, one.grading.map(lineText)),
    ...block('资格', one.gates.map(lineText)),
    ...block('待定事项', one.held.map(lineText)),
    ...block('建议（由人决定）', one.outcomes.map(outcomeText)),
  ];
}

function block(title: string, lines: readonly string[]): readonly string[] {
  return title === '' || (lines.length === 0 && !title.startsWith('等次'))
    ? []
    : ['', title, ...lines.map((line) => `  ${line}`)];
}

function lineText({ what, clause }: ReportLine): string {
  return `${what}${clauseMark(clause)}`;
}

/** A step, how it was worked out, its entries, and the steps that went in, numbered below it. */
function stepLines(whole: Explained, number: string, depth: number, around?: string): readonly string[] {
  const step = unwrapped(whole);
  const pad = '  '.repeat(depth);
  const inner = `${pad}  ${' '.repeat(Math.max(0, number.length - 1))}`;
  const window = step.window === undefined || step.window === around ? '' : `（${periodName(step.window)}）`;
  const given = givenText(step);
  const value = step.value === null ? (step.withheld === true ? '不公开' : '待定') : textFigure(step.value);
  const head = `${pad}${number === '' ? '' : `${number} `}${step.label}${window}　${value}`;
  const [quiet, loud] = partition(step.parts, isQuiet);
  return [
    `${head}${clauseMark(step.clause ?? '')}${given === '' ? '' : `　${given}`}`,
    ...(step.how === '' || given !== '' ? [] : [`${inner}${step.how}`]),
    ...(step.read === '' ? [] : [`${inner}依据：${step.read}`]),
    ...step.notes.map((note) => `${inner}${note}`),
    ...(given === '' ? entryLines(step.entries, step.clause).map((line) => `${inner}${line}`) : []),
    ...loud.flatMap((part, at) =>
      stepLines(part, `${number === '' ? '' : `${number}.`}${at + 1}`, depth + 1, step.window),
    ),
    ...quietLines(quiet, `${pad}  `, step.window),
  ];
}

/** A step that only passes on the one below it gives way to it, and keeps its own name. */
function unwrapped(step: Explained): Explained {
  const [only] = step.parts;
  const passes = (step.how === '' || step.how.startsWith('按规定取')) && step.notes.length + step.entries.length === 0;
  const same = only !== undefined && only.value === step.value && only.window === step.window;
  if (!passes || !same || step.parts.length !== 1 || (only.clause ?? step.clause) !== step.clause) return step;
  return { ...unwrapped(only), label: step.label };
}

/** A score given directly, or by one entry that is the item itself, stands in the line of its item. */
function givenText({ entries, label, how, parts, notes }: Explained): string {
  const [only] = entries;
  if (entries.length === 0 && parts.length === 0 && notes.length === 0) return how;
  const isScore = only?.what === label || how.startsWith('评定 ');
  if (only === undefined || entries.length > 1 || !isScore || only.dropped !== undefined) return '';
  return [only.on, only.how, entryMark(only.id)].filter((one) => one !== '').join('　');
}

/** Nothing happened: no entry, nothing missing, nothing below. */
function isQuiet({ entries, notes, parts, value, how }: Explained): boolean {
  const still = /^(满分 \S+|没有)?$/u.test(how) && value !== null;
  const empty = entries.length === 0 && notes.every((note) => note === AWAY) && parts.every(isQuiet);
  return still && empty && (parts.length === 0 || value === '0');
}

/** What the explanation says of an item that cannot occur in an organisation. */
const AWAY = '本组织不适用，按满分';

/** Steps in which nothing happened share a line; those that cannot occur have their own. */
function quietLines(steps: readonly Explained[], pad: string, around: string | undefined): readonly string[] {
  const [away, there] = partition(steps, (one) => one.notes.includes(AWAY));
  const [full, still] = partition(there, (one) => one.how.startsWith('满分 '));
  const list = (ones: readonly Explained[]): string =>
    ones
      .map(
        (one) =>
          `${one.label}${one.window === undefined || one.window === around ? '' : `（${periodName(one.window)}）`} ${textFigure(one.value ?? '')}`,
      )
      .join('、');
  return [
    ...(full.length === 0 ? [] : [`${pad}没有扣分的：${list(full)}`]),
    ...(still.length === 0 ? [] : [`${pad}没有记录的：${list(still)}`]),
    ...(away.length === 0 ? [] : [`${pad}${AWAY}：${list(away)}`]),
  ];
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

function partition<T>(list: readonly T[], test: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [list.filter(test), list.filter((one) => !test(one))];
}
