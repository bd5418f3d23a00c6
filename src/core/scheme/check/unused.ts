import type { Problem } from '../../problem.ts';
import type { ProblemCode } from '../../text/sentence.ts';
import type { Scheme } from '../scheme.ts';
import { found } from './found.ts';
import type { NameKind, Reference } from './names.ts';
import { countedBases } from './headcounts.ts';
import { walkRecords } from './places.ts';
import { readingWords } from './reading-words.ts';
import { referencesOf } from './references.ts';

type Named = { readonly id: string; readonly clause?: string | undefined };
type Block = {
  readonly kind: NameKind;
  readonly code: ProblemCode;
  readonly path: string;
  readonly list: readonly Named[];
};

/** What is declared and asked for by nothing (没有用到). */
export function checkUnused(scheme: Scheme): readonly Problem[] {
  const references = referencesOf(scheme);
  const words = readingWords(scheme);
  const counted = countedBases(scheme);
  const inReadings = new Set([
    ...words,
    ...(counted.has('all-members') ? ['members'] : []),
    ...(counted.has('full-members') ? ['full-members'] : []),
  ]);
  const byOptions = ballotsOfOptions(scheme);
  const used = (kind: NameKind, id: string): boolean =>
    (kind === 'ballot' ? byOptions : inReadings).has(id) ||
    references.some((one) => one.kind === kind && one.id === id);
  const idle = blocksOf(scheme).flatMap(({ kind, code, path, list }) =>
    list
      .filter((one) => !used(kind, one.id))
      .map((one) => found(code, `${path}.${one.id}`, { id: one.id }, one.clause)),
  );
  return [
    ...idle,
    ...checkNodes(scheme, references, inReadings),
    ...checkClauses(scheme, references),
    ...checkItems(scheme, references, inReadings),
  ];
}

/** The ballots that an option of a reading puts into the score or the grade; one that only changes the ballot uses it for nothing. */
function ballotsOfOptions({ readings }: Scheme): ReadonlySet<string> {
  const found = new Set<string>();
  for (const option of readings.flatMap((one) => one.options))
    walkRecords(option.set, '', (record) => {
      for (const [key, value] of Object.entries(record))
        if (/(?:^|\.)ballot$/u.test(key) && typeof value === 'string') found.add(value);
    });
  return found;
}

function blocksOf(scheme: Scheme): readonly Block[] {
  const { facts, inputs, ballots, roles, params, sections, carry } = scheme;
  return [
    { kind: 'fact', code: 'unused-fact', path: 'facts', list: facts },
    { kind: 'input', code: 'unused-input', path: 'inputs', list: inputs },
    { kind: 'ballot', code: 'unused-ballot', path: 'ballots', list: ballots },
    { kind: 'role', code: 'unused-role', path: 'roles', list: roles },
    { kind: 'param', code: 'unused-param', path: 'params', list: params },
    { kind: 'section', code: 'unused-section', path: 'sections', list: sections },
    { kind: 'carry', code: 'unused-carry', path: 'carry', list: carry.filter((one) => one.kind !== 'account') },
  ];
}

/** Clauses that nothing points to; one with a number in it is worth more than a note. */
function checkClauses(scheme: Scheme, references: readonly Reference[]): readonly Problem[] {
  const cited = new Set(
    references.filter((one) => one.kind === 'clause' && !one.at.startsWith('examples.')).map((one) => one.id),
  );
  const waived = new Set(scheme.notScored.map((one) => one.clause));
  return scheme.clauses
    .filter((one) => !cited.has(one.id) && !waived.has(one.id))
    .map(({ id, no, text }) =>
      found(/\d/.test(text) ? 'clause-number-idle' : 'unused-clause', `clauses.${id}`, { no, text }, id),
    );
}

/** Steps of the score that lead nowhere: not into the total, and nothing asks for them. */
function checkNodes(
  scheme: Scheme,
  references: readonly Reference[],
  inReadings: ReadonlySet<string>,
): readonly Problem[] {
  const asked = new Set(references.filter((one) => one.kind === 'node').map((one) => one.id));
  return scheme.score
    .slice(1)
    .filter((node) => !asked.has(node.id) && !inReadings.has(node.id) && node.excess === undefined)
    .map((node) => found('unused-node', `score.${node.id}`, { node: node.label }, node.clause));
}

function checkItems(
  scheme: Scheme,
  references: readonly Reference[],
  inReadings: ReadonlySet<string>,
): readonly Problem[] {
  const named = new Set(
    references
      .filter(({ kind }) => kind === 'item' || kind === 'group' || kind === 'section' || kind === 'rule')
      .map((one) => one.id),
  );
  return scheme.items
    .filter(
      (item) =>
        ![item.id, item.section, item.group, ...item.rules.flatMap((rule) => [rule.id, rule.group])].some(
          (id) => id !== undefined && (inReadings.has(id) || (named.has(id) && !isOwnSection(scheme, references, id))),
        ),
    )
    .map((item) => found('unused-item', `items.${item.id}`, { item: item.label }, item.clause));
}

/** A section that only its own items name counts for nothing. */
function isOwnSection(scheme: Scheme, references: readonly Reference[], id: string): boolean {
  const isSection = scheme.sections.some((one) => one.id === id);
  return (
    isSection &&
    !references.some((one) => one.id === id && one.kind !== 'clause' && !/^items\.[^.]+\.section$/.test(one.at))
  );
}
