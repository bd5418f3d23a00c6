import { add, compare, negate, print, sign, type Exact } from '../number.ts';
import type { PeriodUnit } from '../period.ts';
import type { Problem, Result } from '../problem.ts';
import type { Ruleset } from '../scheme/resolve.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Book } from './book/book.ts';
import { carryOf, presentScope, type Present } from './carry.ts';
import { checkInputs } from './input-range.ts';
import { deadlinesOf } from './due-rule.ts';
import { checkResults } from './book/elsewhere.ts';
import type { FactsFile } from './book/facts.ts';
import { gradeSoFar, NO_GRADE, type Draft } from './grading/grade.ts';
import { entryId, entryMark } from './book/ledger.ts';
import { gradeAll, type Graded } from './grading/grading.ts';
import { normsOf } from './norms.ts';
import { noticesOf } from './notices.ts';
import { checkParts, factsFor } from './book/part-facts.ts';
import { openBook } from './book/open-book.ts';
import { gatesOf, outcomesOf, type Followed } from './outcomes.ts';
import { compile, type Plan } from './plan.ts';
import { DROPPED_UNAPPROVED, type LinePlan } from './posting/posted.ts';
import { orgResults } from './org-results.ts';
import { GRADE_OPEN } from './telling/report-held.ts';
import { rankAll, rankOf, type Orders } from './grading/ranking.ts';
import type {
  DeadlineResult,
  HeldLine,
  NormResult,
  OpenRank,
  OrgResult,
  QuotaResult,
  Results,
  SubjectResult,
} from './results.ts';
import { homeOrg, idOf, isOnRoster, windowsOf } from './book/roster.ts';
import type { Run, Standing } from './run.ts';
import { scoreAll, type Progress } from './score-all.ts';
import { textsOf } from './text-rules.ts';
import { on } from './book/timeline.ts';
import { isGap, type Value } from './value.ts';
import { partValue } from './veto.ts';

/** What a run can be told besides rules and facts. */
export type ScoreOptions = {
  readonly progress?: Progress;
  /** Something is wrong with the facts already: they are only held against the rules, for what else is wrong. */
  readonly checkOnly?: boolean;
};

/** One part of a scored ruleset with everything needed to explain it. */
export type Scored = {
  readonly run: Run;
  readonly graded: Graded;
  readonly places: Orders['places'];
  readonly openRanks: Orders['open'];
};

/** Results of a whole ruleset and, beside them, the runs they came from. */
export type Scoring = {
  readonly results: Results;
  readonly scored: readonly Scored[];
  /** What is said once for all beside the results. */
  readonly notices: readonly Problem[];
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
  let results = facts.results;
  checkResults(ruleset.parts, facts, problems);
  if (ruleset.parts.length > 1) checkParts(ruleset.parts, facts, problems);
  for (const part of ruleset.parts) {
    const own = ruleset.parts.length === 1 ? facts : factsFor(part, { ...facts, results }, ruleset.parts);
    const one = scorePart(part, own, problems, options);
    if (one === undefined) continue;
    scored.push(one);
    if (!problems.some((p) => p.severity === 'error')) collect(one, collected);
    results = { ...results, [part.scheme]: { ...publishedOf(one), ...results[part.scheme] } };
  }
  if (options.checkOnly === true || problems.some((p) => p.severity === 'error')) return { ok: false, problems };
  const notices = scored.flatMap(({ run }) => noticesOf(run, collected.subjects));
  problems.push(...notices);
  const head = { scheme: ruleset.id, version: hash(ruleset.text), period: facts.period, readings: ruleset.readings };
  const { subjects, orgs, ...lists } = collected;
  const byId = { subjects: Object.fromEntries(subjects), orgs: Object.fromEntries(orgs) };
  return { ok: true, problems, value: { results: { ...head, ...byId, ...lists, problems }, scored, notices } };
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

/** The result of one subject as published. */
export function subjectResult(one: Scored, standing: Standing): SubjectResult {
  const { run, graded, places } = one;
  const { person } = standing;
  const draft = graded.drafts[person];
  const open = draft !== undefined && draft.force === 'may';
  const present: Present = { ...gradeSoFar(draft ?? NO_GRADE), places };
  const { grade } = present;
  const followed =
    standing.status === 'exempt' && standing.exemption?.path !== 'node' ? NOTHING : outcomesOf(run, standing, present);
  const account = accountsOf(standing, followed.credits);
  const rank =
    run.plan.scheme.rankings[0] === undefined
      ? graded.order[person]
      : rankOf(places.get(run.plan.scheme.rankings[0].id), person);
  const gates = gatesOf(run, standing, present, followed.found);
  return {
    status: statusOf(standing, draft),
    score: isGap(standing.total) ? null : print(standing.total),
    nodes: nodesOf(run, standing),
    ...gradeOf(run, one, standing, grade),
    ...(draft?.provisional === true ? { provisional: true } : {}),
    ...(open && draft?.grade !== undefined ? { proposed: draft.grade } : {}),
    ...(draft !== undefined && draft.options.length > 0 ? { options: draft.options } : {}),
    ...(rank === undefined ? {} : { rank }),
    ...ranksOf(one, person),
    ...(typeof standing.category === 'string' ? { category: standing.category } : {}),
    outcomes: followed.lines,
    ...(gates === undefined ? {} : { gates }),
    held: heldOf(run, standing, draft, followed.held),
    ...(Object.keys(account).length === 0 ? {} : { account }),
    ...carryLines(run, standing, present),
  };
}

/** Where a vote gives the grade and nothing a score, no papers means nothing to show yet. */
function statusOf(standing: Standing, draft: Draft | undefined): SubjectResult['status'] {
  const open = draft !== undefined && draft.grade === undefined && draft.options.length === 0 && draft.why.length > 0;
  return standing.status === 'scored' && isGap(standing.total) && open ? 'held' : standing.status;
}

const NOTHING: Followed = { lines: [], held: [], credits: [], found: new Map() };

function gradeOf(
  run: Run,
  one: Scored,
  standing: Standing,
  grade: string | undefined,
): { readonly grade?: string | null } {
  if (run.plan.scheme.grade === undefined || one.graded.ungraded.has(standing.person)) return {};
  return { grade: grade ?? null };
}

function ranksOf(one: Scored, person: number): { readonly ranks?: Readonly<Record<string, number>> } {
  const { rankings } = one.run.plan.scheme;
  if (rankings.length < 2 && rankings[0]?.per === undefined) return {};
  const parted = new Set(rankings.flatMap((rule) => (rule.per === undefined ? [] : [rule.id])));
  const ranks = [...one.places].flatMap(([id, places]) => {
    const rank = parted.has(id) ? undefined : rankOf(places, person);
    return rank === undefined ? [] : [[id, rank] as const];
  });
  return { ranks: Object.fromEntries(ranks) };
}

/** All nodes that were evaluated, sub-periods as `node@period`, and the scores of items that the subject has. */
function nodesOf(run: Run, standing: Standing): Readonly<Record<string, string | null>> {
  if (standing.values.length === 0) return {};
  const nodes: Record<string, string | null> = {};
  const put = (key: string, value: Value | undefined): void => {
    if (value !== undefined && !(isGap(value) && value.gap === 'exclude'))
      nodes[key] = isGap(value) ? null : print(value);
  };
  const aside = run.asideOf(standing.person);
  run.plan.scheme.score.forEach(({ id }, index) => {
    put(id, index === 0 ? standing.total : (standing.values[index] ?? aside[index]));
  });
  for (const item of run.plan.scheme.items) {
    const recorded =
      item.start !== 'judged' &&
      item.max === undefined &&
      item.rules.length > 0 &&
      item.rules.every((rule) => rule.effect === 'record');
    if (!recorded && item.per === undefined) put(item.id, run.itemOf(standing.person, item.id));
  }
  for (const node of run.plan.scheme.score) if ('over' in node) subNodes(run, standing, node.over.unit, put);
  return nodes;
}

function subNodes(run: Run, standing: Standing, unit: PeriodUnit, put: (key: string, value: Value) => void): void {
  for (const window of windowsOf(run.book, unit, run.plan.scheme.period.week)) {
    if (!isOnRoster(run.book, standing.person, window.first, window.last)) continue;
    const seen = run.listen(standing.person, window, (step) => {
      if (step.window === window.id) put(`${step.node.id}@${window.id}`, step.value);
    });
    for (const node of run.plan.scheme.score) {
      if (!('over' in node) || node.over.unit !== unit) continue;
      const { node: part } = node.over;
      put(
        `${part}@${window.id}`,
        partValue(run, standing.person, window, () => seen.value(part)),
      );
    }
  }
}

function accountsOf(standing: Standing, credits: Followed['credits']): Readonly<Record<string, string>> {
  const balances = new Map<string, Exact>();
  for (const [id, value] of standing.accounts) if (!isGap(value)) balances.set(id, value);
  for (const [id, amount] of credits) {
    const before = balances.get(id);
    if (before !== undefined) balances.set(id, add(before, amount));
  }
  return Object.fromEntries([...balances].map(([id, value]) => [id, print(value)]));
}

function heldOf(
  run: Run,
  standing: Standing,
  draft: Draft | undefined,
  followed: readonly HeldLine[],
): readonly HeldLine[] {
  const lines: HeldLine[] = [];
  const { total } = standing;
  if (isGap(total) && total.gap === 'hold') lines.push(...total.why.map(lineOf));
  if (standing.status === 'held' && isGap(total) && total.gap === 'exclude') lines.push({ what: '没有一个部分计分' });
  if (typeof standing.category === 'object') lines.push(...standing.category.why.map(lineOf));
  lines.push(...(draft?.why ?? []).map(lineOf), ...waiting(run, standing.person), ...followed);
  const { confirm } = run.plan.scheme.grade ?? {};
  if (confirm !== undefined && draft !== undefined && standing.status !== 'held')
    lines.push({ what: `等次须经${confirm.by}确认`, clause: confirm.clause });
  return onceEach(lines);
}

/** Each sentence once; that the grade waits goes without saying where it is said for what. */
function onceEach(lines: readonly HeldLine[]): readonly HeldLine[] {
  const all = new Map(lines.toReversed().map((line) => [line.what, line]));
  const own = lines.filter((line) => line.proposal === undefined);
  return lines.filter((line) => all.get(line.what) === line && (line.what !== GRADE_OPEN || own.length === 1));
}

type HeldWhy = { readonly what: string; readonly clause?: string | undefined };

function lineOf(why: HeldWhy): HeldLine {
  return why.clause === undefined ? { what: why.what } : { what: why.what, clause: why.clause };
}

/** Entries that nobody has approved yet, and those of which something needed is missing. */
function waiting(run: Run, person: number): readonly HeldLine[] {
  const { ledger } = run.book;
  const { lines } = run.plan.posting;
  const held: HeldLine[] = [];
  for (let e = ledger.start[person] as number; e < (ledger.start[person + 1] as number); e += 1) {
    if (run.posts.drop[e] !== DROPPED_UNAPPROVED) continue;
    const plan = lines[ledger.line[e] as number] as LinePlan;
    const what = `${plan.label}（${entryMark(entryId(ledger, e))}）待${approvers(run, e, plan)}审批，暂不计分`;
    held.push({ what, clause: plan.clause });
  }
  for (const { gap } of run.posts.open.get(person) ?? []) held.push(...gap.why.map(lineOf));
  return held;
}

function approvers(run: Run, entry: number, plan: LinePlan): string {
  const { ledger } = run.book;
  const worth = plan.value(ledger, entry, ledger.count[entry] as number);
  if (worth === undefined) return '有权组织';
  const amount = sign(worth) < 0 ? negate(worth) : worth;
  const route = plan.line.approval?.routes.find((one) => {
    const most = run.plan.amounts(one.upTo);
    return most === undefined || compare(amount, most) <= 0;
  });
  return route?.by.join('、') ?? '有权组织';
}

function carryLines(
  run: Run,
  standing: Standing,
  present: Present,
): { readonly carry?: Readonly<Record<string, string | boolean>> } {
  const rules = run.plan.scheme.carry.filter((one) => one.kind !== 'account');
  if (rules.length === 0 || standing.status === 'exempt') return {};
  const scope = presentScope(run, standing, present);
  const carry: Record<string, string | boolean> = {};
  for (const rule of rules) {
    const value = carryOf(run, standing, rule.id, scope);
    if (typeof value === 'boolean') carry[rule.id] = value;
    else if (!isGap(value)) carry[rule.id] = print(value);
    else if (value.least !== undefined) carry[rule.id] = print(value.least);
  }
  return { carry };
}
