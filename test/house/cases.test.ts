import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markdownTable, readProjectFile } from './project-files.ts';
import { references, shippedExamples } from './shipped.ts';

/** The worked cases of the documents, by the text they come from. */
const CASES: readonly (readonly [string, string])[] = [
  ['GEN', '01 02 03'],
  ['S00-M', '03 05 07 12 13'],
  ['S00-O', '01 05'],
  ['S00-S', '02 03'],
  ['S01', '01 04'],
  ['S02-MP', '01'],
  ['S02-NORM', '02 03 04 05 08'],
  ['S02-SC', '01 04 05 06 10'],
  ['S03-01', '01 05 07 10 12 13 14'],
  ['S03-02', '01'],
  ['S03-03', '04 06 07 08 10 14'],
  ['S03-04', '02'],
  ['S03-05', '01 02'],
  ['S03-06', '01 02 04'],
  ['S03-07', '01 03 05'],
  ['S03-08', '02 03 04 06'],
  ['S03-09', '01 05 08 10'],
  ['S03-10', '03 05 07'],
  ['S03-11', '04 05 07'],
  ['S03-12', '03'],
  ['S03-13', '03 04'],
  ['S03-14', '01 03 05 06 09 11'],
  ['S03-15', '01'],
  ['S03-16', '02 06 07'],
  ['S03-17', '03 05 07'],
  ['S03-18', '01 02 06 09'],
  ['S03-19', '01 03 06 08 13'],
  ['S03-20', '01 03 07 08 10 13'],
  ['S03-21', '01 04 05'],
  ['S03-22', '02 04'],
  ['S03-23', '04 06 07 08 09'],
  ['S03-24', '01'],
  ['S04-MEM', '02 03'],
  ['S04-SEC', '03'],
];
const ids = CASES.flatMap(([text, numbers]) => numbers.split(' ').map((number) => `B-${text}-${number}`));

/** Where a case is at home. Everything but `core` comes with a later capability. */
const HOMES = ['core', '流程', '导入', '版本', '显示'];

const rows = markdownTable(readProjectFile('docs/cases.md'), '归处');
const examples = shippedExamples();

function named(scheme: string, example: string): readonly string[] {
  return examples.get(scheme)?.find((one) => one.id === example)?.cases ?? [];
}

test('docs/cases.md lists every worked case once, in order', () => {
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(
    rows.map(([id]) => id),
    ids,
  );
});

test('every case has a home, and a reason where it is not the core', () => {
  const wrong = rows.filter(([, home = '', why = '']) => !HOMES.includes(home) || why === '');
  assert.deepEqual(wrong, []);
});

test('a case of the core points to examples that name it', () => {
  const wrong = rows.flatMap(([id = '', home, where = '']) => {
    if (home !== 'core') return [];
    const pointed = references(where);
    if (pointed.length === 0) return [`${id}: no example`];
    return pointed
      .filter(({ scheme, example }) => !named(scheme, example).includes(id))
      .map(({ scheme, example }) => `${id}: ${scheme}#${example} does not name it`);
  });
  assert.deepEqual(wrong, []);
});

test('an example names only cases that there are', () => {
  const strange = [...examples].flatMap(([scheme, list]) =>
    list.flatMap((one) => one.cases.filter((id) => !ids.includes(id)).map((id) => `${scheme}#${one.id}: ${id}`)),
  );
  assert.deepEqual(strange, []);
});

test('a case that an example shows is not left to a later capability', () => {
  const shown = new Set([...examples.values()].flatMap((list) => list.flatMap((one) => one.cases)));
  const left = rows.filter(([id = '', home]) => home !== 'core' && shown.has(id)).map(([id]) => id);
  assert.deepEqual(left, []);
});
