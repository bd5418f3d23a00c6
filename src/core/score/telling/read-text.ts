import { printDay } from '../../date.ts';
import type { Exact } from '../../number.ts';
import { periodName } from '../../period.ts';
import type { Amount, Condition } from '../../scheme/condition.ts';
import type { FactRule } from '../../scheme/fact.ts';
import type { FactValue } from '../book/book.ts';
import { entryCount, testOf } from '../conditions.ts';
import { factOf } from '../book/fact-value.ts';
import { categoryChanges, factChange, factWord } from '../changed-facts.ts';
import { figure } from '../figures.ts';
import { carryText } from './explain-carry.ts';
import { windowsOf } from '../book/roster.ts';
import type { Run } from '../run.ts';
import { slotsFigures, slotsOf } from '../slots.ts';
import type { Scope } from '../book/scope.ts';
import { isGap, type Value } from '../value.ts';

/**
 * What a condition read, where its answer came from: `欠缴 3 个月（条件是不少于 3 个月）、在职：是`. Facts on discipline and
 * investigation are not told; empty where nothing may be told.
 */
export function readText(reader: Reader, condition: Condition | undefined, scope: Scope): string {
  if (condition === undefined) return '';
  return [...new Set(textsOf(reader, condition, scope))].join('、');
}

/** Who reads: the officer also what steps of the score and earlier periods came to, others only facts and entries. */
export type Reader = { readonly run: Run; readonly all: boolean };

/** The same behind a sentence. */
export function readIn(reader: Reader, condition: Condition | undefined, scope: Scope): string {
  const text = readText(reader, condition, scope);
  return text === '' ? '' : `，依据：${text}`;
}

function textsOf(reader: Reader, condition: Condition, scope: Scope, not = false): readonly string[] {
  const { run } = reader;
  if ('not' in condition) return textsOf(reader, condition.not, scope, !not);
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any;
    const answer = kindOf(run, condition, scope);
    return parts.filter((one) => kindOf(run, one, scope) === answer).flatMap((one) => textsOf(reader, one, scope, not));
  }
  const text = leafText(reader, condition, scope, not);
  return text === undefined ? [] : [text];
}

/** True, false, or open. */
function kindOf(run: Run, condition: Condition, scope: Scope): boolean | undefined {
  const truth = testOf(condition, run.plan.env)(scope);
  return typeof truth === 'boolean' ? truth : undefined;
}

function leafText({ run, all }: Reader, leaf: Condition, scope: Scope, not: boolean): string | undefined {
  const { scheme } = run.plan;
  if ('fact' in leaf) return factText(run, leaf, run.plan.env.facts.get(leaf.fact), scope, not);
  if ('entries' in leaf) return entriesText(run, leaf, scope, not);
  if ('category' in leaf) return categoryText(run, scope);
  if (!all) return undefined;
  if ('grade' in leaf) return gradeText(leaf.grade, scope.grade, not);
  const number = (list: Labelled, id: string, value: Value | undefined, how = asIs): string | undefined => {
    if (value === undefined) return undefined;
    // Judged at the end of the year only, say; now nothing is held to the line.
    if (isGap(value) && value.gap === 'exclude') return `${labelIn(list, id)}本期不判断`;
    const least = isGap(value) && value.least !== undefined ? `至少 ${figure(value.least)}` : figure(value);
    return `${labelIn(list, id)} ${how(least)}${boundsText(run, leaf, '', not)}`;
  };
  if ('node' in leaf) return number(scheme.score, leaf.node, scope.node?.(leaf.node));
  if ('item' in leaf) return number(scheme.items, leaf.item, scope.item?.(leaf.item));
  if ('account' in leaf) return number(scheme.carry, leaf.account, scope.account?.(leaf.account));
  if ('rank' in leaf) return rankText(run, leaf, labelIn(scheme.rankings, leaf.rank), scope.rank?.(leaf.rank), not);
  if (!('carry' in leaf)) return undefined;
  const value = scope.carry?.(leaf.carry);
  const rule = scheme.carry.find((one) => one.id === leaf.carry);
  const how = (text: string): string => (rule === undefined ? text : carryText(run, rule, scope, text));
  if (typeof value === 'boolean') return how(labelIn(scheme.carry, leaf.carry));
  return number(scheme.carry, leaf.carry, value, how);
}

function asIs(text: string): string {
  return text;
}

/** The grade, and where it is not one of those asked for, which ones those are. */
function gradeText(wanted: readonly string[], grade: string | undefined, not: boolean): string | undefined {
  if (grade === undefined) return undefined;
  if (wanted.includes(grade) !== not) return `等次「${grade}」`;
  const asked = `（条件是${not ? '不为' : ''}${wanted.map((one) => `「${one}」`).join('或')}）`;
  return `等次「${grade}」${asked}`;
}

function categoryText({ plan }: Run, scope: Scope): string | undefined {
  const own = scope.category?.(scope);
  if (typeof own !== 'string') return undefined;
  const changes = categoryChanges(plan, scope).map(({ label, text }) => (label === '类别' ? text : `${label} ${text}`));
  return `类别：${labelIn(plan.scheme.scope.categories, own)}${atEnd(changes.join('，'), scope)}`;
}

/** A place beside the line it is held to: `积分位次第 4（条件是前 3：15%×20人 = 3）`. */
function rankText(
  run: Run,
  leaf: Condition,
  label: string,
  place: ReturnType<NonNullable<Scope['rank']>>,
  not: boolean,
): string | undefined {
  if (place === undefined || 'gap' in place) return undefined;
  const share = run.plan.amounts(leaf.share);
  const within =
    share === undefined || 'gap' in place.base
      ? ''
      : `（条件是${not ? '不在' : ''}前 ${slotsOf(share, place.base)}：${slotsFigures(share, place.base)}）`;
  const last = leaf.last === undefined || typeof place.last !== 'boolean' ? '' : place.last ? '，是末位' : '，不是末位';
  return `${label}第 ${place.rank}${place.same === 1 ? '' : `（并列 ${place.same} 人）`}${last}${within}${boundsText(run, leaf, '', not)}`;
}

type EntriesLeaf = Extract<Condition, { readonly entries: unknown }>;

function entriesText(run: Run, leaf: EntriesLeaf, scope: Scope, not: boolean): string {
  const { lines } = run.book.catalogue;
  const { items = [], groups = [] } = leaf.entries;
  const names = [...items, ...groups].map(
    (id) =>
      lines.find((line) => line.id === id)?.rule?.label ??
      labelIn([...run.plan.scheme.items, ...run.plan.scheme.sections], id),
  );
  const count = figure(entryCount(leaf.entries, leaf.of)(scope));
  return `台账里${names.map((name) => `「${name}」`).join('')} ${count} 次${boundsText(run, leaf, ' 次', not)}`;
}

type Labelled = readonly { readonly id: string; readonly label: string }[];

function labelIn(list: Labelled, id: string): string {
  return list.find((one) => one.id === id)?.label ?? id;
}

type FactLeaf = Extract<Condition, { readonly fact: string }>;

function factText(
  run: Run,
  leaf: FactLeaf,
  rule: FactRule | undefined,
  scope: Scope,
  not: boolean,
): string | undefined {
  if (rule === undefined || rule.sensitive) return undefined;
  const value = factOf(rule, scope, leaf.of ?? rule.of, run.plan.env.facts);
  if (value === undefined) return `${rule.label}没有报告`;
  if (leaf.has !== undefined && value instanceof Set)
    return `${rule.label}里${value.has(leaf.has) ? '有' : '没有'}「${partLabel(run, leaf.has)}」`;
  const unit = rule.unit === undefined ? '' : ` ${rule.unit}`;
  const changed = atEnd(factChange(rule, scope, leaf.of), scope);
  return `${rule.label}${valueText(rule, value)}${boundsText(run, leaf, unit, not)}${sourceText(run, rule, scope)}${byPeriods(run, rule, scope)}${changed}`;
}

/** That the last day of the period spoke for all of it, where it was not the same all the time. */
function atEnd(change: string, { day }: Scope): string {
  return change === '' ? '' : `（${change}，按 ${printDay(day)} 的计）`;
}

/** What a value names, where it is the id of a part of the score. */
function partLabel({ plan: { scheme } }: Run, id: string): string {
  return labelIn([...scheme.items, ...scheme.score, ...scheme.inputs, ...scheme.ballots], id);
}

function valueText(rule: FactRule, value: FactValue): string {
  if (rule.type === 'number' || rule.type === 'date') return ` ${factWord(rule, value)}`;
  return typeof value === 'boolean' || typeof value === 'string' ? `：${factWord(rule, value)}` : '';
}

/** A count that was reported period by period, one after the other: so it can be seen which were missed. */
export function byPeriods(run: Run, rule: FactRule, scope: Scope): string {
  const unit = rule.source.window;
  if (unit === undefined || unit === 'day' || !scope.window.whole) return '';
  const counts = windowsOf(run.book, unit, run.plan.scheme.period.week).flatMap((window) => {
    const value = factOf(rule, { ...scope, window }, rule.of, run.plan.env.facts);
    return value === undefined ? [] : [`${periodName(window.id)} ${figure(value as Exact)}`];
  });
  return counts.length < 2 ? '' : `（${counts.join('、')}）`;
}

/** From which date a number of months or years was counted out. */
function sourceText(run: Run, { source }: FactRule, scope: Scope): string {
  const rule = run.plan.env.facts.get(source.from ?? '');
  if (rule === undefined || rule.sensitive) return '';
  const day = factOf(rule, scope, rule.of, run.plan.env.facts);
  return typeof day === 'number' && rule.type === 'date' ? `（${rule.label} ${printDay(day)}）` : '';
}

const BOUNDS = { gt: '超过', gte: '不少于', lt: '少于', lte: '不超过', eq: '等于' } as const;

const NOT_BOUNDS = { gt: '不超过', gte: '少于', lt: '不少于', lte: '超过', eq: '不等于' } as const;

/** The line that a number is held to; in a condition that must not hold, turned round. */
function boundsText(run: Run, leaf: Condition, unit: string, not: boolean): string {
  const words = not ? NOT_BOUNDS : BOUNDS;
  const written = (Object.keys(BOUNDS) as readonly (keyof typeof BOUNDS)[]).flatMap((key) => {
    const amount: Amount | undefined = leaf[key];
    const value = run.plan.amounts(amount);
    return value === undefined ? [] : [`${words[key]} ${figure(value)}${unit}`];
  });
  return written.length === 0 ? '' : `（条件是${written.join(not ? ' 或' : '、')}）`;
}
