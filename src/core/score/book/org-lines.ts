import { conditionPlaces, leavesOf } from '../../scheme/check/places.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import type { Catalogue } from './catalogue.ts';

/**
 * The lines on which an entry about an organisation means something: what goes on to its members, what a standard of
 * work counts, what a condition or an outcome asks of an organisation. On any other line a name has been left out.
 */
export function linesForOrgs(scheme: Scheme, catalogue: Catalogue): ReadonlySet<number> {
  const named = new Set([...membersShare(scheme), ...counted(scheme), ...asked(scheme)]);
  const fits = catalogue.lines.filter((line) => named.has(line.id) || line.groups.some((group) => named.has(group)));
  return new Set(fits.map((line) => line.index));
}

function membersShare(scheme: Scheme): readonly string[] {
  return scheme.derived.rules.flatMap((rule) => (rule.members === undefined ? [] : [...rule.groups, ...rule.items]));
}

function counted(scheme: Scheme): readonly string[] {
  return scheme.norms.flatMap((norm) => {
    const item = 'count' in norm ? norm.count.item : 'day' in norm ? norm.day.item : undefined;
    return item === undefined ? [] : [item];
  });
}

function asked(scheme: Scheme): readonly string[] {
  const conditions = conditionPlaces(scheme).flatMap(({ condition }) => leavesOf(condition));
  const entries = conditions.flatMap((leaf) => ('entries' in leaf ? [leaf.entries] : []));
  return [
    ...entries.flatMap((one) => [...(one.items ?? []), ...(one.groups ?? [])]),
    ...scheme.outcomes.flatMap((one) => one.each?.items ?? []),
  ];
}
