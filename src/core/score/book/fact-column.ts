import { parseDay } from '../../date.ts';
import { compare, exact, isDecimal, print, type Exact } from '../../number.ts';
import { problem, type Problem } from '../../problem.ts';
import { noSuchDay } from '../../typed-date.ts';
import { quoted, text, unstorable } from '../../scheme/shape.ts';
import { isWholeCount, type FactRule } from '../../scheme/fact.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import type { FactValue } from './book.ts';
import type { Amounts } from './catalogue.ts';
import type { ClosedSpan } from '../../span.ts';
import { timeline, type IntervalFault, type Timeline } from './timeline.ts';

/** What is told of a count for parts of the period only: nobody can say whether that is all, or to be added (12、12). */
function partsOf(line: Timeline<FactValue>, { from, to }: ClosedSpan): string | undefined {
  if ('always' in line) return undefined;
  const parts = line.pieces.filter((piece) => piece.from <= to && piece.to >= from);
  const whole = parts.length === 1 && parts.every((piece) => piece.from <= from && piece.to >= to);
  return parts.length === 0 || whole ? undefined : parts.map(({ value }) => print(value as Exact)).join('、');
}

/**
 * Fact values by fact, then by person or organisation; every unknown fact and wrong value is a problem. `stretch` is the
 * part of the period that is reported on.
 */
export function factColumns(
  scheme: Scheme,
  amounts: Amounts,
  stretch: ClosedSpan,
  of: 'subject' | 'org',
  rows: readonly { readonly at: string; readonly facts: Readonly<Record<string, unknown>> }[],
  out: Problem[],
): ReadonlyMap<string, readonly (Timeline<FactValue> | undefined)[]> {
  const rules = new Map(scheme.facts.map((rule) => [rule.id, rule]));
  const { unit } = scheme.period;
  const columns = new Map<string, (Timeline<FactValue> | undefined)[]>();
  rows.forEach((row, index) => {
    for (const [id, value] of Object.entries(row.facts)) {
      const rule = rules.get(id);
      const at = `${row.at}.facts.${id}`;
      if (rule === undefined && !(of === 'org' && (id === 'members' || id === 'full-members'))) {
        out.push(problem('unknown-fact', at, { id }));
        continue;
      }
      // Laid out at once: a list that grows by far-apart places turns into a slow one.
      const column = columns.get(id) ?? Array.from(rows, () => undefined);
      columns.set(id, column);
      const fault: IntervalFault = (code, place, data) => void out.push(problem(code, `${at}.${place}`, data));
      const line = timeline(value, (one) => readFact(rule ?? MEMBERS, one, at, amounts, out), fault);
      column[index] = line;
      const parts = line !== undefined && isWholeCount(rule ?? MEMBERS, unit) ? partsOf(line, stretch) : undefined;
      if (parts !== undefined) out.push(problem('count-in-parts', at, { label: rule?.label ?? '', got: parts }));
    }
  });
  return columns;
}

/** 支部党员人数, which every scheme with a quota may be told. */
const MEMBERS: FactRule = {
  id: 'members',
  label: '党员人数',
  of: 'org',
  type: 'number',
  decimals: 0,
  sensitive: false,
  source: { kind: 'headcount', at: 'period-end' },
};

function readFact(rule: FactRule, value: unknown, at: string, amounts: Amounts, out: Problem[]): FactValue | undefined {
  const wrong = (code: string, data: Readonly<Record<string, string>> = {}): undefined => {
    out.push(
      problem(code, at, {
        label: rule.label,
        got: typeof value === 'string' ? value : quoted(value),
        ...data,
      }),
    );
    return undefined;
  };
  const lost = [value].flat().flatMap(unstorable)[0];
  if (lost !== undefined) return wrong('not-text', lost);
  const inList = (word: unknown): word is string =>
    isText(word) && (rule.values === undefined || rule.values.includes(word));
  const list = (rule.values ?? []).join('、');
  switch (rule.type) {
    case 'flag':
      return typeof value === 'boolean' ? value : wrong('fact-not-flag');
    case 'number':
      return readNumber(rule, value, amounts, wrong);
    case 'choice':
      return inList(value) ? value : wrong('fact-not-choice', { list });
    case 'set':
      return Array.isArray(value) && value.every(inList) ? new Set<string>(value) : wrong('fact-not-choice', { list });
    case 'date': {
      const day = typeof value === 'string' ? parseDay(value.length === 7 ? `${value}-01` : value) : undefined;
      return day ?? wrong('not-a-date', noSuchDay(String(value)));
    }
    case 'text':
      return isText(value) ? value : wrong('not-text');
    case 'texts':
      return Array.isArray(value) && value.every(isText) ? value : wrong('not-text');
  }
}

/** What can be kept and shown; a report may have nothing in it. */
function isText(value: unknown): value is string {
  return value === '' || text.parse(value, '', []) !== undefined;
}

function readNumber(
  rule: FactRule,
  value: unknown,
  amounts: Amounts,
  wrong: (code: string, data?: Readonly<Record<string, string>>) => undefined,
): Exact | undefined {
  const written = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof written === 'number') return wrong(Number.isFinite(written) ? 'number-not-quoted' : 'number-too-large');
  if (typeof written !== 'string' || !isDecimal(written)) return wrong('fact-not-number');
  const places = written.includes('.') ? written.length - written.indexOf('.') - 1 : 0;
  const fine = rule.decimals !== undefined && places > rule.decimals;
  if (fine) wrong('too-many-decimals', { most: String(rule.decimals) });
  const got = exact(written);
  const [least, most] = [amounts(rule.least), amounts(rule.most)];
  const low = rule.least === undefined && rule.unit !== undefined ? exact('0') : least;
  if ((low !== undefined && compare(got, low) < 0) || (most !== undefined && compare(got, most) > 0))
    return wrong('fact-out-of-range');
  return fine ? undefined : got;
}
