import { shareOf, type Exact } from '../../number.ts';
import type { Absence, InputRule } from '../../scheme/ballot.ts';
import { inWindow } from '../book/scope.ts';
import type { NodeContext, Evaluate } from './node-context.ts';
import { absentValue } from './constant.ts';

/** A score given by a named body (评分); in a sub-period, the one given for it. */
export function input(rule: InputRule, missing: Absence): Evaluate {
  return (context) => {
    const given = inputOf(rule, context);
    return given ?? absentValue(missing, `${rule.label}没有报来${inWindow(context.scope.window)}`, rule.clause);
  };
}

export function inputOf(rule: InputRule, context: NodeContext): Exact | undefined {
  const { book, scope } = context;
  const row = book.inputs.get(rule.id)?.get(scope.owner);
  if (row === undefined) return undefined;
  if (typeof row === 'string') return scope.window.whole || rule.per === undefined ? shareOf(row) : undefined;
  const text = row.byPeriod[scope.window.id];
  return text === undefined ? undefined : shareOf(text);
}
