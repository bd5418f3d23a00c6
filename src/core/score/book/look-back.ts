import type { Day } from '../../date.ts';
import { periodOf } from '../../period.ts';
import type { Scheme } from '../../scheme/scheme.ts';
import type { Catalogue } from './catalogue.ts';

/**
 * From which day on an entry on a line still counts as a time in the period that begins with `first` (重复); undefined
 * where times are not counted on the line at all. Lines that tell the same facts count for each other.
 */
export function lookBack(scheme: Scheme, { lines, lineIndex }: Catalogue, first: Day): readonly (Day | undefined)[] {
  const own = lines.map(({ rule, groups }) => {
    const windows = scheme.modifiers.rules.flatMap((one) =>
      rule !== undefined && one.groups.some((group) => groups.includes(group)) ? (one.repeat?.window ?? []) : [],
    );
    const since = windows.map((window) => (window === 'lifetime' ? -Infinity : periodOf(window, first).first));
    return since.length === 0 ? undefined : Math.min(...since);
  });
  const all = [...own];
  for (const { items } of scheme.sameFacts) {
    const same = items.flatMap((id) => lineIndex.get(id) ?? []);
    const since = same.flatMap((line) => own[line] ?? []);
    for (const line of same) if (since.length > 0) all[line] = Math.min(...since, all[line] ?? first);
  }
  return all;
}
