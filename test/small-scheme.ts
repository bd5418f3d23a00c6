import assert from 'node:assert/strict';
import type { Problem } from '../src/core/problem.ts';
import type { Documents } from '../src/core/scheme/resolve.ts';
import { draftScheme } from '../src/core/scheme/resolve.ts';
import { scoreRuleset } from '../src/core/score/evaluate.ts';
import type { Scoring } from '../src/core/score/scored.ts';
import { explainSubject, type Explained } from '../src/core/score/telling/explain.ts';
import { parseFacts } from '../src/core/score/book/facts.ts';
import type { Results, SubjectResult } from '../src/core/score/results.ts';
import { sentence } from '../src/core/text/sentence.ts';

/** Blocks of a document as an author writes them; what every element needs and no test asks about is filled in. */
export type Blocks = Readonly<Record<string, unknown>>;
type Row = Readonly<Record<string, unknown>>;

/** What an element of a block gets where nothing is written. */
const FILLED: Readonly<Record<string, (one: Row) => Row>> = {
  clauses: () => ({}),
  facts: (one) => ({ label: one['id'] }),
  roles: (one) => ({ label: one['id'] }),
  outcomes: (one) => ({ clause: 'c', do: one['id'], force: 'must' }),
  inputs: (one) => ({ label: one['id'], clause: 'c', by: '上级', range: ['0', '100'] }),
  params: (one) => ({ label: one['id'], clause: 'c', fills: '支部' }),
  score: (one) => ({ label: one['id'] }),
  items: (one) => ({ label: one['id'], clause: 'c' }),
  sameFacts: () => ({}),
};

const usual = (one: Row): Row => ({ label: one['id'], clause: 'c' });

function filled(block: string, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const fill = FILLED[block] ?? usual;
  return value.map((one: Row) => ({
    ...fill(one),
    ...one,
    ...(block === 'items' && 'rules' in one ? { rules: filled('facts', one['rules']) } : {}),
  }));
}

const LISTS = [
  'facts roles ballots inputs sections items vetoes score rankings carry outcomes gates norms texts params',
  'taskQuotas sameFacts',
]
  .join(' ')
  .split(' ');

/** A whole document around some blocks: one clause `c`, the year 2026 with months. */
export function smallScheme(blocks: Blocks): Row {
  const own = Object.fromEntries(
    Object.entries(blocks).map(([block, value]) => [block, LISTS.includes(block) ? filled(block, value) : value]),
  );
  const inner = (block: string): Row => {
    const value = blocks[block] as Row | undefined;
    return value === undefined ? {} : { [block]: { ...value, rules: filled('', value['rules']) } };
  };
  return {
    scheme: 'small',
    title: '小方案',
    subject: 'member',
    source: '小方案',
    effective: { from: '2026-01-01' },
    period: { unit: 'year', posting: 'month' },
    clauses: [{ id: 'c', no: '一', text: '条款' }],
    ...own,
    ...inner('modifiers'),
    ...inner('derived'),
  };
}

/** A facts document: 2026, one member `m1`, entries numbered e1, e2, … about `m1` on 1 March where not said otherwise. */
export function smallFacts(facts: Blocks): Row {
  const entries = facts['entries'] as readonly Row[] | undefined;
  return {
    period: '2026',
    subjects: [{ id: 'm1' }],
    ...facts,
    ...(entries === undefined
      ? {}
      : { entries: entries.map((one, at) => ({ id: `e${at + 1}`, subject: 'm1', on: '2026-03-01', ...one })) }),
  };
}

const NONE: Documents = () => undefined;

type Outcome = { readonly scoring: Scoring | undefined; readonly problems: readonly Problem[] };

function run(document: unknown, facts: unknown, documents: Documents): Outcome {
  const parsed = parseFacts(facts);
  if (!parsed.ok) return { scoring: undefined, problems: parsed.problems };
  const { readings, params } = parsed.value;
  // Unsound schemes too: how the score stands up to them is worth a test.
  const rules = draftScheme(document, documents, { readings, params });
  if (!rules.ok) return { scoring: undefined, problems: rules.problems };
  const scoring = scoreRuleset(rules.value, parsed.value, () => '');
  return { scoring: scoring.ok ? scoring.value : undefined, problems: scoring.problems };
}

/** Scores a document as it is; an error is a fault of the test. */
export function scoringOf(document: unknown, facts: unknown, documents: Documents = NONE): Scoring {
  const { scoring, problems } = run(document, facts, documents);
  assert.deepEqual(
    problems.filter((one) => one.severity === 'error'),
    [],
  );
  assert.ok(scoring !== undefined);
  return scoring;
}

/** The results of a small scheme for small facts. */
export function resultsOf(blocks: Blocks, facts: Blocks = {}): Results {
  return scoringOf(smallScheme(blocks), smallFacts(facts)).results;
}

/** The result of one subject. */
export function resultOf(blocks: Blocks, facts: Blocks = {}, subject = 'm1'): SubjectResult {
  const found = resultsOf(blocks, facts).subjects[subject];
  assert.ok(found !== undefined, `no subject ${subject}`);
  return found;
}

/** The problems as `code path`; each must have a whole sentence. */
export function problemsOf(blocks: Blocks, facts: Blocks = {}): readonly string[] {
  const { problems } = run(smallScheme(blocks), smallFacts(facts), NONE);
  for (const one of problems) assert.doesNotMatch(sentence(one), /\{\w+\}|（未写）/, one.code);
  return problems.map((one) => `${one.code} ${one.at}`);
}

/** What is wrong with small facts, as `path：sentence`. */
export function sentencesOf(blocks: Blocks, facts: Blocks): readonly string[] {
  const { problems } = run(smallScheme(blocks), smallFacts(facts), NONE);
  return problems.map((one) => `${one.at}：${sentence(one)}`);
}

/** The explanation of one subject's score. */
export function explanationOf(blocks: Blocks, facts: Blocks = {}, subject = 'm1'): Explained {
  for (const one of scoringOf(smallScheme(blocks), smallFacts(facts)).scored) {
    const standing = one.run.standings.find((each) => one.run.book.people[each.person]?.id === subject);
    const tree = standing === undefined ? undefined : explainSubject(one, standing);
    if (tree !== undefined) return tree;
  }
  assert.fail(`no explanation for ${subject}`);
}

/** What is missing, in words, without the clauses. */
export function heldOf(result: SubjectResult): readonly string[] {
  return result.held.map((one) => one.what);
}
