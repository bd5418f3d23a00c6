import { problem, type Problem } from '../problem.ts';
import { canonicalJson } from '../json.ts';
import type { Example } from '../scheme/scheme.ts';
import { resolveScheme, type Documents } from '../scheme/resolve.ts';
import { isRecord } from '../scheme/shape.ts';
import { scoreRuleset } from './evaluate.ts';
import { choicesIn, parseFacts } from './book/facts.ts';
import type { HeldLine } from './results.ts';
import { own } from '../own.ts';

/** The examples of a document, read leniently enough to be run even while other parts are being written. */
export function examplesOf(document: unknown): readonly Example[] {
  const list = isRecord(document) && Array.isArray(document['examples']) ? document['examples'] : [];
  return list.filter(isRecord).map((one) => ({
    id: String(one['id']),
    name: String(one['name'] ?? one['id']),
    cases: (one['cases'] as readonly string[] | undefined) ?? [],
    clauses: (one['clauses'] as readonly string[] | undefined) ?? [],
    facts: one['facts'] ?? null,
    readings: (one['readings'] as Readonly<Record<string, string>> | undefined) ?? {},
    params: (one['params'] as Example['params'] | undefined) ?? {},
    expect: one['expect'] ?? null,
  }));
}

/** Runs one worked case of a document and says where the outcome differs from what it expects (算例). */
export function runExample(document: unknown, documents: Documents, example: Example): readonly Problem[] {
  const at = `examples.${example.id}`;
  const facts = isRecord(example.facts) ? { ...example.facts, ...choicesOf(example) } : example.facts;
  const outcome = outcomeOf(document, documents, facts);
  const differences: Problem[] = [];
  compareWith(example.expect, outcome, at, differences);
  if (!mentionsProblems(example.expect)) unexpected(outcome.problems, at, differences);
  return differences;
}

function choicesOf(example: Example): object {
  return { readings: example.readings, params: example.params };
}

/** Results as JSON, or the problems that stand in their way. */
function outcomeOf(document: unknown, documents: Documents, facts: unknown): { readonly problems: readonly Problem[] } {
  const parsed = parseFacts(facts);
  if (!parsed.ok) return { problems: parsed.problems };
  const rules = resolveScheme(document, documents, choicesIn(parsed.value));
  if (!rules.ok) return { problems: rules.problems };
  const scoring = scoreRuleset(rules.value, parsed.value, () => '');
  return scoring.ok ? { ...scoring.value.results, problems: scoring.problems } : { problems: scoring.problems };
}

function mentionsProblems(expect: unknown): boolean {
  return isRecord(expect) && 'problems' in expect;
}

function unexpected(problems: readonly Problem[], at: string, out: Problem[]): void {
  for (const one of problems) {
    if (one.severity === 'error')
      out.push(problem('example-problem', `${at}.${one.at}`, { code: one.code, data: JSON.stringify(one.data) }));
  }
}

function differs(at: string, expected: unknown, got: unknown, out: Problem[]): void {
  const text = (value: unknown): string => (value === undefined ? '没有' : canonicalJson(value));
  out.push(problem('example-differs', at, { expected: text(expected), got: text(got) }));
}

/** Records match by the keys that are named; lists of ids as sets; other lists element by element; values exactly. */
function compareWith(expected: unknown, got: unknown, at: string, out: Problem[]): void {
  if (Array.isArray(expected)) return compareLists(expected, got, at, out);
  if (isRecord(expected)) {
    if (!isRecord(got)) return differs(at, expected, got, out);
    for (const [key, value] of Object.entries(expected)) compareWith(value, own(got, key), `${at}.${key}`, out);
    return;
  }
  const left = typeof expected === 'number' ? String(expected) : expected;
  const right = typeof got === 'number' ? String(got) : got;
  if ((left ?? null) !== (right ?? null)) differs(at, expected, got, out);
}

function compareLists(expected: readonly unknown[], got: unknown, at: string, out: Problem[]): void {
  if (!Array.isArray(got)) return differs(at, expected, got, out);
  const list = got as readonly unknown[];
  if (expected.every((one) => typeof one === 'string')) return compareNames(expected, list, at, out);
  const named = ['norms', 'deadlines', 'quotas'].some((block) => at.endsWith(`.${block}`));
  if (!named && list.length !== expected.length) return differs(at, expected, got, out);
  expected.forEach((one, index) => {
    const match = named || isOutcomes(at) ? list.find((other) => sameName(one, other)) : list[index];
    if (match === undefined) differs(`${at}.${index}`, one, undefined, out);
    else compareWith(one, match, `${at}.${index}`, out);
  });
}

function isOutcomes(at: string): boolean {
  return at.endsWith('.outcomes');
}

/** The keys that tell one element of a list from another. */
function sameName(expected: unknown, got: unknown): boolean {
  if (!isRecord(expected) || !isRecord(got)) return false;
  return ['id', 'org', 'subject', 'window', 'on'].every(
    (key) => expected[key] === undefined || expected[key] === got[key],
  );
}

/** By what an element of a list is named: problems by their code, everything else by its id. */
function nameOf(one: unknown): string {
  return isRecord(one) ? String(one['id'] ?? one['code']) : String(one);
}

function compareNames(expected: readonly string[], got: readonly unknown[], at: string, out: Problem[]): void {
  const names = got.map(nameOf);
  const [left, right] = [[...new Set(expected)].toSorted(), [...new Set(names)].toSorted()];
  if (at.endsWith('.held') && left.length > 0) {
    const texts = (got as readonly HeldLine[]).map((one) => one.what);
    if (!left.every((part) => texts.some((text) => text.includes(part)))) differs(at, left, texts, out);
  } else if (canonicalJson(left) !== canonicalJson(right)) differs(at, left, right, out);
}
