import { canonicalJson } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { sentence } from '../../text/sentence.ts';
import { parseScheme } from '../parse.ts';
import { setAt } from '../path.ts';
import { isRecord } from '../shape.ts';
import type { Reading, Scheme } from '../scheme.ts';
import { checkBands } from './bands.ts';
import { found, repeated } from './found.ts';
import { checkReferences } from './references.ts';
import { checkStages } from './stages.ts';
import { checkSums } from './sums.ts';

/** Readings: what they change, and whether each option still leaves a scheme that works (读法). */
export function checkReadings(scheme: Scheme): readonly Problem[] {
  const known = new Set(insideOf(scheme).map(keyOf));
  return scheme.readings.flatMap((reading) => [
    ...readingProblems(reading, scheme),
    ...togetherProblems(reading, scheme),
    ...reading.options
      .filter((one) => one.id !== reading.choice)
      .flatMap((option) => optionProblems(reading, option, scheme, known)),
  ]);
}

function readingProblems(reading: Reading, scheme: Scheme): readonly Problem[] {
  const at = `readings.${reading.id}`;
  const data = { question: reading.question };
  const problems: Problem[] = [];
  if (reading.decided === undefined) problems.push(found('reading-undecided', at, data, reading.clause));
  if (!reading.options.some((one) => one.id === reading.choice)) {
    const list = reading.options.map((one) => one.id).join('、');
    problems.push(found('no-such-option', `${at}.choice`, { ...data, got: reading.choice, list }, reading.clause));
  }
  for (const place of reading.at) {
    if (setAt(scheme, place, true) === undefined)
      problems.push(found('reading-place-lost', `${at}.at`, { ...data, path: place }, reading.clause));
  }
  if (conditionsName(scheme, reading.id)) return problems;
  // One option may change nothing: the document as it stands is written that way.
  const still = reading.options.filter((one) => Object.keys(one.set).length === 0);
  const written = still.find((one) => one.id === reading.choice) ?? still[0];
  const idle = still.filter((one) => one !== written);
  for (const one of idle)
    problems.push(
      found('option-without-effect', `${at}.options.${one.id}`, { ...data, option: one.text }, reading.clause),
    );
  const alike = repeated(reading.options.filter((one) => !still.includes(one)).map((one) => canonicalJson(one.set)));
  if (alike.length > 0) problems.push(found('options-alike', `${at}.options`, data, reading.clause));
  return problems;
}

/** A reading that conditions ask about needs no `set`. */
function conditionsName(scheme: Scheme, id: string): boolean {
  return canonicalJson({ ...scheme, readings: [] }).includes(`"reading":${JSON.stringify(id)}`);
}

function optionProblems(
  reading: Reading,
  option: Reading['options'][number],
  scheme: Scheme,
  known: ReadonlySet<string>,
): readonly Problem[] {
  const at = `readings.${reading.id}.options.${option.id}`;
  const [changed, lost] = changedBy(scheme, insteadOfChosen(reading, option));
  if (lost !== undefined)
    return [found('option-path-lost', `${at}.set`, { option: option.text, path: lost }, reading.clause)];
  if (changed === scheme) return [];
  const parsed = parseScheme(changed);
  const inside = parsed.ok ? insideOf(parsed.value) : parsed.problems;
  return inside
    .filter((one) => one.severity !== 'note' && !known.has(keyOf(one)))
    .map((one) =>
      one.severity === 'error'
        ? found('option-breaks', at, { option: option.text, place: one.at, why: one.code }, reading.clause)
        : found('option-brings', at, { option: option.text, what: sentence(one).slice(0, -1) }, reading.clause),
    );
}

/** What an option changes; what the chosen one has put in under the same id it puts in instead. */
function insteadOfChosen(reading: Reading, option: Reading['options'][number]): Reading['options'][number]['set'] {
  const chosen = reading.options.find((one) => one.id === reading.choice)?.set ?? {};
  const idOf = (value: unknown): string | undefined => (isRecord(value) ? String(value['id']) : undefined);
  return Object.fromEntries(
    Object.entries(option.set).map(([path, value]) => {
      const id = path.endsWith('.+') && Object.hasOwn(chosen, path) ? idOf(value) : undefined;
      return id !== undefined && id === idOf(chosen[path]) ? [`${path.slice(0, -1)}${id}`, value] : [path, value];
    }),
  );
}

/** What an option may break, or bring about. */
function insideOf(scheme: Scheme): readonly Problem[] {
  return [checkReferences, checkStages, checkSums, checkBands].flatMap((check) => check(scheme));
}

/** The scheme with some places changed, or the first path that leads nowhere. */
function changedBy(
  scheme: unknown,
  set: Readonly<Record<string, unknown>>,
): readonly [changed: unknown, lost: string | undefined] {
  let changed = scheme;
  for (const [path, value] of Object.entries(set)) {
    const next = setAt(changed, path, value);
    if (next === undefined) return [scheme, path];
    changed = next;
  }
  return [changed, undefined];
}

/** What two readings change together: both options must be there, and every path must lead somewhere. */
function togetherProblems(reading: Reading, scheme: Scheme): readonly Problem[] {
  return reading.options.flatMap((option) =>
    option.with.flatMap((one): readonly Problem[] => {
      const at = `readings.${reading.id}.options.${option.id}.with.${one.reading}`;
      const other = scheme.readings.find(({ id }) => id === one.reading)?.options.find(({ id }) => id === one.option);
      if (other === undefined) {
        const data = { option: option.text, other: `${one.reading}：${one.option}` };
        return [found('option-with-unknown', at, data, reading.clause)];
      }
      const [, lost] = changedBy(scheme, { ...option.set, ...other.set, ...one.set });
      if (lost === undefined) return [];
      return [found('option-path-lost', `${at}.set`, { option: option.text, path: lost }, reading.clause)];
    }),
  );
}

function keyOf({ code, at, data }: Problem): string {
  return `${code} ${at} ${canonicalJson(data)}`;
}
