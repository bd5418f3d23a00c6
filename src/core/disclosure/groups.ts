/** A group whose sum somebody would like to show: who counts in it. */
export type Group = { readonly id: string; readonly members: ReadonlySet<number> };

/**
 * The groups whose sums can be shown (人数规则). What is left of a group after taking away everybody whose own score is
 * shown, and every smaller group that is shown, must be nobody or at least `least` people; so neither a sum, nor the
 * difference of two, stands for a few. Groups must lie inside one another or apart, as organisations do.
 */
export function groupsShown(groups: readonly Group[], known: ReadonlySet<number>, least: number): ReadonlySet<string> {
  const shown: Group[] = [];
  for (const group of groups.toSorted((a, b) => a.members.size - b.members.size)) {
    const inside = shown.filter((one) => one.members.isSubsetOf(group.members));
    const rest = [...group.members].filter((one) => !known.has(one) && !inside.some((each) => each.members.has(one)));
    if (rest.length === 0 || rest.length >= least) shown.push(group);
  }
  return new Set(shown.map((one) => one.id));
}
