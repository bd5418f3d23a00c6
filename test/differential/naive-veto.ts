// 一票否决: which are in force for whom in which stretch of time.
import type { Veto } from '../../src/core/scheme/derived.ts';
import { within } from './days.ts';
import type { Window } from './days.ts';
import { anyOf } from './truth.ts';
import type { Truth } from './truth.ts';
import { validEntries } from './naive-ledger.ts';
import { ruleOf, subjectOf } from './world.ts';
import type { World } from './world.ts';

function inForce(w: World, veto: Veto, subject: string, scope: Window): Truth {
  const posted = validEntries(w).some(
    ({ entry, at }) =>
      entry.subject === subject && veto.items.includes(ruleOf(w, entry)?.rule.id ?? entry.item) && within(at, scope),
  );
  const asked = veto.when === undefined ? false : w.ask.condition(w, veto.when, subjectOf(subject), { window: scope });
  return anyOf([posted, asked]);
}

export function vetoInForce(w: World, id: string, subject: string, scope: Window): Truth {
  const veto = w.scheme.vetoes.find((one) => one.id === id);
  return veto === undefined ? false : inForce(w, veto, subject, scope);
}

export function vetoesOf(
  w: World,
  subject: string,
  scope: Window,
): readonly { readonly effect: Veto['effect']; readonly inForce: Truth }[] {
  return w.scheme.vetoes.map((veto) => ({ effect: veto.effect, inForce: inForce(w, veto, subject, scope) }));
}
