import { compare, equals, print, round, type Exact } from '../../number.ts';
import type { Condition } from '../../scheme/condition.ts';
import type { Band, Force, Grading } from '../../scheme/grade.ts';
import type { Amounts } from '../book/catalogue.ts';
import { testOf, type ConditionEnv, type Test } from '../conditions.ts';
import type { Scope } from '../book/scope.ts';
import type { Gap, Why } from '../value.ts';

type Table = Grading['tables'][number];

/**
 * A grade on its way: the tentative one, or the choices that a person has, and why. `force` says how binding it is:
 * what a clause only allows (may) waits for a body; what is usual (should) can be left with a reason.
 */
export type Draft = {
  readonly grade: string | undefined;
  readonly options: readonly string[];
  readonly force: Force;
  readonly why: readonly Why[];
  readonly provisional: boolean;
  /** Fixed by an override; keeps out of quotas. */
  readonly fixed: boolean;
  /** What is missing to tell whether a rule fixes it otherwise; a decision stands for the time being (暂定). */
  readonly open: readonly Why[];
  /** What led to it, step by step (定等依据). */
  readonly steps: readonly GradeStep[];
};

/** One of them, with the condition that was asked for it. */
export type GradeStep = Why & {
  readonly asked?: Condition | undefined;
  /** The grade that stood when it was asked. */
  readonly before?: GradeNow;
  /** The lowest line of the table that leads to a better grade, where the score is below it. */
  readonly missed?: MissedLine;
};

/** A line that a score does not come up to: of which grade, as printed, and by which table it is judged (没到的线). */
export type MissedLine = {
  readonly grade: string;
  readonly range: string;
  readonly line: Exact;
  readonly table: Table;
};

export const NO_GRADE: Draft = {
  grade: undefined,
  options: [],
  force: 'must',
  why: [],
  provisional: false,
  fixed: false,
  open: [],
  steps: [],
};

/** The grade somebody has for now, or the grades that are left to choose from. */
export type GradeNow = { readonly grade: string | undefined; readonly options?: readonly string[] };

/** A draft with one more step behind those that led to it. */
export function stepped(draft: Draft, what: string, clause?: string, asked?: Condition): Draft {
  const step = asked === undefined ? { what, clause } : { what, clause, asked, before: gradeSoFar(draft) };
  return { ...draft, steps: [...draft.steps, step] };
}

/** A draft with the steps that came before it. */
function after(before: readonly GradeStep[], draft: Draft): Draft {
  return before.length === 0 ? draft : { ...draft, steps: [...before, ...draft.steps] };
}

/** A grade that waits for a person to choose among some. */
export function pending(draft: Draft, options: readonly string[], what: string, clause: string | undefined): Draft {
  const list = [...new Set(options)];
  return {
    ...draft,
    grade: undefined,
    force: 'must',
    options: list,
    why: [{ what: `${what}（可选：${list.join('、')}）`, clause }],
  };
}

/** Whether the scheme gives no grade, and nothing is waited for (没有等次). */
export function isWithout({ grade, options, why, steps }: Draft): boolean {
  return grade === undefined && options.length === 0 && why.length === 0 && steps.length > 0;
}

/** What conditions may know of a grade on its way: the grade, or what it may still become. */
export function gradeSoFar(draft: Draft): GradeNow {
  const grade = draft.force === 'may' ? undefined : draft.grade;
  const waits = grade === undefined && (draft.options.length > 0 || draft.why.length > 0);
  return waits ? { grade, options: draft.options } : { grade };
}

/** A grade that waits because something is missing. */
export function heldGrade(gap: Gap): Draft {
  return { ...NO_GRADE, why: gap.why };
}

/** A table ready to be read: its lines as numbers, its conditions as tests, and the drafts that are always the same. */
export type TablePlan = {
  readonly table: Table;
  readonly when: Test;
  readonly bands: readonly BandPlan[];
  /** What whoever is below all bands gets. */
  readonly otherwise: Draft;
};

type BandPlan = {
  readonly band: Band;
  readonly from: Exact | undefined;
  readonly above: Exact | undefined;
  readonly to: Exact | undefined;
  readonly below: Exact | undefined;
  readonly also: Test;
  /** That the score lies in it. */
  readonly within: readonly Why[];
  /** What whoever is in it gets, its other condition holding. */
  readonly met: Draft;
};

/** Compiles the tables of a scheme's grades. */
export function tablePlan(table: Table, env: ConditionEnv): TablePlan {
  const bands = table.bands.map((band, at) => bandPlan(table, band, at, env));
  return { table, when: testOf(table.when, env), bands, otherwise: otherwise(table, env.amounts) };
}

function bandPlan(table: Table, band: Band, at: number, env: ConditionEnv): BandPlan {
  const within = [{ what: `分数在「${band.grade}」这一档（${rangeText(band, env.amounts)}）`, clause: band.clause }];
  const other = table.bands[at - 1]?.grade ?? gradeAt(table, at + 1);
  const isLowest = at === table.bands.length - 1 && table.otherwise === undefined;
  const missed = isLowest ? missedLine(table, table.bands[at - 1], env.amounts) : undefined;
  const lowest = missed === undefined ? {} : { missed };
  const draft =
    band.pending === undefined
      ? proposed(band.grade, band.force, other, band.clause)
      : pending(NO_GRADE, band.pending, '等次待认定', band.clause);
  return {
    band,
    from: env.amounts(band.from),
    above: env.amounts(band.above),
    to: env.amounts(band.to),
    below: env.amounts(band.below),
    also: testOf(band.also, env),
    within,
    met: after(
      within.map((step) => ({ ...step, asked: band.also, ...lowest })),
      draft,
    ),
  };
}

/** The grade that the bands of a table give to an exact score (分数段). */
export function bandGrade(plan: TablePlan, score: Exact, scope: Scope): Draft {
  const { table } = plan;
  const judged = judgedScore(table, score);
  const rounded = equals(judged, score) ? NO_STEPS : [{ what: `先四舍五入取整：${print(judged)}` }];
  const place = bandAt(plan, judged);
  if (typeof place === 'string') return heldGrade({ gap: 'hold', why: [{ what: place }] });
  if (typeof place === 'number') return after(rounded, settle(plan, place, scope));
  const options = place.map((at) => gradeAt(table, at)).filter((one) => one !== undefined);
  return pending(NO_GRADE, options, '分数落在两档之间的空档，等待认定', table.bands[place[1]]?.clause);
}

/** The number that is held to the lines: some tables round it first (化整). */
export function judgedScore({ rounding }: Table, score: Exact): Exact {
  return rounding === 'integer-half-up' ? round(score, 0, 'half-up') : score;
}

const NO_STEPS: readonly GradeStep[] = [];

/** Index of the band, the two bands around a gap, or a sentence why none can be told. The index past the last is `otherwise`. */
function bandAt({ table, bands }: TablePlan, score: Exact): number | readonly [better: number, worse: number] | string {
  if (bands.some(isUnset)) return '等次的分数线没有填写';
  let above = -1;
  for (let at = 0; at < bands.length; at += 1) {
    const fits = fit(bands[at] as BandPlan, at === 0, score);
    if (fits === 'above' && above < 0) above = at;
    if (fits !== 'in') continue;
    const next = bands[at + 1];
    if (at === 0 && fit(bands[0] as BandPlan, false, score) === 'above') return 0;
    const shared = table.shared === 'lower-band' && next !== undefined && fit(next, false, score) === 'in';
    return shared ? at + 1 : at;
  }
  if (above < 0) return bands.length;
  if (table.gaps === 'pending') return [Math.max(0, above - 1), above];
  return table.gaps === 'lower-band' ? above : Math.max(0, above - 1);
}

/** Whether a line of the band is a parameter without a value. */
function isUnset({ band, from, above, to, below }: BandPlan): boolean {
  return (
    (band.from !== undefined && from === undefined) ||
    (band.above !== undefined && above === undefined) ||
    (band.to !== undefined && to === undefined) ||
    (band.below !== undefined && below === undefined)
  );
}

/** Where a score lies to a printed range; above the top band there is nothing, so it counts as in it. */
function fit({ from, above, to, below }: BandPlan, top: boolean, score: Exact): 'in' | 'above' | 'below' {
  if ((from !== undefined && compare(score, from) < 0) || (above !== undefined && compare(score, above) <= 0))
    return 'below';
  if (top) return 'in';
  return (to !== undefined && compare(score, to) > 0) || (below !== undefined && compare(score, below) >= 0)
    ? 'above'
    : 'in';
}

function gradeAt(table: Table, at: number): string | undefined {
  return table.bands[at]?.grade ?? table.otherwise?.grade;
}

/** Follows a band and its extra condition down to a grade. */
function settle(plan: TablePlan, at: number, scope: Scope): Draft {
  const own = plan.bands[at];
  if (own === undefined) return plan.otherwise;
  const truth = own.also(scope);
  if (typeof truth !== 'boolean') return heldGrade(truth);
  return truth ? own.met : after(own.within, unmet(plan, at, own.band, scope));
}

type Range = Partial<Pick<Band, 'from' | 'above' | 'to' | 'below'>>;

/** The range of a band as it is printed. */
function rangeText({ from, above, to, below }: Range, amounts: Amounts): string {
  const bound = (text: Band['from'], before: string, behind: string): readonly string[] => {
    const value = amounts(text);
    return value === undefined ? [] : [`${before}${print(value)} 分${behind}`];
  };
  const list = [
    ...bound(from, '', '以上'),
    ...bound(above, '高于 ', ''),
    ...bound(to, '到 ', ''),
    ...bound(below, '不到 ', ''),
  ];
  return list.length === 0 ? '不限' : list.join('、');
}

function unmet(plan: TablePlan, at: number, band: Band, scope: Scope): Draft {
  const failed = { what: `分数够「${band.grade}」，另有的条件不满足`, clause: band.clause, asked: band.also };
  if (typeof band.unmet === 'object') return { ...NO_GRADE, grade: band.unmet.grade, steps: [failed] };
  if (band.unmet === 'next') {
    const next = settle(plan, at + 1, scope);
    // The range of the next band does not hold the score, so it is named without.
    const what = `${failed.what}，归下一档${next.grade === undefined ? '' : `「${next.grade}」`}`;
    return { ...next, steps: [{ ...failed, what }, ...next.steps.slice(1)] };
  }
  const options = [band.grade, gradeAt(plan.table, at + 1)].filter((one) => one !== undefined);
  const waits = pending(NO_GRADE, options, `${failed.what}，等待认定`, band.clause);
  return { ...waits, steps: [failed] };
}

function otherwise(table: Table, amounts: Amounts): Draft {
  const rest = table.otherwise;
  const missed = missedLine(table, table.bands.at(-1), amounts);
  if (rest === undefined) return missed === undefined ? NO_GRADE : without(missed, table.bands.at(-1)?.clause);
  if (rest.missing !== undefined)
    return heldGrade({ gap: 'hold', why: [{ what: `还缺「${rest.missing}」，补上以前不定等`, clause: rest.clause }] });
  if (rest.pending !== undefined) return pending(NO_GRADE, rest.pending, '等次待认定', rest.clause);
  if (rest.grade === undefined) return missed === undefined ? NO_GRADE : without(missed, rest.clause);
  const draft = proposed(rest.grade, rest.force, table.bands.at(-1)?.grade, rest.clause);
  const step = { what: `分数在各档以下，归「${rest.grade}」`, clause: rest.clause };
  return { ...draft, steps: [missed === undefined ? step : { ...step, missed }] };
}

function without(missed: MissedLine, clause: string | undefined): Draft {
  return { ...NO_GRADE, steps: [{ what: '分数在各档以下，没有写归哪一等', clause, missed }] };
}

function missedLine(table: Table, band: Band | undefined, amounts: Amounts): MissedLine | undefined {
  const line = amounts(band?.from ?? band?.above);
  if (band === undefined || line === undefined) return undefined;
  return { grade: band.grade, range: rangeText({ from: band.from, above: band.above }, amounts), line, table };
}

function proposed(grade: string, force: Force, other: string | undefined, clause: string | undefined): Draft {
  if (force !== 'may') return { ...NO_GRADE, grade, force };
  const options = other === undefined ? [grade] : [grade, other];
  return { ...NO_GRADE, grade, force, options, why: [{ what: `可列为${grade}，等待有权组织认定`, clause }] };
}

/**
 * What a grade means to somebody who comes to it from another one, by rank or quota: it is as binding as its own band
 * says, for them as for whoever has the points for it.
 */
export function comeTo(table: Table, grade: string, from: string): Pick<Draft, 'grade' | 'force' | 'options' | 'why'> {
  const rows = [...table.bands, ...(table.otherwise === undefined ? [] : [table.otherwise])];
  const at = rows.findIndex((row) => row.grade === grade);
  const beside = [rows[at - 1]?.grade, rows[at + 1]?.grade].filter((one) => one !== from);
  const { force, options, why } = proposed(grade, rows[at]?.force ?? 'must', beside[0] ?? beside[1], rows[at]?.clause);
  return { grade, force, options, why };
}

/** Where a grade stands in the ladder; smaller is better. */
export function level(ladder: readonly string[], grade: string): number {
  return ladder.indexOf(grade);
}

/** The grade one step down or up. */
export function neighbour(ladder: readonly string[], grade: string, step: 1 | -1): string | undefined {
  return ladder[level(ladder, grade) + step];
}
