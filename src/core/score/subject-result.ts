import { pushAll } from '../push-all.ts';
import { add, compare, negate, print, sign, type Exact } from '../number.ts';
import type { PeriodUnit } from '../period.ts';
import { carryOf, presentScope, type Present } from './carry.ts';
import { gradeSoFar, NO_GRADE, type Draft } from './grading/grade.ts';
import { entryId, entryMark } from './book/ledger.ts';
import { gatesOf, outcomesOf, type Followed } from './outcomes.ts';
import { DROPPED_UNAPPROVED, type LinePlan } from './posting/posted.ts';
import { GRADE_OPEN } from './conditions.ts';
import { rankOf } from './grading/ranking.ts';
import type { HeldLine, SubjectResult } from './results.ts';
import { isOnRoster, windowsOf } from './book/roster.ts';
import type { Run, Standing } from './run.ts';
import { isGap, whyKey, type Value, type Why } from './value.ts';
import { partValue } from './veto.ts';
import type { Scored } from './scored.ts';

/** The result of one subject as published. */
export function subjectResult(one: Scored, standing: Standing): SubjectResult {
  const { run, graded, places } = one;
  const { person } = standing;
  const draft = graded.drafts[person];
  const open = draft !== undefined && draft.force === 'may';
  const present: Present = { ...gradeSoFar(draft ?? NO_GRADE), places };
  const { grade } = present;
  const { status, exemption, left } = standing;
  const follows = !left && (status !== 'exempt' || exemption?.path === 'node');
  const followed = follows ? outcomesOf(run, standing, present) : NOTHING;
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
  // Whoever has left is rated elsewhere: nothing is awaited here.
  if (standing.left) return lines;
  if (isGap(total) && total.gap === 'hold') pushAll(lines, total.why.map(lineOf));
  if (standing.status === 'held' && isGap(total) && total.gap === 'exclude') lines.push({ what: '没有一个部分计分' });
  if (typeof standing.category === 'object') pushAll(lines, standing.category.why.map(lineOf));
  pushAll(lines, [...(draft?.why ?? []).map(lineOf), ...waiting(run, standing.person), ...followed]);
  const { confirm } = run.plan.scheme.grade ?? {};
  if (confirm !== undefined && draft !== undefined && standing.status !== 'held')
    lines.push({ what: `等次须经${confirm.by}确认`, clause: confirm.clause });
  return onceEach(lines);
}

/** Each sentence once; that the grade waits goes without saying where it is said for what. */
function onceEach(lines: readonly HeldLine[]): readonly HeldLine[] {
  const all = new Map(lines.toReversed().map((line) => [whyKey(line), line]));
  const own = lines.filter((line) => line.proposal === undefined);
  return lines.filter((line) => all.get(whyKey(line)) === line && (line.what !== GRADE_OPEN || own.length === 1));
}

function lineOf({ what, clause, who }: Why): HeldLine {
  return { what, ...(clause === undefined ? {} : { clause }), ...(who === undefined ? {} : { who }) };
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
  for (const { gap } of run.posts.open.get(person) ?? []) pushAll(held, gap.why.map(lineOf));
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
