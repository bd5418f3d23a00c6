import type { Amount } from '../scheme/condition.ts';
import type { Scheme } from '../scheme/scheme.ts';
import type { Amounts } from './book/catalogue.ts';
import { hold, type Gap } from './value.ts';

/** Says which parameters of a rule stop it, and who fills them in. */
export type Unset = (given: readonly (Amount | undefined)[], clause?: string) => Gap;

/** Names the parameters that have no value; where all have one, a divisor is zero. */
export function unsetIn(scheme: Scheme, amounts: Amounts): Unset {
  return (given, clause) => {
    const ids = new Set(given.flatMap((one) => (typeof one === 'object' ? one.param : [])));
    const open = scheme.params.filter(({ id }) => ids.has(id) && amounts({ param: id }) === undefined);
    const told = open.map(({ label, fills }) => `「${label}」（由${fills}填）`).join('、');
    return hold(told === '' ? '除数是0，不能除' : `方案参数${told}没有填写`, clause);
  };
}
