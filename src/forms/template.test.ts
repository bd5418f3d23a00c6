import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sheetOf, sheetsOf } from '../../test/sheets-of.ts';
import { sampleRules } from '../../test/workbook-case.ts';
import { resolveScheme, type Ruleset } from '../core/scheme/resolve.ts';
import { readScheme, shippedSchemes } from '../store/scheme.ts';
import { scoreBook } from '../service/score.ts';
import { readFactsSheets, type RulesFor } from './facts-workbook.ts';
import { isGivenDirectly } from '../core/scheme/item.ts';
import { formRules } from './form-rules.ts';
import { SHEET_NAMES, type FormColumn, type FormSheet } from './form.ts';
import { cellReader } from './read-cell.ts';
import { readTable } from './read-table.ts';
import { formSheets } from './sheets.ts';
import { markedHeader, templateBook } from './template.ts';
import type { BookSpec, SheetSpec } from './workbook-write.ts';

function rulesOf(id: string): Ruleset {
  const resolved = resolveScheme(readScheme(id), readScheme);
  assert.ok(resolved.ok);
  return resolved.value;
}

const BOOKS = shippedSchemes().map((id) => {
  const rules = rulesOf(id);
  return { id, rules, forms: formSheets(formRules(rules)), book: templateBook(rules) };
});

function sheetIn(book: BookSpec, name: string): SheetSpec {
  const found = book.sheets.find((sheet) => sheet.name === name);
  assert.ok(found !== undefined, name);
  return found;
}

/** The columns that people see, beside the ones that the form knows. */
function shownColumns(form: FormSheet): FormSheet['columns'] {
  return form.columns.filter((column) => !column.silent);
}

for (const { id, rules, forms, book } of BOOKS) {
  const shown = forms.filter((form) => !form.silent);

  test(`${id}: the sheets stand in their order, after the notes`, () => {
    const names = book.sheets.map((sheet) => sheet.name);
    assert.deepEqual(names, ['填写说明', ...SHEET_NAMES.filter((name) => shown.some((form) => form.name === name))]);
  });

  test(`${id}: only the sheets that the scheme asks for`, () => {
    const wanted = formRules(rules);
    const has = (name: string): boolean => book.sheets.some((sheet) => sheet.name === name);
    assert.equal(has('关系'), wanted.roles.length > 0);
    assert.equal(has('测评'), wanted.counted.size > 0);
    assert.equal(has('往期'), wanted.looksBack);
    assert.equal(has('引用结果'), wanted.sources.length > 0);
    assert.equal(has('评分'), wanted.inputs.length > 0 || wanted.items.some(isGivenDirectly));
    assert.equal(has('读法') && has('组织'), true);
  });

  test(`${id}: every column is read back from its own header, with the mark or without`, () => {
    for (const form of shown) {
      const columns = shownColumns(form);
      for (const headerOf of [markedHeader, (column: FormColumn) => column.header]) {
        const out: never[] = [];
        const table = readTable(form, sheetOf(form.name, [columns.map(headerOf)]), out);
        assert.deepEqual(out, [], form.name);
        assert.deepEqual(
          [...(table?.columns ?? [])],
          columns.map((column, i) => [column.key, i]),
          form.name,
        );
      }
    }
  });

  test(`${id}: every column is explained, in the notes and at its header`, () => {
    const notes = sheetIn(book, '填写说明').rows.map((row) => row.cells);
    for (const form of shown) {
      for (const column of shownColumns(form)) {
        assert.ok(column.explain.length > 1, `${form.name} ${column.header}`);
        const own = sheetIn(book, form.name).columns.find((one) => one.header === markedHeader(column));
        assert.ok(own?.note?.includes(column.explain));
        if (['no', 'remark'].includes(column.key) || (form.name === '读法' && column.key.startsWith('option.')))
          continue;
        assert.ok(notes.some((cells) => cells[0] === column.header && cells[2] === column.explain));
      }
    }
  });

  test(`${id}: what a drop-down offers is what is read`, () => {
    for (const form of shown) {
      for (const column of shownColumns(form)) {
        const list = sheetIn(book, form.name).columns.find((one) => one.header === markedHeader(column))?.list;
        if (column.type.kind !== 'choice') continue;
        assert.ok(list !== undefined && 'values' in list, `${form.name} ${column.header}`);
        const out: never[] = [];
        const read = cellReader(column);
        const ids = list.values.map((text) => read({ kind: 'text', text }, '', out));
        assert.deepEqual(out, [], `${form.name} ${column.header}`);
        assert.equal(new Set(ids).size, list.values.length);
        if (column.key !== 'item')
          assert.deepEqual(
            ids,
            column.type.choices.map((one) => one.id),
          );
      }
    }
  });

  test(`${id}: nobody can enter what acts by itself or is settled, and everything else can be entered`, () => {
    const ledger = book.sheets.find((sheet) => sheet.name === '台账');
    const list = ledger?.columns.find((column) => column.header === '项目*')?.list;
    const offered = list !== undefined && 'values' in list ? list.values : [];
    const rows = formRules(rules).items.flatMap((item) => item.rules);
    const settled = rules.parts.flatMap((part) => part.taskQuotas.map((quota) => quota.into));
    const entered = rows.filter(
      ({ id: own, when, counted, shortage }) =>
        when === undefined && counted === undefined && shortage === undefined && !settled.includes(own),
    );
    assert.equal(offered.length, entered.length);
  });

  test(`${id}: the blank form asks for the period and for who is rated, and for nothing else`, () => {
    const rulesFor: RulesFor = () => ({ ok: true, value: rules, problems: [] });
    const tried = scoreBook(rulesFor, readFactsSheets(sheetsOf(book), rulesFor));
    assert.ok(!tried.ok);
    assert.deepEqual(tried.problems.map((one) => one.code).toSorted(), ['period-missing', 'sheet-empty']);
  });
}

test('the notes say how to run what stands in README, how to finish a reading, and give whole numbers as examples', () => {
  const texts = sheetIn(templateBook(sampleRules()), '填写说明').rows.flatMap((row) => row.cells);
  const said = (part: RegExp): boolean => texts.some((text) => typeof text === 'string' && part.test(text));
  assert.ok(said(/npx gongping score small 本文件\.xlsx/u));
  assert.ok(said(/「读法」没有定以前，结果只是试算.*谁定、哪天定/u));
  assert.ok(!said(/^2\.5$/u));
});

test('names of people and branches are offered from their own sheets', () => {
  const book = templateBook(sampleRules());
  const listOf = (sheet: string, header: string): unknown =>
    sheetIn(book, sheet).columns.find((column) => column.header === header)?.list;
  assert.deepEqual(listOf('台账', '姓名'), { sheet: '名册', range: '$B$5:$B$2000' });
  assert.deepEqual(listOf('台账', '所在组织'), { sheet: '组织', range: '$B$5:$B$2000' });
  assert.deepEqual(listOf('名册', '所在组织'), { sheet: '组织', range: '$B$5:$B$2000' });
  assert.deepEqual(listOf('关系', '由谁担任*'), { sheet: '名册', range: '$B$5:$B$2000' });
  assert.equal(listOf('名册', '姓名*'), undefined);
});

test('a reading offers the options of its own row, and shows the one in force', () => {
  const sheet = sheetIn(templateBook(sampleRules()), '读法');
  const choice = sheet.columns.find((column) => column.header === '选择');
  assert.deepEqual(choice?.list, { sheet: '读法', range: '$H5:$I5' });
  const row = sheet.rows.find((one) => one.cells[1] === '分数要不要取整？');
  assert.deepEqual(row?.cells[4], { value: '不取整', kind: 'wrapped', style: 'input' });
});

test('of two ways to tell one score the form says that one of them stays empty, and the second is marked', () => {
  const forms = formSheets(formRules(rulesOf('rural-abcd')));
  const [votes, scores] = ['测评', '评分'].map((name) => forms.find((form) => form.name === name));
  const told = scores?.columns
    .filter((column) => /^(?:input|item)\./u.test(column.key))
    .map((column) => [column.header, column.explain]);
  assert.deepEqual(told, [
    ['平时表现积分', '由村党组织评，0至70分；填了「评分」页的「平时 平时表现积分（另一种填法）」就空着（（一）1）'],
    [
      '平时 平时表现积分（另一种填法）',
      '由村党组织评，满分 70；填了「评分」页的「平时表现积分」就空着，都不填则待定（（一）1）',
    ],
    [
      '评议 年度评议积分（另一种填法）',
      '由村党组织评，满分 30；填了「测评」页的「年终民主评议」就空着，都不填则待定（（一）2）',
    ],
  ]);
  assert.match(votes?.about ?? '', /；「年终民主评议」填了「评分」页的「评议 年度评议积分（另一种填法）」就空着$/u);
});

test('a ballot that no rule reads is not offered', () => {
  const form = formSheets(formRules(rulesOf('company-quarterly'))).find((one) => one.name === '测评');
  assert.equal(form?.silent, true);
});

test('numbers are checked while they are typed, other things only asked about', () => {
  const { columns } = sheetIn(templateBook(sampleRules()), '评分');
  const party = columns.find((column) => column.header === '支部评分');
  assert.deepEqual([party?.check, party?.lenient], [{ kind: 'decimal', min: '0', max: '100' }, undefined]);
  const day = sheetIn(templateBook(sampleRules()), '台账').columns.find((column) => column.header === '发生日期*');
  assert.deepEqual([day?.check, day?.lenient], [{ kind: 'date' }, true]);
});

test('what must be filled in is marked at its header', () => {
  const sheet = sheetIn(templateBook(sampleRules()), '台账');
  const marked = sheet.columns.map((column) => column.header).filter((header) => header.endsWith('*'));
  assert.deepEqual(marked, ['项目*', '发生日期*']);
  assert.match(JSON.stringify(sheet.subtitles), /带 \* 的必填：项目、发生日期。/);
});

test('the header and whom a row is about stay in sight', () => {
  for (const { name, freezeColumns } of templateBook(sampleRules()).sheets) {
    if (['填写说明', '读法'].includes(name)) continue;
    assert.ok((freezeColumns ?? 0) >= 2, name);
  }
});

test('two facts of one name can be told apart', () => {
  const rules = sampleRules();
  const [part] = rules.parts;
  assert.ok(part !== undefined);
  const [status] = part.facts;
  assert.ok(status !== undefined);
  const twice = { ...rules, parts: [{ ...part, facts: [...part.facts, { ...status, id: 'status-before' }] }] };
  const headers = sheetIn(templateBook(twice), '情况').columns.map((column) => column.header);
  assert.deepEqual(
    headers.filter((header) => header.startsWith('身份')),
    ['身份', '身份（status-before）'],
  );
});
