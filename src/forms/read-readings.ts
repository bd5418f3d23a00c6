import { pushAll } from '../core/push-all.ts';
import { printDay } from '../core/date.ts';
import { isShare } from '../core/number.ts';
import type { Period } from '../core/period.ts';
import { problem, type Problem } from '../core/problem.ts';
import type { ReadingChoice } from '../core/scheme/scheme.ts';
import { noSuchDay, typedDay } from '../core/typed-date.ts';
import type { FormRules } from './form-rules.ts';
import { cellOf } from './pieces.ts';
import { tightText } from './plain-text.ts';
import type { Table, TableRow } from './read-table.ts';
import { AS_OF_ID, DECIDED, PERIOD_ID, readingRows, type ReadingRow } from './sheets-readings.ts';
import type { SourceMap } from './source-map.ts';
import { typedPeriod, unitSample } from './typed-period.ts';

/** What 读法 says: which period, up to which day, local values, and the chosen readings. */
export type ReadingFacts = {
  readonly period: string | undefined;
  readonly asOf: string | undefined;
  /** The cell where the period is, or should be. */
  readonly periodAt: string | undefined;
  readonly params: Readonly<Record<string, string>>;
  readonly readings: Readonly<Record<string, string | ReadingChoice>>;
};

/**
 * Reads 读法. Lines are known by 代号, or where that was deleted by what they ask. `within` is the period that a day
 * without its year is of, where it is known already.
 */
export function readReadings(
  rules: FormRules,
  table: Table | undefined,
  source: SourceMap,
  out: Problem[],
  within?: Period,
): ReadingFacts {
  const known = linesByName(rules);
  const params: [string, string][] = [];
  const readings: [string, string | ReadingChoice][] = [];
  const seen = new Map<string, TableRow>();
  let period: string | undefined;
  let asOf: string | undefined;
  let periodAt: string | undefined;
  for (const row of table?.rows ?? []) {
    const line = known.get(tightText(row.text('id') ?? '')) ?? known.get(tightText(row.text('topic') ?? ''));
    const answer = answerOf(row, line, out);
    if (line === undefined) {
      if (answer !== undefined)
        out.push(problem('reading-unknown', row.at('topic'), { got: row.written('topic') ?? row.written('id') ?? '' }));
      continue;
    }
    const first = seen.get(line.id);
    if (first !== undefined)
      out.push(
        problem('value-twice', row.at('topic'), {
          header: line.topic,
          first: cellOf(first.at('topic'), row.at('topic')),
        }),
      );
    seen.set(line.id, row);
    if (line.kind === 'period') periodAt = row.at('value');
    for (const key of UNNEEDED[line.kind]) tellUnneeded(row, key, out);
    if (line.kind === 'reading') pushAll(readings, readingOf(row, line, answer, source, out));
    if (answer === undefined || line.kind === 'reading' || line.kind === 'scheme') continue;
    source.put(placeOf(line), answer.at);
    if (line.kind === 'period') period = readPeriod(answer, rules, out);
    else if (line.kind === 'as-of') asOf = readDay(answer, within, out);
    else pushAll(params, paramOf(line, answer, out));
  }
  return { period, asOf, periodAt, params: Object.fromEntries(params), readings: Object.fromEntries(readings) };
}

function linesByName(rules: FormRules): ReadonlyMap<string, ReadingRow> {
  const rows = readingRows(rules);
  const short = (topic: string): string => tightText(topic).replace(/\(.*\)$/, '');
  return new Map([
    ...rows.map((row) => [short(row.topic), row] as const),
    ...rows.map((row) => [tightText(row.topic), row] as const),
    ...rows.map((row) => [row.id, row] as const),
  ]);
}

function placeOf(line: ReadingRow): string {
  if (line.kind === 'period') return PERIOD_ID;
  if (line.kind === 'as-of') return AS_OF_ID;
  return `${line.kind === 'param' ? 'params' : 'readings'}.${line.id}`;
}

type Answer = { readonly text: string; readonly at: string };

/** 填写 or 选择, whichever was used; the choice that stands in 选择 from the beginning is not a second answer. */
function answerOf(row: TableRow, line: ReadingRow | undefined, out: Problem[]): Answer | undefined {
  const [first, second] = ['value', 'choice'].flatMap((key): readonly Answer[] => {
    const text = row.text(key);
    return text === undefined ? [] : [{ text, at: row.at(key) }];
  });
  if (first !== undefined && second !== undefined && tightText(second.text) !== tightText(line?.chosen ?? ''))
    out.push(problem('value-twice', second.at, { header: line?.topic ?? '', first: cellOf(first.at, second.at) }));
  return first;
}

function readPeriod(answer: Answer, rules: FormRules, out: Problem[]): string | undefined {
  const period = typedPeriod(answer.text);
  if (period === undefined)
    out.push(
      problem('cell-not-period', answer.at, { header: '考核周期', got: answer.text, sample: unitSample(rules.period) }),
    );
  return period;
}

function readDay(answer: Answer, period: Period | undefined, out: Problem[]): string | undefined {
  const day = typedDay(answer.text, period);
  if (typeof day === 'number') return printDay(day);
  const code = day === 'no-year' ? 'cell-date-no-year' : 'cell-not-date';
  out.push(problem(code, answer.at, { header: '截至日期', got: answer.text, ...noSuchDay(answer.text) }));
  return undefined;
}

/** A number, a share such as 15%, or a fraction. */
function paramOf(line: ReadingRow, answer: Answer, out: Problem[]): readonly [string, string][] {
  const text = tightText(answer.text);
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
  if (isShare(plain)) return [[line.id, plain]];
  out.push(problem('cell-not-number', answer.at, { header: line.topic, got: answer.text }));
  return [];
}

const HEADERS = { value: '填写', choice: '选择', ...DECIDED } as const;

/** What a line has no use for: only of a reading the facts say who decided. */
const UNNEEDED: Readonly<Record<ReadingRow['kind'], readonly (keyof typeof HEADERS)[]>> = {
  period: ['by', 'on'],
  'as-of': ['by', 'on'],
  param: ['by', 'on'],
  reading: [],
  scheme: ['value', 'choice', 'by', 'on'],
};

function tellUnneeded(row: TableRow, key: keyof typeof HEADERS, out: Problem[]): void {
  if (row.has(key)) out.push({ ...problem('cell-unneeded', row.at(key), { header: HEADERS[key] }), severity: 'note' });
}

/** What was chosen, and who decided it on which day: both, or nobody has decided. */
function readingOf(
  row: TableRow,
  line: ReadingRow,
  answer: Answer | undefined,
  source: SourceMap,
  out: Problem[],
): readonly [string, string | ReadingChoice][] {
  const [by, on] = [row.text('by'), row.text('on')];
  const [body, day] = [row.has('by'), row.has('on')];
  if (answer === undefined && !body && !day) return [];
  if (day && !body) out.push(problem('cell-empty', row.at('by'), { header: DECIDED.by }));
  if (body && !day) out.push(problem('cell-empty', row.at('on'), { header: DECIDED.on }));
  const place = placeOf(line);
  const given = answer ?? { text: line.chosen, at: row.at('choice') };
  source.put(place, given.at);
  for (const key of ['by', 'on']) source.put(`${place}.decided.${key}`, row.at(key));
  const choice = optionOf(line, given, out);
  return [
    [line.id, by === undefined || on === undefined ? choice : { choice, decided: { by: row.written('by') ?? by, on } }],
  ];
}

/** An option by its id or its words; what is neither goes on as it is, and the core says which there are. */
function optionOf(line: ReadingRow, answer: Answer, out: Problem[]): string {
  const text = tightText(answer.text);
  const found = line.options.find(
    ({ id, text: words }) =>
      text === tightText(id) || text === tightText(words) || text === tightText(`${id} ${words}`),
  );
  if (found !== undefined) return found.id;
  const list = line.options.map((option) => option.text).join('、');
  out.push(problem('cell-not-choice', answer.at, { header: '选择', got: answer.text, list }));
  return line.options[0]?.id ?? answer.text;
}
