import { divide, equals, exact, multiply, print, shareOf, whole, isShare, type Exact } from '../../number.ts';
import type { Problem } from '../../problem.ts';
import type { Clause, Scheme } from '../scheme.ts';
import { isRecord } from '../shape.ts';
import { found } from './found.ts';
import { rulesOf, segmentOf } from './places.ts';

/** An element of the document with what it says and which other elements it names. */
type Element = {
  readonly at: string;
  readonly clauses: readonly string[];
  readonly words: readonly string[];
  readonly id: string | undefined;
};

/** Numbers that a clause writes and that nothing resting on the clause uses (条文里的数没有用到). */
export function checkNumbers(scheme: Scheme): readonly Problem[] {
  const elements = [
    ...elementsOf(rulesOf(scheme), ''),
    ...elementsOf({ readings: scheme.readings, incomplete: scheme.incomplete }, ''),
  ];
  const waived = new Set(scheme.notScored.map((one) => one.clause));
  return scheme.clauses.filter((one) => !waived.has(one.id)).flatMap((clause) => unusedNumbers(clause, elements));
}

function unusedNumbers(clause: Clause, elements: readonly Element[]): readonly Problem[] {
  const written = numbersIn(clause.text);
  if (written.length === 0) return [];
  const near = reachable(clause.id, elements);
  if (near.length === 0) return [];
  const used = near.flatMap((one) => one.words).flatMap(numbersIn);
  const lost = written.filter((one) => !used.some((other) => sameNumber(one, other)));
  return lost.length === 0
    ? []
    : [
        found(
          'clause-number-unused',
          `clauses.${clause.id}`,
          { no: clause.no, numbers: lost.map(print).join('、'), text: clause.text },
          clause.id,
        ),
      ];
}

/** The elements that rest on a clause, and what they name in turn. */
function reachable(id: string, elements: readonly Element[]): readonly Element[] {
  const near = new Set(elements.filter((one) => one.clauses.includes(id)));
  const open = [...near];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const other of elements) {
      const isPart = other.at.startsWith(`${next.at}.`);
      const isNamed = other.id !== undefined && next.words.includes(other.id);
      if (near.has(other) || !(isPart || isNamed)) continue;
      near.add(other);
      open.push(other);
    }
  }
  return [...near];
}

/** Every record with an id or a clause, its words being all texts in it that belong to no inner element. */
function elementsOf(value: unknown, at: string): readonly Element[] {
  const all: Element[] = [];
  gather(value, at, all, []);
  return all;
}

function gather(value: unknown, at: string, all: Element[], words: string[]): void {
  if (typeof value === 'string' || typeof value === 'number') return void words.push(String(value));
  if (Array.isArray(value))
    return value.forEach((one: unknown, index) => gather(one, `${at}.${segmentOf(one, index)}`, all, words));
  if (!isRecord(value)) return;
  const { clause, id } = value;
  const isElement = typeof id === 'string' || typeof clause === 'string';
  const own = isElement ? [] : words;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'clause' || key === 'id') continue;
    if (key === 'set' && isRecord(inner)) own.push(...Object.keys(inner));
    gather(inner, at === '' ? key : `${at}.${key}`, all, own);
  }
  if (typeof id === 'string') own.push(...namesWithNumbers(id));
  if (isElement)
    all.push({
      at,
      clauses: typeof clause === 'string' ? [clause] : [],
      words: own,
      id: typeof id === 'string' ? id : undefined,
    });
}

/** An id such as `纪律-1/3` counts its place and is no number of the text. */
function namesWithNumbers(id: string): readonly string[] {
  return /^\d+(\.\d+)?$/.test(id) ? [id] : [];
}

const NUMBER = /\d+(?:\.\d+)?%?/g;

/** The numbers that a text writes in figures; years and the numbers of clauses left away. */
export function numbersIn(text: string): readonly Exact[] {
  const plain = text.replaceAll(/(?:19|20)\d\d年度?|第\d+[条项款号]/gu, '');
  const ratio = /^\d+\/\d+$/.exec(text);
  if (ratio !== null && isShare(text)) return [shareOf(text), ...text.split('/').map(exact)];
  return [...plain.matchAll(NUMBER)].map(([one]) => shareOf(one));
}

/** 80% and 0.8, 7∶3 and 70%, 1 year and 12 months, half and 0.5 are the same thing said in other words. */
function sameNumber(written: Exact, used: Exact): boolean {
  return (
    [1, 100, 12].some((n) => equals(multiply(written, whole(n)), used) || equals(divide(written, whole(n)), used)) ||
    equals(divide(written, whole(10)), used)
  );
}
