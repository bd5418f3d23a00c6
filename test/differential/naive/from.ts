// What other schemes found (引用结果).
import type { From } from '../../../src/core/scheme/node.ts';
import type { Window } from './days.ts';
import { div, q, read, sum, ZERO } from './fraction.ts';
import type { Q } from './fraction.ts';
import { HELD, inSubtree, isOrg, lastDay, number, orgOn, person, SILENT } from './world.ts';
import type { Score, World } from './world.ts';

type Row = World['facts']['results'][string][string];

export function fromResults(w: World, from: From, subject: string, scope: Window): Score {
  const policy = from.missing;
  const rows = rowsFor(w, from, subject, scope);
  const values: Q[] = [];
  let waits = false;
  for (const row of rows) {
    if (row.status === 'exempt') {
      if (from.exempt === 'hold') return HELD;
    } else if (row.status === 'held' || row.score === undefined) {
      if (policy === 'hold') waits = true;
      if (policy === 'zero') values.push(ZERO);
    } else {
      values.push(read(row.score));
    }
  }
  if (waits || values.length === 0) return SILENT;
  return number(from.combine === 'sum' ? sum(values) : div(sum(values), q(values.length)));
}

function rowsFor(w: World, from: From, subject: string, scope: Window): readonly Row[] {
  const results = w.facts.results[from.scheme] ?? {};
  const row = person(w, subject);
  if (from.of === 'own') {
    const own = results[row?.person ?? subject];
    return own === undefined ? [] : [own];
  }
  const org = isOrg(w, subject) ? subject : (orgOn(w, subject, lastDay(w, scope)) ?? subject);
  const belongs = (one: Row): boolean =>
    one.org !== undefined &&
    org !== undefined &&
    (from.scope === 'subtree' ? inSubtree(w, one.org, org) : one.org === org);
  const all = Object.values(results).filter(belongs);
  if (from.of === 'leadership') return all.filter((one) => one.leadership === true);
  return from.leaders === 'exclude' ? all.filter((one) => one.leadership !== true) : all;
}
