import { compare, sign } from '../../number.ts';
import type { Problem } from '../../problem.ts';
import type { Item, ItemRule } from '../item.ts';
import type { Scheme } from '../scheme.ts';
import { readAmounts, type ReadAmount } from './amounts.ts';
import { found, repeated } from './found.ts';

type Approval = NonNullable<Item['approval']>;

/** What an item and its rules need to be able to give points (项目与规则). */
export function checkRules(scheme: Scheme): readonly Problem[] {
  const read = readAmounts(scheme);
  const settled = new Set([
    ...scheme.taskQuotas.map((one) => one.into),
    ...scheme.derived.rules.flatMap((one) => one.into ?? []),
  ]);
  return [
    ...scheme.items.flatMap((item) => [
      ...itemProblems(item, read),
      ...approvalProblems(item.approval, `items.${item.id}.approval`, item.clause, read),
      ...item.rules.flatMap((rule) => ruleProblems(item, rule, read, settled.has(rule.id))),
    ]),
    ...twiceProblems(scheme),
    ...derivedProblems(scheme, read),
  ];
}

function itemProblems(item: Item, read: ReadAmount): readonly Problem[] {
  const at = `items.${item.id}`;
  const data = { item: item.label };
  const problems: Problem[] = [];
  const [max, floor] = [read(item.max), read(item.floor)];
  if (item.start === 'judged' && item.judgedBy === undefined)
    problems.push(found('judged-without-body', `${at}.judgedBy`, data, item.clause));
  if (item.start === 'full' && item.max === undefined)
    problems.push(found('full-without-max', `${at}.max`, data, item.clause));
  if (item.onlyBy && item.judgedBy === undefined)
    problems.push(found('only-by-nobody', `${at}.onlyBy`, data, item.clause));
  if (max !== undefined && floor !== undefined && compare(floor, max) > 0)
    problems.push(found('floor-above-max', `${at}.floor`, data, item.clause));
  for (const per of repeated(item.caps.map((one) => one.per)))
    problems.push(found('cap-twice', `${at}.caps`, { rule: item.label, per }, item.clause));
  if (max !== undefined && sign(max) < 0) problems.push(found('max-negative', `${at}.max`, data, item.clause));
  if (item.start === 'zero' && item.rules.length === 0 && item.max === undefined && item.incomplete === undefined) {
    problems.push(found('item-without-rules', at, data, item.clause));
  }
  return problems;
}

function ruleProblems(item: Item, rule: ItemRule, read: ReadAmount, isSettled: boolean): readonly Problem[] {
  const at = `items.${item.id}.rules.${rule.id}`;
  const clause = rule.clause ?? item.clause;
  const problems = [
    ...worthProblems(item, rule, at, clause, isSettled),
    ...automaticProblems(rule, at, clause),
    ...valueProblems(item, rule, at, clause, read),
    ...approvalProblems(rule.approval, `${at}.approval`, clause, read),
  ];
  return problems;
}

function worthProblems(item: Item, rule: ItemRule, at: string, clause: string, isSettled: boolean): readonly Problem[] {
  const worths = [rule.points, rule.tiers, rule.roles, rule.judged].filter((one) => one !== undefined).length;
  const data = { rule: rule.label };
  const counts = rule.effect === 'add' || rule.effect === 'deduct';
  if (!counts) return worths === 0 ? [] : [found('worth-idle', at, data, clause)];
  if (worths > 1) return [found('worth-twice', at, data, clause)];
  if (worths === 1 || isSettled || item.incomplete !== undefined) return [];
  return [found('worth-missing', at, data, clause)];
}

function automaticProblems(rule: ItemRule, at: string, clause: string): readonly Problem[] {
  const counting = [rule.shortage, rule.counted].filter((one) => one !== undefined).length;
  const data = { rule: rule.label };
  const problems: Problem[] = [];
  if (counting > 1) problems.push(found('automatic-twice', at, data, clause));
  if (rule.each !== undefined && rule.when === undefined)
    problems.push(found('each-without-when', `${at}.each`, data, clause));
  if (rule.judged !== undefined && (counting > 0 || rule.when !== undefined))
    problems.push(found('automatic-judged', at, data, clause));
  if (rule.once === 'entry') problems.push(found('once-per-entry', `${at}.once`, data, clause));
  for (const per of repeated(rule.caps.map((one) => one.per)))
    problems.push(found('cap-twice', `${at}.caps`, { ...data, per }, clause));
  return problems;
}

function valueProblems(item: Item, rule: ItemRule, at: string, clause: string, read: ReadAmount): readonly Problem[] {
  const data = { rule: rule.label };
  const problems: Problem[] = [];
  const points = [
    rule.points,
    ...(rule.tiers ?? []).map((one) => one.points),
    ...(rule.roles ?? []).map((one) => one.points),
  ].flatMap((one) => read(one) ?? []);
  if (points.some((one) => sign(one) < 0)) problems.push(found('points-negative', at, data, clause));
  if (points.length > 0 && points.every((one) => sign(one) === 0))
    problems.push(found('points-zero', at, data, clause));
  for (const range of [rule.judged, ...(rule.tiers ?? [])]) {
    const [from, to] = [read(range?.from), read(range?.to)];
    if (from !== undefined && to !== undefined && compare(from, to) > 0)
      problems.push(found('range-backwards', at, { label: rule.label }, clause));
  }
  const steps = [rule.every?.step, rule.shortage?.step].flatMap((one) => read(one) ?? []);
  if (steps.some((one) => sign(one) <= 0)) problems.push(found('step-not-positive', at, data, clause));
  const empty = (rule.tiers ?? []).filter(
    (one) => one.points === undefined && one.from === undefined && one.to === undefined,
  );
  for (const tier of item.incomplete === undefined ? empty : []) {
    problems.push(found('tier-without-points', `${at}.tiers.${tier.id}`, { ...data, tier: tier.id }, clause));
  }
  return problems;
}

/** Routes by size must rise, and the last must take whatever is left. */
function approvalProblems(
  approval: Approval | undefined,
  at: string,
  clause: string,
  read: ReadAmount,
): readonly Problem[] {
  if (approval === undefined) return [];
  const limits = approval.routes.map((one) => one.upTo);
  const values = limits.slice(0, -1).map(read);
  const problems: Problem[] = [];
  if (limits.at(-1) !== undefined)
    problems.push(found('approval-open-end', `${at}.routes`, {}, approval.clause ?? clause));
  const rising = values.every(
    (one, index) =>
      index === 0 ||
      one === undefined ||
      (values[index - 1] !== undefined && compare(one, values[index - 1] as typeof one) > 0),
  );
  if (!rising || limits.slice(0, -1).includes(undefined))
    problems.push(found('approval-order', `${at}.routes`, {}, approval.clause ?? clause));
  return problems;
}

/** The same clause printed twice, and the same thing scored under two items without a rule for it. */
function twiceProblems(scheme: Scheme): readonly Problem[] {
  const plain = (text: string): string => text.replaceAll(/[\s，。、；：,.;:]/gu, '');
  const clauses = scheme.clauses.flatMap((one, index) => {
    const first = scheme.clauses.slice(0, index).find((other) => plain(other.text) === plain(one.text));
    return first === undefined
      ? []
      : [found('clause-twice', `clauses.${one.id}`, { no: one.no, first: first.no }, one.id)];
  });
  const same = new Set(scheme.sameFacts.flatMap((one) => one.items));
  const lines = scheme.items.flatMap((item) => item.rules.map((rule) => ({ item, rule })));
  const rules = lines.flatMap(({ item, rule }, index) => {
    const twin = (one: (typeof lines)[number]): boolean =>
      one.item.id !== item.id && one.rule.label === rule.label && one.rule.effect === rule.effect;
    const first = lines.slice(0, index).find(twin);
    // What a body gives by its own judgement is no double printing, however alike the names.
    const isFree = rule.judged !== undefined && first?.rule.judged !== undefined;
    if (first === undefined || isFree || rule.effect === 'record' || same.has(rule.id) || same.has(item.id)) return [];
    return [
      found(
        'rule-twice',
        `items.${item.id}.rules.${rule.id}`,
        { rule: rule.label, first: first.rule.id },
        rule.clause ?? item.clause,
      ),
    ];
  });
  return [...clauses, ...rules];
}

/** Derived postings need a source, a receiver and a worth. */
function derivedProblems(scheme: Scheme, read: ReadAmount): readonly Problem[] {
  const shown = new Set(scheme.score.flatMap((node) => ('derived' in node ? node.derived : [])));
  return scheme.derived.rules.flatMap((rule) => {
    const at = `derived.rules.${rule.id}`;
    const data = { label: rule.label };
    const problems: Problem[] = [];
    if (rule.groups.length === 0 && rule.items.length === 0)
      problems.push(found('derived-without-source', at, data, rule.clause));
    if (rule.to.length === 0 && rule.members === undefined)
      problems.push(found('derived-without-receiver', at, data, rule.clause));
    for (const to of rule.to) {
      if ((to.share === undefined) === (to.points === undefined))
        problems.push(found('derived-worth', `${at}.to`, data, rule.clause));
      if (to.share !== undefined && sign(read(to.share) ?? 1) <= 0)
        problems.push(found('derived-worth', `${at}.to`, data, rule.clause));
    }
    if (rule.into === undefined && rule.members === undefined && !shown.has(rule.id))
      problems.push(found('derived-not-counted', at, data, rule.clause));
    return problems;
  });
}
