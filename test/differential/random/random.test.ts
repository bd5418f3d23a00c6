// Both evaluators on random schemes with random facts; and that a difference is found where there is one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Item, ItemRule } from '../../../src/core/scheme/item.ts';
import type { Scheme } from '../../../src/core/scheme/scheme.ts';
import type { Second } from '../compare.ts';
import { naive } from '../naive/evaluate.ts';
import { randomCase } from './case.ts';
import { smallestOf, told, tried } from './trial.ts';

/** Always the same cases, and always all of them. */
const SEED = 20260302;
const RUNS = 1500;

test('both agree on random schemes with random facts', () => {
  let compared = 0;
  for (let index = 0; index < RUNS; index += 1) {
    const one = randomCase(SEED, index);
    const found = tried(one);
    if (found.refused === undefined) compared += 1;
    if (found.differences.length > 0) assert.fail(`case ${index}\n${told(one)}`);
  }
  assert.ok(compared > 0.95 * RUNS, `only ${compared} were in order`);
});

const eachItem =
  (of: (item: Item) => Partial<Item>) =>
  (part: Scheme): Scheme => ({ ...part, items: part.items.map((item) => ({ ...item, ...of(item) })) });
const eachRule = (of: (rule: ItemRule) => ItemRule) => eachItem(({ rules }) => ({ rules: rules.map(of) }));

/** Ways in which an evaluator may be wrong. */
const spoilt: Readonly<Record<string, (part: Scheme) => Scheme>> = {
  'only the highest counts': eachRule((rule) => ({ ...rule, highest: undefined })),
  'caps hold': eachItem(({ rules }) => ({ caps: [], rules: rules.map((rule) => ({ ...rule, caps: [] })) })),
  'points go on to others': (part) => ({ ...part, derived: { ...part.derived, rules: [] } }),
  'surcharges raise': (part) => ({ ...part, modifiers: { ...part.modifiers, rules: [] } }),
  'vetoes come about': (part) => ({ ...part, vetoes: [] }),
  'what is missing holds': (part) => ({
    ...part,
    facts: part.facts.map((fact) => ({ ...fact, missing: 'no' as const })),
  }),
};

for (const [rule, spoil] of Object.entries(spoilt)) {
  test(`an evaluator to which it is not known that ${rule} is found out, by a small case`, () => {
    const wrong: Second = (parts, facts) => naive(parts.map(spoil), facts);
    const index = Array.from({ length: 300 }, (_, at) => at).find(
      (at) => tried(randomCase(SEED, at), wrong).differences.length > 0,
    );
    assert.ok(index !== undefined);
    const one = randomCase(SEED, index);
    const small = smallestOf(one, wrong, 400);
    assert.ok(tried(small, wrong).differences.length > 0);
    assert.ok(JSON.stringify(small).length < JSON.stringify(one).length / 3);
  });
}
