import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkScheme, overParts } from '../../src/core/scheme/check/check.ts';
import { resolveScheme } from '../../src/core/scheme/resolve.ts';
import { markdownTable, projectFiles, readProjectFile } from './project-files.ts';
import { quoted, shippedDocuments } from './shipped.ts';

const page = readProjectFile('docs/checks.md');
const rows = markdownTable(page, '原文的毛病');
const documents = new Map(shippedDocuments());

/** What the check finds in `scheme`, or in `scheme@reading=option`, and which ambiguity each of its readings is about. */
function checked(name: string): {
  readonly codes: ReadonlySet<string>;
  readonly ambiguities: ReadonlyMap<string, string>;
} {
  const [scheme = '', choice = ''] = name.split('@');
  const [reading = '', option = ''] = choice.split('=');
  const readings: Readonly<Record<string, string>> = choice === '' ? {} : { [reading]: option };
  const resolved = resolveScheme(documents.get(scheme), (id) => documents.get(id), { readings });
  assert.ok(resolved.ok, name);
  const { parts } = resolved.value;
  return {
    codes: new Set(overParts(parts, checkScheme).map((one) => one.code)),
    ambiguities: new Map(parts.flatMap((part) => part.readings.map((one) => [one.id, one.amb ?? ''] as const))),
  };
}

for (const [ambiguity = '', what = '', codes = '', schemes = '', readings = ''] of rows) {
  test(`${ambiguity} is found: ${what}`, () => {
    const seen = quoted(schemes).map((name) => ({ name, ...checked(name) }));
    assert.ok(seen.length > 0 && quoted(codes).length > 0);
    const silent = seen.flatMap((one) =>
      quoted(codes)
        .filter((code) => !one.codes.has(code))
        .map((code) => `${one.name}: ${code}`),
    );
    assert.deepEqual(silent, []);
    const foreign = quoted(readings).filter((id) => !seen.some((one) => one.ambiguities.get(id)?.includes(ambiguity)));
    assert.deepEqual(foreign, []);
  });
}

test('docs/checks.md lists every ambiguity, in order', () => {
  const all = Array.from({ length: 45 }, (_, index) => `AMB-${String(index + 1).padStart(2, '0')}`);
  assert.deepEqual([...new Set(rows.map(([ambiguity]) => ambiguity))], all);
});

test('docs/checks.md lists every file of checks, and no other', () => {
  const files = projectFiles().flatMap((path) => {
    const name = /^src\/core\/scheme\/check\/([a-z-]+)\.ts$/.exec(path)?.[1];
    const isCheck = name !== undefined && /^export function (?:check[A-Z]|dueProblems)/m.test(readProjectFile(path));
    return isCheck && name !== 'check' ? [name] : [];
  });
  const listed = markdownTable(page, '看什么').flatMap(([cell = '']) => quoted(cell));
  assert.deepEqual(listed.toSorted(), files.toSorted());
});
