import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { checkScheme } from '../../src/core/scheme/check/check.ts';
import { resolveScheme } from '../../src/core/scheme/resolve.ts';
import { markdownTable, projectFiles, readProjectFile } from './project-files.ts';
import { quoted } from './shipped.ts';

const page = readProjectFile('schemes/README.md');
const rows = markdownTable(page, '是否完整');
const demonstrations = markdownTable(page, '示范文档');
const shipped = projectFiles()
  .filter((path) => /^schemes\/.*\.yaml$/.test(path))
  .map((path) => path.slice('schemes/'.length, -'.yaml'.length));

const documents = new Map(shipped.map((id) => [id, readDocument(`schemes/${id}.yaml`)]));

function readDocument(path: string): unknown {
  return parse(readProjectFile(path), { schema: 'failsafe', customTags: ['bool', 'null'], maxAliasCount: -1 });
}

function read(id: string): unknown {
  return documents.get(id);
}

/** What the document itself says of its completeness, in the words of the page. */
function completeness(id: string): string {
  const resolved = resolveScheme(read(id), read);
  assert.ok(resolved.ok, id);
  const gaps = resolved.value.parts.flatMap((part) => part.incomplete);
  if (gaps.length === 0) return '完整';
  return gaps.some((gap) => gap.blocks) ? '有缺，不可公布' : '有缺，可公布';
}

function isInvented(id: string): boolean {
  return (read(id) as { readonly invented?: boolean }).invented === true;
}

test('schemes/README.md lists every document once, and no other', () => {
  assert.deepEqual(
    rows.flatMap(([id = '']) => quoted(id)).toSorted(),
    shipped.filter((id) => !isInvented(id)).toSorted(),
  );
});

test('schemes/README.md lists what is invented apart, with the document it changes', () => {
  const parents = (id: string): readonly string[] => (read(id) as { readonly extends: readonly string[] }).extends;
  assert.deepEqual(
    demonstrations.map(([id = '', changed = '']) => [...quoted(id), ...quoted(changed)].join(' ')).toSorted(),
    shipped
      .filter(isInvented)
      .map((id) => [id, ...parents(id)].join(' '))
      .toSorted(),
  );
});

test('schemes/README.md says of each document whether it is complete as the document does', () => {
  const wrong = rows.flatMap(([cell = '', , , , said = '', missing = '']) => {
    const [id = ''] = quoted(cell);
    const is = completeness(id);
    return said === is && (missing === '') === (is === '完整') ? [] : [`${id}: ${is}, page says ${said}`];
  });
  assert.deepEqual(wrong, []);
});

test('what people give is put together as often as they give it, in every document', () => {
  const wrong = shipped.flatMap((id) => {
    const resolved = resolveScheme(read(id), read);
    assert.ok(resolved.ok, id);
    const found = resolved.value.parts.flatMap((part) => checkScheme(part));
    return found.flatMap(({ code, at }) => (code.startsWith('part-') ? [`${id} ${at}`] : []));
  });
  assert.deepEqual(wrong, []);
});
