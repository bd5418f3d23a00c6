import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schemeSchema } from '../../src/core/scheme/parse.ts';
import { readProjectFile } from './project-files.ts';

test('docs/scheme.schema.json is the schema that the parser goes by (write it anew with scripts/schema.ts)', () => {
  assert.deepEqual(JSON.parse(readProjectFile('docs/scheme.schema.json')), JSON.parse(JSON.stringify(schemeSchema())));
});
