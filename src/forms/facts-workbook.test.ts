import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filledFrom } from '../../test/fill-workbook.ts';
import { plainFacts, renamed } from '../../test/same-facts.ts';
import { sheetsOf } from '../../test/sheets-of.ts';
import type { Scheme } from '../core/scheme/scheme.ts';
import { canonicalJson } from '../core/json.ts';
import { isRecord } from '../core/scheme/shape.ts';
import { resolveScheme, type Choices, type Ruleset } from '../core/scheme/resolve.ts';
import { scoreRuleset } from '../core/score/evaluate.ts';
import { examplesOf } from '../core/score/example.ts';
import { parseFacts, type FactsFile } from '../core/score/facts.ts';
import { readScheme, shippedSchemes } from '../store/scheme.ts';
import { readFactsSheets, readFactsWorkbook, type RulesFor } from './facts-workbook.ts';
import { templateBook } from './template.ts';
import { writeWorkbook } from './workbook-write.ts';

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
const rulesOf = (id: string): RulesFor => once((choices?: Choices) => resolveScheme(read(id), read, choices));

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

/** Nobody holds three offices of one branch, as in these cases: the workbook asks whether two rows are one person. */
const IMPOSSIBLE = new Set(
  ['exactly-60', 'twice', 'year-80', 'year-80-exclusive', 'praise-share'].map((id) => `fuling-secretary ${id}`),
);
/** A deduction typed as −1 is one of 1; in the JSON it is an error. */
const SIGNED = new Set([
  'bureau-five-leads discretion-range',
  'company-60-40 negative',
  'vanguard-index unlisted-range',
]);

for (const id of shippedSchemes()) {
  const rulesFor = rulesOf(id);

  test(`the worked cases of ${id}, filled into its workbook, come back and score the same`, () => {
    for (const { id: name, facts, readings, params } of examplesOf(read(id))) {
      const parsed = parseFacts({ ...(withOrg(facts) as object), readings, params });
      const rules = rulesFor({ readings, params });
      const at = `${id} ${name}`;
      if (!parsed.ok || IMPOSSIBLE.has(at) || SIGNED.has(at)) continue;
      assert.ok(rules.ok);
      const [{ subject: kind }] = rules.value.parts as [Scheme];
      const fills = [false, true].map((given) => filledFrom(rules.value, parsed.value, given));
      for (const [i, filled] of fills.entries()) {
        const given = i > 0;
        if (given && canonicalJson(filled) === canonicalJson(fills[0])) continue;
        const book = templateBook(rules.value, filled);
        const got = readFactsSheets(sheetsOf(book), rulesFor);
        assert.deepEqual(
          got.problems.filter((one) => one.code !== 'roster-empty'),
          [],
          at,
        );
        const back = parseFacts(got.facts);
        assert.ok(back.ok, `${at} ${JSON.stringify(back.problems)}`);
        const original = renamed(parsed.value, back.value, kind);
        assert.deepEqual({ ...back.value.readings, ...original.readings }, back.value.readings, at);
        if (!given) assert.deepEqual(plainFacts(back.value, kind), plainFacts(original, kind), at);
        assert.deepEqual(outcome(rules.value, back.value), outcome(rules.value, original), at);
      }
    }
  });
}

test('a workbook written to a file, filled and read again', async () => {
  const rulesFor = rulesOf('soe-joint');
  const rules = rulesFor();
  assert.ok(rules.ok);
  const filled = {
    读法: [{ id: 'period', value: '2026年度' }],
    组织: [{ org: '示范支部' }],
    名册: [{ name: '王　芳' }, { name: '李强' }],
    台账: [{ name: '王芳', item: '扣-1', on: '2026年3月2日', points: '4', tier: '甲' }],
  };
  const bytes = await writeWorkbook(templateBook(rules.value, filled));
  const got = await readFactsWorkbook(bytes, rulesFor);
  assert.deepEqual(got.problems, []);
  const facts = parseFacts(got.facts);
  assert.ok(facts.ok);
  assert.deepEqual(facts.value.entries, [
    { id: '台账5', subject: '王芳', item: '扣-1', on: '2026-03-02', points: '4', tier: '甲' },
  ]);
  assert.equal(got.where('entries.台账5.points'), '台账!G5');
});
