import { add, divide, equals, multiply, ONE, sign, subtract, type Exact } from '../../number.ts';
import type { Amount } from '../../scheme/condition.ts';
import type { ItemRule } from '../../scheme/item.ts';
import type { RuleLine } from '../book/catalogue.ts';
import { amountText } from './amount-text.ts';
import { numberFigure, percentFigure } from '../figures.ts';
import { kindAt, type EntryKind } from '../book/ledger.ts';
import { wholeSteps } from '../posting/line-plan.ts';
import { amountOf, type LinePlan } from '../posting/posted.ts';
import { rateOf } from '../posting/repeat.ts';
import { scopeFor, type Run } from '../run.ts';
import type { Scope } from '../book/scope.ts';
import { isGap } from '../value.ts';

/** Price × count × (1 + surcharges), as one would key it in, and who was free to name the price. */
export function figures(run: Run, person: number, e: number, line: RuleLine): string {
  if (line.rule.effect === 'forfeit') return '该项不得分';
  if (line.rule.effect === 'record') return '只登记';
  const kind = kindAt(run.book.ledger, e);
  return [entrySum(run, person, e, line), judgedText(run, line, kind)].filter((text) => text !== '').join('；');
}

/** The sum alone; empty where the price is all there is. */
export function entrySum(run: Run, person: number, e: number, { rule, index }: RuleLine): string {
  const plan = run.plan.posting.lines[index] as LinePlan;
  const { ledger } = run.book;
  const kind = kindAt(ledger, e);
  const count = ledger.count[e] as number;
  const { unit, every } = rule;
  // What counts has a price: without one the entry would have been dropped.
  const one = (plan.price(kind) ?? plan.value(ledger, e, every === undefined ? ONE : stepOf(run, every))) as Exact;
  const price = numberFigure(one);
  const { text: rates, factor } = surcharges(run, person, e, plan);
  if (every !== undefined)
    return `${stepText(run, every, count)}，${price}×${numberFigure(steps(run, every, count))}${rates}`;
  if (rule.free !== undefined && sign(one) !== 0) {
    const counted = divide(amountOf(run.posts, e), multiply(one, factor));
    if (!equals(counted, count))
      return `免 ${numberFigure(subtract(count, counted))} ${unit}，${price}×${numberFigure(counted)}${unit}${rates}`;
  }
  if (count === ONE && rates === '') return '';
  return `${price}${count === ONE ? '' : `×${numberFigure(count)}${unit}`}${rates}`;
}

/** Within which range a body was free, and which body; empty where the scheme says the number (酌定). */
function judgedText(run: Run, { rule, of }: RuleLine, { tier }: EntryKind): string {
  const open = rule.tiers?.find((one) => one.id === tier && one.points === undefined);
  if (rule.judged === undefined && open === undefined) return '';
  const { from, to } = rule.judged ?? open ?? {};
  return `${rule.judged?.by ?? of.judgedBy ?? ''}${rangeText(run, from, to)}酌定`;
}

/** The range that a body has to give a score in: `在 0—15 内`. */
export function rangeText(run: Run, from: Amount | undefined, to: Amount | undefined): string {
  if (from === undefined && to === undefined) return '';
  if (to === undefined) return `在 ${amountText(run, from)} 以上`;
  return `在 ${amountText(run, from ?? '0')}—${amountText(run, to)} 内`;
}

type Every = NonNullable<ItemRule['every']>;

function stepOf(run: Run, every: Every): Exact {
  return run.plan.amounts(every.step) as Exact;
}

export function steps(run: Run, every: Every, count: Exact): Exact {
  return wholeSteps(count, stepOf(run, every), every.rounding);
}

export const STEPS = { down: ' 取整', up: ' 进一取整', none: '', any: '' } as const;

/** How many whole steps a count makes: `1234 ÷ 500 取整 = 2`. */
export function stepText(run: Run, every: Every, count: Exact): string {
  return `${numberFigure(count)} ÷ ${numberFigure(stepOf(run, every))}${STEPS[every.rounding]} = ${numberFigure(steps(run, every, count))}`;
}

/** What raises an entry, written out, and by what it is multiplied. */
function surcharges(
  run: Run,
  person: number,
  e: number,
  plan: LinePlan,
): { readonly text: string; readonly factor: Exact } {
  const { ledger } = run.book;
  const scope = (): Scope => scopeFor(run.plan, run.book, person, ledger.on[e] as number);
  const rates = plan.surcharges.flatMap((one) => {
    const rate = rateOf(one, e, run.posts.nth, scope);
    return isGap(rate) || sign(rate) === 0 ? [] : [{ rate, text: `${percentFigure(rate)}${one.label}` }];
  });
  const adds = run.plan.posting.combine === 'add';
  const factor = rates.reduce<Exact>((sum, { rate }) => (adds ? add(sum, rate) : multiply(sum, add(ONE, rate))), ONE);
  const texts = rates.map((one) => one.text);
  if (texts.length === 0) return { text: '', factor };
  return { text: adds ? `×（1+${texts.join('+')}）` : texts.map((one) => `×（1+${one}）`).join(''), factor };
}
