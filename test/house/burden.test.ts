import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lintBurden } from '../../src/core/scheme/burden/lint.ts';
import { overParts } from '../../src/core/scheme/check/check.ts';
import { resolveScheme } from '../../src/core/scheme/resolve.ts';
import { problemTexts } from '../../src/core/text/sentence.ts';
import { markdownTable, readProjectFile } from './project-files.ts';
import { quoted, shippedDocuments } from './shipped.ts';

const page = readProjectFile('docs/burden.md');
const [named = '', rest = ''] = page.split('其余提醒');
const documents = new Map(shippedDocuments());

/** What the lint finds in a document, as the page writes it. */
function findings(id: string): readonly string[] {
  const resolved = resolveScheme(documents.get(id), (one) => documents.get(one));
  assert.ok(resolved.ok, id);
  return overParts(resolved.value.parts, lintBurden).map((one) => `${id} ${one.at} ${one.code}`);
}

const listed = [named, rest].flatMap((half) =>
  markdownTable(half, '位置').map((cells) => cells.slice(1, 4).flatMap(quoted).join(' ')),
);

test('docs/burden.md lists what the lint finds in the shipped documents, and nothing else', () => {
  const found = [...documents.keys()].filter((id) => !id.endsWith('-demo')).flatMap(findings);
  assert.deepEqual(listed.toSorted(), found.toSorted());
});

test('a document that nothing discourages is let through', () => {
  for (const id of ['fuling-member', 'fuling-norms', 'rural-abcd', 'xujiayan-village'])
    assert.deepEqual(findings(id), [], id);
});

test('docs/burden.md lists every rule of the lint', () => {
  const rules = markdownTable(page, '看什么').flatMap(([code = '']) => quoted(code));
  const codes = problemTexts.map((one) => one.code).filter((code) => code.startsWith('burden-'));
  assert.deepEqual(rules.toSorted(), codes.toSorted());
});

test('every rule only warns, with its basis, to whom it applies, and that the wording must be verified', () => {
  for (const { code, severity, text } of problemTexts.filter((one) => one.code.startsWith('burden-'))) {
    assert.equal(severity, 'warning', code);
    for (const part of ['{basis}', '{applies}', '{verify}']) assert.ok(text.includes(part), `${code} ${part}`);
  }
});
