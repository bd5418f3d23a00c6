import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setAt } from './path.ts';

const document = {
  title: '样例',
  score: [{ id: 'total', cap: '100' }, { node: 'base' }],
  bands: [
    { grade: '优', from: '90' },
    { grade: '良', from: '60' },
  ],
  places: ['公开栏', '党员大会'],
  rows: [[1, 2], [3]],
};

const rows: readonly (readonly [what: string, path: string, value: unknown, expected: unknown])[] = [
  ['a key', 'title', '别的', { ...document, title: '别的' }],
  ['a key that was not there', 'note', '新', { ...document, note: '新' }],
  ['a key in what was not there', 'period.unit', 'year', { ...document, period: { unit: 'year' } }],
  [
    'an element by its id',
    'score.total.cap',
    '90',
    { ...document, score: [{ id: 'total', cap: '90' }, { node: 'base' }] },
  ],
  [
    'an element by its node',
    'score.base.weight',
    '1',
    {
      ...document,
      score: [
        { id: 'total', cap: '100' },
        { node: 'base', weight: '1' },
      ],
    },
  ],
  [
    'an element by its grade',
    'bands.良',
    { grade: '良' },
    { ...document, bands: [{ grade: '优', from: '90' }, { grade: '良' }] },
  ],
  ['a word by itself', 'places.党员大会', '支部', { ...document, places: ['公开栏', '支部'] }],
  ['an element by its number', 'rows.0.1', 5, { ...document, rows: [[1, 5], [3]] }],
  ['one more', 'places.+', '网站', { ...document, places: ['公开栏', '党员大会', '网站'] }],
  ['the first of a list that was not there', 'norms.+', 1, { ...document, norms: [1] }],
  [
    'a key taken away',
    'title',
    null,
    { score: document.score, bands: document.bands, places: document.places, rows: document.rows },
  ],
  ['an element taken away', 'bands.优', null, { ...document, bands: [{ grade: '良', from: '60' }] }],
  [
    'a key of an element taken away',
    'bands.优.from',
    null,
    { ...document, bands: [{ grade: '优' }, { grade: '良', from: '60' }] },
  ],
  ['an element that is not there', 'score.sum.cap', '1', undefined],
  ['a number past the end', 'rows.2', [], undefined],
  ['into a text', 'title.first', 'x', undefined],
  ['into a text in a list', 'places.公开栏.x', 'y', undefined],
  ['more in the middle', 'places.+.x', 'y', undefined],
];

for (const [what, path, value, expected] of rows) {
  test(`${path} sets ${what}`, () => {
    const before = structuredClone(document);
    assert.deepEqual(setAt(document, path, value), expected);
    assert.deepEqual(document, before);
  });
}
