import { compare, equals, type Exact } from '../../number.ts';
import { problem, type Problem } from '../../problem.ts';
import type { Condition } from '../../scheme/condition.ts';
import type { Grading } from '../../scheme/grade.ts';
import { presentScopes } from '../carry.ts';
import { testOf, type Test } from '../conditions.ts';
import { factOf } from '../book/fact-value.ts';
import { afterDecisions } from './decided-quota.ts';
import { fixedGrade, type Limit } from './fixed-grade.ts';
import {
  bandGrade,
  comeTo,
  gradeSoFar,
  heldGrade,
  level,
  neighbour,
  NO_GRADE,
  pending,
  stepped,
  type Draft,
  type TablePlan,
} from './grade.ts';
import { aside, cutAt, slotsIn, withoutCount } from './headcount.ts';
import { mandatoryGrade } from './mandatory.ts';
import type { GradingWork } from './grading-work.ts';
import { mayChange } from './open-rank.ts';
import { leftOutOf, quotaOf } from './quota.ts';
import { groupId, groupsOf, orgOfGroup, type Places } from './ranking.ts';
import type { OpenRank, QuotaResult } from '../results.ts';
import { idOf } from '../book/roster.ts';
import { nodeValue, scopeFor, type Run, type Standing } from '../run.ts';
import type { Scope } from '../book/scope.ts';
import { isGap, type Gap } from '../value.ts';
import { visible } from '../../text/sentence.ts';
import { inForce, vetoNames } from '../veto.ts';
import { votedGrade } from './voted-grade.ts';

type Table = Grading['tables'][number];

/** What grading found: a draft for each subject, quotas per organisation, places by the total. */
export type Graded = {
  /** By person. */
  readonly drafts: readonly (Draft | undefined)[];
  readonly quotas: readonly QuotaResult[];
  /** By which sum each of them has so many places; empty where the clause says the number. */
  readonly slots: ReadonlyMap<QuotaResult, string>;
  /** Place by the total in the organisation, only where a quota or standing orders it. */
  readonly order: readonly (number | undefined)[];
  /** Organisations in which that order may change. */
  readonly open: readonly OpenRank[];
  /** Scored but not graded. */
  readonly ungraded: ReadonlySet<number>;
};

/** Stage 5: grades of everybody at once, since quotas and standings need the whole organisation (定等). */
export function gradeAll(run: Run, places: ReadonlyMap<string, Places>, out: Problem[]): Graded {
  const grading = run.plan.scheme.grade;
  const ungraded = new Set<number>();
  if (grading === undefined) return { drafts: [], quotas: [], slots: new Map(), order: [], open: [], ungraded };
  const forEach = <T>(): (T | undefined)[] => run.book.people.map(() => undefined);
  const tables = forEach<Table>();
  const scopes = presentScopes(run, places);
  const scopeOf: GradingWork['scopeOf'] = (standing, draft) => {
    const { grade, options } = gradeSoFar(draft);
    return scopes(standing, grade, options);
  };
  const work: GradingWork = { run, grading, drafts: forEach(), tables, places, order: forEach(), open: [], scopeOf };
  for (const standing of run.standings) first(work, tables, standing, ungraded);
  standings(work);
  const overriding = asking(run, grading.overrides);
  for (const standing of run.standings) overrides(work, overriding, standing);
  const handedOut = grading.quotas.flatMap((quota) => quotaOf(work, quota));
  const quotas = handedOut.map((one) => one.result);
  const carrying = asking(run, grading.carried);
  for (const standing of run.standings) carried(work, carrying, standing);
  if (run.book.decisions.size > 0) for (const standing of run.standings) decided(work, standing, quotas, out);
  const settled = handedOut.map((one) => afterDecisions(work, one, out));
  const slots = new Map(settled.map((one) => [one.result, one.how]));
  return {
    drafts: work.drafts,
    quotas: settled.map((one) => one.result),
    slots,
    order: work.order,
    open: work.open,
    ungraded,
  };
}

/** Table, bands or vote, mandatory items. */
function first(work: GradingWork, tables: (Table | undefined)[], standing: Standing, ungraded: Set<number>): void {
  const { run, grading } = work;
  if (
    standing.left ||
    (standing.status === 'exempt' && !(standing.exemption?.path === 'node' && standing.exemption.grade))
  )
    return;
  const scope = work.scopeOf(standing, NO_GRADE);
  for (const plan of run.plan.tables) {
    const { table } = plan;
    const truth = plan.when(scope);
    if (truth === false) continue;
    if (truth !== true) return void (work.drafts[standing.person] = heldGrade(truth));
    if (table.ungraded) return void ungraded.add(standing.person);
    tables[standing.person] = table;
    const draft =
      table.vote === undefined
        ? scored(work, plan, standing, scope)
        : votedGrade(run, grading.ladder, table.vote, standing);
    work.drafts[standing.person] = mandatoryGrade(run, grading, standing, draft, scope);
    return;
  }
}

function scored(work: GradingWork, plan: TablePlan, standing: Standing, scope: Scope): Draft {
  const { table } = plan;
  const value = table.node === undefined ? standing.total : nodeValue(work.run, standing, table.node);
  if (!isGap(value)) return bandGrade(plan, value, scope);
  return value.gap === 'hold' ? heldGrade(value) : NO_GRADE;
}

type StandingRule = Grading['standings'][number];

/** 靠前、靠后: a place in the organisation as a condition of a grade. */
function standings(work: GradingWork): void {
  const { grading } = work;
  if (grading.standings.length === 0 && grading.quotas.length === 0) return;
  for (const group of groupsOf(work.run, 'org')) {
    const all = group.filter((one) => work.drafts[one.person] !== undefined);
    const banded = all.filter((one) => work.tables[one.person]?.vote === undefined);
    const graded = banded.filter((one) => !isGap(one.total));
    placeAll(work, graded);
    const pending = group.filter(
      (one) => work.drafts[one.person] !== undefined && isGap(one.total) && one.total.gap === 'hold',
    );
    if (pending.length > 0 && graded.length > 0)
      work.open.push({ org: groupId(work.run, 'org', group), pending: pending.length, ranked: true });
    const change = mayChange(pending.length, '名次');
    for (const rule of grading.standings) {
      const line = lineOf(work, rule, { all, graded });
      for (const one of banded) stand(work, rule, one, { line, change });
    }
  }
}

function placeAll(work: GradingWork, graded: readonly Standing[]): void {
  const ordered = graded.toSorted((a, b) => compare(b.total as Exact, a.total as Exact));
  let [rank, before]: [number, Exact | undefined] = [0, undefined];
  ordered.forEach((one, at) => {
    const total = one.total as Exact;
    if (before === undefined || !equals(total, before)) rank = at + 1;
    before = total;
    work.order[one.person] = rank;
  });
}

/** Those of an organisation who are graded, and among them those with a score already. */
type Group = { readonly all: readonly Standing[]; readonly graded: readonly Standing[] };

/** Who is within a line drawn through an organisation, and who shares it; what is said of those who are awaited. */
type Drawn = { readonly line: Line | Gap | undefined; readonly change: string };
type Line = {
  readonly in: ReadonlySet<Standing>;
  readonly contested: ReadonlySet<Standing>;
  /** How many are within it, and by which sum. */
  readonly what: string;
};

function stand(work: GradingWork, rule: StandingRule, one: Standing, drawn: Drawn): void {
  const draft = work.drafts[one.person];
  if (draft?.grade !== rule.grade) return;
  const told = toldStanding(work.run, rule, one);
  const answer = told ?? counted(work.run, rule, one, drawn.line);
  const what = drawn.line === undefined || 'gap' in drawn.line ? '' : drawn.line.what;
  const why = told === undefined ? aside(placeText(work, one), what, drawn.change) : '（支部认定）';
  if (answer === true) {
    const place = rule.end === 'top' ? '名次靠前' : '名次靠后';
    return void (work.drafts[one.person] = stepped(draft, `${place}${why}`, rule.clause));
  }
  const next = answer === false ? demoted(work, rule, one, draft, why) : undecided(work, rule, draft, answer);
  work.drafts[one.person] = next;
}

function placeText({ order }: GradingWork, { person }: Standing): string {
  return order[person] === undefined ? '' : `第 ${order[person]} 名`;
}

/** What the branch has already decided about somebody's place, if anything. */
function toldStanding(run: Run, rule: StandingRule, one: Standing): boolean | undefined {
  const fact = rule.fact === undefined ? undefined : run.plan.env.facts.get(rule.fact);
  if (fact === undefined) return undefined;
  const value = factOf(fact, scopeFor(run.plan, run.book, one.person, run.book.end), 'subject', run.plan.env.facts);
  return value === undefined ? undefined : value === rule.value;
}

function counted(run: Run, rule: StandingRule, one: Standing, line: Drawn['line']): boolean | string {
  if (isGap(one.total)) return '还没有总分，名次无从排起，等待支部认定';
  if (line === undefined) return `${withoutLine(run, rule)}，等待支部认定`;
  if ('gap' in line) return `${withoutCount(line)}，等待支部认定`;
  if (!line.contested.has(one)) return line.in.has(one);
  return rule.ties === 'human' ? `名次线上有并列（${line.what}），等待支部认定` : rule.ties === 'all-in';
}

/** No line was written, or the parameter that draws it was not filled in. */
function withoutLine({ plan }: Run, { share, count, end }: StandingRule): string {
  const given = [share, count].filter((one) => one !== undefined);
  const [why] = given.length === 0 ? [] : plan.env.unset(given).why;
  return why?.what ?? `名次是否${end === 'top' ? '靠前' : '靠后'}没有写明界线`;
}

/** The line that a rule draws through those of an organisation who have a score; none where no number is given, a gap where the people cannot be counted. */
function lineOf(work: GradingWork, rule: StandingRule, { all, graded }: Group): Drawn['line'] {
  const slots = slotsIn(work.run, rule, orgOfGroup(work.run, 'org', all), all);
  if (slots === undefined || 'gap' in slots) return slots;
  const { places, how } = slots;
  const turn = rule.end === 'top' ? -1 : 1;
  const ordered = graded.toSorted((a, b) => compare(a.total as Exact, b.total as Exact) * turn);
  const cut = cutAt(ordered, places, (a, b) => equals(a.total as Exact, b.total as Exact));
  const what = `${rule.end === 'top' ? '前' : '后'} ${places} 名${how === '' ? '' : `：${how}`}`;
  return { in: new Set(cut.in), contested: new Set(cut.contested), what };
}

function demoted(work: GradingWork, rule: StandingRule, one: Standing, draft: Draft, why: string): Draft {
  const { ladder } = work.grading;
  if (rule.unmet === 'same') return draft;
  if (rule.unmet === 'lower') {
    const below = ladder.slice(level(ladder, rule.grade) + 1);
    if (below.length === 0) return draft;
    return pending(draft, below, '分数够而名次不够，归哪一等没有写明，等待支部认定', rule.clause);
  }
  if (rule.unmet === 'pending') return undecided(work, rule, draft, '分数够而名次不够，等待支部认定');
  const grade = neighbour(ladder, rule.grade, rule.unmet === 'next' ? 1 : -1);
  if (grade === undefined) return draft;
  const place = rule.end === 'top' ? '靠前' : '靠后';
  const next = stepped(draft, `名次不${place}${why}，归「${grade}」`, rule.clause);
  return { ...next, ...comeTo(work.tables[one.person] as Table, grade, rule.grade) };
}

function undecided(work: GradingWork, rule: StandingRule, draft: Draft, what: string): Draft {
  const step = rule.unmet === 'next' ? 1 : rule.unmet === 'upper' ? -1 : rule.end === 'top' ? 1 : -1;
  const other = neighbour(work.grading.ladder, rule.grade, step);
  return pending(draft, other === undefined ? [rule.grade] : [rule.grade, other], what, rule.clause);
}

/** Status overrides and vetoes that fix a grade (一律…). */
function overrides(work: GradingWork, rules: Asking<Grading['overrides'][number]>, standing: Standing): void {
  const { run, grading } = work;
  const draft = work.drafts[standing.person];
  if (draft === undefined) return;
  const asked = holding(work, standing, draft, rules);
  const veto = inForce(run.plan, standing.vetoes, 'lowest-grade');
  if (asked.length === 0 && veto === false) return;
  const found = run.plan.vetoes
    .map((one) => one.veto)
    .filter((one) => one.effect === 'lowest-grade' && standing.vetoes.get(one.id) === true);
  work.drafts[standing.person] = fixedGrade(draft, grading.ladder, [
    ...asked.map(({ one, truth }) => limitOf(one, truth)),
    ...(veto === false ? [] : lowestGrade(grading.ladder, found, veto)),
  ]);
}

/** Rules with their conditions ready to be asked. */
type Asking<R> = readonly { readonly one: R; readonly test: Test }[];

function asking<R extends { readonly when: Condition }>({ plan }: Run, rules: readonly R[]): Asking<R> {
  return rules.map((one) => ({ one, test: testOf(one.when, plan.env) }));
}

/** The rules that hold for somebody, or of which that cannot be told; mostly none. */
function holding<R>(
  work: GradingWork,
  standing: Standing,
  draft: Draft,
  rules: Asking<R>,
): readonly { readonly one: R; readonly truth: true | Gap }[] {
  if (rules.length === 0) return [];
  const scope = work.scopeOf(standing, draft);
  let found: { readonly one: R; readonly truth: true | Gap }[] | undefined;
  for (const { one, test } of rules) {
    const truth = test(scope);
    if (truth !== false) (found ??= []).push({ one, truth });
  }
  return found ?? [];
}

function limitOf(rule: Grading['overrides'][number], truth: Limit['truth']): Limit {
  const { force, provisional, clause, when: asked } = rule;
  const grade = rule.grade ?? rule.atMost ?? '';
  const sets = rule.grade !== undefined;
  return {
    grade,
    sets,
    truth,
    force,
    provisional,
    clause,
    asked,
    step: `有规定的情形，${sets ? '定为' : '不高于'}「${grade}」`,
  };
}

/** The lowest grade, by what is an instance of it (一票否决). */
function lowestGrade(
  ladder: readonly string[],
  vetoes: readonly { readonly label: string; readonly clause: string }[],
  truth: Limit['truth'],
): readonly Limit[] {
  const { term, own } = vetoNames(vetoes.map((one) => one.label));
  const named = own.length === 0 ? term : `${term}（${own.join('、')}）`;
  const limit = (grade: string): Limit => ({
    grade,
    sets: true,
    truth,
    force: 'must',
    provisional: false,
    step: `${named}，定为「${grade}」`,
    clause: vetoes[0]?.clause,
  });
  return ladder.slice(-1).map(limit);
}

/** What earlier periods together with this one make of the grade (连续两年警示 → 不合格). */
function carried(work: GradingWork, rules: Asking<Grading['carried'][number]>, standing: Standing): void {
  const draft = work.drafts[standing.person];
  if (draft === undefined) return;
  const asked = holding(work, standing, draft, rules);
  if (asked.length === 0) return;
  const { provisional } = draft;
  const limits = asked.map(({ one: { grade, force, clause, when }, truth }): Limit => {
    const step = `连同往期看，定为「${grade}」`;
    return { grade, sets: true, truth, force, provisional, step, clause, asked: when };
  });
  work.drafts[standing.person] = fixedGrade(draft, work.grading.ladder, limits);
}

/**
 * A decision stands where the scheme leaves one: among the options, or with a reason where the clause says 原则上. No
 * reason makes room in a quota that must be kept. While a rule is open that may yet fix the grade, it stands for now.
 */
function decided(work: GradingWork, standing: Standing, quotas: readonly QuotaResult[], out: Problem[]): void {
  const known = work.run.book.decisions.get(standing.person);
  if (known?.grade === undefined) return;
  const { grade: decision, reason, by } = known;
  const id = idOf(work.run.book, standing.person);
  const draft = work.drafts[standing.person];
  const leftOut = leftOutOf(work.grading.quotas, quotas, id, decision);
  const needsReason = reason === undefined && (draft?.force === 'should' || leftOut === 'should');
  const kept = leftOut === undefined || (leftOut === 'should' && reason !== undefined);
  if (!kept || !isLeft(standing, draft, decision, reason)) {
    const code = needsReason && leftOut !== 'must' ? 'decision-needs-reason' : 'decision-not-allowed';
    const list = (draft?.options ?? []).join('、') || (draft?.grade ?? '无');
    out.push(problem(code, `decisions.${id}.grade`, { got: decision, list }));
    return;
  }
  const next = stepped(
    draft ?? NO_GRADE,
    visible(`${by}定为「${decision}」${reason === undefined ? '' : `（${reason}）`}`),
  );
  const { open } = next;
  const provisional = next.provisional || open.length > 0;
  work.drafts[standing.person] = { ...next, grade: decision, force: 'must', options: [], why: open, provisional };
}

/** Whether the scheme leaves this grade to a decision. */
function isLeft(standing: Standing, draft: Draft | undefined, decision: string, reason: string | undefined): boolean {
  if (draft === undefined) return !standing.left && standing.exemption?.path === 'decision';
  if (draft.options.includes(decision) || draft.grade === decision) return true;
  return draft.force === 'should' && reason !== undefined;
}
