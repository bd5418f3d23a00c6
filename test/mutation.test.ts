import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mutationOf } from '../scripts/mutate.ts';
import { markdownTable, readProjectFile } from './house/project-files.ts';
import { quoted, shippedDocuments } from './house/shipped.ts';

const documents = new Map(shippedDocuments());
const read = (id: string): unknown => documents.get(id);

/** Every so many changes one is tried; the same ones every time. */
const EVERY = 41;

test('of a sample of changed numbers almost all are noticed', () => {
  const reports = [...documents.keys()].map((id) => mutationOf(id, read, (index) => index % EVERY === 0));
  const tried = reports.reduce((all, one) => all + Math.ceil((2 * one.numbers) / EVERY), 0);
  const free = reports.flatMap((one) =>
    one.free.map(({ path, changes }) => `${one.scheme} ${path}: ${changes.join(', ')}`),
  );
  assert.ok(tried >= 40, String(tried));
  assert.ok(free.length <= tried * 0.05, free.join('\n'));
});

test('a number that nothing holds is told', () => {
  const { scheme, ...rest } = mutationOf('loose', () => ({
    ...(read('union-member') as object),
    scheme: 'loose',
    examples: [],
  }));
  assert.equal(scheme, 'loose');
  assert.ok(rest.numbers > 0);
  assert.equal(rest.byCheck.length + rest.free.length, rest.numbers);
});

test('docs/mutation.md tells of every document, each held by at least 95%', () => {
  const rows = markdownTable(readProjectFile('docs/mutation.md'), '算例钉住').filter(([name = '']) =>
    name.startsWith('`'),
  );
  assert.deepEqual(rows.flatMap(([name = '']) => quoted(name)).toSorted(), [...documents.keys()].toSorted());
  const loose = rows.filter(([, numbers, , , , free]) => Number(free) > Number(numbers) * 0.05);
  assert.deepEqual(loose, []);
});
