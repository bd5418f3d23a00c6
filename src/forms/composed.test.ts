import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { composedSheet, composedText } from './composed.ts';
import { textWidth } from './workbook-write-cell.ts';

for (const [what, text, lines] of [
  ['a text that fits', '由党支部给出', ['由党支部给出']],
  [
    'statements each on its own line',
    '因乙示范「违规」-4.8 × 10%（书记）；-4.8 = -4×（1+20%重复）',
    ['因乙示范「违规」-4.8 × 10%（书记）；', '-4.8 = -4×（1+20%重复）'],
  ],
  [
    'short statements together',
    '甲；乙；丙；丁；这里到了一行的最后面的地方；戊',
    ['甲；乙；丙；丁；', '这里到了一行的最后面的地方；戊'],
  ],
  [
    'a sum before what is done next',
    '100 - 3.5 - 12.75 + 1.25 - 4.5 - 8.25 - 3 = 69.25',
    ['100 - 3.5 - 12.75 + 1.25 - 4.5 - 8.25 ', '- 3 = 69.25'],
  ],
  [
    'a stop stays with what it follows',
    '虚构一支部的这些党员全体在这里都已经报来了。没有记',
    ['虚构一支部的这些党员全体在这里都已经报', '来了。没有记'],
  ],
  [
    'a bracket stays with what it begins',
    '虚构一支部的全体党员都在这里已经报来（见待定）',
    ['虚构一支部的全体党员都在这里已经报来', '（见待定）'],
  ],
  [
    'a sign stays with its number',
    '这里写到一行的最后面还剩下一点点则扣 -12.5 分',
    ['这里写到一行的最后面还剩下一点点则扣 ', '-12.5 分'],
  ],
  [
    'the number of a clause',
    '本单位全体党员平均分还没有定下来（三（三）2）',
    ['本单位全体党员平均分还没有定下来', '（三（三）2）'],
  ],
  [
    'a list behind a name',
    '甲示范、乙示范、丙示范、丁示范、戊示范、己示范',
    ['甲示范、乙示范、丙示范、丁示范、', '戊示范、己示范'],
  ],
  [
    'a pause too early in a line',
    '甲，在这里都已经报来的还有很多很多很多的人',
    ['甲，在这里都已经报来的还有很多很多很多', '的人'],
  ],
  [
    'an exact fraction behind its number',
    '0.4 + 12.75 + 1.25 + 4.5 + 8.25 = 27.15（892/15）',
    ['0.4 + 12.75 + 1.25 + 4.5 + 8.25 ', '= 27.15（892/15）'],
  ],
  ['what has lines already', '一\n二', ['一', '二']],
  ['a word longer than a line', 'a'.repeat(40), ['a'.repeat(38), 'aa']],
] as const) {
  test(`${what} is broken as a careful typist would`, () => {
    assert.deepEqual(composedText(text, 38).split('\n'), lines);
  });
}

const LETTERS = Array.from('甲乙12.-+×=；，。（）「」 a%');

test('nothing but line breaks comes in, no line is too long, and none begins with a stop', () => {
  const text = fc.array(fc.constantFrom(...LETTERS), { maxLength: 120 }).map((list) => list.join(''));
  fc.assert(
    fc.property(text, fc.integer({ min: 12, max: 60 }), (plain, room) => {
      const lines = composedText(plain, room).split('\n');
      assert.equal(lines.join(''), plain);
      for (const line of lines) assert.ok(textWidth(line.trimEnd()) <= room, line);
      if (/[；，。（）「」 ]{4}|[a12.%+×=-]{6}/u.test(plain)) return;
      for (const line of lines.slice(1)) assert.match(line, /^[^，）」]/u, plain);
      for (const line of lines.slice(0, -1)) assert.match(line, /[^（「-]$/u, plain);
    }),
  );
});

test('only wrapped cells are broken, by the width of their column', () => {
  const long = '这是很长很长的一句话，一行写不完';
  const sheet = {
    name: 's',
    columns: [
      { header: '姓名', kind: 'text' },
      { header: '说明', kind: 'wrapped' },
    ],
    rows: [
      { cells: [long, long] },
      {
        cells: [
          { value: long, kind: 'wrapped' },
          { value: long, style: 'muted' },
        ],
      },
      { cells: [null, { value: '12', kind: 'number' }] },
      { cells: [long], spread: true },
    ],
  } as const;
  const short = '这是很长很长的一\n句话，一行写不完';
  assert.deepEqual(
    composedSheet(sheet, [20, 20]).rows.map((row) => row.cells),
    [
      [long, short],
      [
        { value: short, kind: 'wrapped' },
        { value: short, style: 'muted' },
      ],
      [null, { value: '12', kind: 'number' }],
      [long],
    ],
  );
});
