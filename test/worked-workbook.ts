import assert from 'node:assert/strict';
import { canonicalJson } from '../src/core/json.ts';
import { resolveScheme, type Choices, type Ruleset } from '../src/core/scheme/resolve.ts';
import type { Example, Scheme } from '../src/core/scheme/scheme.ts';
import { isRecord } from '../src/core/scheme/shape.ts';
import { scoreRuleset } from '../src/core/score/evaluate.ts';
import { examplesOf } from '../src/core/score/example.ts';
import { parseFacts, type FactsFile } from '../src/core/score/book/facts.ts';
import { readFactsSheets, type FactsBook, type RulesFor } from '../src/forms/facts-workbook.ts';
import { templateBook } from '../src/forms/template.ts';
import { readScheme } from '../src/store/scheme.ts';
import { filledFrom } from './fill-workbook.ts';
import { plainFacts, renamed } from './same-facts.ts';
import { sheetsOf } from './sheets-of.ts';

/** A worked case of a shipped scheme that people could put into its workbook. */
export type WorkedCase = {
  readonly at: string;
  readonly rules: Ruleset;
  readonly rulesFor: RulesFor;
  readonly facts: FactsFile;
};

/** Composing a scheme takes longer than scoring a case: each document is read once, each choice made once. */
function once<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<string, V>();
  return (key) => {
    const name = canonicalJson(key ?? null);
    const value = known.get(name) ?? make(key);
    known.set(name, value);
    return value;
  };
}

const read = once(readScheme);

/** The rules of a shipped scheme, by what is chosen. */
export function rulesOf(id: string): RulesFor {
  return once((choices?: Choices) => resolveScheme(read(id), read, choices));
}

/** Nobody holds three offices of one branch, as in these cases: the workbook asks whether two rows are one person. */
const IMPOSSIBLE = ['exactly-60', 'twice', 'year-80', 'year-80-exclusive', 'praise-share'].map(
  (id) => `fuling-secretary ${id}`,
);
/** A deduction typed as −1 is one of 1; in the JSON it is an error. */
const SIGNED = ['bureau-five-leads discretion-range', 'company-60-40 negative', 'vanguard-index unlisted-range'];
/** A word in full width comes back from a form in half width; the JSON keeps it. */
const WIDE = ['soe-joint standard-alike'];
const NOT_TYPED = new Set([...IMPOSSIBLE, ...SIGNED, ...WIDE]);

/** The worked cases of a shipped scheme, but for those whose JSON is broken on purpose. */
export function workedCases(id: string): readonly WorkedCase[] {
  const rulesFor = rulesOf(id);
  return examplesOf(read(id)).flatMap((example) => caseOf(id, example, rulesFor));
}

/** The case of a scheme that says the most. */
export function fullestCase(id: string): WorkedCase {
  const rulesFor = rulesOf(id);
  const size = ({ facts }: Example): number => JSON.stringify(facts).length;
  for (const example of examplesOf(read(id)).toSorted((a, b) => size(b) - size(a))) {
    const [found] = caseOf(id, example, rulesFor);
    if (found !== undefined) return found;
  }
  throw new Error(`${id} has no case`);
}

function caseOf(id: string, example: Example, rulesFor: RulesFor): readonly WorkedCase[] {
  const { readings, params } = example;
  const at = `${id} ${example.id}`;
  const parsed = parseFacts({ ...(withOrg(example.facts) as object), readings, params });
  if (!parsed.ok || NOT_TYPED.has(at)) return [];
  const rules = rulesFor({ readings, params });
  // A case whose choices the scheme refuses has nothing to come back.
  if (!rules.ok) {
    assert.ok('problems' in (example.expect as object), at);
    return [];
  }
  return [{ at, rules: rules.value, rulesFor, facts: parsed.value }];
}

/** In a roster of one organisation everybody belongs to it, written or not. */
function withOrg(facts: unknown): unknown {
  if (!isRecord(facts)) return facts;
  const orgs = Array.isArray(facts['orgs']) ? (facts['orgs'] as readonly { readonly id: string }[]) : [];
  const [only] = orgs;
  if (only === undefined || orgs.length > 1) return facts;
  const settled = (rows: unknown): unknown =>
    Array.isArray(rows) ? rows.map((row: { id: string; org?: unknown }) => ({ org: only.id, ...row })) : undefined;
  return { ...facts, subjects: settled(facts['subjects']), people: settled(facts['people']) };
}

/** What comes out, or what stands in the way. */
function outcome(rules: Ruleset, facts: FactsFile): unknown {
  const scoring = scoreRuleset(rules, facts, () => '');
  return scoring.ok ? scoring.value.results : scoring.problems.map((one) => one.code).toSorted();
}

/** Asserts that a case, filled into the sheets of its form, comes back the same. */
export function assertComesBack(one: WorkedCase): void {
  const ledger = filledFrom(one.rules, one.facts);
  assertSame(readFactsSheets(sheetsOf(templateBook(one.rules, ledger)), one.rulesFor), one);
  // Scores that bodies give may stand under 评分 instead; their entries then have other numbers.
  const given = filledFrom(one.rules, one.facts, true);
  if (canonicalJson(given) !== canonicalJson(ledger))
    assertSame(readFactsSheets(sheetsOf(templateBook(one.rules, given)), one.rulesFor), one, false);
}

/** Asserts that a workbook says what the case says: the same facts, unless `facts` is false, and the same results. */
export function assertSame(got: FactsBook, { at, rules, facts }: WorkedCase, sameFacts = true): void {
  assert.deepEqual(
    got.problems.filter((one) => one.code !== 'roster-empty'),
    [],
    at,
  );
  const back = parseFacts(got.facts);
  assert.ok(back.ok, `${at} ${JSON.stringify(back.problems)}`);
  const [{ subject }] = rules.parts as readonly [Scheme];
  const original = renamed(facts, back.value, subject);
  assert.deepEqual({ ...back.value.readings, ...original.readings }, back.value.readings, at);
  if (sameFacts) assert.deepEqual(plainFacts(back.value, subject), plainFacts(original, subject), at);
  assert.deepEqual(outcome(rules, back.value), outcome(rules, original), at);
}
