import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { screenWidth, tableLines } from './table.ts';

for (const [text, width] of [
  ['', 0],
  ['abc', 3],
  ['王示范', 6],
  ['王 示范', 7],
  ['（二）', 6],
  ['〔三〕', 6],
  ['ｅ１', 4],
  ['한', 2],
  ['e\u0301', 1],
  ['𠮷', 2],
  ['😀', 2],
  ['×÷—·', 4],
] as const) {
  test(`${JSON.stringify(text)} takes ${width} places`, () => assert.equal(screenWidth(text), width));
}

test('columns stand under each other, numbers to the right, nothing at the end of a line', () => {
  assert.deepEqual(
    tableLines(
      [{ header: '姓名' }, { header: '得分', align: 'right' }, { header: '等次' }],
      [
        ['赵示范', '100.00', '优秀'],
        ['Li', '9.5', ''],
        ['两行\n的名字', '', '合格'],
      ],
    ),
    ['姓名           得分  等次', '赵示范       100.00  优秀', 'Li              9.5', '两行 的名字          合格'],
  );
});

test('what is too long for its column is cut, and nothing else moves', () => {
  assert.deepEqual(
    tableLines(
      [{ header: '姓名', most: 8 }, { header: '得分' }],
      [
        ['赵示范一', '1'],
        ['赵示范一二', '2'],
        [`a${'示范'.repeat(300)}`, '3'],
      ],
    ),
    ['姓名      得分', '赵示范一  1', '赵示范…   2', 'a示范示…  3'],
  );
});

test('every column begins at one place, whatever stands in it', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '王', '。', ' ', '１') });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const lines = tableLines(
        [{ header: '' }, { header: '' }],
        rows.map(([a, b]) => [a, `|${b}`]),
      );
      const places = lines.slice(1).map((line) => screenWidth(line.slice(0, line.indexOf('|'))));
      assert.equal(new Set(places).size, 1);
    }),
  );
});
