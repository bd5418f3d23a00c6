import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellsOf, readSheets } from '../../test/sheet-cells.ts';
import { constants, deflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { OFFICE, relations, zip, type Part } from '../../test/zip.ts';
import { readPackedBook } from './workbook-read-sheet.ts';
import { readWorkbook } from './workbook-read.ts';
import { DEFAULT_LIMITS, openZip, refusedProblem } from './zip-guard.ts';

type Book = {
  readonly sheet: string;
  readonly strings?: string;
  readonly styles?: string;
  readonly properties?: string;
};

/** The parts of a workbook with one sheet, 名册. */
function parts({ sheet, strings = '', styles = '', properties = '' }: Book): readonly Part[] {
  return [
    { name: '_rels/.rels', data: relations(['rId1', 'officeDocument', 'xl/workbook.xml']) },
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns:r="${OFFICE}">${properties}<sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: relations(
        ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
        ['rId2', 'sharedStrings', '/xl/sharedStrings.xml'],
        ['rId3', 'styles', 'styles.xml'],
      ),
    },
    { name: 'xl/sharedStrings.xml', data: `<sst>${strings}</sst>` },
    { name: 'xl/styles.xml', data: `<styleSheet>${styles}</styleSheet>` },
    { name: 'xl/worksheets/sheet1.xml', data: sheet },
  ];
}

const rowsOf = (data: string, after = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>${data}</sheetData>${after}</worksheet>`;
const small = (): Buffer =>
  zip(
    parts({
      sheet: rowsOf('<row r="1"><c r="A1" t="inlineStr"><is><t>王芳</t></is></c><c r="B1"><v>1.5</v></c></row>'),
    }),
  );

async function refusedAs(bytes: Uint8Array, code: string, limits = {}): Promise<Readonly<Record<string, string>>> {
  const book = await readWorkbook(bytes, limits);
  assert.ok(!book.ok, 'was read');
  assert.deepEqual(
    book.problems.map((problem) => problem.code),
    [code],
  );
  return { at: book.problems[0]!.at, ...book.problems[0]!.data };
}

test('every kind of cell is read as people wrote it', async () => {
  const styles =
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/></cellXfs>';
  const strings =
    '<si><t>普通</t></si><si><r><t>富</t></r><r><rPr><b/></rPr><t xml:space="preserve">文 本</t></r><rPh sb="0" eb="1"><t>フ</t></rPh></si><si><t>a_x000D_\nb &lt;&amp;&gt;</t></si>';
  const sheet = rowsOf(
    '<row r="2" spans="1:9"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c><c r="E2"><v>0.56999999999999995</v></c></row>' +
      '<row r="3"><c r="A3" s="1"><v>46037</v></c><c r="B3" s="2"><v>46023</v></c><c r="C3" s="3"><v>0.375</v></c><c r="D3" t="b"><v>1</v></c><c r="E3" t="e"><v>#DIV/0!</v></c><c r="F3" t="d"><v>2026-03-05T00:00:00</v></c><c r="G3" s="1"/></row>' +
      '<row r="4"><c r="A4"><f>SUM(E2:E3)</f><v>3</v></c><c r="B4"><f t="shared" ref="B4:C4" si="0">A4*2</f><v>6</v></c><c r="C4"><f t="shared" si="0"/><v>9</v></c><c r="D4" t="str"><v>文字</v></c></row>' +
      '<row><c><v>1E-7</v></c><c t="inlineStr"><is><t>没有地址</t></is></c></row>' +
      '<row r="9"><c r="A9" s="1"/><c r="B9" t="inlineStr"><is><t/></is></c></row>',
  );
  const [read] = await readSheets(zip(parts({ sheet, strings, styles })));
  assert.equal(read!.name, '名册');
  assert.deepEqual(cellsOf(read!), [
    'A2 text 普通',
    'B2 text 富文 本',
    'C2 text a\nb <&>',
    'E2 number 0.57',
    'A3 date 2026-01-15',
    'B3 date 2026-01-01',
    'C3 text 09:00:00',
    'D3 bool TRUE',
    'E3 error #DIV/0!',
    'F3 date 2026-03-05',
    'A4 formula =SUM(E2:E3)',
    'B4 formula =A4*2',
    'C4 formula =A4*2',
    'D4 text 文字',
    'A5 number 0.0000001',
    'B5 text 没有地址',
  ]);
});

test('the 1904 calendar and prefixed names are read', async () => {
  const sheet =
    '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" s="0"><x:v>44575</x:v></x:c></x:row></x:sheetData></x:worksheet>';
  const [read] = await readSheets(
    zip(parts({ sheet, styles: '<cellXfs><xf numFmtId="14"/></cellXfs>', properties: '<workbookPr date1904="1"/>' })),
  );
  assert.deepEqual(cellsOf(read!), ['A1 date 2026-01-15']);
});

test('cells under a merge are told apart, and a merge over everything costs nothing', async () => {
  const data =
    '<row r="1"><c r="A1" t="str"><v>甲</v></c></row><row r="2"><c r="A2"><v>7</v></c><c r="C2"><v>1</v></c></row>';
  const [read] = await readSheets(
    zip(parts({ sheet: rowsOf(data, '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>') })),
  );
  assert.deepEqual(read!.merges, ['A1:A2']);
  assert.deepEqual(cellsOf(read!), ['A1 text 甲', 'A2 merged A1:A2', 'C2 number 1']);
  const [wide] = await readSheets(
    zip(parts({ sheet: rowsOf(data, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>') })),
  );
  assert.equal(cellsOf(wide!).length, 6);
});

test('cells that cannot be read are all listed with sheet, row and column', async () => {
  const sheet = rowsOf(
    '<row r="5"><c r="B5"><v>12abc</v></c><c r="C5" t="s"><v>99</v></c></row><row r="6"><c r="AA6"><v>1,5</v></c></row>',
  );
  const book = await readWorkbook(zip(parts({ sheet })));
  assert.ok(!book.ok);
  assert.deepEqual(
    book.problems.map(({ code, at, data }) => [code, at, data['row'], data['column'], data['text']]),
    [
      ['cell-unreadable', '名册!B5', '5', 'B', '12abc'],
      ['cell-unreadable', '名册!C5', '5', 'C', '99'],
      ['cell-unreadable', '名册!AA6', '6', 'AA', '1,5'],
    ],
  );
});

test('files that are no xlsx workbook are called by their kind', async () => {
  const ole = (stream: string): Buffer =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(504),
      Buffer.from(stream, 'utf16le'),
      Buffer.alloc(512),
    ]);
  await refusedAs(Buffer.alloc(0), 'file-empty');
  await refusedAs(ole('EncryptedPackage'), 'file-encrypted');
  await refusedAs(zip([{ name: 'xl/workbook.xml', data: 'x', flags: 0x801 }]), 'file-encrypted');
  const kinds: readonly (readonly [string, Buffer])[] = [
    ['xls', ole('Workbook')],
    ['doc', ole('WordDocument')],
    ['pdf', Buffer.from('%PDF-1.7 …')],
    ['html', Buffer.from('<html><table></table></html>')],
    ['csv', Buffer.from('姓名,党支部\n王芳,一支部\n')],
    ['other', Buffer.from([1, 2, 3, 0, 255])],
    ['docx', zip([{ name: 'word/document.xml', data: '<w/>' }])],
    ['xlsb', zip([{ name: 'xl/workbook.bin', data: 'x' }])],
    [
      'ods',
      zip([
        { name: 'mimetype', data: 'x' },
        { name: 'content.xml', data: '<x/>' },
      ]),
    ],
    ['zip', zip([{ name: '照片.jpg', data: 'x' }])],
  ];
  for (const [kind, bytes] of kinds) assert.equal((await refusedAs(bytes, 'file-not-xlsx'))['kind'], kind);
});

test('a workbook cut short, or changed on the way, is refused whole', async () => {
  const whole = small();
  for (const kept of [0.1, 0.5, 0.9, 0.99])
    await refusedAs(whole.subarray(0, Math.floor(whole.length * kept)), 'file-truncated');
  const changed = Buffer.from(whole);
  const at = changed.indexOf('xl/worksheets/sheet1.xml') + 30;
  changed[at] = changed[at]! ^ 0x55;
  await refusedAs(changed, 'file-damaged');
});

test('a sheet that is not well-formed is refused, not read in part', async () => {
  const broken = [
    '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2">',
    rowsOf('<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'),
    rowsOf('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
    rowsOf('<row r="1"><c r="XFE1"><v>1</v></c></row>'),
    rowsOf('<row r="1048577"><c><v>1</v></c></row>'),
    rowsOf('', '<mergeCells><mergeCell ref="B2:A1"/></mergeCells>'),
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>',
  ];
  for (const sheet of broken)
    assert.equal((await refusedAs(zip(parts({ sheet })), 'file-damaged'))['at'], '名册', sheet);
});

/** A deflate stream of any size made of one flushed megabyte of zeros, repeated. */
function deflateBomb(megabytes: number): Buffer {
  const piece = deflateRawSync(Buffer.alloc(1 << 20), { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([...Array.from({ length: megabytes }, () => piece), deflateRawSync(Buffer.alloc(0))]);
}

test('a zip bomb is refused before it is unpacked, wherever it hides', async () => {
  const packed = deflateBomb(2048);
  const without = parts({ sheet: rowsOf('') }).filter((part) => !part.name.includes('sheet1'));
  for (const name of ['xl/worksheets/sheet1.xml', 'xl/media/image1.bin']) {
    const bomb = zip([...without, { name, data: '', packed, declared: 2048 * 1048576 }]);
    assert.ok(bomb.length < 4 * 1048576, 'small on disk');
    assert.equal((await refusedAs(bomb, 'zip-bomb'))['megabytes'], '2049');
  }
});

test('a directory that lies about sizes does not get a byte more than it declared', async () => {
  const without = parts({ sheet: rowsOf('') }).filter((part) => !part.name.includes('sheet1'));
  for (const declared of [0, 1000, 1 << 20]) {
    const bomb = zip([...without, { name: 'xl/worksheets/sheet1.xml', data: '', packed: deflateBomb(1024), declared }]);
    assert.equal((await refusedAs(bomb, 'zip-size-false'))['at'], 'xl/worksheets/sheet1.xml');
  }
  const short = zip([...without, { name: 'xl/worksheets/sheet1.xml', data: rowsOf(''), declared: 100_000 }]);
  await refusedAs(short, 'file-damaged');
});

test('too many parts, parts of one name and one part for many sheets are refused', async () => {
  await refusedAs(zip(Array.from({ length: 6000 }, (_, i) => ({ name: `x/${i}`, data: '' }))), 'too-many-parts');
  const twice = [...parts({ sheet: rowsOf('') }), { name: 'xl/worksheets/sheet1.xml', data: rowsOf('<row r="1"/>') }];
  await refusedAs(zip(twice), 'file-damaged');
  const shared = parts({ sheet: rowsOf('') }).map((part) =>
    part.name === 'xl/workbook.xml'
      ? { ...part, data: String(part.data).replace('</sheets>', '<sheet name="二" r:id="rId1"/></sheets>') }
      : part,
  );
  await refusedAs(zip(shared), 'file-damaged');
});

test('limits of size, rows, cells, time and memory each have their own problem', async () => {
  const many = zip(
    parts({
      sheet: rowsOf(
        Array.from(
          { length: 3000 },
          (_, i) => `<row r="${i + 1}"><c><v>${i}</v></c><c t="str"><v>第${i}人的说明</v></c></row>`,
        ).join(''),
      ),
    }),
  );
  await refusedAs(many, 'file-too-large', { fileBytes: 1000 });
  await refusedAs(many, 'file-too-large', { inflatedBytes: 10_000 });
  assert.equal((await refusedAs(many, 'too-many-rows', { rows: 2999 }))['limit'], '2999');
  await refusedAs(many, 'too-many-cells', { cells: 5999 });
  await refusedAs(many, 'read-timeout', { milliseconds: 1 });
  await refusedAs(many, 'read-memory', { heapMegabytes: 3 });
});

/** Reads in this thread: whatever the bytes, there is a book or a problem, and no other error. */
async function readsOrRefuses(bytes: Uint8Array): Promise<'read' | 'refused'> {
  const opened = await openZip(bytes);
  if (!opened.ok) return 'refused';
  try {
    return readPackedBook(opened.zip, DEFAULT_LIMITS).ok ? 'read' : 'refused';
  } catch (error) {
    if (!refusedProblem(error)) throw error;
    return 'refused';
  }
}

const SECONDS = { interruptAfterTimeLimit: 1500, numRuns: 20_000 };

test('random bytes are refused, with or without the head of a zip', async () => {
  const bytes = fc.tuple(
    fc.constantFrom('', '504b0304', '504b0506', 'd0cf11e0a1b11ae1'),
    fc.uint8Array({ maxLength: 400 }),
  );
  await fc.assert(
    fc.asyncProperty(bytes, async ([head, tail]) =>
      assert.equal(await readsOrRefuses(Buffer.concat([Buffer.from(head, 'hex'), tail])), 'refused'),
    ),
    SECONDS,
  );
});

test('mutated workbooks are read or refused, never anything else', async () => {
  const whole = small();
  const mutation = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(mutation, fc.nat(20), async (changes, cut) => {
      const mutated = Buffer.from(whole);
      for (const [at, byte] of changes) mutated[at] = byte;
      await readsOrRefuses(mutated.subarray(0, mutated.length - (cut > 15 ? cut : 0)));
    }),
    SECONDS,
  );
});

test('mutated XML in a sound zip is read or refused, never anything else', async () => {
  const book = parts({
    sheet: rowsOf(
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46037</v></c></row>',
      '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
    ),
    strings: '<si><t>王芳</t></si>',
    styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
  });
  const piece = fc.constantFrom(
    '<',
    '>',
    '/',
    '"',
    '&',
    '<v>',
    '</c>',
    '<row r="1"/>',
    '-',
    '9999999999',
    'e308',
    '\u0000',
    '\ud800',
    '_xFFFF_',
    '<!--',
    ']]>',
    'r="ZZZ1"',
  );
  const mutation = fc.tuple(fc.nat(book.length - 1), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), piece);
  await fc.assert(
    fc.asyncProperty(mutation, async ([which, where, removed, put]) => {
      const mutated = book.map((part, i) => {
        if (i !== which) return part;
        const text = String(part.data);
        const at = Math.floor(where * text.length);
        return { ...part, data: text.slice(0, at) + put + text.slice(at + removed) };
      });
      await readsOrRefuses(zip(mutated));
    }),
    SECONDS,
  );
});

// All of a district's year where CI runs; a tenth of it on the way, so that the quick check stays quick.
const ROWS = 20_000;

test(`${ROWS} rows are read whole`, async (t) => {
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const r = i + 1;
    const text = (column: string, value: string): string =>
      `<c r="${column}${r}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const number = (column: string, value: number, style = 0): string =>
      `<c r="${column}${r}" s="${style}"><v>${value}</v></c>`;
    return `<row r="${r}">${number('A', r)}${text('B', `张三${i}`)}${text('C', `第${i % 300}党支部`)}${text('D', '在职党员')}${number('E', 36892 + (i % 9000), 1)}${number('F', i / 8)}${text('G', `说明文字第${i}条，参加志愿服务活动`)}${text('H', `A${i % 55}`)}${text('I', `139${i}`)}${number('J', i * 0.1)}</row>`;
  });
  const bytes = zip(
    parts({ sheet: rowsOf(rows.join('')), styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>' }),
  );
  const started = performance.now();
  const [sheet] = await readSheets(bytes);
  const seconds = (performance.now() - started) / 1000;
  assert.equal(sheet!.rows.length, ROWS);
  const last = sheet!.rows.at(-1)!;
  assert.equal(last.number, ROWS);
  const shown = [...last.cells.values()].map((cell) => cell.text);
  assert.deepEqual(shown.slice(0, 4), [String(ROWS), `张三${ROWS - 1}`, `第${(ROWS - 1) % 300}党支部`, '在职党员']);
  assert.deepEqual(shown.slice(4, 6), ['2006-06-23', String((ROWS - 1) / 8)]);
  t.diagnostic(
    `${(bytes.length / 1048576).toFixed(1)} MB, ${seconds.toFixed(1)} s, peak with making the file ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  );
});
