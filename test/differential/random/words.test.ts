// Every word of the language that scoring has takes effect in some random case: without it something comes out otherwise.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProjectFile } from '../../house/project-files.ts';
import { saidOf } from '../compare.ts';
import { randomCase } from './case.ts';
import { kindsOf, takesEffect, wordsOf } from './kinds.ts';
import { words } from './words.ts';

const SEED = 7;
const CASES = 5000;
/** In so many cases a word may stand without effect. */
const TRIES = 600;

const language = kindsOf(JSON.parse(readProjectFile('docs/scheme.schema.json')) as Parameters<typeof kindsOf>[0]);

test('what is listed are words of the language', () => {
  assert.deepEqual(
    words.filter((word) => !language.includes(word)),
    [],
  );
});

test('each of them takes effect in a random case', () => {
  const left = new Map(words.map((word) => [word, TRIES]));
  const effects = new Map(words.map((word) => [word, 0]));
  for (let index = 0; index < CASES && left.size > 0; index += 1) {
    const one = randomCase(SEED, index);
    const once = new Map(
      wordsOf(one.scheme, new Set(left.keys()))
        .toReversed()
        .map((found) => [found.kind, found]),
    );
    if (once.size === 0) continue;
    const said = saidOf(one);
    for (const [word, found] of once) {
      const tries = left.get(word) ?? 0;
      left.set(word, tries - 1);
      if (takesEffect(one, said, found, language)) effects.set(word, (effects.get(word) ?? 0) + 1);
      if (effects.get(word) !== 0 || tries === 1) left.delete(word);
    }
  }
  const none = [...effects].flatMap(([word, times]) => (times === 0 ? [word] : []));
  assert.deepEqual(none, []);
});
