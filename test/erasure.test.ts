import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { readScheme, shippedSchemes } from '../src/store/scheme.ts';
import { isRecord } from '../src/core/scheme/shape.ts';
import { parseFacts, type FactsFile } from '../src/core/score/book/facts.ts';
import { examplesOf } from '../src/core/score/example.ts';
import { printBundle, type Bundle } from '../src/core/bundle/bundle.ts';
import { makeBundle } from '../src/core/bundle/publish.ts';
import { verifyBundle } from '../src/core/bundle/verify.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const salt = (place: string): string => sha256(`salt of ${place}`).slice(0, 32);

/** A text that stands nowhere in a shipped scheme. */
const SECRET = '甲乙丙丁';

/** The facts of a worked case with a name for everybody and a reason for everything. */
function named(facts: unknown): object {
  const own = isRecord(facts) ? facts : {};
  const rows = (key: string, field: string): object => {
    const given = own[key];
    if (!Array.isArray(given)) return {};
    const list: readonly unknown[] = given;
    return { [key]: list.map((row, at) => (isRecord(row) ? { ...row, [field]: `${SECRET}${key}${at}` } : row)) };
  };
  const decisions = Object.entries(isRecord(own['decisions']) ? own['decisions'] : {}).map(
    ([id, one]) => [id, { ...(one as object), reason: `${SECRET}${id}` }] as const,
  );
  return {
    ...own,
    ...rows('orgs', 'name'),
    ...rows('people', 'name'),
    ...rows('subjects', 'name'),
    ...rows('entries', 'reason'),
    decisions: Object.fromEntries(decisions),
  };
}

function bundled(scheme: string, facts: FactsFile): Bundle | undefined {
  const of = { scheme, documents: readScheme, facts, determinations: {}, evaluator: '0.1.0' };
  const made = makeBundle(of, salt, sha256);
  return made.ok ? made.value : undefined;
}

for (const scheme of shippedSchemes()) {
  test(`no name or reason stands in a hashed line of ${scheme}: all can be erased`, () => {
    for (const { id, facts, readings, params } of examplesOf(readScheme(scheme))) {
      const parsed = parseFacts({ ...named(facts), readings, params });
      const bundle = parsed.ok ? bundled(scheme, parsed.value) : undefined;
      if (bundle === undefined) continue;
      const erased = printBundle({ ...bundle, texts: {} });
      assert.ok(!erased.includes(SECRET), `${id}: ${erased.slice(erased.indexOf(SECRET) - 60).slice(0, 120)}`);
      assert.deepEqual(verifyBundle(erased, sha256), [], id);
    }
  });
}
