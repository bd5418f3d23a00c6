import type { Problem, Severity } from '../problem.ts';
import { BUNDLE } from './bundle.ts';
import { BURDEN } from './burden.ts';
import { FACTS } from './facts.ts';
import { FILES } from './files.ts';
import { NAMES } from './names.ts';
import { PROGRAM } from './program.ts';
import { RULES } from './rules.ts';
import { SOURCES } from './sources.ts';
import { BREAKS, UNSEEN } from './unseen.ts';
import { WORKBOOK } from './workbook.ts';

const TABLES = [NAMES, RULES, SOURCES, BURDEN, FACTS, FILES, PROGRAM, BUNDLE, WORKBOOK];
type Table = (typeof TABLES)[number];
type CodeOf<T> =
  T extends Readonly<Record<Severity, object>> ? keyof T['error'] | keyof T['warning'] | keyof T['note'] : never;

/** A code that has a sentence (问题代码). */
export type ProblemCode = CodeOf<Table>;

/** One row of the table: how much a problem weighs, and how it is told. */
export type ProblemText = { readonly code: string; readonly severity: Severity; readonly text: string };

const SEVERITIES = ['error', 'warning', 'note'] as const;

/** Every code with its weight and its sentence, `{…}` standing for what the problem carries. */
export const problemTexts: readonly ProblemText[] = TABLES.flatMap((table) =>
  SEVERITIES.flatMap((severity) =>
    Object.entries<string>(table[severity]).map(([code, text]) => ({ code, severity, text })),
  ),
);

const byCode = new Map(problemTexts.map((one) => [one.code, one]));

/** What a code weighs; a code without a sentence is a defect of ours. */
export function severityOf(code: ProblemCode): Severity {
  const known = byCode.get(code);
  if (known === undefined) throw new Error(`no sentence for ${code}`);
  return known.severity;
}

/** One Chinese sentence that says what is wrong and what to do; the place (`at`) is put before it by the caller. */
export function sentence(problem: Pick<Problem, 'code' | 'data'>): string {
  const { code, data } = problem;
  // A list of suggestions with nothing in it is a case of its own.
  const kind = data['kind'] ?? (data['list'] === '' ? 'bare' : '');
  const known = byCode.get(`${code}:${kind}`) ?? byCode.get(code);
  const text = known?.text ?? `发现一个问题（${code}），请把它告诉管理员。`;
  return text.replaceAll(/\{(\w+)\}/g, (_, key: string) => told(key, data[key]));
}

/** What carries words of the language; everything else is what somebody wrote, and is told as it is. */
const IN_WORDS: ReadonlySet<string> = new Set(['unit', 'per', 'part', 'posting']);

/** Words of the language that a reader should not have to know. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['day', '天'],
  ['week', '周'],
  ['month', '月'],
  ['quarter', '季度'],
  ['half-year', '半年'],
  ['year', '年'],
  ['period', '周期'],
  ['entry', '每条'],
  ['project', '每个项目'],
]);

function told(key: string, value: string | undefined): string {
  if (value === undefined) return '（未写）';
  return (IN_WORDS.has(key) ? WORDS.get(value) : undefined) ?? visible(value);
}

/** What somebody wrote, as it can be shown on one line: characters that nobody sees by their number, 〈U+0000〉. */
export function visible(text: string): string {
  return text
    .replaceAll(BREAKS, ' ')
    .replaceAll(UNSEEN, (one) => `〈U+${(one.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}〉`);
}
