import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { readFactsWorkbook } from '../../src/forms/facts-workbook.ts';
import { templateBook } from '../../src/forms/template.ts';
import { writeWorkbook } from '../../src/forms/workbook-write.ts';
import { filledFrom } from '../fill-workbook.ts';
import { testWith } from '../program.ts';
import { assertSame, fullestCase, type WorkedCase } from '../worked-workbook.ts';

/** Lets LibreOffice open files and save them in its own way; one start for all of them. */
function resave(folder: string, names: readonly string[], format: string): string {
  const out = join(folder, format);
  mkdirSync(out, { recursive: true });
  const profile = pathToFileURL(join(folder, 'profile')).href;
  const files = names.map((name) => join(folder, name));
  const args = [`-env:UserInstallation=${profile}`, '--headless', '--convert-to', format, '--outdir', out, ...files];
  const { status, stderr } = spawnSync('soffice', args, { encoding: 'utf8', timeout: 600_000 });
  assert.equal(status, 0, stderr);
  return out;
}

/** Tests that the forms of these schemes, filled in, are files that come back the same, from LibreOffice too. */
export function testForms(ids: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'gongping-forms-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const written = new Map<string, WorkedCase>();

  for (const id of ids) {
    test(`the form of ${id}, filled in, is a file that comes back the same`, async () => {
      const one = fullestCase(id);
      const bytes = await writeWorkbook(templateBook(one.rules, filledFrom(one.rules, one.facts)));
      writeFileSync(join(folder, `${id}.xlsx`), bytes);
      written.set(id, one);
      assertSame(await readFactsWorkbook(bytes, one.rulesFor), one);
    });
  }

  testWith('soffice', 'LibreOffice opens the filled forms and saves the same facts', async () => {
    const names = ids.map((id) => `${id}.xlsx`);
    const out = resave(folder, names, 'xlsx');
    for (const [id, one] of written)
      assertSame(await readFactsWorkbook(readFileSync(join(out, `${id}.xlsx`)), one.rulesFor), one);
    assert.equal(written.size, ids.length);
  });

  testWith('soffice', 'LibreOffice keeps the drop-downs and the notes of a form', () => {
    const [id = ''] = ids;
    const text = readFileSync(join(resave(folder, [`${id}.xlsx`], 'fods'), `${id}.fods`), 'utf8');
    assert.ok(text.split('<table:content-validation ').length > 5);
    assert.match(text, /<office:annotation [\s\S]*照名册写/);
  });
}
