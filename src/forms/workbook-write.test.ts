import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { testWith } from '../../test/program.ts';
import { cellsOf, readSheets } from '../../test/sheet-cells.ts';
import { cellText, daySerial, exactNumber, linesIn, textWidth } from './workbook-write-cell.ts';
import { writeWorkbook, writtenWorkbook } from './workbook-write.ts';
import type { BookSpec, SheetSpec } from './workbook-write.ts';
import { openZip } from './zip-guard.ts';

async function partOf(bytes: Uint8Array, name: string): Promise<string> {
  const opened = await openZip(bytes);
  assert.ok(opened.ok);
  return opened.zip.part(name).toString('utf8');
}

const ITEMS = Array.from({ length: 60 }, (_, i) => `D${i + 1} 参加志愿服务第 ${i + 1} 类`);

const LEDGER: SheetSpec = {
  name: '台账',
  title: '2026 年度党员积分台账',
  subtitles: [{ left: '填报单位（盖章）：', right: '填报日期：' }],
  columns: [
    { header: '姓名', kind: 'text', group: '党员', note: '按名册填写' },
    { header: '编号', kind: 'text', group: '党员' },
    { header: '日期', kind: 'date', check: { kind: 'date', min: '2026-01-01' } },
    { header: '分值', kind: 'number', places: 2, check: { kind: 'decimal', min: '0', max: '10' } },
    { header: '事项', kind: 'wrapped', list: { values: ITEMS } },
    { header: '类别', kind: 'text', list: { values: ['在职党员', '流动党员'] }, lenient: true },
    { header: '支部', kind: 'text', list: { sheet: '组织 & 部门', range: '$A$2:$A$3' } },
  ],
  rows: [
    { cells: ['一、加分'], style: 'heading', spread: true },
    { cells: ['王　芳', '007', '2026-03-05', '8.50', '=1+1', '@SUM(A1)', '一支部'] },
    { cells: ['+86', '-5', '2026-02-30', '100/3', null, '', { value: '12.5', kind: 'number' }], style: 'warning' },
    { cells: ['合计', null, null, '1234567890.123456'], style: 'total' },
  ],
  footnotes: ['党支部书记（签字）：'],
  freezeColumns: 1,
  autofilter: true,
  print: { orientation: 'landscape' },
  tabColour: '#b71c1c',
};

const BOOK: BookSpec = {
  sheets: [
    LEDGER,
    {
      name: '组织 & 部门',
      columns: [{ header: '名称', kind: 'text' }],
      rows: [{ cells: ['一支部'] }, { cells: ['二支部'] }],
    },
    {
      name: '名册',
      columns: [
        { header: '姓名', kind: 'text', width: 14 },
        { header: '备注', kind: 'wrapped' },
      ],
      rows: [],
      blankRows: 5,
      protect: true,
    },
    { name: '内部', columns: [{ header: '键', kind: 'text' }], rows: [], hidden: true },
  ],
};

test('what is written is read back, each in its kind, and nothing becomes a formula', async () => {
  const [ledger, orgs, roster, hidden, lists] = await readSheets(await writeWorkbook(BOOK));
  assert.deepEqual(
    cellsOf(ledger!).filter((cell) => !cell.includes(' merged ')),
    [
      'A1 text 2026 年度党员积分台账',
      'A2 text 填报单位（盖章）：',
      'F2 text 填报日期：',
      'A3 text 党员',
      'C3 text 日期',
      'D3 text 分值',
      'E3 text 事项',
      'F3 text 类别',
      'G3 text 支部',
      'A4 text 姓名',
      'B4 text 编号',
      'A5 text 一、加分',
      'A6 text 王　芳',
      'B6 text 007',
      'C6 date 2026-03-05',
      'D6 number 8.5',
      'E6 text =1+1',
      'F6 text @SUM(A1)',
      'G6 text 一支部',
      'A7 text +86',
      'B7 text -5',
      'C7 text 2026-02-30',
      'D7 text 100/3',
      'G7 number 12.5',
      'A8 text 合计',
      'D8 text 1234567890.123456',
      'A9 text 党支部书记（签字）：',
    ],
  );
  assert.deepEqual(ledger!.merges.toSorted(), [
    'A1:G1',
    'A2:E2',
    'A3:B3',
    'A5:G5',
    'A9:G9',
    'C3:C4',
    'D3:D4',
    'E3:E4',
    'F2:G2',
    'F3:F4',
    'G3:G4',
  ]);
  assert.deepEqual(cellsOf(orgs!), ['A1 text 名称', 'A2 text 一支部', 'A3 text 二支部']);
  assert.deepEqual(roster!.rows.length, 1);
  assert.deepEqual([hidden!.name, hidden!.hidden, lists!.name, lists!.hidden], ['内部', true, '选项', true]);
  assert.deepEqual(
    lists!.rows.map((row) => row.cells.get(0)?.text),
    ITEMS,
  );
});

test('drop-downs, checks, notes, frozen rows and print setup stand in the file', async () => {
  const bytes = await writeWorkbook(BOOK);
  const sheet = await partOf(bytes, 'xl/worksheets/sheet1.xml');
  assert.match(sheet, /sqref="C5:C8" type="date"><formula1>46023<\/formula1>/);
  assert.match(sheet, /sqref="D5:D8" type="decimal"><formula1>0<\/formula1><formula2>10<\/formula2>/);
  assert.match(sheet, /sqref="E5:E8" type="list"><formula1>'选项'!\$A\$1:\$A\$60<\/formula1>/);
  assert.match(sheet, /errorStyle="warning"[^>]*sqref="F5:F8" type="list"><formula1>"在职党员,流动党员"<\/formula1>/);
  assert.match(sheet, /sqref="G5:G8" type="list"><formula1>'组织 &amp; 部门'!\$A\$2:\$A\$3<\/formula1>/);
  assert.match(sheet, /xSplit="1" ySplit="4"/);
  assert.match(sheet, /<autoFilter ref="\$A\$4:\$G\$8">/);
  assert.match(sheet, /<pageSetup fitToHeight="0" fitToWidth="1" orientation="landscape" paperSize="9">/);
  assert.match(sheet, /第 &amp;P 页　共 &amp;N 页/);
  assert.match(sheet, /<dimension ref="A1:G9">/);
  assert.match(await partOf(bytes, 'xl/workbook.xml'), /Print_Titles">&#39;台账&#39;!\$3:\$4</);
  assert.match(await partOf(bytes, 'xl/comments1.xml'), /ref="A4".*按名册填写/);
  const roster = await partOf(bytes, 'xl/worksheets/sheet3.xml');
  assert.match(roster, /<sheetProtection sheet="true"/);
  // A row without a height of its own grows with what is typed into it.
  assert.doesNotMatch(roster.slice(roster.indexOf('<row r="2"')), /customHeight/);
});

test('a list that cannot stand in a rule goes to the hidden sheet, whatever its name', async () => {
  const lists: readonly (readonly string[])[] = [['一,二', '三'], ['A & B'], ['"引"'], ['一,二', '三']];
  const sheets = [
    {
      name: '选项',
      columns: lists.map((values, i) => ({ header: `列${i}`, kind: 'text' as const, list: { values } })),
      rows: [{ cells: ['三'] }],
    },
  ];
  const bytes = await writeWorkbook({ sheets });
  const read = await readSheets(bytes);
  assert.deepEqual(
    read.map((sheet) => sheet.name),
    ['选项', '选项2'],
  );
  assert.deepEqual(cellsOf(read[1]!), ['A1 text 一,二', 'B1 text A & B', 'C1 text "引"', 'A2 text 三']);
  assert.match(await partOf(bytes, 'xl/worksheets/sheet1.xml'), /'选项2'!\$C\$1:\$C\$1/);
});

test('any text comes back as it was, as text', async () => {
  const texts = fc.sample(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        '=cmd|x',
        '+1',
        '-1',
        '@a',
        '\t=1',
        '_x000D_',
        '_x0041_',
        'a\r\nb',
        ' 前后 ',
        '00123',
        '1e5',
        '<b>&amp;',
        '＝1',
        "'a",
        '\ufeff',
      ),
    ),
    600,
  );
  const [sheet] = await readSheets(
    await writeWorkbook({
      sheets: [
        { name: '文字', columns: [{ header: '文', kind: 'text' }], rows: texts.map((text) => ({ cells: [text] })) },
      ],
    }),
  );
  const read = new Map(sheet!.rows.map((row) => [row.number, row.cells.get(0)]));
  for (const [i, text] of texts.entries()) {
    const cell = read.get(i + 2);
    assert.equal(cell?.text ?? '', cellText(text), JSON.stringify(text));
    if (cell) assert.equal(cell.kind, 'text', JSON.stringify(text));
  }
});

test('any decimal comes back exactly: as a number if 15 digits hold it, else as text', async () => {
  const decimal = fc
    .tuple(
      fc.constantFrom('', '-'),
      fc.bigInt({ min: 0n, max: 10n ** 18n }),
      fc.option(fc.stringMatching(/^\d{0,17}[1-9]$/)),
    )
    .map(([sign, whole, part]) =>
      whole === 0n && part === null ? '0' : `${sign}${whole}${part === null ? '' : `.${part}`}`,
    );
  const decimals = [
    ...fc.sample(decimal, 400),
    '0.1',
    '79.995',
    '999999999999999',
    '0.000000000000001',
    '8.50',
    '1234567890123456',
  ];
  const [sheet] = await readSheets(
    await writeWorkbook({
      sheets: [
        { name: '数', columns: [{ header: '数', kind: 'number' }], rows: decimals.map((text) => ({ cells: [text] })) },
      ],
    }),
  );
  for (const [i, text] of decimals.entries()) {
    const cell = sheet!.rows[i + 1]!.cells.get(0)!;
    const shortest = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
    assert.deepEqual(
      cell,
      exactNumber(text) === undefined ? { kind: 'text', text } : { kind: 'number', text: shortest },
    );
  }
});

test('numbers and days are written as such only where a spreadsheet keeps them', () => {
  for (const text of ['1/3', '1e5', '0x1', '１２', '01', '+1', '1.', '1234567890123456', '0.1234567890123456', ''])
    assert.equal(exactNumber(text), undefined, text);
  assert.equal(exactNumber('-0.50'), -0.5);
  assert.equal(exactNumber('123456789.012345'), 123456789.012345);
  assert.deepEqual(['2026-01-15', '1900-03-01', '1900-02-28', '2026-02-29', '2026-1-5', ''].map(daySerial), [
    46037,
    61,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('Chinese text is measured at double width, and long text makes high rows', () => {
  assert.deepEqual(['abc', '王芳', '“引号”', 'D01 志愿'].map(textWidth), [3, 4, 8, 8]);
  assert.deepEqual([linesIn('短', 20), linesIn('甲'.repeat(30), 23), linesIn('a\nb', 20)], [1, 3, 2]);
  assert.equal(cellText('长'.repeat(40_000)).length, 32_767);
});

test('a row that begins a page does so when printed, and each page says of what it is', async () => {
  const columns = [{ header: '姓名', kind: 'text' as const }];
  const rows = ['甲示范', '乙示范', '丙示范'].map((name, at) => ({ cells: [name], newPage: at === 1 }));
  const print = { orientation: 'portrait' as const };
  const sheet = { name: '明细', title: '明细', subtitles: ['虚构方案'], columns, rows, print };
  const bytes = await writeWorkbook({ sheets: [sheet] });
  const breaks = (await partOf(bytes, 'xl/worksheets/sheet1.xml')).match(/<rowBreaks.*<\/rowBreaks>/u)?.[0];
  // The break is after the row that is named: title, subtitle, header and one row stand before it.
  assert.deepEqual(
    [...(breaks ?? '').matchAll(/<brk id="(\d+)"[^>]* man="true"/gu)].map((one) => one[1]),
    ['4'],
  );
  assert.match(await partOf(bytes, 'xl/workbook.xml'), /Print_Titles">&#39;明细&#39;!\$1:\$3</u);
});

test('what cannot be written is a bug of the caller and throws', async () => {
  await assert.rejects(writeWorkbook({ sheets: [] }));
  await assert.rejects(
    writeWorkbook({ sheets: [{ name: '名:册', columns: [{ header: '文', kind: 'text' }], rows: [] }] }),
  );
});

testWith('soffice', 'another program reads and saves the workbook with all its values', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongping-soffice-'));
  try {
    writeFileSync(join(folder, 'book.xlsx'), await writeWorkbook({ ...BOOK, look: 'official' }));
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const target = [
      '--convert-to',
      'xlsx:Calc MS Excel 2007 XML',
      '--outdir',
      join(folder, 'out'),
      join(folder, 'book.xlsx'),
    ];
    execFileSync('soffice', [profile, '--headless', ...target], { timeout: 120_000, stdio: 'ignore' });
    const ours = await readSheets(readFileSync(join(folder, 'book.xlsx')));
    const theirs = await readSheets(readFileSync(join(folder, 'out', 'book.xlsx')));
    assert.deepEqual(
      theirs.map(({ name, hidden }) => [name, hidden]),
      ours.map(({ name, hidden }) => [name, hidden]),
    );
    for (const [i, sheet] of ours.entries()) assert.deepEqual(cellsOf(theirs[i]!), cellsOf(sheet));
    const saved = await partOf(readFileSync(join(folder, 'out', 'book.xlsx')), 'xl/worksheets/sheet1.xml');
    assert.equal([...saved.matchAll(/<dataValidation /g)].length, 5);
    assert.match(saved, /组织 &amp; 部门/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a workbook that has no room in a file, or takes too long, is told', async () => {
  const sheet = { name: '表', columns: [{ header: '列', kind: 'text' as const }], rows: [{ cells: ['一'] }] };
  const rows = Array.from({ length: 1_048_001 }, () => ({ cells: ['一'] }));
  assert.equal(await writtenWorkbook({ sheets: [sheet, { ...sheet, name: '长', rows }] }), 'too-large');
  assert.equal(await writtenWorkbook({ sheets: [sheet] }, 1), 'too-long');
});
