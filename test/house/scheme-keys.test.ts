// docs/scheme-keys.md says of every key of a document what the parser does with it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schemeSchema } from '../../src/core/scheme/parse.ts';
import { isRecord, type JsonSchema } from '../../src/core/scheme/shape.ts';
import { markdownTable, readProjectFile } from './project-files.ts';

/** What a key of a block may be: in how many of its kinds it stands and must stand, its default, its closed words. */
type Key = { stands: number; needed: number; absent: string; words: string };
type Block = { kinds: number; readonly keys: Map<string, Key> };

const page = readProjectFile('docs/scheme-keys.md');
const schema = schemeSchema() as { readonly oneOf: readonly JsonSchema[]; readonly $defs: Record<string, JsonSchema> };

/** Written once in the page, since it is the same elsewhere. */
const TOLD_ELSEWHERE = /^(?:items\.(?:caps|approval)|细则\.(?:effective|clauses|examples|choices\.decided))(?:$|\.)/u;

function wordsIn(value: unknown): readonly string[] {
  if (!isRecord(value)) return [];
  if (value['type'] === 'boolean') return ['true', 'false'];
  const inner = [value['items'], ...((value['anyOf'] as readonly unknown[] | undefined) ?? [])];
  return [...((value['enum'] as readonly string[] | undefined) ?? []), ...inner.flatMap(wordsIn)];
}

function absentIn({ default: value }: JsonSchema): string {
  const written = Array.isArray(value) ? value : typeof value === 'object' ? [] : [value ?? []].flat();
  return written.map((one) => `\`${String(one)}\``).join(' ');
}

function collect(schemaOf: unknown, at: string, into: Map<string, Block>): Map<string, Block> {
  if (!isRecord(schemaOf)) return into;
  const inner = ['oneOf', 'anyOf'].flatMap((key) => (schemaOf[key] as readonly unknown[] | undefined) ?? []);
  for (const one of [...inner, schemaOf['items'], schemaOf['additionalProperties']]) collect(one, at, into);
  const fields = Object.entries((schemaOf['properties'] as Record<string, JsonSchema> | undefined) ?? {});
  if (fields.length === 0) return into;
  const block = into.get(at) ?? { kinds: 0, keys: new Map<string, Key>() };
  into.set(at, block);
  block.kinds += 1;
  const needed = (schemaOf['required'] as readonly string[] | undefined) ?? [];
  for (const [key, field] of fields) {
    const known = block.keys.get(key) ?? { stands: 0, needed: 0, absent: absentIn(field), words: '' };
    known.stands += 1;
    known.needed += needed.includes(key) ? 1 : 0;
    known.words = wordsIn(field).join(' ');
    block.keys.set(key, known);
  }
  for (const [key, field] of fields) collect(field, at === '' ? key : `${at}.${key}`, into);
  return into;
}

function rowsOf({ kinds, keys }: Block): readonly (readonly string[])[] {
  return [...keys].map(([key, { stands, needed, absent, words }]) => {
    const must = needed === kinds ? '必填' : needed > 0 && stands < kinds ? '择一' : '';
    return [key, must, absent, words];
  });
}

const [scheme, overlay] = schema.oneOf;
const blocks = new Map([
  ...collect(scheme, '', new Map()),
  ...collect(overlay, '细则', new Map()),
  ...collect(schema.$defs['amount'], '数', new Map()),
  ...collect(schema.$defs['condition'], '条件', new Map()),
]);
const expected = [...blocks].filter(([at]) => !TOLD_ELSEWHERE.test(at));

const CHAPTERS: Readonly<Record<string, string>> = { 方案: '', '细则（补充件）': '细则' };
const sections = new Map(
  page
    .split(/^##+ /mu)
    .filter((one) => one.includes('| 键 |'))
    .map((one) => {
      const [title = ''] = one.split('\n');
      const name = title.replaceAll('`', '');
      return [CHAPTERS[name] ?? name, one] as const;
    }),
);

test('docs/scheme-keys.md has every block, once', () => {
  assert.deepEqual([...sections.keys()].toSorted(), expected.map(([at]) => at).toSorted());
});

for (const [at, block] of expected) {
  test(`docs/scheme-keys.md tells every key of ${at === '' ? 'a scheme' : at}`, () => {
    const told = markdownTable(sections.get(at) ?? '', '键').map(([key = '', must, absent, written = '', meaning]) => {
      assert.notEqual(meaning, '', key);
      const words = [...written.matchAll(/`([^`]+)`/gu)].map(([, word]) => word).join(' ');
      return [key.replaceAll('`', ''), must, absent, words];
    });
    assert.deepEqual(told, rowsOf(block));
  });
}
