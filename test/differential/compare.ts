// Both evaluators on one document, and where they differ.
import type { Documents } from '../../src/core/scheme/resolve.ts';
import type { Problem } from '../../src/core/problem.ts';
import type { Scheme } from '../../src/core/scheme/scheme.ts';
import { resolveScheme } from '../../src/core/scheme/resolve.ts';
import { scoreRuleset } from '../../src/core/score/evaluate.ts';
import { parseFacts } from '../../src/core/score/book/facts.ts';
import type { Results } from '../../src/core/score/results.ts';
import { naive } from './naive/evaluate.ts';
import type { NaiveResults } from './naive/evaluate.ts';
import type { OutcomeLine } from './naive/outcome.ts';
import { compareText } from './naive/world.ts';
import type { JsonRecord } from './json.ts';

export type Case = {
  readonly scheme: JsonRecord;
  readonly facts: JsonRecord;
  /** Those that the scheme extends, where they are its own. */
  readonly documents?: JsonRecord;
};

/** What a case showed: the lines on which the two differ, and both results. */
export type Comparison = {
  readonly differences: readonly string[];
  /** Why there was nothing to compare: the document or its facts are not in order. */
  readonly refused?: readonly string[];
  readonly first?: unknown;
  readonly second?: unknown;
};

/** The second evaluator, so that a test can put a wrong one in its place. */
export type Second = typeof naive;

type Scored = {
  readonly parts: readonly Scheme[];
  readonly first: ReturnType<typeof scoreRuleset>;
};

/** What the first evaluator makes of a case; why it refuses it, decisions apart. */
function scored({ scheme, facts }: Case, documents: Documents): Scored | readonly Problem[] {
  const parsed = parseFacts(facts);
  if (!parsed.ok) return parsed.problems;
  const { readings, params } = parsed.value;
  const ruleset = resolveScheme(scheme, documents, { readings, params });
  if (!ruleset.ok) return ruleset.problems;
  const first = scoreRuleset(ruleset.value, parsed.value, () => '');
  if (!first.ok && first.problems.some((one) => !one.code.startsWith('decision-'))) return first.problems;
  return { parts: ruleset.value.parts, first };
}

const NO_DOCUMENTS: Documents = () => undefined;

/** What the first evaluator says of a case, as text; undefined where it refuses it. */
export function saidOf(one: Case): string | undefined {
  const found = scored(one, NO_DOCUMENTS);
  if (!('first' in found)) return undefined;
  const { first, parts } = found;
  return first.ok ? JSON.stringify(fromMain(first.value.results, rankingsOf(parts, one.facts))) : 'decisions refused';
}

/** The results list an item unless it is judged bit by bit, or only records. */
function isListed({ start, per, max, rules }: Scheme['items'][number]): boolean {
  const records = start !== 'judged' && max === undefined && rules.every((rule) => rule.effect === 'record');
  return per === undefined && (rules.length === 0 || !records);
}

/** The orders among which somebody stands: those of the scheme for their kind. */
function rankingsOf(parts: readonly Scheme[], facts: JsonRecord): (id: string) => readonly string[] {
  const rows = (facts['subjects'] ?? []) as readonly JsonRecord[];
  const kinds = new Map(rows.map((row) => [row['id'], row['kind'] ?? parts[0]?.subject]));
  return (id) => {
    const own = parts.find((part) => part.subject === (kinds.get(id) ?? 'org')) ?? parts[0];
    return own?.rankings.map((one) => one.id) ?? [];
  };
}

/** Compares the results; a document or facts that the first evaluator refuses are only said to be so, decisions apart. */
export function compareCase(one: Case, documents: Documents = NO_DOCUMENTS, secondly: Second = naive): Comparison {
  const own = one.documents;
  const found = scored(one, own === undefined ? documents : (id) => own[id]);
  if (!('first' in found)) {
    const refused = found.map(({ code, at, data }) => `${code} ${at} ${JSON.stringify(data)}`);
    return { differences: [], refused };
  }
  const { first, parts } = found;
  const second = secondly(parts, one.facts);
  if (!first.ok || !second.ok)
    return { differences: first.ok === second.ok ? [] : ['only one takes the decisions'], first, second };
  const { results } = first.value;
  const items = new Set(
    parts.flatMap((part) => (part.score.length === 0 ? [] : part.items.filter(isListed).map((item) => item.id))),
  );
  const shown = (id: string, key: string): boolean => {
    const own = results.subjects[id];
    if (own === undefined || items.has(key)) return own !== undefined;
    return own.status === 'scored' ? own.nodes[key] !== undefined : typeof own.nodes[key] === 'string';
  };
  const [left, right] = [fromMain(results, rankingsOf(parts, one.facts)), fromNaive(second.value, shown)];
  return { differences: [...differ('', left, right)], first: left, second: right };
}

type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };
type PlainRecord = { readonly [key: string]: Plain };

const sorted = (all: readonly string[] | undefined): Plain | undefined => all?.toSorted(compareText);
/** What is not there, or null, is left out. */
const there = (record: { readonly [key: string]: Plain | null | undefined }): PlainRecord =>
  Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => (value === null || value === undefined ? [] : [[key, value]])),
  );
const mapValues = <T>(record: Readonly<Record<string, T>>, of: (value: T, key: string) => Plain): PlainRecord =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, of(value, key)]));

type Line = Results['subjects'][string]['outcomes'][number] | OutcomeLine;

/** How often is told in a note by the first evaluator. */
function timesOf(line: Line): string | undefined {
  if ('times' in line) return line.times;
  return 'note' in line ? /共([-\d./]+)次/u.exec(line.note ?? '')?.[1] : undefined;
}

const lines = (all: readonly Line[]): Plain =>
  all
    .map((one) => [one.id, one.on, one.due ?? '', one.until ?? '', timesOf(one) ?? ''].join(' '))
    .toSorted(compareText);

type AnySubject = Results['subjects'][string] | NaiveResults['subjects'][string];

function subject(one: AnySubject, ranks: PlainRecord): Plain {
  return there({
    status: one.status,
    score: one.score,
    nodes: there(one.nodes),
    grade: one.grade,
    proposed: one.proposed,
    options: sorted(one.options),
    provisional: one.provisional === true ? true : undefined,
    category: one.category,
    ranks,
    outcomes: lines(one.outcomes),
    gates: { ...one.gates },
    account: { ...one.account },
    carry: { ...one.carry },
  });
}

type AnyOrg = Results['orgs'][string] | NaiveResults['orgs'][string];

const org = (one: AnyOrg): Plain =>
  there({ sum: one.sum, mean: one.mean, rank: one.rank, outcomes: lines(one.outcomes) });

type InCommon = 'quotas' | 'openRanks' | 'norms' | 'deadlines';
type Common = Pick<NaiveResults, InCommon> | Pick<Results, InCommon>;

function common(results: Common): PlainRecord {
  const quotas = results.quotas.filter((one) => one.in.length + one.contested.length + one.out.length > 0);
  return {
    quotas: Object.fromEntries(
      quotas.map(({ id, org, grade, slots, ...sides }) => [
        `${id} ${org}`,
        there({
          grade,
          slots,
          in: sorted(sides.in),
          contested: sorted(sides.contested),
          out: sorted(sides.out),
          pending: sides.pending ?? 0,
        }),
      ]),
    ),
    openRanks: Object.fromEntries(
      results.openRanks
        .filter((one) => !one.ranked)
        .map(({ ranking, org: group, pending }) => [`${ranking} ${group}`, pending]),
    ),
    norms: Object.fromEntries(
      results.norms.map((one) => [
        `${one.id} ${one.org ?? one.subject ?? ''} ${one.window}`,
        there({
          status: one.status,
          required: one.required,
          allowed: one.allowed,
          // Of texts the first evaluator also says in words what is wrong with them.
          missing: one.missing?.some((each) => !each.includes('→')) === true ? undefined : one.missing,
          needs: one.needs,
        }),
      ]),
    ),
    deadlines: Object.fromEntries(
      results.deadlines.map((one) => [
        `${one.id} ${one.org ?? ''} ${one.window}`,
        there({ due: one.due, done: one.done, late: one.late }),
      ]),
    ),
  };
}

/** `rank` is the place in the first order; all of them are listed where there are several. */
function fromMain(results: Results, rankings: (id: string) => readonly string[]): Plain {
  const ranksOf = (one: Results['subjects'][string], id: string): PlainRecord => {
    const [only] = rankings(id);
    return only === undefined ? {} : (one.ranks ?? there({ [only]: one.rank }));
  };
  return {
    subjects: mapValues(results.subjects, (one, id) => subject(one, ranksOf(one, id))),
    orgs: mapValues(results.orgs, org),
    ...common(results),
  };
}

/**
 * Of the nodes only those that the first evaluator had to look at: it may leave out a branch that was not taken, and
 * what lies under a total that is held anyway. Items it must all list.
 */
function fromNaive(results: NaiveResults, shown: (id: string, key: string) => boolean): Plain {
  return {
    subjects: mapValues(results.subjects, (one, id) => {
      const nodes = Object.fromEntries(Object.entries(one.nodes).filter(([key]) => shown(id, key)));
      return subject({ ...one, nodes }, one.ranks);
    }),
    orgs: mapValues(results.orgs, org),
    ...common(results),
  };
}

function* differ(at: string, first: Plain | undefined, second: Plain | undefined): Generator<string> {
  if (isRecord(first) && isRecord(second)) {
    for (const key of new Set([...Object.keys(first), ...Object.keys(second)]))
      yield* differ(`${at}.${key}`, first[key], second[key]);
  } else if (JSON.stringify(first) !== JSON.stringify(second)) {
    yield `${at.slice(1)}: first ${JSON.stringify(first)}, second ${JSON.stringify(second)}`;
  }
}

function isRecord(value: Plain | undefined): value is PlainRecord {
  return typeof value === 'object' && !Array.isArray(value);
}
