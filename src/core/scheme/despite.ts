import type { Problem } from '../problem.ts';
import type { ProblemCode } from '../text/sentence.ts';
import { isOverlay, parseScheme } from './parse.ts';
import { setAt } from './path.ts';
import { checkGrades } from './check/grades.ts';
import { checkReferences } from './check/references.ts';
import { checkRules } from './check/rules.ts';

/** Stands for a word that is missing. */
const UNKNOWN = '？';

/** What could have stood where something cannot be read; null for what should not stand there at all. */
const STAND_INS: Readonly<Partial<Record<ProblemCode, unknown>>> = {
  'not-a-decimal': '1',
  'not-a-share': '1',
  'not-a-whole-number': '1',
  'number-not-quoted': '1',
  'number-too-large': '1',
  'not-a-date': '2026-01-01',
  'not-a-date:none': '2026-01-01',
  'not-a-flag': true,
  'not-text': UNKNOWN,
  'missing-key': UNKNOWN,
  'unknown-key': null,
};

/**
 * What else is wrong with a document that cannot be read as it is: what cannot be read is taken for something that could
 * stand there, and the names and the rules of the rest are checked. Of what stands beside a stand-in only names are
 * told; nothing where there is no stand-in (一次说全).
 */
export function checkDespite(document: unknown, problems: readonly Problem[]): readonly Problem[] {
  if (isOverlay(document)) return [];
  const standIns = problems.map((one) => ({ at: one.at, value: standInFor(one) }));
  if (standIns.some(({ value }) => value === undefined)) return [];
  const parsed = parseScheme(standIns.reduce((mended, { at, value }) => setAt(mended, at, value), document));
  if (!parsed.ok) return [];
  const spoilt = new Set(problems.map((one) => elementOf(one.at)));
  const names = checkReferences(parsed.value).filter(({ data }) => data['id'] !== UNKNOWN);
  const rules = [checkRules, checkGrades].flatMap((check) => check(parsed.value));
  return [...names, ...rules.filter((one) => !spoilt.has(elementOf(one.at)))];
}

function standInFor({ code, data }: Problem): unknown {
  if (code === 'not-in-list') return data['list']?.split('、')[0];
  return STAND_INS[code as ProblemCode];
}

/** The element that a path leads into: `items.缺会`. */
function elementOf(at: string): string {
  return at.split('.').slice(0, 2).join('.');
}
