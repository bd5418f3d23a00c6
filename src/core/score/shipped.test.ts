import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { resolveScheme, type Ruleset } from '../scheme/resolve.ts';
import { scoreRuleset } from './evaluate.ts';
import { examplesOf, runExample } from './example.ts';
import type { Scoring } from './scored.ts';
import { explainSubject } from './telling/explain.ts';
import { explanations } from './telling/explanation.ts';
import { reasonsOf } from './telling/reasons.ts';
import { reportOf } from './telling/report.ts';
import { parseFacts } from './book/facts.ts';

const FOLDER = new URL('../../../schemes/', import.meta.url);
const ids = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -5));
const documents = new Map<string, unknown>(
  ids.map((id) => [
    id,
    parse(readFileSync(new URL(`${id}.yaml`, FOLDER), 'utf8'), {
      schema: 'failsafe',
      customTags: ['bool', 'null'],
      maxAliasCount: -1,
    }) as unknown,
  ]),
);
const read = (id: string): unknown => documents.get(id);

for (const id of ids) {
  test(`every worked case of ${id} comes out as written`, () => {
    const document = read(id);
    for (const example of examplesOf(document)) assert.deepEqual(runExample(document, read, example), [], example.id);
  });

  test(`every option of every reading of ${id} can be chosen`, () => {
    const resolved = resolveScheme(read(id), read);
    assert.ok(resolved.ok);
    for (const part of resolved.value.parts) {
      for (const reading of part.readings) {
        for (const option of reading.options) {
          const chosen = resolveScheme(read(id), read, { readings: { [reading.id]: option.id } });
          assert.deepEqual([chosen.ok, chosen.problems], [true, []], `${reading.id}=${option.id}`);
        }
      }
    }
  });

  test(`the explanations of ${id} end in the scores they explain`, () => {
    for (const { example, scored } of scoredExamples(id))
      for (const one of scored.scoring.scored)
        for (const standing of one.run.standings) {
          const tree = explainSubject(one, standing);
          const subject = one.run.book.people[standing.person]?.id ?? '';
          if (tree !== undefined)
            assert.equal(tree.value, scored.scoring.results.subjects[subject]?.score, `${example} ${subject}`);
        }
  });

  test(`whatever waits in the cases of ${id} says for what`, () => {
    for (const { example, scored } of scoredExamples(id)) {
      const { ruleset, scoring } = scored;
      const report = reportOf(ruleset, scoring);
      const reasons = reasonsOf(scoring);
      const told = new Map([...explanations(ruleset, report, scoring)].map((one) => [one.id, one]));
      for (const row of report.parts.flatMap((part) => part.rows)) {
        if (row.status === 'exempt') continue;
        const waits = row.without === '待定' || /待|没有/u.test(row.grade);
        assert.ok(!waits || row.held.length > 0 || reasons.has(row.id), `${example} ${row.id} ${row.grade}`);
        const gates = told.get(row.id)?.gates.some((line) => line.what.includes('：待定，'));
        assert.equal(gates, row.gates.includes(undefined), `${example} ${row.id}`);
      }
    }
  });
}

type Cases = readonly {
  readonly example: string;
  readonly scored: { readonly ruleset: Ruleset; readonly scoring: Scoring };
}[];

/** The worked cases that come out with results. */
function scoredExamples(id: string): Cases {
  const document = read(id);
  return examplesOf(document).flatMap((example) => {
    const facts = parseFacts({ ...(example.facts as object), readings: example.readings, params: example.params });
    if (!facts.ok) return [];
    const { readings, params } = facts.value;
    const rules = resolveScheme(document, read, { readings, params });
    const scoring = rules.ok ? scoreRuleset(rules.value, facts.value, () => '') : undefined;
    if (!rules.ok || scoring?.ok !== true) return [];
    return [{ example: example.id, scored: { ruleset: rules.value, scoring: scoring.value } }];
  });
}
