// 一票否决: which are in force for whom in which stretch of time.
import type { Scheme } from '../../../src/core/scheme/scheme.ts';
import { within } from './days.ts';
import type { Window } from './days.ts';
import { givenScore } from './ledger.ts';
import { allPostings } from './posting.ts';
import { anyOf } from './truth.ts';
import type { Truth } from './truth.ts';
import { isNamed, subjectOf } from './world.ts';
import type { World } from './world.ts';

type Veto = Scheme['vetoes'][number];

/** By a posting on one of its rules, a score given to one of its items, or its condition. */
function inForce(w: World, veto: Veto, subject: string, scope: Window): Truth {
  const posted = allPostings(w).filter(
    (one) => one.person === subject && within(one.at, scope) && isNamed(veto.items, one.rule, one.item),
  );
  const given = w.scheme.items.some(
    (item) => isNamed(veto.items, undefined, item) && givenScore(w, item, subject, scope) !== undefined,
  );
  const asked = veto.when === undefined ? false : w.ask.condition(w, veto.when, subjectOf(subject), { window: scope });
  return anyOf([given, ...posted.map((one) => (one.value === undefined ? undefined : true)), asked]);
}

export function vetoInForce(w: World, id: string, subject: string): Truth {
  const asked = w.scheme.vetoes.filter((veto) => id === 'any' || veto.id === id);
  return anyOf(asked.map((veto) => inForce(w, veto, subject, w.period)));
}

/** The vetoes of some effects that are in force, or may be. */
export function vetoed(w: World, effects: readonly Veto['effect'][], subject: string, scope: Window): Truth {
  return anyOf(
    w.scheme.vetoes.filter((veto) => effects.includes(veto.effect)).map((veto) => inForce(w, veto, subject, scope)),
  );
}
