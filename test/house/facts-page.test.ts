import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsSchema } from '../../src/core/score/book/facts.ts';
import { isRecord, type JsonSchema } from '../../src/core/scheme/shape.ts';
import { scoreFacts } from '../../src/service/score.ts';
import { markdownTable, readProjectFile } from './project-files.ts';

const page = readProjectFile('docs/facts.md');
const [, ...sections] = page.split(/^## /mu);

/** The record of fields that a schema leads to, through lists, maps, alternatives and what may be left out. */
function recordIn(schema: unknown): JsonSchema | undefined {
  if (!isRecord(schema)) return undefined;
  if (isRecord(schema['properties'])) return schema;
  const inner = [schema['items'], schema['additionalProperties'], ...((schema['anyOf'] as readonly unknown[]) ?? [])];
  return inner.map(recordIn).find((one) => one !== undefined);
}

/** Fields with whether they must be there, as the page writes them. */
function fieldsOf(schema: JsonSchema): readonly (readonly [key: string, needed: string])[] {
  const needed = (schema['required'] as readonly string[] | undefined) ?? [];
  return Object.keys(schema['properties'] as object).map((key) => [`\`${key}\``, needed.includes(key) ? '必填' : '']);
}

function told(markdown: string): readonly (readonly unknown[])[] {
  return markdown.includes('| 键 |') ? markdownTable(markdown, '键').map((row) => row.slice(0, 2)) : [];
}

const blocks = factsSchema()['properties'] as Readonly<Record<string, JsonSchema>>;

test('docs/facts.md names every block, and which must be there', () => {
  assert.deepEqual(told(page.split(/^## /mu)[0] ?? ''), fieldsOf(factsSchema()));
  const own = sections.map((section) => /^`(\w+)`/u.exec(section)?.[1] ?? '');
  assert.deepEqual(new Set(['period', 'asOf', ...own]), new Set(Object.keys(blocks)));
});

for (const section of sections) {
  const [, block = ''] = /^`(\w+)`/u.exec(section) ?? [];

  test(`docs/facts.md tells every field of ${block}`, () => {
    const record = recordIn(blocks[block]);
    assert.deepEqual(told(section), record === undefined ? [] : fieldsOf(record));
  });

  test(`docs/facts.md shows ${block} for a scheme that scores it`, () => {
    const samples = [...section.matchAll(/用 `([a-z0-9-]+)`：\n\n```json\n([^]*?)```/gu)];
    assert.equal(samples.length, section.split('```json').length - 1);
    assert.ok(samples.length > 0);
    for (const [, scheme = '', sample = ''] of samples) {
      const facts = JSON.parse(sample) as Readonly<Record<string, unknown>>;
      assert.ok(block in facts);
      const scored = scoreFacts(scheme, facts);
      assert.deepEqual([scored.ok, scored.problems.filter((one) => one.severity === 'error')], [true, []]);
    }
  });
}
