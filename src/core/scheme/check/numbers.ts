import { pushAll } from '../../push-all.ts';
import { divide, equals, exact, isShare, multiply, shareOf, whole, type Exact } from '../../number.ts';
import type { Problem } from '../../problem.ts';
import type { Clause, Scheme } from '../scheme.ts';
import { isRecord } from '../shape.ts';
import { found } from './found.ts';
import { rulesOf, segmentOf } from './places.ts';

/** An element of the document: the clause it rests on and every text in it that belongs to no inner element. */
type Element = {
  readonly at: string;
  readonly name: string | undefined;
  readonly clause: string | undefined;
  readonly words: readonly string[];
};

/** Numbers that a clause writes and that nothing resting on the clause uses (条文里的数没有用到). */
export function checkNumbers(scheme: Scheme): readonly Problem[] {
  const elements = elementsOf({ ...rulesOf(scheme), readings: scheme.readings, incomplete: scheme.incomplete });
  const waived = new Set(scheme.notScored.map((one) => one.clause));
  return scheme.clauses.filter((one) => !waived.has(one.id)).flatMap((clause) => unusedNumbers(clause, elements));
}

function unusedNumbers(clause: Clause, elements: readonly Element[]): readonly Problem[] {
  const written = numbersIn(clause.text);
  const near = written.length === 0 ? [] : around(clause.id, elements);
  if (near.length === 0) return [];
  const used = near.flatMap((one) => one.words).flatMap(numbersIn);
  const lost = written.filter((one) => !used.some((other) => sameNumber(one.value, other.value)));
  if (lost.length === 0) return [];
  const data = { no: clause.no, numbers: lost.map((one) => one.text).join('、'), text: clause.text };
  return [found('clause-number-unused', `clauses.${clause.id}`, data, clause.id)];
}

/** What rests on a clause, what that names in turn, what uses it directly, and the bands beside a band. */
function around(id: string, elements: readonly Element[]): readonly Element[] {
  const own = elements.filter((one) => one.clause === id);
  const near = new Set(own);
  const open = [...own];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const other of elements) {
      const isPart = other.at.startsWith(`${next.at}.`);
      const isNamed = other.name !== undefined && next.words.includes(other.name);
      if (near.has(other) || !(isPart || isNamed)) continue;
      near.add(other);
      open.push(other);
    }
  }
  const users = elements.filter((one) =>
    own.some((other) => other.name !== undefined && one.words.includes(other.name)),
  );
  const tables = [...near].flatMap((one) => /^(grade\.tables\.[^.]+\.)(?:bands\.|otherwise)/.exec(one.at)?.[1] ?? []);
  const bands = elements.filter((one) => tables.some((table) => one.at.startsWith(table)));
  return [...near, ...users, ...bands];
}

function elementsOf(value: unknown): readonly Element[] {
  const all: Element[] = [];
  gather(value, '', all, []);
  return all;
}

function gather(value: unknown, at: string, all: Element[], words: string[]): void {
  if (typeof value === 'string' || typeof value === 'number') return void words.push(String(value));
  if (Array.isArray(value))
    return value.forEach((one: unknown, index) => gather(one, `${at}.${segmentOf(one, index)}`, all, words));
  if (!isRecord(value)) return;
  const id = typeof value['id'] === 'string' ? value['id'] : undefined;
  const clause = typeof value['clause'] === 'string' ? value['clause'] : undefined;
  const isElement = id !== undefined || clause !== undefined;
  const own = isElement ? [] : words;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'clause' || key === 'id') continue;
    if (key === 'set' && isRecord(inner)) pushAll(own, Object.keys(inner));
    gather(inner, at === '' ? key : `${at}.${key}`, all, own);
  }
  // An id such as `纪律-1/3` counts its place; one that is a number is an option that carries points.
  if (id !== undefined && /^\d+(\.\d+)?$/.test(id)) own.push(id);
  if (ZEROES.has(value['effect'])) own.push('0');
  const grade = typeof value['grade'] === 'string' ? value['grade'] : undefined;
  if (isElement) all.push({ at, name: id ?? grade, clause, words: own });
}

/** Effects that leave 0 points, whose number the document does not write. */
const ZEROES: ReadonlySet<unknown> = new Set(['year-zero', 'period-zero', 'forfeit']);

type Figure = { readonly text: string; readonly value: Exact };

/** The numbers that a text writes in figures; years and the numbers of clauses left away. */
function numbersIn(text: string): readonly Figure[] {
  if (/^\d+\/\d+$/.test(text) && isShare(text)) {
    return [{ text, value: shareOf(text) }, ...text.split('/').map((one) => ({ text: one, value: exact(one) }))];
  }
  const plain = text.replaceAll(/(?:19|20)\d\d年度?|(?:第|附件|表)\d+[条项款号]?/gu, '');
  return [...plain.matchAll(/\d+(?:\.\d+)?%?/g)].map(([one]) => ({ text: one, value: shareOf(one) }));
}

/** 80% and 0.8, 7∶3 and 70%, one year and 12 months are the same thing said in other words. */
function sameNumber(written: Exact, used: Exact): boolean {
  const ways = [1, 100, 12].flatMap((n) => [multiply(written, whole(n)), divide(written, whole(n))]);
  return [...ways, divide(written, whole(10))].some((one) => equals(one, used));
}
