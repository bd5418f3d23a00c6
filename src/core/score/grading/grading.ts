import { problem, type Problem } from '../../problem.ts';
import type { Condition } from '../../scheme/condition.ts';
import type { Grading } from '../../scheme/grade.ts';
import { presentScopes } from '../carry.ts';
import { testOf, type Test } from '../conditions.ts';
import { afterDecisions, tellOverLine } from './decided-quota.ts';
import { standings } from './standing-line.ts';
import { fixedGrade, type Limit } from './fixed-grade.ts';
import { bandGrade, gradeSoFar, heldGrade, NO_GRADE, stepped, type Draft, type TablePlan } from './grade.ts';
import { mandatoryGrade } from './mandatory.ts';
import type { GradingWork } from './grading-work.ts';
import { leftOutOf, quotaOf } from './quota.ts';
import type { Places } from './ranking.ts';
import type { OpenRank, QuotaResult } from '../results.ts';
import { idOf } from '../book/roster.ts';
import { nodeValue, type Run, type Standing } from '../run.ts';
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
  const lines = standings(work);
  const overriding = asking(run, grading.overrides);
  for (const standing of run.standings) overrides(work, overriding, standing);
  const handedOut = grading.quotas.flatMap((quota) => quotaOf(work, quota));
  const quotas = handedOut.map((one) => one.result);
  const carrying = asking(run, grading.carried);
  for (const standing of run.standings) carried(work, carrying, standing);
  if (run.book.decisions.size > 0) for (const standing of run.standings) decided(work, standing, quotas, out);
  const settled = handedOut.map((one) => afterDecisions(work, one, out));
  for (const line of lines) tellOverLine(work, line, out);
  for (const standing of run.standings) if (isLeftToBody(standing)) work.drafts[standing.person] ??= awaited(standing);
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

/** Whether somebody has no points, and a body says the grade (免评而由组织定等). */
function isLeftToBody({ left, exemption }: Standing): boolean {
  return !left && exemption?.path === 'decision';
}

/** What such a grade is while nobody has decided. */
function awaited({ exemption }: Standing): Draft {
  const { label, clause } = exemption as NonNullable<Standing['exemption']>;
  return heldGrade({ gap: 'hold', why: [{ what: `${label}，等次等待有权组织认定`, clause }] });
}

/** Whether the scheme leaves this grade to a decision. */
function isLeft(standing: Standing, draft: Draft | undefined, decision: string, reason: string | undefined): boolean {
  if (draft === undefined) return isLeftToBody(standing);
  if (draft.options.includes(decision) || draft.grade === decision) return true;
  return draft.force === 'should' && reason !== undefined;
}
