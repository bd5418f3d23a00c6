import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sentence } from '../core/text/sentence.ts';
import { saveBook } from './form.ts';

test('a workbook that no file has room for is told in a sentence, and nothing is written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongping-form-'));
  try {
    const rows = Array.from({ length: 1_048_001 }, () => ({ cells: ['一'] }));
    const book = { sheets: [{ name: '长', columns: [{ header: '列', kind: 'text' as const }], rows }] };
    const problems = await saveBook(join(folder, '结果.xlsx'), book);
    assert.deepEqual(
      problems.map((one) => [one.code, sentence(one).replace(folder, '')]),
      [['write-too-large', '内容太多，一张表放不下，没有写「/结果.xlsx」，请分组织来算，或用 --json 看全部结果。']],
    );
    assert.deepEqual(readdirSync(folder), []);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
