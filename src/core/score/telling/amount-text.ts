import type { Amount } from '../../scheme/condition.ts';
import { numberFigure } from '../figures.ts';
import type { Run } from '../run.ts';

/** A number of the scheme with the parameters in force. */
export function amountText(run: Run, amount: Amount | undefined): string {
  const value = run.plan.amounts(amount);
  return value === undefined ? '未填' : numberFigure(value);
}
