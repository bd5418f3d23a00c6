import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { parseDay } from '../../src/core/date.ts';
import type { Problem } from '../../src/core/problem.ts';
import { isOverlay, parseOverlay, parseScheme, schemeSchema } from '../../src/core/scheme/parse.ts';
import { setAt } from '../../src/core/scheme/path.ts';
import { sampleScheme } from '../sample-scheme.ts';
import { readProjectFile } from './project-files.ts';
import { shippedDocuments } from './shipped.ts';

const published: unknown = JSON.parse(readProjectFile('docs/scheme.schema.json'));
// A validator that knows nothing of ours: it only reads the published page.
const validator = new Ajv2020({
  strict: true,
  allowUnionTypes: true,
  formats: { date: (text: string) => parseDay(text) !== undefined },
});
const validate = validator.compile(published as object);
const documents = shippedDocuments();

test('docs/scheme.schema.json is the schema that the parser goes by (write it anew with scripts/schema.ts)', () => {
  assert.deepEqual(published, JSON.parse(JSON.stringify(schemeSchema())));
});

for (const [id, document] of documents) {
  test(`a validator takes ${id}`, () => assert.ok(validate(document), JSON.stringify(validate.errors?.slice(0, 3))));
}

const refused: readonly (readonly [what: string, path: string, value: unknown])[] = [
  ['a key nobody knows', 'titel', '样例'],
  ['a key nobody knows, deep down', 'grade.tables.t.bands.优.form', '90'],
  ['nothing where something must stand', 'title', null],
  ['a word that is not on the list', 'subject', 'cadre'],
  ['an id with a blank', 'items.B-1.id', 'B 1'],
  ['a day that is none', 'effective.from', '2026-02-30'],
  ['a number with a comma', 'sections.B.cap', '5,5'],
  ['a number that went through floating point', 'sections.B.cap', 5.5],
  ['a ratio by nothing', 'sections.B.cap', '1/0'],
  ['a count below its least', 'process.tracks.year.steps.publish.noticeDays', '0'],
  ['text with a null character', 'title', 'a\u0000'],
  ['two kinds in one node', 'score.plus.const', '1'],
  ['a range with three ends', 'inputs.superior.range', ['0', '1', '2']],
  ['an empty list where one is needed', 'clauses', []],
  ['a condition that asks nothing', 'gates.award.when', { gte: '1' }],
];

function parse(document: unknown): readonly Problem[] {
  // That an id stands twice in one list is more than a JSON Schema can say.
  const { problems } = isOverlay(document) ? parseOverlay(document) : parseScheme(document);
  return problems.filter((one) => one.code !== 'duplicate-id');
}

for (const [what, path, value] of refused) {
  test(`parser and validator both refuse ${what}`, () => {
    const wrong = setAt(sampleScheme, path, value);
    assert.notEqual(wrong, undefined);
    assert.deepEqual([parse(wrong).length > 0, validate(wrong)], [true, false]);
  });
}

type Place = readonly (string | number)[];

function placesIn(value: unknown, here: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [here];
  const inner = Object.entries(value).flatMap(([key, one]) => placesIn(one, [...here, key]));
  return here.length === 0 ? inner : [here, ...inner];
}

function replaced(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((one: unknown, index) => (String(index) === key ? replaced(one, rest, by) : one));
  const fields = value as Readonly<Record<string, unknown>>;
  return { ...fields, [key]: replaced(fields[key], rest, by) };
}

const places = documents.flatMap(([id, document]) =>
  id.endsWith('-demo') ? [] : placesIn(document).map((place) => ({ document, place })),
);
const values = fc.constantFrom<unknown>(
  '8',
  '-8',
  '15%',
  '1/3',
  '1/0',
  '',
  '党员',
  'a b',
  '2026-01-01',
  'must',
  'year',
  0,
  3,
  -3,
  0.5,
  true,
  null,
  [],
  ['党员'],
  {},
  { param: 'p' },
  { all: [] },
);

test('parser and validator agree on what is a document, whatever stands in whatever place', () => {
  fc.assert(
    fc.property(fc.constantFrom(...places), values, ({ document, place }, value) => {
      const changed = replaced(document, place, value);
      assert.equal(validate(changed), parse(changed).length === 0, `${place.join('.')}: ${JSON.stringify(value)}`);
    }),
    { numRuns: 300 },
  );
});
