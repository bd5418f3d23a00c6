import { print } from '../number.ts';
import type { Problem, Result } from '../problem.ts';
import type { Ruleset } from '../scheme/resolve.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Book } from './book/book.ts';
import { checkInputs } from './input-range.ts';
import { deadlinesOf } from './due-rule.ts';
import { checkResults } from './book/elsewhere.ts';
import type { FactsFile } from './book/facts.ts';
import { gradeAll } from './grading/grading.ts';
import { normsOf } from './norms.ts';
import { noticesOf } from './notices.ts';
import { checkParts, factsFor } from './book/part-facts.ts';
import { openBook } from './book/open-book.ts';
import { compile, type Plan } from './plan.ts';
import { orgResults } from './org-results.ts';
import { rankAll } from './grading/ranking.ts';
import type { DeadlineResult, NormResult, OpenRank, OrgResult, QuotaResult, SubjectResult } from './results.ts';
import { homeOrg, idOf, nameOf } from './book/roster.ts';
import { scoreAll, type Progress } from './score-all.ts';
import { textsOf } from './text-rules.ts';
import { on } from './book/timeline.ts';
import { isGap } from './value.ts';
import type { Scored, Scoring } from './scored.ts';
import { subjectResult } from './subject-result.ts';

/** What a run can be told besides rules and facts. */
export type ScoreOptions = {
  readonly progress?: Progress;
  /** Something is wrong with the facts already: they are only held against the rules, for what else is wrong. */
  readonly checkOnly?: boolean;
};

/**
 * Scores a facts document by a ruleset: stages 0 to 7 of the language page, exact, the same every time.
 * `hash` makes the version out of the ruleset's canonical text. All problems of the facts come back at once; then there
 * are no results. Source: docs/scheme-language.md.
 */
export function scoreRuleset(
  ruleset: Ruleset,
  facts: FactsFile,
  hash: (text: string) => string,
  options: ScoreOptions = {},
): Result<Scoring> {
  const problems: Problem[] = [];
  const scored: Scored[] = [];
  const collected: Collected = {
    subjects: new Map(),
    orgs: new Map(),
    quotas: [],
    openRanks: [],
    norms: [],
    deadlines: [],
  };
  let published = facts.results;
  checkResults(ruleset.parts, facts, problems);
  if (ruleset.parts.length > 1) checkParts(ruleset.parts, facts, problems);
  for (const part of ruleset.parts) {
    const own = ruleset.parts.length === 1 ? facts : factsFor(part, { ...facts, results: published }, ruleset.parts);
    const one = scorePart(part, own, problems, options);
    if (one === undefined) continue;
    scored.push(one);
    if (!problems.some((p) => p.severity === 'error')) collect(one, collected);
    published = { ...published, [part.scheme]: { ...publishedOf(one), ...published[part.scheme] } };
  }
  if (options.checkOnly === true || problems.some((p) => p.severity === 'error')) return { ok: false, problems };
  const noticed = (called: typeof nameOf): readonly Problem[] =>
    scored.flatMap(({ run }) => noticesOf(run, collected.subjects, called));
  const notices = noticed(nameOf);
  const head = { scheme: ruleset.id, version: hash(ruleset.text), period: facts.period, readings: ruleset.readings };
  const { subjects, orgs, ...lists } = collected;
  const byId = { subjects: Object.fromEntries(subjects), orgs: Object.fromEntries(orgs) };
  const results = { ...head, ...byId, ...lists, problems: [...problems, ...noticed(idOf)] };
  return { ok: true, problems: [...problems, ...notices], value: { results, scored, notices } };
}

type Collected = {
  readonly subjects: Map<string, SubjectResult>;
  readonly orgs: Map<string, OrgResult>;
  readonly quotas: QuotaResult[];
  readonly openRanks: OpenRank[];
  readonly norms: NormResult[];
  readonly deadlines: DeadlineResult[];
};

function collect(one: Scored, into: Collected): void {
  const { run } = one;
  run.standings.forEach((standing) => {
    into.subjects.set(idOf(run.book, standing.person), subjectResult(one, standing));
  });
  for (const [id, org] of Object.entries(orgResults(one.run))) into.orgs.set(id, mergeOrg(into.orgs.get(id), org));
  for (const quota of one.graded.quotas) into.quotas.push(quota);
  for (const rank of one.openRanks) into.openRanks.push(rank);
  for (const norm of [...normsOf(run), ...textsOf(run)]) into.norms.push(norm);
  for (const line of deadlinesOf(run)) into.deadlines.push(line);
}

function mergeOrg(before: OrgResult | undefined, now: OrgResult): OrgResult {
  return before === undefined ? now : { ...before, outcomes: [...before.outcomes, ...now.outcomes] };
}

/** Stages 0 to 6 for one scheme. Undefined when the facts cannot be read against it. */
export function scorePart(
  scheme: Scheme,
  facts: FactsFile,
  problems: Problem[],
  options: ScoreOptions = {},
): Scored | undefined {
  const plan = compile(scheme, facts.params);
  const book = openBook(scheme, plan.catalogue, plan.amounts, facts, problems);
  if (book === undefined) return undefined;
  checkInputs(plan, book, problems);
  if (options.checkOnly === true || problems.some((p) => p.severity === 'error')) return undefined;
  return finish(plan, book, problems, options.progress);
}

/** Runs a compiled plan over an open book (for benchmarks and for scoring again). */
export function finish(plan: Plan, book: Book, problems: Problem[], progress?: Progress): Scored {
  const run = scoreAll(plan, book, progress);
  const { places, open } = rankAll(run);
  const graded = gradeAll(run, places, problems);
  return { run, places, graded, openRanks: [...open, ...graded.open] };
}

function publishedOf(one: Scored): FactsFile['results'][string] {
  const { run } = one;
  return Object.fromEntries(
    run.standings
      .filter((one) => one.outside === undefined)
      .map((standing) => {
        const org = homeOrg(run.book, standing.person);
        const leadership = on(run.book.people[standing.person]?.leadership, run.book.end) ?? false;
        const score = isGap(standing.total) ? undefined : print(standing.total);
        return [
          idOf(run.book, standing.person),
          {
            score,
            org: org === undefined ? undefined : idOf(run.book, run.book.people.length + org),
            leadership,
            status: standing.status,
            grade: undefined,
          },
        ];
      }),
  );
}
