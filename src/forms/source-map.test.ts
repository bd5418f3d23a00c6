import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceMap } from './source-map.ts';

test('a path is found at its own cell, else at the cell of what it is a part of', () => {
  const map = sourceMap();
  map.put('inputs.王芳', '评分!B5');
  map.put('inputs.王芳.party', '评分!D5');
  assert.equal(map.locate('inputs.王芳.party'), '评分!D5');
  assert.equal(map.locate('inputs.王芳.party.2026Q1'), '评分!D5');
  assert.equal(map.locate('inputs.王芳.mass'), '评分!B5');
  assert.equal(map.locate('inputs.李强'), undefined);
  assert.equal(map.exact('inputs.王芳.mass'), undefined);
});

test('a field of an entry is found by its row and the column of the sheet', () => {
  const map = sourceMap();
  map.setEntryColumns(
    '台账',
    new Map([
      ['item', 3],
      ['points', 27],
    ]),
  );
  map.putEntry('台账12', 12);
  map.putEntry('a.b', 13);
  assert.equal(map.locate('entries.台账12.points'), '台账!AB12');
  assert.equal(map.locate('entries.台账12.count'), '台账!D12');
  assert.equal(map.locate('entries.台账12'), '台账!D12');
  assert.equal(map.locate('entries.a.b.points'), '台账!AB13');
  assert.equal(map.locate('entries.台账99.points'), undefined);
});

test('an entry that stands in another sheet is found there', () => {
  const map = sourceMap();
  map.put('entries.评分D5.points', '评分!D5');
  assert.equal(map.locate('entries.评分D5.points'), '评分!D5');
});
