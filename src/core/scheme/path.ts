import { isRecord } from './shape.ts';

/**
 * Sets the value at a path of a JSON document and returns the changed copy; the document itself stays as it is.
 * A segment names a key, or in a list the element with that id, grade, node or value, or its number; the last segment
 * `+` appends; the value null removes. Returns undefined when the path leads nowhere.
 */
export function setAt(document: unknown, path: string, value: unknown): unknown {
  return setSegments(document, path.split('.'), value);
}

function setSegments(here: unknown, segments: readonly string[], value: unknown): unknown {
  const [segment, ...rest] = segments;
  if (segment === undefined) return value;
  if (Array.isArray(here)) return setInList(here, segment, rest, value);
  if (here !== undefined && !isRecord(here)) return undefined;
  return setInRecord(here ?? {}, segment, rest, value);
}

function setInRecord(
  here: Readonly<Record<string, unknown>>,
  key: string,
  rest: readonly string[],
  value: unknown,
): unknown {
  if (rest.length === 0 && value === null) {
    return Object.fromEntries(Object.entries(here).filter(([name]) => name !== key));
  }
  const inner =
    rest.length === 1 && rest[0] === '+' && here[key] === undefined ? [value] : setSegments(here[key], rest, value);
  return inner === undefined ? undefined : { ...here, [key]: inner };
}

function setInList(here: readonly unknown[], segment: string, rest: readonly string[], value: unknown): unknown {
  if (segment === '+' && rest.length === 0) return [...here, value];
  const index = indexIn(here, segment);
  if (index < 0) return undefined;
  if (rest.length === 0 && value === null) return here.filter((_, i) => i !== index);
  const inner = setSegments(here[index], rest, value);
  return inner === undefined ? undefined : here.map((one, i) => (i === index ? inner : one));
}

function indexIn(list: readonly unknown[], segment: string): number {
  for (const key of ['id', 'grade', 'node', 'value', 'path']) {
    const found = list.findIndex((one) => isRecord(one) && one[key] === segment);
    if (found >= 0) return found;
  }
  const byText = list.indexOf(segment);
  if (byText >= 0) return byText;
  return /^\d+$/.test(segment) && Number(segment) < list.length ? Number(segment) : -1;
}
