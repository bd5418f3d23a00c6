import { add, compare, exact, multiply, round, sign, subtract, ZERO, type Exact } from '../../number.ts';
import type { BallotRule, InputRule } from '../../scheme/ballot.ts';
import type { ScoreNode } from '../../scheme/node.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import { amountText } from './amount-text.ts';
import { derivedPostings } from './explain-derived.ts';
import { factorFigure, figure, isPassedOn, numberFigure, percentFigure, sumFigures } from '../figures.ts';
import { countOf, papersOf } from '../nodes/ballot.ts';
import { inputOf } from '../nodes/input.ts';
import type { NodeContext, Part } from '../nodes/node-context.ts';
import type { Run } from '../run.ts';
import type { Step } from '../score-plan.ts';
import { isGap, type Value } from '../value.ts';

/** How the value of a node came about, in figures that a pocket calculator can follow; empty where its one part says all. */
export function howOf(run: Run, step: Step, context: NodeContext): string {
  const how = formulaOf(run, step, context);
  const value = figure(step.before);
  return how === `${value} = ${value}` ? '' : how;
}

function formulaOf(run: Run, step: Step, context: NodeContext): string {
  const { node, parts } = step;
  const value = figure(step.before);
  if (isGap(step.before) && step.before.gap === 'hold')
    return parts.length < 2 ? '' : 'weighted' in node ? weightedTerms(parts) : sumFigures(parts);
  if ('const' in node) return '方案规定';
  if ('weighted' in node) return weightedHow(parts, value);
  if ('over' in node) return overHow(run, node.over, parts, value);
  if ('ballot' in node) return ballotHow(run.plan.scheme, node.ballot, step, context);
  if ('input' in node) return inputHow(run, node.input, step, context);
  if ('fact' in node) return factHow(run, node.fact);
  if ('from' in node) return fromHow(run, node, parts, value);
  if ('ofHighest' in node) return highestHow(parts, value);
  if ('derived' in node) return derivedSum(run, node.derived, value, context);
  if ('account' in node) return '账户余额';
  if ('absent' in node) return node.absent.what;
  if ('select' in node || 'either' in node) return chosenHow(run, parts);
  return sumHow(parts);
}

function highestHow(parts: readonly Part[], value: string): string {
  const [own, top] = parts as readonly [Part, Part];
  if (!isGap(top.value) && sign(top.value) <= 0) return `本组织最高 ${figure(top.value)}，计 ${value}`;
  return `${figure(own.value)} ÷ 本组织最高 ${figure(top.value)} × 100 = ${value}`;
}

function derivedSum(run: Run, rules: readonly string[], value: string, { scope }: NodeContext): string {
  const moves = derivedPostings(run, scope.owner, rules, scope.window).map((one) => ({ value: one.amount }));
  return moves.length === 0 ? '没有' : `${sumFigures(moves)} = ${value}`;
}

function factHow(run: Run, id: string): string {
  const fact = run.plan.env.facts.get(id);
  return fact === undefined || fact.sensitive ? '由登记的情况得出' : `报来的${fact.label}`;
}

/** A section may bound the sum afterwards; here stands what the parts make. */
function sumHow(parts: readonly Part[]): string {
  return isPassedOn(parts) ? '' : `${sumFigures(parts)} = ${numberFigure(totalOf(parts))}`;
}

function totalOf(parts: readonly Part[]): Exact {
  return parts.reduce<Exact>(
    (sum, { value, times }) => (isGap(value) ? sum : add(sum, times === undefined ? value : multiply(value, times))),
    ZERO,
  );
}

function chosenHow(run: Run, [chosen]: readonly Part[]): string {
  const node = run.plan.scheme.score.find((one) => one.id === chosen?.node);
  return node === undefined ? '不计' : `按规定取「${node.label}」`;
}

function weightedTerms(parts: readonly Part[]): string {
  return parts
    .map(({ value, times }) => `${figure(value)}×${times === undefined ? '占比未填' : percentFigure(times)}`)
    .join(' + ');
}

/** Weights of parts that do not count go to the others in proportion. */
function weightedHow(parts: readonly Part[], value: string): string {
  const present = parts.filter((part) => !isGap(part.value));
  const timesOf = (part: Part): Exact => part.times as Exact;
  const terms = weightedTerms(present);
  const weight = (list: readonly Part[]): Exact => list.reduce((sum, part) => add(sum, timesOf(part)), ZERO);
  const [all, own] = [weight(parts), weight(present)];
  return compare(all, own) === 0
    ? `${terms} = ${value}`
    : `（${terms}）÷ ${percentFigure(own)} × ${percentFigure(all)} = ${value}，缺的部分占比分给其余`;
}

type Over = Extract<ScoreNode, { readonly over: unknown }>['over'];

function overHow(run: Run, rule: Over, parts: readonly Part[], value: string): string {
  const present = parts.filter((part) => !isGap(part.value));
  if (present.length === 0) return '';
  if (rule.combine === 'last')
    return present
      .slice(-1)
      .map((part) => `取最后一期 ${part.window?.id}`)
      .join('');
  if (rule.combine === 'sum') return present.length === 1 ? '' : `${sumFigures(present)} = ${value}`;
  const divisor = rule.divisor === 'present' ? String(present.length) : amountText(run, rule.divisor);
  return `（${sumFigures(present)}）÷ ${divisor} = ${value}`;
}

const DENOMINATORS = { valid: '有效票', cast: '收回票', issued: '发出票' } as const;

function ballotHow(scheme: Scheme, id: string, step: Step, context: NodeContext): string {
  const rule = scheme.ballots.find((one) => one.id === id) as BallotRule;
  const papers = papersOf(rule, context);
  // Papers that are there but too few to count leave no parts, as none do.
  if (papers === undefined || (step.parts.length === 0 && rule.combine === 'mean')) return missingHow(step.before);
  const count = countOf(rule, papers);
  if (sign(count.valid) === 0) return missingHow(step.before);
  const terms = step.parts.filter((part) => sign(part.times as Exact) !== 0);
  if (terms.length === 0) return orderedHow(rule, count.options, step.before);
  const divisor = count[rule.denominator] as Exact;
  const sums = terms.map((part) => {
    const option = (part.text as string).replace(/票$/u, '');
    const each = figure(part.value);
    return `${numberFigure(part.times as Exact)}张×${each}${option === each ? '' : `（${option}）`}`;
  });
  return `（${sums.join(' + ')}）÷ ${DENOMINATORS[rule.denominator]}${numberFigure(divisor)}张 = ${figure(step.before)}`;
}

/** Papers in the order in which the middle or the lowest one is looked for. */
function orderedHow(rule: BallotRule, options: ReadonlyMap<string, Exact>, value: Value): string {
  const papers = [...options]
    .filter(([, number]) => sign(number) > 0)
    .map(([score, number]) => ({ score: exact(score), number }))
    .toSorted((a, b) => compare(a.score, b.score));
  const told = papers.map(({ score, number }) => `${numberFigure(number)}张×${numberFigure(score)}`).join('、');
  return `各票由低到高 ${told}，取${rule.combine === 'lowest' ? '最低分' : '中位数'} ${figure(value)}`;
}

function inputHow(run: Run, id: string, step: Step, context: NodeContext): string {
  const rule = run.plan.scheme.inputs.find((one) => one.id === id) as InputRule;
  if (inputOf(rule, context) === undefined) return missingHow(step.before);
  const [low, high] = rule.range.map((one) => amountText(run, one));
  return `${rule.by}在 ${low}—${high} 内给出`;
}

/** Nothing was reported, and the scheme says what that counts as. */
function missingHow(value: Value): string {
  return isGap(value) ? '没有报来，按规定不计' : `没有报来，按规定计 ${figure(value)}`;
}

function fromHow(
  run: Run,
  { from }: Extract<ScoreNode, { readonly from: unknown }>,
  parts: readonly Part[],
  value: string,
): string {
  const { people, personIndex } = run.book;
  const name = (id: string): string => people[personIndex.get(id) ?? -1]?.name ?? id;
  const list = parts.map((part) => `${name(part.text as string)} ${figure(part.value)}`).join('、');
  const counted = parts.filter((part) => !isGap(part.value));
  const of = `引用${OF[from.of]}的结果：${list}`;
  if (counted.length < 2) return of;
  const sum = sumFigures(counted);
  return `${of}；${from.combine === 'mean' ? `（${sum}）÷ ${counted.length}人` : sum} = ${value}`;
}

const OF = { own: '本人', leadership: '班子成员', members: '党员' } as const;

/** What was done to the value in the end: times, rescaling, rounding, floor and cap, each with what came out. */
export function boundsOf(run: Run, step: Step): readonly string[] {
  const { node, before, scaled, value } = step;
  if (isGap(before) || isGap(scaled) || isGap(value)) return [];
  const notes: string[] = [...sectionBounds(run, step)];
  let now: Exact = before;
  const put = (next: Exact, text: (next: string) => string): void => {
    if (compare(next, now) !== 0) notes.push(text(numberFigure(next)));
    now = next;
  };
  const { amounts } = run.plan;
  const [times, floor, cap, full] = [node.times, node.floor, node.cap, node.rescaleTo].map((one) => amounts(one));
  if (times !== undefined)
    put(multiply(now, times), (next) => `${numberFigure(now)}${factorFigure(times, ' ')} = ${next}`);
  if (full !== undefined) put(scaled, (next) => `去掉不适用的项目，按满分 ${numberFigure(full)} 折算：${next}`);
  const { round: rule } = node;
  if (rule !== undefined)
    put(round(now, rule.places, rule.mode), (next) => `${ROUNDINGS[rule.mode]}到 ${rule.places} 位小数：${next}`);
  if (floor !== undefined && compare(now, floor) < 0) put(floor, (next) => `不低于 ${next}，按 ${next}`);
  if (cap !== undefined && compare(now, cap) > 0) {
    const over = numberFigure(subtract(now, cap));
    const into = run.plan.scheme.carry.find((one) => one.id === node.excess)?.label ?? node.excess;
    put(cap, (next) => `最高 ${next}，按 ${next}${into === undefined ? '' : `；多出的 ${over} 转入${into}`}`);
  }
  return notes;
}

const ROUNDINGS = { 'half-up': '四舍五入', down: '舍去尾数', up: '进一' } as const;

/** A part of the catalogue may be bounded as a whole. */
function sectionBounds(run: Run, { node, before, parts }: Step): readonly string[] {
  if (!('section' in node) || isGap(before)) return [];
  const sum = totalOf(parts);
  if (compare(sum, before) === 0) return [];
  return [`合计 ${numberFigure(sum)}，这一部分${compare(sum, before) > 0 ? '最高' : '最低'} ${numberFigure(before)}`];
}
