import type { Problem } from '../../problem.ts';
import type { Scheme } from '../scheme.ts';
import { found } from './found.ts';

/** What is missing in the source, told in a check: it does not stop the work, it stops publication. */
export function checkGaps(scheme: Scheme): readonly Problem[] {
  return [
    ...scheme.incomplete.map((one) =>
      found(one.blocks ? 'gap-blocks' : 'gap-open', `incomplete.${one.id}`, { what: one.what }, one.clause),
    ),
    ...scheme.items.flatMap(({ id, label, clause, incomplete }) =>
      incomplete === undefined
        ? []
        : [found('item-incomplete', `items.${id}`, { item: label, what: incomplete }, clause)],
    ),
    ...scheme.notScored
      .filter((one, index) => scheme.notScored.findIndex((other) => other.clause === one.clause) < index)
      .map((one) => found('waived-twice', 'notScored', { id: one.clause }, one.clause)),
  ];
}
