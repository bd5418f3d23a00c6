import type { Problem } from '../../problem.ts';
import type { Scheme } from '../scheme.ts';
import { found } from './found.ts';
import { checkNumbers } from './numbers.ts';
import { referencesOf } from './references.ts';
import { checkUnused } from './unused.ts';

/**
 * What keeps a scheme from being published (公布的关口): every reading decided, every numeric clause used or waived,
 * nothing missing that blocks, every veto with an effect, every parameter filled, examples there. That the examples
 * pass is found by running them.
 */
export function gates(scheme: Scheme): readonly Problem[] {
  return [
    ...scheme.readings
      .filter((one) => one.decided === undefined)
      .map((one) => found('publish-reading-undecided', `readings.${one.id}`, { question: one.question }, one.clause)),
    ...scheme.incomplete
      .filter((one) => one.blocks)
      .map((one) => found('publish-incomplete', `incomplete.${one.id}`, { what: one.what }, one.clause)),
    ...scheme.vetoes
      .filter((one) => one.effect === 'hold')
      .map((one) => found('publish-veto-open', `vetoes.${one.id}.effect`, { label: one.label }, one.clause)),
    ...emptyParams(scheme),
    ...(scheme.examples.length === 0 ? [found('publish-no-examples', 'examples')] : []),
    ...numericClauses(scheme),
  ];
}

/** Parameters that the rules in force use and nobody has filled; those of options not chosen do not matter. */
function emptyParams(scheme: Scheme): readonly Problem[] {
  const used = new Set(
    referencesOf(scheme)
      .filter((one) => one.kind === 'param' && !one.at.startsWith('examples.'))
      .map((one) => one.id),
  );
  return scheme.params
    .filter((one) => one.value === undefined && used.has(one.id))
    .map((one) =>
      found('publish-param-empty', `params.${one.id}.value`, { label: one.label, by: one.fills }, one.clause),
    );
}

function numericClauses(scheme: Scheme): readonly Problem[] {
  const idle = checkUnused(scheme).filter((one) => one.code === 'clause-number-idle');
  return [...idle, ...checkNumbers(scheme)].map((one) =>
    found('publish-clause-unused', one.at, { no: one.data['no'] ?? '', text: one.data['text'] ?? '' }, one.clause),
  );
}

/** What is missing in the source, told in a check: it does not stop the work, it stops publication. */
export function checkGaps(scheme: Scheme): readonly Problem[] {
  return [
    ...scheme.incomplete.map((one) =>
      found(one.blocks ? 'gap-blocks' : 'gap-open', `incomplete.${one.id}`, { what: one.what }, one.clause),
    ),
    ...scheme.items
      .filter((one) => one.incomplete !== undefined)
      .map((one) =>
        found('item-incomplete', `items.${one.id}`, { item: one.label, what: one.incomplete ?? '' }, one.clause),
      ),
    ...scheme.notScored
      .filter((one, index) => scheme.notScored.findIndex((other) => other.clause === one.clause) < index)
      .map((one) => found('waived-twice', 'notScored', { id: one.clause }, one.clause)),
  ];
}
