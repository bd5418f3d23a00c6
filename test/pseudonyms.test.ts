import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pseudonymous } from '../src/core/bundle/pseudonyms.ts';
import { canonicalJson } from '../src/core/json.ts';
import { isRecord } from '../src/core/scheme/shape.ts';
import type { FactsFile } from '../src/core/score/book/facts.ts';
import { scoreRuleset } from '../src/core/score/evaluate.ts';
import { shippedSchemes } from '../src/store/scheme.ts';
import { fullestCase, type WorkedCase } from './worked-workbook.ts';

function resultsOf({ rules, at }: WorkedCase, facts: FactsFile): unknown {
  const scored = scoreRuleset(rules, facts, () => '');
  assert.ok(scored.ok, at);
  return scored.value.results;
}

/** The same with every number of somebody turned back into the id. */
function turnedBack(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return ids.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => turnedBack(one, ids)).toSorted(byText);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [ids.get(key) ?? key, turnedBack(one, ids)]));
}

function byText(a: unknown, b: unknown): number {
  return canonicalJson(a) < canonicalJson(b) ? -1 : 1;
}

for (const scheme of shippedSchemes()) {
  test(`people of ${scheme} under numbers have the same results`, () => {
    const one = fullestCase(scheme);
    const { facts } = pseudonymous(one.facts);
    const rows = (of: FactsFile): FactsFile['subjects'] => [...of.subjects, ...of.people];
    const own = rows(one.facts).flatMap(({ id, person = id }) => [id, person]);
    const ids = new Map(
      rows(facts)
        .flatMap(({ id, person = id }) => [id, person])
        .map((id, at) => [id, own[at] ?? '']),
    );
    const known = turnedBack(resultsOf(one, one.facts), new Map());
    assert.deepEqual(turnedBack(resultsOf(one, facts), ids), known);
  });
}
