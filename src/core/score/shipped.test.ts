import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { resolveScheme } from '../scheme/resolve.ts';
import { scoreRuleset } from './evaluate.ts';
import { examplesOf, runExample } from './example.ts';
import { explainSubject } from './telling/explain.ts';
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
    const document = read(id);
    for (const example of examplesOf(document)) {
      const facts = parseFacts({ ...(example.facts as object), readings: example.readings, params: example.params });
      if (!facts.ok) continue;
      const rules = resolveScheme(document, read, { readings: facts.value.readings, params: facts.value.params });
      const scoring = rules.ok ? scoreRuleset(rules.value, facts.value, () => '') : undefined;
      if (scoring?.ok !== true) continue;
      for (const one of scoring.value.scored) {
        for (const standing of one.run.standings) {
          const tree = explainSubject(one, standing);
          const subject = one.run.book.people[standing.person]?.id ?? '';
          if (tree !== undefined)
            assert.equal(tree.value, scoring.value.results.subjects[subject]?.score, `${example.id} ${subject}`);
        }
      }
    }
  });
}
