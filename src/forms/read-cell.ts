import { addMonths, printDay, type Day } from '../core/date.ts';
import { parsePeriod, type Period } from '../core/period.ts';
import { problem, type Problem } from '../core/problem.ts';
import { daySerial, noSuchDay, typedDay } from '../core/typed-date.ts';
import { choiceTexts, type CellType, type Choice, type FormColumn } from './form.ts';
import { listedParts, plainText, tightText, writtenText } from './plain-text.ts';
import { typedPeriod } from './typed-period.ts';
import type { Cell } from './workbook-read.ts';

/** Reads one filled cell of a column into its value for the facts; adds a problem and gives nothing when it cannot. */
export type CellReader = (cell: Cell, at: string, out: Problem[]) => string | boolean | readonly string[] | undefined;

const YES = new Set(['是', '有', '√', '✓', '✔', '☑', '对', '真', 'TRUE', 'YES', 'Y', '1', '在', '已']);
const NO = new Set(['否', '无', '×', '✗', '✘', '不是', '没有', '错', '假', 'FALSE', 'NO', 'N', '0', '未', '☐', '□']);

/** Which cells hold nothing: blank ones, and the strokes people put into cells they leave out. */
export function isBlank(cell: Cell | undefined): boolean {
  if (cell === undefined) return true;
  return cell.kind === 'text' && /^[-—–―/\\]*$/.test(tightText(cell.text));
}

/** Makes the reader of a column. `period` completes days and periods that are typed without a year. */
export function cellReader(column: FormColumn, period?: Period): CellReader {
  const read = typeReader(column.type, column.header, period);
  return (cell, at, out) => {
    if (cell.kind === 'formula') return fault(out, problem('cell-formula', at, { header: column.header }));
    if (cell.kind === 'error') return fault(out, problem('cell-error', at, { header: column.header, got: cell.text }));
    if (cell.kind === 'merged') return fault(out, problem('cell-merged', at, { range: cell.text }));
    return read(cell, at, out);
  };
}

function fault(out: Problem[], one: Problem): undefined {
  out.push(one);
  return undefined;
}

function typeReader(type: CellType, header: string, period: Period | undefined): CellReader {
  switch (type.kind) {
    case 'text':
      return (cell) => plainText(cell.text);
    case 'prose':
      return (cell) => writtenText(cell.text);
    case 'texts':
      return (cell) => listed(cell.text);
    case 'name':
    case 'org':
      return (cell) => tightText(cell.text);
    case 'flag':
      return (cell, at, out) => readFlag(cell, header, at, out);
    case 'date':
      return (cell, at, out) => {
        const day = dateOf(cell, type, period);
        if (day !== undefined && day !== 'no-year') return day;
        const none = noSuchDay(cell.text, period);
        const code = day === 'no-year' && none.kind === undefined ? 'cell-date-no-year' : 'cell-not-date';
        return fault(out, problem(code, at, { header, got: shown(cell), ...none }));
      };
    case 'number':
      return (cell, at, out) => readNumber(cell, header, at, out);
    case 'exact':
      return (cell, at, out) => readExact(cell, header, at, out);
    case 'period':
      return (cell, at, out) =>
        typedPeriod(cell.text, yearOf(period)) ??
        fault(out, problem('cell-not-period', at, { header, got: shown(cell) }));
    case 'choice':
      return choiceReader(type.choices, header);
    case 'set':
      return setReader(type.choices, header);
  }
}

/** Several texts in one cell: by line breaks or semicolons, not by commas, which stand inside sentences. */
function listed(text: string): readonly string[] {
  return text
    .split(/[\n\r;；]/)
    .map(writtenText)
    .filter((part) => part !== '');
}

function readFlag(cell: Cell, header: string, at: string, out: Problem[]): boolean | undefined {
  const text = tightText(cell.text).toUpperCase();
  if (YES.has(text)) return true;
  return NO.has(text) ? false : fault(out, problem('cell-not-flag', at, { header, got: shown(cell) }));
}

/** The year that is meant where none is written. */
export function yearOf(period: Period | undefined): string | undefined {
  return period?.id.slice(0, 4);
}

/** A day as 2026-03-02; where the column takes months, a month as 2026-03 or as its first or last day. */
function dateOf(
  cell: Cell,
  { longAgo = false, after = false, month }: Extract<CellType, { readonly kind: 'date' }>,
  period: Period | undefined,
): string | undefined {
  if (cell.kind === 'bool') return undefined;
  const day = serialDay(cell) ?? dayIn(cell.text, longAgo ? undefined : period, after);
  if (typeof day === 'number') return printDay(day);
  const whole =
    month === undefined || cell.kind !== 'text' ? undefined : monthOf(cell.text, longAgo ? undefined : yearOf(period));
  if (whole === undefined || month === 'whole') return whole?.id ?? day;
  return printDay(month === 'first' ? whole.first : whole.last);
}

/** A day of the period, or where it is usually done after it, of the half year that follows. */
function dayIn(text: string, period: Period | undefined, after: boolean): ReturnType<typeof typedDay> {
  const day = typedDay(text, period);
  if (day !== 'no-year' || !after || period === undefined) return day;
  return typedDay(text, { ...period, first: period.last + 1, last: addMonths(period.last, 6) });
}

/** A date whose format was lost shows as the number of its day: 46083. Five digits, so that no year is taken for one. */
function serialDay(cell: Cell): Day | undefined {
  return cell.kind === 'number' && /^\d{5}(\.\d+)?$/.test(cell.text) ? daySerial(Number(cell.text)) : undefined;
}

function monthOf(text: string, year: string | undefined): Period | undefined {
  // A bare number is no month.
  if (year !== undefined && !text.includes('月')) return monthOf(text, undefined);
  const period = parsePeriod(typedPeriod(text, year) ?? '');
  return period?.unit === 'month' ? period : undefined;
}

const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** A typed number as plain decimal text; `8.50` keeps what was written, `1,200` loses its commas. */
function decimalOf(cell: Cell): string | undefined {
  if (cell.kind !== 'number' && cell.kind !== 'text') return undefined;
  const tight = tightText(cell.text).replaceAll('−', '-');
  const plain = (GROUPED.test(tight) ? tight.replaceAll(',', '') : tight).replace(/^\+/, '');
  if (/^-?\d{1,30}(\.\d{1,30})?$/.test(plain)) return plain;
  return /^-?\.\d{1,30}$/.test(plain) ? plain.replace('.', '0.') : undefined;
}

function readNumber(cell: Cell, header: string, at: string, out: Problem[]): string | undefined {
  return decimalOf(cell) ?? fault(out, problem('cell-not-number', at, { header, got: shown(cell) }));
}

function readExact(cell: Cell, header: string, at: string, out: Problem[]): string | undefined {
  const tight = tightText(cell.text);
  if (cell.kind === 'text' && /^(\d{1,30}\/0*[1-9]\d{0,29}|-?\d{1,30}(\.\d{1,30})?%)$/.test(tight)) return tight;
  return readNumber(cell, header, at, out);
}

/** How a cell is quoted in a sentence. */
export function shown(cell: Cell): string {
  const text = writtenText(cell.text);
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}

type Lookup = {
  readonly find: (text: string) => Choice | 'ambiguous' | undefined;
  readonly near: (text: string) => string;
};

/** Finds a choice by its id, by its label where no other has it, or as the drop-down writes it. */
function choiceLookup(choices: readonly Choice[]): Lookup {
  const texts = choiceTexts(choices);
  const known = new Map<string, Choice | 'ambiguous'>();
  for (const choice of choices) {
    const before = known.get(tightText(choice.label));
    known.set(tightText(choice.label), before === undefined || before === choice ? choice : 'ambiguous');
  }
  choices.forEach((choice, i) => {
    for (const name of [`${choice.id} ${choice.label}`, texts[i]!]) known.set(tightText(name), choice);
  });
  for (const choice of choices) known.set(tightText(choice.id), choice);
  const near = (text: string): string => {
    const alike = texts.filter(
      (one, i) => tightText(one).includes(text) || (text.length > 1 && text.includes(tightText(choices[i]!.label))),
    );
    const offered = alike.length > 0 ? alike : texts;
    return `${offered.slice(0, 8).join('、')}${offered.length > 8 ? '……' : ''}`;
  };
  return { find: (text) => known.get(text), near };
}

function choiceReader(choices: readonly Choice[], header: string): CellReader {
  const lookup = choiceLookup(choices);
  return (cell, at, out) => {
    const text = tightText(cell.text);
    const found = lookup.find(text);
    if (found === 'ambiguous')
      return fault(out, problem('cell-several-choices', at, { header, got: shown(cell), list: lookup.near(text) }));
    if (found === undefined)
      return fault(out, problem('cell-not-choice', at, { header, got: shown(cell), list: lookup.near(text) }));
    return found.id;
  };
}

function setReader(choices: readonly Choice[], header: string): CellReader {
  const one = choiceReader(choices, header);
  const lookup = choiceLookup(choices);
  return (cell, at, out) => {
    const whole = lookup.find(tightText(cell.text));
    if (whole !== undefined && whole !== 'ambiguous') return [whole.id];
    const before = out.length;
    const ids = listedParts(cell.text).map((text) => one({ kind: 'text', text }, at, out));
    return out.length > before ? undefined : [...new Set(ids.filter((id): id is string => typeof id === 'string'))];
  };
}
