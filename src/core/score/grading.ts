import { compare, equals, type Exact } from '../number.ts';
import { problem, type Problem } from '../problem.ts';
import type { Amount, Condition } from '../scheme/condition.ts';
import type { Grading } from '../scheme/grade.ts';
import { presentScopes } from './carry.ts';
import { testOf } from './conditions.ts';
import { factOf } from './fact-value.ts';
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
import { cutAt, membersAmong, slotsOf, type Cut } from './headcount.ts';
import { mandatoryGrade } from './mandatory.ts';
import { groupsOf, orgOfGroup, type Places } from './ranking.ts';
import type { QuotaResult } from './results.ts';
import { homeOrg, idOf } from './roster.ts';
import { nodeValue, scopeFor, type Run, type Standing } from './run.ts';
import type { Scope } from './scope.ts';
import { isGap, type Truth, type Value } from './value.ts';
import { inForce } from './veto.ts';
import { votedGrade } from './voted-grade.ts';

type Table = Grading['tables'][number];

/** What grading found: a draft for each subject, quotas per organisation, places by the total. */
export type Graded = {
  readonly drafts: ReadonlyMap<number, Draft>;
  readonly quotas: readonly QuotaResult[];
  /** Place by the total in the organisation, only where a quota or standing orders it. */
  readonly order: ReadonlyMap<number, number>;
  /** Scored but not graded. */
  readonly ungraded: ReadonlySet<number>;
};

type Work = {
  readonly run: Run;
  readonly grading: Grading;
  readonly drafts: Map<number, Draft>;
  readonly tables: ReadonlyMap<number, Table>;
  readonly places: ReadonlyMap<string, Places>;
  readonly order: Map<number, number>;
  /** What may be asked about somebody with a grade; it serves until the next is asked for. */
  readonly scopeOf: (standing: Standing, draft: Draft) => Scope;
};

/** Stage 5: grades of everybody at once, since quotas and standings need the whole organisation (定等). */
export function gradeAll(run: Run, places: ReadonlyMap<string, Places>, out: Problem[]): Graded {
  const grading = run.plan.scheme.grade;
  const ungraded = new Set<number>();
  if (grading === undefined) return { drafts: new Map(), quotas: [], order: new Map(), ungraded };
  const tables = new Map<number, Table>();
  const scopes = presentScopes(run, places);
  const scopeOf: Work['scopeOf'] = (standing, draft) => {
    const { grade, options } = gradeSoFar(draft);
    return scopes(standing, grade, options);
  };
  const work: Work = { run, grading, drafts: new Map(), tables, places, order: new Map(), scopeOf };
  for (const standing of run.standings) first(work, tables, standing, ungraded);
  standings(work);
  for (const standing of run.standings) overrides(work, standing);
  const quotas = grading.quotas.flatMap((quota) => quotaOf(work, quota));
  for (const standing of run.standings) carried(work, standing);
  const full = quotas.filter((one) => grading.quotas.some((rule) => rule.id === one.id && rule.force === 'must'));
  for (const standing of run.standings) decided(work, standing, full, out);
  return { drafts: work.drafts, quotas, order: work.order, ungraded };
}

/** Table, bands or vote, mandatory items. */
function first(work: Work, tables: Map<number, Table>, standing: Standing, ungraded: Set<number>): void {
  const { run, grading } = work;
  if (standing.status === 'exempt' && !(standing.exemption?.path === 'node' && standing.exemption.grade)) return;
  const scope = work.scopeOf(standing, NO_GRADE);
  for (const plan of run.plan.tables) {
    const { table } = plan;
    const truth = plan.when(scope);
    if (truth === false) continue;
    if (truth !== true) return void work.drafts.set(standing.person, heldGrade(truth));
    if (table.ungraded) return void ungraded.add(standing.person);
    tables.set(standing.person, table);
    const draft =
      table.vote === undefined
        ? scored(work, plan, standing, scope)
        : votedGrade(run, grading.ladder, table.vote, standing);
    work.drafts.set(standing.person, mandatoryGrade(run, grading, standing, draft, scope));
    return;
  }
}

function scored(work: Work, plan: TablePlan, standing: Standing, scope: Scope): Draft {
  const { table } = plan;
  const value = table.node === undefined ? standing.total : nodeValue(work.run, standing, table.node);
  if (!isGap(value)) return bandGrade(plan, value, scope);
  return value.gap === 'hold' ? heldGrade(value) : NO_GRADE;
}

type StandingRule = Grading['standings'][number];

/** 靠前、靠后: a place in the organisation as a condition of a grade. */
function standings(work: Work): void {
  const { grading } = work;
  if (grading.standings.length === 0 && grading.quotas.length === 0) return;
  for (const group of groupsOf(work.run, 'org')) {
    const all = group.filter((one) => work.tables.has(one.person));
    const banded = all.filter((one) => work.tables.get(one.person)?.vote === undefined);
    const graded = banded.filter((one) => !isGap(one.total));
    placeAll(work, graded);
    for (const rule of grading.standings) for (const one of banded) stand(work, rule, one, { all, graded });
  }
}

function placeAll(work: Work, graded: readonly Standing[]): void {
  const ordered = graded.toSorted((a, b) => compare(b.total as Exact, a.total as Exact));
  let [rank, before]: [number, Exact | undefined] = [0, undefined];
  ordered.forEach((one, at) => {
    const total = one.total as Exact;
    if (before === undefined || !equals(total, before)) rank = at + 1;
    before = total;
    work.order.set(one.person, rank);
  });
}

/** Those of an organisation who are graded, and among them those with a score already. */
type Group = { readonly all: readonly Standing[]; readonly graded: readonly Standing[] };

function stand(work: Work, rule: StandingRule, one: Standing, group: Group): void {
  const draft = work.drafts.get(one.person);
  if (draft?.grade !== rule.grade) return;
  const told = toldStanding(work.run, rule, one);
  const answer = told ?? counted(work, rule, one, group);
  if (answer === true) {
    const place = rule.end === 'top' ? '名次靠前' : '名次靠后';
    return void work.drafts.set(one.person, stepped(draft, place, rule.clause));
  }
  work.drafts.set(
    one.person,
    answer === false ? demoted(work, rule, one, draft) : undecided(work, rule, draft, answer),
  );
}

/** What the branch has already decided about somebody's place, if anything. */
function toldStanding(run: Run, rule: StandingRule, one: Standing): boolean | undefined {
  const fact = rule.fact === undefined ? undefined : run.plan.env.facts.get(rule.fact);
  if (fact === undefined) return undefined;
  const value = factOf(fact, scopeFor(run.plan, run.book, one.person, run.book.end), 'subject', run.plan.env.facts);
  return value === undefined ? undefined : value === rule.value;
}

function counted(work: Work, rule: StandingRule, one: Standing, { all, graded }: Group): boolean | string {
  if (isGap(one.total)) return '还没有总分，名次无从排起，等待支部认定';
  const places = placesFor(work, rule, one, all);
  if (places === undefined)
    return rule.end === 'top' ? '名次是否靠前没有写明界线，等待支部认定' : '名次是否靠后没有写明界线，等待支部认定';
  const turn = rule.end === 'top' ? -1 : 1;
  const ordered = graded.toSorted((a, b) => compare(a.total as Exact, b.total as Exact) * turn);
  const cut = cutAt(ordered, places, (a, b) => equals(a.total as Exact, b.total as Exact));
  if (cut.contested.includes(one)) {
    if (rule.ties === 'human') return '名次线上有并列，等待支部认定';
    return rule.ties === 'all-in';
  }
  return cut.in.includes(one);
}

function placesFor(work: Work, rule: StandingRule, one: Standing, graded: readonly Standing[]): number | undefined {
  if (rule.count !== undefined) return countedPlaces(work, rule.count);
  const share = work.run.plan.amounts(rule.share);
  const org = homeOrg(work.run.book, one.person) ?? -1;
  return share === undefined
    ? undefined
    : slotsOf(share, membersAmong(work.run, org, rule.among, graded), rule.rounding);
}

/** A number of places; undefined while its parameter has no value. */
function countedPlaces(work: Work, count: Amount): number | undefined {
  const places = work.run.plan.amounts(count);
  return typeof places === 'number' ? Math.floor(places / 1_000_000) : undefined;
}

function demoted(work: Work, rule: StandingRule, one: Standing, draft: Draft): Draft {
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
  const next = stepped(draft, `名次不${place}，归「${grade}」`, rule.clause);
  return { ...next, ...comeTo(work.tables.get(one.person) as Table, grade, rule.grade) };
}

function undecided(work: Work, rule: StandingRule, draft: Draft, what: string): Draft {
  const step = rule.unmet === 'next' ? 1 : rule.unmet === 'upper' ? -1 : rule.end === 'top' ? 1 : -1;
  const other = neighbour(work.grading.ladder, rule.grade, step);
  return pending(draft, other === undefined ? [rule.grade] : [rule.grade, other], what, rule.clause);
}

/** Status overrides and vetoes that fix a grade (一律…). */
function overrides(work: Work, standing: Standing): void {
  const { run, grading } = work;
  const draft = work.drafts.get(standing.person);
  if (draft === undefined) return;
  const asked = grading.overrides.map((one) => ({ one, truth: truthOf(work, standing, draft, one.when) }));
  const limits = asked.flatMap(({ one, truth }) => (truth === true ? [limitOf(one)] : []));
  const veto = inForce(run.plan, standing.vetoes, 'lowest-grade');
  const now = fixedGrade(draft, grading.ladder, {
    gives: [...limits.filter((one) => one.sets), ...(veto === true ? lowestGrade(grading.ladder) : [])],
    holdsDown: limits.filter((one) => !one.sets),
    open: [...asked.map(({ truth }) => truth), veto].filter((one) => typeof one === 'object'),
  });
  if (now !== draft) work.drafts.set(standing.person, now);
}

function truthOf(work: Work, standing: Standing, draft: Draft, when: Condition): Truth {
  return testOf(when, work.run.plan.env)(work.scopeOf(standing, draft));
}

/** An override as a limit; one that `sets` gives the grade, another only holds it down. */
function limitOf(rule: Grading['overrides'][number]): Limit & { readonly sets: boolean } {
  const { force, provisional, clause } = rule;
  const grade = rule.grade ?? rule.atMost ?? '';
  const sets = rule.grade !== undefined;
  return { grade, sets, force, provisional, clause, step: `有规定的情形，${sets ? '定为' : '不高于'}「${grade}」` };
}

function lowestGrade(ladder: readonly string[]): readonly Limit[] {
  const limit = (grade: string): Limit => ({
    grade,
    force: 'must',
    provisional: false,
    step: `一票否决，定为「${grade}」`,
    clause: undefined,
  });
  return ladder.slice(-1).map(limit);
}

type QuotaRule = Grading['quotas'][number];

/** A cap on how many may have a grade, organisation by organisation (比例上限). */
function quotaOf(work: Work, quota: QuotaRule): readonly QuotaResult[] {
  return groupsOf(work.run, quota.over).flatMap((group): readonly QuotaResult[] => {
    const org = orgOfGroup(work.run, quota.over, group);
    const graded = group.filter((each) => work.tables.has(each.person));
    const candidates = graded.flatMap((each) => candidateOf(work, quota, each));
    const slots = quotaSlots(work, quota, org, graded);
    if (slots === undefined) return waitForShare(work, quota, candidates);
    const queued = queue(work, quota.keys, candidates);
    const place = new Map(queued.flatMap((level, at) => level.map((one) => [one, at] as const)));
    const cut = cutAt(queued.flat(), slots, (a, b) => place.get(a) === place.get(b));
    const settled = settleTies(cut, quota.ties);
    for (const each of settled.in) within(work, quota, each, slots);
    for (const each of settled.contested) contest(work, quota, each, '名额线上并列，等待有权组织决定');
    for (const each of settled.out) spill(work, quota, each);
    const ids = (list: readonly Candidate[]): readonly string[] =>
      list.map(({ standing }) => idOf(work.run.book, standing.person));
    const { book } = work.run;
    const name = org === undefined || org < 0 ? '' : idOf(book, book.people.length + org);
    return [
      {
        id: quota.id,
        org: name,
        grade: quota.grade,
        slots,
        in: ids(settled.in),
        contested: ids(settled.contested),
        out: ids(settled.out),
      },
    ];
  });
}

/** Somebody who has the grade so far, and was not given it by an override. */
type Candidate = { readonly standing: Standing; readonly draft: Draft };

function candidateOf(work: Work, quota: QuotaRule, standing: Standing): readonly Candidate[] {
  const draft = work.drafts.get(standing.person);
  return draft?.grade === quota.grade && !draft.fixed ? [{ standing, draft }] : [];
}

function settleTies(cut: Cut<Candidate>, ties: QuotaRule['ties']): Cut<Candidate> {
  if (ties === 'human') return cut;
  return ties === 'all-in'
    ? { in: [...cut.in, ...cut.contested], contested: [], out: cut.out }
    : { in: cut.in, contested: [], out: [...cut.contested, ...cut.out] };
}

function quotaSlots(
  work: Work,
  quota: QuotaRule,
  org: number | undefined,
  graded: readonly Standing[],
): number | undefined {
  if (quota.count !== undefined) return countedPlaces(work, quota.count);
  const share = work.run.plan.amounts(quota.share);
  return share === undefined
    ? undefined
    : slotsOf(share, membersAmong(work.run, org, quota.among, graded), quota.rounding);
}

/** No share has been set: the candidates are listed for a person to choose from. */
function waitForShare(work: Work, quota: QuotaRule, candidates: readonly Candidate[]): readonly QuotaResult[] {
  for (const each of candidates) contest(work, quota, each, '名额还没有定，等待有权组织从符合的人里决定');
  return [];
}

/**
 * Best first, those who share a place together. A key for which somebody of those still level has no number parts none
 * of them.
 */
function queue(work: Work, keys: readonly string[], group: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const [key, ...more] = keys;
  if (key === undefined || group.length < 2) return group.length === 0 ? [] : [group];
  const valueOf = ({ standing }: Candidate): Value => nodeValue(work.run, standing, key);
  if (group.some((one) => isGap(valueOf(one)))) return queue(work, more, group);
  const ordered = group.toSorted((a, b) => compare(valueOf(b) as Exact, valueOf(a) as Exact));
  const best = valueOf(ordered[0] as Candidate) as Exact;
  const level = ordered.filter((one) => equals(valueOf(one) as Exact, best));
  return [...queue(work, more, level), ...queue(work, keys, ordered.slice(level.length))];
}

function within(work: Work, quota: QuotaRule, { standing, draft }: Candidate, slots: number): void {
  work.drafts.set(standing.person, stepped(draft, `在「${quota.grade}」的 ${slots} 个名额以内`, quota.clause));
}

function contest(work: Work, quota: QuotaRule, { standing, draft }: Candidate, what: string): void {
  work.drafts.set(standing.person, pending(draft, [quota.grade, quota.spill], what, quota.clause));
}

function spill(work: Work, quota: QuotaRule, { standing, draft }: Candidate): void {
  const next = stepped(draft, `「${quota.grade}」的名额已满，归「${quota.spill}」`, quota.clause);
  const come = comeTo(work.tables.get(standing.person) as Table, quota.spill, quota.grade);
  const soft = quota.force === 'should' && come.force === 'must';
  work.drafts.set(standing.person, { ...next, ...come, force: soft ? 'should' : come.force });
}

/** What earlier periods together with this one make of the grade (连续两年警示 → 不合格). */
function carried(work: Work, standing: Standing): void {
  const draft = work.drafts.get(standing.person);
  if (draft === undefined) return;
  const asked = work.grading.carried.map((one) => ({ one, truth: truthOf(work, standing, draft, one.when) }));
  const gives = asked.flatMap(({ one: { grade, force, clause }, truth }): Limit[] => {
    const step = `连同往期看，定为「${grade}」`;
    return truth === true ? [{ grade, force, provisional: draft.provisional, step, clause }] : [];
  });
  const open = asked.map(({ truth }) => truth).filter((one) => typeof one === 'object');
  const now = fixedGrade(draft, work.grading.ladder, { gives, holdsDown: [], open });
  if (now !== draft) work.drafts.set(standing.person, now);
}

/**
 * A decision stands where the scheme leaves one: among the options, or with a reason where the clause says 原则上. No
 * reason makes room in a quota that must be kept.
 */
function decided(work: Work, standing: Standing, full: readonly QuotaResult[], out: Problem[]): void {
  const { grade: decision, reason, by = '有权组织' } = work.run.book.decisions.get(standing.person) ?? {};
  if (decision === undefined) return;
  const id = idOf(work.run.book, standing.person);
  const draft = work.drafts.get(standing.person);
  if (
    !isLeft(standing, draft, decision, reason) ||
    full.some((one) => one.grade === decision && one.out.includes(id))
  ) {
    const code = draft?.force === 'should' && reason === undefined ? 'decision-needs-reason' : 'decision-not-allowed';
    const list = (draft?.options ?? []).join('、') || (draft?.grade ?? '无');
    out.push(problem(code, `decisions.${id}.grade`, { got: decision, list }));
    return;
  }
  const next = stepped(draft ?? NO_GRADE, `${by}定为「${decision}」${reason === undefined ? '' : `（${reason}）`}`);
  work.drafts.set(standing.person, { ...next, grade: decision, force: 'must', options: [], why: [] });
}

/** Whether the scheme leaves this grade to a decision. */
function isLeft(standing: Standing, draft: Draft | undefined, decision: string, reason: string | undefined): boolean {
  if (draft === undefined) return standing.status === 'exempt' && standing.exemption?.path === 'decision';
  if (draft.options.includes(decision) || draft.grade === decision) return true;
  return draft.force === 'should' && reason !== undefined;
}
