import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { parsePeriod } from '../core/period.ts';
import type { Problem } from '../core/problem.ts';
import type { CellType } from './form.ts';
import { cellReader, isBlank } from './read-cell.ts';
import type { Cell } from './workbook-read.ts';

const text = (value: string): Cell => ({ kind: 'text', text: value });
const number = (value: string): Cell => ({ kind: 'number', text: value });

function read(type: CellType, cell: Cell, period = '2026'): unknown {
  const out: Problem[] = [];
  const value = cellReader({ key: 'x', header: '某列', type, explain: '' }, parsePeriod(period))(cell, '表!A1', out);
  assert.ok(value === undefined || out.length === 0);
  assert.ok(out.every((one) => one.at === '表!A1'));
  return value ?? out.map((one) => one.code).join(' ');
}

type Row = readonly [typed: string | Cell, value: unknown];

function table(type: CellType, rows: readonly Row[], period?: string): void {
  for (const [typed, value] of rows) {
    const cell = typeof typed === 'string' ? text(typed) : typed;
    assert.deepEqual(read(type, cell, period), value, `${cell.kind} ${cell.text}`);
  }
}

test('days, as real dates, as text and as bare serial numbers', () => {
  table({ kind: 'date' }, [
    [{ kind: 'date', text: '2026-03-02' }, '2026-03-02'],
    ['2026年3月2日', '2026-03-02'],
    ['２０２６．３．２', '2026-03-02'],
    ['20260302', '2026-03-02'],
    [number('20260302'), '2026-03-02'],
    [number('46083'), '2026-03-02'],
    [number('46083.5'), '2026-03-02'],
    [number('2026'), 'cell-not-date'],
    [number('8'), 'cell-not-date'],
    ['46083', 'cell-not-date'],
    ['2026年2月30日', 'cell-not-date'],
    ['3月2日', '2026-03-02'],
    ['3/2', '2026-03-02'],
    ['26.3.2', '2026-03-02'],
    ['二〇二六年三月二日', '2026-03-02'],
    ['2026年3月', 'cell-not-date'],
    ['上周', 'cell-not-date'],
    [{ kind: 'bool', text: 'TRUE' }, 'cell-not-date'],
  ]);
});

test('a day without a year is the one of the period; where there is none or two, nobody can say which', () => {
  const type = { kind: 'date' } as const;
  table(type, [
    ['3月2日', '2026-03-02'],
    ['３月２号', '2026-03-02'],
    ['2月29日', 'cell-not-date'],
    ['13月1日', 'cell-not-date'],
  ]);
  table(type, [['5月2日', 'cell-date-no-year']], '2026Q1');
  // The week goes from 2026-12-28 to 2027-01-03.
  table(
    type,
    [
      ['12月30日', '2026-12-30'],
      ['1月2日', '2027-01-02'],
      ['6月1日', 'cell-date-no-year'],
    ],
    '2026-W53',
  );
});

test('a day on which something was done may be of the half year after the period', () => {
  const type = { kind: 'date', after: true } as const;
  table(
    type,
    [
      ['3月2日', '2026-03-02'],
      ['7月6日', '2026-07-06'],
      ['12月30日', '2026-12-30'],
    ],
    '2026H1',
  );
  table(
    type,
    [
      ['1月10日', '2027-01-10'],
      ['7月6日', '2026-07-06'],
    ],
    '2026H2',
  );
  table(type, [['11月2日', 'cell-date-no-year']], '2026Q1');
  table({ kind: 'date' }, [['7月6日', 'cell-date-no-year']], '2026H1');
});

test('a day that may be long ago wants its year', () => {
  table({ kind: 'date', longAgo: true, month: 'whole' }, [
    ['12月26日', 'cell-date-no-year'],
    ['26.3.1', 'cell-date-no-year'],
    ['5月', 'cell-not-date'],
    ['1968.5.1', '1968-05-01'],
    ['1968年5月', '1968-05'],
  ]);
});

test('where a month will do, it is itself, or the first or the last of its days', () => {
  const month = (which: 'whole' | 'first' | 'last'): CellType => ({ kind: 'date', month: which });
  table(month('whole'), [
    ['2026年5月', '2026-05'],
    ['2026-05', '2026-05'],
    ['2026年5月1日', '2026-05-01'],
    ['2026年', 'cell-not-date'],
  ]);
  table(month('first'), [['2026年2月', '2026-02-01']]);
  table(month('last'), [
    ['2026年2月', '2026-02-28'],
    ['2月', '2026-02-28'],
    ['2', 'cell-not-date'],
  ]);
});

test('numbers keep what was written, without signs of thousands', () => {
  table({ kind: 'number' }, [
    [number('8'), '8'],
    [number('0.1'), '0.1'],
    ['8.50', '8.50'],
    ['８．５', '8.5'],
    ['1,200', '1200'],
    ['１，２００．５', '1200.5'],
    ['-2', '-2'],
    ['−2', '-2'],
    ['－２', '-2'],
    ['+3', '3'],
    ['.5', '0.5'],
    [' 8 ', '8'],
    ['8分', 'cell-not-number'],
    ['约8', 'cell-not-number'],
    ['1/3', 'cell-not-number'],
    ['1,20', 'cell-not-number'],
    ['1e5', 'cell-not-number'],
    ['八', 'cell-not-number'],
    [{ kind: 'date', text: '2026-03-02' }, 'cell-not-number'],
    [{ kind: 'bool', text: 'TRUE' }, 'cell-not-number'],
  ]);
});

test('exact results may be fractions and shares too', () => {
  table({ kind: 'exact' }, [
    ['100/3', '100/3'],
    ['15%', '15%'],
    ['86.5', '86.5'],
    [number('86.5'), '86.5'],
    ['1/0', 'cell-not-number'],
    ['高', 'cell-not-number'],
  ]);
});

test('yes and no', () => {
  const yes = ['是', '有', '√', '✓', '对', 'Y', 'yes', 'TRUE', '1', ' 是 '];
  const no = ['否', '无', '×', '不是', '没有', 'N', 'no', 'FALSE', '0'];
  table({ kind: 'flag' }, [
    ...yes.map((typed): Row => [typed, true]),
    ...no.map((typed): Row => [typed, false]),
    [{ kind: 'bool', text: 'TRUE' }, true],
    ['不清楚', 'cell-not-flag'],
    ['是否', 'cell-not-flag'],
  ]);
});

const choices = [
  { id: '纪律-1/1', label: '缺席' },
  { id: '纪律-1/2', label: '迟到' },
  { id: '作风-2/1', label: '迟到' },
];

test('a choice by its id, its words, or both; words that two choices have are asked about', () => {
  table({ kind: 'choice', choices }, [
    ['纪律-1/1', '纪律-1/1'],
    ['缺席', '纪律-1/1'],
    ['纪律-1/2 迟到', '纪律-1/2'],
    ['纪律－１／２　迟到', '纪律-1/2'],
    ['迟到', 'cell-several-choices'],
    ['早退', 'cell-not-choice'],
  ]);
});

test('several choices in one cell', () => {
  table({ kind: 'set', choices }, [
    ['纪律-1/1、作风-2/1', ['纪律-1/1', '作风-2/1']],
    ['缺席；缺席', ['纪律-1/1']],
    ['缺席、早退', 'cell-not-choice'],
  ]);
});

test('texts: what is compared is made plain, what is shown stays, several stand on lines of their own', () => {
  table({ kind: 'text' }, [['Ａ　１', 'A 1']]);
  table({ kind: 'prose' }, [[' 长期驻外，成绩突出 ', '长期驻外，成绩突出']]);
  table({ kind: 'texts' }, [['甲，乙；丙\n丁', ['甲，乙', '丙', '丁']]]);
  table({ kind: 'name' }, [['王　芳', '王芳']]);
  table({ kind: 'period', unit: 'quarter' }, [
    ['一季度', '2026Q1'],
    ['去年', 'cell-not-period'],
  ]);
});

test('a formula, an error and a merged cell are never values', () => {
  for (const kind of ['text', 'number', 'date', 'flag', 'exact', 'name'] as const) {
    assert.equal(read({ kind }, { kind: 'formula', text: '=A1+1' }), 'cell-formula');
    assert.equal(read({ kind }, { kind: 'error', text: '#DIV/0!' }), 'cell-error');
    assert.equal(read({ kind }, { kind: 'merged', text: 'A1:B2' }), 'cell-merged');
  }
});

test('strokes in cells that people leave out are nothing', () => {
  for (const typed of ['', ' ', '　', '-', '—', '——', '/', '\\']) assert.equal(isBlank(text(typed)), true, typed);
  for (const cell of [text('0'), text('无'), number('0'), { kind: 'formula', text: '=A1' } as const])
    assert.equal(isBlank(cell), false, cell.text);
});

test('whatever stands in a cell gives a value or one problem', () => {
  const types: readonly CellType[] = [
    { kind: 'date', month: 'first' },
    { kind: 'number' },
    { kind: 'exact' },
    { kind: 'flag' },
    { kind: 'period' },
    { kind: 'choice', choices },
    { kind: 'set', choices },
    { kind: 'texts' },
  ];
  const kinds = fc.constantFrom<Cell['kind']>('text', 'number', 'date', 'bool', 'formula', 'error', 'merged');
  const any = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[0-9年月日./-]{1,12}$/));
  fc.assert(
    fc.property(fc.constantFrom(...types), kinds, any, (type, kind, typed) => {
      assert.doesNotThrow(() => read(type, { kind, text: typed }));
    }),
    { numRuns: 2000 },
  );
});
