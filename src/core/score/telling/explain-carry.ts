import { periodName } from '../../period.ts';
import { leavesOf } from '../../scheme/check/places.ts';
import type { Condition } from '../../scheme/condition.ts';
import type { Carry } from '../../scheme/outcome.ts';
import type { PeriodLook, Scope } from '../book/scope.ts';
import { figure, numberFigure } from '../figures.ts';
import type { Run } from '../run.ts';
import { isGap } from '../value.ts';

/** What a rule over several periods came to, by the periods behind it: `2（2025年下半年 59.9、2026年上半年 50）`. */
export function carryText(run: Run, rule: Carry, scope: Scope, value: string): string {
  const looks = scope.periods?.(rule.id) ?? [];
  if (rule.kind === 'account' || looks.length === 0) return value;
  const node = rule.node ?? run.plan.total;
  if (rule.kind !== 'mean' && rule.kind !== 'sum')
    return `${value}（${looks.map((look) => `${periodName(look.period.id)}${valuesText(rule.when, look)}`).join('、')}）`;
  const there = looks.filter((look) => !isGap(look.node(node)));
  const terms = there.map((look) => `${periodName(look.period.id)} ${figure(look.node(node))}`).join(' + ');
  if (rule.kind === 'sum') return there.length < 2 ? `${value}（${terms}）` : `${terms} = ${value}`;
  const set = run.plan.amounts(rule.divisor);
  const divisor = set === undefined ? String(there.length) : numberFigure(set);
  return divisor === '1' ? `${value}（${terms}）` : `（${terms}）÷ ${divisor} = ${value}`;
}

/** What the condition read in a period: what a step came to, the grade, the place. */
function valuesText(when: Condition | undefined, { scope, node }: PeriodLook): string {
  const leaves = when === undefined ? [] : leavesOf(when);
  const values = leaves.flatMap((leaf) => {
    if ('node' in leaf) return figure(node(leaf.node));
    if ('grade' in leaf) return scope.grade === undefined ? [] : `「${scope.grade}」`;
    const place = 'rank' in leaf ? scope.rank?.(leaf.rank) : undefined;
    return place === undefined || 'gap' in place ? [] : `第 ${place.rank}`;
  });
  return [...new Set(values)].map((one) => ` ${one}`).join('');
}
