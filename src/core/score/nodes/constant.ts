import type { Exact } from '../../number.ts';
import { EXCLUDED, hold, unreported, type Value } from '../value.ts';
import type { Absence } from '../../scheme/ballot.ts';
import { ZERO } from '../../number.ts';
import type { Evaluate } from './node-context.ts';

/** A number that stands in the scheme (基准分). */
export function constant(amount: Exact | undefined, label: string, clause: string | undefined): Evaluate {
  const value: Value = amount ?? hold(`${label}的参数没有填写`, clause);
  return () => value;
}

/** A part that is not there, and what that means (缺项). */
export function absent(policy: Absence, what: string, clause: string | undefined): Evaluate {
  const value = absentValue(policy, `还缺「${what}」，补上以前不出分`, clause);
  return () => value;
}

/** What a missing part counts as. */
export function absentValue(policy: Absence, what: string, clause: string | undefined): Value {
  if (policy === 'zero') return ZERO;
  return policy === 'exclude' ? EXCLUDED : unreported(what, clause);
}
