/**
 * What stands in a record under a key that people choose; undefined where nothing does. Somebody may be called
 * `constructor`, and that every plain object has.
 */
export function own<T>(of: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(of, key) ? of[key] : undefined;
}
