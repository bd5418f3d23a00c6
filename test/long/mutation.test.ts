import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mutationOf } from '../../scripts/mutate.ts';
import { shippedDocuments } from '../house/shipped.ts';

const documents = new Map(shippedDocuments());

for (const id of documents.keys()) {
  test(`of the numbers of ${id} at least 95% are held by an example or a check`, () => {
    const { numbers, free } = mutationOf(id, (one) => documents.get(one));
    assert.ok(free.length <= numbers * 0.05, free.map((one) => `${one.path}: ${one.changes.join(', ')}`).join('\n'));
  });
}
