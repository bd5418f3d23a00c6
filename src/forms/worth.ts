import type { Item, ItemRule } from '../core/scheme/item.ts';
import { EACH } from '../core/score/telling/each.ts';
import { amountText, type FormRules } from './form-rules.ts';

/** What an entry on a rule is worth, and within which limits: `扣 1 分／次，每年只计一次`. */
export function worthText(item: Item, rule: ItemRule, rules: FormRules): string {
  return [priceText(item, rule, rules), ...limitsOf(item, rule, rules), ...receiverOf(rule, rules)].join('，');
}

function priceText(item: Item, rule: ItemRule, rules: FormRules): string {
  const sign = rule.effect === 'deduct' ? '扣' : '加';
  if (rule.effect === 'forfeit') return '该项不得分';
  const vetoes = [rule.id, item.id, rule.group, item.group, item.section];
  if (rule.effect === 'record') return vetoes.some((id) => rules.vetoes.has(id ?? '')) ? '一票否决' : '只记录，不计分';
  if (rule.judged !== undefined)
    return `${sign}分由${rule.judged.by}定${rangeText(rule.judged.from, rule.judged.to, rules)}`;
  const list = rule.tiers ?? rule.roles;
  if (list === undefined)
    return `${sign} ${amountText(rule.points, rules.params) ?? '？'} 分／${stepText(rule, rules)}`;
  const each = (one: (typeof list)[number]): string =>
    one.points === undefined
      ? `${one.id}${'from' in one ? rangeText(one.from, one.to, rules) : ''}`
      : `${one.id} ${amountText(one.points, rules.params)}`;
  return `${sign}分：${list.map(each).join('、')}`;
}

function rangeText(from: ItemRule['points'], to: ItemRule['points'], rules: FormRules): string {
  const [low, high] = [amountText(from, rules.params), amountText(to, rules.params)];
  if (low === undefined && high === undefined) return '';
  return `（${low ?? '不限'}至${high ?? '不限'}）`;
}

const STEPS = { down: '（不满的不算）', up: '（不满的也算）', none: '' } as const;

/** What the price is for: one of its unit, or a step of several. */
function stepText({ unit, every }: ItemRule, rules: FormRules): string {
  return every === undefined ? unit : `每 ${amountText(every.step, rules.params)} ${unit}${STEPS[every.rounding]}`;
}

/** How often it counts, and how much at most. */
function limitsOf(item: Item, rule: ItemRule, rules: FormRules): readonly string[] {
  const amount = (text: ItemRule['points']): string => amountText(text, rules.params) ?? '？';
  const caps = (list: Item['caps'], what: string): readonly string[] =>
    list.map((cap) => `${what}${EACH[cap.per]}最多 ${amount(cap.max)} 分`);
  const several = item.rules.length > 1;
  return [
    ...(rule.free === undefined ? [] : [`${EACH[rule.free.per]}前 ${rule.free.n} ${rule.unit}不计`]),
    ...(rule.once === undefined ? [] : [`${EACH[rule.once]}只计一次`]),
    ...(rule.highest === undefined ? [] : [HIGHEST[rule.highest]]),
    ...caps(rule.caps, ''),
    ...caps(item.caps, several ? '本项合计' : ''),
    ...(item.start === 'zero' && item.max !== undefined ? [`本项最多 ${amount(item.max)} 分`] : []),
  ];
}

/** Points that are not for the one whom the entry is about. */
function receiverOf({ to }: ItemRule, { roles }: FormRules): readonly string[] {
  if (to === 'subject') return [];
  return [`记给${to === 'actor' ? '「由谁」一栏的人' : (roles.find((one) => one.id === to.role)?.label ?? to.role)}`];
}

const HIGHEST = { project: '同一项目只取最高的一条', item: '同类只取最高的一条' } as const;
