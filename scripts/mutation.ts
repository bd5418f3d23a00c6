// 把方案里的每个数改动一步，看算例发现没有：node bin/dev.mjs scripts/mutation.ts [方案…]，列出没有算例钉住的数。
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { canonicalJson } from '../src/core/json.ts';
import { checkScheme, overParts } from '../src/core/scheme/check/check.ts';
import { mutants, numbersOf } from '../src/core/scheme/mutation.ts';
import { resolveScheme } from '../src/core/scheme/resolve.ts';
import { examplesOf, runExample } from '../src/core/score/example.ts';

const read = (id: string): unknown => {
  const file = `schemes/${id}.yaml`;
  return existsSync(file)
    ? parse(readFileSync(file, 'utf8'), { schema: 'failsafe', customTags: ['bool', 'null'] })
    : undefined;
};

/** What the check says of a document; undefined when it does not even resolve. */
function findings(document: unknown): string | undefined {
  const resolved = resolveScheme(document, read);
  if (!resolved.ok) return undefined;
  // Sentences quote the numbers themselves; only which finding stands where counts.
  return canonicalJson(overParts(resolved.value.parts, checkScheme).map(({ code, at }) => `${code} ${at}`));
}

type Example = ReturnType<typeof examplesOf>[number];

/** The examples that pass now; one that already fails notices nothing. The last to notice is asked first next time. */
function passing(document: unknown): Example[] {
  return [...examplesOf(document)].filter((one) => runExample(document, read, one).length === 0);
}

function isNoticed(document: unknown, examples: Example[]): boolean {
  const at = examples.findIndex((one) => runExample(document, read, one).length > 0);
  const [noticed] = at < 0 ? [] : examples.splice(at, 1);
  if (noticed !== undefined) examples.unshift(noticed);
  return at >= 0;
}

const named = process.argv.slice(2);
const ids =
  named.length > 0 ? named : readdirSync('schemes').flatMap((one) => (one.endsWith('.yaml') ? [one.slice(0, -5)] : []));
let open = 0;
for (const id of ids) {
  const document = read(id);
  const before = findings(document);
  const examples = passing(document);
  const free = new Map<string, string[]>();
  for (const { place, changed, document: mutant } of mutants(document)) {
    const after = findings(mutant);
    if (after !== before || isNoticed(mutant, examples)) continue;
    free.set(place.path, [...(free.get(place.path) ?? []), `${place.text} → ${changed}`]);
  }
  const all = numbersOf(document).length;
  console.log(`${id}: ${all - free.size} / ${all} 个数有算例或检查钉住`);
  for (const [path, changes] of free) console.log(`  没有钉住 ${path}：${changes.join('，')}`);
  open += free.size;
}
process.exitCode = open > 0 ? 1 : 0;
