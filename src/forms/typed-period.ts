import { parseDay, partsOf } from '../core/date.ts';
import { parsePeriod, samplePeriod, type PeriodUnit } from '../core/period.ts';
import { withYearInDigits } from '../core/typed-date.ts';
import { tightText } from './plain-text.ts';

const DIGITS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  十一: 11,
  十二: 12,
};
const NUMBER = '(\\d{1,2}|十[一二]?|[一二三四五六七八九])';

type Form = readonly [form: RegExp, id: (year: string, match: readonly string[]) => string];

/** What may stand after the year; without a year, the year of the period that is being filled in is meant. */
const FORMS: readonly Form[] = [
  [/^度?$/, (year) => year],
  [/^(?:H([12])|(上|下)半年度?)$/, (year, [, number, half]) => `${year}H${number || (half === '上' ? '1' : '2')}`],
  [new RegExp(`^(?:Q([1-4])|第?${NUMBER}季度?)$`), (year, [, number, word]) => `${year}Q${number || numberOf(word)}`],
  [new RegExp(`^[-/.]?${NUMBER}月?份?$`), (year, [, number]) => `${year}-${numberOf(number).padStart(2, '0')}`],
  [/^-?(?:W|第)(\d{1,2})周?$/, (year, [, number]) => `${year}-W${(number ?? '').padStart(2, '0')}`],
];

function numberOf(word: string | undefined): string {
  return word === undefined || /^\d+$/.test(word) ? (word ?? '') : String(DIGITS[word] ?? '');
}

/**
 * Reads a period as people type it: `2026`, `2026年度`, `2026H1`, `2026年上半年`, `2026年第一季度`, `2026-3`, `2026年3月`,
 * `2026-W40`; without a year when `year` says which is meant: `一季度`, `3月`. A spreadsheet turns `2026-3` into the
 * first of March: such a date is its month. Gives the period's id, or nothing.
 */
export function typedPeriod(text: string, year?: string): string | undefined {
  const plain = withYearInDigits(tightText(text).toUpperCase());
  const day = parseDay(plain);
  if (day !== undefined) return partsOf(day).day === 1 ? plain.slice(0, 7) : undefined;
  if (parsePeriod(plain) !== undefined) return plain;
  // Five figures are no year and month, but a number that got here by mistake.
  const dated = /^(\d{4})(?!\d$)年?(.*)$/.exec(plain);
  const [own, rest] = dated === null ? [year, plain] : [dated[1], dated[2] ?? ''];
  if (own === undefined || (rest === '' && dated === null)) return undefined;
  for (const [form, id] of FORMS) {
    const match = form.exec(rest);
    const found =
      match === null
        ? undefined
        : id(
            own,
            [...match].map((part) => part ?? ''),
          );
    if (found !== undefined && parsePeriod(found) !== undefined) return found;
  }
  return undefined;
}

const UNIT_NAMES: Readonly<Record<PeriodUnit | 'day', string>> = {
  day: '日',
  week: '周',
  month: '月',
  quarter: '季度',
  'half-year': '半年',
  year: '年',
};

/** The unit as a word: 季度. */
export function unitName(unit: PeriodUnit | 'day'): string {
  return UNIT_NAMES[unit];
}

/** How a period of the unit is written: 2026Q1. */
export function unitSample(unit: PeriodUnit | 'day'): string {
  return unit === 'day' ? '2026-03-05' : samplePeriod(unit);
}
