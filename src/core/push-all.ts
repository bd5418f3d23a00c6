/** Adds to a list one by one: `push(...more)` runs out of room where there are a hundred thousand. */
export function pushAll<T>(list: T[], more: Iterable<T>): void {
  for (const one of more) list.push(one);
}
